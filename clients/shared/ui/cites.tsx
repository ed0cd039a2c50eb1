// SPDX-License-Identifier: GPL-3.0-or-later
// Sources: the numbered chips in a text and the list under an answer.

import type { VNode } from 'preact';
import type { Citation } from '../protocol.js';
import { useApp } from './app.js';

interface CitesProps {
  ns: readonly (number | null | undefined)[] | undefined;
  citations: readonly Citation[];
}

export function Cites({ ns, citations }: CitesProps): VNode | null {
  const { sheet, i18n } = useApp();
  const cited = (ns ?? [])
    .map((n) => citations.find((c) => c.n === n))
    .filter((c) => c !== undefined);
  if (!cited.length) return null;
  return (
    <span class="cites">
      {cited.map((citation) => (
        <button
          key={citation.n} type="button" class="chip"
          aria-label={i18n.t('cite.open', {
            n: citation.n, title: citation.title,
          })}
          onClick={() => (sheet.value = { kind: 'citation', citation })}
        >
          {citation.n}
        </button>
      ))}
    </span>
  );
}

export function Sources(
  { citations }: { citations: readonly Citation[] },
): VNode | null {
  const { sheet, i18n } = useApp();
  if (!citations.length) return null;
  return (
    <section class="sources">
      <h3>{i18n.t('sources.title')}</h3>
      <ol>
        {citations.map((c) => (
          <li key={c.n} value={c.n}>
            <button
              type="button" class="source"
              onClick={() => (sheet.value = { kind: 'citation', citation: c })}
            >
              <span class="source-n" aria-hidden="true">{c.n}</span>
              <span lang={c.lang} class="source-title">{c.title}</span>
              {c.clause && (
                <span class="source-clause" lang={c.lang}>
                  {/^[\d.]+$/.test(c.clause)
                    ? i18n.t('cite.clause', { clause: c.clause }) : c.clause}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
