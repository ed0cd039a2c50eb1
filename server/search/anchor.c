/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/anchor.h"

#include <ctype.h>
#include <string.h>

enum { DEPTH_MAX = 3 };

/* Members of a record that name places it belongs to or speaks of. */
static const char *const place_members[] = {
    "id",     "place",  "about", "city",    "cities", "host",
    "serves", "parlor", "park",  "part_of", "parties"};

static bool names_place(const struct record *record, const char *id)
{
    for (size_t i = 0; i < sizeof place_members / sizeof *place_members; i++) {
        const json_t *value = record_get(record, place_members[i]);

        if (json_is_string(value) && strcmp(json_string_value(value), id) == 0)
            return true;
        if (json_is_array(value) && record_list_has(value, id))
            return true;
    }
    return false;
}

/* The place that a place lies in: a city's city, a park's city. */
static const struct record *container(const struct snapshot *snapshot,
                                      const struct record *place)
{
    static const char *const members[] = {"part_of", "city", "host"};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *id = record_string(place, members[i]);

        if (id != NULL)
            return snapshot_record(snapshot, id);
    }
    return NULL;
}

/* A city's policy holds in its districts and parks. */
static bool holds_in(const struct snapshot *snapshot,
                     const struct record *record, const struct record *place)
{
    for (int depth = 0; place != NULL && depth < DEPTH_MAX; depth++) {
        if (names_place(record, place->id))
            return true;
        place = container(snapshot, place);
    }
    return false;
}

/* What is said of a park of the city is said of the city too. */
static bool lies_in(const struct snapshot *snapshot,
                    const struct record *record, const struct record *place)
{
    const json_t *about = record_get(record, "about");
    size_t i = 0;
    const json_t *item = NULL;

    json_array_foreach(about, i, item) {
        const struct record *of =
            snapshot_record(snapshot, json_string_value(item));

        if (of != NULL && names_place(of, place->id))
            return true;
    }
    return false;
}

static bool text_names(struct workspace *ws, const struct meaning *meaning,
                       const struct evidence *evidence,
                       const struct record *place)
{
    const struct record *record = evidence->record;
    const char *name = record_name(place, meaning->lang);
    size_t len = 0;
    const char *clause = evidence_text(evidence, &len);
    const char *texts[] = {record_name(record, meaning->lang),
                           record_summary(record, meaning->lang, NULL),
                           clause != NULL ? arena_text_n(ws->arena, clause, len)
                                          : NULL};

    if (name == NULL)
        return false;
    name = analyser_plain(ws->analyser, name, strlen(name), ws->arena);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *plain = NULL;

        if (texts[i] == NULL)
            continue;
        plain =
            analyser_plain(ws->analyser, texts[i], strlen(texts[i]), ws->arena);
        if (strstr(plain, name) != NULL)
            return true;
    }
    return false;
}

static bool about_country(struct workspace *ws, const struct meaning *meaning,
                          const struct evidence *evidence,
                          const struct record *country)
{
    const char *code = record_string(country, "code");
    const json_t *countries = record_get(evidence->record, "countries");

    return (code != NULL && record_list_has(countries, code)) ||
           text_names(ws, meaning, evidence, country);
}

struct tally {
    size_t named, held;
};

static void tally_places(struct workspace *ws, const struct meaning *meaning,
                         const struct evidence *evidence,
                         const struct ids *places, struct tally *tally)
{
    const struct record *record = evidence->record;

    for (size_t i = 0; i < places->count; i++) {
        const struct record *place = places->items[i];

        tally->named++;
        tally->held += holds_in(ws->snapshot, record, place) ||
                       lies_in(ws->snapshot, record, place) ||
                       text_names(ws, meaning, evidence, place);
    }
}

double anchor_share(struct workspace *ws, const struct meaning *meaning,
                    const struct evidence *evidence)
{
    struct tally inside = {0}, abroad = {0};

    tally_places(ws, meaning, evidence, &meaning->cities, &inside);
    tally_places(ws, meaning, evidence, &meaning->parks, &inside);
    tally_places(ws, meaning, evidence, &meaning->parlors, &inside);
    if (inside.named != 0 && inside.held == 0)
        return 0;
    tally_places(ws, meaning, evidence, &meaning->outside, &abroad);
    for (size_t i = 0; i < meaning->lands.count; i++) {
        abroad.named++;
        abroad.held +=
            about_country(ws, meaning, evidence, meaning->lands.items[i]);
    }
    abroad.named += meaning->strange;
    if (inside.named == 0 && abroad.named != 0 && abroad.held == 0)
        return 0;
    if (inside.named + abroad.named == 0)
        return 1;
    return (double)(inside.held + abroad.held) /
           (double)(inside.named + abroad.named);
}

