// SPDX-License-Identifier: GPL-3.0-or-later
// What every view can reach: the conversation, the language, and what stands
// open on the screen.

import { signal, type Signal } from '@preact/signals';
import { createContext, type ComponentType } from 'preact';
import { useContext } from 'preact/hooks';
import type { Chosen } from '../form-way.js';
import type { I18n } from '../i18n.js';
import { createPicks, type Picks } from '../picks.js';
import type { Citation, Demand } from '../protocol.js';
import type { Session } from '../session.js';

export type SheetContent =
  | { kind: 'citation'; citation: Citation; under?: SheetContent }
  | { kind: 'order'; orderKind?: string; fields?: Record<string, string> }
  | { kind: 'person' }
  | { kind: 'compare'; ids: readonly string[]; demand: Demand | null }
  | { kind: 'shortlist' }
  | { kind: 'orders' }
  | { kind: 'visits'; chosen?: Chosen }
  | { kind: 'profile' };

/* Sheets that only the whole page has. */
export interface Sheets {
  compare?: ComponentType<{ ids: readonly string[]; demand: Demand | null }>;
  shortlist?: ComponentType;
  orders?: ComponentType;
  visits?: ComponentType<{ chosen?: Chosen | undefined }>;
  profile?: ComponentType;
}

export interface App {
  session: Session;
  i18n: I18n;
  sheet: Signal<SheetContent | null>;
  picks: Picks;
  sheets: Sheets;
  /* Text put into the composer from outside. */
  draft: Signal<string>;
  /* Whether a sheet may take the whole page (not on a partner's). */
  modal: boolean;
  /* Addresses of the server's own pages, from here. */
  home: string;
  /* Leave nothing in this browser. */
  forget(): void;
}

export function createApp(
  session: Session, i18n: I18n, modal: boolean, home: string,
  sheets: Sheets = {},
): App {
  const picks = createPicks(session.vault);
  return {
    session, i18n, modal, home, sheets, picks,
    sheet: signal<SheetContent | null>(null),
    draft: signal(''),
    forget() {
      picks.clear();
      session.forget();
    },
  };
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('a view outside of its app');
  return app;
}
