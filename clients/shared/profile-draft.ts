// SPDX-License-Identifier: GPL-3.0-or-later
// A profile being written: its rules, and nothing of how it looks. What
// identifies its writer is never kept in the browser.

import {
  faultOf, faults, keepable, newDraft, placement, type Fault, type OrderDraft,
} from './order-draft.js';
import type { FormField, OrderForm, ProfileForm } from './protocol.js';

/* What is said in one language; by the names of the form's fields. */
export interface Wording {
  lang: string;
  texts: Record<string, string>;
}

export interface ProfileDraft {
  corrects: string; /* '': a new profile */
  wordings: readonly Wording[];
  choices: Record<string, readonly string[]>;
  sources: readonly Record<string, string>[];
  plain: OrderDraft; /* cid, kind, single values, consents, contact */
}

export const newProfile = (
  cid: string, kind: string, lang: string,
): ProfileDraft => ({
  corrects: '', wordings: [{ lang, texts: {} }], choices: {}, sources: [{}],
  plain: newDraft(cid, kind),
});

export const fieldsOf = (
  form: OrderForm, type: FormField['type'],
): FormField[] => form.fields.filter((field) => field.type === type);

/* The form without what an order's has not. Of a correction nothing is
 * required but who sends it. */
export const plainForm = (
  form: ProfileForm, draft: ProfileDraft,
): OrderForm => ({
  ...form,
  fields: form.fields
    .filter(({ type }) => type !== 'texts' && type !== 'choices')
    .map((field) => ({
      ...field, required: field.required && (field.contact || !draft.corrects),
    })),
});

const trimmed = (values: Record<string, string>): [string, string][] =>
  Object.entries(values).map(([name, value]) => [name, value.trim()] as
    [string, string]).filter(([, value]) => value);

const isSaid = (values: Record<string, string>): boolean =>
  trimmed(values).length > 0;

/* Texts by field and language; the first of two in one language counts. */
function textsOf(
  form: ProfileForm, draft: ProfileDraft,
): Record<string, Record<string, string>> {
  const texts: Record<string, Record<string, string>> = {};
  for (const { name } of fieldsOf(form, 'texts'))
    for (const { lang, texts: said } of draft.wordings) {
      const value = said[name]?.trim();
      if (value && !texts[name]?.[lang])
        texts[name] = { ...texts[name], [lang]: value };
    }
  return texts;
}

/* A form's field once more, under a name of its own on the page. */
export const fieldAt = (
  field: FormField, group: string, at: number, required: boolean,
): FormField => ({ ...field, name: `${group}.${at}.${field.name}`, required });

function groupFaults(
  group: string, fields: readonly FormField[],
  rows: readonly Record<string, string>[], required: (at: number) => boolean,
  found: Map<string, Fault>,
): void {
  rows.forEach((row, at) => {
    for (const field of fields) {
      const asked = fieldAt(field, group, at, field.required && required(at));
      const fault = faultOf(asked, (row[field.name] ?? '').trim());
      if (fault) found.set(asked.name, fault);
    }
  });
}

export function profileFaults(
  form: ProfileForm, draft: ProfileDraft,
): Map<string, Fault> {
  const found = faults(plainForm(form, draft), draft.plain);
  const isNew = !draft.corrects;
  groupFaults('wordings', fieldsOf(form, 'texts'),
    draft.wordings.map(({ texts }) => texts), (at) => isNew && at === 0,
    found);
  groupFaults('sources', form.sources.fields, draft.sources,
    (at) => at === 0 || isSaid(draft.sources[at]!), found);
  for (const field of fieldsOf(form, 'choices'))
    if (isNew && field.required && !draft.choices[field.name]?.length)
      found.set(field.name, 'required');
  if (!isNew && !Object.keys(saidOf(form, draft)).length)
    found.set('corrects', 'nothing');
  return found;
}

/* Everything that is said of the enterprise, as the wire takes it. */
function saidOf(
  form: ProfileForm, draft: ProfileDraft,
): Record<string, unknown> {
  const said: Record<string, unknown> = textsOf(form, draft);
  for (const field of form.fields) {
    if (field.contact) continue;
    const chosen = draft.choices[field.name];
    if (field.type === 'choices' && chosen?.length) said[field.name] = chosen;
    const value = draft.plain.fields[field.name]?.trim();
    if (value)
      said[field.name] = field.type === 'number' ? Number(value) : value;
  }
  return said;
}

/* What may lie in the browser between visits. */
export const keepableProfile = (
  form: ProfileForm, draft: ProfileDraft,
): ProfileDraft => ({ ...draft, plain: keepable(form, draft.plain) });

export function profileParams(
  form: ProfileForm, draft: ProfileDraft,
): Record<string, unknown> {
  const { cid, kind, fields, notice, consents } =
    placement(plainForm(form, draft), draft.plain);
  const contact = Object.fromEntries(form.fields
    .filter((field) => field.contact && fields[field.name])
    .map(({ name }) => [name, fields[name]]));
  return {
    cid, kind, notice, consents, contact, fields: saidOf(form, draft),
    ...(draft.corrects && { id: draft.corrects }),
    sources: draft.sources.filter(isSaid)
      .map((source) => Object.fromEntries(trimmed(source))),
  };
}

/* The entry that a refused path of the wire is about. */
export function entryAt(form: ProfileForm, path: string): string {
  const [group = '', name = ''] = path.split('.');
  if (group === 'sources')
    return `sources.${name || 0}.${form.sources.fields[0]?.name ?? ''}`;
  return fieldsOf(form, 'texts').some((field) => field.name === name)
    ? `wordings.0.${name}` : name || group;
}
