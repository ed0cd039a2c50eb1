/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The types of criteria that code knows, when a demand names them, and what
 * of a spot each rests on. */
#include <string.h>

#include "match/parts.h"

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

static bool asks_plot_ratio(const struct run *run)
{
    return run->demand->plot_ratio > 0;
}

static bool asks_investment(const struct run *run)
{
    return run->demand->investment > 0;
}

static bool asks_ready(const struct run *run)
{
    return run->demand->by.year != 0;
}

static bool asks_language(const struct run *run)
{
    return run->demand->speaks != NULL;
}

static bool asks_size(const struct run *run)
{
    return run->demand->staff_min > 0;
}

static bool asks_purpose(const struct run *run)
{
    return run->demand->purpose != NULL;
}

static bool asks_role(const struct run *run)
{
    return run->demand->role != NULL;
}

static bool has_asker(const struct run *run)
{
    return run->demand->asker != NULL;
}

/* What nobody is known for tells nobody from another. */
static bool knows_clusters(const struct run *run)
{
    return run->wanted_count != 0 && run->cluster_count != 0;
}

static bool knows_themes(const struct run *run)
{
    return run->wanted_count != 0 && run->theme_count != 0;
}

static bool knows_sisters(const struct run *run)
{
    return run->country_count != 0 && run->sister_count != 0;
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
     .fill = fill_industry,
     .fills = SPOT_ANY},
    {.name = "distance",
     .judge = judge_distance,
     .asked = asks_distance,
     .hard = true,
     .kinds = SPOT_ANY,
     .rests = RESTS_POSITION,
     .fill = fill_distance,
     .fills = SPOT_ANY},
    {.name = "side",
     .judge = judge_side,
     .asked = asks_side,
     .hard = true,
     .kinds = SPOT_ANY,
     .rests = RESTS_POSITION,
     .fill = fill_side,
     .fills = SPOT_ANY},
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
     .rests = RESTS_NAMED,
     .members = {"use", "area_m2"},
     .fill = fill_land,
     .fills = SPOT_SITE},
    {.name = "building",
     .judge = judge_building,
     .asked = asks_building,
     .hard = true,
     .kinds = SPOT_PLACE,
     .rests = RESTS_NAMED,
     .members = {"use", "area_m2"},
     .fill = fill_building,
     .fills = SPOT_SITE},
    {.name = "plot_ratio",
     .judge = judge_plot_ratio,
     .asked = asks_plot_ratio,
     .hard = true,
     .kinds = SPOT_PLACE,
     .rests = RESTS_NAMED,
     .members = {"use", "plot_ratio"}},
    {.name = "investment",
     .judge = judge_investment,
     .asked = asks_investment,
     .hard = true,
     .kinds = SPOT_PLACE,
     .rests = RESTS_NAMED,
     .members = {"use", "min_investment", "^min_investment"}},
    {.name = "not_allowed",
     .judge = judge_allowed,
     .asked = asks_nothing,
     .always = true,
     .hard = true,
     .kinds = SPOT_PLACE,
     .rests = RESTS_NAMED,
     .members = {"use", "not_allowed", "^not_allowed"}},
    {.name = "ready",
     .judge = judge_ready,
     .asked = asks_ready,
     .hard = true,
     .kinds = SPOT_PLACE,
     .rests = RESTS_NAMED,
     .members = {"use", "available_from"}},
    {.name = "language",
     .judge = judge_language,
     .asked = asks_language,
     .hard = true,
     .kinds = SPOT_PLACE | SPOT_PARLOR | SPOT_ENTERPRISE,
     .rests = RESTS_CITY | RESTS_NAMED,
     .members = {"languages"}},
    {.name = "cluster",
     .judge = judge_cluster,
     .asked = knows_clusters,
     .kinds = SPOT_PLACE,
     .rests = RESTS_CITY | RESTS_NAMED},
    {.name = "theme",
     .judge = judge_theme,
     .asked = knows_themes,
     .kinds = SPOT_PLACE,
     .rests = RESTS_CITY | RESTS_NAMED},
    {.name = "sister",
     .judge = judge_sister,
     .asked = knows_sisters,
     .kinds = SPOT_PLACE,
     .rests = RESTS_CITY},
    {.name = "measure",
     .judge = judge_measure,
     .asked = asks_nothing,
     .kinds = SPOT_PLACE,
     .rests = RESTS_CITY | RESTS_NAMED},
    {.name = "origin",
     .judge = judge_origin,
     .asked = asks_country,
     .hard = true,
     .kinds = SPOT_ENTERPRISE | SPOT_EVENT,
     .rests = RESTS_COUNTRY},
    {.name = "size",
     .judge = judge_size,
     .asked = asks_size,
     .hard = true,
     .kinds = SPOT_ENTERPRISE,
     .rests = RESTS_KIND,
     .members = {"staff"}},
    {.name = "purpose",
     .judge = judge_purpose,
     .asked = asks_purpose,
     .kinds = SPOT_ENTERPRISE,
     .rests = RESTS_KIND,
     .members = {"purposes"}},
    {.name = "interest",
     .judge = judge_interest,
     .asked = has_asker,
     .kinds = SPOT_ENTERPRISE | SPOT_CITY | SPOT_PARK,
     .rests = RESTS_SELF},
    {.name = "desk",
     .judge = judge_desk,
     .asked = asks_country,
     .hard = true,
     .kinds = SPOT_PARLOR,
     .rests = RESTS_SELF},
    {.name = "serves",
     .judge = judge_serves,
     .asked = has_asker,
     .kinds = SPOT_PARLOR | SPOT_SERVICE | SPOT_EVENT,
     .rests = RESTS_SELF},
    {.name = "open",
     .judge = judge_open,
     .asked = asks_nothing,
     .always = true,
     .kinds = SPOT_PARLOR,
     .rests = RESTS_KIND,
     .members = {"status"}},
    {.name = "role",
     .judge = judge_role,
     .asked = asks_role,
     .hard = true,
     .kinds = SPOT_PARLOR | SPOT_SERVICE | SPOT_EVENT,
     .rests = RESTS_SELF},
    {.name = "group",
     .judge = judge_group,
     .asked = has_asker,
     .kinds = SPOT_CITY,
     .rests = RESTS_KIND,
     .members = {"groups"}},
    {.name = "pact",
     .judge = judge_pact,
     .asked = has_asker,
     .kinds = SPOT_CITY | SPOT_PARK | SPOT_ENTERPRISE,
     .rests = RESTS_CITY | RESTS_NAMED},
};

enum { TYPES = sizeof types / sizeof *types };

_Static_assert((int)TYPES <= (int)JUDGES_MAX,
               "room for hard demands without a record");

const struct type *type_named(const char *name)
{
    for (size_t i = 0; name != NULL && i < TYPES; i++)
        if (strcmp(types[i].name, name) == 0)
            return &types[i];
    return NULL;
}

const struct type *type_at(size_t at)
{
    return at < TYPES ? &types[at] : NULL;
}
