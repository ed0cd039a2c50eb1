/* SPDX-License-Identifier: GPL-3.0-or-later */
/* visit.h - a route through chosen places, and the working days it takes.
 *
 * The order of stops is the shortest way through all of them, exactly, by
 * great circles between the positions of the records. How long a day and a
 * stop are, and how fast one travels, is assumed and left to be said. Books
 * nothing and writes no text. Threads: any; values that borrow from a
 * snapshot. */
#ifndef CALENDAR_VISIT_H
#define CALENDAR_VISIT_H

#include "calendar/calendar.h"

enum {
    VISIT_STOPS_MAX = 12,
    VISIT_DAYS_MAX = 60,
    VISIT_NOTES_MAX = 24,
    VISIT_HOURS = 8,       /* of a day, unless asked otherwise */
    VISIT_MINUTES = 120,   /* at a stop */
    VISIT_BEGINS = 9 * 60, /* minute of the day */
    VISIT_KM_PER_HOUR = 80
};
/* Roads are taken to be so much longer than great circles. */
#define VISIT_ROAD 1.3

/* What is asked for. */
struct visit_wish {
    const struct record **stops; /* 1 to VISIT_STOPS_MAX, each once */
    size_t count;
    bool in_order;     /* as given, instead of the shortest way */
    struct date start; /* first day that may be used */
    int hours;         /* of a day: 2 to 14 */
    int minutes;       /* at a stop: 15 to 480 */
};

struct visit_stop {
    const struct record *record;
    double km;  /* from the stop before; 0 of the first, -1 unknown */
    int travel; /* minutes from there, by the assumptions */
    struct date day;
    int from, to; /* minutes of the day */
};

struct visit {
    struct visit_stop stops[VISIT_STOPS_MAX];
    size_t count;
    double km;        /* of the legs that are known */
    size_t travelled; /* days that hold nothing but travel */
    struct phrase notes[VISIT_NOTES_MAX]; /* what was assumed, is not known */
    size_t note_count;
};

/* Where a record is: its own position, else that of the place, park, city or
 * host it belongs to, then *near is true; 1, or 0 if nothing is known. */
int visit_position(const struct snapshot *snapshot, const struct record *record,
                   double *lon, double *lat, bool *near);

/* 1 and *out; 0 with *what if it cannot be: a size out of range, a record
 * twice, no day on which a stop is open long enough, or a trip of more than
 * VISIT_DAYS_MAX. */
int visit_compose(const struct snapshot *snapshot,
                  const struct visit_wish *wish, struct visit *out,
                  const char **what);

#endif
