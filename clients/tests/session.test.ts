// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation against a socket that falls: nothing lost, nothing double.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lang } from '../shared/protocol.js';
import { createSession, type Session } from '../shared/session.js';
import { createVault } from '../shared/vault.js';
import { FakeClock, FakeSocket, FakeStorage, settle } from './fake-socket.js';

interface Bench {
  session: Session;
  sockets: FakeSocket[];
  clock: FakeClock;
  storage: FakeStorage;
  line(): FakeSocket;
  hello(more?: object): Promise<FakeSocket>;
}

function bench(storage = new FakeStorage()): Bench {
  const sockets: FakeSocket[] = [];
  const clock = new FakeClock();
  const session = createSession({
    url: 'ws://x/ws', lang: (): Lang => 'en',
    vault: createVault('p.', storage), clock,
    frame: (run) => run(),
    makeSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
  });
  const line = (): FakeSocket => sockets.at(-1)!;
  return {
    session, sockets, clock, storage, line,
    async hello(more = {}) {
      const socket = line();
      socket.opens();
      await settle();
      socket.answers('hello', {
        visitor: 'v', token: 'tok', conversation: 'con', seq: 0, lang: 'en',
        limits: { text: 8000 }, missed: [], gap: false, ...more,
      });
      await clock.pass(1);
      return socket;
    },
  };
}

const texts = ({ session }: Bench): string[] =>
  session.thread.value.entries.map(
    (e) => (e.type === 'message' ? e.text : e.type));
const waiting = ({ session }: Bench): string[] =>
  session.outbox.entries.value.map((e) => `${e.text}:${e.state}`);

test('hello first, then what was written meanwhile', async () => {
  const b = bench();
  b.session.start();
  b.session.ask('one');
  b.session.ask('two');
  await settle();
  assert.equal(b.line().sent.length, 0);
  const socket = await b.hello();
  assert.equal(socket.sent[0]!.method, 'hello');
  assert.equal(b.session.link.value, 'online');
  assert.equal(socket.last('ask')!.params.text, 'one');
  socket.answers('ask', { turn: 1, seq: 1 });
  await settle();
  assert.equal(socket.last('ask')!.params.text, 'two');
  assert.deepEqual(waiting(b), ['two:waiting']);
  assert.deepEqual(texts(b), ['one']);
});

test('a dropped line loses and doubles nothing', async () => {
  const b = bench();
  b.session.start();
  const first = await b.hello();
  b.session.ask('q');
  await settle();
  const cid = first.last('ask')!.params.cid as string;
  first.tells('answer.start', { turn: 1, lang: 'en' });
  first.falls(); /* before the answer to ask came */
  await settle();
  assert.equal(b.session.link.value, 'offline');
  assert.deepEqual(waiting(b), ['q:waiting']);
  assert.deepEqual(b.session.thread.value.streams, [
    { turn: 1, lang: 'en', blocks: [] }]);
  await b.clock.pass(1000);
  assert.equal(b.sockets.length, 2);
  /* the server had taken it: it is among what was missed */
  const again = await b.hello({ seq: 2, missed: [
    { type: 'message', seq: 1, turn: 1, cid, who: 'visitor', text: 'q' },
    { type: 'answer.done', seq: 2, turn: 1, reply: { answer: 'a' } },
  ] });
  assert.deepEqual(again.sent[0]!.params.resume,
    { token: 'tok', conversation: 'con', after_seq: 0 });
  assert.equal(again.last('ask'), undefined);
  assert.deepEqual(waiting(b), []);
  assert.deepEqual(texts(b), ['q', 'answer.done']);
  assert.deepEqual(b.session.thread.value.streams, []);
});

test('what the server never got is sent again with the same cid', async () => {
  const b = bench();
  b.session.start();
  const first = await b.hello();
  b.session.ask('q');
  await settle();
  const cid = first.last('ask')!.params.cid;
  first.falls();
  await b.clock.pass(1000);
  const again = await b.hello();
  assert.equal(again.last('ask')!.params.cid, cid);
  again.tells('message',
    { seq: 1, turn: 1, cid, who: 'visitor', text: 'q', at: '' });
  again.answers('ask', { turn: 1, seq: 1 });
  await settle();
  assert.deepEqual(texts(b), ['q']);
  assert.deepEqual(waiting(b), []);
});

test('a reload finds conversation and unsent messages again', async () => {
  const b = bench();
  b.session.start();
  const socket = await b.hello();
  b.session.ask('sent');
  await settle();
  socket.answers('ask', { turn: 1, seq: 1 });
  await settle();
  socket.falls();
  b.session.ask('unsent');
  const next = bench(b.storage);
  next.session.start();
  assert.deepEqual(waiting(next), ['unsent:waiting']);
  const line = await next.hello({ seq: 1, missed: [
    { type: 'message', seq: 1, turn: 1, cid: 'x', who: 'visitor',
      text: 'sent' },
  ] });
  assert.deepEqual(line.sent[0]!.params.resume,
    { token: 'tok', conversation: 'con', after_seq: 0 });
  assert.deepEqual(texts(next), ['sent']);
  assert.equal(line.last('ask')!.params.text, 'unsent');
});

