/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shown.h - how often a city or park was shown, shown first, and ordered.
 *
 * Counted by month (UTC), record and theme, an industry or what was asked for:
 * no person, conversation or text. A worker counts in memory; the counts
 * reach the store together, mostly in a transaction that is open anyway, so
 * that no turn waits for the disk because of them. What was counted and not
 * yet written is lost when the program is killed.
 * Threads: one worker's, like its store. */
#ifndef STORE_SHOWN_H
#define STORE_SHOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

struct shown; /* counts that are not written yet */

struct shown *shown_new(void);
void shown_free(struct shown **shown);

/* Count that a record was shown at a time (ms since 1970), and first of what
 * was shown. record and theme are ids, at most 120 bytes. */
void shown_add(struct shown *shown, int64_t at, const char *record,
               const char *theme, bool first);

/* Is it time to write: many counts, or an old one? */
bool shown_due(const struct shown *shown, int64_t now);
/* Write all in the open transaction: 0 or -1. They are still held, until
 * shown_clear() after the commit. */
int shown_write(struct store *store, const struct shown *shown,
                struct err *err);
void shown_clear(struct shown *shown);
/* Both in a transaction of its own, if there is anything: 0 or -1. */
int shown_flush(struct store *store, struct shown *shown, struct err *err);

/* Count an order for a city or park, in the open transaction: 0 or -1. */
int shown_ordered(struct store *store, int64_t at, const char *record,
                  const char *theme, struct err *err);

/* The sums of a month, record and theme; texts are borrowed. */
struct shown_row {
    const char *month; /* "2026-11" */
    const char *record, *theme;
    int64_t shown, first, ordered;
};
typedef int shown_row_fn(void *context, const struct shown_row *row,
                         struct err *err);

/* From a month on ("2026-01"; "" for all), by record, month and theme: 0 or
 * -1. */
int shown_each(struct store *store, const char *since, shown_row_fn *fn,
               void *context, struct err *err);

#endif
