// SPDX-License-Identifier: GPL-3.0-or-later
// A step that cannot be taken back: a quiet button opens a form, which asks
// why (it may be left unsaid) and sends it, or closes again.

import type { ComponentChildren, VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Option } from '../protocol.js';
import { useApp } from './app.js';
import { Choose } from './choose.js';
import { Words } from './fields.js';

/* What was said of why; '' where nothing was. */
export interface Why {
  reason: string;
  words: string;
}

interface AskAgainProps {
  label: string;
  yes: string;
  reasons?: readonly Option[] | undefined;
  send: (why: Why) => Promise<unknown>;
  children?: ComponentChildren;
}

function Asking({ yes, reasons, send, children, close }: AskAgainProps & {
  close: () => void;
}): VNode {
  const { i18n } = useApp();
  const id = useId();
  const [reason, setReason] = useState('');
  const [words, setWords] = useState('');
  const [failed, setFailed] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    send({ reason, words: words.trim() }).catch(() => setFailed(true));
  };
  return (
    <form class="form ask-again" onSubmit={submit}>
      {children}
      {reasons && reasons.length > 0 && (
        <Choose
          id={`${id}-reason`} value={reason} change={setReason}
          label={i18n.t('why.reason')} open={i18n.t('why.unsaid')}
          options={reasons}
        />
      )}
      <Words
        id={`${id}-words`} label={i18n.t('why.words')} value={words}
        change={setWords}
      />
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      <div class="row">
        <button type="submit" class="button">{yes}</button>
        <button type="button" class="button quiet" onClick={close}>
          {i18n.t('why.back')}
        </button>
      </div>
    </form>
  );
}

export function AskAgain(props: AskAgainProps): VNode {
  const [open, setOpen] = useState(false);
  if (open) return <Asking {...props} close={() => setOpen(false)} />;
  return (
    <button
      type="button" class="button quiet" onClick={() => setOpen(true)}
    >
      {props.label}
    </button>
  );
}
