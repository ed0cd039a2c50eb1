/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Land and buildings on offer: how large, how densely built, from when, for
 * how much investment, for which industries.
 *
 * All of it is judged on one offer of a spot, the one that fails least of
 * what is demanded, so that a park is never made of two sites of which each
 * has a half of what is needed. */
#include <stdlib.h>
#include <string.h>

#include "match/columns.h"

/* What can be said of one demand. */
struct words {
    struct why met, fail, unknown;
};

static const struct words land = {
    {"match.land", "site", NULL, NULL, "area", ARG_NUMBER},
    {"match.land_fail", "site", NULL, NULL, "area", ARG_NUMBER},
    {"match.unknown_land", NULL, NULL, NULL, NULL, ARG_TEXT},
};
static const struct words building = {
    {"match.building", "site", NULL, NULL, "area", ARG_NUMBER},
    {"match.building_fail", "site", NULL, NULL, "area", ARG_NUMBER},
    {"match.unknown_building", NULL, NULL, NULL, NULL, ARG_TEXT},
};
static const struct words plot_ratio = {
    {"match.plot_ratio", "site", NULL, NULL, "ratio", ARG_NUMBER},
    {"match.plot_ratio_fail", "site", NULL, NULL, "ratio", ARG_NUMBER},
    {"match.unknown_plot_ratio", NULL, NULL, NULL, NULL, ARG_TEXT},
};
static const struct words investment = {
    {"match.investment", "site", NULL, NULL, "amount", ARG_MONEY},
    {"match.investment_fail", "site", NULL, NULL, "amount", ARG_MONEY},
    {"match.unknown_investment", NULL, NULL, NULL, NULL, ARG_TEXT},
};
static const struct words ready = {
    {"match.ready", "site", NULL, NULL, "date", ARG_DATE},
    {"match.ready_fail", "site", NULL, NULL, "date", ARG_DATE},
    {"match.unknown_ready", NULL, NULL, NULL, NULL, ARG_TEXT},
};
static const struct why not_allowed = {
    "match.not_allowed", "place", "industry", NULL, NULL, ARG_TEXT};

/* Which of a spot's offers are looked at. */
enum use { USE_ANY, USE_LAND, USE_BUILDING };

/* ---- read --------------------------------------------------------------- */

static bool asks_offers(const struct run *run)
{
    const struct demand *demand = run->demand;

    return run->wanted_count != 0 || demand->land_m2 > 0 ||
           demand->building_m2 > 0 || demand->plot_ratio > 0 ||
           demand->investment > 0 || demand->by.year != 0;
}

void offers_prepare(struct run *run)
{
    if (asks_offers(run) && (run->kinds & SPOT_PLACE) != 0)
        run->offers = columns_offers(run->snapshot);
}

/* ---- one offer against the demand --------------------------------------- */

static double area_wanted(const struct run *run, const struct offer *offer)
{
    return offer->building ? run->demand->building_m2 : run->demand->land_m2;
}

/* 1 met, 0 not, -1 unknown; so are the next ones. */
static int has_least(double have, double need)
{
    return have < 0 ? -1 : have >= need;
}

static int is_ready(const struct run *run, const struct offer *offer)
{
    if (offer->from.year == 0)
        return -1;
    return date_order(offer->from, false) <= date_order(run->demand->by, true);
}

static int asks_little(const struct run *run, const struct offer *offer)
{
    if (offer->min_investment < 0)
        return -1;
    return offer->min_investment <= run->demand->investment;
}

/* The wanted industry that a list excludes; NULL if it excludes none. */
static const struct record *excluded_by(const struct run *run,
                                        const json_t *list)
{
    for (size_t i = 0; i < run->wanted_count; i++)
        if (industry_listed(run, run->wanted[i], list))
            return run->wanted[i];
    return NULL;
}

static int admits(const struct run *run, const struct offer *offer)
{
    const json_t *list = record_get(offer->record, "not_allowed");

    return list == NULL ? -1 : excluded_by(run, list) == NULL;
}

/* How far an offer falls short: what it fails that is hard, what it fails at
 * all, then what is not known. */
struct shortfall {
    int hard, failed, unknown;
};

static bool is_hard(const struct run *run, judge_fn *judge)
{
    for (size_t i = 0; i < run->criterion_count; i++)
        if (run->criteria[i].judge == judge)
            return run->criteria[i].hard;
    return false;
}

static void fall(const struct run *run, judge_fn *judge, bool asked, int met,
                 struct shortfall *sum)
{
    if (!asked)
        return;
    sum->hard += met == 0 && is_hard(run, judge);
    sum->failed += met == 0;
    sum->unknown += met < 0;
}

