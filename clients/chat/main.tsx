// SPDX-License-Identifier: GPL-3.0-or-later
// Wires the chat page: language, conversation, view.

import { effect } from '@preact/signals';
import { render } from 'preact';
import { wakeOnReturn } from '../shared/connection.js';
import { sheetOfAddress } from '../shared/form-way.js';
import { chooseLang, createI18n } from '../shared/i18n.js';
import { localeLoader, visitorLocales } from '../shared/locale-files.js';
import { createSession } from '../shared/session.js';
import { AppContext, createApp } from '../shared/ui/app.js';
import { CompareSheet } from '../shared/ui/compare.js';
import { MyOrdersSheet } from '../shared/ui/my-orders.js';
import { ProfileSheet } from '../shared/ui/profile-form.js';
import { ShortlistSheet } from '../shared/ui/shortlist.js';
import { VisitsSheet } from '../shared/ui/visits.js';
import { browserStorage, createVault } from '../shared/vault.js';
import { ChatPage } from './page.js';

function conversationOf(path: string): string | null {
  return /^\/c\/([\w-]{1,64})\/?$/.exec(path)?.[1] ?? null;
}

const vault = createVault('parlor.', browserStorage());
const first = chooseLang([
  new URLSearchParams(location.search).get('lang'),
  vault.get<string>('lang'), ...navigator.languages,
]);
const i18n = createI18n(
  localeLoader(visitorLocales(), location.origin), first);
const socketUrl = new URL('/ws', location.href);
socketUrl.protocol = socketUrl.protocol.replace('http', 'ws');
const conversation = conversationOf(location.pathname);
const session = createSession({
  url: socketUrl.href, vault, lang: () => i18n.lang.value,
  ...(conversation && { conversation }),
});
const app = createApp(session, i18n, true, location.origin, {
  compare: CompareSheet, shortlist: ShortlistSheet, orders: MyOrdersSheet,
  visits: VisitsSheet, profile: ProfileSheet,
});
app.sheet.value = sheetOfAddress(location.pathname, location.search);

/* What the server words itself, it words in the language of hello. */
let spoken = first;
effect(() => {
  const lang = i18n.lang.value;
  if (lang !== spoken) session.connection.bounce();
  spoken = lang;
});
effect(() => {
  document.documentElement.lang = i18n.lang.value;
  document.documentElement.dir = i18n.dir.value;
  vault.set('lang', i18n.lang.value);
});

session.start();
wakeOnReturn(session.connection);
i18n.use(first).catch(() => i18n.use('en')).then(() => {
  const root = document.getElementById('app');
  if (root) render(
    <AppContext.Provider value={app}><ChatPage /></AppContext.Provider>,
    root);
}, () => undefined);
