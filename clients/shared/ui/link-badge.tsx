// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the line to the server stands. In words as well as by colour.

import type { VNode } from 'preact';
import { useApp } from './app.js';

export function LinkBadge(): VNode {
  const { session, i18n } = useApp();
  const state = session.link.value;
  return (
    <p class={`badge ${state}`} role="status">
      <span class="dot" aria-hidden="true" />
      <span class="badge-text">{i18n.t(`link.${state}`)}</span>
    </p>
  );
}
