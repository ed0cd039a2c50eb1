// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles from outside that wait for review: what each says, where that can
// be read, who sent it, and whether it is published.

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { fieldDir, langName } from '../shared/i18n.js';
import { profileRows } from '../shared/profile-rows.js';
import type { DeskProfile } from './protocol.js';
import { Choose } from '../shared/ui/choose.js';
import { Facts, fieldRows } from '../shared/ui/facts.js';
import { SourceList } from '../shared/ui/source-list.js';
import { useAct, useDesk } from './app.js';
import { Item } from './item.js';

/* By what a line of the list is known: its name in any language. */
function nameOf({ fields, record, reference }: DeskProfile): string {
  const names = Object.values((fields.names ?? {}) as Record<string, string>);
  return names[0] ?? record?.name ?? reference;
}

export function ProfileList(): VNode {
  const { desk, i18n } = useDesk();
  const open = desk.open.value;
  const { drafts } = desk.profiles.value;
  if (!drafts.length)
    return <p class="muted empty">{i18n.t('desk.no_profiles')}</p>;
  return (
    <ul class="items">
      {drafts.map((draft) => (
        <Item
          key={draft.reference} title={draft.reference}
          tag={draft.state_label}
          to={{ kind: 'profile', reference: draft.reference }}
          current={open?.kind === 'profile'
            && open.reference === draft.reference}
        >
          <bdi>{nameOf(draft)}</bdi>
          <span class="item-foot"><bdi>{i18n.time(draft.at)}</bdi></span>
        </Item>
      ))}
    </ul>
  );
}

/* A record is published in these; a correction has them already. */
const NEEDED = ['en', 'zh-Hans'] as const;

const lacking = ({ corrects, fields }: DeskProfile): string[] =>
  corrects ? [] : NEEDED.filter((lang) =>
    !(fields.summary as Record<string, string> | undefined)?.[lang]);

function Publish({ draft }: { draft: DeskProfile }): VNode {
  const { desk, i18n } = useDesk();
  const [summary, setSummary] = useState<Record<string, string>>({});
  const { busy, failed, act } = useAct();
  if (desk.user.value?.role !== 'admin')
    return <p class="muted">{i18n.t('desk.publish_admin')}</p>;
  const missing = lacking(draft);
  const publish = (event: Event): void => {
    event.preventDefault();
    act(() => desk.moveProfile(draft.reference, {
      to: 'published', ...(missing.length && { record: { summary } }),
    }));
  };
  return (
    <form class="form" onSubmit={publish}>
      {missing.length > 0 && <p>{i18n.t('desk.publish_text')}</p>}
      {missing.map((lang) => (
        <div class="field" key={lang}>
          <label for={`summary-${lang}`}>{langName(lang)}</label>
          <textarea
            id={`summary-${lang}`} rows={3} maxLength={1000} required
            lang={lang} value={summary[lang] ?? ''}
            dir={fieldDir(summary[lang] ?? '')}
            onInput={(event) => setSummary({
              ...summary, [lang]: event.currentTarget.value,
            })}
          />
        </div>
      ))}
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      <div class="row">
        <button type="submit" class="button small" disabled={busy}>
          {i18n.t('desk.publish')}
        </button>
      </div>
    </form>
  );
}

function Decline({ draft }: { draft: DeskProfile }): VNode {
  const { desk, i18n } = useDesk();
  const [reason, setReason] = useState('');
  const [lacks, setLacks] = useState(false);
  const { busy, failed, act } = useAct();
  const decline = (event: Event): void => {
    event.preventDefault();
    setLacks(!reason);
    if (reason)
      act(() => desk.moveProfile(draft.reference, { to: 'declined', reason }));
  };
  return (
    <form class="form" onSubmit={decline}>
      <Choose
        id="decline-reason" label={i18n.t('desk.reason')}
        open={i18n.t('form.choose')} options={desk.profiles.value.reasons}
        value={reason} lacks={lacks} change={setReason}
      />
      {lacks && (
        <p class="error" role="alert">{i18n.t('form.fault_required')}</p>
      )}
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      <div class="row">
        <button type="submit" class="button small quiet" disabled={busy}>
          {i18n.t('desk.decline')}
        </button>
      </div>
    </form>
  );
}

export function ProfileDetail({ draft }: { draft: DeskProfile }): VNode {
  const { desk, i18n } = useDesk();
  const { t } = i18n;
  const form = desk.profileForm.value;
  const contact = fieldRows(draft.contact, null);
  const kind = form?.kinds.find(({ value }) => value === draft.kind);
  return (
    <article class="detail" aria-labelledby="detail-title">
      <h2 id="detail-title">
        <code class="reference">{draft.reference}</code>
      </h2>
      <p class="state">{draft.state_label}</p>
      <Facts
        rows={[
          ...(draft.reason_label
            ? [[t('desk.reason'), draft.reason_label] as const] : []),
          ...(draft.corrects && draft.record
            ? [[t('profile.corrects'), draft.record.name] as const]
            : [[form?.kind, kind?.label ?? draft.kind] as const]),
          ...profileRows(draft, form, i18n.lang.value),
        ]}
      />
      <h3>{t('sources.title')}</h3>
      <SourceList sources={draft.sources} i18n={i18n} />
      <h3>{t('desk.contact')}</h3>
      {contact.length ? <Facts rows={contact} />
        : <p class="muted">{t('desk.no_contact')}</p>}
      {draft.state === 'in_review' && (
        <>
          <h3>{t('desk.moves')}</h3>
          <Publish key={`publish ${draft.reference}`} draft={draft} />
          <Decline key={`decline ${draft.reference}`} draft={draft} />
        </>
      )}
    </article>
  );
}
