// SPDX-License-Identifier: GPL-3.0-or-later
// The button in an answer that leads to a form: opens its sheet, or the page
// that has it where there is none (in a partner's panel).

import type { VNode } from 'preact';
import { addressOfSheet, sheetOfBlock } from '../form-way.js';
import type { FormBlock } from '../protocol.js';
import { useApp } from './app.js';
import { Icon } from './icons.js';

export function FormOffer({ block }: { block: FormBlock }): VNode | null {
  const { i18n, sheet, sheets, home } = useApp();
  const way = sheetOfBlock(block);
  if (!way) return null;
  const chosen = way.kind === 'visits' ? way.chosen : null;
  const label = (
    <span>
      {i18n.t(`${way.kind}.title`)}
      {chosen?.id && <> · <bdi>{block.record?.name}</bdi></>}
      {chosen?.day && <> · <bdi>{i18n.date(chosen.day)}</bdi></>}
    </span>
  );
  if (!sheets[way.kind])
    return (
      <a
        class="button" href={addressOfSheet(way, home)} target="_blank"
        rel="noopener"
      >
        {label}<Icon name="out" />
      </a>
    );
  return (
    <button
      type="button" class="button" onClick={() => (sheet.value = way)}
    >
      <Icon name={chosen ? 'calendar' : 'person'} />{label}
    </button>
  );
}
