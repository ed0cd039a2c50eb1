// SPDX-License-Identifier: GPL-3.0-or-later
// What the loader and the panel agree on. Types only: the loader must stay
// under 2 kB.

export type CallName =
  | 'open' | 'close' | 'toggle' | 'send' | 'prefill' | 'setContext'
  | 'identify' | 'logout' | 'destroy';

export type Call = [name: CallName, argument?: unknown];

export interface PanelHost extends HTMLElement {
  readonly launcher: HTMLButtonElement;
}

export interface Panel {
  call(name: CallName, argument?: unknown): void;
}

export interface PanelModule {
  mount(host: PanelHost, root: ShadowRoot, key: string, home: string): Panel;
}
