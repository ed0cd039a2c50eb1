/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calendar.h - which days are worked in a country, and what time it is there.
 *
 * Weekends are the country's own (its record of kind `calendar`, else CLDR);
 * public holidays and make-up working days only those that the corpus has
 * for a year. What it has not is told by calendar_gaps() and never guessed.
 * Knows no orders and no clock of its own. Threads: any; values that borrow
 * from a snapshot. */
#ifndef CALENDAR_H
#define CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "calendar/days.h"
#include "publish/snapshot.h"
#include "turn.h"

enum {
    CALENDAR_DAYS_MAX = 1000, /* working days that are counted at once */
    CALENDAR_GAPS_MAX = 4
};

struct calendar {
    char country[3];             /* ISO 3166-1 */
    unsigned weekend;            /* bit 0 Monday ... bit 6 Sunday */
    const char *time_zone;       /* IANA name, or NULL: unknown or several */
    const struct record *record; /* NULL: weekends by CLDR alone */
    const struct record *place;  /* the country; NULL if nobody knows it */
};

/* The calendar of a country. A code that nobody knows has the weekend of
 * most countries, Saturday and Sunday, and no holidays. */
void calendar_of(const struct snapshot *snapshot, const char *country,
                 struct calendar *out);
/* ... of the country that a city, park, parlor, room, enterprise ... lies in:
 * its own `country`, else China, whose places the corpus holds. */
void calendar_at(const struct snapshot *snapshot, const struct record *where,
                 struct calendar *out);

/* Is the day worked, as far as is known? */
bool calendar_works(const struct calendar *calendar, struct date day);
/* The n-th working day after from, which itself does not count: Monday and 2
 * give Wednesday. n from 0 (from itself) to CALENDAR_DAYS_MAX. 1 and *out; 0
 * if from or n are out of range. */
int calendar_add_working_days(const struct calendar *calendar, struct date from,
                              int n, struct date *out);
/* The day itself if it is worked, else the next one that is. */
struct date calendar_next_working_day(const struct calendar *calendar,
                                      struct date day);

/* Add the country's name to a phrase, as its argument "country". */
void calendar_name(const struct calendar *calendar, struct phrase *phrase);
/* What is not known of the years from..to, as phrases for a reader
 * ("without public holidays of 2027"): how many, at most
 * CALENDAR_GAPS_MAX. */
size_t calendar_gaps(const struct calendar *calendar, struct date from,
                     struct date to,
                     struct phrase out[static CALENDAR_GAPS_MAX]);

/* ---- time of day --------------------------------------------------------- */

/* A moment (ms since 1970) as day and minute of the day in a zone: 1, or 0
 * if the zone is NULL or no IANA name. */
int calendar_local(const char *zone, int64_t at, struct date *day, int *minute);
/* The moment of a day and minute (0 to 1440) in a zone: 1 or 0. What a
 * change to summer time leaves out is taken an hour later. */
int calendar_moment(const char *zone, struct date day, int minute, int64_t *at);

/* n working days after a moment, at the same time of day. What comes in on a
 * day off counts from the beginning of the next working day. In the zone of
 * the calendar, else in `zone`: 1 and *out, or 0. */
int calendar_deadline(const struct calendar *calendar, const char *zone,
                      int64_t at, int n, int64_t *out);

/* ---- opening hours ------------------------------------------------------- */

enum { HOURS_SPANS_MAX = 14 };

/* Minutes of the day, half-open, on days of the week (bits as above). */
struct hours_span {
    unsigned days;
    int from, to;
};

struct hours {
    struct hours_span spans[HOURS_SPANS_MAX];
    size_t count;
};

/* "Mo-Fr 09:00-17:30; Sa 10:00-12:00" (the notation of OpenStreetMap, days
 * and times only): 1, 0 unknown (NULL or other words), which is neither open
 * nor closed. */
int hours_read(const char *text, struct hours *out);
/* Is all of from..to (minutes of one day) within one span? */
bool hours_hold(const struct hours *hours, struct date day, int from, int to);
/* The first span that ends after minute on this day: 1, or 0 if it is shut. */
int hours_next(const struct hours *hours, struct date day, int minute,
               struct hours_span *out);

#endif