static struct shortfall shortfall_of(const struct run *run,
                                     const struct offer *offer)
{
    const struct demand *demand = run->demand;
    struct shortfall sum = {0, 0, 0};

    fall(run, offer->building ? judge_building : judge_land,
         area_wanted(run, offer) > 0,
         has_least(offer->area, area_wanted(run, offer)), &sum);
    fall(run, judge_plot_ratio, demand->plot_ratio > 0 && !offer->building,
         has_least(offer->plot_ratio, demand->plot_ratio), &sum);
    fall(run, judge_ready, demand->by.year != 0, is_ready(run, offer), &sum);
    fall(run, judge_investment, demand->investment > 0, asks_little(run, offer),
         &sum);
    fall(run, judge_allowed, run->wanted_count != 0, admits(run, offer), &sum);
    return sum;
}

/* Less short; then the smallest that is large enough, or the largest. */
static bool is_better(const struct run *run, const struct offer *one,
                      const struct offer *two)
{
    struct shortfall a = shortfall_of(run, one), b = shortfall_of(run, two);
    bool enough = two->area >= area_wanted(run, two);

    if (a.hard != b.hard)
        return a.hard < b.hard;
    if (a.failed != b.failed)
        return a.failed < b.failed;
    if (a.unknown != b.unknown)
        return a.unknown < b.unknown;
    return enough == (one->area >= area_wanted(run, one))
               ? (enough ? one->area < two->area : one->area > two->area)
               : !enough;
}

static bool wants_land(const struct demand *demand)
{
    return demand->land_m2 > 0 || demand->plot_ratio > 0;
}

/* Who asks for land or a building alone is not helped by the other. */
static bool is_of_use(const struct run *run, const struct offer *offer,
                      enum use use)
{
    bool for_land = wants_land(run->demand);
    bool for_building = run->demand->building_m2 > 0;

    if (use == USE_ANY)
        return for_land == for_building || offer->building == for_building;
    return offer->building == (use == USE_BUILDING);
}

static const struct offer *best_of_use(const struct run *run,
                                       const struct offer *items, size_t count,
                                       enum use use)
{
    const struct offer *best = NULL;

    for (size_t i = 0; i < count; i++)
        if (is_of_use(run, &items[i], use) &&
            (best == NULL || is_better(run, &items[i], best)))
            best = &items[i];
    return best;
}

/* Who asks for both land and a building is judged on the worse of the two, so
 * that neither makes up for the other. */
static const struct offer *
worse_of_both(const struct run *run, const struct offer *items, size_t count)
{
    const struct offer *one = best_of_use(run, items, count, USE_LAND);
    const struct offer *two = best_of_use(run, items, count, USE_BUILDING);

    if (one == NULL || two == NULL)
        return one != NULL ? one : two;
    return is_better(run, one, two) ? two : one;
}

/* 1 and *out the offer of a spot that falls least short; 0: it has none. */
static int offer_best(const struct run *run, const struct spot *spot,
                      enum use use, struct offer *out)
{
    bool both = wants_land(run->demand) && run->demand->building_m2 > 0;
    const struct offer *items = NULL, *best = NULL;
    size_t count = 0;

    if (run->offers == NULL)
        return 0;
    if (spot->kind == SPOT_SITE) {
        *out = *offer_of(run->offers, spot->record);
        return is_of_use(run, out, use);
    }
    items = offers_at(run->offers, spot->record, &count);
    best = use == USE_ANY && both ? worse_of_both(run, items, count)
                                  : best_of_use(run, items, count, use);
    if (best != NULL)
        *out = *best;
    return best != NULL;
}

/* ---- judges ------------------------------------------------------------- */

static struct finding finding_of(const struct words *words, int met,
                                 const struct offer *offer, double number,
                                 bool hard)
{
    if (met < 0)
        return (struct finding){.value = -1, .why = &words->unknown};
    return (struct finding){
        .value = met,
        .why = met ? &words->met : &words->fail,
        .first = offer->record,
        .evidence = offer->record,
        .number = number,
        .date = offer->from,
        .fails = !met && hard,
    };
}

static struct finding area_judged(const struct run *run,
                                  const struct criterion *criterion,
                                  const struct spot *spot, enum use use,
                                  const struct words *words)
{
    struct offer best;

    if (!offer_best(run, spot, use, &best))
        return (struct finding){.value = -1, .why = &words->unknown};
    return finding_of(words, has_least(best.area, area_wanted(run, &best)),
                      &best, best.area, criterion->hard);
}

