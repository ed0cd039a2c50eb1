// SPDX-License-Identifier: GPL-3.0-or-later
// One line to the server: opens it, says hello, matches answers to requests,
// opens it again when it falls. Knows JSON-RPC and nothing of conversations.
// Its state is a signal, so that a view that comes late still sees it.

import { signal, type ReadonlySignal } from '@preact/signals';
import { backoff } from './backoff.js';

export const SUBPROTOCOL = 'parlor.v1';
const PING_MS = 20_000;
const PATIENCE_MS = 10_000;
const REQUEST_MS = 30_000;
const REFUSED = 4403;
const TOO_MANY = 4429;

export type LinkState = 'connecting' | 'online' | 'offline' | 'refused';

/* What we need of a WebSocket, so that tests can bring their own. */
export interface SocketLike {
  readonly protocol: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export interface Clock {
  later(ms: number, run: () => void): () => void;
  random(): number;
}

export const realClock: Clock = {
  later(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
  random: Math.random,
};

export const ERR_BUSY = -32000;
export const ERR_NOT_FOUND = -32001;
export const ERR_TOO_MANY = -32003;
export const ERR_NOT_LEGAL = -32006;
export const ERR_PARAMS = -32602;
export const ERR_DROPPED = 1; /* ours: the line fell or nothing came back */

export class WireError extends Error {
  constructor(
    readonly code: number, message: string, readonly data?: unknown,
  ) {
    super(message);
  }
}

export interface ConnectionOptions {
  makeSocket(): SocketLike;
  /* Params of hello, asked for anew at each opening. */
  greet(): unknown;
  /* The result of hello; the line counts as online once this is done. */
  welcome(result: unknown): void | Promise<void>;
  notify(method: string, params: unknown): void;
  clock?: Clock;
}

export interface Connection {
  state: ReadonlySignal<LinkState>;
  request<T>(method: string, params: unknown): Promise<T>;
  start(): void;
  /* Try at once if the line is down, and make sure of it if it is up. */
  wake(): void;
  /* Say hello anew on a new line, for what hello tells has changed. */
  bounce(): void;
  stop(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: WireError): void;
  cancel(): void;
}

class Line implements Connection {
  readonly state = signal<LinkState>('connecting');
  private readonly clock: Clock;
  private readonly waiting = new Map<number, Waiting>();
  private arrivals: (() => void)[] = [];
  private socket: SocketLike | null = null;
  private tries = 0;
  private lastId = 0;
  private stopped = true;
  private cancelTimer = (): void => {};

  constructor(private readonly options: ConnectionOptions) {
    this.clock = options.clock ?? realClock;
  }

  start(): void {
    this.stopped = false;
    if (!this.socket) this.open();
  }

  stop(): void {
    this.stopped = true;
    this.cancelTimer();
    const socket = this.socket;
    this.forget();
    socket?.close(1000);
    this.state.value = 'offline';
  }

  wake(): void {
    if (this.stopped || this.state.value === 'refused') return;
    if (!this.socket) {
      this.cancelTimer();
      this.open();
    } else if (this.state.value === 'online') {
      this.ping();
    }
  }

  bounce(): void {
    if (this.stopped || this.state.value !== 'online') return;
    const socket = this.socket;
    this.forget();
    socket?.close(1000);
    this.open();
  }

  async request<T>(method: string, params: unknown): Promise<T> {
    await this.online();
    return this.call<T>(method, params);
  }

  private online(): Promise<void> {
    if (this.state.value === 'online') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const cancel = this.clock.later(PATIENCE_MS, () => {
        this.arrivals = this.arrivals.filter((a) => a !== arrive);
        reject(new WireError(ERR_DROPPED, 'no connection'));
      });
      const arrive = (): void => {
        cancel();
        resolve();
      };
      this.arrivals.push(arrive);
    });
  }

