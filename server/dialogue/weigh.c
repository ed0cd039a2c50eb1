/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights in words: "logistics matter most", "I do not care about policy",
 * "distance is twice as important as costs".
 *
 * The words that weigh are records of kind intent (weigh-first ...), those
 * for a criterion are the cues of its record. Within a stretch between marks
 * each criterion goes with the nearest words that weigh. */
#include <math.h>
#include <string.h>

#include "dialogue/moves.h"
#include "match/match.h"
#include "text/lexicon.h"

enum { MENTIONS_MAX = 24 };

static const double twice = 2, little = 0.1;

/* How a criterion is weighed, and what is said of it. */
enum weigh { WEIGH_FIRST, WEIGH_NONE, WEIGH_MORE, WEIGH_LESS, WEIGH_TWICE };

static const struct {
    const char *intent, *key;
} ways[] = {
    [WEIGH_FIRST] = {"weigh-first", "weigh.first"},
    [WEIGH_NONE] = {"weigh-none", "weigh.none"},
    [WEIGH_MORE] = {"weigh-more", "weigh.more"},
    [WEIGH_LESS] = {"weigh-less", "weigh.less"},
    [WEIGH_TWICE] = {"weigh-twice", "weigh.twice"},
};

enum { WAYS = sizeof ways / sizeof *ways };

/* A criterion or a word that weighs (criterion NULL) in the message. */
struct mention {
    const struct record *criterion;
    enum weigh way;
    size_t from, to, stretch; /* stretch: how many marks stand before it */
};

struct mentions {
    struct mention items[MENTIONS_MAX];
    size_t count;
    bool weighs;
};

/* ---- heard -------------------------------------------------------------- */

static void words_add(struct turn *turn, struct lexicon *lexicon,
                      const struct record *record)
{
    const char *code = lang_code(turn->meaning.lang);
    const json_t *list = record != NULL
                             ? json_object_get(record_get(record, "cues"), code)
                             : NULL;
    size_t i = 0;
    json_t *text = NULL;

    json_array_foreach((json_t *)list, i, text) {
        lexicon_add(lexicon, turn->ws->analyser, json_string_value(text),
                    turn->meaning.lang, record->id, record->kind);
    }
}

static struct lexicon *lexicon_of(struct turn *turn)
{
    struct lexicon *lexicon = lexicon_new();
    struct ids criteria = snapshot_kind(turn->ws->snapshot, "criterion");

    for (size_t i = 0; i < WAYS; i++)
        words_add(turn, lexicon,
                  snapshot_record(turn->ws->snapshot, ways[i].intent));
    for (size_t i = 0; i < criteria.count; i++)
        words_add(turn, lexicon, criteria.items[i]);
    lexicon_seal(lexicon);
    return lexicon;
}

