// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody takes away who has sent something: the reference and the
// secret link, which is the only key to it and is kept nowhere in the browser.

import type { VNode } from 'preact';
import type { OrderReceipt } from '../protocol.js';
import { useApp } from './app.js';
import { Facts, type Fact } from './facts.js';
import { Icon } from './icons.js';
import { LinkTools } from './link-box.js';

export function Receipt({ title, reference, rows, notes, keep, url, open }: {
  title: string; reference: string; rows: readonly Fact[];
  notes?: readonly string[] | undefined;
  keep: string; url: string; open: string;
}): VNode {
  const { i18n } = useApp();
  return (
    <section class="card receipt">
      <h3><Icon name="check" />{title}</h3>
      <Facts
        rows={[
          [
            i18n.t('receipt.reference'),
            <code class="reference">{reference}</code>,
          ],
          ...rows,
        ]}
      />
      {notes?.map((note) => (
        <p key={note} class="notice info">{note}</p>
      ))}
      <p>{keep}</p>
      <LinkTools url={url} open={open} />
    </section>
  );
}

export function ReceiptCard({ receipt }: { receipt: OrderReceipt }): VNode {
  const { i18n } = useApp();
  const { reference, desk, notes, url } = receipt;
  return (
    <Receipt
      title={i18n.t('receipt.title')} reference={reference} notes={notes}
      rows={desk ? [[i18n.t('receipt.desk'), desk.name]] : []}
      keep={i18n.t('receipt.keep')} url={url} open={i18n.t('receipt.open')}
    />
  );
}
