/* SPDX-License-Identifier: GPL-3.0-or-later */
/* snapshot.h - the published corpus as it stands at one moment, in memory.
 *
 * Records, the lexicon made from their names, and the wording. Never changes
 * once built, but for what stages keep with it; a publish builds the next one
 * and swaps it in. Does not search.
 * Threads: any may read; keep it between acquire and release (library.h). */
#ifndef PUBLISH_SNAPSHOT_H
#define PUBLISH_SNAPSHOT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "ingest/record.h"
#include "store/store.h"
#include "text/lexicon.h"
#include "text/terms.h"
#include "turn.h"

struct snapshot;
struct vocabulary;
struct pinyin;

/* A published record by id; NULL if there is none. */
const struct record *snapshot_record(const struct snapshot *snapshot,
                                     const char *id);

/* All published records of a kind, in order of id; borrowed. */
struct ids snapshot_kind(const struct snapshot *snapshot, const char *kind);

/* The term with this concept; NULL if there is none. */
const struct record *snapshot_term(const struct snapshot *snapshot,
                                   const char *concept_);

/* The country with this code of ISO 3166-1; NULL if there is none. */
const struct record *snapshot_country(const struct snapshot *snapshot,
                                      const char *code);

/* Names and aliases of city, park, parlor, country, industry, term, agency,
 * enterprise, service, event, landmark and place records in all languages. */
const struct lexicon *snapshot_lexicon(const struct snapshot *snapshot);

/* The signals of corpus/intent: entries of kind "intent" whose id is the
 * record's, made from `cues` in all languages. */
const struct lexicon *snapshot_cues(const struct snapshot *snapshot);

/* The words of names, cues and keywords, for what was mistyped; and the
 * Chinese ones for what was typed as pinyin. */
const struct vocabulary *snapshot_vocabulary(const struct snapshot *snapshot);
const struct pinyin *snapshot_pinyin(const struct snapshot *snapshot);

/* corpus/wording/LANG.json; NULL if that file is missing. */
const json_t *snapshot_wording(const struct snapshot *snapshot, enum lang lang);
/* What the key of both parts says in lang, or else in English, or else the
 * second part itself. */
const char *snapshot_word(const struct snapshot *snapshot, enum lang lang,
                          const char *first, const char *second);

/* Sequence of the last change it holds. */
int64_t snapshot_sequence(const struct snapshot *snapshot);

/* What a stage makes of a snapshot once, such as columns to rank by. */
struct keepsake {
    void *(*make)(const struct snapshot *snapshot);
    void (*free)(void *made);
};

/* Made by the first who asks, while others wait; kept and freed with the
 * snapshot. keepsake is static, and one of at most eight; making one must not
 * ask for another. */
void *snapshot_keep(const struct snapshot *snapshot,
                    const struct keepsake *keepsake);

/* ---- building: one thread, before anybody else sees it ----------------- */

/* From the store as it stands: 0, or -1. The caller owns *out and gives it
 * back with snapshot_free(), or hands it to library_put(). */
int snapshot_build(struct store *store, struct analyser *analyser,
                   struct snapshot **out, struct err *err);

/* By hand: add, then seal, then read. */
struct snapshot *snapshot_new(void);
/* Takes the record over and sets *record NULL; of two with the same id the
 * later one is left out. */
void snapshot_add(struct snapshot *snapshot, struct record **record);
/* Takes wording over. */
void snapshot_say(struct snapshot *snapshot, enum lang lang, json_t *wording);
/* Sort, hash and make the lexicon. Nothing may be added afterwards. */
void snapshot_seal(struct snapshot *snapshot, struct analyser *analyser,
                   int64_t sequence);
void snapshot_free(struct snapshot **snapshot);

#endif
