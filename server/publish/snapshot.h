/* SPDX-License-Identifier: GPL-3.0-or-later */
/* snapshot.h - the published corpus as it stands at one moment, in memory.
 *
 * Records, the lexicon made from their names, and the wording. Never changes
 * once built; a publish builds the next one and swaps it in. Does not search.
 * Threads: any may read; keep it between acquire and release. */
#ifndef PUBLISH_SNAPSHOT_H
#define PUBLISH_SNAPSHOT_H

#include <stddef.h>
#include <stdint.h>

#include "ingest/record.h"
#include "text/lexicon.h"
#include "turn.h"

struct snapshot;

/* A published record by id; NULL if there is none. */
const struct record *snapshot_record(const struct snapshot *snapshot,
                                     const char *id);

/* All published records of a kind, in order of id; borrowed. */
struct ids snapshot_kind(const struct snapshot *snapshot, const char *kind);

/* Names and aliases of city, park, parlor, country, industry, term, agency,
 * enterprise, service, event, landmark and place records in all languages. */
const struct lexicon *snapshot_lexicon(const struct snapshot *snapshot);

/* The signals of corpus/intent: entries of kind "intent" whose id is the
 * record's, made from `cues` in all languages. */
const struct lexicon *snapshot_cues(const struct snapshot *snapshot);

/* corpus/wording/LANG.json; NULL if that file is missing. */
const json_t *snapshot_wording(const struct snapshot *snapshot,
                               enum lang lang);

/* Sequence of the last change it holds. */
int64_t snapshot_sequence(const struct snapshot *snapshot);

#endif
