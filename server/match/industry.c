/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well the industries of a spot fit those of the project, by their
 * distance in the taxonomy. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/parts.h"

static const struct why industry_same = {
    "match.industry_same", "industry", NULL, NULL, NULL, ARG_TEXT};
static const struct why industry_part = {
    "match.industry_part", "industry", "has", NULL, NULL, ARG_TEXT};
static const struct why industry_whole = {
    "match.industry_whole", "industry", "has", NULL, NULL, ARG_TEXT};
static const struct why industry_near = {
    "match.industry_near", "industry", "has", NULL, NULL, ARG_TEXT};
static const struct why industry_chain = {
    "match.industry_chain", "industry", "has", NULL, NULL, ARG_TEXT};
static const struct why industry_none = {
    "match.industry_none", "industry", NULL, NULL, NULL, ARG_TEXT};
static const struct why industry_unknown = {
    "match.unknown_industry", NULL, NULL, NULL, NULL, ARG_TEXT};

enum { STEPS = 4 };

/* Steps up from the wanted industry to the ancestor shared, then steps down
 * to what the spot has: the same; a part of it; all of it; a sibling. */
static const double step_fits[STEPS][STEPS] = {
    {1.0, 0.9, 0.8, 0.7},
    {0.7, 0.4, 0.25, 0.1},
    {0.5, 0.25, 0.15, 0.05},
    {0.35, 0.1, 0.05, 0},
};

/* An industry and its ancestors. */
struct chain {
    const struct record *items[DEPTH_MAX];
    size_t count;
};

static struct chain chain_of(const struct run *run,
                             const struct record *industry)
{
    struct chain chain = {.count = 0};

    while (industry != NULL && chain.count < DEPTH_MAX) {
        chain.items[chain.count++] = industry;
        industry =
            snapshot_record(run->snapshot, record_string(industry, "parent"));
    }
    return chain;
}

static double chain_fit(const struct chain *wanted, const struct chain *has,
                        const struct why **why)
{
    for (size_t up = 0; up < wanted->count && up < STEPS; up++)
        for (size_t down = 0; down < has->count && down < STEPS; down++) {
            if (wanted->items[up] != has->items[down])
                continue;
            if (up == 0)
                *why = down == 0 ? &industry_same : &industry_part;
            else
                *why = down == 0 ? &industry_whole : &industry_near;
            return step_fits[up][down];
        }
    return 0;
}

static bool chain_has(const struct chain *chain, const struct record *industry)
{
    for (size_t i = 1; i < chain->count; i++)
        if (chain->items[i] == industry)
            return true;
    return false;
}

/* Parks say each industry with its evidence, others the id alone. */
static const char *entry_id(const json_t *entry)
{
    return json_string_value(
        json_is_object(entry) ? json_object_get(entry, "industry") : entry);
}

/* Who names "semiconductors, packaging" means packaging. */
static bool said_closer(const struct run *run, const struct record *industry)
{
    const struct ids *named = &run->demand->industries;

    for (size_t i = 0; i < named->count; i++) {
        struct chain chain = chain_of(run, named->items[i]);

        if (chain_has(&chain, industry))
            return true;
    }
    return false;
}

/* What stands before or after an industry in its chain of supply is worth
 * as much as a cousin in the taxonomy. */
static const double chain_value = 0.4;

static void fit_neighbour(const struct record *wanted, const struct record *has,
                          struct fit *fit)
{
    if (fit->value >= chain_value ||
        (!record_list_has(record_get(wanted, "chain"), has->id) &&
         !record_list_has(record_get(has, "chain"), wanted->id)))
        return;
    *fit = (struct fit){chain_value, &industry_chain};
}

