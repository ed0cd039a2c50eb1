/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query.h - a question as what is compared with passages: its features.
 *
 * Characters and pairs of them, stems and forms of words, and runs of four
 * letters within words (which find the parts of compounds). Reads no index;
 * the reader says how rare each feature is.
 * Threads: one at a time; lives in the caller's arena. */
#ifndef ENGINE_QUERY_H
#define ENGINE_QUERY_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/fold.h"
#include "text/units.h"

enum feature_class {
    FEATURE_CHARACTER,
    FEATURE_PAIR,
    FEATURE_STEM,
    FEATURE_FORM, /* a word as written; no term of the index */
    FEATURE_GRAM,
    FEATURE_CLASSES
};

enum { QUERY_FEATURES_MAX = 512, GRAM_RUNES = 4 };

struct feature {
    enum feature_class kind;
    uint64_t key;     /* what it is, within its class */
    const char *term; /* of the index; NULL for forms */
    unsigned count;   /* how often the question has it */
    size_t stem;      /* of a form: place of its stem's feature */
    double passages;  /* that have it; the reader's */
    double rarity;    /* its weight; the reader's */
};

/* Keys to features, open hash. */
struct feature_table {
    uint64_t *keys;
    uint16_t *places; /* of the feature, + 1 */
    size_t mask;
};

struct query {
    enum lang lang; /* as in stream_lang() */
    struct feature *items;
    size_t count;
    struct feature_table tables[FEATURE_CLASSES];
};

/* The features of a question that is cut into units, each once. */
void query_make(const struct units *units, enum lang lang, struct arena *arena,
                struct query *out);

static inline size_t query_slot(uint64_t key, size_t mask)
{
    return (size_t)(key * 0x9e3779b97f4a7c15u >> 40) & mask;
}

/* The feature of a class and key, or NULL. Inline, as what follows: asked for
 * every unit of every passage that is scored. */
static inline struct feature *query_find(const struct query *query,
                                         enum feature_class kind, uint64_t key)
{
    const struct feature_table *table = &query->tables[kind];
    size_t slot = 0;

    if (table->keys == NULL)
        return NULL;
    slot = query_slot(key, table->mask);
    for (; table->places[slot] != 0; slot = (slot + 1) & table->mask)
        if (table->keys[slot] == key)
            return &query->items[table->places[slot] - 1];
    return NULL;
}

uint64_t query_pair_key(uint32_t first, uint32_t second);

/* The runs of four letters of a longer word, one after the other. */
struct grams {
    const char *word;
    size_t len, at; /* at: where the run ends */
    uint64_t key;   /* of the run */
    size_t runes;
};

/* 1: key is that of the next run; 0 at the end. */
static inline int grams_next(struct grams *grams)
{
    while (grams->at < grams->len) {
        unsigned rune = (unsigned char)grams->word[grams->at];

        if (rune < 0x80)
            grams->at++;
        else
            rune = (unsigned)fold_rune(grams->word, grams->len, &grams->at);
        grams->key = grams->key << 16 | (rune & 0xFFFF);
        if (++grams->runes < GRAM_RUNES)
            continue;
        /* a word of four letters is its own run */
        return grams->runes != GRAM_RUNES || grams->at != grams->len;
    }
    return 0;
}

/* Where the run begins. */
size_t grams_from(const struct grams *grams);

#endif
