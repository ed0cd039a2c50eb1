// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to an order, for its holder and for the desk alike.

import type { VNode } from 'preact';
import type { I18n } from '../i18n.js';
import type { OrderField, OrderForm, OrderView } from '../protocol.js';

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

/* Fields come by name, or as a list; the form knows what they are called
 * and what their values mean. */
export function fieldRows(
  fields: OrderView['fields'] | null | undefined, form: OrderForm | null,
): [string, string][] {
  const list = Array.isArray(fields) ? fields
    : Object.entries(fields ?? {}).map(([name, value]) => ({ name, value }));
  const rows: [string, string][] = [];
  for (const { name, label, value } of list as OrderField[]) {
    if (value === null || value === undefined || value === '') continue;
    const field = form?.fields.find((f) => f.name === name);
    const option = field?.options?.find((o) => o.value === value);
    rows.push([
      field?.label ?? label ?? name, option?.label ?? String(value),
    ]);
  }
  return rows;
}
