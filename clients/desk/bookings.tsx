// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms and places that were asked for, in order of time.

import type { VNode } from 'preact';
import type { DeskBooking } from './protocol.js';
import type { Booking } from '../shared/protocol.js';
import { Facts, fieldRows } from '../shared/ui/facts.js';
import { Timeline } from '../shared/ui/timeline.js';
import { useDesk } from './app.js';
import { Item } from './item.js';
import { Moves } from './order-moves.js';

const begins = (booking: Pick<Booking, 'from' | 'first'>): string | null =>
  booking.from ?? booking.first ?? null;

export function BookingList(): VNode {
  const { desk, i18n } = useDesk();
  const open = desk.open.value;
  const bookings = desk.bookings.value;
  if (!bookings.length)
    return <p class="muted empty">{i18n.t('desk.no_bookings')}</p>;
  return (
    <ul class="items">
      {bookings.map((booking) => (
        <Item
          key={booking.reference} title={booking.reference}
          tag={booking.state_label}
          to={{ kind: 'booking', reference: booking.reference }}
          current={open?.kind === 'booking'
            && open.reference === booking.reference}
        >
          <bdi>{booking.subject.name}</bdi>
          <span class="item-foot">
            <bdi>{i18n.time(begins(booking) ?? '')}</bdi>
          </span>
        </Item>
      ))}
    </ul>
  );
}

export function BookingDetail({ booking }: { booking: DeskBooking }): VNode {
  const { desk, i18n } = useDesk();
  const { t } = i18n;
  const contact = fieldRows(booking.contact ?? {}, null);
  return (
    <article class="detail" aria-labelledby="detail-title">
      <h2 id="detail-title">
        <code class="reference">{booking.reference}</code>
      </h2>
      <p class="state">{booking.state_label}</p>
      <Facts
        rows={[
          [t('booking.title'), booking.subject.name],
          ...(begins(booking)
            ? [[t('rooms.from'), i18n.time(begins(booking) ?? '')] as const]
            : []),
          ...(booking.to
            ? [[t('rooms.to'), i18n.time(booking.to)] as const] : []),
          [t('events.people'), i18n.number(booking.people)],
          ...fieldRows(booking.fields, null),
        ]}
      />
      <h3>{t('desk.contact')}</h3>
      {contact.length ? <Facts rows={contact} />
        : <p class="muted">{t('desk.no_contact')}</p>}
      <h3>{t('desk.moves')}</h3>
      <Moves
        choices={booking.moves.map((move) => ({
          ...move, id: move.to,
          run: ({ note }) =>
            desk.moveBooking(booking.reference, move.to, note),
        }))}
      />
      <h3>{t('status.timeline')}</h3>
      <Timeline steps={booking.timeline ?? []} i18n={i18n} />
    </article>
  );
}
