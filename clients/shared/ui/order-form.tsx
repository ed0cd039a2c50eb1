// SPDX-License-Identifier: GPL-3.0-or-later
// Placing an order: what is sought, who answers for the data and why, the
// consents one by one, then (only then) who asks, a look over it all, and the
// receipt.

import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ERR_PARAMS, WireError } from '../connection.js';
import { capital } from '../i18n.js';
import {
  faults, keepable, newDraft, placement, shownFields, type OrderDraft,
} from '../order-draft.js';
import {
  ORDER_KINDS, type FormField, type OrderForm, type OrderReceipt,
} from '../protocol.js';
import { uuid7 } from '../uuid.js';
import { useApp, type App } from './app.js';
import { Facts } from './facts.js';
import { Field } from './fields.js';
import {
  AboutYou, Fields, focusFault, type Faults, type FormProps,
} from './form-parts.js';
import { orderKindLabel } from './kind.js';
import { ReceiptCard } from './receipt.js';
import { Sheet } from './sheet.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

const DRAFT = 'order-draft';

type StepProps = FormProps & { next: () => void };

function KindField({ form, draft, change }: StepProps): VNode {
  const app = useApp();
  const values = form.fields.find((f) => f.name === 'kind')?.options
    ?.map((o) => o.value) ?? ORDER_KINDS;
  const field: FormField = {
    name: 'kind', type: 'select', required: true, contact: false,
    label: app.i18n.t('order.kind'),
    options: values.map((value) => ({
      value, label: orderKindLabel(app.i18n, value),
    })),
  };
  return (
    <Field
      field={field} value={draft.kind} fault={undefined}
      onInput={(kind) => change({ ...draft, kind })}
    />
  );
}

function Writing(props: StepProps): VNode {
  const { form, draft, next } = props;
  const { i18n } = useApp();
  const [checked, setChecked] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const found: Faults = checked ? faults(form, draft) : new Map();
  const review = (event: Event): void => {
    event.preventDefault();
    setChecked(true);
    if (!faults(form, draft).size) return next();
    focusFault(element.current);
  };
  return (
    <form class="form" ref={element} noValidate onSubmit={review}>
      <KindField {...props} />
      <Fields {...props} contact={false} found={found} />
      <AboutYou {...props} found={found} />
      <button type="submit" class="button">{i18n.t('order.review')}</button>
    </form>
  );
}

function valueShown(field: FormField, value: string, lang: string): string {
  const option = field.options?.find((o) => o.value === value);
  return option ? capital(option.label, lang) : value;
}

function Review({ form, draft, back, placed }: {
  form: OrderForm; draft: OrderDraft; back: () => void;
  placed: (receipt: OrderReceipt) => void;
}): VNode {
  const { i18n, session } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const place = (): void => {
    setBusy(true);
    session.placeOrder(placement(form, draft)).then(placed, (e: unknown) => {
      setBusy(false);
      setError(e instanceof WireError && e.code === ERR_PARAMS
        ? i18n.t('form.refused') : i18n.t('error.try'));
    });
  };
  const filled = shownFields(form, draft)
    .filter((f) => f.name !== 'kind' && draft.fields[f.name]?.trim());
  return (
    <div class="form">
      <p>{i18n.t('order.review_text')}</p>
      <Facts
        rows={[
          [i18n.t('order.kind'), orderKindLabel(i18n, draft.kind)],
          ...filled.map((field) => [
            field.label, valueShown(
              field, draft.fields[field.name] ?? '', i18n.lang.value),
          ] as const),
        ]}
      />
      <ul class="points small given">
        {form.consents.map((c) => (
          <li key={c.name} class={draft.consents[c.name] ? 'yes' : 'no'}>
            <span>
              {i18n.t(draft.consents[c.name] ? 'yes' : 'no')}
            </span>{' '}
            <bdi>{c.label}</bdi>
          </li>
        ))}
      </ul>
      {error && <p class="error" role="alert">{error}</p>}
      <div class="row">
        <button type="button" class="button" disabled={busy} onClick={place}>
          {i18n.t('order.send')}
        </button>
        <button type="button" class="button quiet" onClick={back}>
          {i18n.t('order.change')}
        </button>
      </div>
    </div>
  );
}

interface OrderSheetProps {
  orderKind?: string | undefined;
  fields?: Record<string, string> | undefined;
}

function firstDraft(
  { session }: App, { orderKind, fields }: OrderSheetProps,
): OrderDraft {
  const kept = session.vault.get<OrderDraft>(DRAFT);
  const base = kept ?? newDraft(uuid7(), 'investment');
  return {
    ...base, kind: orderKind ?? base.kind,
    fields: { ...base.fields, ...fields },
  };
}

export function OrderSheet(props: OrderSheetProps): VNode {
  const app = useApp();
  const { session, i18n } = app;
  const { value: form, error, again } = useLoad(
    () => session.orderForm(), [i18n.lang.value]);
  const [draft, setDraft] = useState(() => firstDraft(app, props));
  const [step, setStep] = useState<'write' | 'review'>('write');
  const [receipt, setReceipt] = useState<OrderReceipt | null>(null);
  const change = (next: OrderDraft): void => {
    setDraft(next);
    if (form) session.vault.set(DRAFT, keepable(form, next));
  };
  const placed = (got: OrderReceipt): void => {
    session.vault.remove(DRAFT);
    setReceipt(got);
  };
  return (
    <Sheet title={i18n.t('order.place')} wide>
      {receipt ? <ReceiptCard receipt={receipt} />
        : form && step === 'review' ? (
          <Review
            form={form} draft={draft} placed={placed}
            back={() => setStep('write')}
          />
        ) : form ? (
          <Writing
            form={form} draft={draft} change={change}
            next={() => setStep('review')}
          />
        ) : <Waiting load={{ error, again }} />}
    </Sheet>
  );
}
