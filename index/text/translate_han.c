/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cut with the fewest words wins, where a character that no word covers
 * counts for more than a word. */
#include "text/translate_han.h"

#include <string.h>

#include "text/fold.h"

enum { WORD_RUNES = 10, COST_WORD = 10, COST_SINGLE = 14, COST_UNKNOWN = 25 };

static const double PART = 0.4;   /* a word within a word */
static const double SINGLE = 0.5; /* one character alone */

struct cut {
    const struct bridge *bridge;
    const struct tongue *tongue;
    const char *text;
    uint32_t *at; /* byte of each rune, and the end */
    size_t runes;
    uint32_t *cost;      /* of the best cut from a rune to the end */
    unsigned char *take; /* runes its first word has */
    unsigned char *stop; /* runes of the stop word that begins here */
    struct arena *arena;
    struct pieces *out;
    size_t capacity;
};

static size_t cut_bytes(const struct cut *cut, size_t from, size_t count)
{
    return cut->at[from + count] - cut->at[from];
}

static bool cut_knows(const struct cut *cut, size_t from, size_t count)
{
    return bridge_knows(cut->bridge, cut->tongue, cut->text + cut->at[from],
                        cut_bytes(cut, from, count));
}

static void cut_stops(struct cut *cut)
{
    enum lang lang = cut->tongue->lang;

    for (size_t i = 0; i < cut->runes;) {
        size_t left = cut->at[cut->runes] - cut->at[i], count = 1;
        size_t len = stop_phrase(lang, cut->text + cut->at[i], left);

        while (len > 0 && cut_bytes(cut, i, count) < len)
            count++;
        cut->stop[i] = (unsigned char)(len > 0 ? count : 0);
        i += count;
    }
}

/* No word reaches into a stop word. */
static size_t cut_most(const struct cut *cut, size_t from)
{
    size_t most = 1;

    while (most < WORD_RUNES && from + most < cut->runes &&
           cut->stop[from + most] == 0)
        most++;
    return most;
}

static void cut_costs(struct cut *cut)
{
    cut->cost[cut->runes] = 0;
    for (size_t i = cut->runes; i-- > 0;) {
        size_t most = cut_most(cut, i);

        if (cut->stop[i] > 0) {
            cut->take[i] = cut->stop[i];
            cut->cost[i] = cut->cost[i + cut->stop[i]];
            continue;
        }
        cut->take[i] = 1;
        cut->cost[i] = cut->cost[i + 1] +
                       (cut_knows(cut, i, 1) ? COST_SINGLE : COST_UNKNOWN);
        for (size_t count = 2; count <= most; count++) {
            uint32_t cost = cut->cost[i + count] + COST_WORD;

            if (cost <= cut->cost[i] && cut_knows(cut, i, count)) {
                cut->cost[i] = cost;
                cut->take[i] = (unsigned char)count;
            }
        }
    }
}

/* Japanese particles and endings: one or two hiragana. */
static bool is_ending(const char *text, size_t len)
{
    size_t at = 0, count = 0;

    for (; at < len; count++) {
        if (rune_kind(fold_rune(text, len, &at)) != RUNE_HIRAGANA)
            return false;
    }
    return count <= 2;
}

static void piece_put(struct cut *cut, size_t from, size_t count, double weight)
{
    const char *text = cut->text + cut->at[from];
    size_t len = cut_bytes(cut, from, count);

    if (stop_word(cut->tongue->lang, text, len) ||
        (cut->tongue->lang == LANG_JA && is_ending(text, len)))
        return;
    cut->out->items = arena_room(cut->arena, cut->out->items, cut->out->count,
                                 &cut->capacity, sizeof *cut->out->items);
    cut->out->items[cut->out->count++] = (struct piece){text, len, weight};
}

/* Words within a word. */
static void parts_put(struct cut *cut, size_t from, size_t count)
{
    for (size_t i = 0; i + 2 <= count; i++) {
        for (size_t size = 2; size < count && i + size <= count; size++) {
            if (cut_knows(cut, from + i, size))
                piece_put(cut, from + i, size, PART);
        }
    }
}

static void cut_put(struct cut *cut)
{
    for (size_t i = 0; i < cut->runes; i += cut->take[i]) {
        size_t count = cut->take[i];

        if (cut->stop[i] > 0)
            continue;
        piece_put(cut, i, count, count == 1 ? SINGLE : 1);
        if (count > 2)
            parts_put(cut, i, count);
    }
}

void han_cut(const struct bridge *bridge, const struct tongue *tongue,
             const char *text, size_t len, struct arena *arena,
             struct pieces *out)
{
    struct cut cut = {.bridge = bridge,
                      .tongue = tongue,
                      .text = text,
                      .arena = arena,
                      .out = out};

    *out = (struct pieces){NULL, 0};
    cut.at = arena_zero(arena, (len + 1) * sizeof *cut.at);
    for (size_t at = 0; at < len; cut.runes++) {
        cut.at[cut.runes] = (uint32_t)at;
        fold_rune(text, len, &at);
    }
    cut.at[cut.runes] = (uint32_t)len;
    cut.cost = arena_zero(arena, (cut.runes + 1) * sizeof *cut.cost);
    cut.take = arena_zero(arena, cut.runes + 1);
    cut.stop = arena_zero(arena, cut.runes + 1);
    cut_stops(&cut);
    cut_costs(&cut);
    cut_put(&cut);
}
