// SPDX-License-Identifier: GPL-3.0-or-later
// The conversation from top to bottom: what is settled, what is being
// answered, what waits to be sent.

import { computed, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren, RefObject, VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Pending } from '../outbox.js';
import type { KeptEvent, OrderReceipt } from '../protocol.js';
import { Answer, Blocks, NO_FINDINGS } from './answer.js';
import { useApp, type App } from './app.js';
import { Icon } from './icons.js';
import { pure } from './pure.js';
import { ReceiptCard } from './receipt.js';

type Of<T extends KeptEvent['type']> = Extract<KeptEvent, { type: T }>;

function Said({ message }: { message: Of<'message'> }): VNode {
  const { i18n } = useApp();
  const mine = message.who === 'visitor';
  return (
    <div class={mine ? 'said mine' : 'said staff'}>
      <span class={mine ? 'unseen' : 'who'}>
        {mine ? i18n.t('thread.you') : message.name || i18n.t('thread.staff')}
      </span>
      <p dir="auto">{message.text}</p>
    </div>
  );
}

function PresenceNote({ event }: { event: Of<'presence'> }): VNode {
  const { i18n } = useApp();
  const text = event.state === 'person'
    ? i18n.t('presence.person', {
        name: event.name || i18n.t('thread.staff'),
      })
    : i18n.t(`presence.${event.state}`);
  return <p class="event"><Icon name="person" />{text}</p>;
}

function OrderNote({ event }: { event: Of<'order.updated'> }): VNode {
  const { i18n } = useApp();
  return (
    <p class="event">
      <Icon name="order" />
      {i18n.t('order.updated', {
        reference: event.reference, state: event.state_label,
      })}
    </p>
  );
}

const EntryView = pure(({ entry }: { entry: KeptEvent }): VNode | null => {
  switch (entry.type) {
    case 'message': return <Said message={entry} />;
    case 'answer.done':
      return <Answer turn={entry.turn} reply={entry.reply} />;
    case 'presence': return <PresenceNote event={entry} />;
    case 'order.updated': return <OrderNote event={entry} />;
  }
});

