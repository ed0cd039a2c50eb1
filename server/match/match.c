/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every spot is judged under every criterion, scored, sorted; only what is
 * shown gets its reasons. */
#include "match/match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "match/parts.h"

enum {
    LIMIT_STANDARD = 5,
    EXCLUDED_MAX = 3,
    FIRST = 5,      /* among the first so many ... */
    OF_ONE_CITY = 2 /* ... no more than this of one city */
};

/* A spot with its findings and what they add up to. */
struct entry {
    struct spot spot;
    struct finding *findings;
    double score, coverage;
    bool fits;  /* something that was asked for speaks for it */
    bool fails; /* a hard demand speaks against it */
};

struct entries {
    struct entry *items;
    size_t count;
};

/* ---- scores ------------------------------------------------------------- */

/* What only its city is known for counts three quarters as evidence, and all
 * that is known of a bare name on a list one half. A score shrinks a little
 * faster than its evidence, so that a thin record with one strong point stays
 * behind a full one with several fair points. With an exponent of 1 or more,
 * evidence of its own never lowers a score. */
static const double of_city = 0.75;
static const double of_name = 0.5;
static const double shrink_power = 1.5;

static double evidence_share(const struct spot *spot,
                             const struct finding *finding)
{
    if (spot->documents == 0)
        return of_name;
    return finding->inherited ? of_city : 1;
}

/* Scores differ when they do so by more than arithmetic noise. */
static double score_round(double score)
{
    return round(score * 1e9) / 1e9;
}

static void entry_score(const struct run *run, struct entry *entry)
{
    double sum = 0, known = 0, covered = 0, all = 0;

    for (size_t i = 0; i < run->criterion_count; i++) {
        const struct finding *finding = &entry->findings[i];
        double weight = run->criteria[i].weight;

        if (finding->why == NULL)
            continue;
        if (finding->fails) { /* "fits otherwise" */
            entry->fails = true;
            continue;
        }
        all += weight;
        if (finding->value < 0)
            continue;
        sum += weight * finding->value;
        known += weight;
        covered += weight * evidence_share(&entry->spot, finding);
        if (finding->value > 0 && run->criteria[i].asked)
            entry->fits = true;
    }
    if (all > 0)
        entry->coverage = score_round(covered / all);
    if (known > 0)
        entry->score =
            score_round(sum / known * pow(entry->coverage, shrink_power));
}

static void entry_judge(const struct run *run, struct entry *entry)
{
    entry->findings = arena_zero(run->arena, (run->criterion_count + 1) *
                                                 sizeof *entry->findings);
    for (size_t i = 0; i < run->criterion_count; i++)
        entry->findings[i] =
            run->criteria[i].judge(run, &run->criteria[i], &entry->spot);
    entry_score(run, entry);
}

static int entry_order(const void *a, const void *b)
{
    const struct entry *one = a, *two = b;

    if (one->score != two->score)
        return one->score > two->score ? -1 : 1;
    if (one->spot.documents != two->spot.documents)
        return one->spot.documents > two->spot.documents ? -1 : 1;
    return strcmp(one->spot.record->id, two->spot.record->id);
}

/* ---- ranking ------------------------------------------------------------ */

static bool asks_anything(const struct run *run)
{
    for (size_t i = 0; i < run->criterion_count; i++)
        if (run->criteria[i].asked)
            return true;
    return false;
}

/* Who looks for something near a place does not mean the place itself, and
 * nobody orders from itself. */
static bool is_named(const struct run *run, const struct record *record)
{
    if (record == run->demand->asker)
        return true;
    for (size_t i = 0; i < run->near_count; i++)
        if (run->near[i] == record)
            return true;
    return false;
}

/* Judge all of a kind; those with nothing for them are left out. */
static void entries_judge(const struct run *run, enum spot_kind kind,
                          struct entries *in, struct entries *failing)
{
    struct ids records = snapshot_kind(run->snapshot, spot_kind_name(kind));
    bool asks = asks_anything(run);

    for (size_t i = 0; i < records.count; i++) {
        struct entry entry = {
            .spot = spot_of(run->snapshot, kind, records.items[i])};

        if (is_named(run, records.items[i]))
            continue;
        entry_judge(run, &entry);
        if (asks ? !entry.fits : entry.score <= 0)
            continue;
        if (entry.fails)
            failing->items[failing->count++] = entry;
        else
            in->items[in->count++] = entry;
    }
}

static void entries_sort(struct entries *entries)
{
    qsort(entries->items, entries->count, sizeof *entries->items, entry_order);
}

static bool city_full(const struct entry *const *chosen, size_t count,
                      const struct entry *entry)
{
    size_t same = 0;

    for (size_t i = 0; i < count; i++)
        same += entry->spot.city != NULL && entry->spot.park &&
                chosen[i]->spot.city == entry->spot.city;
    return same >= OF_ONE_CITY;
}

/* Best first; places of the first FIRST that one city may not fill go to the
 * next best elsewhere, as long as there is any. Returns how many. */
