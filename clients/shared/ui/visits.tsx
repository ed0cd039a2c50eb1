// SPDX-License-Identifier: GPL-3.0-or-later
// Theme days and fairs with places, the parlor's rooms, and a route through
// what was kept.

import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Chosen } from '../form-way.js';
import type {
  BookingReceipt, EventListed, RoomListed, Visit,
} from '../protocol.js';
import { useApp } from './app.js';
import { BookingForm } from './booking-form.js';
import { LinkBox } from './link-box.js';
import { Sheet } from './sheet.js';
import { useLoad } from './use-load.js';
import { Waiting } from './waiting.js';

function Days({ first, last }: {
  first?: string | null | undefined; last?: string | null | undefined;
}): VNode | null {
  const { i18n } = useApp();
  if (!first) return null;
  return (
    <span>
      {last && last !== first
        ? i18n.t('cite.from_to', {
            from: i18n.date(first), to: i18n.date(last),
          })
        : i18n.date(first)}
    </span>
  );
}

/* A line with its form behind a button, and the receipt in its place. */
function Asking({ label, method, params, times, chosen, day }: {
  label: string; method: string; params: object; times: boolean;
  chosen: boolean; day?: string | undefined;
}): VNode {
  const { i18n } = useApp();
  const [open, setOpen] = useState(chosen);
  const [receipt, setReceipt] = useState<BookingReceipt | null>(null);
  if (receipt)
    return (
      <LinkBox
        url={receipt.url}
        text={`${i18n.t('booking.done')} · ${receipt.reference} · ${
          receipt.state_label}`}
      />
    );
  if (!open)
    return (
      <button
        type="button" class="button small quiet" onClick={() => setOpen(true)}
      >
        {label}
      </button>
    );
  return (
    <BookingForm
      method={method} params={params} times={times} day={day} label={label}
      done={setReceipt} cancel={() => setOpen(false)}
    />
  );
}

function EventLine({ event, chosen }: {
  event: EventListed; chosen: boolean;
}): VNode {
  const { i18n } = useApp();
  return (
    <li class="card">
      <h4 class="card-title">
        <bdi>{event.name}</bdi>
        {event.synthetic
          && <span class="tag warn">{i18n.t('synthetic')}</span>}
      </h4>
      <p class="muted small">
        {[
          event.city?.name, event.parlor?.name,
          event.left !== null
            && i18n.t('events.left', { count: event.left }),
        ].filter(Boolean).join(' · ')}
        {' '}<Days first={event.first} last={event.last} />
      </p>
      {event.summary && <p dir="auto">{event.summary}</p>}
      {event.open && (
        <Asking
          label={i18n.t('events.register')} method="event.register"
          params={{ event: event.id }} times={false} chosen={chosen}
        />
      )}
    </li>
  );
}

/* So many of the times that are taken are shown; all of them are refused. */
const BUSY_MOST = 8;

/* By whom is not said. */
function Busy({ room }: { room: RoomListed }): VNode | null {
  const { i18n } = useApp();
  if (!room.taken.length) return null;
  const time = (value: string | null): string =>
    value ? i18n.time(value) : '';
  return (
    <p class="small">
      {i18n.t('rooms.busy')}{' '}
      {room.taken.slice(0, BUSY_MOST).map(({ from, to }, i) => (
        <span key={i}>
          {i > 0 && '; '}<bdi>{time(from)} – {time(to)}</bdi>
        </span>
      ))}
      {room.taken.length > BUSY_MOST && '; …'}
    </p>
  );
}

function RoomLine({ room, chosen, day }: {
  room: RoomListed; chosen: boolean; day: string | undefined;
}): VNode {
  const { i18n } = useApp();
  return (
    <li class="card">
      <h4 class="card-title"><bdi>{room.name}</bdi></h4>
      <p class="muted small">
        {[
          room.parlor?.name, room.hours,
          room.seats !== null && i18n.t('rooms.seats', { count: room.seats }),
          room.outdoor && i18n.t('rooms.outdoor'),
        ].filter(Boolean).join(' · ')}
      </p>
      <Busy room={room} />
      <Asking
        label={i18n.t('rooms.request')} method="room.request"
        params={{ room: room.id }} times chosen={chosen} day={day}
      />
    </li>
  );
}

