// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet at the side of the page (from below on a telephone). Over the whole
// page it is modal; inside a partner's page it covers the panel only. Esc
// closes it and the focus returns to where it was.

import type { ComponentChildren, VNode } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from './app.js';
import { Icon } from './icons.js';

interface SheetProps {
  title: string;
  wide?: boolean;
  children: ComponentChildren;
}

export function Sheet({ title, wide, children }: SheetProps): VNode {
  const { sheet, i18n, modal } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = (): void => {
    const open = sheet.value;
    sheet.value = open?.kind === 'citation' ? open.under ?? null : null;
  };

  useLayoutEffect(() => {
    const element = dialog.current;
    if (modal) element?.showModal();
    else element?.show();
    return () => element?.close();
  }, [modal]);

  return (
    <dialog
      ref={dialog} class={wide ? 'sheet wide' : 'sheet'}
      aria-labelledby={id}
      onCancel={(event) => { event.preventDefault(); close(); }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="sheet-body">
        <header class="sheet-head">
          <h2 id={id}>{title}</h2>
          <button
            type="button" class="icon-button" aria-label={i18n.t('close')}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