/* ---- what is asked for -------------------------------------------------- */

static bool rule_has(const struct record *record, const char *const *members)
{
    const json_t *rule = record_get(record, "rule");

    for (; *members != NULL; members++)
        if (json_object_get(rule, *members) != NULL)
            return true;
    return false;
}

/* "CNY_per_month" is of CNY, "hall_number" no area. */
static bool unit_is(const char *unit, const char *of)
{
    size_t len = strlen(of);

    return strncmp(unit, of, len) == 0 && !isalnum((unsigned char)unit[len]);
}

static bool figure_has_unit(const struct record *record,
                            const char *const *units)
{
    const json_t *figures = record_get(record, "figures");
    size_t i = 0;
    const json_t *figure = NULL;

    json_array_foreach(figures, i, figure) {
        const char *unit = json_string_value(json_object_get(figure, "unit"));

        for (size_t j = 0; unit != NULL && units[j] != NULL; j++)
            if (unit_is(unit, units[j]))
                return true;
    }
    return false;
}

bool anchor_supports(const struct record *record)
{
    static const char *const topics[] = {"reward", "subsidy", "support",
                                         "case_by_case", "fund"};
    const char *topic = record_string(record, "topic");

    if (strcmp(record->kind, "policy") == 0)
        return true;
    for (size_t i = 0; topic != NULL && i < sizeof topics / sizeof *topics; i++)
        if (strcmp(topics[i], topic) == 0)
            return true;
    return record_get(record, "rule.cap") != NULL;
}

/* "No figure, case by case" is an answer to how much. */
static bool discretionary(const struct record *record)
{
    return record_is(record, "rule.type", "case_by_case");
}

bool anchor_has_span(const struct record *record)
{
    static const char *const rule[] = {"max", "years_max", "years", "period",
                                       NULL};
    static const char *const units[] = {"working_day", "day",  "month",
                                        "hour",        "year", NULL};
    const json_t *figures = record_get(record, "figures");
    size_t i = 0;
    const json_t *figure = NULL;

    json_array_foreach(figures, i, figure)
        if (json_is_string(json_object_get(figure, "period")))
            return true;
    return rule_has(record, rule) || figure_has_unit(record, units);
}

bool anchor_has_asked(const struct evidence *evidence, enum asked asked)
{
    const struct record *record = evidence->record;

    static const char *const money[] = {"amount", "floor",    "cap", "tiers",
                                        "rate",   "rate_max", NULL};

    static const char *const money_units[] = {"CNY", "USD", NULL};
    static const char *const share[] = {"rate", "rate_min", "tiers",
                                        "rate_per_step", NULL};
    static const char *const share_units[] = {"share", NULL};
    static const char *const time[] = {"max",   "deadline", "years_max",
                                       "years", "period",   NULL};
    static const char *const area_units[] = {"m2", "km2", "mu", "ha", NULL};

    if (evidence->clause != NULL)
        return true; /* raw text is not taken apart */
    switch (asked) {
    case ASKED_MONEY:
        return rule_has(record, money) ||
               figure_has_unit(record, money_units) || discretionary(record);
    case ASKED_SHARE:
        return rule_has(record, share) || figure_has_unit(record, share_units);
    case ASKED_TIME:
        return rule_has(record, time) ||
               record_get(record, "figures") != NULL ||
               record_get(record, "source.date") != NULL;
    case ASKED_AREA:
        return figure_has_unit(record, area_units) ||
               json_is_number(record_get(record, "area_m2"));
    case ASKED_PRICE:
        return record_get(record, "price") != NULL;
    case ASKED_COUNT:
        return record_get(record, "figures") != NULL ||
               record_get(record, "rule") != NULL;
    case ASKED_WHO:
    case ASKED_CONTACT:
    case ASKED_HOURS:
    case ASKED_ANY:
        return true;
    }
    return true;
}
