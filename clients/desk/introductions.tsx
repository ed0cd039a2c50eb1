// SPDX-License-Identifier: GPL-3.0-or-later
// The other side of an order: who fits, who was proposed, and how that
// stands.

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type {
  DeskIntroduction, DeskOrder, Fit,
} from './protocol.js';
import { useAct, useDesk } from './app.js';

function Proposed({ intro }: { intro: DeskIntroduction }): VNode {
  const { i18n } = useDesk();
  return (
    <li>
      <span>
        <bdi>{intro.partner.name}</bdi>{' '}
        <span class="tag">{intro.state_label}</span>
      </span>
      <span class="muted small">{i18n.time(intro.at)}</span>
      {intro.reason_label
        && <span class="muted small">{intro.reason_label}</span>}
      {intro.url && (
        <a class="link" href={intro.url} target="_blank" rel="noopener">
          {i18n.t('link.open')}
        </a>
      )}
    </li>
  );
}

function Fits({ order }: { order: DeskOrder }): VNode {
  const { desk, i18n } = useDesk();
  const [fits, setFits] = useState<Fit[] | null>(null);
  const { busy, failed, act } = useAct();
  return (
    <div class="form">
      {fits === null && (
        <button
          type="button" class="button small quiet" disabled={busy}
          onClick={() => act(async () =>
            setFits(await desk.fits(order.reference)))}
        >
          {i18n.t('desk.fits')}
        </button>
      )}
      {fits && !fits.length && <p class="muted">{i18n.t('desk.no_fits')}</p>}
      <ul class="short-items">
        {fits?.map((fit) => (
          <li key={fit.id}>
            <span>
              <bdi>{fit.name}</bdi>{' '}
              {fit.synthetic
                && <span class="tag warn">{i18n.t('synthetic')}</span>}
            </span>
            <button
              type="button" class="button small quiet" disabled={busy}
              onClick={() => act(() =>
                desk.introduce(order.reference, fit.id))}
            >
              {i18n.t('desk.introduce')}
            </button>
          </li>
        ))}
      </ul>
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
    </div>
  );
}

export function Introductions({ order }: { order: DeskOrder }): VNode {
  const list = order.introductions ?? [];
  return (
    <>
      {list.length > 0 && (
        <ul class="short-items">
          {list.map((intro) => <Proposed key={intro.id} intro={intro} />)}
        </ul>
      )}
      <Fits key={order.reference} order={order} />
    </>
  );
}
