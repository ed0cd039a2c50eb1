// SPDX-License-Identifier: GPL-3.0-or-later
// What every view of the inbox can reach.

import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { I18n } from '../shared/i18n.js';
import type { DeskSession } from './desk-session.js';

export interface DeskApp {
  desk: DeskSession;
  i18n: I18n;
}

export const DeskContext = createContext<DeskApp | null>(null);

export function useDesk(): DeskApp {
  const app = useContext(DeskContext);
  if (!app) throw new Error('a view outside of its app');
  return app;
}

/* Something that can be done: whether it is under way, whether it failed. */
export function useAct(): {
  busy: boolean; failed: boolean; act(run: () => Promise<void>): void;
} {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  return {
    busy: state === 'busy', failed: state === 'failed',
    act: (run) => {
      setState('busy');
      run().then(() => setState('idle'), () => setState('failed'));
    },
  };
}
