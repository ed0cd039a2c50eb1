/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/score.h"

#include <math.h>
#include <string.h>

#include "engine/stream.h"

enum { WINDOW = 40, EVENTS_MAX = 4096 };

static const double k1 = 1, b = 0.5, shortest = 0.5;
static const double sentence_weight = 0.35;
static const double window_weight = 0.12;

const double score_class_weight[FEATURE_CLASSES] = {
    [FEATURE_CHARACTER] = 0.15, [FEATURE_PAIR] = 0.25, [FEATURE_STEM] = 0.3,
    [FEATURE_FORM] = 0.2,       [FEATURE_GRAM] = 0.15,
};

/* A feature met in a text, to find the richest window. */
struct event {
    uint32_t at;
    uint16_t place;
};

struct scoring {
    const struct query *query;
    const double *mean;
    unsigned *found;    /* by feature: how often the passage has it */
    unsigned *sentence; /* by feature: the sentence it was last met in */
    unsigned *inside;   /* by feature: how often in the window */
    struct event *events;
    size_t event_count;
    unsigned sentence_now;
    double sentence_sum, sentence_best, window_best;
    bool own; /* the passage had text in the question's language */
};

double score_saturate(double tf, double length)
{
    double norm = length > shortest ? length : shortest;

    return tf * (k1 + 1) / (tf + k1 * (1 - b + b * norm));
}

double score_rarity(double all, double with)
{
    return log(1 + (all - with + 0.5) / (with + 0.5));
}

struct scoring *scoring_new(const struct query *query, const double *mean,
                            struct arena *arena)
{
    struct scoring *scoring = arena_zero(arena, sizeof *scoring);
    size_t count = query->count + 1;

    scoring->query = query;
    scoring->mean = mean;
    scoring->found = arena_zero(arena, count * sizeof *scoring->found);
    scoring->sentence = arena_zero(arena, count * sizeof *scoring->sentence);
    scoring->inside = arena_zero(arena, count * sizeof *scoring->inside);
    scoring->events = arena_zero(arena, EVENTS_MAX * sizeof *scoring->events);
    return scoring;
}

static void sentence_end(struct scoring *scoring)
{
    if (scoring->sentence_sum > scoring->sentence_best)
        scoring->sentence_best = scoring->sentence_sum;
    scoring->sentence_sum = 0;
    scoring->sentence_now++;
}

/* Characters and stems are what a sentence is judged by. */
static void sentence_meet(struct scoring *scoring, size_t place)
{
    if (scoring->sentence[place] == scoring->sentence_now)
        return;
    scoring->sentence[place] = scoring->sentence_now;
    scoring->sentence_sum += scoring->query->items[place].rarity;
}

static void window_meet(struct scoring *scoring, size_t at, size_t place)
{
    if (scoring->event_count < EVENTS_MAX)
        scoring->events[scoring->event_count++] =
            (struct event){(uint32_t)at, (uint16_t)place};
}

static void window_leave(struct scoring *scoring, const struct event *event,
                         double *sum)
{
    if (--scoring->inside[event->place] == 0)
        *sum -= scoring->query->items[event->place].rarity;
}

/* The most that WINDOW units of the text just read hold. */
static void window_end(struct scoring *scoring)
{
    const struct event *events = scoring->events;
    size_t low = 0;
    double sum = 0;

    for (size_t high = 0; high < scoring->event_count; high++) {
        if (scoring->inside[events[high].place]++ == 0)
            sum += scoring->query->items[events[high].place].rarity;
        for (; events[high].at - events[low].at > WINDOW; low++)
            window_leave(scoring, &events[low], &sum);
        if (sum > scoring->window_best)
            scoring->window_best = sum;
    }
    for (; low < scoring->event_count; low++)
        window_leave(scoring, &events[low], &sum);
    scoring->event_count = 0;
}

static size_t place_of(const struct scoring *scoring,
                       const struct feature *feature)
{
    return (size_t)(feature - scoring->query->items);
}

static void meet_character(struct scoring *scoring, uint32_t rune,
                           uint32_t before, size_t at, unsigned weight)
{
    const struct query *query = scoring->query;
    const struct feature *one = query_find(query, FEATURE_CHARACTER, rune);
    const struct feature *pair = NULL;

    if (one == NULL)
        return;
    scoring->found[place_of(scoring, one)] += weight;
    sentence_meet(scoring, place_of(scoring, one));
    if (before == 0)
        return;
    pair = query_find(query, FEATURE_PAIR, query_pair_key(before, rune));
    if (pair == NULL)
        return;
    scoring->found[place_of(scoring, pair)] += weight;
    window_meet(scoring, at - 1, place_of(scoring, pair));
}

