// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the page: which one, its messages, dates, numbers, money.

import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { say, type Args, type Compiled } from './message-format.js';
import { LANGS, type Lang } from './protocol.js';
import type source from './locales/en.json';

export type Key = keyof typeof source;
export type Messages = Partial<Record<Key, Compiled>>;

export const LANG_NAMES: Record<Lang, string> = {
  en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', ja: '日本語',
  ko: '한국어', de: 'Deutsch', fr: 'Français', ru: 'Русский', es: 'Español',
  ar: 'العربية',
};

export interface I18n {
  lang: ReadonlySignal<Lang>;
  dir: ReadonlySignal<'ltr' | 'rtl'>;
  ready: ReadonlySignal<boolean>;
  t(key: Key, args?: Args): string;
  date(value: string | null | undefined): string;
  time(value: string): string;
  number(value: number): string;
  percent(value: number): string;
  money(value: number, currency: string): string;
  use(lang: Lang): Promise<void>;
}

const TRADITIONAL = /^zh(-hant|-tw|-hk|-mo)/;

/* The language we have that a browser's tag means, if any. */
export function langOf(tag: string | null | undefined): Lang | null {
  const low = (tag ?? '').toLowerCase();
  if (!low) return null;
  if (TRADITIONAL.test(low)) return 'zh-Hant';
  if (low === 'zh' || low.startsWith('zh-')) return 'zh-Hans';
  const stem = low.split('-')[0];
  return LANGS.find((lang) => lang === stem) ?? null;
}

export function chooseLang(wishes: readonly (string | null)[]): Lang {
  for (const wish of wishes) {
    const lang = langOf(wish);
    if (lang) return lang;
  }
  return 'en';
}

export const dirOf = (lang: string): 'ltr' | 'rtl' =>
  lang === 'ar' ? 'rtl' : 'ltr';

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;
const AMOUNT =
  /[A-Z]{3}[ \u00a0]\d(?:[\d.,]*\d)?|\d(?:[\d.,]*\d)?(?:[ \u00a0]?[A-Z]{3}\b|%)/g;

/* A sentence from right to left with its amounts kept apart, so that two of
 * them side by side do not trade their currencies. */
export const isolated = (text: string): string =>
  RIGHT_TO_LEFT.test(text)
    ? text.replace(AMOUNT, (amount) => `\u2066${amount}\u2069`) : text;

/* A language by its own name; what is not ours by its code. */
export const langName = (lang: string): string =>
  LANG_NAMES[lang as Lang] ?? lang;

/* As a name stands alone in a list or a form. */
export const capital = (text: string, lang: string): string => {
  const [first = ''] = text;
  return first.toLocaleUpperCase(lang) + text.slice(first.length);
};

/* Of a field: as the page while it is empty, else as what stands in it. */
export const fieldDir = (text: string): 'auto' | undefined =>
  text ? 'auto' : undefined;

/* A date as precise as it is: 2020, 2020-10 or 2020-10-01. */
function formatDate(lang: Lang, value: string): string {
  const [year, month, day] = value.slice(0, 10).split('-').map(Number);
  const moment = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1));
  if (Number.isNaN(moment.getTime())) return value;
  return new Intl.DateTimeFormat(lang, {
    timeZone: 'UTC', year: 'numeric', numberingSystem: 'latn',
    ...(month && { month: day ? 'short' : 'long' }),
    ...(day && { day: 'numeric' }),
  }).format(moment);
}

export function createI18n(
  load: (lang: Lang) => Promise<Messages>, first: Lang,
): I18n {
  const lang = signal<Lang>(first);
  const messages = signal<Messages>({});
  const ready = signal(false);
  let wanted: Lang = first;
  const latn = { numberingSystem: 'latn' } as const;

  return {
    lang, ready,
    dir: computed(() => dirOf(lang.value)),
    t: (key, args = {}) =>
      say(messages.value[key] ?? key, args, lang.value),
    date: (value) => (value ? formatDate(lang.value, value) : ''),
    time: (value) => {
      const moment = new Date(value);
      if (Number.isNaN(moment.getTime())) return value;
      return new Intl.DateTimeFormat(lang.value, {
        dateStyle: 'medium', timeStyle: 'short', ...latn,
      }).format(moment);
    },
    number: (value) => new Intl.NumberFormat(lang.value, latn).format(value),
    percent: (value) => new Intl.NumberFormat(lang.value, {
      style: 'percent', maximumFractionDigits: 0, ...latn,
    }).format(value),
    money: (value, currency) => new Intl.NumberFormat(lang.value, {
      style: 'currency', currency, currencyDisplay: 'code',
      minimumFractionDigits: 0, maximumFractionDigits: 2, ...latn,
    }).format(value),
    async use(next) {
      wanted = next;
      const got = await load(next);
      if (wanted !== next) return; /* changed again meanwhile */
      messages.value = got;
      lang.value = next;
      ready.value = true;
    },
  };
}
