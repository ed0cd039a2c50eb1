// SPDX-License-Identifier: GPL-3.0-or-later
// A booking as its holder sees it.

import type { VNode } from 'preact';
import type { Booking } from '../protocol.js';
import { useApp } from './app.js';
import { AskAgain, type Why } from './ask-again.js';
import { Facts, fieldRows } from './facts.js';
import { Timeline } from './timeline.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

function BookingCard({ booking }: { booking: Booking }): VNode {
  const { i18n } = useApp();
  const when = [booking.from ?? booking.first, booking.to ?? booking.last]
    .filter((text) => text !== null && text !== undefined)
    .map((text) => (text.includes('T') ? i18n.time(text) : i18n.date(text)));
  return (
    <>
      <p class="state" role="status">{booking.state_label}</p>
      <Facts
        rows={[
          [i18n.t('booking.title'), booking.subject.name],
          ...(when.length
            ? [[i18n.t('cite.date'), when.join(' – ')] as const] : []),
          [i18n.t('events.people'), i18n.number(booking.people)],
          ...fieldRows(booking.fields, null),
        ]}
      />
      {booking.notes.map((note) => (
        <p key={note} class="notice info">{note}</p>
      ))}
      <h2>{i18n.t('status.timeline')}</h2>
      <Timeline steps={booking.timeline} i18n={i18n} />
    </>
  );
}

/* /booking/REF#SECRET */
export function BookingPage(
  { id, secret }: { id: string; secret: string },
): VNode {
  const { session, i18n } = useApp();
  const load = useLoad(
    () => session.call<Booking>('booking.get', { reference: id, secret }),
    [id, secret, i18n.lang.value]);
  const cancel = ({ words }: Why): Promise<unknown> =>
    session.call<Booking>('booking.cancel', {
      reference: id, secret, ...(words && { why: words }),
    }).then(load.set);
  return (
    <article class="status">
      <p class="muted">{i18n.t('booking.title')}</p>
      <h1><code class="reference">{id}</code></h1>
      {load.value ? <BookingCard booking={load.value} />
        : <Waiting load={load} lost="booking.not_found" />}
      {load.value?.moves.includes('cancelled') && (
        <AskAgain
          label={i18n.t('booking.cancel')} yes={i18n.t('booking.cancel')}
          send={cancel}
        />
      )}
      <p><a class="link" href="/">{i18n.t('status.back')}</a></p>
    </article>
  );
}
