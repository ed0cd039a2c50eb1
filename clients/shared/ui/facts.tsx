// SPDX-License-Identifier: GPL-3.0-or-later
// What is known, label by label, for visitors and for the desk alike.

import type { ComponentChildren, VNode } from 'preact';
import type { OrderField, OrderForm, OrderView } from '../protocol.js';

export type Fact = readonly [
  label: ComponentChildren, value: ComponentChildren,
];

/* Nothing where nothing is known. */
export const Facts = ({ rows }: { rows: readonly Fact[] }): VNode | null =>
  rows.length === 0 ? null : (
    <dl class="facts">
      {rows.map(([label, value], i) => (
        <div key={i}><dt>{label}</dt><dd><bdi>{value}</bdi></dd></div>
      ))}
    </dl>
  );

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
