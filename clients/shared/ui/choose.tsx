// SPDX-License-Identifier: GPL-3.0-or-later
// One of a list that may be left open, for visitors and for the desk alike.

import type { VNode } from 'preact';
import type { Option } from '../protocol.js';

export const Choose = ({ id, label, open, options, value, lacks, change }: {
  id: string; label: string;
  open: string; /* what stands there while nothing is chosen */
  options: readonly Option[]; value: string; lacks?: boolean;
  change: (value: string) => void;
}): VNode => (
  <div class="field">
    <label for={id}>{label}</label>
    <select
      id={id} value={value} aria-invalid={lacks}
      onChange={(event) => change(event.currentTarget.value)}
    >
      <option value="">{open}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </div>
);
