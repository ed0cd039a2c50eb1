/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projects: a meaning becomes a demand. And the small courtesies of a
 * conversation. */
#include <string.h>

#include "dialogue/moves.h"
#include "match/match.h"
#include "policy/policy.h"
#include "understand/understand.h"

enum { CARDS_MAX = 5 };

static const double far_behind = 0.3; /* of the best score */

/* What is far behind the best is no proposal; three are always shown. */
static void drop_far(struct proposal *proposal)
{
    while (proposal->count > 3 && proposal->items[proposal->count - 1].score <
                                      far_behind * proposal->items[0].score)
        proposal->count--;
}

/* Where no city is known to fit, parks may be, and the other way round: the
 * key of what says so; NULL where nothing was found either. */
static const char *widen(struct turn *turn, struct demand *demand,
                         struct proposal *proposal)
{
    const char *kind = demand->kind;
    bool city = kind != NULL && strcmp(kind, "city") == 0;
    struct proposal wider;

    if (proposal->count + proposal->excluded_count != 0 ||
        demand->seeks != NULL || kind == NULL ||
        !(city || strcmp(kind, "park") == 0))
        return NULL;
    demand->kind = NULL;
    match_run(turn->ws->snapshot, demand, turn->ws->arena, &wider);
    if (wider.count == 0) {
        demand->kind = kind;
        return NULL;
    }
    *proposal = wider;
    return city ? "match.widened_city" : "match.widened_park";
}

const char *move_propose(struct turn *turn, struct demand *demand,
                         struct proposal *out)
{
    const char *widened = NULL;

    demand->limit = CARDS_MAX;
    match_run(turn->ws->snapshot, demand, turn->ws->arena, out);
    widened = widen(turn, demand, out);
    drop_far(out);
    match_changes(turn->ws->snapshot, demand, turn->ws->arena, out);
    for (size_t i = 0; i < out->count; i++)
        ids_add(&turn->after.matches, out->items[i].record, turn->ws->arena);
    turn->after.demand = match_demand_write(demand);
    return widened;
}

int move_rank(struct turn *turn, struct demand *demand, struct answer **out)
{
    static const char *const prompts[] = {"prompt.order", "prompt.person"};
    struct proposal proposal;
    const char *widened = NULL;
    struct order_draft draft = {
        .kind = demand->asker != NULL ? "city_order" : "investment",
        .country =
            demand->countries.count != 0 ? demand->countries.items[0] : NULL,
        .industries = demand->industries,
    };

    widened = move_propose(turn, demand, &proposal);
    *out = answer_begin(turn->ws, turn->meaning.lang, "match");
    if (widened != NULL) {
        struct phrase phrase = phrase_of(widened);

        answer_notice(*out, "info", &phrase);
    }
    answer_matches(*out, &proposal, match_demand_write(demand));
    answer_draft(*out, &draft);
    answer_prompts(*out, prompts, sizeof prompts / sizeof *prompts);
    turn->after.intent = "match";
    return 1;
}

/* What clauses come to on the figures told. Only figures whose field was
 * named count: "30 million" alone is not yet equipment. */
static void rulings_tell(struct turn *turn, const struct profile *who,
                         struct demand *demand)
{
    struct ids clauses = snapshot_kind(turn->ws->snapshot, "clause");
    struct ruling *rulings = NULL;

    if (who->input_count == 0)
        return;
    rulings =
        arena_zero(turn->ws->arena, (clauses.count + 1) * sizeof *rulings);
    for (size_t i = 0; i < clauses.count; i++) {
        struct ruling *one = &rulings[demand->ruling_count];

        policy_judge(clauses.items[i], who, turn->ws->today, turn->ws->arena,
                     one);
        demand->ruling_count +=
            one->outcome == OUTCOME_AMOUNT && one->used_count != 0;
    }
    demand->rulings = rulings;
}

int move_match(struct turn *turn, struct answer **out)
{
    struct demand demand;
    struct profile who;

    understand_profile(turn->ws, &turn->meaning, &who);
    who.rates = snapshot_kind(turn->ws->snapshot, "rate");
    match_demand_told(&turn->meaning, &who, &demand);
    /* "Then which park fits?" after what an investment is paid. */
    rulings_tell(turn, who.input_count != 0 ? &who : &turn->before.who,
                 &demand);
    return weigh_rank(turn, &demand, out);
}

/* The country whose resources are sought: of a parlor that was named, else
 * the last one named ("not Korea, make that Israel"). */
/* The country abroad that a place known by name lies in; or NULL. */
static const struct record *country_of(const struct snapshot *snapshot,
                                       const struct record *place)
{
    const char *id = record_string(place, "within");
    const struct record *land =
        id != NULL ? snapshot_record(snapshot, id) : NULL;

    return land != NULL && strcmp(land->kind, "country") == 0 &&
                   !record_is(land, "code", "CN")
               ? land
               : NULL;
}

const struct record *move_country(struct turn *turn)
{
    const struct meaning *meaning = &turn->meaning;
    const struct record *found = NULL;

    for (size_t i = 0; i < meaning->countries.count; i++)
        if (!record_is(meaning->countries.items[i], "code", "CN"))
            found = meaning->countries.items[i];
    for (size_t i = 0; found == NULL && i < meaning->outside.count; i++)
        found = country_of(turn->ws->snapshot, meaning->outside.items[i]);
    for (size_t i = 0; found == NULL && i < meaning->parlors.count; i++) {
        const json_t *codes =
            record_get(meaning->parlors.items[i], "countries");
        struct ids countries = snapshot_kind(turn->ws->snapshot, "country");

        for (size_t j = 0; j < countries.count; j++) {
            const char *code = record_string(countries.items[j], "code");

            if (json_array_size(codes) == 1 && code != NULL &&
                record_list_has(codes, code))
                found = countries.items[j];
        }
    }
    return found;
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
        turn->after.demand = json_incref(turn->before.demand);
        turn->after.clock = json_incref(turn->before.clock);
        turn->after.intake = turn->after.known = NULL; /* stay as they are */
        turn->after.turn++;
        turn->after.lang = turn->meaning.lang;
        return 1;
    }
    return 0;
}
