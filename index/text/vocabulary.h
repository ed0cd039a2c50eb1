/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vocabulary.h - the words that names are made of, found in spite of one
 * mistake in writing them.
 *
 * Words of alphabets, four letters or more; without accents they are one
 * word. Near is one letter more, less, other, or two exchanged (Damerau), the
 * first letter being right; found by the words with a letter left out (the
 * symmetric deletes of SymSpell). Does not say which was meant.
 * Threads: built by one, then read by any; never changes once sealed. */
#ifndef TEXT_VOCABULARY_H
#define TEXT_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "text/language.h"
#include "text/terms.h"

struct vocabulary;

struct vocabulary_word {
    const char *text; /* folded, as it was added first */
    const char *key;  /* without accents */
    uint32_t names;   /* in how many it stands */
    uint16_t langs;   /* of these, by bits of enum lang */
    bool place;       /* names a place */
};

enum { VOCABULARY_NEAR = 8 };

struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary **vocabulary);

/* Add the words of a name of lang. */
void vocabulary_add(struct vocabulary *vocabulary, struct analyser *analyser,
                    const char *name, enum lang lang, bool place);
/* No vocabulary_add() after this, no reading before it. */
void vocabulary_seal(struct vocabulary *vocabulary);

/* Append a folded word without its accents. */
void vocabulary_key(const char *word, size_t len, struct buf *out);
/* The word with this key, or NULL. */
const struct vocabulary_word *vocabulary_word(const struct vocabulary *v,
                                              const char *key, size_t len);
/* Words at one mistake from key, in no order; how many. */
size_t vocabulary_near(const struct vocabulary *vocabulary, const char *key,
                       size_t len,
                       const struct vocabulary_word *out[VOCABULARY_NEAR]);

#endif
