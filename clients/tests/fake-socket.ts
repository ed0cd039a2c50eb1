// SPDX-License-Identifier: GPL-3.0-or-later
// A socket and a clock that only move when a test moves them.

import { webcrypto } from 'node:crypto';
import type { Clock, SocketLike } from '../shared/connection.js';

/* Node 18 keeps it elsewhere than browsers do. */
globalThis.crypto ??= webcrypto as Crypto;

interface Request {
  id: number;
  method: string;
  params: Record<string, unknown>;
}

export class FakeSocket implements SocketLike {
  protocol = 'parlor.v1';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: Request[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Request);
  }

  close(): void {
    this.closed = true;
  }

  /* ---- what the server does ---- */
  opens(): void {
    this.onopen?.();
  }

  falls(code = 1006): void {
    this.onclose?.({ code });
  }

  says(frame: object): void {
    this.onmessage?.({ data: JSON.stringify({ jsonrpc: '2.0', ...frame }) });
  }

  tells(method: string, params: object): void {
    this.says({ method, params });
  }

  last(method: string): Request | undefined {
    return this.sent.findLast((r) => r.method === method);
  }

  answers(method: string, result: unknown): void {
    this.says({ id: this.last(method)?.id, result });
  }

  refuses(method: string, code: number): void {
    this.says({ id: this.last(method)?.id, error: { code, message: 'no' } });
  }
}

export class FakeClock implements Clock {
  now = 0;
  chance = 0.5;
  private timers: { at: number; run: () => void }[] = [];

  later(ms: number, run: () => void): () => void {
    const timer = { at: this.now + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((t) => t !== timer);
    };
  }

  random(): number {
    return this.chance;
  }

  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      await settle();
      const next = this.timers
        .filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.now = next.at;
      this.timers = this.timers.filter((t) => t !== next);
      next.run();
    }
    this.now = until;
    await settle();
  }
}

/* Let every promise that can run do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

export class FakeStorage implements Storage {
  [name: string]: unknown;
  private readonly map = new Map<string, string>();

  constructor() {
    /* Like a browser's: the keys are its own properties. */
    return new Proxy(this, {
      ownKeys: () => [...this.map.keys()],
      getOwnPropertyDescriptor: () =>
        ({ enumerable: true, configurable: true }),
      get: (target, name) => {
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  get length(): number { return this.map.size; }
  clear(): void { this.map.clear(); }
  getItem(key: string): string | null { return this.map.get(key) ?? null; }
  key(index: number): string | null {
    return [...this.map.keys()][index] ?? null;
  }
  removeItem(key: string): void { this.map.delete(key); }
  setItem(key: string, value: string): void { this.map.set(key, value); }
}
