// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addressOfSheet, sheetOfAddress, sheetOfBlock,
} from '../shared/form-way.js';
import type { FormBlock } from '../shared/protocol.js';

const HOME = 'https://parlor.example';
const record = { id: 'suzhou-parlor-vip-room', name: 'VIP room' };
const day = '2026-11-24';

const rows: [string, Omit<FormBlock, 'type'>, object | null][] = [
  ['a room and its day', { form: 'room', record, day },
    { kind: 'visits', chosen: { form: 'room', id: record.id, day } }],
  ['any room', { form: 'room' }, { kind: 'visits', chosen: { form: 'room' } }],
  ['an event has its own days', { form: 'event', record, day },
    { kind: 'visits', chosen: { form: 'event', id: record.id } }],
  ['a profile', { form: 'profile', record }, { kind: 'profile' }],
  ['a form of a newer server', { form: 'visa', record }, null],
  ['a name of every object', { form: 'toString' }, null],
  ['no day of the calendar', { form: 'room', day: '2026-02-30' },
    { kind: 'visits', chosen: { form: 'room' } }],
  ['no month of it', { form: 'room', day: '2026-13-01' },
    { kind: 'visits', chosen: { form: 'room' } }],
  ['a time instead of a day', { form: 'room', day: `${day}T09:00` },
    { kind: 'visits', chosen: { form: 'room' } }],
  ['no id of a record', { form: 'event', record: { id: '<b>', name: 'B' } },
    { kind: 'visits', chosen: { form: 'event' } }],
];

for (const [name, block, sheet] of rows)
  test(`a block leads to its sheet: ${name}`, () => {
    const way = sheetOfBlock({ type: 'form', ...block });
    assert.deepEqual(way, sheet);
    if (!way) return;
    const { pathname, search } = new URL(addressOfSheet(way, HOME));
    assert.deepEqual(sheetOfAddress(pathname, search), sheet);
  });

test('an address opens a sheet only on the page of the conversation', () => {
  assert.deepEqual(sheetOfAddress('/', ''), null);
  assert.deepEqual(sheetOfAddress('/', '?lang=de&form=visa'), null);
  assert.deepEqual(sheetOfAddress('/compare', '?form=room'), null);
});
