// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for a room or a place: how many, when (on one day, in the room's own
// time), and who (after consent).

import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ERR_NOT_LEGAL, WireError } from '../connection.js';
import { faults, newDraft, placement, type OrderDraft }
  from '../order-draft.js';
import type { BookingReceipt, FormField, OrderForm } from '../protocol.js';
import { uuid7 } from '../uuid.js';
import { useApp } from './app.js';
import { Field, FormId } from './fields.js';
import {
  AboutYou, Fields, focusFault, type Faults,
} from './form-parts.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

interface Props {
  method: string;
  params: object;
  times: boolean; /* is a time asked for? */
  day?: string | undefined; /* that stands chosen */
  label: string;
  done: (receipt: BookingReceipt) => void;
  cancel: () => void;
}

/* How many and when, as fields of their own beside those of the form. */
function ownFields(times: boolean, t: (key: OwnKey) => string): FormField[] {
  const field = (
    name: string, label: OwnKey, type: FormField['type'],
  ): FormField => ({
    name, type, label: t(label), required: true, contact: false,
  });
  return [
    { ...field('people', 'events.people', 'number'),
      range: { least: 1, most: 1000, whole: true } },
    ...(times ? [
      field('day', 'rooms.day', 'date'),
      field('from', 'rooms.from', 'time'),
      field('to', 'rooms.to', 'time'),
    ] : []),
  ];
}

type OwnKey = 'events.people' | 'rooms.day' | 'rooms.from' | 'rooms.to';

/* The form stands where a button was, or is what the reader came for. */
function goTo(form: HTMLFormElement | null): void {
  form?.parentElement?.scrollIntoView({ block: 'start' });
  form?.querySelector('input')?.focus({ preventScroll: true });
}

function Filling({ form, own, props }: {
  form: OrderForm; own: FormField[]; props: Props;
}): VNode {
  const { session, i18n } = useApp();
  const [draft, change] = useState<OrderDraft>(
    () => newDraft(uuid7(), 'booking', {
      people: '1', ...(props.day && { day: props.day }),
    }));
  const [checked, setChecked] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => goTo(element.current), []);
  const whole = { ...form, fields: [...own, ...form.fields] };
  const found: Faults = checked ? faults(whole, draft) : new Map();
  const send = (event: Event): void => {
    event.preventDefault();
    setChecked(true);
    if (faults(whole, draft).size) return focusFault(element.current);
    const { people = '1', day, from, to } = draft.fields;
    session.vault.open();
    session.call<BookingReceipt>(props.method, {
      ...placement(form, draft), kind: undefined, ...props.params,
      people: Number(people),
      ...(props.times && { from: `${day}T${from}`, to: `${day}T${to}` }),
    }).then(props.done, (e: unknown) => setError(
      i18n.t(e instanceof WireError && e.code === ERR_NOT_LEGAL ? 'rooms.taken'
        : 'error.try')));
  };
  return (
    <form class="form" ref={element} noValidate onSubmit={send}>
      {own.map((field) => (
        <Field
          key={field.name} field={field} fault={found.get(field.name)}
          value={draft.fields[field.name] ?? ''}
          onInput={(value) => change({
            ...draft, fields: { ...draft.fields, [field.name]: value },
          })}
        />
      ))}
      <Fields
        form={form} draft={draft} change={change} contact={false}
        found={found}
      />
      <AboutYou form={form} draft={draft} change={change} found={found} />
      {error && <p class="error" role="alert">{error}</p>}
      <div class="row">
        <button type="submit" class="button">{props.label}</button>
        <button type="button" class="button quiet" onClick={props.cancel}>
          {i18n.t('cancel')}
        </button>
      </div>
    </form>
  );
}

export function BookingForm(props: Props): VNode {
  const { session, i18n } = useApp();
  const load = useLoad(
    () => session.call<OrderForm>('form.get', { form: 'booking' }),
    [i18n.lang.value]);
  const id = useId();
  if (!load.value) return <Waiting load={load} />;
  return (
    <FormId.Provider value={id}>
      <Filling
        form={load.value} props={props}
        own={ownFields(props.times, (key) => i18n.t(key))}
      />
    </FormId.Provider>
  );
}
