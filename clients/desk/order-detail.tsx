// SPDX-License-Identifier: GPL-3.0-or-later
// One order: what is sought, who asks, what happened, what may come next.

import type { VNode } from 'preact';
import type { DeskOrder } from './protocol.js';
import { Facts, fieldRows } from '../shared/ui/facts.js';
import { orderKindLabel } from '../shared/ui/kind.js';
import { Timeline } from '../shared/ui/timeline.js';
import { useDesk } from './app.js';
import type { DeskSession } from './desk-session.js';
import { Introductions } from './introductions.js';
import { Moves, type Choice, type Step } from './order-moves.js';

/* Moves of the order, then how far it came with the other side. */
function choicesOf(desk: DeskSession, order: DeskOrder): Choice[] {
  return [
    ...order.moves.map((move) => ({
      ...move, id: move.to,
      run: (step: Step) => desk.move(order.reference, { to: move.to, ...step }),
    })),
    ...(order.outcomes ?? []).map(({ outcome, label, reasons }) => ({
      to: outcome, id: `outcome-${outcome}`, label,
      ...(reasons && { reasons, note: true }),
      run: (step: Step) => desk.move(order.reference, { outcome, ...step }),
    })),
  ];
}

export function OrderDetail({ order }: { order: DeskOrder }): VNode {
  const { desk, i18n } = useDesk();
  const { t } = i18n;
  const form = desk.form.value;
  const contact = fieldRows(order.contact ?? {}, form);
  return (
    <article class="detail" aria-labelledby="detail-title">
      <h2 id="detail-title">
        <code class="reference">{order.reference}</code>
      </h2>
      <p class="state">{order.state_label}</p>
      <Facts
        rows={[
          [t('order.kind'), orderKindLabel(i18n, order.kind)],
          ...(order.desk
            ? [[t('receipt.desk'), order.desk.name] as const]
            : []),
          ...fieldRows(order.fields, form),
        ]}
      />
      <h3>{t('desk.contact')}</h3>
      {contact.length ? <Facts rows={contact} />
        : <p class="muted">{t('desk.no_contact')}</p>}
      <h3>{t('desk.moves')}</h3>
      <Moves choices={choicesOf(desk, order)} />
      <h3>{t('desk.introductions')}</h3>
      <Introductions order={order} />
      <h3>{t('status.timeline')}</h3>
      <Timeline steps={order.timeline} i18n={i18n} />
    </article>
  );
}
