/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.h - records and their revisions, and what changed since when.
 *
 * A revision never changes once made. A published change takes the next
 * sequence number in the same transaction: what was published after number
 * N is found again whoever asks and however often, so the index needs no
 * other outbox. Checks no schema. Threads: that of the store. */
#ifndef STORE_RECORDS_H
#define STORE_RECORDS_H

#include <jansson.h>
#include <stdint.h>

#include "base/err.h"
#include "ingest/record.h"
#include "store/store.h"
#include "text/language.h"

/* Who made a revision and when. */
struct author {
    const char *name; /* "corpus", "import", a staff member's name */
    int64_t at;       /* ms since 1970 */
};

/* Keep record as the newest revision of its id, in the state its "state"
 * names (draft if it has none): published is seen by readers at once, a
 * draft leaves what is published as it is, retired takes it away. The same
 * content as the latest revision is no change. Needs store_begin().
 * 1 kept, 0 no change, -1; *revision (may be NULL) is its number either way.
 * A record may not change its kind. */
int records_put(struct store *store, const struct record *record,
                struct author author, int64_t *revision, struct err *err);

/* Take a record back from readers: 1 done, 0 it is unknown or retired
 * already, -1. Needs store_begin(). */
int records_retire(struct store *store, const char *id, struct author author,
                   struct err *err);

/* The published revision, the newest one, or a given one: 1 and *out (yours,
 * record_free()), 0 none, -1. */
int records_get(struct store *store, const char *id, struct record **out,
                struct err *err);
int records_latest(struct store *store, const char *id, struct record **out,
                   struct err *err);
int records_revision(struct store *store, const char *id, int64_t revision,
                     struct record **out, struct err *err);

/* Who made the latest revision: 1 and *out (yours, free()), 0 none, -1. */
int records_author(struct store *store, const char *id, char **out,
                   struct err *err);

/* Told each record; may keep it by setting *record to NULL. -1 stops. */
typedef int records_fn(void *context, struct record **record, struct err *err);

/* Every published record in order of id; kind NULL: all. 0 or -1. */
int records_each(struct store *store, const char *kind, records_fn *fn,
                 void *context, struct err *err);
/* The latest revision of every record, whatever its state. */
int records_each_latest(struct store *store, records_fn *fn, void *context,
                        struct err *err);

/* Told what is now true of a record that changed; record is NULL if it is no
 * longer published. */
typedef int records_change_fn(void *context, const char *id, int64_t sequence,
                              const struct record *record, struct err *err);

/* Changes after a sequence number in their order, at most limit of them:
 * how many, or -1. */
int records_changes(struct store *store, int64_t after, int limit,
                    records_change_fn *fn, void *context, struct err *err);

/* Number of the last published change, of wording too: 0 if there was none.
 * -1 on failure. */
int64_t records_sequence(struct store *store, struct err *err);

/* How many records are published; -1 on failure. */
int64_t records_count(struct store *store, struct err *err);

/* What Parlor itself says, one object a language. Needs store_begin().
 * 1 kept, 0 the same as before, -1. */
int wording_put(struct store *store, enum lang lang, const json_t *wording,
                struct err *err);
/* 1 and *out (yours), 0 none, -1. */
int wording_get(struct store *store, enum lang lang, json_t **out,
                struct err *err);

#endif
