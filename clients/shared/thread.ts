// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation as the visitor sees it, made from the server's events. Pure:
// the same events in any order and any number of times give the same thread.

import type { Block, KeptEvent, PassingEvent, WireEvent } from './protocol.js';

export type Entry = KeptEvent;

export interface Stream {
  turn: number;
  lang: string;
  blocks: readonly Block[];
}

export interface Thread {
  seq: number; /* the highest seen */
  gap: boolean; /* an event in between was not seen */
  entries: readonly Entry[]; /* by seq, no seq and no cid twice */
  streams: readonly Stream[]; /* answers being given */
}

export const EMPTY_THREAD: Thread = {
  seq: 0, gap: false, entries: [], streams: [],
};

const KEPT = new Set(['message', 'answer.done', 'presence', 'order.updated']);
const PASSING = new Set(['answer.start', 'answer.block']);

/* An event from a notification or a list; null for what we do not know. */
export function readEvent(type: unknown, params: unknown): WireEvent | null {
  if (typeof type !== 'string' || typeof params !== 'object' || !params)
    return null;
  const event = { ...params, type } as WireEvent;
  if (PASSING.has(type)) return event;
  if (!KEPT.has(type)) return null;
  return typeof (event as KeptEvent).seq === 'number' ? event : null;
}

export function readListed(item: unknown): WireEvent | null {
  if (typeof item !== 'object' || !item) return null;
  const { type, method, params } = item as Record<string, unknown>;
  return method ? readEvent(method, params) : readEvent(type, item);
}

const isKept = (event: WireEvent): event is KeptEvent => KEPT.has(event.type);

function stream(list: Stream[], event: PassingEvent): Stream[] {
  const old = list.find((s) => s.turn === event.turn);
  const rest = list.filter((s) => s.turn !== event.turn);
  if (event.type === 'answer.start')
    return [...rest, { turn: event.turn, lang: event.lang, blocks: [] }];
  const blocks = [...(old?.blocks ?? [])];
  blocks[event.index] = event.block;
  return [...rest, { turn: event.turn, lang: old?.lang ?? '', blocks }];
}

/* Take all events in one go: one copy, however many there are. */
export function applyEvents(
  thread: Thread, events: readonly WireEvent[],
): Thread {
  if (!events.length) return thread;
  const seqs = new Set(thread.entries.map((e) => e.seq));
  const cids = new Set<string>();
  const answered = new Set<number>();
  for (const e of thread.entries) {
    if (e.type === 'message' && e.cid) cids.add(e.cid);
    if (e.type === 'answer.done') answered.add(e.turn);
  }
  const entries = [...thread.entries];
  let { seq, gap } = thread;
  let streams = [...thread.streams];
  for (const event of events) {
    if (!isKept(event)) {
      if (!answered.has(event.turn)) streams = stream(streams, event);
      continue;
    }
    if (seqs.has(event.seq)) continue;
    if (event.type === 'message' && event.cid && cids.has(event.cid)) continue;
    seqs.add(event.seq);
    if (event.type === 'message' && event.cid) cids.add(event.cid);
    if (event.type === 'answer.done') {
      answered.add(event.turn);
      streams = streams.filter((s) => s.turn !== event.turn);
    }
    gap ||= event.seq > seq + 1;
    seq = Math.max(seq, event.seq);
    entries.push(event);
  }
  entries.sort((a, b) => a.seq - b.seq);
  return { seq, gap, entries, streams };
}

/* A dropped line leaves half answers; they come whole or not at all. */
export function dropStreams(thread: Thread): Thread {
  return thread.streams.length ? { ...thread, streams: [] } : thread;
}

export const closeGap = (thread: Thread): Thread => ({ ...thread, gap: false });

/* The last presence told, or none. */
export function presenceOf(
  thread: Thread,
): { state: 'waiting' | 'person' | 'none'; name?: string } {
  const last = thread.entries.findLast((e) => e.type === 'presence');
  return last?.type === 'presence' ? last : { state: 'none' };
}

/* The visitor's last message if nothing came back for it, else null. */
export function unanswered(thread: Thread): Entry | null {
  const last = thread.entries.at(-1);
  if (last?.type !== 'message' || last.who !== 'visitor') return null;
  return presenceOf(thread).state === 'person' ? null : last;
}
