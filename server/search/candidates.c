/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BM25 finds, the share of the question that is covered weighs: each word by
 * its rarity, a clause by what the question may be called in its language. */
#include "search/candidate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/anchor.h"
#include "search/hold.h"
#include "search/lookup.h"
#include "search/needs.h"
#include "search/sentence.h"
#include "search/synonym.h"
#include "search/wanted.h"

enum {
    SENTENCES_FOR = 5,  /* clauses whose sentences are looked at */
    SENTENCE_LONG = 450 /* bytes: says more than one thing */
};

static const double other_cost = 0.4;      /* where a cost is named */
static const double grants_nothing = 0.75; /* where support is asked for */
static const double weight_coverage = 0.62;
static const double weight_score = 0.18;
static const double weight_precision = 0.2;
/* Of a clause, whose words are common ones, the index knows better. */
static const double clause_coverage = 0.4;
static const double clause_score = 0.4;
static const double weight_short = 0.1; /* of what says nothing else */
/* Of a clause: the law of a larger land where a place's support is asked
 * for; what is no longer, or not yet, in force. */
static const double larger_support = 0.6;
static const double not_in_force = 0.6;
static const double curated = 0.5;      /* its records say it better */
static const double clause_lacks = 0.6; /* the kind of figure asked for */
static const double no_figure = 0.9;    /* where one answers */
static const double other_unit = 0.92;  /* a month where days are asked */
static const double clause_without = 0.8;
static const double aged = 0.9;         /* a later text goes before it */
static const double carries_out = 0.96; /* a law says it first */
/* Of pairs of characters that no passage has: no words, but a border. */
static const double border_weight = 0.2;

/* What is left of a record that has no figure of the kind asked for. */
static const double lacks_asked[] = {
    [ASKED_ANY] = 1,     [ASKED_MONEY] = 0.6, [ASKED_SHARE] = 0.45,
    [ASKED_COUNT] = 0.7, [ASKED_TIME] = 0.7,  [ASKED_AREA] = 0.55,
    [ASKED_PRICE] = 0.4, [ASKED_WHO] = 1,     [ASKED_CONTACT] = 1,
    [ASKED_HOURS] = 1,
};

/* Who held which office when a report was written: old news. */
static bool is_person(const struct record *record)
{
    return record_is(record, "topic", "person");
}

/* A statement answers better than the entry of a place that sums it up. */
static double kind_weight(const struct record *record)
{
    static const struct {
        const char *kind;
        double weight;
    } rows[] = {{"clause", 1}, {"fact", 1}, {"city", 0.88}, {"agency", 0.9}};

    if (is_person(record))
        return 0.6;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].kind, record->kind) == 0)
            return rows[i].weight;
    return 0.95;
}

static int by_score(const void *a, const void *b)
{
    const struct contender *left = a, *right = b;

    if (left->elsewhere != right->elsewhere)
        return left->elsewhere ? 1 : -1;
    if (left->evidence.score != right->evidence.score)
        return left->evidence.score < right->evidence.score ? 1 : -1;
    return strcmp(left->evidence.record->id, right->evidence.record->id);
}

void candidates_sort(struct contenders *candidates)
{
    if (candidates->count != 0)
        qsort(candidates->items, candidates->count, sizeof *candidates->items,
              by_score);
}

size_t candidates_here(const struct contenders *candidates)
{
    size_t inside = 0;

    while (inside < candidates->count && !candidates->items[inside].elsewhere)
        inside++;
    return inside;
}

/* ---- records ------------------------------------------------------------ */

static void weigh_record(struct inquiry *inquiry, double bm25,
                         struct contender *out)
{
    const struct meaning *meaning = &inquiry->asked;
    const struct record *record = out->evidence.record;
    double anchored = anchor_share(inquiry->ws, meaning, &out->evidence);
    struct evidence *evidence = &out->evidence;

