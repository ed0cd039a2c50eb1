// SPDX-License-Identifier: GPL-3.0-or-later
// An order being written: its rules, and nothing of how it looks. What
// identifies the orderer is never kept in the browser.

import type { FormField, OrderForm, OrderPlacement } from './protocol.js';

export interface OrderDraft {
  cid: string; /* makes placing it twice harmless */
  kind: string;
  fields: Record<string, string>;
  consents: Record<string, boolean>;
}

export const newDraft = (
  cid: string, kind: string, fields: Record<string, string> = {},
): OrderDraft => ({ cid, kind, fields, consents: {} });

/* Consents that must be given before a contact field is even shown. */
export const consented = (form: OrderForm, draft: OrderDraft): boolean =>
  form.consents.every((c) => !c.required || draft.consents[c.name] === true);

export const shownFields = (
  form: OrderForm, draft: OrderDraft,
): FormField[] =>
  form.fields.filter((f) => (!f.contact || consented(form, draft))
    && (!f.kinds || f.kinds.includes(draft.kind)));

/* What is asked at once; the particulars of a kind wait behind a fold. */
export const isParticular = (field: FormField): boolean =>
  !field.required && !field.wanted && field.kinds !== undefined;

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const ADDRESS = /^https?:\/\/[a-z0-9][^\s<>"'\\]*$/i;
export type Fault = 'required' | 'email' | 'long' | 'number' | 'url'
  | 'nothing' | 'refused';

const within = (
  value: number, { least, most, whole }: NonNullable<FormField['range']>,
): boolean => Number.isFinite(value) && value >= least && value <= most
  && (!whole || Number.isInteger(value));

export function faultOf(field: FormField, value: string): Fault | null {
  if (!value) return field.required ? 'required' : null;
  if (field.type === 'email' && !MAIL.test(value)) return 'email';
  if (field.type === 'url' && !ADDRESS.test(value)) return 'url';
  if (field.range && !within(Number(value), field.range)) return 'number';
  return field.max && [...value].length > field.max ? 'long' : null;
}

export function faults(
  form: OrderForm, draft: OrderDraft,
): Map<string, Fault> {
  const found = new Map<string, Fault>();
  for (const field of shownFields(form, draft)) {
    if (field.name === 'kind') continue; /* is chosen from the start */
    const fault = faultOf(field, (draft.fields[field.name] ?? '').trim());
    if (fault) found.set(field.name, fault);
  }
  for (const consent of form.consents)
    if (consent.required && !draft.consents[consent.name])
      found.set(`consent.${consent.name}`, 'required');
  return found;
}

/* What may lie in the browser between visits. */
export function keepable(form: OrderForm, draft: OrderDraft): OrderDraft {
  const contact = new Set(
    form.fields.filter((f) => f.contact).map((f) => f.name));
  return {
    ...draft, consents: {},
    fields: Object.fromEntries(
      Object.entries(draft.fields).filter(([name]) => !contact.has(name))),
  };
}

/* What is sent: only fields of the form, only consents that were asked. */
export function placement(
  form: OrderForm, draft: OrderDraft,
): Omit<OrderPlacement, 'lang'> {
  const fields: Record<string, string> = {};
  for (const { name } of shownFields(form, draft)) {
    const value = (draft.fields[name] ?? '').trim();
    if (value && name !== 'kind') fields[name] = value;
  }
  return {
    cid: draft.cid, kind: draft.kind, fields, notice: form.notice.version,
    consents: Object.fromEntries(
      form.consents.map((c) => [c.name, draft.consents[c.name] === true])),
  };
}
