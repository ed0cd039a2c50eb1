// SPDX-License-Identifier: GPL-3.0-or-later
// The orders placed from this browser, as far as the server tells them apart
// from those of others. Their pages open by their secret links only.

import type { VNode } from 'preact';
import type { OrderListed } from '../protocol.js';
import { useApp } from './app.js';
import { orderKindLabel } from './kind.js';
import { Sheet } from './sheet.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

function Row({ order }: { order: OrderListed }): VNode {
  const { i18n } = useApp();
  return (
    <li>
      <span>
        <code class="reference">{order.reference}</code>{' '}
        <span class="muted small">
          {orderKindLabel(i18n, order.kind)} · {i18n.time(order.at)}
        </span>
      </span>
      <span class="state small">{order.state_label}</span>
    </li>
  );
}

export function MyOrdersSheet(): VNode {
  const { session, i18n } = useApp();
  const load = useLoad(
    () => session.call<{ orders: OrderListed[] }>('order.list', {}),
    [i18n.lang.value]);
  return (
    <Sheet title={i18n.t('orders.title')} wide>
      <p class="muted small">{i18n.t('orders.text')}</p>
      {!load.value ? <Waiting load={load} />
        : load.value.orders.length ? (
          <ul class="short-items">
            {load.value.orders.map((order) => (
              <Row key={order.reference} order={order} />
            ))}
          </ul>
        ) : <p class="muted">{i18n.t('orders.none')}</p>}
    </Sheet>
  );
}
