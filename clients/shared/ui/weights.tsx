// SPDX-License-Identifier: GPL-3.0-or-later
// What each criterion counts for, to be moved by hand; the ranking follows.

import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Criterion, Weights as Values } from '../protocol.js';
import { slidersOf } from '../ranking.js';
import { useApp } from './app.js';

/* Waits until a hand rests. */
const REST_MS = 150;

export function Weights({ criteria, rank, reset }: {
  criteria: readonly Criterion[];
  rank: (weights: Values) => void;
  reset: () => void;
}): VNode | null {
  const { i18n } = useApp();
  const [moved, setMoved] = useState<Values | null>(null);
  useEffect(() => {
    if (!moved) return;
    const timer = setTimeout(() => rank(moved), REST_MS);
    return () => clearTimeout(timer);
  }, [moved]);
  if (criteria.length < 2) return null;
  const sliders = { ...slidersOf(criteria), ...moved };
  return (
    <details class="weights">
      <summary>{i18n.t('weights.title')}</summary>
      <p class="muted small">{i18n.t('weights.text')}</p>
      <ul>
        {criteria.map(({ id, label }) => (
          <li key={id}>
            <label for={`w-${id}`}><bdi>{label}</bdi></label>
            <input
              id={`w-${id}`} type="range" min={0} max={100} step={1}
              value={sliders[id] ?? 0}
              onInput={(event) => setMoved({
                ...sliders, [id]: event.currentTarget.valueAsNumber,
              })}
            />
          </li>
        ))}
      </ul>
      {moved && (
        <button
          type="button" class="link"
          onClick={() => { setMoved(null); reset(); }}
        >
          {i18n.t('weights.reset')}
        </button>
      )}
    </details>
  );
}
