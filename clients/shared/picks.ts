// SPDX-License-Identifier: GPL-3.0-or-later
// What a visitor has set aside: candidates to compare, and a shortlist. The
// shortlist lies in the vault, so nothing is kept before the first message.

import { signal, type ReadonlySignal } from '@preact/signals';
import type { Vault } from './vault.js';

export interface Pick {
  id: string;
  kind: string;
  name: string;
}

export const COMPARED_MOST = 4;
export const KEPT_MOST = 20;

export interface Picks {
  compared: ReadonlySignal<readonly Pick[]>;
  kept: ReadonlySignal<readonly Pick[]>;
  compare(pick: Pick): void; /* once more: no longer */
  keep(pick: Pick): void;
  clear(): void;
}

const KEPT = 'shortlist';

export const has = (list: readonly Pick[], id: string): boolean =>
  list.some((pick) => pick.id === id);

const toggled = (
  list: readonly Pick[], { id, kind, name }: Pick, most: number,
): readonly Pick[] => {
  if (has(list, id)) return list.filter((pick) => pick.id !== id);
  return list.length < most ? [...list, { id, kind, name }] : list;
};

export function createPicks(vault: Vault): Picks {
  const compared = signal<readonly Pick[]>([]);
  const kept = signal<readonly Pick[]>(vault.get<Pick[]>(KEPT) ?? []);
  return {
    compared, kept,
    compare(pick) {
      compared.value = toggled(compared.value, pick, COMPARED_MOST);
    },
    keep(pick) {
      kept.value = toggled(kept.value, pick, KEPT_MOST);
      vault.set(KEPT, kept.value);
    },
    clear() {
      compared.value = [];
      kept.value = [];
      vault.remove(KEPT);
    },
  };
}
