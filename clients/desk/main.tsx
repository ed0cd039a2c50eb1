// SPDX-License-Identifier: GPL-3.0-or-later
// Wires the staff inbox: language, line, view.

import { effect } from '@preact/signals';
import { render } from 'preact';
import { wakeOnReturn } from '../shared/connection.js';
import { chooseLang, createI18n } from '../shared/i18n.js';
import { deskLocales, localeLoader } from '../shared/locale-files.js';
import { DeskContext } from './app.js';
import { createDeskSession } from './desk-session.js';
import { DeskPage } from './page.js';

const first = chooseLang([
  new URLSearchParams(location.search).get('lang'), ...navigator.languages,
]);
const i18n = createI18n(localeLoader(deskLocales(), location.origin), first);
const url = new URL('/ws', location.href);
url.protocol = url.protocol.replace('http', 'ws');
const desk = createDeskSession(url.href, () => i18n.lang.value);

effect(() => {
  document.documentElement.lang = i18n.lang.value;
  document.documentElement.dir = i18n.dir.value;
  if (i18n.ready.value) document.title = i18n.t('desk.title');
});

desk.connection.start();
wakeOnReturn(desk.connection);
i18n.use(first).catch(() => i18n.use('en')).then(() => {
  const root = document.getElementById('app');
  if (root) render(
    <DeskContext.Provider value={{ desk, i18n }}>
      <DeskPage />
    </DeskContext.Provider>, root);
}, () => undefined);
