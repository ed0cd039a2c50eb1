// SPDX-License-Identifier: GPL-3.0-or-later
// What travels on the wire between staff and server, as clients/PROTOCOL.md
// says. Types only.

import type {
  Booking, Named, Option, OrderField, OrderView, Profile, TimelineStep,
} from '../shared/protocol.js';

export interface StaffUser {
  name: string;
  role: string;
}

export interface Move {
  to: string;
  label: string;
  note?: boolean; /* one is required */
  reasons?: Option[]; /* one of them is */
}

export interface InboxOrder {
  reference: string;
  kind: string;
  state: string;
  state_label: string;
  at: string;
  desk: Named | string | null;
  seeks: string | null;
  moves: Move[];
}

export interface Handover {
  id: string | number;
  conversation: string;
  at: string;
  state: string;
  text: string | null;
  lang: string;
}

export interface Inbox {
  orders: InboxOrder[];
  handovers: Handover[];
}

export interface DeskIntroduction {
  id: string;
  state: string;
  state_label: string;
  at: string;
  partner: { name: string };
  reason_label?: string;
  url?: string; /* the other side's; the desk sends it */
}

export interface Fit {
  id: string;
  name: string;
  synthetic?: boolean;
}

export interface DeskBooking extends Omit<Booking, 'moves' | 'timeline'> {
  moves: Move[];
  timeline?: TimelineStep[];
  contact?: OrderField[] | null;
}

export interface DeskOrder
  extends Omit<OrderView, 'moves' | 'introductions' | 'consents'> {
  moves: Move[];
  outcomes?: { outcome: string; label: string; reasons?: Option[] }[];
  introductions?: DeskIntroduction[];
  contact?: Record<string, unknown> | OrderField[] | null;
  conversation?: string | null;
}

export interface DeskProfile extends Profile {
  contact?: OrderField[];
}

export interface DeskProfiles {
  drafts: DeskProfile[];
  reasons: Option[]; /* for declining */
}

export interface FeedbackItem {
  at: string;
  verdict: 'right' | 'wrong';
  question: string | null;
  answer: string | null;
  why: string | null;
}
