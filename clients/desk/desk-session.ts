// SPDX-License-Identifier: GPL-3.0-or-later
// The staff's side: sign-in, what is in the inbox, what stands open, and what
// can be done with it. Draws nothing.

import {
  batch, computed, signal, type ReadonlySignal, type Signal,
} from '@preact/signals';
import {
  createConnection, SUBPROTOCOL, WireError, type Connection, type LinkState,
  type SocketLike,
} from '../shared/connection.js';
import type {
  DeskBooking, DeskOrder, DeskProfile, DeskProfiles, FeedbackItem, Fit,
  Handover, Inbox, StaffUser,
} from './protocol.js';
import type {
  Lang, OrderForm, ProfileForm, WireEvent,
} from '../shared/protocol.js';
import { nextFrame } from '../shared/session.js';
import { readListed } from '../shared/thread.js';
import { uuid7 } from '../shared/uuid.js';

export type Open =
  | { kind: 'order'; reference: string }
  | { kind: 'booking'; reference: string }
  | { kind: 'profile'; reference: string }
  | { kind: 'handover'; id: Handover['id'] };

/* What is done with an order: a state to go to, or how far it came. */
export interface OrderStep {
  to?: string;
  outcome?: string;
  reason: string;
  note: string;
}

/* What becomes of a profile; record says what its record is to have besides. */
export interface ProfileStep {
  to: 'published' | 'declined';
  reason?: string;
  record?: object;
}

export interface ReplyDraft {
  cid: string; /* the same until it was sent: a retry makes no double */
  text: string;
}

export interface DeskSession {
  link: ReadonlySignal<LinkState>;
  user: ReadonlySignal<StaffUser | null>;
  /* false until it is known whether an earlier sign-in still holds */
  settled: ReadonlySignal<boolean>;
  inbox: ReadonlySignal<Inbox>;
  feedback: ReadonlySignal<readonly FeedbackItem[]>;
  open: ReadonlySignal<Open | null>;
  order: ReadonlySignal<DeskOrder | null>;
  bookings: ReadonlySignal<readonly DeskBooking[]>;
  booking: ReadonlySignal<DeskBooking | null>;
  profiles: ReadonlySignal<DeskProfiles>;
  profile: ReadonlySignal<DeskProfile | null>;
  /* They name the fields of orders and of profiles. */
  form: ReadonlySignal<OrderForm | null>;
  profileForm: ReadonlySignal<ProfileForm | null>;
  handover: ReadonlySignal<Handover | null>;
  events: ReadonlySignal<readonly WireEvent[]>;
  drafts: ReadonlySignal<ReadonlyMap<string, ReplyDraft>>;
  connection: Connection;
  signIn(name: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  show(open: Open | null): void;
  move(reference: string, step: OrderStep): Promise<void>;
  moveBooking(reference: string, to: string, note: string): Promise<void>;
  moveProfile(reference: string, step: ProfileStep): Promise<void>;
  fits(reference: string): Promise<Fit[]>;
  introduce(reference: string, partner: string): Promise<void>;
  take(id: Handover['id']): Promise<void>;
  close(id: Handover['id']): Promise<void>;
  write(conversation: string, text: string): void;
  reply(conversation: string): Promise<void>;
}

const TOKEN = 'parlor.desk';
const NO_PROFILES: DeskProfiles = { drafts: [], reasons: [] };

function keptToken(): string | null {
  try {
    return sessionStorage.getItem(TOKEN);
  } catch {
    return null;
  }
}

function keepToken(token: string | null): void {
  try {
    if (token) sessionStorage.setItem(TOKEN, token);
    else sessionStorage.removeItem(TOKEN);
  } catch {
    /* then it lasts as long as the page */
  }
}

class StaffSession implements DeskSession {
  readonly connection: Connection;
  readonly link: ReadonlySignal<LinkState>;
  readonly user = signal<StaffUser | null>(null);
  readonly settled = signal(false);
  readonly inbox = signal<Inbox>({ orders: [], handovers: [] });
  readonly feedback = signal<readonly FeedbackItem[]>([]);
  readonly open = signal<Open | null>(null);
  readonly order = signal<DeskOrder | null>(null);
  readonly bookings = signal<readonly DeskBooking[]>([]);
  readonly booking = signal<DeskBooking | null>(null);
  readonly profiles = signal<DeskProfiles>(NO_PROFILES);
  readonly profile = signal<DeskProfile | null>(null);
  readonly form = signal<OrderForm | null>(null);
  readonly profileForm = signal<ProfileForm | null>(null);
  readonly events = signal<readonly WireEvent[]>([]);
  readonly drafts = signal<ReadonlyMap<string, ReplyDraft>>(new Map());
  readonly handover = computed(() => {
    const open = this.open.value;
    return open?.kind === 'handover'
      ? this.inbox.value.handovers.find((h) => h.id === open.id) ?? null
      : null;
  });
  private token = keptToken();
  private stale = false;

  constructor(url: string, private readonly lang: () => Lang) {
    this.connection = createConnection({
      makeSocket: () => new WebSocket(url, SUBPROTOCOL) as SocketLike,
      greet: () => ({ lang: lang() }),
      welcome: () => void setTimeout(() => void this.resume(), 0),
      notify: (method) => {
        if (method === 'desk.changed') this.refreshSoon();
      },
    });
    this.link = this.connection.state;
  }

  private async resume(): Promise<void> {
    if (this.token) {
      try {
        const got = await this.connection.request<{
          token?: string; user: StaffUser;
        }>('desk.resume', { token: this.token });
        this.signedIn(got.token ?? this.token, got.user);
      } catch (error) {
        /* A line that fell is no reason to sign anybody out. */
        if (error instanceof WireError && error.code < 0) this.signedOut();
      }
    }
    this.settled.value = true;
  }

