// SPDX-License-Identifier: GPL-3.0-or-later
// What was picked to compare, and the way to the shortlist.

import type { VNode } from 'preact';
import type { Demand } from '../protocol.js';
import { useApp } from './app.js';
import { Icon } from './icons.js';

export function PickBar({ demand }: { demand: Demand | null }): VNode | null {
  const { i18n, picks, sheet, sheets, home } = useApp();
  const compared = picks.compared.value;
  const kept = picks.kept.value.length;
  if (!compared.length && !kept) return null;
  const ids = compared.map((pick) => pick.id);
  const compare = (): void => {
    if (sheets.compare) sheet.value = { kind: 'compare', ids, demand };
    else open(`${home}/compare?ids=${ids.join(',')}`, '_blank', 'noopener');
  };
  return (
    <div class="row pick-bar" role="group" aria-label={i18n.t('picks.label')}>
      {compared.length > 0 && (
        <button
          type="button" class="button small" disabled={compared.length < 2}
          onClick={compare}
        >
          <Icon name="columns" />
          {i18n.t('compare.open', { count: compared.length })}
        </button>
      )}
      {kept > 0 && sheets.shortlist && (
        <button
          type="button" class="button small quiet"
          onClick={() => (sheet.value = { kind: 'shortlist' })}
        >
          <Icon name="star" />{i18n.t('shortlist.open', { count: kept })}
        </button>
      )}
    </div>
  );
}
