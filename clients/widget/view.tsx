// SPDX-License-Identifier: GPL-3.0-or-later
// What stands inside the panel.

import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../shared/ui/app.js';
import { Composer } from '../shared/ui/composer.js';
import { Greeting } from '../shared/ui/greeting.js';
import { Icon } from '../shared/ui/icons.js';
import { LinkBadge } from '../shared/ui/link-badge.js';
import { CurrentSheet } from '../shared/ui/sheets.js';
import { isFresh, ThreadView } from '../shared/ui/thread.js';

export interface PanelProps {
  open: Signal<boolean>;
  theme: Signal<string>;
  close: () => void;
}

function Head({ close }: { close: () => void }): VNode {
  const { session, i18n, sheet } = useApp();
  return (
    <header class="panel-head" part="header">
      <h2 class="panel-name" id="panel-name">
        {session.responsible.value?.name || i18n.t('subtitle')}
      </h2>
      <LinkBadge />
      <button
        type="button" class="icon-button" aria-label={i18n.t('person.talk')}
        onClick={() => (sheet.value = { kind: 'person' })}
      >
        <Icon name="person" />
      </button>
      <button
        type="button" class="icon-button" aria-label={i18n.t('close')}
        onClick={close}
      >
        <Icon name="close" />
      </button>
    </header>
  );
}

function Foot(): VNode {
  const { session, i18n, sheet, home, forget } = useApp();
  const begun = session.thread.value.entries.length > 0;
  return (
    <div class="panel-foot">
      <Composer />
      <div class="panel-links">
        <button
          type="button" class="link"
          onClick={() => (sheet.value = { kind: 'order' })}
        >
          {i18n.t('order.place')}
        </button>
        {begun ? (
          <button
            type="button" class="link faint" onClick={forget}
          >
            {i18n.t('forget')}
          </button>
        ) : (
          <a
            class="link faint" href={new URL('/', home).href}
            target="_blank" rel="noopener"
          >
            {i18n.t('widget.page')}
          </a>
        )}
      </div>
    </div>
  );
}

export function PanelView({ open, theme, close }: PanelProps): VNode {
  const app = useApp();
  const { i18n, sheet } = app;
  const element = useRef<HTMLElement>(null);
  const fresh = isFresh(app);
  useEffect(() => {
    if (open.value)
      element.current?.querySelector<HTMLElement>('#say')?.focus();
  }, [open.value]);
  return (
    <section
      ref={element} class="panel" part="panel" role="dialog"
      aria-labelledby="panel-name" hidden={!open.value}
      lang={i18n.lang.value} dir={i18n.dir.value} data-theme={theme.value}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        if (!sheet.value) close();
      }}
    >
      <Head close={close} />
      <div class="panel-main">
        <ThreadView>{fresh && <Greeting small />}</ThreadView>
      </div>
      <Foot />
      <CurrentSheet />
    </section>
  );
}
