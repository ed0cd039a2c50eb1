// SPDX-License-Identifier: GPL-3.0-or-later
// Two to four side by side, what differs first.

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Comparison, Demand } from '../protocol.js';
import { useApp } from './app.js';
import { Cites, Sources } from './cites.js';
import { kindLabel } from './kind.js';
import { Sheet } from './sheet.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

export function CompareTable(
  { comparison }: { comparison: Comparison },
): VNode {
  const { i18n } = useApp();
  const { columns, rows, citations } = comparison;
  const [all, setAll] = useState(false);
  const differing = rows.filter((row) => row.differs);
  const shown = all || !differing.length ? rows : differing;
  return (
    <div class="compare">
      <div class="scroll" tabIndex={0} role="region"
        aria-label={i18n.t('compare.title')}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column.id} scope="col">
                  {column.name}
                  <span class="muted small">
                    {kindLabel(i18n, column.kind)}
                    {column.synthetic
                      && <span class="tag warn">{i18n.t('synthetic')}</span>}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.criterion} class={row.differs ? 'differs' : ''}>
                <th scope="row">{row.label}</th>
                {row.cells.map((cell, i) => (
                  <td
                    key={i} dir="auto"
                    class={cell.known === false ? 'muted' : ''}
                  >
                    {cell.text}
                    <Cites ns={[cell.citation]} citations={citations} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="row">
        {differing.length > 0 && differing.length < rows.length && (
          <button
            type="button" class="link" aria-pressed={all}
            onClick={() => setAll(!all)}
          >
            {i18n.t(all ? 'compare.differences' : 'compare.all')}
          </button>
        )}
        <button type="button" class="link" onClick={() => print()}>
          {i18n.t('print')}
        </button>
      </div>
    </div>
  );
}

export function CompareView({ ids, demand }: {
  ids: readonly string[]; demand?: Demand | null;
}): VNode {
  const { session, i18n } = useApp();
  const load = useLoad(
    () => session.call<Comparison>('compare.get', {
      ids, ...(demand && { demand }),
    }), [ids.join(), i18n.lang.value]);
  if (!load.value) return <Waiting load={load} />;
  return (
    <>
      <CompareTable comparison={load.value} />
      <Sources
        citations={load.value.citations} lang={i18n.lang.value} whole
      />
    </>
  );
}

export function CompareSheet({ ids, demand }: {
  ids: readonly string[]; demand: Demand | null;
}): VNode {
  const { i18n } = useApp();
  return (
    <Sheet title={i18n.t('compare.title')} wide>
      <CompareView ids={ids} demand={demand} />
    </Sheet>
  );
}

/* /compare?ids=a,b */
export const comparedOf = (path: string, search: string): string[] =>
  path.replace(/\/$/, '') !== '/compare' ? []
    : (new URLSearchParams(search).get('ids') ?? '').split(',')
        .filter((id) => /^[\w.-]{1,120}$/.test(id)).slice(0, 4);
