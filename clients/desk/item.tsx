// SPDX-License-Identifier: GPL-3.0-or-later
// One line of a list, which opens at the side.

import type { ComponentChildren, VNode } from 'preact';
import { useDesk } from './app.js';
import type { Open } from './desk-session.js';

export function Item({ to, current, title, tag, children }: {
  to: Open; current: boolean; title: string; tag: string;
  children: ComponentChildren;
}): VNode {
  const { desk } = useDesk();
  return (
    <li>
      <button
        type="button" class="item" aria-current={current ? 'true' : undefined}
        onClick={() => desk.show(to)}
      >
        <span class="item-head">
          <strong>{title}</strong><span class="tag">{tag}</span>
        </span>
        <span class="item-text">{children}</span>
      </button>
    </li>
  );
}
