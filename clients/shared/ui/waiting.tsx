// SPDX-License-Identifier: GPL-3.0-or-later
// Stands where something will be: it is on its way, was not found, or may be
// asked for again.

import type { VNode } from 'preact';
import { ERR_NOT_FOUND, WireError } from '../connection.js';
import type { Key } from '../i18n.js';
import { useApp } from './app.js';
import type { Loading } from './use-load.js';

export function Waiting({ load, lost = 'error.lost' }: {
  load: Pick<Loading<unknown>, 'error' | 'again'>; lost?: Key;
}): VNode {
  const { i18n } = useApp();
  const { error, again } = load;
  if (error === null)
    return <p class="muted" role="status">{i18n.t('loading')}</p>;
  const gone = error instanceof WireError && error.code === ERR_NOT_FOUND;
  return (
    <p class="notice warn" role="alert">
      {i18n.t(gone ? lost : 'error.try')}{' '}
      {!gone && (
        <button type="button" class="link" onClick={again}>
          {i18n.t('outbox.retry')}
        </button>
      )}
    </p>
  );
}
