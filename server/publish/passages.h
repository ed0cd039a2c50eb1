/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passages.h - what of a record is made findable.
 *
 * Names, aliases, summary, keywords and the source's wording, a passage a
 * record; a document has one for each of its clauses, "ID#1", "ID#2", which
 * know its title, and itself only if somebody has summed it up. The corpus's
 * own tools (terms, industries, countries ...) have none: the lexicon finds
 * those. Threads: any; pure. */
#ifndef PUBLISH_PASSAGES_H
#define PUBLISH_PASSAGES_H

#include <stdbool.h>

#include "base/arena.h"
#include "engine/passage.h"
#include "ingest/record.h"

struct passages {
    struct passage *items;
    size_t count;
};

/* Passages of a record; out lives in arena and borrows from the record. */
void passages_of(const struct record *record, struct arena *arena,
                 struct passages *out);

#endif
