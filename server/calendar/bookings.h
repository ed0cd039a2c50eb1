/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bookings.h - rooms of a parlor and places of an event, from asking to the
 * end, and what follows a fair.
 *
 * A room is given to one party at a time: what is requested, approved or
 * held by staff occupies it, so two who ask at once cannot both be told yes.
 * An event with a known number of places confirms at once while there are
 * some and keeps a waiting list in order after that. Reads no form and seals
 * nothing: contact values come sealed through the caller.
 * Threads: any, with that thread's workspace. */
#ifndef CALENDAR_BOOKINGS_H
#define CALENDAR_BOOKINGS_H

#include <jansson.h>

#include "base/err.h"
#include "calendar/calendar.h"
#include "publish/workspace.h"
#include "store/bookings.h"

enum {
    BOOKING_PEOPLE_MAX = 1000,
    BOOKING_AHEAD_DAYS = 365, /* so far ahead a room may be asked for */
    BOOKING_LEAST_MINUTES = 15,
    BOOKING_A_DAY = 20,      /* requests of one visitor */
    BOOKING_KEEP_DAYS = 396, /* after the end, then erased: a year and more,
                                for the follow-ups of a fair */
    BOOKING_NOTE_MAX = 2000,
    BOOKING_LOOKUPS_MAX = 2
};

enum booking_refusal_code {
    BOOKING_REFUSED_FIELD = 1, /* path and what say why */
    BOOKING_REFUSED_TAKEN,     /* the room is occupied, or places are gone */
    BOOKING_REFUSED_MOVE,      /* no legal move from here */
    BOOKING_REFUSED_MANY,
    BOOKING_REFUSED_UNKNOWN /* none, or not theirs */
};

struct booking_refusal {
    enum booking_refusal_code code;
    char path[64];
    char what[160];
};

enum booking_actor { BOOKING_VISITOR, BOOKING_STAFF, BOOKING_TIMER };

/* Who asks. Texts are borrowed. */
struct booking_request {
    const char *visitor, *conversation, *cid, *notice;
    enum lang lang;
    int64_t people;
    bool partner;         /* consent beyond being contacted */
    const json_t *fields; /* nothing of the contact */
    unsigned char secret[BOOKING_HASH];
    unsigned char lookups[BOOKING_LOOKUPS_MAX][BOOKING_HASH];
    size_t lookup_count;
    /* Seal the contact under row->reference into row->sealed. */
    void (*seal)(void *context, struct booking_row *row);
    void *context;
};

/* Ask for a room from..to ("2026-12-01T09:00", time of the room, one day),
 * or register for an event. The same cid of the same visitor gives the same
 * booking. 1 and *out (booking_row_fini), 0 refused, -1. Each runs in a
 * transaction of its own: what is answered is kept. */
int booking_room(struct workspace *ws, const struct booking_request *request,
                 const char *room, const char *from, const char *to,
                 struct booking_row *out, struct booking_refusal *refusal,
                 struct err *err);
int booking_event(struct workspace *ws, const struct booking_request *request,
                  const char *event, struct booking_row *out,
                  struct booking_refusal *refusal, struct err *err);
/* Staff keep a room for themselves. */
int booking_hold(struct workspace *ws, const char *who, const char *room,
                 const char *from, const char *to, const char *note,
                 struct booking_row *out, struct booking_refusal *refusal,
                 struct err *err);

/* By a reference as people type it: 1 and *out, 0, -1. */
int booking_find(struct workspace *ws, const char *reference,
                 struct booking_row *out, struct err *err);

/* Move a booking; declining, and cancelling what was approved by staff, need
 * a note, which the other side sees. Places that become free go to who waits.
 * 1, 0 refused, -1. */
int booking_move(struct workspace *ws, const char *reference, const char *to,
                 enum booking_actor actor, const char *who, const char *note,
                 struct booking_refusal *refusal, struct err *err);

/* ---- events -------------------------------------------------------------- */

/* An event as it stands, from its record and what staff set. */
struct event_state {
    const struct record *event;
    struct date first, last; /* year 0: not known */
    int64_t places;          /* -1: not known */
    int64_t taken, waiting;  /* people */
    bool open, over;
};
int event_state_of(struct workspace *ws, const struct record *event,
                   struct event_state *out, struct err *err);
/* Staff set places, days and whether registration is open: {"places": n or
 * null, "first": day or null, "last": day or null, "open": bool}, each of
 * them optional. 1, 0 refused, -1. */
int event_set(struct workspace *ws, const char *event, const json_t *params,
              const char *who, struct booking_refusal *refusal,
              struct err *err);

/* ---- after a fair ("6+365") ---------------------------------------------- */

/* What is due with who registered for a fair: told each with its day. */
struct follow_up {
    const struct booking_row *row;
    const struct record *event;
    int after_days;
    struct date due;
    int64_t done_at; /* 0: not yet */
};
typedef int follow_up_fn(void *context, const struct follow_up *task,
                         struct err *err);
/* Tasks due by a day, done ones only if asked for; at most limit. */
int follow_ups_each(struct workspace *ws, struct date until, bool done,
                    int limit, follow_up_fn *fn, void *context,
                    struct err *err);
/* Staff have done one: 1, 0 refused, -1. */
int follow_up_done(struct workspace *ws, const char *reference, int after_days,
                   const char *who, const char *note,
                   struct booking_refusal *refusal, struct err *err);

/* ---- time and persons ---------------------------------------------------- */

/* Requests whose time has come without an answer end, and with an event who
 * asks or waits for it; free places go to who waits, old bookings are erased:
 * how many changed, or -1. */
int booking_sweep(struct workspace *ws, struct err *err);

/* Erase the bookings of a person, found by the keyed hash of an e-mail
 * address or telephone number, in the log of the store too: how many, or -1.
 */
int booking_erase_person(struct workspace *ws,
                         const unsigned char hash[BOOKING_HASH],
                         struct err *err);

/* ---- as the wire shows them ---------------------------------------------- */

/* What the person who booked sees, a new object; for staff with who made
 * each entry, consents and legal moves. 0 or -1. */
int booking_view(struct workspace *ws, const struct booking_row *row,
                 enum lang lang, bool staff, json_t **out, struct err *err);
/* room.list, event.list: new arrays. city and theme (industry or role) may be
 * NULL. 0 or -1. */
int booking_rooms(struct workspace *ws, enum lang lang, json_t **out,
                  struct err *err);
int booking_events(struct workspace *ws, enum lang lang, const char *city,
                   const char *theme, json_t **out, struct err *err);

#endif
