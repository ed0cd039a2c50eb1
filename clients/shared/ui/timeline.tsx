// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to an order, for its holder and for the desk alike.

import type { VNode } from 'preact';
import type { I18n } from '../i18n.js';
import type { TimelineStep } from '../protocol.js';

export function Timeline({ steps, i18n }: {
  steps: readonly TimelineStep[]; i18n: I18n;
}): VNode {
  return (
    <ol class="timeline">
      {steps.map((step, i) => (
        <li key={i}>
          <time dateTime={step.at}>{i18n.time(step.at)}</time>
          <strong>{step.label}</strong>
          {step.reason_label && <p>{step.reason_label}</p>}
          {step.note && <p dir="auto">{step.note}</p>}
        </li>
      ))}
    </ol>
  );
}
