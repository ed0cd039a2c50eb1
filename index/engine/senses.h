/* SPDX-License-Identifier: GPL-3.0-or-later */
/* senses.h - a question carried over to another language, ready to be
 * compared with passages: each thing asked (a sense) with all that it may be
 * called, as rows of characters and stems.
 *
 * Weighted synonyms: what a passage calls a sense adds up, each way by its
 * weight, and a sense is as rare as the passages that call it anything
 * (Pirkola 1998, with weights). Translates nothing (text/translate.h) and
 * reads no index.
 * Threads: one at a time; lives in the caller's arena. */
#ifndef ENGINE_SENSES_H
#define ENGINE_SENSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/language.h"
#include "text/translate.h"

enum { SENSES_MAX = 64, SENSE_WAYS_MAX = 1024, WAY_UNITS_MAX = 12 };

/* One way to say a sense. */
struct sense_way {
    size_t sense;
    double weight;
    double near; /* its weight within a sentence, whose others vouch for it */
    const uint64_t *keys; /* of its units, in order */
    size_t key_count;
    bool words;         /* of an alphabet: small ones may stand between them */
    const char **terms; /* of the index, all of which a passage must have */
    size_t term_count;
    size_t next; /* way with the same first key, + 1 */
};

struct sense {
    double weight;
    double passages; /* that call it anything, each as surely as it does by
                      * its ways; the reader's */
    double rarity;   /* the reader's */
};

struct senses {
    enum lang lang; /* of the passages, as in stream_lang() */
    struct sense *items;
    size_t count;
    struct sense_way *ways; /* those of a sense together, in its order */
    size_t way_count;
    uint64_t *keys;   /* open hash: first key */
    uint16_t *firsts; /* to way, + 1 */
};

/* Groups in the language of the passages; groups without a way that can be
 * looked for are left out. */
void senses_make(struct analyser *analyser, const struct groups *groups,
                 enum lang lang, struct arena *arena, struct senses *out);

uint64_t sense_character(uint32_t rune);
uint64_t sense_word(uint32_t stem);

/* The first way that begins with a key, or NULL; and the next. */
const struct sense_way *senses_first(const struct senses *senses, uint64_t key);
const struct sense_way *senses_next(const struct senses *senses,
                                    const struct sense_way *way);

#endif
