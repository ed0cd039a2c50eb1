// SPDX-License-Identifier: GPL-3.0-or-later
// Where one writes. Enter sends, Shift+Enter breaks the line; an Enter that
// ends an input method's composition does neither.

import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { fieldDir } from '../i18n.js';
import { useApp } from './app.js';
import { Icon } from './icons.js';

const IME_KEY = 229;
const encoder = new TextEncoder();

/* Rows for browsers that do not let the field grow by itself. */
const rowsFor = (text: string): number =>
  Math.min(6, text.split('\n').length);

export function Composer(): VNode {
  const { session, i18n, draft } = useApp();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = draft.value;
  const over = encoder.encode(text).length > session.limit.value;
  const ready = text.trim() !== '' && !over;
  const send = (): void => {
    if (!ready) return;
    session.ask(text);
    draft.value = '';
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (event.isComposing || event.keyCode === IME_KEY) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="composer" part="composer"
      onSubmit={(event) => { event.preventDefault(); send(); }}
    >
      <label for="say" class="unseen">{i18n.t('composer.label')}</label>
      <textarea
        id="say" ref={field} rows={rowsFor(text)} value={text}
        dir={fieldDir(text)}
        placeholder={i18n.t('composer.placeholder')}
        aria-invalid={over} aria-describedby={over ? 'say-over' : undefined}
        onInput={(event) => (draft.value = event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit" class="send" disabled={!ready}
        aria-label={i18n.t('composer.send')}
      >
        <Icon name="send" />
      </button>
      {over && (
        <p id="say-over" class="error" role="alert">
          {i18n.t('composer.too_long')}
        </p>
      )}
    </form>
  );
}
