// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation handed over: what was said, and the staff's part in it.

import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { fieldDir, langName } from '../shared/i18n.js';
import type { Handover } from './protocol.js';
import type { KeptEvent, WireEvent } from '../shared/protocol.js';
import { useAct, useDesk } from './app.js';

const IME_KEY = 229;

function Line({ event }: { event: WireEvent }): VNode | null {
  const { i18n } = useDesk();
  if (event.type === 'message') {
    const mine = event.who === 'staff';
    return (
      <li class={mine ? 'line staff' : 'line visitor'}>
        <span class="line-who">
          {mine ? event.name || i18n.t('thread.staff')
            : i18n.t('desk.visitor')}
          <time dateTime={event.at}>{i18n.time(event.at)}</time>
        </span>
        <p dir="auto">{event.text}</p>
      </li>
    );
  }
  if (event.type === 'answer.done')
    return (
      <li class="line answered">
        <span class="line-who">
          {i18n.t('desk.answered')}
          <time dateTime={event.at}>{i18n.time(event.at)}</time>
        </span>
        <p dir="auto" lang={event.reply.lang}>{event.reply.answer}</p>
      </li>
    );
  if (event.type === 'order.updated')
    return (
      <li class="line note">
        {i18n.t('order.updated', {
          reference: event.reference, state: event.state_label,
        })}
      </li>
    );
  return null;
}

function Reply({ conversation }: { conversation: string }): VNode {
  const { desk, i18n } = useDesk();
  const { busy, failed, act } = useAct();
  const text = desk.drafts.value.get(conversation)?.text ?? '';
  const send = (): void => {
    if (text.trim() && !busy) act(() => desk.reply(conversation));
  };
  return (
    <form
      class="form reply"
      onSubmit={(event) => { event.preventDefault(); send(); }}
    >
      <label for="reply" class="unseen">{i18n.t('desk.reply_label')}</label>
      <textarea
        id="reply" rows={3} maxLength={4000} value={text} dir={fieldDir(text)}
        placeholder={i18n.t('desk.reply_label')}
        onInput={(e) => desk.write(conversation, e.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          if (event.isComposing || event.keyCode === IME_KEY) return;
          event.preventDefault();
          send();
        }}
      />
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      <button type="submit" class="button small" disabled={!text.trim()}>
        {i18n.t('desk.reply')}
      </button>
    </form>
  );
}

const isKept = (event: WireEvent): event is KeptEvent => 'seq' in event;

export function Conversation({ handover }: { handover: Handover }): VNode {
  const { desk, i18n } = useDesk();
  const { busy, failed, act } = useAct();
  const end = useRef<HTMLDivElement>(null);
  const events = desk.events.value.filter(isKept);
  const last = events.at(-1)?.seq ?? 0;
  useEffect(() => end.current?.scrollIntoView({ block: 'nearest' }), [last]);
  const closed = handover.state === 'closed';
  const waiting = handover.state === 'waiting';
  return (
    <article class="detail" aria-labelledby="detail-title">
      <header class="detail-head">
        <h2 id="detail-title">{i18n.t('desk.conversation')}</h2>
        <span class="tag" lang={handover.lang}>
          {langName(handover.lang)}
        </span>
        {waiting && (
          <button
            type="button" class="button small" disabled={busy}
            onClick={() => act(() => desk.take(handover.id))}
          >
            {i18n.t('desk.take')}
          </button>
        )}
        {!closed && !waiting && (
          <button
            type="button" class="button small quiet" disabled={busy}
            onClick={() => act(() => desk.close(handover.id))}
          >
            {i18n.t('desk.close')}
          </button>
        )}
      </header>
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      {handover.text && <p class="notice" dir="auto">{handover.text}</p>}
      <ol class="lines">
        {events.map((event) => <Line key={event.seq} event={event} />)}
      </ol>
      <div ref={end} />
      {!closed && !waiting
        && <Reply conversation={handover.conversation} />}
    </article>
  );
}
