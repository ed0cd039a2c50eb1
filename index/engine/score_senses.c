/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/score_senses.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "engine/score.h"
#include "engine/stream.h"

enum { WORDS_BETWEEN = 2 };

static const double sentence_weight = 0.7;
/* Ways are guesses, and a longer passage has more of them by chance: its
 * length counts for more than with words that are the question's own. */
static const double k1 = 1.2, b = 0.75, shortest = 0.2;

static double sense_saturate(double found, double length)
{
    double norm = length > shortest ? length : shortest;

    return found * (k1 + 1) / (found + k1 * (1 - b + b * norm));
}

struct sensing {
    const struct senses *senses;
    const double *mean;
    struct arena *arena;
    double *found;    /* by sense: how often, by weight */
    double *sentence; /* by sense: the best way of the sentence */
    uint64_t *keys;   /* of the text being read; 0 a gap, END a sentence's */
    size_t room;
    double sentence_best;
};

static const uint64_t key_end = UINT64_MAX;

struct sensing *sensing_new(const struct senses *senses, const double *mean,
                            struct arena *arena)
{
    struct sensing *sensing = arena_zero(arena, sizeof *sensing);
    size_t count = senses->count + 1;

    sensing->senses = senses;
    sensing->mean = mean;
    sensing->arena = arena;
    sensing->found = arena_zero(arena, count * sizeof *sensing->found);
    sensing->sentence = arena_zero(arena, count * sizeof *sensing->sentence);
    return sensing;
}

/* Keys of a text's units; their number, or -1. A unit has a byte or more. */
static long read_keys(struct sensing *sensing, struct stream_text *text)
{
    size_t most = (size_t)(text->end - text->at);
    struct stream_unit unit;
    long count = 0;
    int ret = 0;

    if (most > sensing->room) {
        sensing->room = most * 2;
        sensing->keys =
            arena_zero(sensing->arena, sensing->room * sizeof *sensing->keys);
    }
    while ((ret = stream_read(text, &unit)) == 1) {
        uint64_t key = unit.kind == UNIT_END ? key_end : 0;

        if (unit.kind == UNIT_CHARACTER)
            key = sense_character(unit.rune);
        else if (unit.kind == UNIT_WORD)
            key = sense_word(unit.stem);
        sensing->keys[count++] = key;
    }
    return ret < 0 ? -1 : count;
}

static void sentence_end(struct sensing *sensing)
{
    double sum = 0;

    for (size_t i = 0; i < sensing->senses->count; i++) {
        const struct sense *sense = &sensing->senses->items[i];

        sum += sensing->sentence[i] * sense->weight * sense->rarity;
        sensing->sentence[i] = 0;
    }
    if (sum > sensing->sentence_best)
        sensing->sentence_best = sum;
}

/* Do the way's other units follow the first, at at: characters at once, words
 * with small ones between them ("score a touchdown"). */
static bool follows(const struct sensing *sensing, const struct sense_way *way,
                    size_t at, size_t count)
{
    size_t reach = way->words ? WORDS_BETWEEN : 0;

    for (size_t i = 1; i < way->key_count; i++) {
        size_t last = at + 1 + reach;

        do {
            if (++at >= count || at > last)
                return false;
        } while (sensing->keys[at] != way->keys[i]);
    }
    return true;
}

static void meet(struct sensing *sensing, size_t at, size_t count,
                 unsigned weight)
{
    const struct senses *senses = sensing->senses;
    const struct sense_way *way = senses_first(senses, sensing->keys[at]);

    for (; way != NULL; way = senses_next(senses, way)) {
        if (!follows(sensing, way, at, count))
            continue;
        sensing->found[way->sense] += way->weight * weight;
        if (sensing->sentence[way->sense] < way->near)
            sensing->sentence[way->sense] = way->near;
    }
}

static int read_text(struct sensing *sensing, struct stream_text *text)
{
    unsigned weight = text->weight;
    long count = read_keys(sensing, text);

    for (long at = 0; at < count; at++) {
        if (sensing->keys[at] == key_end)
            sentence_end(sensing);
        else if (sensing->keys[at] != 0)
            meet(sensing, (size_t)at, (size_t)count, weight);
    }
    sentence_end(sensing);
    return count < 0 ? -1 : 0;
}

static double sum_up(struct sensing *sensing, double length)
{
    double sum = sentence_weight * sensing->sentence_best;

    for (size_t i = 0; i < sensing->senses->count; i++) {
        const struct sense *sense = &sensing->senses->items[i];

        if (sensing->found[i] > 0)
            sum += sense->weight * sense->rarity *
                   sense_saturate(sensing->found[i], length);
        sensing->found[i] = 0;
    }
    sensing->sentence_best = 0;
    return sum;
}

double sensing_passage(struct sensing *sensing, const void *bytes, size_t len)
{
    struct stream stream = {bytes, (const unsigned char *)bytes + len};
    struct stream_text text;
    double length = 0;
    int ret = 0;

    while ((ret = stream_next(&stream, &text)) == 1) {
        double mean = sensing->mean[text.lang];

        if (text.lang != sensing->senses->lang && text.lang != LANG_NONE)
            continue;
        if (mean > 0)
            length += (double)text.count * text.weight / mean;
        if (read_text(sensing, &text) < 0)
            return -1;
    }
    return ret < 0 ? -1 : sum_up(sensing, length);
}

double sensing_most(const struct sensing *sensing)
{
    double sum = 0;

    for (size_t i = 0; i < sensing->senses->count; i++) {
        const struct sense *sense = &sensing->senses->items[i];

        sum += sense->weight * sense->rarity *
               (sense_saturate(1, 1) + sentence_weight);
    }
    return sum;
}