  private call<T>(
    method: string, params: unknown, patience = REQUEST_MS,
  ): Promise<T> {
    const socket = this.socket;
    if (!socket)
      return Promise.reject(new WireError(ERR_DROPPED, 'no connection'));
    const id = ++this.lastId;
    return new Promise<T>((resolve, reject) => {
      const cancel = this.clock.later(patience, () => {
        this.waiting.delete(id);
        reject(new WireError(ERR_DROPPED, 'no answer'));
        if (this.socket === socket) this.fell(socket, 0);
      });
      this.waiting.set(id, {
        resolve: resolve as (value: unknown) => void, reject, cancel,
      });
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  private open(): void {
    this.state.value = 'connecting';
    let socket: SocketLike;
    try {
      socket = this.options.makeSocket();
    } catch {
      this.again(0);
      return;
    }
    this.socket = socket;
    /* A server that never answers the handshake must not hold us. */
    this.cancelTimer = this.clock.later(PATIENCE_MS, () =>
      this.fell(socket, 0));
    socket.onopen = () => void this.hello(socket);
    socket.onmessage = (event) => this.receive(socket, event.data);
    socket.onclose = (event) => this.fell(socket, event.code);
  }

  private async hello(socket: SocketLike): Promise<void> {
    if (socket.protocol !== SUBPROTOCOL) return this.fell(socket, 0);
    this.cancelTimer();
    try {
      const params = this.options.greet();
      const result = await this.call('hello', params, PATIENCE_MS);
      if (this.socket !== socket) return;
      await this.options.welcome(result);
    } catch {
      return this.fell(socket, 0);
    }
    if (this.socket !== socket) return;
    this.tries = 0;
    this.state.value = 'online';
    this.beat();
    for (const arrive of this.arrivals.splice(0)) arrive();
  }

  private receive(socket: SocketLike, data: unknown): void {
    if (socket !== this.socket || typeof data !== 'string') return;
    let frame: Record<string, unknown>;
    try {
      frame = JSON.parse(data) as Record<string, unknown>;
    } catch {
      return;
    }
    if (typeof frame.method === 'string') {
      this.options.notify(frame.method, frame.params);
      return;
    }
    const waiting = this.waiting.get(frame.id as number);
    if (!waiting) return;
    this.waiting.delete(frame.id as number);
    waiting.cancel();
    const error = frame.error as
      { code: number; message: string; data?: unknown } | undefined;
    if (error)
      waiting.reject(new WireError(error.code, error.message, error.data));
    else waiting.resolve(frame.result);
  }

  private beat(): void {
    this.cancelTimer();
    this.cancelTimer = this.clock.later(PING_MS, () => {
      this.ping();
      this.beat();
    });
  }

  private ping(): void {
    /* Silence is noticed by call(), which lets the line fall. */
    this.call('ping', {}, PATIENCE_MS).catch(() => {});
  }

  private fell(socket: SocketLike, code: number): void {
    if (this.socket !== socket) return;
    this.forget();
    try {
      socket.close();
    } catch {
      /* was not open */
    }
    if (!this.stopped) this.again(code);
  }

  private forget(): void {
    if (this.socket) this.socket.onclose = this.socket.onmessage = null;
    this.socket = null;
    this.cancelTimer();
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const one of waiting) {
      one.cancel();
      one.reject(new WireError(ERR_DROPPED, 'connection lost'));
    }
  }

  private again(code: number): void {
    if (code === REFUSED) {
      this.state.value = 'refused';
      return;
    }
    this.state.value = 'offline';
    if (code === TOO_MANY) this.tries = Math.max(this.tries, 6);
    const wait = backoff(this.tries++, () => this.clock.random());
    this.cancelTimer = this.clock.later(wait, () => this.open());
  }
}

export const createConnection = (options: ConnectionOptions): Connection =>
  new Line(options);

/* Try at once when the network is back or the page is looked at again. */
export function wakeOnReturn(connection: Connection): () => void {
  const wake = (): void => connection.wake();
  const shown = (): void => {
    if (document.visibilityState === 'visible') connection.wake();
  };
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', shown);
  return () => {
    removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', shown);
  };
}