    out->topic = &inquiry->topic;
    topic_cover(inquiry->ws, out->topic, evidence, &out->cover);
    out->elsewhere = anchored <= 0;
    out->has_asked = anchor_has_asked(evidence, meaning->asked);
    evidence->coverage = out->cover.share * (is_person(record) ? 0.45 : 1);
    evidence->score = weight_coverage * out->cover.share + weight_score * bm25 +
                      weight_precision * out->cover.precision;
    evidence->score *= (0.8 + 0.2 * anchored) * kind_weight(record);
    if (out->cover.misses_cost) {
        evidence->score *= other_cost;
        evidence->coverage *= other_cost;
    }
    if (meaning->support && !anchor_supports(record))
        evidence->score *= grants_nothing;
    evidence->score *=
        needs_level(inquiry->ws, inquiry->levels, meaning->lang, record);
    if (!out->has_asked) {
        evidence->score *= lacks_asked[meaning->asked];
        evidence->coverage *= lacks_asked[meaning->asked];
    }
}

int candidates_records(struct inquiry *inquiry, struct contenders *out,
                       struct err *err)
{
    struct hits hits = {0};

    *out = (struct contenders){0};
    if (lookup_records(inquiry, &hits, err) < 0)
        return -1;
    out->items =
        arena_zero(inquiry->ws->arena, (hits.count + 1) * sizeof *out->items);
    for (size_t i = 0; i < hits.count; i++) {
        struct contender *one = &out->items[out->count];

        one->evidence.record =
            snapshot_record(inquiry->ws->snapshot, hits.items[i].record);
        if (one->evidence.record == NULL)
            continue; /* the index is a moment ahead of the snapshot */
        weigh_record(inquiry, hits.items[i].score / hits.items[0].score, one);
        out->count++;
    }
    candidates_sort(out);
    return 0;
}

/* ---- clauses of documents ----------------------------------------------- */

/* "ID#3" is the third clause of a document. */
static const json_t *clause_of(const struct record *record, const char *id)
{
    const char *mark = strrchr(id, '#');
    long at = mark != NULL ? strtol(mark + 1, NULL, 10) : 0;

    return at > 0
               ? json_array_get(record_get(record, "clauses"), (size_t)at - 1)
               : NULL;
}

/* Rules on how a law is carried out repeat it and go on from there. */
static bool is_carried_out(const struct record *document)
{
    static const char *const marks[] = {"实施条例", "实施细则", "实施办法"};
    const char *title = record_string(document, "source.title");

    for (size_t i = 0; title != NULL && i < sizeof marks / sizeof *marks; i++)
        if (strstr(title, marks[i]) != NULL)
            return true;
    return false;
}

/* The law of a larger land says nothing of what a place gives besides. */
static bool others_support(const struct meaning *meaning,
                           const struct evidence *evidence)
{
    return meaning->support && evidence->holds != NULL;
}

/* Was the document made into records of a policy by hand? */
static bool was_curated(const struct snapshot *snapshot,
                        const struct record *document)
{
    struct ids policies = snapshot_kind(snapshot, "policy");
    const char *number = record_string(document, "source.number");

    for (size_t i = 0; number != NULL && i < policies.count; i++)
        if (record_is(policies.items[i], "source.number", number))
            return true;
    return false;
}

/* What stands before the first number of a text that has numbers. */
static bool is_title(const struct record *record, const json_t *clause)
{
    const json_t *clauses = record_get(record, "clauses");

    return clause == json_array_get(clauses, 0) &&
           !json_is_string(json_object_get(clause, "number")) &&
           json_is_string(
               json_object_get(json_array_get(clauses, 1), "number"));
}

static bool names_year(const struct evidence *evidence, long year)
{
    size_t len = 0;
    const char *text = evidence_text(evidence, &len);
    char name[24];

    snprintf(name, sizeof name, "%ld", year);
    return text != NULL && memmem(text, len, name, strlen(name)) != NULL;
}

static void weigh_clause(struct inquiry *inquiry, double bm25,
                         struct contender *out)
{
    struct workspace *ws = inquiry->ws;
    const struct meaning *meaning = &inquiry->legal;
    struct evidence *evidence = &out->evidence;
    double held = hold_share(ws, meaning, evidence);

