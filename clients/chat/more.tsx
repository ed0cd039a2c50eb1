// SPDX-License-Identifier: GPL-3.0-or-later
// What else can be done, behind one button. Esc, a press outside and a choice
// close it; the focus is then on the button.

import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useApp } from '../shared/ui/app.js';
import { Icon, type IconName } from '../shared/ui/icons.js';

export interface MoreItem {
  icon: IconName;
  label: string;
  run: () => void;
}

function usePressOutside(
  inside: () => HTMLElement | null, active: boolean, run: () => void,
): void {
  useEffect(() => {
    if (!active) return;
    const pressed = (event: PointerEvent): void => {
      if (!inside()?.contains(event.target as Node)) run();
    };
    document.addEventListener('pointerdown', pressed);
    return () => document.removeEventListener('pointerdown', pressed);
  }, [active]);
}

export function More({ items }: { items: readonly MoreItem[] }): VNode {
  const { i18n } = useApp();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  usePressOutside(() => box.current, open, () => setOpen(false));
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      class="more" ref={box}
      onKeyDown={(event) => open && event.key === 'Escape' && close()}
    >
      <button
        type="button" class="link" ref={button} aria-expanded={open}
        aria-controls={id} onClick={() => setOpen(!open)}
      >
        <Icon name="more" />{i18n.t('more')}
      </button>
      <ul id={id} class="more-items" hidden={!open}>
        {items.map(({ icon, label, run }) => (
          <li key={label}>
            <button
              type="button" class="more-item"
              onClick={() => { close(); run(); }}
            >
              <Icon name={icon} />{label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
