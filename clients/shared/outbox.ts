// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that were written and are not yet the server's. Sent one at a time
// and in order; each carries a cid that makes sending twice harmless. What
// the line loses stays waiting, what the server refuses has failed and waits
// for the visitor to try again. Knows no socket.

import { signal, type ReadonlySignal } from '@preact/signals';
import type { Lang } from './protocol.js';
import type { Vault } from './vault.js';

export interface Pending {
  cid: string;
  text: string;
  lang: Lang;
  at: string;
  state: 'waiting' | 'failed';
}

/* sent: gone; later: keep and try again; refused: failed until retried. */
export type Outcome = 'sent' | 'later' | 'refused';

export interface Outbox {
  entries: ReadonlySignal<readonly Pending[]>;
  add(entry: Omit<Pending, 'state'>): void;
  settle(cid: string): void;
  retry(cid: string): void;
  discard(cid: string): void;
  clear(): void;
  /* Send what waits; false if something should be tried again later. */
  flush(send: (entry: Pending) => Promise<Outcome>): Promise<boolean>;
}

const NAME = 'outbox';

export function createOutbox(vault: Vault): Outbox {
  const entries = signal<readonly Pending[]>(vault.get(NAME) ?? []);
  let flushing: Promise<boolean> | null = null;

  const keep = (next: readonly Pending[]): void => {
    entries.value = next;
    vault.set(NAME, next);
  };
  const mark = (cid: string, state: Pending['state']): void =>
    keep(entries.value.map((e) => (e.cid === cid ? { ...e, state } : e)));
  const drop = (cid: string): void => {
    if (entries.value.some((e) => e.cid === cid))
      keep(entries.value.filter((e) => e.cid !== cid));
  };

  const run = async (
    send: (entry: Pending) => Promise<Outcome>,
  ): Promise<boolean> => {
    for (;;) {
      const next = entries.value.find((e) => e.state === 'waiting');
      if (!next) return true;
      const outcome = await send(next);
      if (outcome === 'later') return false;
      if (outcome === 'sent') drop(next.cid);
      else mark(next.cid, 'failed');
    }
  };

  return {
    entries,
    add: (entry) => keep([...entries.value, { ...entry, state: 'waiting' }]),
    settle: drop,
    retry: (cid) => mark(cid, 'waiting'),
    discard: drop,
    clear: () => keep([]),
    flush(send) {
      flushing ??= run(send).finally(() => (flushing = null));
      return flushing;
    },
  };
}
