/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run: the demand is resolved, candidates are ranked, and what is shown
 * gets its reasons. */
#include "match/match.h"

#include <string.h>

#include "match/rank.h"

enum { LIMIT_STANDARD = 5 };

/* ---- runs --------------------------------------------------------------- */

void run_begin(struct run *run, const struct snapshot *snapshot,
               const struct demand *demand, unsigned kinds, struct arena *arena)
{
    *run = (struct run){
        .snapshot = snapshot, .demand = demand, .arena = arena, .kinds = kinds};
    industry_prepare(run);
    where_prepare(run);
    offers_prepare(run);
    ties_prepare(run);
    partners_prepare(run);
    bonds_prepare(run);
    criteria_load(run);
}

bool run_asks(const struct run *run)
{
    for (size_t i = 0; i < run->criterion_count; i++)
        if (run->criteria[i].asked)
            return true;
    return false;
}

/* Who looks for something near a place does not mean the place itself, and
 * nobody orders from itself. */
bool run_names(const struct run *run, const struct record *record)
{
    if (record == run->demand->asker)
        return true;
    for (size_t i = 0; i < run->near_count; i++)
        if (run->near[i] == record)
            return true;
    return false;
}

/* ---- ranking ------------------------------------------------------------ */

static bool is_project(const struct demand *demand)
{
    return demand->industries.count != 0 || demand->zone != NULL ||
           demand->land_m2 > 0 || demand->building_m2 > 0;
}

static bool names_industry(const struct run *run)
{
    for (size_t i = 0; i < run->criterion_count; i++)
        if (run->criteria[i].judge == judge_industry)
            return true;
    return false;
}

/* A project goes to a park, unless only cities know its industry. */
static void rank_places(const struct run *run, size_t limit,
                        struct ranking *ranking)
{
    bool project = is_project(run->demand);
    bool industry = names_industry(run);
    struct ranking cities;

    ranking_add(run, SPOT_PARK, ranking);
    if (project && industry && ranking->speaks)
        return;
    ranking_begin(run, limit, &cities);
    ranking_add(run, SPOT_CITY, &cities);
    if (!project || (industry && cities.speaks))
        ranking_join(ranking, &cities);
}

void ranking_make(const struct run *run, struct ranking *ranking)
{
    size_t limit = run->demand->limit;

    if (limit == 0)
        limit = LIMIT_STANDARD;
    if (limit > LIMIT_MAX)
        limit = LIMIT_MAX;
    ranking_begin(run, limit, ranking);
    if (run->kinds == (SPOT_PARK | SPOT_CITY))
        rank_places(run, limit, ranking);
    else if (run->kinds != 0)
        ranking_add(run, run->kinds, ranking);
}

/* ---- what is shown ------------------------------------------------------ */

static void candidate_write(const struct run *run, const struct spot *spot,
                            struct candidate *out)
{
    struct finding *findings =
        arena_zero(run->arena, (run->criterion_count + 1) * sizeof *findings);
    struct mark marks[CRITERIA_MAX];
    struct score score;

    for (size_t i = 0; i < run->criterion_count; i++) {
        findings[i] = run->criteria[i].judge(run, &run->criteria[i], spot);
        marks[i] = mark_of(&findings[i]);
    }
    score = score_of(run, marks, spot->documents == 0);
    *out = (struct candidate){.record = spot->record,
                              .score = score.score,
                              .coverage = score.coverage,
                              .fails = score.fails};
    reasons_write(run, findings, out);
}

static void criteria_write(const struct run *run, struct proposal *out)
{
    out->criteria = arena_zero(run->arena, (run->criterion_count + 1) *
                                               sizeof *out->criteria);
    for (size_t i = 0; i < run->criterion_count; i++) {
        const struct criterion *criterion = &run->criteria[i];
        size_t at = out->criterion_count++;

        for (; at > 0 && out->criteria[at - 1].weight < criterion->weight; at--)
            out->criteria[at] = out->criteria[at - 1];
        out->criteria[at] = (struct weighing){criterion->id, criterion->weight,
                                              criterion->standard};
    }
}

static struct candidate *candidates(const struct run *run, size_t count)
{
    return arena_zero(run->arena, (count + 1) * sizeof(struct candidate));
}

void match_run(const struct snapshot *snapshot, const struct demand *demand,
               struct arena *arena, struct proposal *out)
{
    struct run run;
    struct ranking ranking;
    const struct ranked *chosen[LIMIT_MAX];

    *out = (struct proposal){0};
    run_begin(&run, snapshot, demand, spot_kinds(demand), arena);
    ranking_make(&run, &ranking);
    out->count = ranking_choose(&ranking, chosen);
    out->items = candidates(&run, out->count);
    for (size_t i = 0; i < out->count; i++)
        candidate_write(&run, chosen[i]->spot, &out->items[i]);
    out->excluded_count = ranking.failing.count;
    out->excluded = candidates(&run, out->excluded_count);
    for (size_t i = 0; i < out->excluded_count; i++)
        candidate_write(&run, ranking.failing.items[i].spot, &out->excluded[i]);
    criteria_write(&run, out);
    notes_write(&run, out);
}

void match_judge(const struct snapshot *snapshot, const struct demand *demand,
                 const struct ids *records, struct arena *arena,
                 struct candidate *out)
{
    struct run run;
    unsigned kinds = 0;

    for (size_t i = 0; i < records->count; i++)
        kinds |= spot_kind_of(records->items[i]);
    run_begin(&run, snapshot, demand, kinds, arena);
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->items[i];
        enum spot_kind kind = spot_kind_of(record);
        struct spot spot;

        out[i] = (struct candidate){.record = record};
        if (kind == 0)
            continue;
        spot = spot_of(snapshot, kind, record);
        candidate_write(&run, &spot, &out[i]);
    }
}
