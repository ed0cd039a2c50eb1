// SPDX-License-Identifier: GPL-3.0-or-later
// Where what a profile says can be read, for its sender and for the desk.

import type { VNode } from 'preact';
import type { I18n } from '../i18n.js';
import { safeUrl } from '../links.js';
import type { ProfileSource } from '../protocol.js';

export const SourceList = ({ sources, i18n }: {
  sources: readonly ProfileSource[]; i18n: I18n;
}): VNode => (
  <ol class="points">
    {sources.map(({ title, publisher, url, date }, i) => {
      const address = safeUrl(url);
      return (
        <li key={i}>
          {address
            ? (
              <a
                class="link" href={address} target="_blank"
                rel="noopener noreferrer"
              >
                <bdi>{title}</bdi>
              </a>
            ) : <bdi>{title}</bdi>}{' '}
          <span class="muted small">
            {[publisher, i18n.date(date)].filter(Boolean).join(' · ')}
          </span>
        </li>
      );
    })}
  </ol>
);
