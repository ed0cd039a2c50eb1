// SPDX-License-Identifier: GPL-3.0-or-later
// A profile as who sent it sees it: whether it is published, and what it says.

import type { VNode } from 'preact';
import { profileRows } from '../profile-rows.js';
import type { Profile, ProfileForm } from '../protocol.js';
import { useApp } from './app.js';
import { Facts } from './facts.js';
import { SourceList } from './source-list.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

function ProfileCard({ profile }: { profile: Profile }): VNode {
  const { session, i18n } = useApp();
  const { value: form } = useLoad(
    () => session.call<ProfileForm>('form.get', { form: 'profile' }),
    [i18n.lang.value]);
  const { record, reason_label: reason, at } = profile;
  return (
    <>
      <p class="state" role="status">{profile.state_label}</p>
      <Facts
        rows={[
          ...(reason ? [[i18n.t('profile.reason'), reason] as const] : []),
          ...(profile.corrects && record
            ? [[i18n.t('profile.corrects'), record.name] as const] : []),
          [i18n.t('cite.date'), i18n.time(at)],
          ...profileRows(profile, form, i18n.lang.value),
        ]}
      />
      <h2>{i18n.t('sources.title')}</h2>
      <SourceList sources={profile.sources} i18n={i18n} />
    </>
  );
}

/* /profile/REF#SECRET */
export function ProfilePage(
  { id, secret }: { id: string; secret: string },
): VNode {
  const { session, i18n } = useApp();
  const load = useLoad(
    () => session.call<Profile>('profile.get', { reference: id, secret }),
    [id, secret, i18n.lang.value]);
  return (
    <article class="status">
      <p class="muted">{i18n.t('profile.page')}</p>
      <h1><code class="reference">{id}</code></h1>
      {load.value ? <ProfileCard profile={load.value} />
        : <Waiting load={load} lost="profile.not_found" />}
      <p><a class="link" href="/">{i18n.t('status.back')}</a></p>
    </article>
  );
}
