// SPDX-License-Identifier: GPL-3.0-or-later
// The chat page: header, conversation or order, composer, and one sheet.

import { useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { LANG_NAMES } from '../shared/i18n.js';
import { LANGS, type Lang } from '../shared/protocol.js';
import { useApp, type App } from '../shared/ui/app.js';
import { Composer } from '../shared/ui/composer.js';
import { Greeting } from '../shared/ui/greeting.js';
import { Icon } from '../shared/ui/icons.js';
import { LinkBadge } from '../shared/ui/link-badge.js';
import { linkOf } from '../shared/links.js';
import { BookingPage } from '../shared/ui/booking.js';
import { CompareView, comparedOf } from '../shared/ui/compare.js';
import { IntroductionPage } from '../shared/ui/introduction.js';
import { OrderStatus } from '../shared/ui/order-status.js';
import { ProfilePage } from '../shared/ui/profile.js';
import { CurrentSheet } from '../shared/ui/sheets.js';
import { ShortlistPage } from '../shared/ui/shortlist.js';
import { isFresh, ThreadView } from '../shared/ui/thread.js';
import { More, type MoreItem } from './more.js';

function LangPicker(): VNode {
  const { i18n } = useApp();
  return (
    <label class="lang">
      <Icon name="globe" />
      <span class="unseen">{i18n.t('language')}</span>
      <select
        value={i18n.lang.value}
        onChange={(event) =>
          void i18n.use(event.currentTarget.value as Lang).catch(() => {})}
      >
        {LANGS.map((lang) => (
          <option key={lang} value={lang} lang={lang}>
            {LANG_NAMES[lang]}
          </option>
        ))}
      </select>
    </label>
  );
}

function Header(): VNode {
  const { session, i18n, sheet } = useApp();
  const name = session.responsible.value?.name;
  return (
    <header class="top">
      <a class="brand" href="/">
        <span class="brand-name">{i18n.t('title')}</span>
        <span class="brand-host">{name || i18n.t('subtitle')}</span>
      </a>
      <div class="top-tools">
        <LinkBadge />
        <LangPicker />
        <button
          type="button" class="button quiet small talk"
          onClick={() => (sheet.value = { kind: 'person' })}
        >
          <Icon name="person" />
          <span>{i18n.t('person.talk')}</span>
        </button>
      </div>
    </header>
  );
}

/* What the page can do besides talking; clearing only what was begun. */
function moreItems(app: App): MoreItem[] {
  const { session, i18n, sheet } = app;
  const forget = (): void => {
    if (confirm(i18n.t('forget.confirm'))) app.forget();
  };
  return [
    {
      icon: 'calendar', label: i18n.t('visits.title'),
      run: () => (sheet.value = { kind: 'visits' }),
    },
    {
      icon: 'person', label: i18n.t('profile.title'),
      run: () => (sheet.value = { kind: 'profile' }),
    },
    {
      icon: 'order', label: i18n.t('orders.title'),
      run: () => (sheet.value = { kind: 'orders' }),
    },
    ...(session.thread.value.entries.length > 0 ? [{
      icon: 'close', label: i18n.t('forget'), run: forget,
    } as const] : []),
  ];
}

function Foot(): VNode {
  const app = useApp();
  const { i18n, sheet, picks } = app;
  const kept = picks.kept.value.length;
  return (
    <section class="foot" aria-label={i18n.t('composer.label')}>
      <div class="foot-in">
        <Composer />
        <div class="foot-row">
          <button
            type="button" class="link"
            onClick={() => (sheet.value = { kind: 'order' })}
          >
            <Icon name="order" />{i18n.t('order.place')}
          </button>
          {kept > 0 && (
            <button
              type="button" class="link"
              onClick={() => (sheet.value = { kind: 'shortlist' })}
            >
              <Icon name="star" />
              {i18n.t('shortlist.open', { count: kept })}
            </button>
          )}
          <More items={moreItems(app)} />
        </div>
      </div>
    </section>
  );
}

function Talk(): VNode {
  const app = useApp();
  const fresh = isFresh(app);
  return (
    <>
      <main class={fresh ? 'page fresh' : 'page'} id="main">
        <ThreadView>
          {fresh ? <Greeting />
            : <h1 class="unseen">{app.i18n.t('thread.title')}</h1>}
        </ThreadView>
      </main>
      <Foot />
    </>
  );
}

interface Place {
  title: string | null;
  view: VNode;
}

/* Pages of their own: what a secret link leads to, and comparisons. */
function placeOf(path: string, search: string, hash: string): Place | null {
  const link = linkOf(path, hash);
  const ids = comparedOf(path, search);
  if (ids.length)
    return { title: null, view: <ComparePage ids={ids} /> };
  switch (link?.page) {
    case 'order':
      return {
        title: link.id,
        view: <OrderStatus reference={link.id} secret={link.secret} />,
      };
    case 'booking':
      return { title: link.id, view: <BookingPage {...link} /> };
    case 'introduction':
      return { title: null, view: <IntroductionPage {...link} /> };
    case 'profile':
      return { title: link.id, view: <ProfilePage {...link} /> };
    case 'shortlist':
      return { title: null, view: <ShortlistPage {...link} /> };
    default: return null;
  }
}

function ComparePage({ ids }: { ids: readonly string[] }): VNode {
  const { i18n } = useApp();
  return (
    <article class="status">
      <h1>{i18n.t('compare.title')}</h1>
      <CompareView ids={ids} />
      <p><a class="link" href="/">{i18n.t('status.back')}</a></p>
    </article>
  );
}

export function ChatPage(): VNode {
  const { i18n } = useApp();
  const place = useMemo(
    () => placeOf(location.pathname, location.search, location.hash), []);
  useSignalEffect(() => {
    document.title = place?.title
      ? `${place.title} · ${i18n.t('title')}`
      : `${i18n.t('title')} · ${i18n.t('subtitle')}`;
  });
  return (
    <div class="chat">
      {!place && <a class="skip" href="#say">{i18n.t('skip')}</a>}
      <Header />
      {place
        ? <main class="page" id="main">{place.view}</main>
        : <Talk />}
      <CurrentSheet />
    </div>
  );
}
