// SPDX-License-Identifier: GPL-3.0-or-later
// The panel of the widget: wires a conversation to the partner's element and
// does what the page calls for. Told to the page are happenings, never what
// a visitor wrote.

import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { wakeOnReturn } from '../shared/connection.js';
import { chooseLang, createI18n, langOf } from '../shared/i18n.js';
import { localeLoader, visitorLocales } from '../shared/locale-files.js';
import { createSession, type Session } from '../shared/session.js';
import { AppContext, createApp, type App } from '../shared/ui/app.js';
import { browserStorage, createVault } from '../shared/vault.js';
import type { CallName, Panel, PanelHost } from './contract.js';
import style from './style.css';
import { PanelView } from './view.js';

type Tell = (name: string, detail?: object) => void;

const teller = (host: PanelHost): Tell => (name, detail = {}) => {
  host.dispatchEvent(new CustomEvent(`parlor:${name}`, {
    bubbles: true, composed: true, detail,
  }));
};

function wishedLang(host: PanelHost): (string | null)[] {
  const own = host.getAttribute('lang');
  return own && own !== 'auto'
    ? [own] : [document.documentElement.lang, ...navigator.languages];
}

/* Tell the page what happens, and count what it has not seen. */
function watchThread(
  session: Session, open: () => boolean, tell: Tell,
): { unread: () => number; seen: () => void; stop: () => void } {
  const unread = signal(0);
  let told: number | null = null;
  const stop = effect(() => {
    const { entries } = session.thread.value;
    if (!session.welcomed.value) return;
    const before = told ?? entries.at(-1)?.seq ?? 0;
    told = before;
    for (const entry of entries) {
      if (entry.seq <= before) continue;
      told = entry.seq;
      if (entry.type === 'message')
        tell('message', { who: entry.who, seq: entry.seq });
      if (entry.type === 'order.updated')
        tell('order', { reference: entry.reference, state: entry.state });
      if (entry.type === 'answer.done' && entry.reply.matches?.length)
        tell('match', { count: entry.reply.matches.length });
      const news = entry.type === 'answer.done'
        || (entry.type === 'message' && entry.who === 'staff');
      if (news && !open()) {
        unread.value = unread.peek() + 1;
        tell('unread', { count: unread.peek() });
      }
    }
  });
  return {
    unread: () => unread.value, seen: () => (unread.value = 0), stop,
  };
}

class WidgetPanel implements Panel {
  private readonly open = signal(false);
  private readonly theme = signal('auto');
  private readonly session: Session;
  private readonly app: App;
  private readonly tell: Tell;
  private readonly box = document.createElement('div');
  private readonly stops: (() => void)[] = [];
  private seen: () => void = () => {};
  private extra: { context?: unknown; identity?: string } = {};

  constructor(
    private readonly host: PanelHost, private readonly root: ShadowRoot,
    key: string, home: string,
  ) {
    this.tell = teller(host);
    this.theme.value = host.getAttribute('theme') ?? 'auto';
    const first = chooseLang(wishedLang(host));
    const i18n = createI18n(localeLoader(visitorLocales(), home), first);
    const url = new URL('/ws', home);
    url.protocol = url.protocol.replace('http', 'ws');
    this.session = createSession({
      url: url.href, key, lang: () => i18n.lang.value,
      vault: createVault(`parlor.${key}.`, browserStorage()),
      extra: () => this.extra,
    });
    this.app = createApp(this.session, i18n, false, home);
    this.draw(first);
    this.watch();
  }

  private draw(first: ReturnType<typeof chooseLang>): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    this.root.adoptedStyleSheets = [...this.root.adoptedStyleSheets, sheet];
    this.root.append(this.box);
    const { i18n } = this.app;
    this.session.start();
    i18n.use(first).catch(() => i18n.use('en')).then(() => {
      render(
        <AppContext.Provider value={this.app}>
          <PanelView
            open={this.open} theme={this.theme}
            close={() => this.call('close')}
          />
        </AppContext.Provider>, this.box);
      this.tell('ready');
    }, () => this.tell('error', { code: 'locale' }));
  }

  private watch(): void {
    const { host, session, app } = this;
    const thread = watchThread(session, () => this.open.peek(), this.tell);
    this.seen = thread.seen;
    const badge = host.launcher.querySelector('b');
    const attributes = new MutationObserver(() => {
      this.theme.value = host.getAttribute('theme') ?? 'auto';
      const lang = langOf(host.getAttribute('lang'));
      if (lang && lang !== app.i18n.lang.peek())
        app.i18n.use(lang).then(
          () => session.connection.bounce(), () => undefined);
    });
    attributes.observe(host, { attributeFilter: ['theme', 'lang'] });
    this.stops.push(
      thread.stop, wakeOnReturn(session.connection),
      () => attributes.disconnect(),
      effect(() => this.tell('state', { link: session.link.value })),
      effect(() => {
        const count = thread.unread();
        if (badge) badge.textContent = count ? String(count) : '';
      }),
      effect(() => {
        const inline = host.getAttribute('mode') === 'inline';
        host.launcher.hidden = inline && this.open.value;
        host.launcher.ariaExpanded = String(this.open.value);
        host.toggleAttribute('open', this.open.value);
      }));
  }

  call(name: CallName, argument?: unknown): void {
    switch (name) {
      case 'open': return this.show(true);
      case 'close': return this.show(false);
      case 'toggle': return this.show(!this.open.peek());
      case 'send':
        this.show(true);
        return this.session.ask(String(argument ?? ''));
      case 'prefill':
        this.app.draft.value = String(argument ?? '');
        return;
      case 'setContext':
        this.extra = { ...this.extra, context: argument };
        return this.session.connection.bounce();
      case 'identify':
        this.extra = {
          ...this.extra,
          identity: (argument as { token?: string } | undefined)?.token ?? '',
        };
        return this.session.connection.bounce();
      case 'logout':
        this.extra = {};
        return this.app.forget();
      case 'destroy': return this.destroy();
    }
  }

  private show(open: boolean): void {
    if (open === this.open.peek()) return;
    this.open.value = open;
    if (open) this.seen();
    else this.host.launcher.focus();
    this.tell(open ? 'open' : 'close');
  }

  private destroy(): void {
    for (const stop of this.stops) stop();
    this.session.stop();
    render(null, this.box);
    this.box.remove();
  }
}

export function mount(
  host: PanelHost, root: ShadowRoot, key: string, home: string,
): Panel {
  return new WidgetPanel(host, root, key, home);
}
