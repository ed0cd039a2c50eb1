// SPDX-License-Identifier: GPL-3.0-or-later
// What every view can reach: the conversation, the language, and what stands
// open on the screen.

import { signal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { I18n } from '../i18n.js';
import type { Citation } from '../protocol.js';
import type { Session } from '../session.js';

export type SheetContent =
  | { kind: 'citation'; citation: Citation }
  | { kind: 'order'; orderKind?: string; fields?: Record<string, string> }
  | { kind: 'person' };

export interface App {
  session: Session;
  i18n: I18n;
  sheet: Signal<SheetContent | null>;
  /* Text put into the composer from outside. */
  draft: Signal<string>;
  /* Whether a sheet may take the whole page (not on a partner's). */
  modal: boolean;
  /* Addresses of the server's own pages, from here. */
  home: string;
}

export const createApp = (
  session: Session, i18n: I18n, modal: boolean, home: string,
): App => ({
  session, i18n, modal, home,
  sheet: signal<SheetContent | null>(null),
  draft: signal(''),
});

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('a view outside of its app');
  return app;
}
