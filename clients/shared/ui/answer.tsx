// SPDX-License-Identifier: GPL-3.0-or-later
// One answer: its blocks in order, its sources, and what the reader thinks.

import type { VNode } from 'preact';
import { dirOf, isolated } from '../i18n.js';
import type { Block, Reply } from '../protocol.js';
import { useApp } from './app.js';
import { CalculationCard } from './calculation.js';
import { Cites, Sources } from './cites.js';
import { CompareTable } from './compare.js';
import { Feedback } from './feedback.js';
import { FormOffer } from './form-offer.js';
import { Icon } from './icons.js';
import { Matches } from './matches.js';
import { pure } from './pure.js';

/* What blocks point to; an answer still on its way has none of it yet. */
export type Findings = Pick<
  Reply,
  | 'citations' | 'matches' | 'calculation' | 'order' | 'demand' | 'criteria'
  | 'notes' | 'comparison'>;

export const NO_FINDINGS: Findings = { citations: [] };

interface BlockProps<T extends Block['type']> {
  block: Extract<Block, { type: T }>;
  findings: Findings;
}

const Paragraph = ({ block, findings }: BlockProps<'paragraph'>): VNode => (
  <p>
    {isolated(block.text)}
    <Cites ns={block.cites} citations={findings.citations} />
  </p>
);

const List = ({ block, findings }: BlockProps<'list'>): VNode => (
  <ul class="points">
    {block.items.map((item, i) => (
      <li key={i}>
        {isolated(item.text)}
        <Cites ns={item.cites} citations={findings.citations} />
      </li>
    ))}
  </ul>
);

function OrderOfferCard({ findings }: { findings: Findings }): VNode {
  const { i18n, sheet } = useApp();
  const offer = findings.order;
  return (
    <section class="offer">
      <p>
        {offer?.desk
          ? i18n.t('offer.text_desk', { desk: offer.desk.name })
          : i18n.t('offer.text')}
      </p>
      <button
        type="button" class="button"
        onClick={() => (sheet.value = {
          kind: 'order',
          ...(offer?.kind && { orderKind: offer.kind }),
          ...(offer?.fields && { fields: offer.fields }),
        })}
      >
        <Icon name="order" />{i18n.t('order.place')}
      </button>
    </section>
  );
}

function PersonOffer(): VNode {
  const { i18n, sheet } = useApp();
  return (
    <button
      type="button" class="button quiet"
      onClick={() => (sheet.value = { kind: 'person' })}
    >
      <Icon name="person" />{i18n.t('person.talk')}
    </button>
  );
}

function Prompts({ items }: { items: readonly string[] }): VNode {
  const { session } = useApp();
  return (
    <ul class="prompts">
      {items.map((text) => (
        <li key={text}>
          <button
            type="button" class="prompt" onClick={() => session.ask(text)}
          >
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}

function BlockView(
  { block, findings }: { block: Block; findings: Findings },
): VNode | null {
  switch (block.type) {
    case 'paragraph': return <Paragraph block={block} findings={findings} />;
    case 'list': return <List block={block} findings={findings} />;
    case 'notice':
      return <p class={`notice ${block.tone}`}>{isolated(block.text)}</p>;
    case 'calculation':
      return findings.calculation ? (
        <CalculationCard
          calculation={findings.calculation} citations={findings.citations}
        />
      ) : null;
    case 'matches':
      return <Matches findings={findings} />;
    case 'compare':
      return findings.comparison ? (
        <CompareTable comparison={{
          ...findings.comparison, citations: findings.citations,
        }} />
      ) : null;
    case 'order': return <OrderOfferCard findings={findings} />;
    case 'person': return <PersonOffer />;
    case 'form': return <FormOffer block={block} />;
    case 'prompts': return <Prompts items={block.items} />;
    default: return null; /* of a newer server */
  }
}

export function Blocks(
  { blocks, findings, lang }:
  { blocks: readonly Block[]; findings: Findings; lang: string },
): VNode {
  return (
    <div class="blocks" lang={lang || undefined} dir={dirOf(lang)}>
      {blocks.map((block, i) => block && (
        <BlockView key={i} block={block} findings={findings} />
      ))}
    </div>
  );
}

export const Answer = pure(({ turn, reply }: { turn: number; reply: Reply }) =>
  <AnswerBody turn={turn} reply={reply} />);

function AnswerBody({ turn, reply }: { turn: number; reply: Reply }): VNode {
  const { i18n } = useApp();
  const blocks = reply.blocks.length
    ? reply.blocks
    : [{ type: 'paragraph', text: reply.answer } as const];
  return (
    <article class="answer">
      <h2 class="unseen">{i18n.t('thread.answer')}</h2>
      <Blocks blocks={blocks} findings={reply} lang={reply.lang} />
      <Sources citations={reply.citations} lang={reply.lang} />
      <Feedback turn={turn} />
    </article>
  );
}
