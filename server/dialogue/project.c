/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projects and orders: a meaning becomes a demand or a draft. And the small
 * courtesies of a conversation. */
#include <string.h>

#include "dialogue/moves.h"
#include "match/match.h"
#include "order/order.h"
#include "understand/understand.h"

enum { CARDS_MAX = 5 };

static const double far_behind = 0.3; /* of the best score */

static struct ids ranked(struct turn *turn, const struct proposal *proposal)
{
    struct ids ids = {0};

    ids.items =
        arena_zero(turn->ws->arena, (proposal->count + 1) * sizeof *ids.items);
    for (; ids.count < proposal->count; ids.count++)
        ids.items[ids.count] = proposal->items[ids.count].record;
    return ids;
}

/* What is far behind the best is no proposal; three are always shown. */
static void drop_far(struct proposal *proposal)
{
    while (proposal->count > 3 && proposal->items[proposal->count - 1].score <
                                      far_behind * proposal->items[0].score)
        proposal->count--;
}

int move_match(struct turn *turn, struct answer **out)
{
    static const char *const prompts[] = {"prompt.order", "prompt.person"};
    struct demand demand;
    struct proposal proposal;
    struct profile who;

    understand_profile(turn->ws, &turn->meaning, &who);
    match_demand_told(&turn->meaning, &who, &demand);
    demand.limit = CARDS_MAX;
    match_run(turn->ws->snapshot, &demand, turn->ws->arena, &proposal);
    drop_far(&proposal);
    *out = answer_begin(turn->ws, turn->meaning.lang, "match");
    answer_matches(*out, &proposal);
    answer_prompts(*out, prompts, sizeof prompts / sizeof *prompts);
    turn->after.intent = "match";
    turn->after.matches = ranked(turn, &proposal);
    return 1;
}

static const struct record *foreign(const struct ids *countries)
{
    for (size_t i = 0; i < countries->count; i++) {
        const char *code = record_string(countries->items[i], "code");

        if (code != NULL && strcmp(code, "CN") != 0)
            return countries->items[i];
    }
    return NULL;
}

int move_order(struct turn *turn, struct answer **out)
{
    const struct meaning *meaning = &turn->meaning;
    struct order_draft draft = {
        .kind = meaning->for_city ? "city_order" : "investment",
        .country = foreign(&meaning->countries),
        .city = meaning->cities.count != 0 ? meaning->cities.items[0] : NULL,
        .industries = meaning->industries,
        .text = meaning->text,
    };
    struct order_desk desk = {0};
    const char **missing = NULL;
    size_t count = 0;

    order_route(turn->ws->snapshot, &draft, &desk);
    count = order_missing(&draft, turn->ws->arena, &missing);
    *out = answer_begin(turn->ws, meaning->lang, "order");
    answer_order(*out, &draft, &desk, missing, count);
    turn->after.intent = "order";
    return 1;
}

int move_courtesy(struct turn *turn, struct answer **out)
{
    static const char *const prompts[] = {"prompt.subsidy", "prompt.park",
                                          "prompt.order"};
    static const struct {
        enum intent intent;
        const char *name, *key;
    } rows[] = {
        {INTENT_GREETING, "greeting", "greeting.hello"},
        {INTENT_THANKS, "thanks", "greeting.welcome"},
        {INTENT_HELP, "help", "greeting.help"},
        {INTENT_PERSON, "person", "person.offer"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct phrase phrase = phrase_of(rows[i].key);

        if (rows[i].intent != turn->meaning.intent)
            continue;
        *out = answer_begin(turn->ws, turn->meaning.lang, rows[i].name);
        answer_say(*out, &phrase);
        if (rows[i].intent == INTENT_PERSON)
            answer_person(*out);
        else
            answer_prompts(*out, prompts, sizeof prompts / sizeof *prompts);
        turn->after = turn->before;
        turn->after.turn++;
        turn->after.lang = turn->meaning.lang;
        return 1;
    }
    return 0;
}
