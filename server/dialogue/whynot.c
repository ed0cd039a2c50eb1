/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Why not Kunshan?" after a ranking: what was named is judged under the same
 * demand, beside the first. */
#include <string.h>

#include "dialogue/moves.h"
#include "match/match.h"

enum { JUDGED_MAX = 64 };

/* Parks of a city that is named, where parks were ranked; else what is named
 * itself. */
static struct ids meant(struct turn *turn, const struct record *first)
{
    const struct meaning *meaning = &turn->meaning;
    struct ids parks = snapshot_kind(turn->ws->snapshot, "park");
    struct ids out = {0};

    if (meaning->parks.count != 0)
        ids_add(&out, meaning->parks.items[0], turn->ws->arena);
    else if (meaning->cities.count == 0 && meaning->others.count != 0 &&
             strcmp(meaning->others.items[0]->kind, first->kind) == 0)
        ids_add(&out, meaning->others.items[0], turn->ws->arena);
    if (out.count != 0 || meaning->cities.count == 0)
        return out;
    for (size_t i = 0; strcmp(first->kind, "park") == 0 && i < parks.count &&
                       out.count < JUDGED_MAX;
         i++)
        if (record_is(parks.items[i], "city", meaning->cities.items[0]->id))
            ids_add(&out, parks.items[i], turn->ws->arena);
    if (out.count == 0)
        ids_add(&out, meaning->cities.items[0], turn->ws->arena);
    return out;
}

/* Of several, the one that comes nearest. */
static struct candidate *judged(struct turn *turn, const struct demand *demand,
                                const struct ids *records)
{
    struct candidate *all =
        arena_zero(turn->ws->arena, records->count * sizeof *all);
    struct candidate *best = all;

    match_judge(turn->ws->snapshot, demand, records, turn->ws->arena, all);
    for (size_t i = 1; i < records->count; i++)
        if (best->fails > all[i].fails ||
            (best->fails == all[i].fails && best->score < all[i].score))
            best = &all[i];
    return best;
}

/* The first of the ranking and the one asked about, with what would change
 * it; false if nothing is ranked any more. */
static bool beside_first(struct turn *turn, const struct demand *demand,
                         const struct candidate *one, struct proposal *out)
{
    match_run(turn->ws->snapshot, demand, turn->ws->arena, out);
    out->note_count = 0;
    out->excluded_count = 0;
    out->count = out->count != 0;
    if (out->count != 0 && out->items[0].record == one->record)
        return true;
    if (out->count == 0 && !one->fails)
        return false;
    if (one->fails) {
        out->excluded = arena_zero(turn->ws->arena, sizeof *out->excluded);
        out->excluded[out->excluded_count++] = *one;
    } else {
        struct candidate *items =
            arena_zero(turn->ws->arena, 2 * sizeof *items);

        items[0] = out->items[0];
        items[out->count++] = *one;
        out->items = items;
    }
    match_changes(turn->ws->snapshot, demand, turn->ws->arena, out);
    return true;
}

int move_why_not(struct turn *turn, struct answer **out)
{
    const struct ids *ranked = &turn->before.matches;
    struct demand demand = {0};
    struct proposal proposal;
    struct ids named;

    if (!turn->meaning.why_not || ranked->count == 0 ||
        turn->before.demand == NULL ||
        match_demand_read(turn->ws->snapshot, turn->before.demand,
                          turn->ws->arena, &demand, NULL) < 0)
        return 0;
    named = meant(turn, ranked->items[0]);
    if (named.count == 0 ||
        !beside_first(turn, &demand, judged(turn, &demand, &named), &proposal))
        return 0;
    *out = answer_begin(turn->ws, turn->meaning.lang, "match");
    answer_why_not(*out, &proposal, match_demand_write(&demand));
    turn->after.intent = "match";
    turn->after.matches = *ranked;
    turn->after.demand = json_incref(turn->before.demand);
    return 1;
}
