/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ranking or an order of the turn before, changed in what this turn names:
 * "and south of the river?", "make that Japanese ones". */
#include <string.h>

#include "dialogue/moves.h"
#include "match/match.h"
#include "understand/understand.h"

/* ---- what is remembered ------------------------------------------------- */

static void set_id(json_t *object, const char *name,
                   const struct record *record)
{
    if (record != NULL)
        json_object_set_new(object, name, json_string(record->id));
}

json_t *revise_order_json(const struct order_draft *draft)
{
    json_t *out = json_object();

    json_object_set_new(out, "kind", json_string(draft->kind));
    set_id(out, "country", draft->country);
    set_id(out, "city", draft->city);
    json_object_set_new(out, "industries", memory_ids(&draft->industries));
    json_object_set_new(out, "text", json_string(draft->text));
    return out;
}

/* ---- changing it -------------------------------------------------------- */

static void change_side(const struct meaning *meaning, struct demand *demand)
{
    if (meaning_says(meaning, "north_of"))
        demand->side = SIDE_NORTH;
    else if (meaning_says(meaning, "south_of"))
        demand->side = SIDE_SOUTH;
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
    if (now->near_km > 0)
        demand->near_km = now->near_km;
}

static bool names_something(const struct meaning *meaning)
{
    return meaning->industries.count + meaning->countries.count +
                   meaning->cities.count + meaning->parks.count !=
               0 ||
           meaning->sought != NULL || meaning_says(meaning, "north_of") ||
           meaning_says(meaning, "south_of") || meaning_says(meaning, "near") ||
           meaning_says(meaning, "land_area");
}

static int revise_match(struct turn *turn, struct answer **out)
{
    struct demand demand = {0}, now;
    struct profile who;

    if (match_demand_read(turn->ws->snapshot, turn->before.demand,
                          turn->ws->arena, &demand, NULL) < 0)
        return 0; /* a record it named is no longer there */
    understand_profile(turn->ws, &turn->meaning, &who);
    match_demand_told(&turn->meaning, &who, &now);
    change_demand(&now, &demand);
    change_side(&turn->meaning, &demand);
    return move_rank(turn, &demand, out);
}

static const struct record *remembered(const struct turn *turn,
                                       const char *name)
{
    const char *id =
        json_string_value(json_object_get(turn->before.order, name));

    return id != NULL ? snapshot_record(turn->ws->snapshot, id) : NULL;
}

static int revise_order(struct turn *turn, struct answer **out)
{
    const char *kind =
        json_string_value(json_object_get(turn->before.order, "kind"));
    const char *text =
        json_string_value(json_object_get(turn->before.order, "text"));
    struct order_draft now = move_draft(turn);
    struct order_draft draft = {
        .kind = arena_text(turn->ws->arena, kind != NULL ? kind : now.kind),
        .country =
            now.country != NULL ? now.country : remembered(turn, "country"),
        .city = now.city != NULL ? now.city : remembered(turn, "city"),
        .industries = now.industries,
        .text = arena_format(turn->ws->arena, "%s\n%s",
                             text != NULL ? text : "", now.text),
    };

    return move_route(turn, &draft, out);
}

int move_revise(struct turn *turn, struct answer **out)
{
    if (turn->meaning.ordinal != 0 || !names_something(&turn->meaning))
        return 0;
    if (turn->before.demand != NULL)
        return revise_match(turn, out);
    return turn->before.order != NULL ? revise_order(turn, out) : 0;
}