    topic_cover(ws, out->topic, evidence, &out->cover);
    out->held = held;
    out->elsewhere = held <= 0;
    out->standing = standing_of(evidence->record, inquiry->day);
    out->has_asked = sentence_has_asked(ws, evidence, meaning->asked);
    if (standing_ahead(meaning, ws->today) &&
        !names_year(evidence, standing_year(meaning)))
        out->has_asked = false; /* of a year to come nothing is known */
    evidence->asked = meaning->asked;
    evidence->coverage = out->cover.share;
    if (out->cover.misses_cost)
        evidence->coverage *= other_cost;
    if (others_support(meaning, evidence))
        evidence->coverage *= larger_support;
    if (!out->has_asked)
        evidence->coverage *= clause_lacks;
    evidence->score =
        clause_coverage * evidence->coverage + clause_score * bm25;
    if (!out->has_asked)
        evidence->score *= clause_without;
    evidence->score *= 0.7 + 0.3 * held;
    if (out->standing != STANDING_FORCE)
        evidence->score *= not_in_force;
    if (standing_aged(evidence->record, ws->today))
        evidence->score *= aged;
    out->curated = was_curated(ws->snapshot, evidence->record);
    out->plain = json_is_string(json_object_get(evidence->clause, "number")) &&
                 !out->curated;
    if (!out->plain)
        evidence->score *= curated;
    if (inquiry->named.count == 0 && is_carried_out(evidence->record))
        evidence->score *= carries_out;
}

/* The sentences of the best are looked at, and order them anew. */
static void weigh_sentences(struct inquiry *inquiry, struct contenders *out)
{
    for (size_t i = 0; i < out->count && i < SENTENCES_FOR; i++) {
        struct contender *one = &out->items[i];
        struct said said;
        double part = one->evidence.coverage;

        if (one->elsewhere)
            break;
        sentence_choose(inquiry->ws, one->topic, inquiry->legal.asked,
                        &one->evidence, &said);
        one->sentence = said.share;
        if (!said.figure)
            one->evidence.score *= no_figure;
        else if (!said.unit)
            one->evidence.score *= other_unit;
        if (!said.figure && one->topic->lasts)
            one->has_asked = false; /* how long it holds is not said */
        if (said.share < part)
            part = said.share;
        one->evidence.score += weight_precision * part;
        if (said.size < SENTENCE_LONG)
            one->evidence.score += weight_short * part *
                                   (double)(SENTENCE_LONG - said.size) /
                                   SENTENCE_LONG;
    }
}

static int clauses_in(struct inquiry *inquiry, const struct topic *topic,
                      struct contenders *out, struct err *err)
{
    struct hits hits = {0};

    if (lookup_clauses(inquiry, &hits, err) < 0)
        return -1;
    out->items =
        arena_zero(inquiry->ws->arena, (hits.count + 1) * sizeof *out->items);
    for (size_t i = 0; i < hits.count; i++) {
        struct contender *one = &out->items[out->count];
        const struct record *record =
            snapshot_record(inquiry->ws->snapshot, hits.items[i].record);

        if (record == NULL)
            continue;
        one->evidence.record = record;
        one->evidence.clause = clause_of(record, hits.items[i].id);
        if (one->evidence.clause == NULL ||
            is_title(record, one->evidence.clause))
            continue; /* these say no more than the other clauses do */
        one->topic = topic;
        weigh_clause(inquiry, hits.items[i].score, one);
        out->count++;
    }
    return 0;
}

/* A pair over the border of two words that no passage has says nothing of a
 * clause. */
static void drop_borders(struct topic *topic)
{
    topic->total = topic->own = 0;
    for (size_t i = 0; i < topic->count; i++) {
        struct topic_term *term = &topic->terms[i];

        if (term->unknown && term->border)
            term->weight *= border_weight;
        topic->total += term->weight;
        topic->own += term->place ? 0 : term->weight;
    }
}

static int topic_own(struct inquiry *inquiry, const struct meaning *meaning,
                     struct topic *topic, struct err *err)
{
    if (topic_make(inquiry->ws, meaning, TOPIC_OF_CLAUSES, topic, err) < 0)
        return -1;
    drop_borders(topic);
    synonym_ways(inquiry->ws, meaning, topic);
    return 0;
}

