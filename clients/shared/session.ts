// SPDX-License-Identifier: GPL-3.0-or-later
// A visitor's conversation: everything a view reads, as signals, and
// everything it can do. Holds the rules of resume, outbox and doubles;
// draws nothing.

import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import {
  createConnection, ERR_BUSY, ERR_DROPPED, SUBPROTOCOL, WireError,
  type Clock, type Connection, type LinkState, type SocketLike, realClock,
} from './connection.js';
import { createOutbox, type Outbox, type Outcome, type Pending }
  from './outbox.js';
import type {
  Citation, CitationOpened, Lang, Named, OrderForm, OrderPlacement,
  OrderReceipt, OrderView, Responsible, Welcome, WireEvent,
} from './protocol.js';
import {
  applyEvents, closeGap, dropStreams, EMPTY_THREAD, presenceOf, readEvent,
  readListed, unanswered, type Entry, type Thread,
} from './thread.js';
import { uuid7 } from './uuid.js';
import type { Vault } from './vault.js';

export interface SessionOptions {
  url: string;
  lang: () => Lang;
  vault: Vault;
  key?: string;
  conversation?: string; /* asked for by the address of the page */
  /* What an embedding page adds to hello. */
  extra?: () => { context?: unknown; identity?: string };
  makeSocket?: () => SocketLike;
  clock?: Clock;
  /* Run once before the next frame. */
  frame?: (run: () => void) => void;
}

export type Verdict = 'right' | 'wrong';

export interface Session {
  link: ReadonlySignal<LinkState>;
  thread: ReadonlySignal<Thread>;
  outbox: Outbox;
  welcomed: ReadonlySignal<boolean>;
  responsible: ReadonlySignal<Responsible | null>;
  presence: ReadonlySignal<ReturnType<typeof presenceOf>>;
  stranded: ReadonlySignal<Entry | null>;
  limit: ReadonlySignal<number>;
  verdicts: ReadonlySignal<ReadonlyMap<number, Verdict>>;
  receipts: ReadonlySignal<readonly OrderReceipt[]>;
  connection: Connection;
  vault: Vault;
  ask(text: string): void;
  retry(cid: string): void;
  discard(cid: string): void;
  feedback(turn: number, verdict: Verdict, why?: string): Promise<void>;
  person(text?: string): Promise<Named | null>;
  openCitation(citation: Citation): Promise<CitationOpened>;
  /* A request in the reader's language. */
  call<T>(method: string, params: object): Promise<T>;
  orderForm(): Promise<OrderForm>;
  placeOrder(order: Omit<OrderPlacement, 'lang'>): Promise<OrderReceipt>;
  order(reference: string, secret: string): Promise<OrderView>;
  forget(): void;
  start(): void;
  stop(): void;
}

interface Resume {
  token: string;
  conversation: string;
}

const BUSY_MS = 1500;
const STRANDED_MS = 15_000;
const PAGE = 200;
const PAGES_MOST = 50;

export const nextFrame = (run: () => void): void => {
  /* A hidden page has no frames, and still has to hear. */
  if (document.visibilityState === 'visible') requestAnimationFrame(run);
  else setTimeout(run, 50);
};

class VisitorSession implements Session {
  readonly outbox: Outbox;
  readonly connection: Connection;
  readonly vault: Vault;
  readonly link: ReadonlySignal<LinkState>;
  readonly thread = signal<Thread>(EMPTY_THREAD);
  readonly welcomed = signal(false);
  readonly responsible = signal<Responsible | null>(null);
  readonly limit = signal(8000);
  readonly verdicts = signal<ReadonlyMap<number, Verdict>>(new Map());
  readonly receipts = signal<readonly OrderReceipt[]>([]);
  readonly presence = computed(() => presenceOf(this.thread.value));
  readonly stranded = signal<Entry | null>(null);
  private readonly clock: Clock;
  private readonly frame: (run: () => void) => void;
  private resume: Resume | null;
  private arrived: WireEvent[] = [];
  private filling = false;

  constructor(private readonly options: SessionOptions) {
    this.clock = options.clock ?? realClock;
    this.frame = options.frame ?? nextFrame;
    this.vault = options.vault;
    this.outbox = createOutbox(options.vault);
    this.resume = options.vault.get<Resume>('resume');
    if (this.resume && options.conversation)
      this.resume = { ...this.resume, conversation: options.conversation };
    this.connection = createConnection({
      makeSocket: options.makeSocket
        ?? (() => new WebSocket(options.url, SUBPROTOCOL) as SocketLike),
      greet: () => this.greet(),
      welcome: (result) => this.welcome(result as Welcome),
      notify: (method, params) => this.notify(method, params),
      clock: this.clock,
    });
    this.link = this.connection.state;
  }

  start(): void {
    this.connection.start();
  }

  stop(): void {
    this.connection.stop();
  }

  private greet(): unknown {
    const { key, lang } = this.options;
    const resume = this.resume
      ? { ...this.resume, after_seq: this.thread.value.seq } : undefined;
    return {
      lang: lang(), ...(key && { key }), ...(resume && { resume }),
      ...this.options.extra?.(),
    };
  }

