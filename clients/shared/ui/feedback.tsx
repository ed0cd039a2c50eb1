// SPDX-License-Identifier: GPL-3.0-or-later
// "This is right", "this is wrong", and why, under every answer.

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Verdict } from '../session.js';
import { useApp } from './app.js';

const WHY_MAX = 1000;

function Why({ turn, done }: { turn: number; done: () => void }): VNode {
  const { session, i18n } = useApp();
  const [why, setWhy] = useState('');
  const [failed, setFailed] = useState(false);
  const verdict = session.verdicts.value.get(turn) ?? 'wrong';
  const send = (event: Event): void => {
    event.preventDefault();
    session.feedback(turn, verdict, why.trim())
      .then(done, () => setFailed(true));
  };
  return (
    <form class="why" onSubmit={send}>
      <label for={`why-${turn}`}>{i18n.t('feedback.why')}</label>
      <textarea
        id={`why-${turn}`} rows={2} maxLength={WHY_MAX} value={why}
        onInput={(e) => setWhy(e.currentTarget.value)}
      />
      <div class="row">
        <button type="submit" class="button small" disabled={!why.trim()}>
          {i18n.t('feedback.send')}
        </button>
        <button type="button" class="button small quiet" onClick={done}>
          {i18n.t('feedback.skip')}
        </button>
      </div>
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
    </form>
  );
}

export function Feedback({ turn }: { turn: number }): VNode {
  const { session, i18n } = useApp();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const given = session.verdicts.value.get(turn);
  const give = (verdict: Verdict): void => {
    setFailed(false);
    session.feedback(turn, verdict)
      .then(() => setAsking(true), () => setFailed(true));
  };
  const button = (verdict: Verdict): VNode => (
    <button
      type="button" class="verdict" aria-pressed={given === verdict}
      onClick={() => give(verdict)}
    >
      {i18n.t(`feedback.${verdict}`)}
    </button>
  );
  return (
    <div class="feedback">
      <div class="row">
        {button('right')}{button('wrong')}
        <span role="status" class="thanks">
          {given && !asking ? i18n.t('feedback.thanks') : ''}
        </span>
      </div>
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      {asking && <Why turn={turn} done={() => setAsking(false)} />}
    </div>
  );
}
