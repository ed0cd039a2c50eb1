// SPDX-License-Identifier: GPL-3.0-or-later
// One order: what is sought, who asks, what happened, what may come next.

import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { fieldDir } from '../shared/i18n.js';
import {
  ORDER_KINDS, type DeskOrder, type Move, type OrderKind,
} from '../shared/protocol.js';
import { fieldRows, Timeline } from '../shared/ui/timeline.js';
import { useAct, useDesk } from './app.js';

function Rows({ rows }: { rows: [string, string][] }): VNode {
  return (
    <dl class="facts">
      {rows.map(([label, value]) => (
        <div key={label}><dt>{label}</dt><dd><bdi>{value}</bdi></dd></div>
      ))}
    </dl>
  );
}

function Moves({ order }: { order: DeskOrder }): VNode {
  const { desk, i18n } = useDesk();
  const [note, setNote] = useState('');
  const [lacks, setLacks] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const { busy, failed, act } = useAct();
  if (!order.moves.length)
    return <p class="muted">{i18n.t('desk.no_moves')}</p>;
  const move = ({ to, note: needed }: Move): void => {
    const lacking = needed === true && !note.trim();
    setLacks(lacking);
    if (lacking) return field.current?.focus();
    act(async () => {
      await desk.move(order.reference, to, note.trim());
      setNote('');
    });
  };
  return (
    <div class="form moves">
      <div class="field">
        <label for="move-note">{i18n.t('desk.note')}</label>
        <textarea
          id="move-note" ref={field} rows={2} maxLength={2000} value={note}
          dir={fieldDir(note)} aria-invalid={lacks}
          aria-describedby={lacks ? 'move-note-fault' : undefined}
          onInput={(e) => setNote(e.currentTarget.value)}
        />
        {lacks && (
          <p class="error" id="move-note-fault" role="alert">
            {i18n.t('form.fault_required')}
          </p>
        )}
      </div>
      <div class="row">
        {order.moves.map((each, i) => (
          <button
            key={each.to} type="button" disabled={busy}
            class={i === 0 ? 'button small' : 'button small quiet'}
            data-move={each.to} onClick={() => move(each)}
          >
            {each.label}
          </button>
        ))}
      </div>
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
    </div>
  );
}

export function OrderDetail({ order }: { order: DeskOrder }): VNode {
  const { desk, i18n } = useDesk();
  const { t } = i18n;
  const form = desk.form.value;
  const kind = ORDER_KINDS.includes(order.kind as OrderKind)
    ? t(`order.kind.${order.kind as OrderKind}`) : order.kind;
  const contact = fieldRows(order.contact ?? {}, form);
  return (
    <article class="detail" aria-labelledby="detail-title">
      <h2 id="detail-title">
        <code class="reference">{order.reference}</code>
      </h2>
      <p class="state">{order.state_label}</p>
      <Rows
        rows={[
          [t('order.kind'), kind],
          ...(order.desk
            ? [[t('receipt.desk'), order.desk.name] as [string, string]]
            : []),
          ...fieldRows(order.fields, form),
        ]}
      />
      <h3>{t('desk.contact')}</h3>
      {contact.length ? <Rows rows={contact} />
        : <p class="muted">{t('desk.no_contact')}</p>}
      <h3>{t('desk.moves')}</h3>
      <Moves order={order} />
      <h3>{t('status.timeline')}</h3>
      <Timeline steps={order.timeline} i18n={i18n} />
    </article>
  );
}
