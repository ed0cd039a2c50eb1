// SPDX-License-Identifier: GPL-3.0-or-later
// What travels on the wire between visitors and server, as clients/PROTOCOL.md
// says. Types only.

export const LANGS = [
  'en', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'de', 'fr', 'ru', 'es', 'ar',
] as const;
export type Lang = (typeof LANGS)[number];

export const ORDER_KINDS = [
  'investment', 'city_order', 'import', 'outbound', 'talent', 'service',
  'visit',
] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export interface Named {
  id: string;
  name: string;
}

export interface Responsible {
  name: string;
  contact: string;
}

export interface Span {
  from: string | null;
  to: string | null;
}

export interface Citation {
  n: number;
  id: string;
  name?: string | null; /* in the reader's language */
  title: string; /* in the source's own */
  publisher: string | null;
  number: string | null;
  clause: string | null;
  date?: string | null;
  quote: string | null; /* null: the record has no wording of its own */
  lang: string | null;
  in_force: Span | null;
  revision: number | string;
  from: number;
  to: number;
}

export interface CitationOpened {
  id: string;
  title: string;
  name?: string | null;
  publisher?: string | null;
  number?: string | null;
  clause?: string | null;
  date?: string | null;
  date_note?: string | null;
  in_force?: Span | null;
  url?: string | null;
  synthetic?: boolean;
  lang: string;
  summary?: string | null;
  wording?: {
    lang: string; before: string; match: string; after: string;
  } | null;
  rule?: [string, string][] | null;
}

export interface Reason {
  criterion: string;
  label: string;
  weight: number;
  value: number | null; /* 0 to 1; null: not known */
  text: string;
  citation: number | null;
}

export interface Failed {
  criterion: string;
  label: string;
  text: string;
  citation: number | null;
}

export interface Match {
  id: string;
  kind: string;
  name: string;
  score: number;
  coverage: number;
  synthetic?: boolean;
  excluded?: boolean; /* a hard demand is not met */
  beside?: boolean; /* asked about: others may come between */
  reasons: Reason[];
  failed: Failed[];
  changes?: Change[];
}

/* What is asked of a match, as match.run takes it. */
export type Demand = Record<string, unknown>;
export type Weights = Record<string, number>;

/* What would let a match in, or put it first. */
export interface Change {
  text: string;
  demand: Demand; /* the members to replace */
}

export interface Criterion {
  id: string;
  label: string;
  weight: number; /* share of 1 */
  default: number;
}

/* An answer of match.run, and what a reply carries of one. */
export interface Ranking {
  matches: Match[];
  excluded?: Match[];
  criteria?: Criterion[];
  notes?: string[];
  citations: Citation[];
}

export interface CompareCell {
  text: string;
  value?: unknown;
  known?: boolean; /* false: it is said that it is not known */
  citation?: number | null;
}

export interface Comparison {
  columns: {
    id: string; kind: string; name: string; synthetic?: boolean;
    score?: number | null;
  }[];
  rows: {
    criterion: string; label: string; differs: boolean; cells: CompareCell[];
  }[];
  citations: Citation[];
}

export interface ShortlistKey {
  id: string;
  secret: string;
  url: string;
}

export interface Shortlist {
  id: string;
  title: string | null;
  items: (Named & { kind: string; synthetic?: boolean })[];
  csv: string;
}

export interface Calculation {
  rule: string;
  inputs: { label: string; text: string }[];
  steps: string[];
  result: number | [number, number] | null;
  currency: string | null;
  assumptions: string[];
  valid_on?: string | null;
}

export interface OrderOffer {
  kind: OrderKind | null;
  desk: Named | null;
  missing: string[];
  fields?: Record<string, string>;
}

/* The way to a form; which there are is for the client to know. */
export interface FormBlock {
  type: 'form';
  form: string;
  record?: Named;
  day?: string;
}

export type Block =
  | { type: 'paragraph'; text: string; cites?: number[] }
  | { type: 'list'; items: { text: string; cites?: number[] }[] }
  | { type: 'notice'; tone: 'info' | 'warn'; text: string }
  | { type: 'calculation' }
  | { type: 'matches' }
  | { type: 'compare' }
  | { type: 'order' }
  | { type: 'person' }
  | FormBlock
  | { type: 'prompts'; items: string[] };

export interface Reply {
  turn: number;
  lang: string;
  intent: string;
  answer: string;
  blocks: Block[];
  citations: Citation[];
  matches?: Match[];
  calculation?: Calculation | null;
  order?: OrderOffer | null;
  demand?: Demand | null; /* what the matches were ranked for */
  criteria?: Criterion[];
  notes?: string[];
  comparison?: Comparison | null;
  abstained: boolean;
  person?: boolean;
  prompts?: string[];
  took_ms?: number;
}

export type Presence = 'waiting' | 'person' | 'none';

/* Events that are kept for resume; in lists each carries its `type`. */
export type KeptEvent =
  | {
      type: 'message'; seq: number; at: string; turn: number | null;
      cid: string | null; who: 'visitor' | 'staff'; name?: string;
      text: string;
    }
  | { type: 'answer.done'; seq: number; at: string; turn: number; reply: Reply }
  | {
      type: 'presence'; seq: number; at: string; state: Presence;
      name?: string;
    }
  | {
      type: 'order.updated'; seq: number; at: string; reference: string;
      state: string; state_label: string;
    };