static bool is_mark(const char *at)
{
    static const char *const marks[] = {",",  ";",  ".",  "!",  "?", "，",
                                        "；", "。", "！", "？", "،", "؛"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

static size_t marks_before(const char *plain, size_t at)
{
    size_t count = 0;

    for (size_t i = 0; i < at; i++)
        count += is_mark(plain + i);
    return count;
}

static void mention_add(struct turn *turn, const struct lexicon_match *match,
                        struct mentions *out)
{
    const char *id = match->entries[0]->id;
    struct mention one = {
        .from = match->from,
        .to = match->to,
        .stretch = marks_before(turn->meaning.plain, match->from),
    };
    size_t way = 0;

    if (out->count == MENTIONS_MAX)
        return;
    while (way < WAYS && strcmp(ways[way].intent, id) != 0)
        way++;
    if (way < WAYS) {
        one.way = (enum weigh)way;
        out->weighs = true;
    } else {
        one.criterion = snapshot_record(turn->ws->snapshot, id);
    }
    out->items[out->count++] = one;
}

static void mentions_hear(struct turn *turn, struct mentions *out)
{
    struct lexicon_matches found = {0};
    struct lexicon *lexicon = lexicon_of(turn);

    *out = (struct mentions){.count = 0};
    lexicon_find(lexicon, turn->ws->analyser, turn->meaning.plain,
                 turn->meaning.lang, turn->ws->arena, &found);
    for (size_t i = 0; i < found.count; i++)
        mention_add(turn, &found.items[i], out);
    lexicon_free(&lexicon);
}

/* ---- which with which --------------------------------------------------- */

static size_t gap(const struct mention *a, const struct mention *b)
{
    return a->to <= b->from ? b->from - a->to : a->from - b->to;
}

/* The words that weigh nearest to a criterion; those behind it win a tie. */
static const struct mention *nearest(const struct mentions *mentions,
                                     const struct mention *criterion)
{
    const struct mention *best = NULL;

    for (size_t i = 0; i < mentions->count; i++) {
        const struct mention *one = &mentions->items[i];

        if (one->criterion == NULL && one->stretch == criterion->stretch &&
            (best == NULL || gap(one, criterion) <= gap(best, criterion)))
            best = one;
    }
    return best;
}

/* The other criterion of "twice as important as": the first, or the second,
 * of its stretch. */
static const struct mention *of_stretch(const struct mentions *mentions,
                                        size_t stretch, bool second)
{
    for (size_t i = 0; i < mentions->count; i++) {
        const struct mention *one = &mentions->items[i];

        if (one->criterion == NULL || one->stretch != stretch)
            continue;
        if (!second)
            return one;
        second = false;
    }
    return NULL;
}

/* ---- weighed ------------------------------------------------------------ */

struct weighing_told {
    struct turn *turn;
    struct demand *demand;
    json_t *weights;
    struct phrase *said;
    size_t said_count;
};

static double weight_now(const struct weighing_told *told,
                         const struct record *criterion)
{
    return match_weight(told->turn->ws->snapshot, told->demand, criterion);
}

/* The heaviest of all others. */
static double heaviest(const struct weighing_told *told,
                       const struct record *but)
{
    struct ids criteria = snapshot_kind(told->turn->ws->snapshot, "criterion");
    double most = little;

    for (size_t i = 0; i < criteria.count; i++)
        if (criteria.items[i] != but)
            most = fmax(most, weight_now(told, criteria.items[i]));
    return most;
}

static double weight_told(const struct weighing_told *told, enum weigh way,
                          const struct record *criterion,
                          const struct record *other)
{
    double now = weight_now(told, criterion);

    switch (way) {
    case WEIGH_FIRST:
        return twice * heaviest(told, criterion);
    case WEIGH_NONE:
        return 0;
    case WEIGH_MORE:
        return fmax(now * twice, little);
    case WEIGH_LESS:
        return now / twice;
    case WEIGH_TWICE:
        return fmax(twice * weight_now(told, other), little);
    }
    return now;
}

static void tell(struct weighing_told *told, enum weigh way,
                 const struct record *criterion, const struct record *other)
{
    struct phrase phrase = phrase_of(ways[way].key);
    double weight = weight_told(told, way, criterion, other);

    json_object_set_new(told->weights, criterion->id,
                        json_real(fmin(weight, MATCH_WEIGHT_MAX)));
    if (way != WEIGH_NONE)
        ids_add(&told->demand->counts, criterion, told->turn->ws->arena);
    phrase_name(&phrase, "criterion", criterion);
    if (other != NULL)
        phrase_name(&phrase, "other", other);
    told->said[told->said_count++] = phrase;
}

static void tell_mention(struct weighing_told *told,
                         const struct mentions *mentions,
                         const struct mention *mention)
{
    const struct mention *cue = nearest(mentions, mention), *other = NULL;

    if (cue == NULL)
        return;
    if (cue->way != WEIGH_TWICE) {
        tell(told, cue->way, mention->criterion, NULL);
        return;
    }
    other = of_stretch(mentions, mention->stretch, true);
    if (of_stretch(mentions, mention->stretch, false) != mention)
        return; /* it is the other */
    if (other == NULL)
        tell(told, WEIGH_MORE, mention->criterion, NULL);
    else
        tell(told, WEIGH_TWICE, mention->criterion, other->criterion);
}

struct phrases {
    const struct phrase *items;
    size_t count;
};

/* Weights of the demand as the message has them: the caller's, or NULL; in
 * *said what is to be said of them. */
static json_t *weigh_told(struct turn *turn, const struct mentions *mentions,
                          struct demand *demand, struct phrases *said)
{
    struct weighing_told told = {.turn = turn, .demand = demand};

    *said = (struct phrases){0};
    if (!mentions->weighs)
        return NULL;
    told.weights = json_deep_copy(demand->weights);
    if (told.weights == NULL)
        told.weights = json_object();
    demand->weights = told.weights;
    told.said = arena_zero(turn->ws->arena, MENTIONS_MAX * sizeof *told.said);
    for (size_t i = 0; i < mentions->count; i++)
        if (mentions->items[i].criterion != NULL)
            tell_mention(&told, mentions, &mentions->items[i]);
    *said = (struct phrases){told.said, told.said_count};
    return told.weights;
}

/* ---- moves -------------------------------------------------------------- */

static int rank_weighed(struct turn *turn, const struct mentions *mentions,
                        struct demand *demand, struct answer **out)
{
    struct phrases said;
    json_t *weights = weigh_told(turn, mentions, demand, &said);
    int ret = move_rank(turn, demand, out);

    for (size_t i = 0; ret > 0 && i < said.count; i++)
        answer_say(*out, &said.items[i]);
    json_decref(weights);
    return ret;
}

int weigh_rank(struct turn *turn, struct demand *demand, struct answer **out)
{
    struct mentions mentions;

    mentions_hear(turn, &mentions);
    return rank_weighed(turn, &mentions, demand, out);
}

int move_weigh(struct turn *turn, struct answer **out)
{
    struct demand demand = {0};
    struct mentions mentions;

    if (turn->before.demand == NULL || turn->meaning.asks)
        return 0;
    mentions_hear(turn, &mentions);
    if (!mentions.weighs || mentions.count < 2 ||
        match_demand_read(turn->ws->snapshot, turn->before.demand,
                          turn->ws->arena, &demand, NULL) < 0)
        return 0;
    return rank_weighed(turn, &mentions, &demand, out);
}
