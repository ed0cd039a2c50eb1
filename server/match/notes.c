/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader should know of a ranking before trusting it. */
#include <math.h>

#include "match/rank.h"

enum { NOTES_MAX = 4 };

static const double near_tie = 0.03;     /* of the better score */
static const double thin_coverage = 0.5; /* less than that is little */

static void note_add(const struct run *run, struct proposal *out,
                     struct phrase note)
{
    if (out->notes == NULL)
        out->notes = arena_zero(run->arena, NOTES_MAX * sizeof *out->notes);
    if (out->note_count < NOTES_MAX)
        out->notes[out->note_count++] = note;
}

static void note_tie(const struct run *run, struct proposal *out)
{
    double first = out->items[0].score, second = out->items[1].score;
    bool tie = first == second;
    struct phrase note = phrase_of(tie ? "match.note_tie" : "match.note_near");

    if (!tie && first - second > near_tie * first)
        return;
    phrase_name(&note, "first", out->items[0].record);
    phrase_name(&note, "second", out->items[1].record);
    note_add(run, out, note);
}

static void note_thin(const struct run *run, struct proposal *out)
{
    struct phrase note = phrase_of("match.note_thin");

    if (out->items[0].coverage >= thin_coverage)
        return;
    phrase_name(&note, "name", out->items[0].record);
    phrase_share(&note, "share", round(out->items[0].coverage * 100) / 100);
    note_add(run, out, note);
}

static void note_sides(const struct run *run, struct proposal *out)
{
    struct phrase note = phrase_of("match.note_sides");

    phrase_name(&note, "landmark", run->demand->landmark);
    note_add(run, out, note);
}

/* In a city, and no farther from a place than the city lies away from it. */
static void note_apart(const struct run *run, struct proposal *out)
{
    const struct record *city = run->demand->within.items[0];
    const struct record *place = run->near[0];
    double km = match_distance(city, place);
    struct phrase note = phrase_of("match.note_apart");

    if (km <= run->demand->near_km)
        return;
    phrase_name(&note, "city", city);
    phrase_name(&note, "place", place);
    phrase_number(&note, "km", round(km / 5) * 5);
    phrase_number(&note, "limit", run->demand->near_km);
    note_add(run, out, note);
}

void notes_write(const struct run *run, struct proposal *out)
{
    const struct demand *demand = run->demand;

    if (demand->both_sides && demand->landmark != NULL)
        note_sides(run, out);
    if (out->count == 0 && demand->near_km > 0 && demand->within.count == 1 &&
        run->near_count == 1)
        note_apart(run, out);
    if (out->count > 1)
        note_tie(run, out);
    if (out->count != 0)
        note_thin(run, out);
}
