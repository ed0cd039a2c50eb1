// SPDX-License-Identifier: GPL-3.0-or-later
// Small parts: ids, waiting times, storage, languages, messages, drafts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from '../shared/backoff.js';
import { chooseLang, createI18n, fieldDir, langOf } from '../shared/i18n.js';
import { say, type Args, type Compiled } from '../shared/message-format.js';
import {
  consented, faults, keepable, newDraft, placement, shownFields,
} from '../shared/order-draft.js';
import type { OrderForm } from '../shared/protocol.js';
import { linkOf } from '../shared/links.js';
import { uuid7 } from '../shared/uuid.js';
import { createVault } from '../shared/vault.js';
import { FakeStorage } from './fake-socket.js';

test('a uuid7 is well formed and grows with time', () => {
  const shape =
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(uuid7(), shape);
  assert.equal(uuid7(0x0123456789ab).slice(0, 13), '01234567-89ab');
  assert.ok(uuid7(1000) < uuid7(2000));
  assert.notEqual(uuid7(5), uuid7(5));
});

test('the wait is between half a second and thirty, and grows', () => {
  const rows: [number, number, number][] = [
    [0, 0, 500], [0, 1, 500], [1, 1, 1000], [3, 0, 500], [3, 1, 4000],
    [3, 0.5, 2250], [6, 1, 30_000], [400, 1, 30_000],
  ];
  for (const [tries, chance, wait] of rows)
    assert.equal(backoff(tries, () => chance), wait, `${tries} ${chance}`);
});

test('nothing is stored before the vault is opened', () => {
  const storage = new FakeStorage();
  const vault = createVault('p.', storage);
  vault.set('lang', 'en');
  assert.equal(storage.length, 0);
  assert.equal(vault.get('lang'), 'en');
  vault.open();
  assert.equal(storage.length, 1);
  vault.set('resume', { token: 't' });
  assert.deepEqual(createVault('p.', storage).get('resume'), { token: 't' });
  vault.clear();
  assert.equal(storage.length, 0);
});

test('what was stored is forgotten after thirty days', () => {
  const storage = new FakeStorage();
  const day = 24 * 3600 * 1000;
  let now = 0;
  const vault = createVault('p.', storage, () => now);
  vault.open();
  vault.set('resume', 1);
  now = 29 * day;
  assert.equal(createVault('p.', storage, () => now).get('resume'), 1);
  now = 31 * day;
  assert.equal(createVault('p.', storage, () => now).get('resume'), null);
});

test('memory takes the place of storage that refuses', () => {
  const refusing = new Proxy({} as Storage, {
    get() { throw new Error('denied'); },
    ownKeys() { throw new Error('denied'); },
  });
  const vault = createVault('p.', refusing);
  vault.open();
  vault.set('a', [1]);
  assert.deepEqual(vault.get('a'), [1]);
  vault.clear();
  assert.equal(vault.get('a'), null);
});

test('two sites on one page do not see each other', () => {
  const storage = new FakeStorage();
  const one = createVault('parlor.a.', storage);
  one.open();
  one.set('x', 1);
  assert.equal(createVault('parlor.b.', storage).get('x'), null);
});

