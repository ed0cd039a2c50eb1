// SPDX-License-Identifier: GPL-3.0-or-later
// Says messages that the build has compiled from ICU MessageFormat (see
// tools/messages.mjs). Plural rules and numbers are the browser's own.
//
// A compiled message is a text, or a list of parts: a text; [name], an
// argument; ['#'], the number that decides; ['plural', name, offset, cases]
// or ['ordinal', ...]; ['select', name, cases].

export type Cases = Record<string, Compiled>;
export type Part =
  | string
  | [name: string]
  | ['plural' | 'ordinal', string, number, Cases]
  | ['select', string, Cases];
export type Compiled = string | Part[];
export type Args = Record<string, string | number>;

function pluralOf(
  part: ['plural' | 'ordinal', string, number, Cases], value: number,
  lang: string,
): Compiled {
  const [kind, , offset, cases] = part;
  const exact = cases['=' + value];
  if (exact !== undefined) return exact;
  const type = kind === 'ordinal' ? 'ordinal' : 'cardinal';
  const rule = new Intl.PluralRules(lang, { type }).select(value - offset);
  return cases[rule] ?? cases.other ?? '';
}

const show = (value: string | number | undefined, lang: string): string =>
  typeof value === 'number'
    ? new Intl.NumberFormat(lang, { numberingSystem: 'latn' }).format(value)
    : (value ?? '');

export function say(
  message: Compiled, args: Args, lang: string, count = 0,
): string {
  if (typeof message === 'string') return message;
  return message.map((part) => {
    if (typeof part === 'string') return part;
    if (part.length === 1)
      return part[0] === '#' ? show(count, lang) : show(args[part[0]], lang);
    if (part.length === 3) {
      const [, name, cases] = part;
      const chosen = cases[String(args[name])] ?? cases.other ?? '';
      return say(chosen, args, lang, count);
    }
    const value = Number(args[part[1]]);
    return say(pluralOf(part, value, lang), args, lang, value - part[2]);
  }).join('');
}
