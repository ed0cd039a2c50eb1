// SPDX-License-Identifier: GPL-3.0-or-later
// What a visitor sees before anything was said: who this is, and three ways
// to begin.

import type { VNode } from 'preact';
import { useApp } from './app.js';

export function Greeting({ small }: { small?: boolean }): VNode {
  const { session, i18n, sheet } = useApp();
  const ask = (key: 'prompt.subsidy' | 'prompt.park'): void =>
    session.ask(i18n.t(key));
  const starter = (
    title: string, text: string, onClick: () => void,
  ): VNode => (
    <li>
      <button type="button" class="starter" onClick={onClick}>
        <span class="starter-title">{title}</span>
        <span class="starter-text">{text}</span>
      </button>
    </li>
  );
  const { t } = i18n;
  return (
    <section class={small ? 'greeting compact' : 'greeting'}>
      <h1>{t('greeting.title')}</h1>
      <p class="lead">{t('greeting.text')}</p>
      <ul class="starters">
        {starter(t('prompt.subsidy_title'), t('prompt.subsidy'),
          () => ask('prompt.subsidy'))}
        {starter(t('prompt.park_title'), t('prompt.park'),
          () => ask('prompt.park'))}
        {starter(t('order.place'), t('prompt.order'),
          () => (sheet.value = { kind: 'order' }))}
      </ul>
      <p class="muted small">{t('greeting.note')}</p>
    </section>
  );
}
