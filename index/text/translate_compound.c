/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first word may carry a linking letter or two; of all places to cut, the
 * one wins that leaves the longest shorter part. What is left of it may be a
 * compound in turn. */
#include "text/translate_compound.h"

#include <string.h>

enum { WORD_LEAST = 3, COMPOUND_LEAST = 7 };

static const char *word_key(const struct bridge *bridge,
                            struct analyser *analyser, const char *word,
                            size_t len, struct arena *arena)
{
    struct tokens tokens;

    tokens_cut(analyser, word, len, LANG_DE, arena, &tokens);
    if (tokens.count != 1 ||
        !bridge_knows(bridge, &bridge->from, tokens.items[0].key,
                      tokens.items[0].key_len))
        return NULL;
    return tokens.items[0].key;
}

/* The key of the first word, with or without what links it. */
static const char *first_key(const struct bridge *bridge,
                             struct analyser *analyser, const char *word,
                             size_t len, struct arena *arena)
{
    static const char *const links[] = {"", "s", "n", "en", "es", "er"};

    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        size_t size = strlen(links[i]);
        const char *key = NULL;

        if (len < size + WORD_LEAST ||
            memcmp(word + len - size, links[i], size) != 0)
            continue;
        key = word_key(bridge, analyser, word, len - size, arena);
        if (key != NULL)
            return key;
    }
    return NULL;
}

struct split {
    size_t at, score;
    const char *first, *rest;
};

static void split_best(const struct bridge *bridge, struct analyser *analyser,
                       const char *word, size_t len, struct arena *arena,
                       struct split *out)
{
    *out = (struct split){0};
    for (size_t at = WORD_LEAST; at + WORD_LEAST <= len; at++) {
        size_t left = len - at, score = (at < left ? at : left) * 2 + left;
        const char *rest = NULL, *first = NULL;

        if (((unsigned char)word[at] & 0xC0) == 0x80 || score <= out->score)
            continue;
        rest = word_key(bridge, analyser, word + at, left, arena);
        if (rest == NULL)
            continue;
        first = first_key(bridge, analyser, word, at, arena);
        if (first != NULL)
            *out = (struct split){at, score, first, rest};
    }
}

void compound_cut(const struct bridge *bridge, struct analyser *analyser,
                  const char *word, size_t len, struct arena *arena,
                  struct compound *out)
{
    struct split split;

    *out = (struct compound){.count = 0};
    if (len < COMPOUND_LEAST)
        return;
    split_best(bridge, analyser, word, len, arena, &split);
    if (split.first == NULL)
        return;
    out->keys[out->count++] = split.first;
    out->keys[out->count++] = split.rest;
}
