// SPDX-License-Identifier: GPL-3.0-or-later
// Who answers for personal data and why, the consents one by one, and then
// (only then) the fields that tell who asks.

import type { VNode } from 'preact';
import {
  consented, isParticular, shownFields, type Fault, type OrderDraft,
} from '../order-draft.js';
import type { FormField, OrderForm } from '../protocol.js';
import { useApp } from './app.js';
import { ConsentBox, Field } from './fields.js';

export type Faults = ReadonlyMap<string, Fault>;

export interface FormProps {
  form: OrderForm;
  draft: OrderDraft;
  change: (draft: OrderDraft) => void;
}

function Notice({ form }: { form: OrderForm }): VNode {
  const { i18n, session } = useApp();
  const who = form.responsible ?? session.responsible.value;
  return (
    <div class="privacy">
      <h3>{i18n.t('order.privacy')}</h3>
      <p class="notice-text" dir="auto">{form.notice.text}</p>
      <p class="responsible">
        {i18n.t('order.responsible')}{' '}
        <strong>{who?.name || i18n.t('order.responsible_none')}</strong>
        {who?.contact && <>, {who.contact}</>}
      </p>
    </div>
  );
}

export function Fields({ form, draft, change, contact, found }: FormProps & {
  contact: boolean; found: Faults;
}): VNode {
  const { i18n } = useApp();
  const shown = shownFields(form, draft)
    .filter((f) => f.contact === contact && f.name !== 'kind');
  const view = (field: FormField): VNode => (
    <Field
      key={field.name} field={field} fault={found.get(field.name)}
      value={draft.fields[field.name] ?? ''}
      onInput={(value) => change({
        ...draft, fields: { ...draft.fields, [field.name]: value },
      })}
    />
  );
  const folded = shown.filter(isParticular);
  const open = folded.some((f) => draft.fields[f.name] || found.has(f.name));
  return (
    <>
      {shown.filter((field) => !isParticular(field)).map(view)}
      {folded.length > 0 && (
        <details class="particulars" open={open}>
          <summary>{i18n.t('form.particulars')}</summary>
          <div class="form">{folded.map(view)}</div>
        </details>
      )}
    </>
  );
}

function Consents({ form, draft, change, found }: FormProps & {
  found: Faults;
}): VNode {
  const { i18n } = useApp();
  return (
    <fieldset class="consents">
      <legend>{i18n.t('order.consents')}</legend>
      {form.consents.map((consent) => (
        <ConsentBox
          key={consent.name} consent={consent}
          given={draft.consents[consent.name] === true}
          fault={found.has(`consent.${consent.name}`)}
          onChange={(given) => change({
            ...draft,
            consents: { ...draft.consents, [consent.name]: given },
          })}
        />
      ))}
    </fieldset>
  );
}

export function AboutYou(props: FormProps & { found: Faults }): VNode {
  const { form, draft, found } = props;
  const { i18n } = useApp();
  const asked = form.fields.some((field) => field.contact);
  return (
    <>
      {form.notice.text && <Notice form={form} />}
      {form.consents.length > 0 && <Consents {...props} found={found} />}
      {asked && (consented(form, draft) ? (
        <fieldset class="contact">
          <legend>{i18n.t('order.contact')}</legend>
          <Fields {...props} contact found={found} />
        </fieldset>
      ) : <p class="muted small">{i18n.t('order.contact_after')}</p>)}
      {found.size > 0 && (
        <p class="error" role="alert">
          {i18n.t('form.faults', { count: found.size })}
        </p>
      )}
    </>
  );
}

/* Look at the first thing that needs it. */
export const focusFault = (element: HTMLElement | null): void =>
  void requestAnimationFrame(() => element
    ?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
