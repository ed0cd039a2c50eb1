// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the sheet that is open, if one is.

import type { VNode } from 'preact';
import { useApp } from './app.js';
import { CitationSheet } from './citation.js';
import { OrderSheet } from './order-form.js';
import { PersonSheet } from './person.js';

export function CurrentSheet(): VNode | null {
  const open = useApp().sheet.value;
  switch (open?.kind) {
    case 'citation':
      return <CitationSheet key={open.citation.n} citation={open.citation} />;
    case 'order':
      return <OrderSheet orderKind={open.orderKind} fields={open.fields} />;
    case 'person': return <PersonSheet />;
    default: return null;
  }
}