  private signedIn(token: string, user: StaffUser): void {
    this.token = token;
    keepToken(token);
    this.user.value = user;
    void this.refresh();
    this.fetchForm('order', this.form);
    this.fetchForm('profile', this.profileForm);
  }

  private fetchForm<T>(form: string, into: Signal<T | null>): void {
    this.connection.request<T>('form.get', { form, lang: this.lang() })
      .then((got) => (into.value = got), () => undefined);
  }

  private signedOut(): void {
    keepToken(null);
    batch(() => {
      this.token = null;
      this.user.value = null;
      this.inbox.value = { orders: [], handovers: [] };
      this.bookings.value = [];
      this.profiles.value = NO_PROFILES;
      this.feedback.value = [];
      this.show(null);
    });
  }

  async signIn(name: string, password: string): Promise<void> {
    const got = await this.connection.request<{
      token: string; user: StaffUser;
    }>('desk.sign_in', { name, password });
    this.signedIn(got.token, got.user);
  }

  async signOut(): Promise<void> {
    await this.connection.request('desk.sign_out', {}).catch(() => {});
    this.signedOut();
  }

  private refreshSoon(): void {
    if (this.stale) return;
    this.stale = true;
    nextFrame(() => void this.refresh());
  }

  private async refresh(): Promise<void> {
    this.stale = false;
    if (!this.user.value) return;
    const ask = this.connection;
    try {
      const [inbox, booked, profiles, feedback] = await Promise.all([
        ask.request<Inbox>('desk.inbox', {}),
        ask.request<{ bookings: DeskBooking[] }>('desk.bookings', {}),
        ask.request<DeskProfiles>('desk.drafts', {}),
        ask.request<{ items: FeedbackItem[] }>('desk.feedback', {}),
      ]);
      batch(() => {
        this.inbox.value = inbox;
        this.bookings.value = booked.bookings;
        this.profiles.value = profiles;
        this.feedback.value = feedback.items;
      });
      await this.load();
    } catch {
      /* the line fell: the next hello refreshes */
    }
  }

  show(open: Open | null): void {
    batch(() => {
      this.open.value = open;
      this.order.value = null;
      this.booking.value = null;
      this.profile.value = null;
      this.events.value = [];
    });
    void this.load().catch(() => {});
  }

  private async load(): Promise<void> {
    const open = this.open.value;
    if (open?.kind === 'order') {
      const order = await this.connection.request<DeskOrder>(
        'desk.order', { reference: open.reference });
      if (this.open.value === open) this.order.value = order;
    }
    if (open?.kind === 'booking') {
      const booking = await this.connection.request<DeskBooking>(
        'desk.booking', { reference: open.reference });
      if (this.open.value === open) this.booking.value = booking;
    }
    if (open?.kind === 'profile') {
      const profile = await this.connection.request<DeskProfile>(
        'desk.drafts', { reference: open.reference });
      if (this.open.value === open) this.profile.value = profile;
    }
    const handover = this.handover.value;
    if (!handover) return;
    const { events } = await this.connection.request<{ events: unknown[] }>(
      'desk.conversation', { conversation: handover.conversation });
    if (this.open.value === open)
      this.events.value = events.map(readListed).filter((e) => e !== null);
  }

  async move(
    reference: string, { to, outcome, reason, note }: OrderStep,
  ): Promise<void> {
    const order = await this.connection.request<DeskOrder>('desk.move', {
      reference, ...(to && { to }), ...(outcome && { outcome }),
      ...(reason && { reason }), ...(note && { note }),
    });
    const open = this.open.value;
    if (open?.kind === 'order' && open.reference === reference)
      this.order.value = order;
    this.refreshSoon();
  }

  async moveBooking(
    reference: string, to: string, note: string,
  ): Promise<void> {
    await this.connection.request('desk.booking_move', {
      reference, to, ...(note && { note }),
    });
    this.refreshSoon();
  }

  async moveProfile(reference: string, step: ProfileStep): Promise<void> {
    await this.connection.request('desk.draft_move', { reference, ...step });
    this.refreshSoon();
  }

  async fits(reference: string): Promise<Fit[]> {
    const got = await this.connection.request<{ fits: Fit[] }>(
      'desk.fits', { reference });
    return got.fits;
  }

  async introduce(reference: string, partner: string): Promise<void> {
    await this.connection.request('desk.introduce', { reference, partner });
    this.refreshSoon();
  }

  async take(id: Handover['id']): Promise<void> {
    await this.connection.request('desk.take', { id });
    this.refreshSoon();
  }

  async close(id: Handover['id']): Promise<void> {
    await this.connection.request('desk.close', { id });
    this.refreshSoon();
  }

  write(conversation: string, text: string): void {
    const cid = this.drafts.value.get(conversation)?.cid ?? uuid7();
    this.drafts.value = new Map(this.drafts.value)
      .set(conversation, { cid, text });
  }

  async reply(conversation: string): Promise<void> {
    const draft = this.drafts.value.get(conversation);
    if (!draft?.text.trim()) return;
    await this.connection.request('desk.reply', {
      conversation, cid: draft.cid, text: draft.text.trim(),
    });
    const rest = new Map(this.drafts.value);
    rest.delete(conversation);
    this.drafts.value = rest;
    this.refreshSoon();
  }
}

export const createDeskSession = (
  url: string, lang: () => Lang,
): DeskSession => new StaffSession(url, lang);
