// SPDX-License-Identifier: GPL-3.0-or-later
// Links: which may be followed, and secret ones, /PAGE/ID#SECRET. The secret
// is read from the address's fragment, which no server and no log ever sees.

export const PAGES = [
  'order', 'shortlist', 'introduction', 'booking', 'profile',
] as const;
export type LinkPage = (typeof PAGES)[number];

export interface SecretLink {
  page: LinkPage;
  id: string;
  secret: string;
}

/* Only addresses that a browser may safely follow become links. */
export const safeUrl = (url: string | null | undefined): string | null =>
  url && /^https?:\/\//i.test(url) ? url : null;

export function linkOf(path: string, hash: string): SecretLink | null {
  const found = /^\/([a-z]+)\/([\w-]{1,64})\/?$/.exec(path);
  const page = PAGES.find((name) => name === found?.[1]);
  return page
    ? { page, id: found![2]!, secret: hash.replace(/^#/, '') } : null;
}
