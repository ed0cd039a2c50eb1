// SPDX-License-Identifier: GPL-3.0-or-later
// What a profile from outside needs before it is sent, and what is sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  entryAt, keepableProfile, newProfile, profileFaults, profileParams,
  type ProfileDraft,
} from '../shared/profile-draft.js';
import { profileRows } from '../shared/profile-rows.js';
import type { FormField, Profile, ProfileForm } from '../shared/protocol.js';

const field = (
  name: string, type: FormField['type'], more: Partial<FormField> = {},
): FormField => ({
  name, type, label: name, required: false, contact: false, ...more,
});

const FORM: ProfileForm = {
  form: 'profile', kind: 'kind', kinds: [], corrects: [],
  notice: { version: '1', text: 'notice' }, responsible: null,
  consents: [{ name: 'contact', label: 'contact', required: true }],
  sources: {
    most: 10,
    fields: [field('title', 'text', { required: true }), field('url', 'url')],
  },
  fields: [
    field('names', 'texts', { required: true, max: 20 }),
    field('summary', 'texts', { required: true, max: 40 }),
    field('country', 'select', {
      required: true, options: [{ value: 'JP', label: 'japan' }],
    }),
    field('industries', 'choices', {
      required: true, options: [{ value: 'food', label: 'food' }],
    }),
    field('staff', 'number', { range: { least: 1, most: 99, whole: true } }),
    field('name', 'text', { required: true, contact: true }),
    field('email', 'email', { required: true, contact: true }),
  ],
};

const WHOLE: ProfileDraft = {
  corrects: '',
  wordings: [
    { lang: 'ja', texts: { names: ' 北海 ', summary: '冷凍食品。' } },
    { lang: 'en', texts: { names: 'Hokkai', summary: '' } },
    { lang: 'ja', texts: { names: 'once more' } },
  ],
  choices: { industries: ['food'] },
  sources: [{ title: 'Register', url: 'https://r.example/1' }, { url: ' ' }],
  plain: {
    cid: 'c', kind: 'enterprise', consents: { contact: true },
    fields: { country: 'JP', staff: '12', name: 'Li', email: 'li@x.org' },
  },
};

test('a profile that lacks something says what', () => {
  const blank = newProfile('c', 'enterprise', 'en');
  const plain = (fields: Record<string, string>): Partial<ProfileDraft> => ({
    plain: { ...WHOLE.plain, fields: { ...WHOLE.plain.fields, ...fields } },
  });
  const rows: [Partial<ProfileDraft>, string[]][] = [
    [{}, []],
    [{ wordings: blank.wordings },
      ['wordings.0.names=required', 'wordings.0.summary=required']],
    [{ wordings: [WHOLE.wordings[0]!,
      { lang: 'en', texts: { names: 'n'.repeat(21) } }] },
      ['wordings.1.names=long']],
    [{ choices: {} }, ['industries=required']],
    [plain({ country: '' }), ['country=required']],
    [plain({ staff: 'many' }), ['staff=number']],
    [plain({ email: 'li' }), ['email=email']],
    [{ sources: [{}] }, ['sources.0.title=required']],
    [{ sources: [{ title: 't', url: 'javascript:1' }] },
      ['sources.0.url=url']],
    [{ sources: [{ title: 't' }, { url: 'http://x.example' }] },
      ['sources.1.title=required']],
    [{ plain: { ...WHOLE.plain, consents: {} } },
      ['consent.contact=required']],
    [{ ...blank, corrects: 'libao', sources: WHOLE.sources,
      plain: { ...WHOLE.plain, fields: { name: 'Li', email: 'li@x.org' } } },
      ['corrects=nothing']],
    [{ ...blank, corrects: 'libao', sources: WHOLE.sources, ...plain({}) },
      []],
  ];
  rows.forEach(([change, wanted], i) => assert.deepEqual(
    [...profileFaults(FORM, { ...WHOLE, ...change })]
      .map(([name, fault]) => `${name}=${fault}`),
    wanted, `row ${i}`));
});

test('what is sent is what was said, by language and apart from contact', () => {
  assert.deepEqual(profileParams(FORM, WHOLE), {
    cid: 'c', kind: 'enterprise', notice: '1', consents: { contact: true },
    contact: { name: 'Li', email: 'li@x.org' },
    fields: {
      names: { ja: '北海', en: 'Hokkai' }, summary: { ja: '冷凍食品。' },
      country: 'JP', industries: ['food'], staff: 12,
    },
    sources: [{ title: 'Register', url: 'https://r.example/1' }],
  });
});

test('who sends it is not kept in the browser', () => {
  const kept = JSON.stringify(keepableProfile(FORM, WHOLE));
  for (const word of ['Li', 'li@x.org', 'true'])
    assert.ok(!kept.includes(`"${word}"`) && !kept.includes(':true'), word);
  assert.ok(kept.includes('北海'));
});

test('what the server refuses is shown where it was written', () => {
  const rows = [
    ['fields.summary', 'wordings.0.summary'], ['fields.staff', 'staff'],
    ['contact.email', 'email'], ['sources.1', 'sources.1.title'],
    ['sources', 'sources.0.title'], ['id', 'id'],
  ];
  for (const [path, entry] of rows)
    assert.equal(entryAt(FORM, path!), entry, path);
});

test('a profile is read by the names of the form', () => {
  const profile = { fields: {
    summary: { ja: '冷凍食品。' }, country: 'JP', industries: ['food', 'new'],
  } } as unknown as Profile;
  assert.deepEqual(profileRows(profile, FORM, 'en'), [
    ['summary (日本語)', '冷凍食品。'], ['country', 'Japan'],
    ['industries', 'Food, new'],
  ]);
});
