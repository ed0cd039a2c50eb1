// SPDX-License-Identifier: GPL-3.0-or-later
// What is known, label by label.

import type { VNode } from 'preact';

export const Rows = (
  { rows }: { rows: readonly (readonly [string, string])[] },
): VNode => (
  <dl class="facts">
    {rows.map(([label, value]) => (
      <div key={label}><dt>{label}</dt><dd><bdi>{value}</bdi></dd></div>
    ))}
  </dl>
);
