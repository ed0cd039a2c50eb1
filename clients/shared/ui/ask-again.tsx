// SPDX-License-Identifier: GPL-3.0-or-later
// A step that cannot be taken back: a quiet button opens a form, which sends
// it with what else is said, or closes again.

import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from './app.js';

export function AskAgain({ label, yes, send, children }: {
  label: string; yes: string;
  send: () => Promise<unknown>;
  children: ComponentChildren;
}): VNode {
  const { i18n } = useApp();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    send().catch(() => setFailed(true));
  };
  if (!open)
    return (
      <button
        type="button" class="button quiet" onClick={() => setOpen(true)}
      >
        {label}
      </button>
    );
  return (
    <form class="form" onSubmit={submit}>
      {children}
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      <div class="row">
        <button type="submit" class="button">{yes}</button>
        <button
          type="button" class="button quiet" onClick={() => setOpen(false)}
        >
          {i18n.t('cancel')}
        </button>
      </div>
    </form>
  );
}
