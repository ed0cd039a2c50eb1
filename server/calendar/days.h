/* SPDX-License-Identifier: GPL-3.0-or-later */
/* days.h - arithmetic on days of the Gregorian calendar.
 *
 * Says nothing of which of them are worked. Threads: any; pure. */
#ifndef CALENDAR_DAYS_H
#define CALENDAR_DAYS_H

#include <jansson.h>
#include <stdbool.h>

#include "turn.h"

enum { DAY_TEXT = 11 }; /* "2026-11-23" and NUL */

/* Is it a whole day that there is, of the years 1900 to 2199? */
bool day_valid(struct date day);
/* "2026-11-23" and nothing else: 1, or 0 with *out all 0. */
int day_read(const char *text, struct date *out);
void day_write(struct date day, char out[DAY_TEXT]);
/* The same as a new value; null for no day (year 0). */
json_t *day_json(struct date day);

/* Days since 1970-01-01, and back (H. Hinnant, "chrono-compatible
 * low-level date algorithms"). The day must be valid. */
long day_number(struct date day);
struct date day_of(long number);

/* 0 Monday ... 6 Sunday. */
int day_weekday(struct date day);
struct date day_plus(struct date day, long days);
/* Before, the same, after: below 0, 0, above 0. */
int day_compare(struct date a, struct date b);

#endif