/* Where an industry stands among those of the corpus; -1 it is none. */
static long place_of(const struct snapshot *snapshot, const char *id)
{
    struct ids all = snapshot_kind(snapshot, "industry");
    size_t low = 0, high = all.count;

    while (id != NULL && low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(all.items[middle]->id, id);

        if (order == 0)
            return (long)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* How well each industry of the corpus fits each other: made once. */
static void *fits_make(const struct snapshot *snapshot)
{
    struct ids all = snapshot_kind(snapshot, "industry");
    struct run run = {.snapshot = snapshot};
    struct chain *chains = mem_zero((all.count + 1) * sizeof *chains);
    struct fit *fits = mem_zero((all.count * all.count + 1) * sizeof *fits);

    for (size_t i = 0; i < all.count; i++)
        chains[i] = chain_of(&run, all.items[i]);
    for (size_t w = 0; w < all.count; w++)
        for (size_t i = 0; i < all.count; i++) {
            struct fit *fit = &fits[w * all.count + i];

            fit->value = chain_fit(&chains[w], &chains[i], &fit->why);
            fit_neighbour(all.items[w], all.items[i], fit);
        }
    free(chains);
    return fits;
}

static const struct keepsake keepsake = {fits_make, free};

static void fits_prepare(struct run *run)
{
    const struct fit *fits = snapshot_keep(run->snapshot, &keepsake);
    size_t count = snapshot_kind(run->snapshot, "industry").count;

    for (size_t w = 0; w < run->wanted_count; w++)
        run->fits[w] =
            fits + count * (size_t)place_of(run->snapshot, run->wanted[w]->id);
}

/* Who orders without naming an industry orders for its own. */
static void take_askers(struct run *run)
{
    const json_t *list = record_get(run->demand->asker, "industries");
    struct ids all = snapshot_kind(run->snapshot, "industry");
    size_t i = 0;
    json_t *entry = NULL;

    if (run->demand->seeks == NULL || strcmp(run->demand->seeks, "place") == 0)
        return;
    json_array_foreach((json_t *)list, i, entry) {
        long at = place_of(run->snapshot, entry_id(entry));

        if (at >= 0 && run->wanted_count < PLACES_MAX)
            run->wanted[run->wanted_count++] = all.items[at];
    }
}

void industry_prepare(struct run *run)
{
    const struct ids *named = &run->demand->industries;

    for (size_t i = 0; i < named->count && run->wanted_count < PLACES_MAX; i++)
        if (!said_closer(run, named->items[i]))
            run->wanted[run->wanted_count++] = named->items[i];
    if (run->wanted_count == 0 && named->count != 0) /* a ring of parents */
        run->wanted[run->wanted_count++] = named->items[0];
    if (named->count == 0 && run->demand->asker != NULL)
        take_askers(run);
    fits_prepare(run);
}

long industry_place(const struct snapshot *snapshot, const json_t *entry)
{
    return place_of(snapshot, entry_id(entry));
}

/* The best of the spot's industries for the wanted one at a place. */
static struct finding fit_one(const struct run *run, size_t wanted,
                              const json_t *list)
{
    struct ids all = snapshot_kind(run->snapshot, "industry");
    struct finding best = {.why = &industry_none, .first = run->wanted[wanted]};
    size_t i = 0;
    json_t *entry = NULL;

    json_array_foreach((json_t *)list, i, entry) {
        long at = industry_place(run->snapshot, entry);
        const struct fit *fit = at < 0 ? NULL : &run->fits[wanted][at];

        if (fit == NULL || fit->value <= best.value)
            continue;
        best = (struct finding){.value = fit->value,
                                .why = fit->why,
                                .first = run->wanted[wanted],
                                .second = all.items[at]};
        best.evidence = snapshot_record(
            run->snapshot,
            json_string_value(json_object_get(entry, "evidence")));
    }
    return best;
}

struct finding judge_industry(const struct run *run,
                              const struct criterion *criterion,
                              const struct spot *spot)
{
    bool lent = false;
    const json_t *list = spot_industries(spot, &lent);
    struct finding best = {.value = -1, .why = &industry_unknown};
    double sum = 0;

    (void)criterion;
    if (json_array_size(list) == 0)
        return best;
    for (size_t i = 0; i < run->wanted_count; i++) {
        struct finding one = fit_one(run, i, list);

        sum += one.value;
        if (one.value > best.value)
            best = one;
    }
    best.value = sum / (double)run->wanted_count;
    if (best.evidence == NULL)
        best.evidence = lent ? spot->inside : spot->record;
    best.inherited = lent;
    return best;
}

double industry_best(const struct run *run, const json_t *list,
                     const struct record **wanted)
{
    double best = 0;

    for (size_t w = 0; w < run->wanted_count; w++) {
        struct finding one = fit_one(run, w, list);

        if (one.value <= best)
            continue;
        best = one.value;
        *wanted = run->wanted[w];
    }
    return best;
}

bool industry_listed(const struct run *run, const struct record *industry,
                     const json_t *list)
{
    struct chain chain = chain_of(run, industry);
    size_t at = 0;
    json_t *entry = NULL;

    json_array_foreach((json_t *)list, at, entry) {
        const char *id = entry_id(entry);

        for (size_t i = 0; id != NULL && i < chain.count; i++)
            if (strcmp(chain.items[i]->id, id) == 0)
                return true;
    }
    return false;
}
