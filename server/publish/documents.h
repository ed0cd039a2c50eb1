/* SPDX-License-Identifier: GPL-3.0-or-later */
/* documents.h - how imported texts stand to each other and to places.
 *
 * A newer version supersedes an older one, one text repeals another, whatever
 * the order they came in; a rule of a city or a province is about that place.
 * Reads and writes the store, parses no file. Threads: that of the store. */
#ifndef PUBLISH_DOCUMENTS_H
#define PUBLISH_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ingest/record.h"
#include "store/records.h"

/* Names of cities, provinces and parks as the store has them. */
struct place_names;

int place_names_load(struct store *store, struct place_names **out,
                     struct err *err);
void place_names_free(struct place_names **names);

/* Give a local document its place, or the cities of its province, unless it
 * has one or the corpus does not know it. */
void document_place(const struct place_names *names, struct record *document);

/* Make document, just read, what is to be kept over old, which is in the
 * store (or NULL): what curators have added stays, what was settled too.
 * edited: old was last changed by somebody else. False if nothing is to be
 * kept because nothing is new. */
bool document_join(struct record *document, const struct record *old,
                   bool edited);

/* Mark which published documents are superseded or repealed since when, and
 * take back such marks that no longer hold. Needs store_begin(). How many
 * records changed, or -1. */
long documents_settle(struct store *store, struct author author,
                      struct err *err);

/* One line on a document: "《title》, issuer, number, in force from ... ; 42
 * clauses". */
void document_tell(const struct record *document, char *out, size_t size);

#endif
