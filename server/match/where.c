/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a spot lies: how near, on which side, in which city. */
#include <math.h>
#include <string.h>

#include "match/parts.h"

static const struct why distance = {"match.distance", "place", NULL, NULL, "km",
                                    ARG_NUMBER};
static const struct why distance_city = {
    "match.distance_city", "place", NULL, NULL, "km", ARG_NUMBER};
static const struct why distance_in = {
    "match.distance_in", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why distance_far = {
    "match.distance_fail", "place", NULL, NULL, "km", ARG_NUMBER};
static const struct why distance_unknown = {
    "match.unknown_distance", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why side_unknown = {
    "match.unknown_side", "landmark", NULL, NULL, NULL, ARG_TEXT};
static const struct why within_met = {"match.within", "place", NULL,
                                      NULL,           NULL,    ARG_TEXT};
static const struct why within_fail = {
    "match.within_fail", "place", "city", NULL, NULL, ARG_TEXT};
static const struct why within_unknown = {
    "match.unknown_within", "place", NULL, NULL, NULL, ARG_TEXT};

/* By the side where the spot lies, and whether that is the wrong one. */
static const struct why sides[][2] = {
    [SIDE_NORTH] = {{"match.side_north", "landmark", NULL, NULL, NULL,
                     ARG_TEXT},
                    {"match.side_fail_south", "landmark", NULL, NULL, NULL,
                     ARG_TEXT}},
    [SIDE_SOUTH] = {{"match.side_south", "landmark", NULL, NULL, NULL,
                     ARG_TEXT},
                    {"match.side_fail_north", "landmark", NULL, NULL, NULL,
                     ARG_TEXT}},
};

/* Cities know the province they are in by its name. */
static bool in_province(const struct record *city, const struct record *place)
{
    const char *name = record_name(place, LANG_ZH_HANS), *of = NULL;

    if (city == NULL || strcmp(place->kind, "province") != 0)
        return false;
    of = record_text(record_get(city, "province"), LANG_ZH_HANS, NULL);
    return of != NULL && name != NULL && strcmp(of, name) == 0;
}

bool spot_in(const struct spot *spot, const struct record *place)
{
    if (place == spot->record || place == spot->city || place == spot->region ||
        in_province(spot->city, place))
        return true;
    return spot->city == NULL &&
           record_list_has(record_get(spot->record, "cities"), place->id);
}

void where_prepare(struct run *run)
{
    const struct demand *demand = run->demand;

    for (size_t i = 0; i < demand->near.count && i < PLACES_MAX; i++) {
        run->near[i] = demand->near.items[i];
        run->near_at[i] = position_of(run->near[i]);
        run->near_count++;
    }
    if (demand->side != SIDE_NONE)
        line_read(demand->landmark, run->arena, &run->line);
}

/* Kilometres as one says them. */
static double said(double km)
{
    return km < 20 ? round(km) : round(km / 5) * 5;
}

/* Halves with every scale_km; the mean over the places named. The nearest
 * one is told, and near_km is measured to it. */
struct finding judge_distance(const struct run *run,
                              const struct criterion *criterion,
                              const struct spot *spot)
{
    double sum = 0, least = INFINITY;
    struct finding out = {.value = -1,
                          .why = &distance_unknown,
                          .first = run->near[0],
                          .inherited = spot->position.of_city};
    size_t known = 0;

    for (size_t i = 0; i < run->near_count; i++) {
        double km = position_distance(&spot->position, &run->near_at[i]);

        if (km < 0)
            continue;
        known++;
        sum += exp2(-km / criterion->scale_km);
        if (km < least) {
            least = km;
            out.first = run->near[i];
        }
    }
    if (known == 0)
        return out;
    out.value = sum / (double)known;
    out.number = said(least);
    out.evidence = spot->record;
    out.why = spot->position.of_city ? &distance_city : &distance;
    if (spot->position.of_city && spot->city == out.first)
        out.why = &distance_in;
    if (run->demand->near_km > 0 && least > run->demand->near_km) {
        out.why = &distance_far;
        out.value = 0;
        out.fails = true;
    }
    return out;
}

struct finding judge_side(const struct run *run,
                          const struct criterion *criterion,
                          const struct spot *spot)
{
    enum side side = line_side(&run->line, &spot->position);
    bool met = side == run->demand->side;

    if (side == SIDE_NONE)
        return (struct finding){
            .value = -1, .why = &side_unknown, .first = run->demand->landmark};
    return (struct finding){
        .value = met ? 1 : 0,
        .why = &sides[side][!met],
        .first = run->demand->landmark,
        .evidence = run->demand->landmark,
        .inherited = spot->position.of_city,
        .fails = !met && criterion->hard,
    };
}

struct finding judge_within(const struct run *run,
                            const struct criterion *criterion,
                            const struct spot *spot)
{
    const struct ids *within = &run->demand->within;

    (void)criterion;
    for (size_t i = 0; i < within->count; i++)
        if (spot_in(spot, within->items[i]))
            return (struct finding){.value = 1,
                                    .why = &within_met,
                                    .first = within->items[i],
                                    .evidence = spot->record};
    if (spot->city == NULL)
        return (struct finding){
            .value = -1, .why = &within_unknown, .first = within->items[0]};
    return (struct finding){
        .why = &within_fail,
        .first = within->items[0],
        .second = spot->city,
        .evidence = spot->record,
        .fails = true,
    };
}
