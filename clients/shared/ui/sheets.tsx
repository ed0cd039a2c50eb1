// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the sheet that is open, if one is, and the one that it lies on.

import type { VNode } from 'preact';
import { useApp, type SheetContent } from './app.js';
import { CitationSheet } from './citation.js';
import { OrderSheet } from './order-form.js';
import { PersonSheet } from './person.js';

function SheetView({ open }: { open: SheetContent }): VNode | null {
  const { sheets } = useApp();
  const { compare: Compare, visits: Visits } = sheets;
  switch (open.kind) {
    case 'citation':
      return <CitationSheet key={open.citation.n} citation={open.citation} />;
    case 'order':
      return <OrderSheet orderKind={open.orderKind} fields={open.fields} />;
    case 'person': return <PersonSheet />;
    case 'compare':
      return Compare ? <Compare ids={open.ids} demand={open.demand} /> : null;
    case 'visits': return Visits ? <Visits chosen={open.chosen} /> : null;
    default: {
      const Other = sheets[open.kind];
      return Other ? <Other /> : null;
    }
  }
}

export function CurrentSheet(): VNode | null {
  const { sheet } = useApp();
  const open = sheet.value;
  if (!open) return null;
  const under = open.kind === 'citation' ? open.under : undefined;
  return (
    <>
      {under && <SheetView key="under" open={under} />}
      <SheetView key={under ? 'over' : 'under'} open={open} />
    </>
  );
}
