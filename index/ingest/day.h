/* SPDX-License-Identifier: GPL-3.0-or-later */
/* day.h - steps from one ISO 8601 day to another.
 *
 * "2020-10" counts as its first day, "2020" too. Threads: any; pure. */
#ifndef INGEST_DAY_H
#define INGEST_DAY_H

#include <stdbool.h>

enum { DATE_SIZE = 11 }; /* "2020-10-13" and NUL */

/* The day before; false if date is none or the first of all. */
bool day_before(const char *date, char out[DATE_SIZE]);
/* The last day of years that begin on date. */
bool day_years_end(const char *date, int years, char out[DATE_SIZE]);

#endif
