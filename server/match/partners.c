/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A partner for who asks: what is agreed between the two, and whether both
 * belong to the same programme. */
#include <string.h>

#include "match/parts.h"

static const struct why pact_met = {
    "match.cooperation", "place", "cooperation", NULL, NULL, ARG_TEXT};
static const struct why pact_unknown = {
    "match.unknown_cooperation", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why group_met = {"match.group", "place", NULL,
                                     NULL,          NULL,    ARG_TEXT};
static const struct why group_other = {
    "match.group_other", "place", NULL, NULL, NULL, ARG_TEXT};

void partners_prepare(struct run *run)
{
    struct ids pacts = snapshot_kind(run->snapshot, "cooperation");
    const struct record *asker = run->demand->asker;

    if (asker == NULL)
        return;
    run->own_pacts =
        arena_zero(run->arena, (pacts.count + 1) * sizeof *run->own_pacts);
    for (size_t i = 0; i < pacts.count; i++) {
        const struct record *record = pacts.items[i];
        const json_t *parties = record_get(record, "parties");

        if (!record_list_has(parties, asker->id))
            continue;
        run->own_pacts[run->own_pact_count++] = (struct pact){
            .record = record,
            .place = asker,
            .evidence = evidence_of(run, record),
            .parties = parties,
            .value = stage_value(record_string(record, "stage")),
        };
    }
}

struct finding judge_pact(const struct run *run,
                          const struct criterion *criterion,
                          const struct spot *spot)
{
    struct finding best = {
        .value = -1, .why = &pact_unknown, .first = run->demand->asker};

    (void)criterion;
    for (size_t i = 0; i < run->own_pact_count; i++) {
        const struct pact *pact = &run->own_pacts[i];
        bool own = record_list_has(pact->parties, spot->record->id);
        bool citys = spot->city != NULL && spot->city != run->demand->asker &&
                     record_list_has(pact->parties, spot->city->id);

        if ((!own && !citys) || pact->value <= best.value)
            continue;
        best = (struct finding){
            .value = pact->value,
            .why = &pact_met,
            .first = run->demand->asker,
            .second = pact->record,
            .evidence = pact->evidence,
            .inherited = !own,
        };
    }
    return best;
}

struct finding judge_group(const struct run *run,
                           const struct criterion *criterion,
                           const struct spot *spot)
{
    const struct record *asker = run->demand->asker;
    bool met = lists_meet(record_get(spot->record, "groups"),
                          record_get(asker, "groups"));

    if (strcmp(asker->kind, "city") != 0)
        return (struct finding){.value = -1};
    return (struct finding){
        .value = met,
        .why = met ? &group_met : &group_other,
        .first = asker,
        .evidence = spot->record,
        .fails = !met && criterion->hard,
    };
}
