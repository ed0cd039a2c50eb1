/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parlors, and services and events of parlors, as candidates; and the
 * language that a place's desks speak. */
#include <string.h>

#include "match/parts.h"

static const struct why language_met = {"match.language", "desk", NULL,
                                        "language",       NULL,   ARG_TEXT};
static const struct why language_fail = {
    "match.language_fail", "desk", NULL, "language", NULL, ARG_TEXT};
static const struct why language_unknown = {
    "match.unknown_language", NULL, NULL, "language", NULL, ARG_TEXT};
static const struct why desk_met = {"match.desk", "country", NULL,
                                    NULL,         NULL,      ARG_TEXT};
static const struct why desk_fail = {
    "match.desk_fail", "country", NULL, NULL, NULL, ARG_TEXT};
static const struct why serves_met = {"match.serves", "place", NULL,
                                      NULL,           NULL,    ARG_TEXT};
static const struct why serves_fail = {
    "match.serves_fail", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why serves_unknown = {
    "match.unknown_serves", "place", NULL, NULL, NULL, ARG_TEXT};
static const struct why open_met = {"match.open", NULL, NULL,
                                    NULL,         NULL, ARG_TEXT};
static const struct why open_soon = {"match.not_open", NULL, NULL, NULL, NULL,
                                     ARG_TEXT};
static const struct why open_unknown = {
    "match.unknown_open", NULL, NULL, NULL, NULL, ARG_TEXT};
static const struct why role_met = {"match.role", "service", NULL,
                                    NULL,         NULL,      ARG_TEXT};
static const struct why role_fail = {"match.role_fail", NULL, NULL, NULL, NULL,
                                     ARG_TEXT};

static const double not_open = 0.3; /* what a desk is worth until it opens */

/* ---- who serves whom ---------------------------------------------------- */

/* 1 hosts or serves the place, or the city it lies in; 0 others only; -1 not
 * known whom. */
static int parlor_serves(const struct run *run, const struct record *parlor,
                         const struct record *place)
{
    const json_t *serves = record_get(parlor, "serves");

    for (int step = 0; place != NULL && step < 3; step++) {
        const char *city = record_string(place, "city");

        if (record_is(parlor, "host", place->id) ||
            record_list_has(serves, place->id))
            return 1;
        place = snapshot_record(run->snapshot,
                                city != NULL ? city
                                             : record_string(place, "part_of"));
    }
    return serves == NULL ? -1 : 0;
}

/* The parlors that a service or event belongs to name it, or it names them. */
static bool belongs(const struct record *record, const struct record *parlor)
{
    return record == parlor || record_is(record, "parlor", parlor->id) ||
           record_list_has(record_get(parlor, "services"), record->id);
}

struct finding judge_serves(const struct run *run,
                            const struct criterion *criterion,
                            const struct spot *spot)
{
    const struct record *asker = run->demand->asker;
    struct ids parlors = snapshot_kind(run->snapshot, "parlor");
    const struct record *other = NULL;

    for (size_t i = 0; i < parlors.count; i++) {
        int serves = 0;

        if (!belongs(spot->record, parlors.items[i]))
            continue;
        serves = parlor_serves(run, parlors.items[i], asker);
        if (serves > 0)
            return (struct finding){.value = 1,
                                    .why = &serves_met,
                                    .first = asker,
                                    .evidence = parlors.items[i]};
        other = serves == 0 ? parlors.items[i] : other;
    }
    if (other == NULL)
        return (struct finding){
            .value = -1, .why = &serves_unknown, .first = asker};
    return (struct finding){
        .why = &serves_fail,
        .first = asker,
        .evidence = other,
        .fails = criterion->hard,
    };
}

/* ---- countries, doors, services ----------------------------------------- */

struct finding judge_desk(const struct run *run,
                          const struct criterion *criterion,
                          const struct spot *spot)
{
    for (size_t i = 0; i < run->country_count; i++)
        if (parlor_for(spot->record, run->countries[i]))
            return (struct finding){.value = 1,
                                    .why = &desk_met,
                                    .first = run->countries[i],
                                    .evidence = evidence_of(run, spot->record)};
    return (struct finding){
        .why = &desk_fail,
        .first = run->countries[0],
        .evidence = spot->record,
        .fails = criterion->hard,
    };
}

struct finding judge_open(const struct run *run,
                          const struct criterion *criterion,
                          const struct spot *spot)
{
    const char *status = record_string(spot->record, "status");
    bool open = status != NULL && strcmp(status, "open") == 0;

    (void)criterion;
    if (status == NULL)
        return (struct finding){.value = -1, .why = &open_unknown};
    return (struct finding){
        .value = open ? 1 : not_open,
        .why = open ? &open_met : &open_soon,
        .evidence = evidence_of(run, spot->record),
    };
}

/* The service of a parlor, or the record itself, that is for this. */
static const struct record *role_in(const struct run *run,
                                    const struct record *record)
{
    const char *role = run->demand->role;
    size_t i = 0;
    json_t *id = NULL;

    if (strcmp(record->kind, "parlor") != 0)
        return record_is(record, "role", role) ? record : NULL;
    json_array_foreach((json_t *)record_get(record, "services"), i, id) {
        const struct record *service =
            snapshot_record(run->snapshot, json_string_value(id));

        if (service != NULL && record_is(service, "role", role))
            return service;
    }
    return NULL;
}

struct finding judge_role(const struct run *run,
                          const struct criterion *criterion,
                          const struct spot *spot)
{
    const struct record *service = role_in(run, spot->record);

    if (service != NULL)
        return (struct finding){.value = 1,
                                .why = &role_met,
                                .first = service,
                                .evidence = spot->record};
    return (struct finding){
        .why = &role_fail,
        .evidence = spot->record,
        .fails = criterion->hard,
    };
}

/* ---- languages ---------------------------------------------------------- */

/* The wording key of a language's name. */
static const char *language_key(const char *code)
{
    static const char *const keys[LANG_COUNT] = {
        [LANG_EN] = "language.en",
        [LANG_ZH_HANS] = "language.zh_hans",
        [LANG_ZH_HANT] = "language.zh_hant",
        [LANG_JA] = "language.ja",
        [LANG_KO] = "language.ko",
        [LANG_DE] = "language.de",
        [LANG_FR] = "language.fr",
        [LANG_RU] = "language.ru",
        [LANG_ES] = "language.es",
        [LANG_AR] = "language.ar"};
    enum lang lang = lang_parse(code);

    return lang < LANG_COUNT ? keys[lang] : NULL;
}

static struct finding language_of(const struct run *run,
                                  const struct record *desk, bool hard)
{
    const json_t *languages = record_get(desk, "languages");
    bool met = record_list_has(languages, run->demand->speaks);

    if (languages == NULL)
        return (struct finding){.value = -1,
                                .why = &language_unknown,
                                .text = language_key(run->demand->speaks)};
    return (struct finding){
        .value = met,
        .why = met ? &language_met : &language_fail,
        .first = desk,
        .text = language_key(run->demand->speaks),
        .evidence = desk,
        .fails = !met && hard,
    };
}

/* The best that is known of the desks for a place: one that speaks it, else
 * one of which nothing is known, else one that does not. */
struct finding judge_language(const struct run *run,
                              const struct criterion *criterion,
                              const struct spot *spot)
{
    struct ids parlors = snapshot_kind(run->snapshot, "parlor");
    struct finding best = {.value = -1,
                           .why = &language_unknown,
                           .text = language_key(run->demand->speaks)};
    bool found = false;

    if ((spot->kind & SPOT_PLACE) == 0)
        return language_of(run, spot->record, criterion->hard);
    for (size_t i = 0; i < parlors.count; i++) {
        struct finding one;

        if (spot->city == NULL ||
            parlor_serves(run, parlors.items[i], spot->city) != 1)
            continue;
        one = language_of(run, parlors.items[i], criterion->hard);
        if (!found || one.value > 0 || (one.value < 0 && best.value == 0))
            best = one;
        found = true;
        if (best.value > 0)
            break;
    }
    if (best.why == &language_met)
        best.inherited = spot->kind != SPOT_CITY;
    return best;
}
