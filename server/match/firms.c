/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enterprises as candidates: where they (and events) are from, how large they
 * are, what they seek, which places they have named. */
#include <string.h>

#include "match/parts.h"

static const struct why origin_met = {"match.origin", "country", NULL,
                                      NULL,           NULL,      ARG_TEXT};
static const struct why origin_fail = {
    "match.origin_fail", "country", "wanted", NULL, NULL, ARG_TEXT};
static const struct why origin_unknown = {
    "match.unknown_origin", NULL, NULL, NULL, NULL, ARG_TEXT};
static const struct why size_met = {"match.size", NULL,    NULL,
                                    NULL,         "count", ARG_NUMBER};
static const struct why size_fail = {"match.size_fail", NULL,     NULL, NULL,
                                     "count",           ARG_COUNT};
static const struct why size_unknown = {
    "match.unknown_size", NULL, NULL, NULL, NULL, ARG_TEXT};
static const struct why purpose_met = {"match.purpose", NULL, NULL,
                                       "purpose",       NULL, ARG_TEXT};
static const struct why purpose_other = {
    "match.purpose_other", NULL, NULL, "purpose", NULL, ARG_TEXT};
static const struct why purpose_unknown = {
    "match.unknown_purpose", NULL, NULL, NULL, NULL, ARG_TEXT};
static const struct why interest_met = {
    "match.interest", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why interest_of_asker = {
    "match.interest_asker", "asker", "place", NULL, NULL, ARG_TEXT};
static const struct why interest_other = {
    "match.interest_other", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why interest_unknown = {
    "match.unknown_interest", NULL, NULL, NULL, NULL, ARG_TEXT};

struct finding judge_origin(const struct run *run,
                            const struct criterion *criterion,
                            const struct spot *spot)
{
    for (size_t i = 0; i < run->country_count; i++)
        if (spot->country == run->countries[i])
            return (struct finding){.value = 1,
                                    .why = &origin_met,
                                    .first = run->countries[i],
                                    .evidence = spot->record};
    if (spot->country == NULL)
        return (struct finding){.value = -1, .why = &origin_unknown};
    return (struct finding){
        .why = &origin_fail,
        .first = spot->country,
        .second = run->countries[0],
        .evidence = spot->record,
        .fails = criterion->hard,
    };
}

struct finding judge_size(const struct run *run,
                          const struct criterion *criterion,
                          const struct spot *spot)
{
    double staff = record_number(spot->record, "staff", -1);
    bool met = staff >= run->demand->staff_min;

    if (staff < 0)
        return (struct finding){.value = -1, .why = &size_unknown};
    return (struct finding){
        .value = met,
        .why = met ? &size_met : &size_fail,
        .number = staff,
        .evidence = spot->record,
        .fails = !met && criterion->hard,
    };
}

/* The wording key of a purpose. */
static const char *purpose_key(const char *purpose)
{
    static const struct {
        const char *purpose, *key;
    } rows[] = {
        {"site", "purpose.site"},
        {"joint_venture", "purpose.joint_venture"},
        {"research", "purpose.research"},
        {"distribution", "purpose.distribution"},
        {"supply", "purpose.supply"},
        {"customers", "purpose.customers"},
        {"talent", "purpose.talent"},
        {"investment", "purpose.investment"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].purpose, purpose) == 0)
            return rows[i].key;
    return NULL;
}

struct finding judge_purpose(const struct run *run,
                             const struct criterion *criterion,
                             const struct spot *spot)
{
    const json_t *list = record_get(spot->record, "purposes");
    bool met = record_list_has(list, run->demand->purpose);

    if (json_array_size(list) == 0)
        return (struct finding){.value = -1, .why = &purpose_unknown};
    return (struct finding){
        .value = met,
        .why = met ? &purpose_met : &purpose_other,
        .text = purpose_key(run->demand->purpose),
        .evidence = spot->record,
        .fails = !met && criterion->hard,
    };
}

/* Whoever of the two is an enterprise has named the other, or the city that
 * the other lies in or belongs to. */
static const struct record *interest_in(const struct run *run,
                                        const json_t *list,
                                        const struct record *place)
{
    for (int step = 0; place != NULL && step < 3; step++) {
        const char *city = record_string(place, "city");

        if (record_list_has(list, place->id))
            return place;
        place = snapshot_record(run->snapshot,
                                city != NULL ? city
                                             : record_string(place, "part_of"));
    }
    return NULL;
}

struct finding judge_interest(const struct run *run,
                              const struct criterion *criterion,
                              const struct spot *spot)
{
    bool firm = spot->kind == SPOT_ENTERPRISE;
    const struct record *who = firm ? spot->record : run->demand->asker;
    const struct record *place = firm ? run->demand->asker : spot->record;
    const json_t *list = record_get(who, "interested_in");
    const struct record *named = interest_in(run, list, place);

    (void)criterion;
    if (strcmp(who->kind, "enterprise") != 0)
        return (struct finding){.value = -1};
    if (json_array_size(list) == 0)
        return (struct finding){.value = -1, .why = &interest_unknown};
    if (named == NULL)
        return (struct finding){
            .why = &interest_other, .first = place, .evidence = who};
    return (struct finding){
        .value = 1,
        .why = firm ? &interest_met : &interest_of_asker,
        .first = firm ? named : who,
        .second = named,
        .evidence = who,
    };
}