test('nothing is stored before the first message', async () => {
  const b = bench();
  b.session.start();
  await b.hello();
  assert.equal(b.storage.length, 0);
  b.session.ask('x');
  assert.ok(b.storage.length > 0);
});

test('a refused message has failed until it is tried again', async () => {
  const b = bench();
  b.session.start();
  const socket = await b.hello();
  b.session.ask('bad');
  await settle();
  socket.refuses('ask', -32602);
  await settle();
  assert.deepEqual(waiting(b), ['bad:failed']);
  b.session.retry(b.session.outbox.entries.value[0]!.cid);
  await settle();
  assert.deepEqual(waiting(b), ['bad:waiting']);
  socket.answers('ask', { turn: 1, seq: 1 });
  await settle();
  assert.deepEqual(waiting(b), []);
  b.session.ask('worse');
  await settle();
  socket.refuses('ask', -32003);
  await settle();
  b.session.discard(b.session.outbox.entries.value[0]!.cid);
  assert.deepEqual(waiting(b), []);
});

test('a busy server is asked again later', async () => {
  const b = bench();
  b.session.start();
  const socket = await b.hello();
  b.session.ask('q');
  await settle();
  socket.refuses('ask', -32000);
  await settle();
  assert.deepEqual(waiting(b), ['q:waiting']);
  const before = socket.sent.length;
  await b.clock.pass(2000);
  assert.equal(socket.sent.length, before + 1);
});

test('a gap is filled from the history', async () => {
  const b = bench();
  b.session.start();
  const event = (seq: number): object => ({
    type: 'message', seq, turn: seq, cid: `c${seq}`, who: 'visitor',
    text: `m${seq}`,
  });
  const socket = await b.hello({ gap: true, seq: 3, missed: [event(3)] });
  await settle();
  assert.equal(socket.last('history.get')!.params.after_seq, 0);
  socket.answers('history.get', { events: [event(1)], more: true });
  await settle();
  assert.equal(socket.last('history.get')!.params.after_seq, 1);
  socket.answers('history.get', { events: [event(2), event(3)], more: false });
  await settle();
  assert.deepEqual(texts(b), ['m1', 'm2', 'm3']);
  assert.equal(b.session.thread.value.gap, false);
});

test('a conversation the server no longer knows begins anew', async () => {
  const b = bench();
  b.session.start();
  const first = await b.hello();
  b.session.ask('q');
  await settle();
  first.answers('ask', { turn: 1, seq: 1 });
  await settle();
  first.falls();
  await b.clock.pass(1000);
  await b.hello({ conversation: 'other', token: 'new' });
  assert.deepEqual(texts(b), []);
});

test('silence is noticed, and the line opened again', async () => {
  const b = bench();
  b.session.start();
  const socket = await b.hello();
  await b.clock.pass(20_000);
  assert.equal(socket.last('ping')!.method, 'ping');
  await b.clock.pass(10_000);
  assert.equal(socket.closed, true);
  await b.clock.pass(1000);
  assert.equal(b.sockets.length, 2);
});

test('waking tries at once; a refusal is final', async () => {
  const b = bench();
  b.session.start();
  b.line().falls();
  await settle();
  b.session.connection.wake();
  assert.equal(b.sockets.length, 2);
  b.line().falls(4403);
  await b.clock.pass(60_000);
  assert.equal(b.session.link.value, 'refused');
  assert.equal(b.sockets.length, 2);
});

test('a server that speaks something else is not talked to', async () => {
  const b = bench();
  b.session.start();
  b.line().protocol = '';
  b.line().opens();
  await settle();
  assert.equal(b.line().sent.length, 0);
  assert.equal(b.session.link.value, 'offline');
});

test('forgetting leaves nothing behind', async () => {
  const b = bench();
  b.session.start();
  const socket = await b.hello();
  b.session.ask('q');
  await settle();
  socket.answers('ask', { turn: 1, seq: 1 });
  await settle();
  b.session.forget();
  assert.equal(b.storage.length, 0);
  assert.deepEqual(texts(b), []);
  const next = await b.hello({ conversation: 'fresh' });
  assert.equal(next.sent[0]!.params.resume, undefined);
});

test('an answer that never comes is said to be missing', async () => {
  const b = bench();
  b.session.start();
  const socket = await b.hello();
  b.session.ask('q');
  await settle();
  socket.answers('ask', { turn: 1, seq: 1 });
  await settle();
  await b.clock.pass(16_000);
  const lost = b.session.stranded.value;
  assert.equal(lost?.type === 'message' && lost.text, 'q');
  socket.tells('answer.done', { turn: 1, seq: 2, reply: { answer: 'a' } });
  assert.equal(b.session.stranded.value, null);
});
