/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ranking of the turn before, changed in what this turn names: "and south
 * of the river?" */
#include <string.h>

#include "dialogue/moves.h"
#include "match/match.h"
#include "understand/understand.h"

static void change_side(const struct meaning *meaning, struct demand *demand)
{
    if (meaning_says(meaning, "north_of"))
        demand->side = SIDE_NORTH;
    else if (meaning_says(meaning, "south_of"))
        demand->side = SIDE_SOUTH;
}

static void change_needs(const struct demand *now, struct demand *demand)
{
    if (now->speaks != NULL)
        demand->speaks = now->speaks;
    if (now->by.year != 0)
        demand->by = now->by;
    if (now->staff > 0 && demand->seeks == NULL)
        demand->staff = now->staff;
    else if (now->staff > 0)
        demand->staff_min = now->staff;
    if (now->plot_ratio > 0)
        demand->plot_ratio = now->plot_ratio;
}

/* What this turn's demand has takes the place of what was there. */
static void change_demand(const struct demand *now, struct demand *demand)
{
    if (now->industries.count != 0)
        demand->industries = now->industries;
    if (now->countries.count != 0)
        demand->countries = now->countries;
    if (now->near.count != 0)
        demand->near = now->near;
    if (now->within.count != 0)
        demand->within = now->within;
    if (now->landmark != NULL)
        demand->landmark = now->landmark;
    if (now->kind != NULL)
        demand->kind = now->kind;
    if (now->zone != NULL)
        demand->zone = now->zone;
    if (now->land_m2 > 0)
        demand->land_m2 = now->land_m2;
    if (now->building_m2 > 0)
        demand->building_m2 = now->building_m2;
    if (now->area_unit != NULL)
        demand->area_unit = now->area_unit;
    if (now->near_km > 0)
        demand->near_km = now->near_km;
    change_needs(now, demand);
}

static bool names_something(const struct meaning *meaning,
                            const struct profile *who)
{
    return who->speaks != NULL || who->by.year != 0 || who->staff > 0 ||
           meaning->industries.count + meaning->countries.count +
                   meaning->cities.count + meaning->parks.count +
                   meaning->provinces.count !=
               0 ||
           meaning->sought != NULL || meaning_says(meaning, "north_of") ||
           meaning_says(meaning, "south_of") || meaning_says(meaning, "near") ||
           meaning_says(meaning, "land_area") || meaning_area(meaning);
}

static int revise_match(struct turn *turn, struct profile *who,
                        struct answer **out)
{
    struct demand demand = {0}, now;

    if (match_demand_read(turn->ws->snapshot, turn->before.demand,
                          turn->ws->arena, &demand, NULL) < 0)
        return 0; /* a record it named is no longer there */
    who->rates = snapshot_kind(turn->ws->snapshot, "rate");
    match_demand_told(&turn->meaning, who, &now);
    change_demand(&now, &demand);
    change_side(&turn->meaning, &demand);
    return weigh_rank(turn, &demand, out);
}

int move_revise(struct turn *turn, struct answer **out)
{
    struct profile who;

    if (turn->meaning.ordinal != 0 || turn->before.demand == NULL)
        return 0;
    understand_profile(turn->ws, &turn->meaning, &who);
    if (turn->meaning.intent == INTENT_PERSON && who.speaks == NULL)
        return 0; /* no demand: somebody is to answer */
    return names_something(&turn->meaning, &who) ? revise_match(turn, &who, out)
                                                 : 0;
}