static size_t entries_choose(const struct run *run,
                             const struct entries *entries, size_t limit,
                             const struct entry **chosen)
{
    bool *taken = arena_zero(run->arena, entries->count + 1);
    bool spread = run->demand->within.count == 0;
    size_t count = 0;

    for (size_t i = 0; spread && i < entries->count; i++) {
        if (count >= FIRST || count >= limit)
            break;
        if (city_full(chosen, count, &entries->items[i]))
            continue;
        chosen[count++] = &entries->items[i];
        taken[i] = true;
    }
    for (size_t i = 0; i < entries->count && count < limit; i++)
        if (!taken[i])
            chosen[count++] = &entries->items[i];
    return count;
}

static void candidate_write(const struct run *run, const struct entry *entry,
                            struct candidate *out)
{
    *out = (struct candidate){.record = entry->spot.record,
                              .score = entry->score,
                              .coverage = entry->coverage};
    reasons_write(run, entry->findings, out);
}

static void proposal_write(const struct run *run, struct entries *in,
                           struct entries *failing, struct proposal *out)
{
    const struct entry *chosen[LIMIT_MAX];
    size_t limit =
        run->demand->limit != 0 ? run->demand->limit : LIMIT_STANDARD;

    entries_sort(in);
    entries_sort(failing);
    out->count =
        entries_choose(run, in, limit < LIMIT_MAX ? limit : LIMIT_MAX, chosen);
    out->items = arena_zero(run->arena, (out->count + 1) * sizeof *out->items);
    for (size_t i = 0; i < out->count; i++)
        candidate_write(run, chosen[i], &out->items[i]);
    out->excluded_count =
        failing->count < EXCLUDED_MAX ? failing->count : EXCLUDED_MAX;
    out->excluded = arena_zero(run->arena, (out->excluded_count + 1) *
                                               sizeof *out->excluded);
    for (size_t i = 0; i < out->excluded_count; i++)
        candidate_write(run, &failing->items[i], &out->excluded[i]);
}

/* ---- runs --------------------------------------------------------------- */

static bool is_project(const struct demand *demand)
{
    return demand->industries.count != 0 || demand->zone != NULL ||
           demand->land_m2 > 0 || demand->building_m2 > 0;
}

/* Does any of them have the industry, if one is named? */
static bool speaks_to_project(const struct run *run,
                              const struct entries *entries)
{
    for (size_t i = 0; i < run->criterion_count; i++)
        for (size_t e = 0;
             run->criteria[i].judge == judge_industry && e < entries->count;
             e++)
            if (entries->items[e].findings[i].value > 0)
                return true;
    return false;
}

/* A project goes to a park, unless only cities know its industry. */
static void cities_judge(const struct run *run, struct entries *in,
                         struct entries *failing)
{
    size_t count = in->count, out = failing->count;
    struct entries added;

    if (is_project(run->demand) && speaks_to_project(run, in))
        return;
    entries_judge(run, SPOT_CITY, in, failing);
    added = (struct entries){in->items + count, in->count - count};
    if (is_project(run->demand) && !speaks_to_project(run, &added)) {
        in->count = count;
        failing->count = out;
    }
}

static void run_prepare(struct run *run)
{
    industry_prepare(run);
    where_prepare(run);
    means_prepare(run);
    ties_prepare(run);
    criteria_load(run);
}

/* Room for a candidate of every kind sought. */
static size_t run_room(const struct run *run)
{
    size_t room = 1;

    for (unsigned kind = 1; kind <= SPOT_ANY; kind *= 2)
        if ((run->kinds & kind) != 0)
            room += snapshot_kind(run->snapshot, spot_kind_name(kind)).count;
    return room;
}

void match_run(const struct snapshot *snapshot, const struct demand *demand,
               struct arena *arena, struct proposal *out)
{
    struct run run = {.snapshot = snapshot,
                      .demand = demand,
                      .arena = arena,
                      .kinds = spot_kinds(demand)};
    struct entries in = {0}, failing = {0};
    size_t room = run_room(&run);

    *out = (struct proposal){0};
    run_prepare(&run);
    in.items = arena_zero(arena, room * sizeof *in.items);
    failing.items = arena_zero(arena, room * sizeof *failing.items);
    if (run.kinds == (SPOT_PARK | SPOT_CITY)) {
        entries_judge(&run, SPOT_PARK, &in, &failing);
        cities_judge(&run, &in, &failing);
    } else {
        entries_judge(&run, run.kinds, &in, &failing);
    }
    proposal_write(&run, &in, &failing, out);
}

void match_judge(const struct snapshot *snapshot, const struct demand *demand,
                 const struct ids *records, struct arena *arena,
                 struct candidate *out)
{
    struct run run = {.snapshot = snapshot, .demand = demand, .arena = arena};

    for (size_t i = 0; i < records->count; i++)
        run.kinds |= spot_kind_of(records->items[i]);
    run_prepare(&run);
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->items[i];
        enum spot_kind kind = spot_kind_of(record);
        struct entry entry = {0};

        out[i] = (struct candidate){.record = record};
        if (kind == 0)
            continue;
        entry.spot = spot_of(snapshot, kind, record);
        entry_judge(&run, &entry);
        candidate_write(&run, &entry, &out[i]);
    }
}