test('browser tags lead to a language we have', () => {
  const rows: [string | null, string | null][] = [
    ['en-GB', 'en'], ['zh', 'zh-Hans'], ['zh-CN', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'], ['zh-Hant-HK', 'zh-Hant'], ['zh-HK', 'zh-Hant'],
    ['pt-BR', null], ['AR', 'ar'], ['', null], [null, null], ['auto', null],
  ];
  for (const [tag, lang] of rows) assert.equal(langOf(tag), lang, `${tag}`);
  assert.equal(chooseLang(['pt', 'ja-JP', 'en']), 'ja');
  assert.equal(chooseLang(['xx']), 'en');
});

test('messages choose plurals by the language', () => {
  const files: Compiled = [['plural', 'n', 0, {
    '=0': 'none', one: [['#'], ' file'], few: [['#'], ' fileFew'],
    other: [['#'], ' files'],
  }]];
  const rows: [Compiled, Args, string, string][] = [
    ['plain', {}, 'en', 'plain'],
    [['a ', ['x'], ' b'], { x: 'y' }, 'en', 'a y b'],
    [files, { n: 0 }, 'en', 'none'],
    [files, { n: 1 }, 'en', '1 file'],
    [files, { n: 2 }, 'en', '2 files'],
    [files, { n: 2 }, 'ru', '2 fileFew'],
    [files, { n: 5 }, 'ru', '5 files'],
    [files, { n: 21 }, 'ru', '21 file'],
    [[['select', 's', { a: 'A', other: 'O' }]], { s: 'a' }, 'en', 'A'],
    [[['select', 's', { a: 'A', other: 'O' }]], { s: 'z' }, 'en', 'O'],
  ];
  rows.forEach(([message, args, lang, text], i) =>
    assert.equal(say(message, args, lang), text, `row ${i}`));
});

test('dates are as precise as they are known; money has its code', async () => {
  const i18n = createI18n(async () => ({}), 'en');
  await i18n.use('en');
  assert.equal(i18n.date('2020'), '2020');
  assert.equal(i18n.date('2020-10'), 'October 2020');
  assert.equal(i18n.date('2020-10-01'), 'Oct 1, 2020');
  assert.equal(i18n.date(null), '');
  assert.match(i18n.money(6_000_000, 'CNY'), /^CNY.6,000,000$/);
  await i18n.use('ja');
  assert.match(i18n.money(6_000_000, 'CNY'), /CNY/);
  await i18n.use('ar');
  assert.equal(i18n.dir.value, 'rtl');
  assert.match(i18n.number(1234), /1.?234/);
});

test('the language chosen last wins, however slow the one before', async () => {
  const waits: (() => void)[] = [];
  const i18n = createI18n(
    () => new Promise((resolve) => waits.push(() => resolve({}))), 'en');
  const first = i18n.use('de');
  const second = i18n.use('fr');
  waits[1]!();
  await second;
  waits[0]!();
  await first;
  assert.equal(i18n.lang.value, 'fr');
});

test('an empty field runs as the page does', () => {
  assert.equal(fieldDir(''), undefined);
  assert.equal(fieldDir('x'), 'auto');
});

test('a secret link gives its page, what it is of, and the secret', () => {
  assert.deepEqual(linkOf('/order/P-1', '#abc'),
    { page: 'order', id: 'P-1', secret: 'abc' });
  assert.deepEqual(linkOf('/shortlist/x/', ''),
    { page: 'shortlist', id: 'x', secret: '' });
  assert.equal(linkOf('/order/', '#x'), null);
  assert.equal(linkOf('/c/x', '#x'), null);
  assert.equal(linkOf('/', ''), null);
});

const FORM: OrderForm = {
  form: 'order',
  fields: [
    { name: 'seeks', type: 'textarea', label: 'Seeks', required: true,
      max: 5, contact: false },
    { name: 'email', type: 'email', label: 'Mail', required: true, max: 50,
      contact: true },
  ],
  notice: { version: '3', text: 'why' },
  consents: [
    { name: 'contact', label: 'c', required: true },
    { name: 'partner', label: 'p', required: false },
  ],
  responsible: { name: 'R', contact: 'r@x' },
};

test('contact fields appear after the required consents only', () => {
  const draft = newDraft('cid', 'visit', { seeks: 'a' });
  assert.equal(consented(FORM, draft), false);
  assert.deepEqual(shownFields(FORM, draft).map((f) => f.name), ['seeks']);
  const given = { ...draft, consents: { contact: true } };
  assert.deepEqual(
    shownFields(FORM, given).map((f) => f.name), ['seeks', 'email']);
  const other = { ...draft, consents: { partner: true } };
  assert.equal(consented(FORM, other), false);
});

test('a form says what is missing or wrong', () => {
  const rows: [Record<string, string>, Record<string, string>][] = [
    [{}, { seeks: 'required', email: 'required' }],
    [{ seeks: 'abcdef', email: 'x' }, { seeks: 'long', email: 'email' }],
    [{ seeks: '一二三四五', email: 'a@b.de' }, {}],
    [{ seeks: '  ', email: 'a@b.de' }, { seeks: 'required' }],
  ];
  rows.forEach(([fields, found], i) => {
    const draft = {
      ...newDraft('c', 'visit', fields), consents: { contact: true },
    };
    assert.deepEqual(
      Object.fromEntries(faults(FORM, draft)), found, `row ${i}`);
  });
  assert.equal(
    faults(FORM, newDraft('c', 'visit', { seeks: 'a' }))
      .get('consent.contact'), 'required');
});

test('who asks is never kept, and never sent without consent', () => {
  const draft = {
    ...newDraft('c', 'visit', { seeks: 'a', email: 'a@b.de', odd: 'x' }),
    consents: { contact: true },
  };
  const kept = keepable(FORM, draft);
  assert.equal(kept.fields.email, undefined);
  assert.deepEqual(kept.consents, {});
  assert.deepEqual(placement(FORM, draft), {
    cid: 'c', kind: 'visit', notice: '3',
    fields: { seeks: 'a', email: 'a@b.de' },
    consents: { contact: true, partner: false },
  });
  assert.deepEqual(
    placement(FORM, { ...draft, consents: {} }).fields, { seeks: 'a' });
});
