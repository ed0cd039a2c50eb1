// SPDX-License-Identifier: GPL-3.0-or-later
// Fetches the messages of a language; the build puts the addresses in.

import type { Messages } from './i18n.js';
import type { Lang } from './protocol.js';

export type LocaleFiles = Record<Lang, string>;

declare const __LOCALES__: LocaleFiles; /* visitors' messages */
declare const __DESK_LOCALES__: LocaleFiles; /* with those of the staff */

export const visitorLocales = (): LocaleFiles => __LOCALES__;
export const deskLocales = (): LocaleFiles => __DESK_LOCALES__;

export function localeLoader(
  files: LocaleFiles, home: string,
): (lang: Lang) => Promise<Messages> {
  return async (lang) => {
    const answer = await fetch(new URL(files[lang], home), {
      credentials: 'omit',
    });
    if (!answer.ok) throw new Error(`${files[lang]}: ${answer.status}`);
    return (await answer.json()) as Messages;
  };
}