function Route({ visit }: { visit: Visit }): VNode {
  const { i18n } = useApp();
  return (
    <section class="card">
      {visit.days.map((day, i) => (
        <div key={i}>
          <h4>{day.date ? i18n.date(day.date) : i + 1}</h4>
          <ol class="points">
            {day.stops.map((stop) => (
              <li key={stop.id}>
                <bdi>{stop.name}</bdi>{' '}
                <span class="muted small">
                  {i18n.t('visit.stop', {
                    km: i18n.number(Math.round(stop.km)),
                    minutes: i18n.number(stop.minutes),
                  })}
                </span>
              </li>
            ))}
          </ol>
        </div>
      ))}
      {visit.notes.map((note) => (
        <p key={note} class="muted small">{note}</p>
      ))}
    </section>
  );
}

function Planner(): VNode {
  const { session, i18n, picks } = useApp();
  const [start, setStart] = useState('');
  const [visit, setVisit] = useState<Visit | null>(null);
  const [failed, setFailed] = useState(false);
  const stops = picks.kept.value.map((pick) => pick.id);
  const compose = (event: Event): void => {
    event.preventDefault();
    session.call<Visit>('visit.compose', { stops, ...(start && { start }) })
      .then((got) => { setFailed(false); setVisit(got); },
        () => setFailed(true));
  };
  return (
    <form class="form" onSubmit={compose}>
      <p class="muted small">{i18n.t('visit.text')}</p>
      {!stops.length && <p>{i18n.t('shortlist.empty')}</p>}
      <div class="field">
        <label for="visit-start">
          {i18n.t('visit.start')}{' '}
          <span class="muted">({i18n.t('form.optional')})</span>
        </label>
        <input
          id="visit-start" type="date" value={start}
          onInput={(event) => setStart(event.currentTarget.value)}
        />
      </div>
      {failed && <p class="error" role="alert">{i18n.t('error.try')}</p>}
      <button type="submit" class="button" disabled={!stops.length}>
        {i18n.t('visit.compose')}
      </button>
      {visit && <Route visit={visit} />}
    </form>
  );
}

/* Comes into sight and under the keyboard if the reader is led there. */
function PartTitle({ text, led }: { text: string; led: boolean }): VNode {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!led) return;
    title.current?.scrollIntoView({ block: 'start' });
    title.current?.focus({ preventScroll: true });
  }, [led]);
  return <h3 ref={title} tabIndex={led ? -1 : undefined}>{text}</h3>;
}

export function VisitsSheet(
  { chosen }: { chosen?: Chosen | undefined },
): VNode {
  const { session, i18n } = useApp();
  const events = useLoad(
    () => session.call<{ events: EventListed[] }>('event.list', {}),
    [i18n.lang.value]);
  const rooms = useLoad(
    () => session.call<{ rooms: RoomListed[] }>('room.list', {}),
    [i18n.lang.value]);
  const open = events.value?.events.filter((event) => !event.over);
  const listed = chosen?.form === 'room' ? rooms.value?.rooms
    : open?.filter((event) => event.open);
  const isChosen = (form: Chosen['form'], id: string): boolean =>
    chosen?.form === form && chosen.id === id;
  /* Only to the part where what is chosen cannot be asked for. */
  const led = (form: Chosen['form']): boolean =>
    chosen?.form === form && Boolean(open && rooms.value)
    && !listed?.some(({ id }) => id === chosen.id);
  return (
    <Sheet title={i18n.t('visits.title')} wide>
      <h3>{i18n.t('visit.title')}</h3>
      <Planner />
      <PartTitle text={i18n.t('events.title')} led={led('event')} />
      {open ? (
        <ul class="stack">
          {open.map((event) => (
            <EventLine
              key={event.id} event={event}
              chosen={isChosen('event', event.id)}
            />
          ))}
        </ul>
      ) : <Waiting load={events} />}
      <PartTitle text={i18n.t('rooms.title')} led={led('room')} />
      {rooms.value ? (
        <ul class="stack">
          {rooms.value.rooms.map((room) => (
            <RoomLine
              key={room.id} room={room} chosen={isChosen('room', room.id)}
              day={chosen?.day}
            />
          ))}
        </ul>
      ) : <Waiting load={rooms} />}
    </Sheet>
  );
}
