// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for a person: what it is about, and what happens next.

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { fieldDir } from '../i18n.js';
import { useApp } from './app.js';
import { Sheet } from './sheet.js';

const TEXT_MAX = 1000;

export function PersonSheet(): VNode {
  const { session, i18n, sheet } = useApp();
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const send = (event: Event): void => {
    event.preventDefault();
    setBusy(true);
    session.person(text.trim()).then(
      () => (sheet.value = null),
      () => { setFailed(true); setBusy(false); });
  };
  const { t } = i18n;
  return (
    <Sheet title={t('person.talk')}>
      <p>{t('person.text')}</p>
      <form class="form" onSubmit={send}>
        <div class="field">
          <label for="person-text">{t('person.about')}</label>
          <textarea
            id="person-text" rows={4} maxLength={TEXT_MAX} value={text}
            dir={fieldDir(text)}
            onInput={(e) => setText(e.currentTarget.value)}
          />
        </div>
        {failed && <p class="error" role="alert">{t('error.try')}</p>}
        <button type="submit" class="button" disabled={busy}>
          {t('person.send')}
        </button>
      </form>
    </Sheet>
  );
}
