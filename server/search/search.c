/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates come from BM25 over all languages; what decides is the share of
 * the question that a record covers, each word weighed by its rarity. BM25
 * alone always finds something: the bar on coverage is what lets Parlor say
 * that it does not know. */
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

#include "search/anchor.h"
#include "search/topic.h"

/* Clauses of documents are many and long, and BM25 orders them well. */
enum { CANDIDATES_MAX = 40, CLAUSES_MAX = 8, FINDINGS_MAX = 4 };

/* Set on the development questions; tests/eval holds them. */
static const double bar_coverage = 0.5;    /* less answers nothing */
static const double bar_weight = 2.6;      /* about one word that few have */
static const double other_cost = 0.4;      /* where a cost is named */
static const double grants_nothing = 0.75; /* where support is asked for */
static const double bar_unnamed = 6;       /* where the heading is not asked */
static const double bar_own = 1.5;         /* less asks for nothing special */
static const double bar_nearest = 0.3;     /* less is not even near */
static const double weight_coverage = 0.62;
static const double weight_score = 0.18;
static const double weight_precision = 0.2;
static const double gain_needed = 0.16; /* of a second record */
static const double tie = 0.05;         /* as good as the first */
static const double tie_joined = 0.35;  /* the same, where things are joined */

/* What is left of a record that has no figure of the kind asked for. */
static const double lacks_asked[] = {
    [ASKED_ANY] = 1,     [ASKED_MONEY] = 0.6, [ASKED_SHARE] = 0.45,
    [ASKED_COUNT] = 0.7, [ASKED_TIME] = 0.7,  [ASKED_AREA] = 0.55,
    [ASKED_PRICE] = 0.4, [ASKED_WHO] = 1,
};

struct candidate_record {
    struct evidence evidence;
    struct cover cover;
    bool elsewhere; /* about another place than those named */
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
    } rows[] = {{"clause", 1},
                {"fact", 1},
                {"document", 0.98},
                {"city", 0.88},
                {"agency", 0.9}};

    if (is_person(record))
        return 0.6;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].kind, record->kind) == 0)
            return rows[i].weight;
    return 0.95;
}

/* What is about another place comes last, however well it fits. */
static int by_score(const void *a, const void *b)
{
    const struct candidate_record *left = a, *right = b;

    if (left->elsewhere != right->elsewhere)
        return left->elsewhere ? 1 : -1;
    if (left->evidence.score != right->evidence.score)
        return left->evidence.score < right->evidence.score ? 1 : -1;
    return strcmp(left->evidence.record->id, right->evidence.record->id);
}

static void weigh(struct workspace *ws, const struct meaning *meaning,
                  const struct topic *topic, double bm25,
                  struct candidate_record *out)
{
    const struct record *record = out->evidence.record;
    double anchored = anchor_share(ws, meaning, &out->evidence);

    topic_cover(ws, topic, &out->evidence, &out->cover);
    out->elsewhere = anchored <= 0;
    out->evidence.coverage = out->cover.share * (is_person(record) ? 0.45 : 1);
    out->evidence.score = weight_coverage * out->cover.share +
                          weight_score * bm25 +
                          weight_precision * out->cover.precision;
    out->evidence.score *= (0.8 + 0.2 * anchored) * kind_weight(record);
    if (out->cover.misses_cost) {
        out->evidence.score *= other_cost;
        out->evidence.coverage *= other_cost;
    }
    if (meaning->support && !anchor_supports(record))
        out->evidence.score *= grants_nothing;
    if (!anchor_has_asked(&out->evidence, meaning->asked)) {
        out->evidence.score *= lacks_asked[meaning->asked];
        out->evidence.coverage *= lacks_asked[meaning->asked];
    }
}

/* "ID#3" is the third clause of a document. */
static const json_t *clause_of(const struct record *record, const char *id)
{
    const char *mark = strrchr(id, '#');
    long at = mark != NULL ? strtol(mark + 1, NULL, 10) : 0;

    return at > 0
               ? json_array_get(record_get(record, "clauses"), (size_t)at - 1)
               : NULL;
}

