// SPDX-License-Identifier: GPL-3.0-or-later
// Secret links: /PAGE/ID#SECRET. The secret is read from the address's
// fragment, which no server and no log ever sees.

export const PAGES = [
  'order', 'shortlist', 'introduction', 'booking', 'profile',
] as const;
export type LinkPage = (typeof PAGES)[number];

export interface SecretLink {
  page: LinkPage;
  id: string;
  secret: string;
}

export function linkOf(path: string, hash: string): SecretLink | null {
  const found = /^\/([a-z]+)\/([\w-]{1,64})\/?$/.exec(path);
  const page = PAGES.find((name) => name === found?.[1]);
  return page
    ? { page, id: found![2]!, secret: hash.replace(/^#/, '') } : null;
}
