/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who fits an order that is being told: shown as soon as enough is said, and
 * again when what was said changes. Only what is published is looked at. */
#include <string.h>

#include "dialogue/intake.h"
#include "match/match.h"
#include "understand/understand.h"

/* ---- what the order seeks ------------------------------------------------ */

/* What now says of whom is sought takes the place of what was there. */
static void members_take(json_t *demand, const json_t *now)
{
    static const char *const members[] = {
        "industries", "countries", "group", "role",  "purpose",
        "speaks",     "staff_min", "asker", "seeks", "kind"};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        json_t *value = json_object_get(now, members[i]);

        if (value != NULL &&
            (!json_is_array(value) || json_array_size(value) != 0))
            json_object_set(demand, members[i], value);
    }
}

void fits_hear(struct turn *turn, json_t *intake)
{
    const char *kind = json_string_value(json_object_get(intake, "kind"));
    json_t *kept = json_object_get(intake, "demand");
    json_auto_t *now = NULL;
    struct demand demand;
    struct profile who;

    understand_profile(turn->ws, &turn->meaning, &who);
    if (kind == NULL ||
        match_order_told(&turn->meaning, &who, kind, &demand) == 0) {
        json_object_del(intake, "demand");
        return;
    }
    now = match_demand_write(&demand);
    if (!json_is_object(kept)) {
        kept = json_object();
        json_object_set_new(intake, "demand", kept);
    } else if (!turn->meaning.for_city) { /* an answer: who asks stays */
        json_object_del(now, "asker");
        json_object_del(now, "seeks");
        json_object_del(now, "kind");
    }
    members_take(kept, now);
}

static void told_take(struct turn *turn, const json_t *intake,
                      const char *field, const char *member, json_t *demand)
{
    const char *id = intake_value(turn, intake, field);

    if (id != NULL && json_array_size(json_object_get(demand, member)) == 0)
        json_object_set_new(demand, member, json_pack("[s]", id));
}

/* A country alone is enough once no industry will be told. */
static bool enough(const json_t *intake, const json_t *demand)
{
    static const char *const rest[] = {"countries", "group", "kind"};
    bool skipped =
        record_list_has(json_object_get(intake, "skipped"), "industry");

    if (json_array_size(json_object_get(demand, "industries")) != 0 ||
        json_object_get(demand, "role") != NULL)
        return true;
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        const json_t *value = json_object_get(demand, rest[i]);

        if (skipped && value != NULL &&
            (!json_is_array(value) || json_array_size(value) != 0))
            return true;
    }
    return false;
}

/* The demand of an order of which enough is told; NULL: it is not. A new
 * object. */
static json_t *demand_of(struct turn *turn, const json_t *intake)
{
    json_auto_t *demand = json_deep_copy(json_object_get(intake, "demand"));
    const char *kind = intake_value(turn, intake, "kind");
    const char *city = intake_value(turn, intake, "city");

    if (!json_is_object(demand) || kind == NULL)
        return NULL;
    told_take(turn, intake, "industry", "industries", demand);
    told_take(turn, intake, "country", "countries", demand);
    if (strcmp(kind, "city_order") == 0 && city != NULL &&
        json_object_get(demand, "asker") == NULL)
        json_object_set_new(demand, "asker", json_string(city));
    return enough(intake, demand) ? json_incref(demand) : NULL;
}

/* ---- shown --------------------------------------------------------------- */

static bool any_invented(const struct proposal *proposal)
{
    for (size_t i = 0; i < proposal->count; i++)
        if (record_invented(proposal->items[i].record))
            return true;
    return false;
}

static void tell(struct answer *answer, const struct proposal *proposal,
                 json_t *demand)
{
    struct phrase none = phrase_of("fits.none");
    struct phrase invented = phrase_of("fits.invented");

    if (proposal->count == 0)
        answer_say(answer, &none);
    answer_fits(answer, proposal, demand);
    if (any_invented(proposal))
        answer_notice(answer, "info", &invented);
}

/* What was ranked stays what "the second one" means. */
static void keep(struct turn *turn)
{
    turn->after.matches = turn->before.matches;
    turn->after.demand = json_incref((json_t *)(uintptr_t)turn->before.demand);
}

void fits_show(struct turn *turn, json_t *intake, struct answer *answer)
{
    json_auto_t *wanted = demand_of(turn, intake);
    struct proposal proposal;
    struct demand demand = {0};

    if (wanted == NULL ||
        json_equal(wanted, json_object_get(intake, "shown")) ||
        match_demand_read(turn->ws->snapshot, wanted, turn->ws->arena, &demand,
                          NULL) < 0) {
        keep(turn);
        return;
    }
    json_object_set(intake, "shown", wanted);
    move_propose(turn, &demand, &proposal);
    tell(answer, &proposal, match_demand_write(&demand));
}
