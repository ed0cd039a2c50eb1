// SPDX-License-Identifier: GPL-3.0-or-later
// What may be done with an order or a booking: moves with a note and, where
// the desk must give one, a reason from the list.

import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { fieldDir } from '../shared/i18n.js';
import type { Move } from './protocol.js';
import type { Option } from '../shared/protocol.js';
import { Choose } from '../shared/ui/choose.js';
import { useAct, useDesk } from './app.js';

export interface Step {
  note: string;
  reason: string;
}

/* A move as a button; id keeps what two of the same name mean apart. */
export interface Choice extends Move {
  id: string;
  run: (step: Step) => Promise<void>;
}

const distinct = (choices: readonly Choice[]): Option[] => [
  ...new Map(choices.flatMap((choice) => choice.reasons ?? [])
    .map((option) => [option.value, option])).values(),
];

type Lack = 'note' | 'reason' | null;

const lackOf = (choice: Choice, { note, reason }: Step): Lack => {
  if (choice.reasons?.length
    && !choice.reasons.some((option) => option.value === reason))
    return 'reason';
  return choice.note === true && !note ? 'note' : null;
};

export function Moves({ choices }: { choices: readonly Choice[] }): VNode {
  const { i18n } = useDesk();
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const [lack, setLack] = useState<Lack>(null);
  const box = useRef<HTMLDivElement>(null);
  const { busy, failed, act } = useAct();
  if (!choices.length)
    return <p class="muted">{i18n.t('desk.no_moves')}</p>;
  const reasons = distinct(choices);
  const move = (choice: Choice): void => {
    const step = { note: note.trim(), reason };
    const lacking = lackOf(choice, step);
    setLack(lacking);
    if (lacking)
      return box.current
        ?.querySelector<HTMLElement>(`#move-${lacking}`)?.focus();
    act(async () => {
      await choice.run({
        ...step,
        reason: choice.reasons?.some((option) => option.value === reason)
          ? reason : '',
      });
      setNote('');
      setReason('');
    });
  };
  return (
    <div class="form moves" ref={box}>
      {reasons.length > 0 && (
        <Choose
          id="move-reason" label={i18n.t('desk.reason')}
          open={i18n.t('form.choose')} options={reasons} value={reason}
          lacks={lack === 'reason'} change={setReason}
        />
      )}
      <div class="field">
        <label for="move-note">{i18n.t('desk.note')}</label>
        <textarea
          id="move-note" rows={2} maxLength={2000} value={note}
          dir={fieldDir(note)} aria-invalid={lack === 'note'}
          aria-describedby={lack ? 'move-fault' : undefined}
          onInput={(e) => setNote(e.currentTarget.value)}
        />
        {lack && (
          <p class="error" id="move-fault" role="alert">
            {i18n.t('form.fault_required')}
          </p>
        )}
      </div>
      <div class="row">
        {choices.map((choice, i) => (
          <button
            key={choice.id} type="button" disabled={busy}
            class={i === 0 ? 'button small' : 'button small quiet'}
            data-move={choice.id} onClick={() => move(choice)}
          >
            {choice.label}
          </button>
        ))}
      </div>
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
    </div>
  );
}
