// SPDX-License-Identifier: GPL-3.0-or-later
// Ten languages say the same things.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { say, type Compiled } from '../shared/message-format.js';
import { LANGS } from '../shared/protocol.js';
import { compileMessages } from '../tools/messages.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'locales');
const read = (lang: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, `${lang}.json`), 'utf8'));
const english = read('en');

/* The names of the arguments of a message, each once. */
function argsOf(message: Compiled): string[] {
  if (typeof message === 'string') return [];
  const names = message.flatMap((part): string[] => {
    if (typeof part === 'string' || part[0] === '#') return [];
    if (part.length === 1) return [part[0]];
    const cases = part.length === 3 ? part[2] : part[3];
    return [part[1], ...Object.values(cases).flatMap(argsOf)];
  });
  return [...new Set(names)].sort();
}

for (const lang of LANGS) {
  const texts = read(lang);
  const messages = compileMessages(texts, lang) as Record<string, Compiled>;

  test(`${lang} has the same keys and arguments, none empty`, () => {
    assert.deepEqual(Object.keys(texts), Object.keys(english));
    const source = compileMessages(english, 'en') as Record<string, Compiled>;
    for (const key of Object.keys(english)) {
      assert.ok(texts[key]!.trim(), key);
      assert.deepEqual(
        argsOf(messages[key]!), argsOf(source[key]!), key);
    }
  });

  test(`${lang} has every plural form its language needs`, () => {
    const { pluralCategories } =
      new Intl.PluralRules(lang).resolvedOptions();
    for (const [key, message] of Object.entries(messages)) {
      if (typeof message === 'string') continue;
      for (const part of message) {
        if (typeof part === 'string' || part[0] !== 'plural') continue;
        const cases = part[3] as Record<string, unknown>;
        for (const name of pluralCategories)
          assert.ok(name in cases, `${key}: ${name}`);
        assert.notEqual(say(message, { [part[1] as string]: 3 }, lang), '');
      }
    }
  });

  if (lang !== 'en')
    test(`${lang} is translated`, () => {
      const same = Object.keys(english).filter((key) =>
        texts[key] === english[key] && english[key]!.length > 14);
      assert.deepEqual(same, []);
    });
}
