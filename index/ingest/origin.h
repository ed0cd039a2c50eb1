/* SPDX-License-Identifier: GPL-3.0-or-later */
/* origin.h - from the text of a document back to the file it came in.
 *
 * Kept in a record as origin.map: "at:was" pairs with blanks between, one
 * for each sentence's start and one for the text's end; each number counts
 * from the one before it, and "9" is short for "9:9". Does not keep the file.
 * Threads: any; pure. */
#ifndef INGEST_ORIGIN_H
#define INGEST_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ingest/record.h"

struct origin_place {
    size_t at;  /* byte of the text */
    size_t was; /* byte of the file */
};

/* The map of places, which rise; it lives in arena. */
const char *origin_map(const struct origin_place *places, size_t count,
                       struct arena *arena);

/* The bytes of the file in which the sentence stood that byte at of a
 * document's text is in; false if the record does not say. */
bool origin_find(const struct record *document, size_t at, size_t *from,
                 size_t *to);

#endif
