// SPDX-License-Identifier: GPL-3.0-or-later
// A source opened: the passage in its own words with what was used marked,
// and where it stands.

import type { VNode } from 'preact';
import { dirOf } from '../i18n.js';
import { safeUrl } from '../links.js';
import type { Citation, CitationOpened, Span } from '../protocol.js';
import { useApp, type App } from './app.js';
import { Facts } from './facts.js';
import { Icon } from './icons.js';
import { Sheet } from './sheet.js';
import { useLoad } from './use-load.js';

function inForce(span: Span | null | undefined, { i18n }: App): string {
  if (!span || (!span.from && !span.to)) return i18n.t('cite.unknown');
  const from = i18n.date(span.from);
  const to = i18n.date(span.to);
  if (from && to) return i18n.t('cite.from_to', { from, to });
  return from ? i18n.t('cite.from', { from }) : i18n.t('cite.to', { to });
}

function langName(
  lang: string | null, { i18n }: App,
): string | null {
  if (!lang || lang === i18n.lang.value) return null;
  const names = new Intl.DisplayNames(i18n.lang.value, { type: 'language' });
  return names.of(lang) ?? null;
}

interface Passage {
  lang: string;
  before: string;
  match: string;
  after: string;
}

/* The source's own words; where the corpus has none, what it says itself. */
function passageOf(
  citation: Citation, opened: CitationOpened | null,
): Passage | null {
  const wording = opened?.wording;
  if (wording?.match) return wording;
  const plain = (lang: string | null, match: string): Passage =>
    ({ lang: lang ?? '', before: '', match, after: '' });
  if (citation.quote) return plain(citation.lang, citation.quote);
  return opened?.summary ? plain(opened.lang, opened.summary) : null;
}

const Quote = ({ lang, before, match, after }: Passage): VNode => (
  <blockquote class="quote" lang={lang || undefined} dir={dirOf(lang)}>
    <p>{before}<mark>{match}</mark>{after}</p>
  </blockquote>
);

function Particulars({ citation, opened }: {
  citation: Citation; opened: CitationOpened | null;
}): VNode {
  const app = useApp();
  const { t, date } = app.i18n;
  const of = <K extends 'publisher' | 'number' | 'clause'>(
    name: K): string | null => opened?.[name] ?? citation[name];
  const dated = opened?.date ? date(opened.date) : '';
  const rows: (readonly [string, string | null])[] = [
    [t('cite.publisher'), of('publisher')],
    [t('cite.number'), of('number')],
    [t('cite.clause_label'), of('clause')],
    [t('language'), langName(citation.lang, app)],
    [t('cite.date'),
      [dated, opened?.date_note].filter(Boolean).join(' · ') || null],
    [t('cite.in_force'),
      inForce(opened?.in_force ?? citation.in_force, app)],
    ...(opened?.rule ?? []),
  ];
  return <Facts rows={rows.filter(([, text]) => text)} />;
}

export function CitationSheet({ citation }: { citation: Citation }): VNode {
  const { session, i18n } = useApp();
  const { value: opened, error } = useLoad(
    () => session.openCitation(citation), [citation, i18n.lang.value]);
  const url = safeUrl(opened?.url);
  const lang = citation.lang ?? undefined;
  const passage = passageOf(citation, opened);
  const name = opened?.name || citation.name || citation.title;
  return (
    <Sheet title={i18n.t('cite.title', { n: citation.n })}>
      <h3 class="doc-title">{name}</h3>
      {name !== citation.title
        && <p class="muted" lang={lang}>{citation.title}</p>}
      {opened?.synthetic
        && <p class="notice warn">{i18n.t('synthetic.long')}</p>}
      {passage && <Quote {...passage} />}
      {opened?.summary && opened.summary !== passage?.match && (
        <>
          <h4>{i18n.t('cite.summary')}</h4>
          <p lang={opened.lang} dir={dirOf(opened.lang)}>{opened.summary}</p>
        </>
      )}
      <Particulars citation={citation} opened={opened} />
      {url && (
        <a class="link" href={url} rel="noopener noreferrer" target="_blank">
          {i18n.t('cite.link')}<Icon name="out" />
        </a>
      )}
      {error !== null
        && <p class="notice warn" role="alert">{i18n.t('cite.failed')}</p>}
    </Sheet>
  );
}
