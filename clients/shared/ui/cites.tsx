// SPDX-License-Identifier: GPL-3.0-or-later
// Sources: the numbered chips in a text and the list under an answer.

import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
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
            n: citation.n, title: citation.name || citation.title,
          })}
          onClick={() => (sheet.value = { kind: 'citation', citation })}
        >
          {citation.n}
        </button>
      ))}
    </span>
  );
}

function Clause({ citation: c }: { citation: Citation }): VNode | null {
  const { i18n } = useApp();
  if (!c.clause) return null;
  return (
    <span class="source-clause" lang={c.lang ?? undefined}>
      {/^[\d.]+$/.test(c.clause)
        ? i18n.t('cite.clause', { clause: c.clause }) : c.clause}
    </span>
  );
}

/* So many are listed at once; more than one over waits until asked for. */
const AT_FIRST = 3;

export function Sources({ citations, lang }: {
  citations: readonly Citation[]; lang: string;
}): VNode | null {
  const { sheet, i18n } = useApp();
  const [all, setAll] = useState(citations.length <= AT_FIRST + 1);
  const list = useRef<HTMLOListElement>(null);
  if (!citations.length) return null;
  const shown = all ? citations : citations.slice(0, AT_FIRST);
  const showAll = (): void => {
    setAll(true);
    requestAnimationFrame(() => list.current
      ?.querySelectorAll<HTMLElement>('.source')[AT_FIRST]?.focus());
  };
  return (
    <section class="sources">
      <h3>{i18n.t('sources.title')}</h3>
      <ol ref={list}>
        {shown.map((c) => (
          <li key={c.n} value={c.n}>
            <button
              type="button" class="source"
              onClick={() => (sheet.value = { kind: 'citation', citation: c })}
            >
              <span class="source-n" aria-hidden="true">{c.n}</span>
              <span class="source-text">
                {c.name && c.name !== c.title
                  && <span class="source-name" lang={lang}>{c.name}</span>}
                <span class="source-title" lang={c.lang ?? undefined}>
                  {c.title}
                </span>
                <Clause citation={c} />
              </span>
            </button>
          </li>
        ))}
      </ol>
      {!all && (
        <button type="button" class="link small" onClick={showAll}>
          {i18n.t('sources.all', { count: citations.length })}
        </button>
      )}
    </section>
  );
}
