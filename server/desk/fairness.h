/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fairness.h - for the operator: how often each city and park was shown, shown
 * first, and ordered, by question theme and month.
 *
 * Every city of the corpus is listed, also at zero; parks where they were
 * shown. Made of counts without any person (store/shown.h).
 * Threads: one worker's workspace. */
#ifndef DESK_FAIRNESS_H
#define DESK_FAIRNESS_H

#include <jansson.h>

#include "base/err.h"
#include "publish/workspace.h"

/* since: a month or day from whose month on is counted, "2026-11" or
 * "2026-11-21"; "" for all. *out is a new object {since, total, places: [{id,
 * kind, name, assisted, shown, first, ordered, share, themes: [{theme, label,
 * shown, first, ordered}], months: [{month, ...}], rows: [{month, theme,
 * ...}]}]}, most shown first. 0 or -1. */
int fairness_report(struct workspace *ws, const char *since, enum lang lang,
                    json_t **out, struct err *err);

/* The same as CSV, a line for each place, month and theme: new text, free(). */
char *fairness_csv(const json_t *report);

#endif
