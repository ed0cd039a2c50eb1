/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Compare the first two", "compare Suxitong and Kunshan": what is named, or
 * what was ranked last, side by side. */
#include "match/compare.h"

#include <stdlib.h>
#include <string.h>

#include "dialogue/moves.h"

static void add_kinds(struct turn *turn, const struct ids *from,
                      struct ids *out)
{
    for (size_t i = 0; i < from->count && out->count < COMPARE_MAX; i++)
        if (compare_kind(from->items[i]->kind))
            ids_add(out, from->items[i], turn->ws->arena);
}

/* A city named beside two parks or more only says where they are. */
static struct ids named(struct turn *turn)
{
    const struct meaning *meaning = &turn->meaning;
    struct ids out = {0};

    add_kinds(turn, &meaning->parks, &out);
    if (out.count < COMPARE_MIN)
        add_kinds(turn, &meaning->cities, &out);
    if (out.count < COMPARE_MIN)
        add_kinds(turn, &meaning->parlors, &out);
    if (out.count < COMPARE_MIN)
        add_kinds(turn, &meaning->others, &out);
    return out;
}

/* "the first and the third", of what was ranked. */
static struct ids counted(struct turn *turn)
{
    const struct ids *ranked = &turn->before.matches;
    const struct ids *terms = &turn->meaning.terms;
    struct ids out = {0};

    for (size_t i = 0; i < terms->count && out.count < COMPARE_MAX; i++) {
        const char *concept = record_string(terms->items[i], "concept");
        size_t at = 0;

        if (concept == NULL || strncmp(concept, "ordinal_", 8) != 0)
            continue;
        at = concept[8] == 'l' ? ranked->count
                               : (size_t)strtoul(concept + 8, NULL, 10);
        if (at >= 1 && at <= ranked->count)
            ids_add(&out, ranked->items[at - 1], turn->ws->arena);
    }
    return out;
}

static struct ids first_of(struct turn *turn, size_t most)
{
    const struct ids *ranked = &turn->before.matches;
    struct ids out = {0};

    for (size_t i = 0; i < ranked->count && i < most; i++)
        if (compare_kind(ranked->items[i]->kind))
            ids_add(&out, ranked->items[i], turn->ws->arena);
    return out;
}

/* "Compare it with Kunshan": what was told or ranked last, with one named. */
static struct ids with_last(struct turn *turn, const struct ids *one)
{
    const struct ids *told = turn->before.records.count != 0
                                 ? &turn->before.records
                                 : &turn->before.matches;
    struct ids out = {0};

    if (told->count != 0 && compare_kind(told->items[0]->kind))
        ids_add(&out, told->items[0], turn->ws->arena);
    for (size_t i = 0; i < one->count; i++)
        ids_add(&out, one->items[i], turn->ws->arena);
    return out;
}

static struct ids meant(struct turn *turn)
{
    const struct meaning *meaning = &turn->meaning;
    struct ids out = named(turn);

    if (out.count >= COMPARE_MIN)
        return out;
    if (out.count != 0)
        return with_last(turn, &out);
    if (meaning->first != 0)
        return first_of(turn, (size_t)meaning->first);
    out = counted(turn);
    if (out.count != 0 || meaning->ordinal != 0)
        return out;
    return meaning->compares_only ? first_of(turn, COMPARE_MAX)
                                  : (struct ids){0};
}

/* What was demanded last still counts, if it can be read. */
static const struct demand *demanded(struct turn *turn, struct demand *room)
{
    *room = (struct demand){0};
    if (turn->before.demand == NULL ||
        match_demand_read(turn->ws->snapshot, turn->before.demand,
                          turn->ws->arena, room, NULL) < 0)
        return NULL;
    return room;
}

static int ask_which(struct turn *turn, struct answer **out)
{
    struct phrase phrase = phrase_of("compare.which");

    *out = answer_begin(turn->ws, turn->meaning.lang, "compare");
    answer_say(*out, &phrase);
    turn->after.intent = "compare";
    turn->after.matches = turn->before.matches;
    turn->after.demand = json_incref(turn->before.demand);
    return 1;
}

/* "The second one" goes on being the second of the ranking. */
static bool all_ranked(const struct turn *turn, const struct ids *records)
{
    for (size_t i = 0; i < records->count; i++)
        if (!ids_has(&turn->before.matches, records->items[i]))
            return false;
    return true;
}

int move_compare(struct turn *turn, struct answer **out)
{
    struct compare_table table;
    struct demand room;
    struct ids records;

    if (!turn->meaning.compares)
        return 0;
    records = meant(turn);
    if (records.count < COMPARE_MIN)
        return turn->meaning.compares_only || turn->meaning.first != 0 ||
                       turn->meaning.ordinal != 0
                   ? ask_which(turn, out)
                   : 0;
    compare_run(turn->ws->snapshot, &records, demanded(turn, &room),
                turn->ws->arena, &table);
    *out = answer_begin(turn->ws, turn->meaning.lang, "compare");
    answer_compared(*out, &table);
    turn->after.intent = "compare";
    turn->after.matches =
        all_ranked(turn, &records) ? turn->before.matches : records;
    turn->after.demand = json_incref(turn->before.demand);
    return 1;
}
