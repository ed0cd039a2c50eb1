// SPDX-License-Identifier: GPL-3.0-or-later
// An introduction as one side sees it: who the other is, what the desk says of
// it, and the answer. Contact and what the other side wrote appear once both
// have agreed.

import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { dirOf, langName } from '../i18n.js';
import { faults, newDraft, placement } from '../order-draft.js';
import type { Introduction, OrderForm, Quoted } from '../protocol.js';
import { uuid7 } from '../uuid.js';
import { useApp } from './app.js';
import { AskAgain } from './ask-again.js';
import { Facts, fieldRows } from './facts.js';
import { FormId, Words } from './fields.js';
import {
  AboutYou, focusFault, type Faults,
} from './form-parts.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

/* What goes back: agree with what it needs, or not. */
export type IntroductionAnswer = { agree: boolean } & Record<string, unknown>;
type Send = (answer: IntroductionAnswer) => Promise<unknown>;

/* As it was written, with the known terms in it beside. */
function Quotation(
  { whose, quoted }: { whose: string; quoted: Quoted },
): VNode {
  const { i18n } = useApp();
  return (
    <section>
      <h3>{whose}</h3>
      <blockquote
        class="quote" lang={quoted.lang} dir={dirOf(quoted.lang)}
      >
        {quoted.text}
      </blockquote>
      <p class="muted small">{langName(quoted.lang)}</p>
      {quoted.terms.length > 0 && (
        <>
          <h4>{i18n.t('intro.terms')}</h4>
          <Facts
            rows={quoted.terms.map(({ term, meaning }) => [
              <span lang={quoted.lang}>{term}</span>, meaning,
            ])}
          />
        </>
      )}
    </section>
  );
}

/* What an introduction asks for, as the form of an order would. */
const formOf = (intro: Introduction): OrderForm => ({
  form: 'introduction', fields: intro.fields ?? [],
  consents: intro.consents ?? [],
  notice: intro.notice ?? { version: '', text: '' },
  responsible: intro.responsible ?? null,
});

function Agreeing(
  { intro, send }: { intro: Introduction; send: Send },
): VNode {
  const { i18n } = useApp();
  const form = formOf(intro);
  const [draft, change] = useState(() => newDraft(uuid7(), 'introduction'));
  const [checked, setChecked] = useState(false);
  const [failed, setFailed] = useState(false);
  const [words, setWords] = useState('');
  const element = useRef<HTMLFormElement>(null);
  const found: Faults = checked ? faults(form, draft) : new Map();
  const agree = (event: Event): void => {
    event.preventDefault();
    setChecked(true);
    if (faults(form, draft).size) return focusFault(element.current);
    const { fields, consents, notice } = placement(form, draft);
    send({
      agree: true, consents,
      ...(form.fields.length && { fields, notice }),
      ...(words.trim() && { words: words.trim() }),
    }).catch(() => setFailed(true));
  };
  return (
    <form class="form" ref={element} noValidate onSubmit={agree}>
      {intro.side === 'partner' && (
        <Words
          id={`words-${intro.id}`} label={i18n.t('intro.words')}
          text={i18n.t('intro.words_text')} value={words} change={setWords}
        />
      )}
      <AboutYou form={form} draft={draft} change={change} found={found} />
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      <button type="submit" class="button">{i18n.t('intro.agree')}</button>
    </form>
  );
}

function Declining(
  { intro, send }: { intro: Introduction; send: Send },
): VNode {
  const { i18n } = useApp();
  return (
    <AskAgain
      label={i18n.t('intro.decline')} yes={i18n.t('intro.decline')}
      reasons={intro.reasons}
      send={({ reason, words }) => send({
        agree: false, ...(reason && { reason }), ...(words && { words }),
      })}
    />
  );
}

function Other({ intro }: { intro: Introduction }): VNode {
  const { i18n } = useApp();
  const { other, contact, words, partner_words: theirs } = intro;
  return (
    <>
      <h2>
        <bdi>{other.name}</bdi>
        {other.synthetic
          && <span class="tag warn">{i18n.t('synthetic')}</span>}
      </h2>
      {other.summary && (
        <p lang={other.summary_lang} dir="auto">{other.summary}</p>
      )}
      <Facts rows={fieldRows(other.fields, null)} />
      {words && <Quotation whose={i18n.t('intro.desk')} quoted={words} />}
      {theirs && <Quotation whose={i18n.t('intro.theirs')} quoted={theirs} />}
      {contact && (
        <section class="notice info">
          <h3>{i18n.t('intro.contact')}</h3>
          <Facts rows={fieldRows(contact, null)} />
        </section>
      )}
    </>
  );
}

export function IntroductionCard(
  { intro, send }: { intro: Introduction; send: Send },
): VNode {
  const { i18n } = useApp();
  return (
    <section class="card introduction">
      <p class="state" role="status">{intro.state_label}</p>
      <Other intro={intro} />
      {intro.state === 'open' && intro.answer === null && (
        <>
          <p class="muted small">{i18n.t('intro.text')}</p>
          <FormId.Provider value={`-${intro.id}`}>
            <Agreeing intro={intro} send={send} />
          </FormId.Provider>
          <Declining intro={intro} send={send} />
        </>
      )}
    </section>
  );
}

/* /introduction/ID#SECRET */
export function IntroductionPage(
  { id, secret }: { id: string; secret: string },
): VNode {
  const { session, i18n } = useApp();
  const load = useLoad(
    () => session.call<Introduction>('introduction.get', { id, secret }),
    [id, secret, i18n.lang.value]);
  const send: Send = (answer) =>
    session.call<Introduction>('introduction.answer', {
      id, secret, ...answer,
    }).then(load.set);
  return (
    <article class="status">
      <h1>{i18n.t('intro.title')}</h1>
      {load.value ? <IntroductionCard intro={load.value} send={send} />
        : <Waiting load={load} lost="intro.not_found" />}
      <p><a class="link" href="/">{i18n.t('status.back')}</a></p>
    </article>
  );
}
