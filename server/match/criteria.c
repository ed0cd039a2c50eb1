/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which criteria apply to a demand, and how much they weigh.
 *
 * Weights come from the corpus's criterion records; a demand's own replace
 * them. Only their proportions matter. A hard demand counts even where the
 * corpus has no criterion for it, then without weight. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "match/parts.h"

static const double scale_km_standard = 100;

static bool asks_industry(const struct run *run)
{
    return run->wanted_count != 0;
}

static bool asks_distance(const struct run *run)
{
    return run->near_count != 0;
}

static bool asks_side(const struct run *run)
{
    return run->demand->landmark != NULL && run->demand->side != SIDE_NONE;
}

static bool asks_within(const struct run *run)
{
    return run->demand->within.count != 0;
}

static bool asks_zone(const struct run *run)
{
    return run->demand->zone != NULL;
}

static bool asks_country(const struct run *run)
{
    return run->country_count != 0;
}

static bool asks_land(const struct run *run)
{
    return run->demand->land_m2 > 0;
}

static bool asks_building(const struct run *run)
{
    return run->demand->building_m2 > 0;
}

static bool asks_nothing(const struct run *run)
{
    (void)run;
    return false;
}

static const struct type types[] = {
    {.name = "industry",
     .judge = judge_industry,
     .asked = asks_industry,
     .kinds = SPOT_ANY,
     .rests = RESTS_INSIDE,
     .members = {"industries"},
     .fill = fill_industry},
    {.name = "distance",
     .judge = judge_distance,
     .asked = asks_distance,
     .hard = true,
     .kinds = SPOT_ANY,
     .rests = RESTS_POSITION,
     .fill = fill_distance},
    {.name = "side",
     .judge = judge_side,
     .asked = asks_side,
     .hard = true,
     .kinds = SPOT_ANY,
     .rests = RESTS_POSITION,
     .fill = fill_side},
    {.name = "within",
     .judge = judge_within,
     .asked = asks_within,
     .hard = true,
     .kinds = SPOT_ANY,
     .rests = RESTS_CITY,
     .members = {"cities"}},
    {.name = "zone_type",
     .judge = judge_zone,
     .asked = asks_zone,
     .always = true,
     .hard = true,
     .kinds = SPOT_PLACE,
     .rests = RESTS_KIND,
     .members = {"zone_type", "linked_to", "etdz_number"}},
    {.name = "cooperation",
     .judge = judge_cooperation,
     .asked = asks_distance,
     .kinds = SPOT_PLACE,
     .rests = RESTS_CITY | RESTS_NAMED,
     .members = {"cities"}},
    {.name = "policy",
     .judge = judge_policy,
     .asked = asks_nothing,
     .always = true,
     .kinds = SPOT_PLACE,
     .rests = RESTS_CITY | RESTS_NAMED},
    {.name = "country",
     .judge = judge_country,
     .asked = asks_country,
     .kinds = SPOT_PLACE,
     .rests = RESTS_CITY | RESTS_NAMED,
     .members = {"cities"}},
    {.name = "land",
     .judge = judge_land,
     .asked = asks_land,
     .hard = true,
     .kinds = SPOT_PLACE,
     .rests = RESTS_NAMED},
    {.name = "building",
     .judge = judge_building,
     .asked = asks_building,
     .hard = true,
     .kinds = SPOT_PLACE,
     .rests = RESTS_NAMED},
};

enum { TYPES = sizeof types / sizeof *types };

static double weight_kept(double weight)
{
    return isfinite(weight) ? fmin(WEIGHT_MAX, fmax(0, weight)) : 0;
}

/* A demand may name the criterion by its id or by its type. */
static double weight_of(const struct run *run, const struct record *record,
                        const struct type *type)
{
    const json_t *own = json_object_get(run->demand->weights, record->id);

    if (!json_is_number(own))
        own = json_object_get(run->demand->weights, type->name);
    return weight_kept(json_is_number(own)
                           ? json_number_value(own)
                           : record_number(record, "weight", 0));
}

static const struct type *type_named(const char *name)
{
    for (size_t i = 0; name != NULL && i < TYPES; i++)
        if (strcmp(types[i].name, name) == 0)
            return &types[i];
    return NULL;
}

/* A kind of criterion that code does not know is left out. */
static void criterion_add(struct run *run, const struct record *record,
                          bool *seen)
{
    const struct type *type = type_named(record_string(record, "type"));
    double scale = record_number(record, "scale_km", 0);
    bool asked = type != NULL && type->asked(run);

    if (type == NULL || (!asked && !type->always) ||
        (type->kinds & run->kinds) == 0 ||
        run->criterion_count >= CRITERIA_MAX - TYPES)
        return;
    seen[type - types] = true;
    run->criteria[run->criterion_count++] = (struct criterion){
        .id = record->id,
        .judge = type->judge,
        .type = type,
        .record = record,
        .weight = weight_of(run, record, type),
        .standard = weight_kept(record_number(record, "weight", 0)),
        .scale_km = scale > 0 ? scale : scale_km_standard,
        .hard = json_is_true(record_get(record, "hard")),
        .asked = asked,
    };
}

static void criterion_keep(struct run *run, const struct type *type)
{
    run->criteria[run->criterion_count++] = (struct criterion){
        .id = type->name,
        .judge = type->judge,
        .type = type,
        .scale_km = scale_km_standard,
        .hard = true,
        .asked = true,
    };
}

void criteria_load(struct run *run)
{
    struct ids records = snapshot_kind(run->snapshot, "criterion");
    bool seen[TYPES] = {false};
    double sum = 0, standard = 0;

    for (size_t i = 0; i < records.count; i++)
        criterion_add(run, records.items[i], seen);
    for (size_t i = 0; i < TYPES; i++)
        if (!seen[i] && types[i].hard && (types[i].kinds & run->kinds) != 0 &&
            types[i].asked(run))
            criterion_keep(run, &types[i]);
    for (size_t i = 0; i < run->criterion_count; i++) {
        sum += run->criteria[i].weight;
        standard += run->criteria[i].standard;
    }
    for (size_t i = 0; i < run->criterion_count; i++) {
        run->criteria[i].weight /= sum > 0 ? sum : 1;
        run->criteria[i].standard /= standard > 0 ? standard : 1;
    }
}
