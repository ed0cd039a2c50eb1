// SPDX-License-Identifier: GPL-3.0-or-later
// What a visitor's browser remembers: a resume token and unsent messages.
// Writes nothing to the browser's storage before open() was called, which
// happens with the first message. Where the browser has no storage, or
// refuses it, memory takes its place until the page goes.

const KEPT_MS = 30 * 24 * 3600 * 1000;

export interface Vault {
  get<T>(name: string): T | null;
  set(name: string, value: unknown): void;
  remove(name: string): void;
  open(): void;
  clear(): void;
}

interface Kept {
  until: number;
  value: unknown;
}

function read(storage: Storage | null, key: string, now: number): unknown {
  try {
    const text = storage?.getItem(key);
    if (!text) return null;
    const kept = JSON.parse(text) as Kept;
    if (typeof kept.until === 'number' && kept.until > now) return kept.value;
    storage?.removeItem(key);
  } catch {
    /* refused or damaged: as if it were not there */
  }
  return null;
}

function write(storage: Storage | null, key: string, kept: Kept): void {
  try {
    storage?.setItem(key, JSON.stringify(kept));
  } catch {
    /* full or refused: memory has it */
  }
}

function erase(storage: Storage | null, prefix: string): void {
  try {
    for (const key of Object.keys(storage ?? {}))
      if (key.startsWith(prefix)) storage?.removeItem(key);
  } catch {
    /* nothing was kept then */
  }
}

export function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

export function createVault(
  prefix: string,
  storage: Storage | null,
  now: () => number = Date.now,
): Vault {
  const memory = new Map<string, unknown>();
  let opened = false;
  const save = (name: string, value: unknown): void =>
    write(storage, prefix + name, { until: now() + KEPT_MS, value });

  return {
    get<T>(name: string): T | null {
      if (!memory.has(name)) {
        const value = read(storage, prefix + name, now());
        if (value === null) return null;
        opened = true; /* an earlier visit has stored already */
        memory.set(name, value);
      }
      return memory.get(name) as T;
    },
    set(name, value) {
      memory.set(name, value);
      if (opened) save(name, value);
    },
    remove(name) {
      memory.delete(name);
      erase(storage, prefix + name);
    },
    open() {
      if (opened) return;
      opened = true;
      for (const [name, value] of memory) save(name, value);
    },
    clear() {
      memory.clear();
      opened = false;
      erase(storage, prefix);
    },
  };
}
