// SPDX-License-Identifier: GPL-3.0-or-later
// The staff inbox: sign-in, lists on one side, what is open on the other.

import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { WireError } from '../shared/connection.js';
import { LANG_NAMES, langName } from '../shared/i18n.js';
import type { InboxOrder } from './protocol.js';
import { LANGS, type Lang } from '../shared/protocol.js';
import { useAct, useDesk } from './app.js';
import { BookingDetail, BookingList } from './bookings.js';
import { Conversation } from './conversation.js';
import { Item } from './item.js';
import { OrderDetail } from './order-detail.js';
import { ProfileDetail, ProfileList } from './profiles.js';

const TABS = [
  'orders', 'handovers', 'bookings', 'profiles', 'feedback',
] as const;
type Tab = (typeof TABS)[number];
const tab = signal<Tab>('orders');

function SignIn(): VNode {
  const { desk, i18n } = useDesk();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<'desk.wrong' | 'error.try' | null>(null);
  const send = (event: Event): void => {
    event.preventDefault();
    desk.signIn(name.trim(), password).catch((e: unknown) => {
      setPassword('');
      setError(e instanceof WireError && e.code < 0
        ? 'desk.wrong' : 'error.try');
    });
  };
  return (
    <main class="sign-in">
      <h1>{i18n.t('desk.title')}</h1>
      <form class="form" onSubmit={send}>
        <div class="field">
          <label for="name">{i18n.t('desk.name')}</label>
          <input
            id="name" type="text" list={undefined} required value={name}
            autocomplete="username"
            onInput={(e) => setName(e.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="password">{i18n.t('desk.password')}</label>
          <input
            id="password" type="password" required value={password}
            autocomplete="current-password"
            onInput={(e) => setPassword(e.currentTarget.value)}
          />
        </div>
        {error && <p class="error" role="alert">{i18n.t(error)}</p>}
        <button type="submit" class="button">{i18n.t('desk.sign_in')}</button>
      </form>
    </main>
  );
}

function Header(): VNode {
  const { desk, i18n } = useDesk();
  const { act } = useAct();
  const link = desk.link.value;
  return (
    <header class="desk-top">
      <p class="desk-brand">{i18n.t('desk.title')}</p>
      <p class={`badge ${link}`} role="status">
        <span class="dot" aria-hidden="true" />
        <span class="badge-text">{i18n.t(`link.${link}`)}</span>
      </p>
      <select
        aria-label={i18n.t('language')} value={i18n.lang.value}
        onChange={(e) => void i18n.use(e.currentTarget.value as Lang)
          .then(() => desk.connection.bounce(), () => undefined)}
      >
        {LANGS.map((lang) => (
          <option key={lang} value={lang}>{LANG_NAMES[lang]}</option>
        ))}
      </select>
      {desk.user.value && (
        <>
          <span class="desk-user">{desk.user.value.name}</span>
          <button
            type="button" class="button small quiet"
            onClick={() => act(() => desk.signOut())}
          >
            {i18n.t('desk.sign_out')}
          </button>
        </>
      )}
    </header>
  );
}

const deskName = ({ desk }: InboxOrder): string =>
  typeof desk === 'string' ? desk : desk?.name ?? '';

function Orders(): VNode {
  const { desk, i18n } = useDesk();
  const open = desk.open.value;
  const { orders } = desk.inbox.value;
  if (!orders.length)
    return <p class="muted empty">{i18n.t('desk.no_orders')}</p>;
  return (
    <ul class="items">
      {orders.map((order) => (
        <Item
          key={order.reference} title={order.reference}
          tag={order.state_label}
          to={{ kind: 'order', reference: order.reference }}
          current={open?.kind === 'order'
            && open.reference === order.reference}
        >
          <bdi>{order.seeks}</bdi>
          <span class="item-foot">
            <bdi>{i18n.time(order.at)}</bdi> · <bdi>{deskName(order)}</bdi>
          </span>
        </Item>
      ))}
    </ul>
  );
}

function Handovers(): VNode {
  const { desk, i18n } = useDesk();
  const open = desk.open.value;
  const { handovers } = desk.inbox.value;
  if (!handovers.length)
    return <p class="muted empty">{i18n.t('desk.no_handovers')}</p>;
  const states = ['waiting', 'taken', 'closed'] as const;
  const rank = (state: string): number =>
    states.findIndex((s) => s === state);
  const sorted = [...handovers].sort((a, b) =>
    rank(a.state) - rank(b.state) || b.at.localeCompare(a.at));
  return (
    <ul class="items">
      {sorted.map((h) => {
        const state = states.find((s) => s === h.state);
        return (
          <Item
            key={h.id} title={i18n.time(h.at)}
            tag={state ? i18n.t(`desk.handover.${state}`) : h.state}
            to={{ kind: 'handover', id: h.id }}
            current={open?.kind === 'handover' && open.id === h.id}
          >
            <bdi>{h.text || i18n.t('desk.conversation')}</bdi>
            <span class="item-foot">{langName(h.lang)}</span>
          </Item>
        );
      })}
    </ul>
  );
}

function FeedbackList(): VNode {
  const { desk, i18n } = useDesk();
  const items = desk.feedback.value;
  if (!items.length)
    return <p class="muted empty">{i18n.t('desk.no_feedback')}</p>;
  return (
    <ul class="items">
      {items.map((item, i) => (
        <li key={i} class="item still">
          <span class="item-head">
            <strong>{i18n.time(item.at)}</strong>
            <span class={item.verdict === 'wrong' ? 'tag warn' : 'tag'}>
              {i18n.t(`feedback.${item.verdict}`)}
            </span>
          </span>
          {item.question && <p dir="auto"><b>{item.question}</b></p>}
          {item.answer && <p dir="auto" class="muted">{item.answer}</p>}
          {item.why && <p dir="auto" class="why-said">{item.why}</p>}
        </li>
      ))}
    </ul>
  );
}

function Tabs(): VNode {
  const { desk, i18n } = useDesk();
  const { orders, handovers } = desk.inbox.value;
  const counts: Record<Tab, number> = {
    orders: orders.length,
    handovers: handovers.filter((h) => h.state !== 'closed').length,
    bookings: desk.bookings.value.length,
    profiles: desk.profiles.value.drafts.length,
    feedback: desk.feedback.value.length,
  };
  return (
    <nav class="tabs" aria-label={i18n.t('desk.title')}>
      {TABS.map((name) => (
        <button
          key={name} type="button" class="tab"
          aria-current={tab.value === name ? 'page' : undefined}
          onClick={() => (tab.value = name)}
        >
          {i18n.t(`desk.${name}`)}
          <span class="count">{counts[name]}</span>
        </button>
      ))}
    </nav>
  );
}

function Detail(): VNode {
  const { desk, i18n } = useDesk();
  if (desk.order.value) return <OrderDetail order={desk.order.value} />;
  if (desk.booking.value)
    return <BookingDetail booking={desk.booking.value} />;
  if (desk.profile.value) return <ProfileDetail draft={desk.profile.value} />;
  if (desk.handover.value)
    return <Conversation handover={desk.handover.value} />;
  return <p class="muted empty">{i18n.t('desk.choose')}</p>;
}

function Inbox(): VNode {
  const { desk, i18n } = useDesk();
  const open = desk.open.value !== null;
  return (
    <main class={open ? 'inbox open' : 'inbox'}>
      <h1 class="unseen">{i18n.t('desk.title')}</h1>
      <section class="side">
        <Tabs />
        {tab.value === 'orders' && <Orders />}
        {tab.value === 'handovers' && <Handovers />}
        {tab.value === 'bookings' && <BookingList />}
        {tab.value === 'profiles' && <ProfileList />}
        {tab.value === 'feedback' && <FeedbackList />}
      </section>
      <section class="stage">
        {open && (
          <button
            type="button" class="link back" onClick={() => desk.show(null)}
          >
            {i18n.t('desk.back')}
          </button>
        )}
        <Detail />
      </section>
    </main>
  );
}

export function DeskPage(): VNode {
  const { desk } = useDesk();
  const user = desk.user.value;
  return (
    <div class="desk">
      <Header />
      {user ? <Inbox /> : desk.settled.value ? <SignIn /> : <main />}
    </div>
  );
}
