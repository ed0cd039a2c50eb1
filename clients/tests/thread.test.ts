// SPDX-License-Identifier: GPL-3.0-or-later
// A thread is the same however often and in what order its events come.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeptEvent, Reply, WireEvent } from '../shared/protocol.js';
import {
  applyEvents, dropStreams, EMPTY_THREAD, presenceOf, readEvent, readListed,
  unanswered,
} from '../shared/thread.js';

const said = (seq: number, cid = `c${seq}`): KeptEvent => ({
  type: 'message', seq, at: '', turn: seq, cid, who: 'visitor', text: cid,
});
const done = (seq: number, turn: number): KeptEvent => ({
  type: 'answer.done', seq, at: '', turn, reply: { answer: 'x' } as Reply,
});
const seqs = (events: readonly WireEvent[]): number[] =>
  applyEvents(EMPTY_THREAD, events).entries.map((e) => e.seq);

test('doubles fall out by seq and by cid', () => {
  const rows: [KeptEvent[], number[]][] = [
    [[said(1), said(2)], [1, 2]],
    [[said(1), said(1)], [1]],
    [[said(2), said(1), said(2)], [1, 2]],
    [[said(1, 'same'), said(9, 'same')], [1]],
    [[said(1), done(2, 1), done(2, 1)], [1, 2]],
    [[], []],
  ];
  rows.forEach(([events, left], i) =>
    assert.deepEqual(seqs(events), left, `row ${i}`));
  const once = applyEvents(EMPTY_THREAD, [said(1), done(2, 1)]);
  const twice = applyEvents(once, [said(1), done(2, 1)]);
  assert.deepEqual(twice.entries, once.entries);
});

test('a jump in seq is seen as a gap', () => {
  assert.equal(applyEvents(EMPTY_THREAD, [said(1), said(2)]).gap, false);
  const jumped = applyEvents(EMPTY_THREAD, [said(1), said(4)]);
  assert.equal(jumped.gap, true);
  assert.equal(jumped.seq, 4);
});

test('an answer streams, and comes whole in the end', () => {
  const start: WireEvent = { type: 'answer.start', turn: 1, lang: 'de' };
  const block = (index: number, text: string): WireEvent => ({
    type: 'answer.block', turn: 1, index,
    block: { type: 'paragraph', text },
  });
  let thread = applyEvents(EMPTY_THREAD, [said(1), start]);
  assert.deepEqual(thread.streams, [{ turn: 1, lang: 'de', blocks: [] }]);
  thread = applyEvents(thread, [block(1, 'b'), block(0, 'a')]);
  assert.equal(thread.streams[0]!.blocks.length, 2);
  thread = applyEvents(thread, [done(2, 1)]);
  assert.deepEqual(thread.streams, []);
  /* a block that comes late does not begin it again */
  assert.deepEqual(applyEvents(thread, [block(2, 'c')]).streams, []);
});

test('half an answer goes when the line falls', () => {
  const thread = applyEvents(EMPTY_THREAD, [
    said(1), { type: 'answer.start', turn: 1, lang: 'en' },
  ]);
  assert.deepEqual(dropStreams(thread).streams, []);
  assert.equal(dropStreams(thread).entries.length, 1);
});

test('unknown and damaged events are passed over', () => {
  const rows: [unknown, unknown][] = [
    ['typing', {}], ['message', null], ['message', { text: 'no seq' }],
    [7, {}], ['message', 'text'],
  ];
  rows.forEach(([type, params], i) =>
    assert.equal(readEvent(type, params), null, `row ${i}`));
  assert.equal(readListed(null), null);
  assert.equal(readListed({ seq: 1 }), null);
  assert.deepEqual(readListed({ type: 'presence', seq: 3, state: 'none' }),
    { type: 'presence', seq: 3, state: 'none' });
  assert.deepEqual(
    readListed({ method: 'presence', params: { seq: 3, state: 'none' } }),
    { type: 'presence', seq: 3, state: 'none' });
});

test('presence is the last told', () => {
  assert.equal(presenceOf(EMPTY_THREAD).state, 'none');
  const thread = applyEvents(EMPTY_THREAD, [
    { type: 'presence', seq: 1, at: '', state: 'waiting' },
    { type: 'presence', seq: 2, at: '', state: 'person', name: 'Li' },
    said(3),
  ]);
  assert.deepEqual(presenceOf(thread).name, 'Li');
  /* a person answers in their own time */
  assert.equal(unanswered(thread), null);
});

test('a message without an answer is known', () => {
  assert.equal(unanswered(applyEvents(EMPTY_THREAD, [said(1)]))?.seq, 1);
  assert.equal(
    unanswered(applyEvents(EMPTY_THREAD, [said(1), done(2, 1)])), null);
});

test('five hundred messages are taken in one go', () => {
  const events = Array.from({ length: 500 }, (_, i) => said(i + 1));
  const begin = performance.now();
  assert.equal(seqs(events).length, 500);
  assert.ok(performance.now() - begin < 100);
});