static bool found_already(const struct findings *findings,
                          const struct evidence *evidence)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].record == evidence->record &&
            findings->items[i].clause == evidence->clause)
            return true;
    return false;
}

static size_t gather(struct workspace *ws, const struct meaning *meaning,
                     const struct topic *topic, const struct hits *hits,
                     struct candidate_record *out)
{
    double best = hits->count != 0 ? hits->items[0].score : 1;
    size_t count = 0, clauses = 0;

    for (size_t i = 0; i < hits->count; i++) {
        const struct record *record =
            snapshot_record(ws->snapshot, hits->items[i].record);
        struct candidate_record *candidate = &out[count];

        if (record == NULL)
            continue; /* the index is a moment ahead of the snapshot */
        memset(candidate, 0, sizeof *candidate);
        candidate->evidence.record = record;
        candidate->evidence.clause = clause_of(record, hits->items[i].id);
        if (candidate->evidence.clause != NULL && ++clauses > CLAUSES_MAX)
            continue;
        weigh(ws, meaning, topic, hits->items[i].score / best, candidate);
        count++;
    }
    qsort(out, count, sizeof *out, by_score);
    return count;
}

/* Best passages for meaning's text, weighed by topic, best first. */
static int candidates(struct workspace *ws, const struct meaning *meaning,
                      const struct topic *topic, struct candidate_record *out,
                      size_t *count, struct err *err)
{
    struct question question = {
        .text = meaning->text,
        .len = strlen(meaning->text),
        .lang = meaning->lang,
        .limit = CANDIDATES_MAX,
    };
    struct hits hits = {0};

    if (reader_search(ws->reader, ws->analyser, &question, ws->arena, &hits,
                      err) < 0)
        return -1;
    *count = gather(ws, meaning, topic, &hits, out);
    return 0;
}

