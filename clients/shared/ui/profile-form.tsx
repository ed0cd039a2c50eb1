// SPDX-License-Identifier: GPL-3.0-or-later
// An enterprise or a partner from outside registers or corrects its profile:
// what it says in which languages, where that can be read, and (only after
// consent) who sends it. A draft, until staff publish it.

import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import {
  ERR_PARAMS, ERR_TOO_MANY, WireError,
} from '../connection.js';
import { langName } from '../i18n.js';
import type { Fault } from '../order-draft.js';
import {
  entryAt, fieldAt, fieldsOf, keepableProfile, newProfile, plainForm,
  profileFaults, profileParams, type ProfileDraft, type Wording,
} from '../profile-draft.js';
import {
  LANGS, type ProfileForm, type ProfileReceipt,
} from '../protocol.js';
import { uuid7 } from '../uuid.js';
import { useApp, type App } from './app.js';
import { Choices } from './choices.js';
import { Field } from './fields.js';
import { AboutYou, Fields, focusFault, type Faults } from './form-parts.js';
import { Receipt } from './receipt.js';
import { Sheet } from './sheet.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

const DRAFT = 'profile-draft';

interface PartProps {
  form: ProfileForm;
  draft: ProfileDraft;
  found: Faults;
  change: (draft: ProfileDraft) => void;
}

const replaced = <T,>(list: readonly T[], at: number, item: T): T[] =>
  list.map((old, i) => (i === at ? item : old));
const without = <T,>(list: readonly T[], at: number): T[] =>
  list.filter((_, i) => i !== at);

/* A new one, or which that is published; and what it is of. */
function Subject({ form, draft, found, change }: PartProps): VNode {
  const { i18n } = useApp();
  return (
    <>
      <Field
        field={{
          name: 'corrects', type: 'select', required: true, contact: false,
          label: i18n.t('profile.what'),
          options: [
            { value: '', label: i18n.t('profile.new') },
            ...form.corrects.map(({ value, label }) => ({
              value, label: i18n.t('profile.correct', { name: label }),
            })),
          ],
        }}
        value={draft.corrects} fault={found.get('corrects')}
        onInput={(corrects) => change({ ...draft, corrects })}
      />
      {draft.corrects
        ? <p class="muted small">{i18n.t('profile.correct_text')}</p> : (
          <Field
            field={{
              name: 'kind', type: 'select', required: true, contact: false,
              label: form.kind, options: form.kinds,
            }}
            value={draft.plain.kind} fault={undefined}
            onInput={(kind) =>
              change({ ...draft, plain: { ...draft.plain, kind } })}
          />
        )}
    </>
  );
}

function WordingPart({ at, ...props }: PartProps & { at: number }): VNode {
  const { i18n } = useApp();
  const { form, draft, found, change } = props;
  const wording = draft.wordings[at]!;
  const put = (next: Wording): void =>
    change({ ...draft, wordings: replaced(draft.wordings, at, next) });
  return (
    <div class="part">
      <Field
        field={{
          name: `wordings.${at}.lang`, type: 'select', required: true,
          contact: false, label: i18n.t('language'),
          options: LANGS.map((value) => ({ value, label: langName(value) })),
        }}
        value={wording.lang} fault={undefined}
        onInput={(lang) => put({ ...wording, lang })}
      />
      {fieldsOf(form, 'texts').map((field) => {
        const asked = fieldAt(field, 'wordings', at,
          field.required && !draft.corrects && at === 0);
        const long = (field.max ?? 0) > 300;
        return (
          <Field
            key={asked.name}
            field={{ ...asked, type: long ? 'textarea' : 'text' }}
            value={wording.texts[field.name] ?? ''}
            fault={found.get(asked.name)}
            onInput={(value) => put({
              ...wording, texts: { ...wording.texts, [field.name]: value },
            })}
          />
        );
      })}
      {at > 0 && (
        <RemovePart
          name={langName(wording.lang)}
          run={() => change({
            ...draft, wordings: without(draft.wordings, at),
          })}
        />
      )}
    </div>
  );
}

function RemovePart({ name, run }: { name: string; run: () => void }): VNode {
  const { i18n } = useApp();
  return (
    <button type="button" class="link" onClick={run}>
      {i18n.t('remove', { name })}
    </button>
  );
}

function Wordings(props: PartProps): VNode {
  const { i18n } = useApp();
  const { draft, change } = props;
  const free = LANGS.find((lang) =>
    !draft.wordings.some((wording) => wording.lang === lang));
  return (
    <fieldset class="parts">
      <legend>{i18n.t('profile.texts')}</legend>
      {draft.wordings.map((_, at) => (
        <WordingPart key={at} {...props} at={at} />
      ))}
      {free && (
        <button
          type="button" class="link"
          onClick={() => change({
            ...draft,
            wordings: [...draft.wordings, { lang: free, texts: {} }],
          })}
        >
          {i18n.t('profile.add_lang')}
        </button>
      )}
    </fieldset>
  );
}

