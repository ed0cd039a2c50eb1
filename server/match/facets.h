/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facets.h - what a record's own fields, and records about it, say of it.
 *
 * One table; private to match/. Threads: any; pure. */
#ifndef MATCH_FACETS_H
#define MATCH_FACETS_H

#include "publish/snapshot.h"
#include "turn.h"

enum { FACETS_MAX = 32 };

struct facing {
    const struct snapshot *snapshot;
    struct arena *arena;
};

/* Fill in a cell, whose value is -1: names or a text, evidence where it is
 * another record, or that its kind has no such thing. */
typedef void facet_fn(const struct facing *facing, const struct record *record,
                      struct compared *out);

struct facet {
    const char *label; /* key of the wording */
    facet_fn *read;
    bool judged; /* a criterion says it where there is a demand */
};

/* In the order of showing, ended by one without a label. */
const struct facet *facets_all(void);

#endif