static bool same_text(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Items of one numbered clause belong together. */
static bool siblings(const struct record *a, const struct record *b)
{
    return same_text(record_string(a, "policy"), record_string(b, "policy")) &&
           same_text(record_string(a, "number"), record_string(b, "number"));
}

/* Statements of one source about the same thing belong together too. */
static bool related(const struct record *a, const struct record *b)
{
    const json_t *about = record_get(a, "about");
    const json_t *also = record_get(b, "about");
    size_t i = 0;
    const json_t *item = NULL;

    if (siblings(a, b))
        return true;
    if (!same_text(record_string(a, "source.title"),
                   record_string(b, "source.title")))
        return false;
    json_array_foreach(about, i, item)
        if (record_list_has(also, json_string_value(item)))
            return true;
    return false;
}

/* What the question asks beyond what is covered already. */
static double gain(const struct topic *topic, const bool *have,
                   const struct cover *cover)
{
    double more = 0;

    for (size_t i = 0; i < topic->count; i++)
        if (cover->has[i] && !have[i])
            more += topic->terms[i].weight;
    return topic->total > 0 ? more / topic->total : 0;
}

static void take(struct findings *out, const struct topic *topic, bool *have,
                 const struct candidate_record *candidate)
{
    out->items[out->count++] = candidate->evidence;
    for (size_t i = 0; i < topic->count; i++)
        have[i] = have[i] || candidate->cover.has[i];
}

/* The best, then what adds to it: what covers more of the question, or what
 * fits as well: an item of the same clause, or, where the best is not sure,
 * another. */
static void choose(struct workspace *ws, const struct meaning *meaning,
                   const struct topic *topic,
                   const struct candidate_record *all, size_t count,
                   struct findings *out)
{
    double near = 1 - (meaning->joined ? tie_joined : tie);
    bool *have = arena_zero(ws->arena, (topic->count + 1) * sizeof *have);

    bool unsure = all[0].evidence.coverage < bar_coverage;

    take(out, topic, have, &all[0]);
    for (size_t i = 1; i < count && out->count < FINDINGS_MAX; i++) {
        const struct record *best = all[0].evidence.record;
        const struct record *record = all[i].evidence.record;
        double score = all[i].evidence.score;
        bool fits = (siblings(best, record) || unsure) &&
                    score >= near * all[0].evidence.score;
        bool adds = related(best, record) &&
                    score >= 0.6 * all[0].evidence.score &&
                    gain(topic, have, &all[i].cover) >= gain_needed;

        if (fits || adds)
            take(out, topic, have, &all[i]);
    }
}

/* A further question of the same message, about the same things: what
 * answers it is added unless the findings do so as well. */
static int add_part(struct workspace *ws, const struct meaning *meaning,
                    const struct part *part, struct findings *out,
                    struct err *err)
{
    struct meaning asked = *meaning;
    struct candidate_record all[CANDIDATES_MAX];
    struct topic topic;
    size_t count = 0;
    const struct record *best = out->items[0].record;
    double added = 0; /* score of what was added last */

    asked.asked = part->asked;
    asked.topic = part->topic;
    if (topic_make(ws, &asked, &topic, err) < 0 || topic.total <= 0)
        return topic.total <= 0 ? 0 : -1;
    asked.text = arena_format(ws->arena, "%s\n%s", part->text,
                              record_name(best, meaning->lang));
    if (candidates(ws, &asked, &topic, all, &count, err) < 0)
        return -1;
    for (size_t i = 0; i < count && out->count < FINDINGS_MAX; i++) {
        const struct evidence *one = &all[i].evidence;

        if (all[i].elsewhere || one->coverage < bar_coverage ||
            one->score < 0.8 * all[0].evidence.score ||
            one->score < (1 - tie) * added)
            break;
        if (found_already(out, one) || !related(best, one->record))
            continue;
        added = one->score;
        out->items[out->count++] = *one;
    }
    return 0;
}

/* Of several questions the first is answered first, by itself. */
static struct meaning first_question(const struct meaning *meaning)
{
    struct meaning first = *meaning;

    if (meaning->part_count > 1) {
        first.topic = meaning->parts[0].topic;
        first.asked = meaning->parts[0].asked;
    }
    return first;
}

/* The question of a follow-up with what the turn before was about. */
static struct meaning with_topic(struct workspace *ws,
                                 const struct meaning *meaning,
                                 const struct search_context *context)
{
    struct meaning joined = first_question(meaning);

    if (context != NULL && context->topic != NULL)
        joined.text =
            arena_format(ws->arena, "%s\n%s", meaning->text, context->topic);
    return joined;
}

/* In a follow-up what is new counts most, and an answer given already is
 * not given again. */
static void lean(const struct search_context *context,
                 struct candidate_record *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct record *record = all[i].evidence.record;

        if (record == context->record)
            all[i].evidence.score *= 0.9;
        else if (related(context->record, record))
            all[i].evidence.score *= 1.3;
    }
    qsort(all, count, sizeof *all, by_score);
}

/* Below half of the question, what else must hold. */
static const struct bar {
    double coverage, weight, heading;
    double runner_up; /* at most so much of its score */
    bool site;        /* a park or a parlor is named */
} lower_bars[] = {
    {0.25, 5, 0.6, 1, false},   /* the heading is asked */
    {0.28, 9, 0.2, 1, false},   /* some of it, and rare words */
    {0.40, 15, 0.11, 1, false}, /* little of it, and many */
    {0.35, 12, 0, 0.5, false},  /* nothing else comes near */
    {0.40, 2.3, 0, 1, true},    /* of a site little is said: less will do */
};

/* Does a candidate answer? A short question must be covered by half; of a
 * long one, told with its circumstances, less will do if that is much and
 * the heading is among it, or if nothing else comes near. What covers only the
 * name of the place and a common word does not answer. */
