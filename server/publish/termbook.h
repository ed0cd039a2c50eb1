/* SPDX-License-Identifier: GPL-3.0-or-later */
/* termbook.h - the terms of what is published, remembered by one worker.
 *
 * Making terms is most of what weighing a candidate costs; the same records
 * are weighed again and again. Remembers so many and forgets all when full.
 * Says nothing on what the terms mean. Threads: one worker. */
#ifndef PUBLISH_TERMBOOK_H
#define PUBLISH_TERMBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/terms.h"
#include "turn.h"

/* Terms by their hash. */
struct termset {
    uint64_t *terms; /* of all texts, ascending, each once */
    size_t count;
    uint64_t *heading; /* of the name, as a question has them */
    size_t heading_count;
    uint64_t *context; /* of a clause: of its document's title and of the
                          headings above it, as terms; else none */
    size_t context_count;
};

struct termbook;

struct termbook *termbook_new(void);
void termbook_free(struct termbook **book);

/* The terms of a record in lang (its name, aliases, summary, keywords; for
 * Chinese and Japanese its source wording too), or of a document's clause.
 * Good until the next call; arena is scratch. */
const struct termset *termbook_of(struct termbook *book,
                                  struct analyser *analyser,
                                  const struct evidence *evidence,
                                  enum lang lang, struct arena *arena);

/* The terms of a stretch of text in lang, as a clause has them; remembered
 * too. Good until the next call. */
const struct termset *termbook_text(struct termbook *book,
                                    struct analyser *analyser, const char *text,
                                    size_t len, enum lang lang,
                                    struct arena *arena);

uint64_t termbook_hash(const char *term);
/* The same of bytes of a text. */
uint64_t termbook_hash_n(const char *term, size_t len);
bool termset_has(const struct termset *set, uint64_t hash);
/* Does it stand around the clause? */
bool termset_around(const struct termset *set, uint64_t hash);

/* Is a term one that texts in lang are compared by: pairs of characters and
 * Latin words in Chinese, Japanese and Korean, words elsewhere; no bare
 * numbers but years. */
bool termbook_counts(const struct term *term, enum lang lang);

#endif
