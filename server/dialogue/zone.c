/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Which policies apply in the Suxitong park?": what binds a zone, and through
 * which link. */
#include <string.h>

#include "dialogue/moves.h"
#include "policy/inherit.h"

static bool is_park(const struct record *record)
{
    return strcmp(record->kind, "park") == 0;
}

/* The zone named; or, where none is, the one that was spoken of. */
static const struct record *zone_meant(const struct turn *turn)
{
    const struct meaning *meaning = &turn->meaning;
    const struct ids *told = turn->before.records.count != 0
                                 ? &turn->before.records
                                 : &turn->before.matches;

    if (meaning->parks.count == 1)
        return meaning->parks.items[0];
    if (meaning->parks.count + meaning->cities.count + meaning->outside.count +
            meaning->parlors.count !=
        0)
        return NULL;
    return told->count != 0 && is_park(told->items[0]) ? told->items[0] : NULL;
}

int move_zone(struct turn *turn, struct answer **out)
{
    const struct record *zone = NULL;
    struct bindings bindings;

    if (!turn->meaning.policies || turn->meaning.quantities.count != 0 ||
        turn->meaning.terms.count > 1)
        return 0;
    zone = zone_meant(turn);
    if (zone == NULL)
        return 0;
    policy_bindings(turn->ws->snapshot, zone, turn->ws->today, turn->ws->arena,
                    &bindings);
    *out = answer_begin(turn->ws, turn->meaning.lang, "policy.zone");
    answer_bindings(*out, &bindings);
    turn->after.intent = "policy.zone";
    ids_add(&turn->after.records, zone, turn->ws->arena);
    return 1;
}
