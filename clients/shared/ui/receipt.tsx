// SPDX-License-Identifier: GPL-3.0-or-later
// What an orderer takes away: the reference and the secret link. The link is
// the only key to the order and is kept nowhere in the browser.

import type { VNode } from 'preact';
import type { OrderReceipt } from '../protocol.js';
import { useApp } from './app.js';
import { Facts } from './facts.js';
import { Icon } from './icons.js';
import { LinkTools } from './link-box.js';

export function ReceiptCard({ receipt }: { receipt: OrderReceipt }): VNode {
  const { i18n } = useApp();
  return (
    <section class="card receipt">
      <h3><Icon name="check" />{i18n.t('receipt.title')}</h3>
      <Facts
        rows={[
          [
            i18n.t('receipt.reference'),
            <code class="reference">{receipt.reference}</code>,
          ],
          ...(receipt.desk
            ? [[i18n.t('receipt.desk'), receipt.desk.name] as const] : []),
        ]}
      />
      {receipt.notes?.map((note) => (
        <p key={note} class="notice info">{note}</p>
      ))}
      <p>{i18n.t('receipt.keep')}</p>
      <LinkTools url={receipt.url} open={i18n.t('receipt.open')} />
    </section>
  );
}
