// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the sheet that is open, if one is.

import type { VNode } from 'preact';
import { useApp } from './app.js';
import { CitationSheet } from './citation.js';
import { OrderSheet } from './order-form.js';
import { PersonSheet } from './person.js';

export function CurrentSheet(): VNode | null {
  const { sheet, sheets } = useApp();
  const open = sheet.value;
  const { compare: Compare } = sheets;
  if (!open) return null;
  switch (open.kind) {
    case 'citation':
      return <CitationSheet key={open.citation.n} citation={open.citation} />;
    case 'order':
      return <OrderSheet orderKind={open.orderKind} fields={open.fields} />;
    case 'person': return <PersonSheet />;
    case 'compare':
      return Compare ? <Compare ids={open.ids} demand={open.demand} /> : null;
    default: {
      const Other = sheets[open.kind];
      return Other ? <Other /> : null;
    }
  }
}