function Unsent({ entry }: { entry: Pending }): VNode {
  const { session, i18n } = useApp();
  const failed = entry.state === 'failed';
  return (
    <div class={`said mine ${entry.state}`}>
      <span class="unseen">{i18n.t('thread.you')}</span>
      <p dir="auto">{entry.text}</p>
      <div class="sending">
        <span role="status">
          {i18n.t(failed ? 'outbox.failed' : 'outbox.waiting')}
        </span>
        {failed && (
          <>
            <button
              type="button" class="link"
              onClick={() => session.retry(entry.cid)}
            >
              {i18n.t('outbox.retry')}
            </button>
            <button
              type="button" class="link"
              onClick={() => session.discard(entry.cid)}
            >
              {i18n.t('outbox.discard')}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

function Stranded(): VNode | null {
  const { session, i18n } = useApp();
  const entry = session.stranded.value;
  if (entry?.type !== 'message') return null;
  return (
    <li class="notice warn">
      {i18n.t('thread.stranded')}{' '}
      <button
        type="button" class="link" onClick={() => session.ask(entry.text)}
      >
        {i18n.t('thread.ask_again')}
      </button>
    </li>
  );
}

function Streams(): VNode {
  const { session, i18n } = useApp();
  const { streams } = session.thread.value;
  return (
    <>
      {streams.map((s) => (
        <li key={`stream-${s.turn}`} class="answer" aria-busy="true">
          {s.blocks.length > 0 ? (
            <Blocks blocks={s.blocks} findings={NO_FINDINGS} lang={s.lang} />
          ) : (
            <p class="thinking">
              <span class="unseen">{i18n.t('thread.thinking')}</span>
              <i /><i /><i />
            </p>
          )}
        </li>
      ))}
    </>
  );
}

/* What a screen reader hears: the last finished answer or reply, whole. */
function useHeard(): ReadonlySignal<string> {
  const { session, i18n } = useApp();
  return useMemo(() => {
    let first: number | null = null;
    return computed(() => {
      const last = session.thread.value.entries.at(-1);
      if (!session.welcomed.value) return '';
      first ??= last?.seq ?? 0; /* what was there before is not news */
      if (!last || last.seq <= first) return '';
      if (last.type === 'answer.done') return last.reply.answer;
      if (last.type === 'order.updated') return last.state_label;
      if (last.type === 'presence') return i18n.t(`presence.${last.state}`, {
        name: last.name || i18n.t('thread.staff'),
      });
      return last.who === 'staff' ? last.text : '';
    });
  }, [session, i18n]);
}

/* Room that header and composer leave for reading. */
const CHROME = 220;

/* Go where the news is: to the end, or, where an answer is longer than the
 * screen, to the question above it; to the answer where the question alone
 * would fill the screen. */
function follow(end: HTMLElement): void {
  const scroller = end.closest('.panel-main');
  const room = scroller ? scroller.clientHeight : innerHeight - CHROME;
  const asked = [...end.parentElement?.querySelectorAll('.said.mine') ?? []]
    .at(-1);
  const top = asked?.getBoundingClientRect().top ?? 0;
  if (asked && end.getBoundingClientRect().bottom - top > room)
    (asked.clientHeight > room / 2
      && asked.closest('li')?.nextElementSibling || asked)
      .scrollIntoView({ block: 'start' });
  else end.scrollIntoView({ block: 'end' });
}

/* Follow what the reader did (own) and the answer to it, unless the reader
 * has scrolled meanwhile; follow what others did (news) unless the reader has
 * scrolled up, who is then told of it. */
function useFollow(
  own: number, others: number, answers: number, mark: string,
): {
  end: RefObject<HTMLDivElement | null>; news: boolean; go: () => void;
} {
  const end = useRef<HTMLDivElement>(null);
  const near = useRef(true);
  const before = useRef({ own, others, answers });
  const awaits = useRef(false);
  const [news, setNews] = useState(false);
  const go = (): void => {
    setNews(false);
    if (end.current) follow(end.current);
  };
  useEffect(() => {
    const element = end.current;
    if (!element) return;
    const watcher = new IntersectionObserver(([seen]) => {
      near.current = seen?.isIntersecting ?? true;
      if (near.current) setNews(false);
    }, { rootMargin: '160px' });
    watcher.observe(element);
    const leave = (): void => { awaits.current = false; };
    addEventListener('wheel', leave, { passive: true });
    addEventListener('touchmove', leave, { passive: true });
    return () => {
      watcher.disconnect();
      removeEventListener('wheel', leave);
      removeEventListener('touchmove', leave);
    };
  }, []);
  useEffect(() => {
    const last = before.current;
    if (own > last.own) awaits.current = true;
    const awaited = awaits.current && answers > last.answers;
    if (!own && !others && !answers)
      return; /* a greeting is read from its top */
    if (near.current || awaited || own > last.own) go();
    else if (others > last.others) setNews(true);
    if (awaited) awaits.current = false;
    before.current = { own, others, answers };
  }, [own, others, answers, mark]);
  return { end, news, go };
}

/* So many of the last entries are drawn; more when asked for. */
const AT_FIRST = 60;
const MORE = 120;

/* Nothing was said yet. */
export function isFresh({ session }: App): boolean {
  return session.thread.value.entries.length === 0
    && session.outbox.entries.value.length === 0
    && session.receipts.value.length === 0;
}

export function ThreadView({ children }: {
  children?: ComponentChildren;
}): VNode {
  const { session, i18n } = useApp();
  const thread = session.thread.value;
  const pending = session.outbox.entries.value;
  const receipts = session.receipts.value;
  const heard = useHeard();
  const [shown, setShown] = useState(AT_FIRST);
  const said = thread.entries.filter(
    (e) => e.type === 'message' && e.who === 'visitor').length;
  const answers = thread.entries.filter(
    (e) => e.type === 'answer.done').length;
  const { end, news, go } = useFollow(
    said + pending.length + receipts.length,
    thread.entries.length - said - answers, answers,
    String(thread.streams.length));
  return (
    <>
      {children}
      {thread.entries.length > shown && (
        <button
          type="button" class="button small quiet earlier"
          onClick={() => setShown(shown + MORE)}
        >
          {i18n.t('thread.earlier')}
        </button>
      )}
      <ol class="thread" aria-label={i18n.t('thread.title')}>
        {thread.entries.slice(-shown).map((entry) => (
          <li key={entry.seq} class={`entry ${entry.type.replace('.', '-')}`}>
            <EntryView entry={entry} />
          </li>
        ))}
        <Streams />
        <Stranded />
        {receipts.map((receipt: OrderReceipt) => (
          <li key={receipt.reference}><ReceiptCard receipt={receipt} /></li>
        ))}
        {pending.map((entry) => (
          <li key={entry.cid} class="entry message">
            <Unsent entry={entry} />
          </li>
        ))}
      </ol>
      {news && (
        <button type="button" class="button small news" onClick={go}>
          {i18n.t('thread.news')}
        </button>
      )}
      <div class="unseen" role="status" aria-live="polite">{heard}</div>
      <div ref={end} class="thread-end" />
    </>
  );
}