function SourcePart(
  { at, form, draft, found, change }: PartProps & { at: number },
): VNode {
  const { i18n } = useApp();
  const source = draft.sources[at]!;
  return (
    <div class="part">
      {form.sources.fields.map((field) => {
        const asked = fieldAt(field, 'sources', at, field.required);
        return (
          <Field
            key={asked.name} field={asked} value={source[field.name] ?? ''}
            fault={found.get(asked.name)}
            onInput={(value) => change({
              ...draft, sources: replaced(draft.sources, at,
                { ...source, [field.name]: value }),
            })}
          />
        );
      })}
      {at > 0 && (
        <RemovePart
          name={i18n.t('cite.title', { n: at + 1 })}
          run={() => change({
            ...draft, sources: without(draft.sources, at),
          })}
        />
      )}
    </div>
  );
}

function SourceParts(props: PartProps): VNode {
  const { i18n } = useApp();
  const { form, draft, change } = props;
  return (
    <fieldset class="parts">
      <legend>{i18n.t('profile.sources')}</legend>
      <p class="muted small">{i18n.t('profile.sources_text')}</p>
      {draft.sources.map((_, at) => (
        <SourcePart key={at} {...props} at={at} />
      ))}
      {draft.sources.length < form.sources.most && (
        <button
          type="button" class="link"
          onClick={() =>
            change({ ...draft, sources: [...draft.sources, {}] })}
        >
          {i18n.t('profile.add_source')}
        </button>
      )}
    </fieldset>
  );
}

/* What the server refused, at the entry it is about where it says which. */
function refusedAt(form: ProfileForm, error: unknown): Map<string, Fault> {
  const data = error instanceof WireError && error.code === ERR_PARAMS
    ? error.data as { path?: string }[] | undefined : undefined;
  return new Map((Array.isArray(data) ? data : []).map(
    ({ path = '' }) => [entryAt(form, path), 'refused' as const]));
}

function Writing({ form, draft, change, done }: Omit<PartProps, 'found'> & {
  done: (receipt: ProfileReceipt) => void;
}): VNode {
  const { session, i18n } = useApp();
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<Faults>(new Map());
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const found: Faults = checked
    ? new Map([...refused, ...profileFaults(form, draft)]) : refused;
  const write = (next: ProfileDraft): void => {
    setRefused(new Map());
    change(next);
  };
  const failed = (e: unknown): void => {
    setBusy(false);
    setRefused(refusedAt(form, e));
    setError(i18n.t(e instanceof WireError && e.code === ERR_TOO_MANY
      ? 'error.many' : 'error.try'));
    focusFault(element.current);
  };
  const send = (event: Event): void => {
    event.preventDefault();
    setChecked(true);
    setError(null);
    if (profileFaults(form, draft).size) return focusFault(element.current);
    setBusy(true);
    session.vault.open();
    session.call<ProfileReceipt>('profile.submit', profileParams(form, draft))
      .then(done, failed);
  };
  const parts = { form, draft, found, change: write };
  const about = {
    form: plainForm(form, draft), draft: draft.plain, found,
    change: (plain: ProfileDraft['plain']) => write({ ...draft, plain }),
  };
  return (
    <form class="form" ref={element} noValidate onSubmit={send}>
      <p>{i18n.t('profile.text')}</p>
      <Subject {...parts} />
      <Wordings {...parts} />
      <Fields {...about} contact={false} />
      {fieldsOf(form, 'choices').map((field) => (
        <Choices
          key={field.name} fault={found.get(field.name)}
          field={{
            ...field, required: field.required && !draft.corrects,
          }}
          chosen={draft.choices[field.name] ?? []}
          change={(chosen) => write({
            ...draft, choices: { ...draft.choices, [field.name]: chosen },
          })}
        />
      ))}
      <SourceParts {...parts} />
      <AboutYou {...about} />
      {error && <p class="error" role="alert">{error}</p>}
      <button type="submit" class="button" disabled={busy}>
        {i18n.t('profile.send')}
      </button>
    </form>
  );
}

const firstDraft = ({ session, i18n }: App): ProfileDraft =>
  session.vault.get<ProfileDraft>(DRAFT)
    ?? newProfile(uuid7(), 'enterprise', i18n.lang.value);

export function ProfileSheet(): VNode {
  const app = useApp();
  const { session, i18n } = app;
  const load = useLoad(
    () => session.call<ProfileForm>('form.get', { form: 'profile' }),
    [i18n.lang.value]);
  const [draft, setDraft] = useState(() => firstDraft(app));
  const [receipt, setReceipt] = useState<ProfileReceipt | null>(null);
  const form = load.value;
  const change = (next: ProfileDraft): void => {
    setDraft(next);
    if (form) session.vault.set(DRAFT, keepableProfile(form, next));
  };
  const done = (got: ProfileReceipt): void => {
    session.vault.remove(DRAFT);
    setReceipt(got);
  };
  return (
    <Sheet title={i18n.t('profile.title')} wide>
      {receipt ? (
        <Receipt
          title={i18n.t('profile.done')} reference={receipt.reference}
          rows={[[i18n.t('profile.page'), receipt.state_label]]}
          keep={i18n.t('profile.keep')} open={i18n.t('profile.open')}
          url={`/profile/${receipt.reference}#${receipt.secret}`}
        />
      ) : form ? (
        <Writing form={form} draft={draft} change={change} done={done} />
      ) : <Waiting load={load} />}
    </Sheet>
  );
}
