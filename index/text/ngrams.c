/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashing instead of a list of features: Weinberger et al., "Feature Hashing
 * for Large Scale Multitask Learning", 2009. */
#include "text/ngrams.h"

#include <stdbool.h>

#include "text/analyser.h"
#include "text/fold.h"

enum { GRAM_MAX = 4 };
enum seed { SEED_RUN = 1, SEED_WORD = 101, SEED_PAIR = 211 };

struct runes {
    int items[NGRAMS_RUNES];
    size_t count;
};

/* Letters and characters as they are, digits alike, all else one blank. */
static void runes_read(const char *plain, size_t len, struct runes *out)
{
    size_t at = 0;

    out->items[0] = ' ';
    out->count = 1;
    while (at < len && out->count < NGRAMS_RUNES - 1) {
        int rune = fold_rune(plain, len, &at);
        enum rune_kind kind = rune_kind(rune);
        bool mark = rune == '?' || rune == '!';
        int kept = mark                 ? rune
                   : kind == RUNE_DIGIT ? '0'
                   : kind == RUNE_OTHER ? ' '
                                        : rune;

        if (kept == ' ' && out->items[out->count - 1] == ' ')
            continue;
        if (kept == '0' && out->items[out->count - 1] == '0')
            continue;
        out->items[out->count++] = kept;
    }
    if (out->items[out->count - 1] != ' ')
        out->items[out->count++] = ' ';
}

static uint32_t hash_rune(uint32_t hash, int rune)
{
    return (hash ^ (uint32_t)rune) * 0x01000193u;
}

static uint32_t hash_end(uint32_t hash)
{
    hash ^= hash >> 16;
    hash *= 0x7feb352du;
    hash ^= hash >> 15;
    return hash % NGRAMS_SPACE;
}

static size_t runs_find(const struct runes *runes, uint32_t *out)
{
    size_t count = 0;

    for (size_t i = 0; i < runes->count; i++) {
        uint32_t hash = 2166136261u + SEED_RUN;

        for (size_t j = 0; j < GRAM_MAX && i + j < runes->count; j++) {
            hash = hash_rune(hash, runes->items[i + j]);
            out[count++] = hash_end(hash + (uint32_t)j);
        }
    }
    return count;
}

/* Words between blanks: of Chinese and Japanese there are few. */
static size_t words_find(const struct runes *runes, uint32_t *out)
{
    uint32_t before = 0, hash = 2166136261u + SEED_WORD;
    size_t count = 0, length = 0;

    for (size_t i = 0; i < runes->count; i++) {
        if (runes->items[i] != ' ') {
            hash = hash_rune(hash, runes->items[i]);
            length++;
            continue;
        }
        if (length == 0)
            continue;
        out[count++] = hash_end(hash);
        out[count++] = hash_end(before * 31 + hash + SEED_PAIR);
        before = hash;
        hash = 2166136261u + SEED_WORD;
        length = 0;
    }
    return count;
}

size_t ngrams_find(const char *plain, size_t len, uint32_t out[NGRAMS_MAX])
{
    struct runes runes;
    size_t count = 0;

    runes_read(plain, len, &runes);
    count = runs_find(&runes, out);
    return count + words_find(&runes, out + count);
}
