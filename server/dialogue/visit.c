/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Plan a visit to Suxitong, Kunshan and Qingdao": a route through what is
 * named, and an order for the visit to begin with. */
#include "calendar/visit.h"

#include <string.h>

#include "calendar/deadline.h"
#include "dialogue/moves.h"

enum { STOPS_MIN = 2 };

/* Is the city only said to tell where a park is? */
static bool of_a_park(const struct meaning *meaning, const struct record *city)
{
    for (size_t i = 0; i < meaning->parks.count; i++)
        if (record_is(meaning->parks.items[i], "city", city->id))
            return true;
    return false;
}

static void stops_add(const struct turn *turn, const struct ids *from,
                      struct ids *out)
{
    for (size_t i = 0; i < from->count && out->count < VISIT_STOPS_MAX; i++)
        if (strcmp(from->items[i]->kind, "city") != 0 ||
            !of_a_park(&turn->meaning, from->items[i]))
            ids_add(out, from->items[i], turn->ws->arena);
}

static struct ids stops_named(const struct turn *turn)
{
    struct ids out = {0};

    stops_add(turn, &turn->meaning.parks, &out);
    stops_add(turn, &turn->meaning.cities, &out);
    stops_add(turn, &turn->meaning.parlors, &out);
    return out;
}

static void visit_tell(struct turn *turn, const struct ids *stops,
                       const struct visit *visit, struct answer **out)
{
    static const char *const prompts[] = {"prompt.order", "prompt.person"};
    struct order_draft draft = {.kind = "visit", .text = turn->meaning.text};

    if (turn->meaning.cities.count != 0)
        draft.city = turn->meaning.cities.items[0];
    *out = answer_begin(turn->ws, turn->meaning.lang, "visit");
    answer_visit(*out, visit);
    answer_draft(*out, &draft);
    answer_prompts(*out, prompts, sizeof prompts / sizeof *prompts);
    turn->after.intent = "visit";
    turn->after.records = *stops;
}

int move_visit(struct turn *turn, struct answer **out)
{
    struct visit *visit = arena_zero(turn->ws->arena, sizeof *visit);
    struct ids stops = stops_named(turn);
    struct visit_wish wish = {.stops = stops.items,
                              .count = stops.count,
                              .hours = VISIT_HOURS,
                              .minutes = VISIT_MINUTES};
    const char *what = NULL;
    bool ordering = turn->before.intent != NULL &&
                    strcmp(turn->before.intent, "order") == 0;

    if (stops.count < STOPS_MIN || ordering || !turn->meaning.visits)
        return 0;
    if (spoken_day(turn->ws->analyser, turn->meaning.plain, turn->meaning.lang,
                   turn->ws->today, turn->ws->arena, &wish.start) == 0)
        wish.start = day_plus(turn->ws->today, 1);
    if (visit_compose(turn->ws->snapshot, &wish, visit, &what) == 0)
        return 0;
    visit_tell(turn, &stops, visit, out);
    return 1;
}
