/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the candidates is told: the best, and what adds to it. */
#include <string.h>

#include "search/candidate.h"

static const double gain_needed = 0.16; /* of a second record */
static const double clause_adds = 0.85; /* as nearly as good */
static const double tie = 0.05;         /* as good as the first */
static const double tie_joined = 0.35;  /* the same, where things are joined */

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
bool choice_related(const struct record *a, const struct record *b)
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
    if (strcmp(a->kind, "document") == 0)
        return a == b;
    json_array_foreach(about, i, item)
        if (record_list_has(also, json_string_value(item)))
            return true;
    return false;
}

/* What the question asks beyond what is covered already. */
static double gain(const struct topic *topic, const double *have,
                   const struct cover *cover)
{
    double more = 0;

    for (size_t i = 0; i < topic->count; i++)
        if (cover->has[i] > have[i])
            more += (cover->has[i] - have[i]) * topic->terms[i].weight;
    return topic->total > 0 ? more / topic->total : 0;
}

static void take(struct findings *out, const struct topic *topic, double *have,
                 const struct contender *candidate)
{
    out->items[out->count++] = candidate->evidence;
    for (size_t i = 0; i < topic->count; i++)
        if (candidate->cover.has[i] > have[i])
            have[i] = candidate->cover.has[i];
}

/* What covers more of the question, or what fits as well: an item of the
 * same clause, or, where the best is not sure, another. */
void choice_take(const struct inquiry *inquiry, const struct contender *all,
                 size_t count, struct findings *out)
{
    const struct topic *topic = all[0].topic;
    double near = 1 - (inquiry->asked.joined ? tie_joined : tie);
    double *have =
        arena_zero(inquiry->ws->arena, (topic->count + 1) * sizeof *have);
    bool unsure = all[0].evidence.coverage < bars_half();

    take(out, topic, have, &all[0]);
    for (size_t i = 1; i < count && out->count < FINDINGS_MAX; i++) {
        const struct record *best = all[0].evidence.record;
        const struct record *record = all[i].evidence.record;
        double score = all[i].evidence.score;
        bool fits = (siblings(best, record) || unsure) &&
                    score >= near * all[0].evidence.score;
        bool adds = choice_related(best, record) &&
                    score >= 0.6 * all[0].evidence.score &&
                    gain(topic, have, &all[i].cover) >= gain_needed;

        /* One more clause of a document must answer by itself. */
        if (all[i].evidence.clause != NULL &&
            (score < clause_adds * all[0].evidence.score ||
             !bars_clause(inquiry, &all[i])))
            continue;
        if (fits || adds)
            take(out, topic, have, &all[i]);
    }
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

/* About the same things: what answers it is added unless the findings do so
 * as well. */
int choice_part(struct inquiry *inquiry, const struct part *part,
                struct findings *out, struct err *err)
{
    struct inquiry further = *inquiry;
    struct contenders all;
    const struct record *best = out->items[0].record;
    double added = 0; /* score of what was added last */

    further.asked.asked = part->asked;
    further.asked.topic = part->topic;
    if (topic_make(further.ws, &further.asked, TOPIC_OF_RECORDS, &further.topic,
                   err) < 0 ||
        further.topic.total <= 0)
        return further.topic.total <= 0 ? 0 : -1;
    further.asked.text = arena_format(further.ws->arena, "%s\n%s", part->text,
                                      record_name(best, further.asked.lang));
    if (candidates_records(&further, &all, err) < 0)
        return -1;
    for (size_t i = 0; i < all.count && out->count < FINDINGS_MAX; i++) {
        const struct evidence *one = &all.items[i].evidence;

        if (all.items[i].elsewhere || one->coverage < bars_half() ||
            one->score < 0.8 * all.items[0].evidence.score ||
            one->score < (1 - tie) * added)
            break;
        if (found_already(out, one) || !choice_related(best, one->record))
            continue;
        added = one->score;
        out->items[out->count++] = *one;
    }
    return 0;
}
