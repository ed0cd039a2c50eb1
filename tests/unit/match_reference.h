/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match_reference.h - ranking as its README states it, and no faster.
 *
 * Every candidate is judged under every criterion, scored, and all are
 * sorted; nothing is looked up in columns. What server/match does must give
 * the same. It shares the judges with it and nothing of how they are asked. */
#ifndef MATCH_REFERENCE_H
#define MATCH_REFERENCE_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/parts.h"

enum { PLAIN_EXCLUDED = 3, PLAIN_FIRST = 5, PLAIN_OF_GROUP = 2 };

struct plain {
    const struct record *record, *group;
    double score, coverage;
    size_t documents;
    bool fits, fails, speaks, taken;
};

struct plains {
    struct plain *items; /* on the heap */
    size_t count;
};

/* What the plain ranking comes to, in order. */
struct plain_found {
    struct plain items[LIMIT_MAX], excluded[PLAIN_EXCLUDED];
    size_t count, excluded_count;
};

static inline double plain_round(double value)
{
    return round(value * 1e9) / 1e9;
}

static inline struct plain plain_judge(const struct run *run,
                                       const struct spot *spot)
{
    struct plain out = {.record = spot->record,
                        .group = spot_group(spot),
                        .documents = spot->documents};
    double sum = 0, known = 0, covered = 0, all = 0;

    for (size_t i = 0; i < run->criterion_count; i++) {
        const struct criterion *criterion = &run->criteria[i];
        struct finding finding = criterion->judge(run, criterion, spot);

        if (finding.why == NULL)
            continue;
        if (criterion->judge == judge_industry && finding.value > 0)
            out.speaks = true;
        if (finding.fails) {
            out.fails = true;
            continue;
        }
        all += criterion->weight;
        if (finding.value < 0)
            continue;
        sum += criterion->weight * finding.value;
        known += criterion->weight;
        covered += criterion->weight * (spot->documents == 0 ? 0.5
                                        : finding.inherited  ? 0.75
                                                             : 1);
        if (finding.value > 0 && criterion->asked)
            out.fits = true;
    }
    if (all > 0)
        out.coverage = plain_round(covered / all);
    if (known > 0)
        out.score =
            plain_round(sum / known * out.coverage * sqrt(out.coverage));
    return out;
}

static inline int plain_order(const void *a, const void *b)
{
    const struct plain *one = a, *two = b;

    if (one->score != two->score)
        return one->score > two->score ? -1 : 1;
    if (one->documents != two->documents)
        return one->documents > two->documents ? -1 : 1;
    return strcmp(one->record->id, two->record->id);
}

static inline void plain_add(const struct run *run, enum spot_kind kind,
                             struct plains *in, struct plains *failing,
                             bool *speaks)
{
    struct ids records = snapshot_kind(run->snapshot, spot_kind_name(kind));
    bool asks = run_asks(run);

    for (size_t i = 0; i < records.count; i++) {
        struct spot spot = spot_of(run->snapshot, kind, records.items[i]);
        struct plain one;

        if (run_names(run, records.items[i]))
            continue;
        one = plain_judge(run, &spot);
        if (asks ? !one.fits : one.score <= 0)
            continue;
        if (one.fails) {
            failing->items[failing->count++] = one;
            continue;
        }
        *speaks = *speaks || one.speaks;
        in->items[in->count++] = one;
    }
}

static inline bool plain_full(const struct plain_found *found,
                              const struct plain *one)
{
    size_t same = 0;

    for (size_t i = 0; i < found->count; i++)
        same += one->group != NULL && found->items[i].group == one->group;
    return same >= PLAIN_OF_GROUP;
}

static inline void plain_choose(const struct run *run, struct plains *in,
                                size_t limit, struct plain_found *out)
{
    bool spread = run->demand->within.count == 0;

    for (size_t i = 0; spread && i < in->count; i++) {
        if (out->count >= PLAIN_FIRST || out->count >= limit)
            break;
        if (plain_full(out, &in->items[i]))
            continue;
        in->items[i].taken = true;
        out->items[out->count++] = in->items[i];
    }
    for (size_t i = 0; i < in->count && out->count < limit; i++)
        if (!in->items[i].taken)
            out->items[out->count++] = in->items[i];
}

static inline void plain_sort(struct plains *plains)
{
    if (plains->count != 0)
        qsort(plains->items, plains->count, sizeof *plains->items, plain_order);
}

/* Parks, and cities if no park speaks to the industry of a project. */
static inline void plain_places(const struct run *run, struct plains *in,
                                struct plains *failing)
{
    const struct demand *demand = run->demand;
    bool project = demand->industries.count != 0 || demand->zone != NULL ||
                   demand->land_m2 > 0 || demand->building_m2 > 0;
    bool industry = false, parks = false, cities = false;
    size_t count, out;

    for (size_t i = 0; i < run->criterion_count; i++)
        industry = industry || run->criteria[i].judge == judge_industry;
    plain_add(run, SPOT_PARK, in, failing, &parks);
    if (project && industry && parks)
        return;
    count = in->count;
    out = failing->count;
    plain_add(run, SPOT_CITY, in, failing, &cities);
    if (project && !(industry && cities)) {
        in->count = count;
        failing->count = out;
    }
}

static inline void plain_run(const struct snapshot *snapshot,
                             const struct demand *demand, struct arena *arena,
                             struct plain_found *out)
{
    struct run run;
    struct plains in = {0}, failing = {0};
    size_t limit = demand->limit == 0 ? 5 : demand->limit, room = 1;
    unsigned kinds = spot_kinds(demand);

    *out = (struct plain_found){0};
    run_begin(&run, snapshot, demand, kinds, arena);
    for (unsigned kind = 1; kind <= SPOT_ANY; kind *= 2)
        if ((kinds & kind) != 0)
            room += snapshot_kind(snapshot, spot_kind_name(kind)).count;
    in.items = mem_zero(room * sizeof *in.items);
    failing.items = mem_zero(room * sizeof *failing.items);
    if (kinds == (SPOT_PARK | SPOT_CITY)) {
        plain_places(&run, &in, &failing);
    } else {
        bool speaks = false;

        plain_add(&run, kinds, &in, &failing, &speaks);
    }
    plain_sort(&in);
    plain_sort(&failing);
    plain_choose(&run, &in, limit < LIMIT_MAX ? limit : LIMIT_MAX, out);
    for (; out->excluded_count < PLAIN_EXCLUDED &&
           out->excluded_count < failing.count;
         out->excluded_count++)
        out->excluded[out->excluded_count] = failing.items[out->excluded_count];
    free(in.items);
    free(failing.items);
}

#endif
