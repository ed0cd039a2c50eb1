/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What binds a spot to others: policies of its city, cooperation with the
 * places named, parlors for the investor's country. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/parts.h"

static const struct why policy_met = {
    "match.policies", "place", "policy", NULL, "count", ARG_COUNT};
static const struct why policy_money = {
    "match.policies_money", "place", "policy", NULL, "amount", ARG_MONEY};
static const struct why policy_unknown = {
    "match.unknown_policy", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why tie_same = {
    "match.same_city", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why tie_joint = {"match.joint", "place", NULL,
                                     NULL,          NULL,    ARG_TEXT};
static const struct why tie_pact = {
    "match.cooperation", "place", "cooperation", NULL, NULL, ARG_TEXT};
static const struct why tie_unknown = {
    "match.unknown_cooperation", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why country_met = {
    "match.country", "parlor", "country", NULL, NULL, ARG_TEXT};
static const struct why country_soon = {
    "match.country_not_open", "parlor", "country", NULL, NULL, ARG_TEXT};
static const struct why country_served = {
    "match.country_served", "parlor", "country", NULL, NULL, ARG_TEXT};
static const struct why country_unknown = {
    "match.unknown_country", "country", NULL, NULL, NULL, ARG_TEXT};

const struct record *evidence_of(const struct run *run,
                                 const struct record *record)
{
    const json_t *list = record_get(record, "evidence");
    const struct record *first = snapshot_record(
        run->snapshot, json_string_value(json_array_get(list, 0)));

    return first != NULL ? first : record;
}

/* ---- policies ----------------------------------------------------------- */

/* Rules that pay something; deadlines and references do not. */
static bool rule_pays(const char *type)
{
    static const char *const pays[] = {"fixed",        "cap_only",
                                       "floor",        "rate_with_cap",
                                       "fund",         "tiered_rate_with_cap",
                                       "case_by_case", "step_rate_with_cap"};

    for (size_t i = 0; type != NULL && i < sizeof pays / sizeof *pays; i++)
        if (strcmp(type, pays[i]) == 0)
            return true;
    return false;
}

/* Made once: no demand changes them. */
struct tallies {
    struct tally *items;
    size_t count;
};

static struct tally *tally_at(struct tallies *tallies,
                              const struct record *place)
{
    for (size_t i = tallies->count; i > 0; i--)
        if (tallies->items[i - 1].place == place)
            return &tallies->items[i - 1];
    tallies->items[tallies->count].place = place;
    return &tallies->items[tallies->count++];
}

static void *tallies_make(const struct snapshot *snapshot)
{
    struct ids clauses = snapshot_kind(snapshot, "clause");
    struct tallies *tallies = mem_zero(sizeof *tallies);

    tallies->items = mem_zero((clauses.count + 1) * sizeof *tallies->items);
    for (size_t i = 0; i < clauses.count; i++) {
        const struct record *clause = clauses.items[i];
        const struct record *place =
            snapshot_record(snapshot, record_string(clause, "place"));
        struct tally *tally = NULL;

        if (place == NULL || !rule_pays(record_string(clause, "rule.type")))
            continue;
        tally = tally_at(tallies, place);
        if (tally->policy == NULL)
            tally->policy =
                snapshot_record(snapshot, record_string(clause, "policy"));
        if (tally->policy == NULL)
            tally->policy = clause;
        tally->count++;
    }
    return tallies;
}

static void tallies_free(void *made)
{
    struct tallies *tallies = made;

    free(tallies->items);
    free(tallies);
}

static const struct keepsake keepsake = {tallies_make, tallies_free};

static void tallies_prepare(struct run *run)
{
    const struct tallies *tallies = snapshot_keep(run->snapshot, &keepsake);

    run->tallies = tallies->items;
    run->tally_count = tallies->count;
}

/* A few policies are worth much, more of them less and less. */
static double tally_value(size_t count)
{
    return (double)count / ((double)count + 5);
}

/* What a clause comes to, if that is one figure in CNY. */
static double amount_of(const struct ruling *ruling)
{
    bool told = ruling->outcome == OUTCOME_AMOUNT && ruling->currency != NULL &&
                strcmp(ruling->currency, "CNY") == 0;

    return told ? ruling->high : 0;
}

/* Of the rulings told the one that pays most in a place; NULL if none does.
 * Several need not add up. */
static const struct ruling *ruling_of(const struct run *run,
                                      const struct record *place)
{
    const struct ruling *most = NULL;

    for (size_t i = 0; i < run->demand->ruling_count; i++) {
        const struct ruling *one = &run->demand->rulings[i];

        if (record_is(one->clause, "place", place->id) &&
            amount_of(one) > (most != NULL ? amount_of(most) : 0))
            most = one;
    }
    return most;
}

static struct finding policies_of(const struct run *run,
                                  const struct tally *tally, bool inherited)
{
    const struct ruling *most = ruling_of(run, tally->place);
    struct finding out = {
        .value = tally_value(tally->count),
        .why = &policy_met,
        .first = tally->place,
        .second = tally->policy,
        .evidence = tally->policy,
        .number = (double)tally->count,
        .inherited = inherited,
    };

    if (most == NULL)
        return out;
    out.why = &policy_money;
    out.second = out.evidence = most->clause;
    out.number = amount_of(most);
    out.count = (double)tally->count;
    return out;
}

struct finding judge_policy(const struct run *run,
                            const struct criterion *criterion,
                            const struct spot *spot)
{
    const struct record *places[] = {spot->record, spot->city, spot->region};

    (void)criterion;
    for (size_t p = 0; p < sizeof places / sizeof *places; p++)
        for (size_t i = 0; i < run->tally_count; i++) {
            const struct tally *tally = &run->tallies[i];

            if (places[p] == NULL || tally->place != places[p])
                continue;
            return policies_of(run, tally, p != 0);
        }
    return (struct finding){
        .value = -1,
        .why = &policy_unknown,
        .first = spot->city != NULL ? spot->city : spot->record,
    };
}

/* ---- cooperation -------------------------------------------------------- */

double stage_value(const char *stage)
{
    static const struct {
        const char *stage;
        double value;
    } rows[] = {
        {"running", 1}, {"signed", 0.8}, {"planned", 0.4}, {"in_contact", 0.3}};

    for (size_t i = 0; stage != NULL && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(stage, rows[i].stage) == 0)
            return rows[i].value;
    return 0;
}

static void pacts_with(struct run *run, struct ids pacts,
                       const struct record *place)
{
    for (size_t i = 0; i < pacts.count; i++) {
        const struct record *record = pacts.items[i];
        const json_t *parties = record_get(record, "parties");

        if (!record_list_has(parties, place->id))
            continue;
        run->pacts[run->pact_count++] = (struct pact){
            .record = record,
            .place = place,
            .evidence = evidence_of(run, record),
            .parties = parties,
            .value = stage_value(record_string(record, "stage")),
        };
    }
}

static struct finding tie_with(const struct why *why,
                               const struct record *place,
                               const struct spot *spot)
{
    return (struct finding){.value = 1,
                            .why = why,
                            .first = place,
                            .evidence = spot->record,
                            .inherited = why == &tie_same};
}

/* The best pact of the spot, or of its city, with a place it is not in. */
static struct finding pact_best(const struct run *run, const struct spot *spot)
{
    struct finding best = {
        .value = -1, .why = &tie_unknown, .first = run->near[0]};

    for (size_t i = 0; i < run->pact_count; i++) {
        const struct pact *pact = &run->pacts[i];
        bool own = record_list_has(pact->parties, spot->record->id);
        bool citys = spot->city != NULL &&
                     record_list_has(pact->parties, spot->city->id);

        if ((!own && !citys) || pact->value < best.value ||
            (pact->value == best.value && (!own || !best.inherited)))
            continue;
        best = (struct finding){
            .value = pact->value,
            .why = &tie_pact,
            .first = pact->place,
            .second = pact->record,
            .evidence = pact->evidence,
            .inherited = !own,
        };
    }
    return best;
}

/* Closest is to lie in the place; then what is agreed with it; and who runs
 * the spot together with others has agreed on something. */
struct finding judge_cooperation(const struct run *run,
                                 const struct criterion *criterion,
                                 const struct spot *spot)
{
    const json_t *cities = record_get(spot->record, "cities");
    struct finding best;

    (void)criterion;
    for (size_t i = 0; i < run->near_count; i++)
        if (spot_in(spot, run->near[i]))
            return tie_with(&tie_same, run->near[i], spot);
    best = pact_best(run, spot);
    for (size_t i = 0; i < run->near_count && best.value < 1; i++)
        if (record_list_has(cities, run->near[i]->id))
            best = tie_with(&tie_joint, run->near[i], spot);
    return best;
}

/* ---- countries ---------------------------------------------------------- */

bool lists_meet(const json_t *one, const json_t *two)
{
    size_t i = 0;
    json_t *item = NULL;

    json_array_foreach((json_t *)one, i, item) {
        if (json_is_string(item) &&
            record_list_has(two, json_string_value(item)))
            return true;
    }
    return false;
}

bool parlor_for(const struct record *parlor, const struct record *country)
{
    const char *code = record_string(country, "code");

    return (code != NULL &&
            record_list_has(record_get(parlor, "countries"), code)) ||
           lists_meet(record_get(parlor, "groups"),
                      record_get(country, "groups"));
}

static void ties_of(struct run *run, struct ids parlors,
                    const struct record *country)
{
    for (size_t i = 0; i < parlors.count; i++) {
        const struct record *parlor = parlors.items[i];
        const char *status = record_string(parlor, "status");

        if (!parlor_for(parlor, country))
            continue;
        run->ties[run->tie_count++] = (struct tie){
            .parlor = parlor,
            .country = country,
            .host =
                snapshot_record(run->snapshot, record_string(parlor, "host")),
            .serves = record_get(parlor, "serves"),
            .open = status != NULL && strcmp(status, "open") == 0,
        };
    }
}

struct finding judge_country(const struct run *run,
                             const struct criterion *criterion,
                             const struct spot *spot)
{
    struct finding best = {
        .value = -1, .why = &country_unknown, .first = run->countries[0]};
    const struct record *city = spot->city;

    (void)criterion;
    for (size_t i = 0; i < run->tie_count; i++) {
        const struct tie *tie = &run->ties[i];
        bool hosts = tie->host != NULL && spot_in(spot, tie->host);
        bool served = city != NULL && record_list_has(tie->serves, city->id);
        double value = hosts ? (tie->open ? 1 : 0.6) : 0.5;

        if ((!hosts && !served) || value <= best.value)
            continue;
        best = (struct finding){
            .value = value,
            .why = !hosts      ? &country_served
                   : tie->open ? &country_met
                               : &country_soon,
            .first = tie->parlor,
            .second = tie->country,
            .evidence = evidence_of(run, tie->parlor),
            .inherited = spot->kind != SPOT_CITY,
        };
    }
    return best;
}

/* The investor comes from abroad, whatever else is named. */
static void country_add(struct run *run, const struct record *country)
{
    const char *code = record_string(country, "code");

    if (run->country_count < PLACES_MAX &&
        (code == NULL || strcmp(code, "CN") != 0))
        run->countries[run->country_count++] = country;
}

static void countries_prepare(struct run *run)
{
    const struct ids *named = &run->demand->countries;
    const char *group = run->demand->group;
    struct ids all = snapshot_kind(run->snapshot, "country");

    for (size_t i = 0; i < named->count; i++)
        country_add(run, named->items[i]);
    for (size_t i = 0; group != NULL && i < all.count; i++)
        if (record_list_has(record_get(all.items[i], "groups"), group) &&
            !ids_has(named, all.items[i]))
            country_add(run, all.items[i]);
}

void ties_prepare(struct run *run)
{
    struct ids pacts = snapshot_kind(run->snapshot, "cooperation");
    struct ids parlors = snapshot_kind(run->snapshot, "parlor");

    tallies_prepare(run);
    run->pacts = arena_zero(run->arena, (pacts.count * run->near_count + 1) *
                                            sizeof *run->pacts);
    for (size_t i = 0; i < run->near_count; i++)
        pacts_with(run, pacts, run->near[i]);
    countries_prepare(run);
    run->ties =
        arena_zero(run->arena, (parlors.count * run->country_count + 1) *
                                   sizeof *run->ties);
    for (size_t i = 0; i < run->country_count; i++)
        ties_of(run, parlors, run->countries[i]);
}
