/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several questions in one message that are about different things: each is
 * looked for by itself, and what answers it joins the answer. */
#include <string.h>

#include "dialogue/moves.h"
#include "search/search.h"
#include "understand/understand.h"

enum { FOUND_MAX = 4 };

/* So much of a further question must be spoken to. */
static const double covered = 0.5;

static bool found_already(const struct findings *findings,
                          const struct evidence *one)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].record == one->record &&
            findings->items[i].clause == one->clause)
            return true;
    return false;
}

/* The further question as a message of its own, about the places that the
 * whole message names if it names none itself. */
static struct meaning part_meaning(struct turn *turn, const struct part *part)
{
    const struct meaning *whole = &turn->meaning;
    struct message message = {
        .text = part->text, .len = strlen(part->text), .hint = whole->lang};
    struct meaning out;

    understand_message(turn->ws, &message, &out);
    out.lang = whole->lang;
    out.follow_up = false;
    if (out.cities.count + out.parks.count + out.parlors.count +
            out.outside.count ==
        0) {
        out.cities = whole->cities;
        out.parks = whole->parks;
        out.parlors = whole->parlors;
        out.outside = whole->outside;
    }
    return out;
}

static void add_found(struct turn *turn, const struct findings *more,
                      struct findings *findings)
{
    struct evidence *items = NULL;

    if (more->count == 0 || more->items[0].coverage < covered ||
        findings->count >= FOUND_MAX || found_already(findings, more->items))
        return;
    items = arena_zero(turn->ws->arena, FOUND_MAX * sizeof *items);
    if (findings->count != 0)
        memcpy(items, findings->items, findings->count * sizeof *items);
    items[findings->count++] = more->items[0];
    findings->items = items;
}

int move_parts(struct turn *turn, struct findings *findings)
{
    for (size_t i = 1; i < turn->meaning.part_count; i++) {
        struct meaning asked = part_meaning(turn, &turn->meaning.parts[i]);
        struct findings more = {0};

        if (asked.intent != INTENT_FACT && asked.intent != INTENT_AMOUNT)
            continue;
        if (search_findings(turn->ws, &asked, NULL, &more, turn->err) < 0)
            return -1;
        add_found(turn, &more, findings);
    }
    return 0;
}
