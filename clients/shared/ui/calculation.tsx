// SPDX-License-Identifier: GPL-3.0-or-later
// A figure and how it was reached: inputs, steps, readings taken, the day.

import type { VNode } from 'preact';
import { isolated, type I18n } from '../i18n.js';
import type { Calculation, Citation } from '../protocol.js';
import { useApp } from './app.js';
import { Cites } from './cites.js';
import { Facts } from './facts.js';

function figure({ result, currency }: Calculation, i18n: I18n): string {
  if (result === null || result === undefined) return '';
  const show = (value: number): string =>
    currency ? i18n.money(value, currency) : i18n.number(value);
  return Array.isArray(result)
    ? `${show(result[0])} – ${show(result[1])}` : show(result);
}

/* The rule is named as the source that it comes from. */
function RuleName({ rule, citations }: {
  rule: string; citations: readonly Citation[];
}): VNode | null {
  const source = citations.find((c) => c.id === rule);
  if (!source) return null;
  return (
    <p class="muted">
      {source.name || source.title}
      <Cites ns={[source.n]} citations={citations} />
    </p>
  );
}

export function CalculationCard({ calculation, citations }: {
  calculation: Calculation; citations: readonly Citation[];
}): VNode {
  const { i18n } = useApp();
  const { rule, inputs, steps, assumptions, valid_on } = calculation;
  return (
    <section class="card calculation">
      <header>
        <h3>{i18n.t('calc.title')}</h3>
        <span class="tag">{i18n.t('calc.indicative')}</span>
      </header>
      <p class="figure"><bdi>{figure(calculation, i18n)}</bdi></p>
      <RuleName rule={rule} citations={citations} />
      <Facts
        rows={inputs.map(({ label, text }) => [label, isolated(text)])}
      />
      {steps.length > 0 && (
        <>
          <h4>{i18n.t('calc.steps')}</h4>
          <ol class="steps">
            {steps.map((step, i) => <li key={i}>{isolated(step)}</li>)}
          </ol>
        </>
      )}
      {assumptions.length > 0 && (
        <>
          <h4>{i18n.t('calc.assumptions')}</h4>
          <ul class="points small">
            {assumptions.map((text, i) => <li key={i}>{isolated(text)}</li>)}
          </ul>
        </>
      )}
      {valid_on && (
        <p class="muted small">
          {i18n.t('calc.valid', { date: i18n.date(valid_on) })}
        </p>
      )}
    </section>
  );
}