  private welcome(hello: Welcome): void {
    const again = this.resume?.conversation === hello.conversation;
    batch(() => {
      if (!again && this.resume) this.thread.value = EMPTY_THREAD;
      this.resume = { token: hello.token, conversation: hello.conversation };
      this.options.vault.set('resume', this.resume);
      this.responsible.value = hello.responsible ?? null;
      this.limit.value = hello.limits?.text ?? 8000;
      this.thread.value = dropStreams(this.thread.value);
      this.take((hello.missed ?? []).map(readListed));
      this.welcomed.value = true;
    });
    const { gap, seq } = this.thread.value;
    const lacking = hello.gap || gap || (hello.seq ?? 0) > seq;
    /* After this the line counts as online: requests go from there on. */
    this.clock.later(0, () => {
      if (lacking) void this.fill();
      void this.flush();
      this.watch();
    });
  }

  private notify(method: string, params: unknown): void {
    const event = readEvent(method, params);
    if (!event) return;
    this.arrived.push(event);
    if (this.arrived.length === 1) this.frame(() => this.drain());
  }

  private drain(): void {
    const events = this.arrived;
    this.arrived = [];
    batch(() => this.take(events));
    if (this.thread.value.gap) void this.fill();
  }

  private take(events: readonly (WireEvent | null)[]): void {
    const known = events.filter((e) => e !== null);
    this.thread.value = applyEvents(this.thread.value, known);
    for (const event of known)
      if (event.type === 'message' && event.cid)
        this.outbox.settle(event.cid);
    this.stranded.value = null;
  }

  /* Fetch what is not here, from the start: doubles fall out by seq. */
  private async fill(): Promise<void> {
    if (this.filling) return;
    this.filling = true;
    try {
      let after = 0;
      for (let page = 0; page < PAGES_MOST; page++) {
        const got = await this.connection.request<{
          events: unknown[]; more: boolean;
        }>('history.get', { after_seq: after, limit: PAGE });
        const events = got.events.map(readListed);
        batch(() => this.take(events));
        const last = events.findLast((e) => e && 'seq' in e);
        if (!got.more || !last || !('seq' in last)) break;
        after = last.seq;
      }
      this.thread.value = closeGap(this.thread.value);
    } catch {
      /* the line fell: the next hello asks again */
    } finally {
      this.filling = false;
    }
  }

  /* Nothing came for the last message: say so rather than wait for ever. */
  private watch(): void {
    const asked = unanswered(this.thread.value);
    if (!asked) return;
    this.clock.later(STRANDED_MS, () => {
      const now = this.thread.value;
      if (unanswered(now)?.seq === asked.seq && !now.streams.length)
        this.stranded.value = asked;
    });
  }

  ask(text: string): void {
    const plain = text.trim();
    if (!plain) return;
    this.options.vault.open();
    this.outbox.add({
      cid: uuid7(), text: plain, lang: this.options.lang(),
      at: new Date().toISOString(),
    });
    void this.flush();
  }

  retry(cid: string): void {
    this.outbox.retry(cid);
    this.connection.wake();
    void this.flush();
  }

  discard(cid: string): void {
    this.outbox.discard(cid);
  }

  private async flush(): Promise<void> {
    if (this.link.value !== 'online') return;
    const done = await this.outbox.flush((entry) => this.send(entry));
    if (!done) this.clock.later(BUSY_MS, () => void this.flush());
  }

  private async send(entry: Pending): Promise<Outcome> {
    const { cid, text, lang } = entry;
    try {
      const got = await this.connection.request<{
        turn: number; seq: number;
      }>('ask', { cid, text, lang });
      this.take([{
        type: 'message', who: 'visitor', seq: got.seq, turn: got.turn,
        cid, text, at: entry.at,
      }]);
      this.watch();
      return 'sent';
    } catch (error) {
      const code = error instanceof WireError ? error.code : 0;
      return code === ERR_BUSY || code === ERR_DROPPED ? 'later' : 'refused';
    }
  }

  async feedback(turn: number, verdict: Verdict, why = ''): Promise<void> {
    await this.connection.request('feedback', {
      turn, verdict, ...(why && { why }),
    });
    this.verdicts.value = new Map(this.verdicts.value).set(turn, verdict);
  }

  async person(text = ''): Promise<Named | null> {
    this.options.vault.open();
    const got = await this.connection.request<{ desk: Named | null }>(
      'person.request', text ? { text } : {});
    return got.desk;
  }

  openCitation(
    { id, revision, from, to }: Citation,
  ): Promise<CitationOpened> {
    return this.call('citation.open', { id, revision, from, to });
  }

  call<T>(method: string, params: object): Promise<T> {
    return this.connection.request<T>(
      method, { ...params, lang: this.options.lang() });
  }

  orderForm(): Promise<OrderForm> {
    return this.call('form.get', { form: 'order' });
  }

  async placeOrder(
    order: Omit<OrderPlacement, 'lang'>,
  ): Promise<OrderReceipt> {
    this.options.vault.open();
    const receipt = await this.call<OrderReceipt>('order.place', order);
    this.receipts.value = [...this.receipts.value, receipt];
    return receipt;
  }

  order(reference: string, secret: string): Promise<OrderView> {
    return this.connection.request('order.get', { reference, secret });
  }

  /* Leave nothing in this browser and begin a new conversation. */
  forget(): void {
    this.connection.stop();
    batch(() => {
      this.options.vault.clear();
      this.outbox.clear();
      this.options.vault.clear();
      this.resume = null;
      this.thread.value = EMPTY_THREAD;
      this.verdicts.value = new Map();
      this.receipts.value = [];
      this.stranded.value = null;
    });
    this.connection.start();
  }
}

export const createSession = (options: SessionOptions): Session =>
  new VisitorSession(options);