static void meet_grams(struct scoring *scoring, const struct stream_unit *unit,
                       unsigned weight)
{
    struct grams grams = {.word = unit->word, .len = unit->len};

    while (grams_next(&grams) == 1) {
        const struct feature *gram =
            query_find(scoring->query, FEATURE_GRAM, grams.key);

        if (gram != NULL)
            scoring->found[place_of(scoring, gram)] += weight;
    }
}

static void meet_word(struct scoring *scoring, const struct stream_unit *unit,
                      size_t at, unsigned weight)
{
    const struct feature *stem =
        query_find(scoring->query, FEATURE_STEM, unit->stem);
    const struct feature *form = NULL;

    if (scoring->query->tables[FEATURE_GRAM].keys != NULL)
        meet_grams(scoring, unit, weight);
    if (stem == NULL)
        return;
    scoring->found[place_of(scoring, stem)] += weight;
    sentence_meet(scoring, place_of(scoring, stem));
    window_meet(scoring, at, place_of(scoring, stem));
    form = query_find(scoring->query, FEATURE_FORM,
                      stream_hash(unit->word, unit->len));
    if (form != NULL)
        scoring->found[place_of(scoring, form)] += weight;
}

static int read_text(struct scoring *scoring, struct stream_text *text)
{
    struct stream_unit unit;
    uint32_t before = 0;
    size_t at = 0;
    int ret = 0;

    for (; (ret = stream_read(text, &unit)) == 1; at++) {
        if (unit.kind == UNIT_CHARACTER)
            meet_character(scoring, unit.rune, before, at, text->weight);
        else if (unit.kind == UNIT_WORD)
            meet_word(scoring, &unit, at, text->weight);
        else if (unit.kind == UNIT_END)
            sentence_end(scoring);
        before = unit.kind == UNIT_CHARACTER ? unit.rune : 0;
    }
    sentence_end(scoring);
    window_end(scoring);
    return ret;
}

/* The sum over what was met; it is forgotten. */
static double sum_up(struct scoring *scoring, double length)
{
    const struct query *query = scoring->query;
    double sum = sentence_weight * scoring->sentence_best +
                 window_weight * scoring->window_best;

    for (size_t i = 0; i < query->count; i++) {
        const struct feature *feature = &query->items[i];

        if (scoring->found[i] == 0)
            continue;
        sum += score_class_weight[feature->kind] * feature->rarity *
               feature->count * score_saturate(scoring->found[i], length);
        scoring->found[i] = 0;
    }
    scoring->sentence_best = scoring->window_best = 0;
    return sum;
}

double scoring_passage(struct scoring *scoring, const void *bytes, size_t len)
{
    struct stream stream = {bytes, (const unsigned char *)bytes + len};
    struct stream_text text;
    double own = 0, all = 0; /* units, against the mean */
    size_t texts = 0;
    int ret = 0;

    while ((ret = stream_next(&stream, &text)) == 1) {
        double mean = scoring->mean[text.lang];
        double length = (double)text.count * text.weight;

        length = mean > 0 ? length / mean : 1;
        own += text.lang == scoring->query->lang ? length : 0;
        all += length;
        texts++;
        scoring->sentence_now++;
        if (read_text(scoring, &text) < 0)
            return -1;
    }
    if (ret < 0)
        return -1;
    scoring->own = own > 0;
    return sum_up(scoring, own > 0 || texts == 0 ? own : all / (double)texts);
}

bool scoring_own(const struct scoring *scoring)
{
    return scoring->own;
}

double scoring_most(const struct scoring *scoring)
{
    double sum = 0;

    for (size_t i = 0; i < scoring->query->count; i++) {
        const struct feature *feature = &scoring->query->items[i];
        bool stem = feature->kind == FEATURE_STEM;
        double weight = score_class_weight[feature->kind] * feature->count *
                        score_saturate(1, 1);

        if (stem || feature->kind == FEATURE_CHARACTER)
            weight += sentence_weight;
        if (stem || feature->kind == FEATURE_PAIR)
            weight += window_weight;
        sum += weight * feature->rarity;
    }
    return sum;
}