export type PassingEvent =
  | { type: 'answer.start'; turn: number; lang: string }
  | { type: 'answer.block'; turn: number; index: number; block: Block };

export type WireEvent = KeptEvent | PassingEvent;

export interface Welcome {
  visitor: string;
  token: string;
  conversation: string;
  seq: number;
  lang: string;
  limits: { text: number };
  missed: unknown[];
  gap: boolean;
  responsible?: Responsible | null;
  notice?: { version: string } | null;
}

export interface FormField {
  name: string;
  type: 'text' | 'textarea' | 'select' | 'email' | 'tel' | 'number' | 'date'
    | 'time' | 'url' | 'texts' | 'choices';
  label: string;
  required: boolean;
  options?: Option[];
  max?: number;
  contact: boolean;
  wanted?: boolean; /* asked for first, may be left out */
  kinds?: string[]; /* of order it is asked for; absent: all */
  range?: { least: number; most: number; whole: boolean };
}

export interface Option {
  value: string;
  label: string;
}

export interface Consent {
  name: string;
  label: string;
  required: boolean;
}

export interface OrderForm {
  form: string;
  fields: FormField[];
  notice: { version: string; text: string };
  consents: Consent[];
  responsible: Responsible | null; /* null: as hello says */
}

export interface OrderPlacement {
  cid: string;
  kind: string;
  fields: Record<string, string>;
  consents: Record<string, boolean>;
  notice: string;
  lang: Lang;
}

export interface OrderReceipt {
  reference: string;
  secret: string;
  url: string;
  state: string;
  desk: Named | null;
  notes?: string[]; /* not open yet, shut now, who stands in */
}

export interface OrderListed {
  reference: string;
  kind: string;
  state: string;
  state_label: string;
  at: string;
}

export interface TimelineStep {
  at: string;
  state: string;
  label: string;
  reason_label?: string;
  note?: string | null;
}

export interface OrderField {
  name: string;
  label?: string;
  value: unknown;
}

export interface OrderView {
  reference: string;
  kind: string;
  state: string;
  state_label: string;
  outcome_label?: string | null;
  notes?: string[];
  introductions?: Introduction[];
  consents?: Record<string, boolean>; /* that can be taken back */
  reasons?: Option[]; /* for withdrawing */
  desk: Named | null;
  fields: Record<string, unknown> | OrderField[];
  timeline: TimelineStep[];
  moves: string[];
}

/* What somebody wrote: theirs, with the known terms in it beside. */
export interface Quoted {
  text: string;
  lang: string;
  terms: { term: string; meaning: string; id: string }[];
}

/* An introduction as one of its sides sees it. */
export interface Introduction {
  id: string;
  side: 'orderer' | 'partner'; /* who looks */
  state: 'open' | 'introduced' | 'ended';
  state_label: string;
  at: string;
  answer: 'agreed' | 'declined' | null;
  abroad: boolean;
  other: {
    kind: string; name: string; synthetic?: boolean; summary?: string | null;
    summary_lang?: string;
    fields?: (OrderField & { lang?: string; terms?: Quoted['terms'] })[];
  };
  words: Quoted | null; /* the desk's */
  partner_words?: Quoted | null; /* once both agreed, to the orderer */
  contact: OrderField[] | null;
  responsible?: Responsible; /* to who has nothing but the link */
  consents?: Consent[];
  fields?: FormField[];
  notice?: OrderForm['notice'];
  reasons?: Option[];
}

/* ---- profiles --------------------------------------------------------- */

export interface ProfileForm extends OrderForm {
  kind: string; /* what the kinds are called */
  kinds: Option[];
  corrects: Option[]; /* what is published */
  sources: { most: number; fields: FormField[] };
}

export interface ProfileSource {
  title: string;
  publisher?: string;
  url?: string;
  date?: string;
}

export interface ProfileReceipt {
  reference: string;
  secret: string;
  state_label: string;
}

export interface Profile {
  reference: string;
  kind: string;
  state: 'in_review' | 'published' | 'declined';
  state_label: string;
  at: string;
  corrects: boolean;
  record?: Named; /* that it corrects, or has become */
  reason_label?: string;
  fields: Record<string, unknown>;
  sources: ProfileSource[];
}

/* ---- events, rooms, visits -------------------------------------------- */

export interface EventListed {
  id: string;
  name: string;
  summary: string | null;
  city: Named | null;
  parlor: Named | null;
  first: string | null;
  last: string | null;
  left: number | null; /* places; null: not known */
  open: boolean;
  over: boolean;
  synthetic?: boolean;
}

export interface RoomListed {
  id: string;
  name: string;
  parlor: Named | null;
  outdoor: boolean;
  seats: number | null;
  hours: string | null;
  time_zone: string;
  taken: { from: string | null; to: string | null }[];
}

export interface Booking {
  reference: string;
  kind: 'room' | 'event';
  state: string;
  state_label: string;
  people: number;
  subject: Named;
  parlor: Named | null;
  from?: string | null;
  to?: string | null;
  first?: string | null;
  last?: string | null;
  notes: string[];
  fields: OrderField[];
  timeline: TimelineStep[];
  moves: string[];
}

export interface BookingReceipt {
  reference: string;
  secret: string;
  url: string;
  state_label: string;
}

export interface Visit {
  days: {
    date: string | null;
    stops: { id: string; name: string; km: number; minutes: number }[];
  }[];
  km: number;
  notes: string[];
}
