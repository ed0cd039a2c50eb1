// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to an order, for its holder and for the desk alike.

import type { VNode } from 'preact';
import type { I18n } from '../i18n.js';
import type { OrderView } from '../protocol.js';

export function Timeline({ steps, i18n }: {
  steps: OrderView['timeline']; i18n: I18n;
}): VNode {
  return (
    <ol class="timeline">
      {steps.map((step, i) => (
        <li key={i}>
          <time dateTime={step.at}>{i18n.time(step.at)}</time>
          <strong>{step.label}</strong>
          {step.note && <p dir="auto">{step.note}</p>}
        </li>
      ))}
    </ol>
  );
}

/* Fields come as a list of label and value, or by name. */
export function fieldRows(
  fields: OrderView['fields'] | null | undefined,
): [string, string][] {
  if (Array.isArray(fields))
    return fields.map(({ label, value }) => [label, String(value)]);
  return Object.entries(fields ?? {})
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => [name, String(value)]);
}