static bool answers(const struct candidate_record *candidate,
                    const struct meaning *meaning,
                    const struct search_context *context, double runner_up)
{
    bool site = meaning->parks.count + meaning->parlors.count != 0;
    double coverage = candidate->evidence.coverage;
    double weight = candidate->cover.weight;
    double heading = candidate->cover.precision;
    bool asked = anchor_has_asked(&candidate->evidence, meaning->asked);

    if (coverage >= bar_coverage)
        return weight >= (heading > 0 || site ? bar_weight : bar_unnamed) ||
               (asked && meaning->asked != ASKED_ANY) ||
               (context != NULL && context->record != NULL &&
                related(context->record, candidate->evidence.record));
    if (!asked)
        return false;
    for (size_t i = 0; i < sizeof lower_bars / sizeof *lower_bars; i++) {
        const struct bar *bar = &lower_bars[i];

        if (coverage >= bar->coverage && weight >= bar->weight &&
            heading >= bar->heading && site >= bar->site &&
            runner_up <= bar->runner_up * candidate->evidence.score)
            return true;
    }
    return false;
}

/* Does the message name a city or a country? A rule of another one is worth
 * a word then. */
static bool names_land(const struct meaning *meaning)
{
    return meaning->cities.count + meaning->outside.count +
                   meaning->lands.count !=
               0 ||
           meaning->strange;
}

/* Candidates about the places named; the best of the others is told. */
static size_t here(const struct candidate_record *all, size_t count,
                   const struct meaning *meaning, struct findings *out)
{
    size_t inside = 0;

    while (inside < count && !all[inside].elsewhere)
        inside++;
    if (inside < count && names_land(meaning) &&
        answers(&all[inside], meaning, NULL, 1))
        out->elsewhere = all[inside].evidence;
    return inside;
}

/* "What incentives does Suzhou have?" is answered by its policy. */
static bool bare_policy(struct workspace *ws, const struct meaning *meaning,
                        struct findings *out)
{
    struct ids policies = snapshot_kind(ws->snapshot, "policy");

    for (size_t i = 0; i < policies.count; i++) {
        struct evidence one = {
            .record = policies.items[i], .score = 1, .coverage = 1};

        if (meaning->cities.count + meaning->parks.count == 0 ||
            anchor_share(ws, meaning, &one) <= 0)
            continue;
        out->items[out->count++] = one;
        return true;
    }
    return false;
}

/* "Tell me about the Suxitong park" asks for nothing but the thing itself. */
static bool bare(struct workspace *ws, const struct meaning *meaning,
                 const struct topic *topic, struct findings *out)
{
    const struct ids *named[] = {&meaning->parlors, &meaning->parks,
                                 &meaning->cities};

    if (topic->own >= bar_own)
        return false;
    if (meaning->support)
        return bare_policy(ws, meaning, out);
    if (meaning->asked != ASKED_ANY)
        return false;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i]->count != 0) {
            out->items[out->count++] = (struct evidence){
                .record = named[i]->items[0], .score = 1, .coverage = 1};
            return true;
        }
    return false;
}

int search_findings(struct workspace *ws, const struct meaning *meaning,
                    const struct search_context *context, struct findings *out,
                    struct err *err)
{
    struct meaning asked = with_topic(ws, meaning, context);
    struct candidate_record all[CANDIDATES_MAX];
    struct topic topic;
    size_t count = 0;

    memset(out, 0, sizeof *out);
    out->items = arena_zero(ws->arena, FINDINGS_MAX * sizeof *out->items);
    if (topic_make(ws, &asked, &topic, err) < 0)
        return -1;
    if (context == NULL && bare(ws, meaning, &topic, out))
        return 0;
    if (context != NULL && topic.own < bar_own) {
        /* "And in Hangzhou?": the same, elsewhere. */
        asked.topic = context->topic;
        if (topic_make(ws, &asked, &topic, err) < 0)
            return -1;
    }
    if (candidates(ws, &asked, &topic, all, &count, err) < 0)
        return -1;
    if (context != NULL && context->record != NULL)
        lean(context, all, count);
    count = here(all, count, meaning, out);
    if (count == 0)
        return 0;
    if (!answers(&all[0], meaning, context,
                 count > 1 ? all[1].evidence.score : 0)) {
        if (all[0].evidence.coverage >= bar_nearest)
            out->nearest = all[0].evidence;
        return 0;
    }
    choose(ws, meaning, &topic, all, count, out);
    for (size_t i = 1; i < meaning->part_count; i++)
        if (add_part(ws, meaning, &meaning->parts[i], out, err) < 0)
            return -1;
    return 0;
}
