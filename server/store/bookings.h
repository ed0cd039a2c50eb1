/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bookings.h - rooms asked for, registrations for events, and what becomes
 * of them.
 *
 * A room is occupied by what is requested, approved or held; half-open spans
 * of one room never overlap, which the tables themselves hold. Contact
 * values come sealed and are never looked into here. Timelines only grow.
 * Knows no legal moves, hours or places (calendar/bookings.h).
 * Threads: that of the store. */
#ifndef STORE_BOOKINGS_H
#define STORE_BOOKINGS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

enum {
    BOOKING_REFERENCE_MAX = 16, /* "B-2611-7KQ4M" */
    BOOKING_WORD_MAX = 24,
    BOOKING_OWNER_MAX = 65,
    BOOKING_RECORD_MAX = 121,
    BOOKING_HASH = 32,
    BOOKING_DAY_MAX = 11
};

struct booking_row {
    char reference[BOOKING_REFERENCE_MAX];
    char kind[BOOKING_WORD_MAX];      /* "room" or "event" */
    char subject[BOOKING_RECORD_MAX]; /* id of the room or event */
    char state[BOOKING_WORD_MAX];
    int64_t from_at, to_at; /* ms since 1970; of an event 0: not known */
    int64_t people;
    char visitor[BOOKING_OWNER_MAX]; /* "" once erased */
    char conversation[BOOKING_OWNER_MAX], cid[BOOKING_OWNER_MAX];
    char lang[BOOKING_WORD_MAX], notice[BOOKING_WORD_MAX];
    bool contact, partner; /* consents */
    int64_t created_at, changed_at, erased_at;
    unsigned char secret[BOOKING_HASH];
    json_t *fields;        /* owned; nothing of the contact; or NULL */
    unsigned char *sealed; /* owned; or NULL */
    size_t sealed_len;
};
void booking_row_fini(struct booking_row *row); /* may be called twice */

struct booking_entry {
    int64_t number, at;
    const char *state;
    const char *actor; /* "visitor", "staff", "timer" */
    const char *who;   /* id of the staff user, or "" */
    const char *note;  /* NULL: none or erased */
};

/* Keep a new booking with its first entry. 1 kept, 0 the reference is taken,
 * -1. Needs store_begin(). */
int bookings_add(struct store *store, const struct booking_row *row,
                 const struct booking_entry *first, struct err *err);
/* 1 and *out (booking_row_fini), 0 there is none, -1. */
int bookings_get(struct store *store, const char *reference,
                 struct booking_row *out, struct err *err);
int bookings_of_request(struct store *store, const char *visitor,
                        const char *cid, struct booking_row *out,
                        struct err *err);
/* What occupies some of from..to in a room, the first of it. */
int bookings_clash(struct store *store, const char *room, int64_t from,
                   int64_t to, struct booking_row *out, struct err *err);

/* Go to entry->state: 1 done, 0 it is no longer in `from`, -1. Needs
 * store_begin(). entry->at becomes now. */
int bookings_move(struct store *store, const char *reference, const char *from,
                  struct booking_entry *entry, int64_t now, struct err *err);

typedef int booking_entry_fn(void *context, const struct booking_entry *entry,
                             struct err *err);
typedef int booking_row_fn(void *context, struct booking_row *row,
                           struct err *err);
int bookings_timeline(struct store *store, const char *reference,
                      booking_entry_fn *fn, void *context, struct err *err);

/* Which ones; what is NULL or 0 does not matter. */
struct booking_filter {
    const char *kind, *subject, *state, *visitor;
    bool occupies;    /* only what takes a room: requested, approved, held */
    int64_t from, to; /* they touch this span (ms) */
    int limit;        /* required */
};
/* In order of their time, then of their making; not those erased. */
int bookings_each(struct store *store, const struct booking_filter *filter,
                  booking_row_fn *fn, void *context, struct err *err);
/* People of an event in a state; -1 on failure. */
int64_t bookings_people(struct store *store, const char *event,
                        const char *state, struct err *err);
/* How many a visitor has made since; -1 on failure. */
int64_t bookings_count(struct store *store, const char *visitor, int64_t since,
                       struct err *err);
/* Requests whose time has begun, and rows over since `before` that are not
 * erased yet, but for those of the subjects in besides (",a,b,"): for
 * timers. */
int bookings_late(struct store *store, int64_t now, int limit,
                  booking_row_fn *fn, void *context, struct err *err);
int bookings_old(struct store *store, int64_t before, const char *besides,
                 int limit, booking_row_fn *fn, void *context, struct err *err);

/* Found again by a keyed hash of a contact value. */
int bookings_find_by(struct store *store, const char *reference,
                     const unsigned char hash[BOOKING_HASH], struct err *err);
int bookings_found(struct store *store, const unsigned char hash[BOOKING_HASH],
                   booking_row_fn *fn, void *context, struct err *err);
/* Take away all that is personal; states and times stay. 1, 0 there is none
 * or it was done before, -1. Needs store_begin(); then store_scrub(). */
int bookings_erase(struct store *store, const char *reference, int64_t now,
                   struct err *err);

/* ---- events -------------------------------------------------------------- */

/* What staff have set besides the record. */
struct event_setting {
    int64_t places;                                     /* -1: not set */
    char first[BOOKING_DAY_MAX], last[BOOKING_DAY_MAX]; /* "": not set */
    bool open;
};
/* 1 and *out, 0 nothing was set (*out says so and is open), -1. */
int event_settings_get(struct store *store, const char *event,
                       struct event_setting *out, struct err *err);
/* Needs store_begin(). */
int event_settings_put(struct store *store, const char *event,
                       const struct event_setting *setting, const char *who,
                       int64_t now, struct err *err);

/* ---- follow-ups ---------------------------------------------------------- */

/* A follow-up was done: 1, 0 it was before, -1. Needs store_begin(). */
int follow_ups_done(struct store *store, const char *reference, int after_days,
                    const char *who, const char *note, int64_t now,
                    struct err *err);
/* When: 1 and *at, 0 not yet, -1. */
int follow_ups_at(struct store *store, const char *reference, int after_days,
                  int64_t *at, struct err *err);

#endif
