// SPDX-License-Identifier: GPL-3.0-or-later
// A secret link as it is handed over: to open and to copy.

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from './app.js';
import { Icon } from './icons.js';

export function LinkTools(
  { url, open }: { url: string; open: string },
): VNode {
  const { i18n, home } = useApp();
  const [copied, setCopied] = useState(false);
  const address = new URL(url, home).href;
  const copy = (): void => {
    navigator.clipboard?.writeText(address)
      .then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <div class="row">
      <a class="button small" href={address} target="_blank" rel="noopener">
        {open}<Icon name="out" />
      </a>
      <button type="button" class="button small quiet" onClick={copy}>
        <Icon name="copy" />{i18n.t(copied ? 'copied' : 'receipt.copy')}
      </button>
    </div>
  );
}

export function LinkBox({ url, text }: { url: string; text: string }): VNode {
  const { i18n } = useApp();
  return (
    <section class="card receipt" role="status">
      <p>{text}</p>
      <LinkTools url={url} open={i18n.t('link.open')} />
    </section>
  );
}
