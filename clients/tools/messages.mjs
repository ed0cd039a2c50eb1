// SPDX-License-Identifier: GPL-3.0-or-later
// Compiles one locale file of ICU MessageFormat texts into what
// shared/message-format.ts says at run time; a wrong message stops the build.

import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

const cases = (options) => Object.fromEntries(
  Object.entries(options).map(([name, { value }]) => [name, parts(value)]));

function part(element) {
  switch (element.type) {
    case TYPE.literal: return element.value;
    case TYPE.argument: return [element.value];
    case TYPE.pound: return ['#'];
    case TYPE.select:
      return ['select', element.value, cases(element.options)];
    case TYPE.plural:
      return [
        element.pluralType === 'ordinal' ? 'ordinal' : 'plural',
        element.value, element.offset, cases(element.options),
      ];
    default: throw new Error(`element ${element.type} is not supported`);
  }
}

function parts(elements) {
  if (elements.every(({ type }) => type === TYPE.literal))
    return elements.map(({ value }) => value).join('');
  return elements.map(part);
}

export function compileMessages(texts, file) {
  const out = {};
  for (const [key, text] of Object.entries(texts)) {
    try {
      out[key] = parts(parse(text, { ignoreTag: true }));
    } catch (error) {
      throw new Error(`${file}: ${key}: ${error.message}`);
    }
  }
  return out;
}