struct finding judge_land(const struct run *run,
                          const struct criterion *criterion,
                          const struct spot *spot)
{
    return area_judged(run, criterion, spot, USE_LAND, &land);
}

struct finding judge_building(const struct run *run,
                              const struct criterion *criterion,
                              const struct spot *spot)
{
    return area_judged(run, criterion, spot, USE_BUILDING, &building);
}

/* Sites one by one: what area_judged() says of them. */
static void area_fill(const struct run *run, const struct criterion *criterion,
                      bool built, double need, size_t from, size_t count,
                      quad *sums, unsigned char *flags)
{
    const struct offers *offers = run->offers;
    float weight = (float)criterion->weight;
    /* unknown, too small, enough */
    quad shares[] = {{weight, 0, 0, 0},
                     {weight, 0, weight, weight},
                     {weight, weight, weight, weight}};
    unsigned char fails[] = {0, criterion->hard ? FILL_FAILS : 0, 0};

    if (criterion->hard)
        shares[1] = (quad){0};
    for (size_t i = 0; i < count; i++) {
        double area = offers->area[from + i];
        int known = (area >= 0) & (offers->building[from + i] == built);
        int met = known + (known & (area >= need));

        sums[i] += shares[met];
        flags[i] |= fails[met];
    }
}

void fill_land(const struct run *run, const struct criterion *criterion,
               const struct spots *spots, size_t from, size_t count, quad *sums,
               unsigned char *flags)
{
    (void)spots;
    area_fill(run, criterion, false, run->demand->land_m2, from, count, sums,
              flags);
}

void fill_building(const struct run *run, const struct criterion *criterion,
                   const struct spots *spots, size_t from, size_t count,
                   quad *sums, unsigned char *flags)
{
    (void)spots;
    area_fill(run, criterion, true, run->demand->building_m2, from, count, sums,
              flags);
}

struct finding judge_plot_ratio(const struct run *run,
                                const struct criterion *criterion,
                                const struct spot *spot)
{
    struct offer best;

    if (!offer_best(run, spot, USE_LAND, &best))
        return (struct finding){.value = -1, .why = &plot_ratio.unknown};
    return finding_of(&plot_ratio,
                      has_least(best.plot_ratio, run->demand->plot_ratio),
                      &best, best.plot_ratio, criterion->hard);
}

struct finding judge_ready(const struct run *run,
                           const struct criterion *criterion,
                           const struct spot *spot)
{
    struct offer best;

    if (!offer_best(run, spot, USE_ANY, &best))
        return (struct finding){.value = -1, .why = &ready.unknown};
    return finding_of(&ready, is_ready(run, &best), &best, 0, criterion->hard);
}

/* The park itself, or the one that the spot lies in. */
static const struct record *park_of(const struct spot *spot)
{
    return spot->inside != NULL ? spot->inside : spot->record;
}

/* A park's own minimum comes before that of its sites. */
struct finding judge_investment(const struct run *run,
                                const struct criterion *criterion,
                                const struct spot *spot)
{
    const struct record *park = park_of(spot);
    struct offer best = {.record = park,
                         .min_investment = offer_investment(park)};
    const struct record *evidence = snapshot_record(
        run->snapshot, record_string(park, "min_investment.evidence"));
    struct finding out;

    if (asks_little(run, &best) != 0 &&
        !offer_best(run, spot, USE_ANY, &best) && best.min_investment < 0)
        return (struct finding){.value = -1, .why = &investment.unknown};
    out = finding_of(&investment, asks_little(run, &best), &best,
                     best.min_investment, criterion->hard);
    if (out.first == park && evidence != NULL)
        out.evidence = evidence;
    return out;
}

/* Speaks of what is excluded alone: that a list lets an industry in is no
 * merit, since most places have none. */
struct finding judge_allowed(const struct run *run,
                             const struct criterion *criterion,
                             const struct spot *spot)
{
    const struct record *place = park_of(spot);
    const struct record *out =
        excluded_by(run, record_get(place, "not_allowed"));
    struct offer best;

    if (out == NULL && offer_best(run, spot, USE_ANY, &best)) {
        place = best.record;
        out = excluded_by(run, record_get(place, "not_allowed"));
    }
    if (out == NULL)
        return (struct finding){.value = -1};
    return (struct finding){
        .why = &not_allowed,
        .first = place,
        .second = out,
        .evidence = place,
        .fails = criterion->hard,
    };
}
