/* SPDX-License-Identifier: GPL-3.0-or-later */
/* booking_parts.h - what the files of bookings share.
 *
 * Private to calendar/. Threads: one worker's workspace. */
#ifndef CALENDAR_BOOKING_PARTS_H
#define CALENDAR_BOOKING_PARTS_H

#include "calendar/bookings.h"

int booking_refuse(struct booking_refusal *refusal,
                   enum booking_refusal_code code, const char *path,
                   const char *what);

/* A published record of a kind; NULL if there is none. */
const struct record *booking_record(const struct workspace *ws, const char *id,
                                    const char *kind);
/* The parlor of a room or event. */
const struct record *booking_parlor(const struct workspace *ws,
                                    const struct record *record);
/* The time zone of where it is: never NULL. */
const char *booking_zone(const struct calendar *calendar);

/* Opening hours of a room's parlor: 1, 0 unknown. */
int booking_hours(const struct workspace *ws, const struct record *room,
                  struct hours *out);

/* Keep a new row under a free reference, with its first entry, its look-ups
 * and a notice to staff: 1, or -1. In a transaction. */
int booking_keep(struct workspace *ws, const struct booking_request *request,
                 const struct booking_entry *first, struct booking_row *row,
                 struct err *err);
/* A row filled in from a request. */
void booking_row_make(const struct workspace *ws,
                      const struct booking_request *request, const char *kind,
                      const char *subject, struct booking_row *row);
/* In a transaction: 1 and *row if the request was taken before, 0 if it is
 * new, -1; and 0 with *refusal if there were too many (code set). */
int booking_before(struct workspace *ws, const struct booking_request *request,
                   struct booking_row *row, struct booking_refusal *refusal,
                   struct err *err);

/* Tell staff in the same transaction. */
int booking_tell(struct workspace *ws, const struct booking_row *row,
                 const char *key, struct err *err);

/* And who booked, if they may be written to. */
int booking_tell_visitor(struct workspace *ws, const struct booking_row *row,
                         struct err *err);

/* Give free places to who waits, in order: 0 or -1. In a transaction. */
int event_promote(struct workspace *ws, const char *event, struct err *err);

/* A legal move, or NULL. */
struct booking_step {
    const char *from, *to;
    unsigned actors;     /* bits of enum booking_actor */
    unsigned needs_note; /* of these actors */
};
const struct booking_step *booking_step_find(const char *from, const char *to);
/* All rows, ended by one whose from is NULL. */
const struct booking_step *booking_steps(void);

#endif
