/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.h - records side by side, what differs first.
 *
 * What their fields and the records about them say, each with what it rests
 * on; under a demand also how each of its criteria judges them. What is not
 * known stays open, and is no difference to another unknown. Ranks nothing
 * and writes no text. Threads: any; pure. */
#ifndef MATCH_COMPARE_H
#define MATCH_COMPARE_H

#include "match/match.h"

enum {
    COMPARE_MIN = 2,
    COMPARE_MAX = 4,
    COMPARE_LIST_MAX = 20 /* of a list that is only written out */
};

/* May records of this kind stand in a comparison? */
bool compare_kind(const char *kind);

/* Compare at most COMPARE_LIST_MAX records, each of a kind that may be.
 * demand may be NULL: then only what counts for every project is judged. out
 * lives in arena and borrows from the snapshot. */
void compare_run(const struct snapshot *snapshot, const struct ids *records,
                 const struct demand *demand, struct arena *arena,
                 struct compare_table *out);

#endif
