// SPDX-License-Identifier: GPL-3.0-or-later
// What a partner's page loads: the element with its launcher, and nothing
// else until somebody uses it. No cookie, no socket, no storage, no inline
// style. Calls made before the panel is here are kept in order.

import type { Call, CallName, Panel, PanelModule } from './contract.js';

const LABELS: Record<string, string> = {
  en: 'Ask us', zh: '在线咨询', 'zh-t': '線上諮詢', ja: 'お問い合わせ',
  ko: '문의하기', de: 'Fragen Sie uns', fr: 'Une question ?',
  ru: 'Спросите нас', es: 'Pregúntenos', ar: 'اسألنا',
};
const CSS = `:host{--a:var(--parlor-accent,#0f5f54);display:block}
:host([hidden]),[part=launcher][hidden]{display:none}
[part=launcher]{position:fixed;inset-block-end:20px;inset-inline-end:20px;
z-index:var(--parlor-z,2147483000);display:flex;gap:8px;align-items:center;
padding:12px 20px;border:0;border-radius:999px;background:var(--a);
color:var(--parlor-on-accent,#fff);
font:600 16px/1.5 var(--parlor-font,system-ui,sans-serif);cursor:pointer;
box-shadow:0 6px 24px rgb(0 0 0/.22)}
:host([position=start]) [part=launcher]{inset-inline:20px auto}
:host([mode=inline]) [part=launcher]{position:static;box-shadow:none}
[part=launcher]:focus-visible{outline:3px solid var(--a);outline-offset:3px}
b:not(:empty){min-width:20px;border-radius:10px;background:#fff;color:#a3262a;
text-align:center;font-size:14px}`;
const script = document.currentScript as HTMLScriptElement | null;
const home = script?.src ?? location.href;

function labelFor(lang: string | null): string {
  const auto = !lang || lang === 'auto';
  const tag = (auto ? document.documentElement.lang || navigator.language
    : lang).toLowerCase();
  const kind = /^zh-(hant|tw|hk|mo)/.test(tag) ? 'zh-t' : tag.split('-')[0]!;
  return LABELS[kind] ?? LABELS.en!;
}

class ParlorChat extends HTMLElement {
  readonly launcher = document.createElement('button');
  private panel: Panel | null = null;
  private queue: Call[] | null = null; /* null: nothing is loading */
  private early: Call[] = [];

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    const { launcher } = this;
    launcher.type = 'button';
    launcher.part.add('launcher');
    launcher.setAttribute('aria-expanded', 'false');
    launcher.append(
      this.getAttribute('label') ?? labelFor(this.getAttribute('lang')),
      document.createElement('b'));
    launcher.onclick = () => this.toggle();
    root.append(launcher);
    if (this.hasAttribute('open')) this.open();
  }

  open(): void { this.run('open'); }
  close(): void { this.run('close'); }
  toggle(): void { this.run('toggle'); }
  send(text: string): void { this.run('send', text); }
  prefill(text: string): void { this.run('prefill', text); }
  setContext(context: unknown): void { this.run('setContext', context); }
  identify(who: { token: string }): void { this.run('identify', who); }
  logout(): void { this.run('logout'); }

  destroy(): void {
    this.panel?.call('destroy');
    this.remove();
  }

  private run(name: CallName, argument?: unknown): void {
    if (this.panel) return this.panel.call(name, argument);
    const list = this.queue ?? this.early;
    list.push([name, argument]);
    /* Only what shows or says something is worth a download. */
    if (!this.queue && /open|toggle|send/.test(name)) this.load();
  }

  private load(): void {
    this.queue = this.early;
    import(new URL('panel.js', home).href).then((module: PanelModule) => {
      const key = this.getAttribute('key') ?? script?.dataset.key ?? '';
      if (!this.shadowRoot) return;
      this.panel = module.mount(this, this.shadowRoot, key, home);
      for (const call of this.queue ?? []) this.panel.call(...call);
    }, () => {
      this.early = [];
      this.queue = null; /* the next click tries again */
      this.dispatchEvent(new CustomEvent('parlor:error', {
        bubbles: true, composed: true, detail: { code: 'load' },
      }));
    });
  }
}

if (!customElements.get('parlor-chat'))
  customElements.define('parlor-chat', ParlorChat);

/* A script with a key and no element of its own puts one on the page. */
function place(): void {
  if (!script?.dataset.key || document.querySelector('parlor-chat')) return;
  const element = document.createElement('parlor-chat');
  /* "auto" is what goes without saying, and no language tag */
  for (const [name, value] of Object.entries(script.dataset))
    if (value !== 'auto') element.setAttribute(name, value ?? '');
  document.body.append(element);
}

if (document.body && document.readyState !== 'loading') place();
else addEventListener('DOMContentLoaded', place);
