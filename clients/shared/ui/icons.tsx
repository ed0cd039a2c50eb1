// SPDX-License-Identifier: GPL-3.0-or-later
// The few signs we use, drawn as strokes in the colour of the text.

import type { VNode } from 'preact';

const PATHS = {
  send: 'M12 19V5M6 11l6-6 6 6',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM5 20a7 7 0 0114 0',
  order: 'M7 3h8l4 4v14H7zM15 3v4h4M10 12h6M10 16h6',
  globe: 'M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c3 3 3 15 0 18'
    + 'M12 3c-3 3-3 15 0 18',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  out: 'M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  columns: 'M4 5h16v14H4zM12 5v14',
  star: 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }): VNode => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
