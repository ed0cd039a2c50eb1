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

/* A source opens over a sheet that cites it, and gives it back. */
function useCitation(): (citation: Citation) => void {
  const { sheet } = useApp();
  return (citation) => {
    const under = sheet.value;
    sheet.value = {
      kind: 'citation', citation,
      ...(under && under.kind !== 'citation' && { under }),
    };
  };
}

export function Cites({ ns, citations }: CitesProps): VNode | null {
  const { i18n } = useApp();
  const show = useCitation();
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
          onClick={() => show(citation)}
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

export function Sources({ citations, lang, whole = false }: {
  citations: readonly Citation[]; lang: string; whole?: boolean;
}): VNode | null {
  const { i18n } = useApp();
  const show = useCitation();
  const [asked, setAll] = useState(citations.length <= AT_FIRST + 1);
  const all = whole || asked;
  const list = useRef<HTMLOListElement>(null);
  if (!citations.length) return null;
  const Heading = whole ? 'h2' : 'h3'; /* of a page, or of an answer */
  const shown = all ? citations : citations.slice(0, AT_FIRST);
  const showAll = (): void => {
    setAll(true);
    requestAnimationFrame(() => list.current
      ?.querySelectorAll<HTMLElement>('.source')[AT_FIRST]?.focus());
  };
  return (
    <section class="sources">
      <Heading class="sources-title">{i18n.t('sources.title')}</Heading>
      <ol ref={list}>
        {shown.map((c) => (
          <li key={c.n} value={c.n}>
            <button
              type="button" class="source"
              onClick={() => show(c)}
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