static int topic_in(struct inquiry *inquiry, const struct meaning *meaning,
                    enum lang to, struct topic *topic, struct err *err)
{
    enum lang lang = meaning->lang;

    if (lang == to || (lang == LANG_ZH_HANT && to == LANG_ZH_HANS))
        return topic_own(inquiry, meaning, topic, err);
    return topic_across(inquiry->ws, meaning, to, topic, err);
}

/* What a follow-up says and what it leaves unsaid. */
static int topic_of_two(struct inquiry *inquiry, enum lang to,
                        struct topic *topic, struct err *err)
{
    struct meaning old = inquiry->legal;
    struct topic fresh, before;

    old.topic = inquiry->before;
    if (topic_in(inquiry, &inquiry->legal, to, &fresh, err) < 0 ||
        topic_in(inquiry, &old, to, &before, err) < 0)
        return -1;
    topic_join(inquiry->ws, &fresh, &before, topic);
    return 0;
}

/* The question for texts in Chinese; made when first needed. */
static struct topic *topic_for(struct inquiry *inquiry, enum lang to,
                               struct err *err)
{
    struct topic *topic = &inquiry->across[to];
    int made = 0;

    if (inquiry->made[to])
        return topic;
    if (inquiry->before != NULL)
        made = topic_of_two(inquiry, to, topic, err);
    else
        made = topic_in(inquiry, &inquiry->legal, to, topic, err);
    if (made < 0)
        return NULL;
    for (size_t i = 0; i < inquiry->named.count; i++)
        topic_name(topic,
                   record_string(inquiry->named.items[i], "source.title"));
    if (inquiry->named.count != 0)
        topic_no_years(topic);
    if (inquiry->legal.asked == ASKED_TIME)
        topic->unit = wanted_unit(inquiry->ws, &inquiry->asked);
    topic->extends = meaning_says(&inquiry->asked, "extension_of_time");
    topic->lasts = inquiry->legal.asked == ASKED_TIME &&
                   (meaning_says(&inquiry->asked, "validity_period") ||
                    meaning_says(&inquiry->asked, "protection_period") ||
                    meaning_says(&inquiry->asked, "protection"));
    topic->reduces = meaning_says(&inquiry->asked, "reduced_rate") ||
                     meaning_says(&inquiry->asked, "tax_incentive");
    topic->several = inquiry->asked.part_count > 1;
    inquiry->made[to] = true;
    return topic;
}

/* The question as it is put to texts of law. */
static void legal_make(struct inquiry *inquiry)
{
    inquiry->legal = inquiry->asked;
    inquiry->legal.asked = wanted_figure(inquiry->ws, &inquiry->asked);
    inquiry->legal.topic = wanted_topic(inquiry->ws, &inquiry->asked);
}

int candidates_topic(struct inquiry *inquiry, const struct topic **out,
                     struct err *err)
{
    legal_make(inquiry);
    *out = topic_for(inquiry, LANG_ZH_HANS, err);
    return *out != NULL ? 0 : -1;
}

/* May clauses of documents answer? */
static bool has_clauses(const struct inquiry *inquiry)
{
    return !inquiry->abroad &&
           snapshot_kind(inquiry->ws->snapshot, "document").count != 0;
}

int candidates_find(struct inquiry *inquiry, struct err *err)
{
    return has_clauses(inquiry) ? lookup_both(inquiry, err) : 0;
}

int candidates_clauses(struct inquiry *inquiry, struct contenders *out,
                       struct err *err)
{
    const struct topic *topic = NULL;

    *out = (struct contenders){0};
    if (!has_clauses(inquiry))
        return 0;
    legal_make(inquiry);
    topic = topic_for(inquiry, LANG_ZH_HANS, err);
    if (topic == NULL || clauses_in(inquiry, topic, out, err) < 0)
        return -1;
    candidates_sort(out);
    weigh_sentences(inquiry, out);
    candidates_sort(out);
    return 0;
}
