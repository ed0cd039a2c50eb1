/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose desk an order goes to. Every parlor gets points for what the order
 * names; the best one wins, of equals the first by id. */
#include "order/order.h"

#include <string.h>

/* What counts, and the one above always beats all below together. */
enum {
    POINTS_COUNTRY = 64, /* named for the country itself */
    POINTS_GROUP = 32,   /* for a group the country belongs to */
    POINTS_OPEN = 16,
    POINTS_HOST = 8, /* the city itself keeps it */
    POINTS_SERVES = 4
};

static bool text_is(const char *text, const char *other)
{
    return text != NULL && other != NULL && strcmp(text, other) == 0;
}

static bool parlor_open(const struct record *parlor)
{
    return !text_is(record_string(parlor, "status"), "not_yet_open");
}

static int country_points(const struct record *parlor,
                          const struct record *country)
{
    const char *code = record_string(country, "code");
    const json_t *own = record_get(parlor, "groups");
    const json_t *groups = record_get(country, "groups");
    size_t i = 0;
    json_t *group = NULL;

    if (code != NULL && record_list_has(record_get(parlor, "countries"), code))
        return POINTS_COUNTRY;
    json_array_foreach((json_t *)groups, i, group) {
        const char *name = json_string_value(group);

        if (name != NULL && record_list_has(own, name))
            return POINTS_GROUP;
    }
    return 0;
}

static int city_points(const struct record *parlor, const struct record *city)
{
    if (city == NULL)
        return 0;
    if (text_is(record_string(parlor, "host"), city->id))
        return POINTS_HOST;
    return record_list_has(record_get(parlor, "serves"), city->id)
               ? POINTS_SERVES
               : 0;
}

static bool parlor_of_country(const struct record *parlor)
{
    return json_array_size(record_get(parlor, "countries")) > 0 ||
           json_array_size(record_get(parlor, "groups")) > 0 ||
           text_is(record_string(parlor, "role"), "country_desk");
}

/* Known to be open, and a house of a city or a province. */
static bool parlor_receives(const struct record *parlor)
{
    return text_is(record_string(parlor, "status"), "open") &&
           !text_is(record_string(parlor, "role"), "platform") &&
           !parlor_of_country(parlor);
}

/* The parlor for the country, open or not; NULL if there is none. */
static const struct record *route_country(struct ids parlors,
                                          const struct order_draft *draft)
{
    const struct record *best = NULL;
    int best_points = 0;

    for (size_t i = 0; i < parlors.count; i++) {
        const struct record *parlor = parlors.items[i];
        int points = country_points(parlor, draft->country);

        if (points == 0)
            continue;
        points += parlor_open(parlor) ? POINTS_OPEN : 0;
        points += city_points(parlor, draft->city);
        if (points > best_points) {
            best = parlor;
            best_points = points;
        }
    }
    return best;
}

/* The open house that the city keeps, or that serves it. */
static const struct record *parlor_of_city(struct ids parlors,
                                           const struct record *city)
{
    const struct record *best = NULL;
    int best_points = 0;

    for (size_t i = 0; i < parlors.count; i++) {
        const struct record *parlor = parlors.items[i];
        int points = city_points(parlor, city);

        if (points > best_points && parlor_receives(parlor)) {
            best = parlor;
            best_points = points;
        }
    }
    return best;
}

/* That of the city it is a part of, if it has none itself. */
static const struct record *route_city(const struct snapshot *snapshot,
                                       struct ids parlors,
                                       const struct record *city)
{
    const struct record *parlor = parlor_of_city(parlors, city);
    const char *whole = record_string(city, "part_of");

    if (parlor == NULL && whole != NULL)
        parlor = parlor_of_city(parlors, snapshot_record(snapshot, whole));
    return parlor;
}

/* Nobody named: the open house that serves the most cities, because it can
 * pass an order on the furthest. */
static const struct record *route_anybody(struct ids parlors)
{
    const struct record *best = NULL;
    size_t best_serves = 0;

    for (size_t i = 0; i < parlors.count; i++) {
        const struct record *parlor = parlors.items[i];
        size_t serves = json_array_size(record_get(parlor, "serves")) + 1;

        if (serves > best_serves && parlor_receives(parlor)) {
            best = parlor;
            best_serves = serves;
        }
    }
    return best;
}

static const struct record *host_of(const struct snapshot *snapshot,
                                    const struct record *parlor)
{
    const char *host = record_string(parlor, "host");

    return host != NULL ? snapshot_record(snapshot, host) : NULL;
}

static const struct record *city_any(const struct snapshot *snapshot,
                                     struct ids parlors)
{
    struct ids cities = snapshot_kind(snapshot, "city");

    for (size_t i = 0; i < parlors.count; i++) {
        const struct record *host = host_of(snapshot, parlors.items[i]);

        if (host != NULL)
            return host;
    }
    return cities.count > 0 ? cities.items[0] : NULL;
}

/* Somebody who wants to come to a city is looked after there, unless the
 * parlor of their country serves that city: for these the country says where
 * they come from, for other orders whose resources are sought. */
static bool city_first(const struct order_draft *draft,
                       const struct record *parlor)
{
    static const char *const coming[] = {"investment", "service", "visit"};
    bool comes = false;

    for (size_t i = 0; i < sizeof coming / sizeof *coming; i++)
        comes |= text_is(draft->kind, coming[i]);
    return comes && draft->city != NULL &&
           city_points(parlor, draft->city) == 0;
}

static void route_to_country(const struct snapshot *snapshot,
                             const struct order_draft *draft,
                             struct ids parlors, const struct record *parlor,
                             struct order_desk *out)
{
    out->desk = parlor;
    out->why = phrase_of("order.why.country");
    if (!parlor_open(parlor)) {
        const struct record *host = host_of(snapshot, parlor);

        out->instead = parlor;
        out->desk = host != NULL ? host : city_any(snapshot, parlors);
        out->why = phrase_of("order.why.not_yet_open");
        phrase_name(&out->why, "parlor", parlor);
    }
    if (out->desk != NULL)
        phrase_name(&out->why, "desk", out->desk);
    phrase_name(&out->why, "country", draft->country);
    out->why.evidence = parlor;
}

/* The house of the city, else the city, else a house for everybody. */
static void route_home(const struct snapshot *snapshot,
                       const struct order_draft *draft, struct ids parlors,
                       struct order_desk *out)
{
    const struct record *parlor = NULL;

    if (draft->city != NULL) {
        parlor = route_city(snapshot, parlors, draft->city);
        out->desk = parlor != NULL ? parlor : draft->city;
        out->why = phrase_of(parlor != NULL ? "order.why.city_parlor"
                                            : "order.why.city");
        phrase_name(&out->why, "city", draft->city);
    } else {
        parlor = route_anybody(parlors);
        out->desk = parlor != NULL ? parlor : city_any(snapshot, parlors);
        out->why = phrase_of("order.why.general");
    }
    out->why.evidence = parlor;
}

void order_route(const struct snapshot *snapshot,
                 const struct order_draft *draft, struct order_desk *out)
{
    struct ids parlors = snapshot_kind(snapshot, "parlor");
    const struct record *parlor =
        draft->country != NULL ? route_country(parlors, draft) : NULL;

    memset(out, 0, sizeof *out);
    if (parlor != NULL && !city_first(draft, parlor)) {
        route_to_country(snapshot, draft, parlors, parlor, out);
        return;
    }
    route_home(snapshot, draft, parlors, out);
    if (draft->country != NULL && parlor == NULL) {
        const struct record *evidence = out->why.evidence;

        out->why = phrase_of("order.why.no_country_parlor");
        out->why.evidence = evidence;
        phrase_name(&out->why, "country", draft->country);
    }
    if (out->desk != NULL)
        phrase_name(&out->why, "desk", out->desk);
}

/* ---- what a draft lacks -------------------------------------------------- */

struct lack {
    const char *kind;
    const char *fields[5]; /* most important first, ended by NULL */
};

/* The last row is for a kind that has not been said yet. */
static const struct lack lacks[] = {
    {"investment", {"seeks", "industry", "city"}},
    {"city_order", {"seeks", "country", "industry", "city"}},
    {"import", {"seeks", "country", "industry"}},
    {"outbound", {"seeks", "country", "industry"}},
    {"talent", {"seeks", "country", "industry"}},
    {"service", {"seeks", "city"}},
    {"visit", {"seeks", "city", "industry"}},
    {NULL, {"seeks", "country", "industry", "city"}},
};

static bool draft_has(const struct order_draft *draft, const char *field)
{
    switch (field[0]) {
    case 's':
        return draft->text != NULL && draft->text[0] != '\0';
    case 'i':
        return draft->industries.count > 0;
    default:
        return strcmp(field, "country") == 0 ? draft->country != NULL
                                             : draft->city != NULL;
    }
}

size_t order_missing(const struct order_draft *draft, struct arena *arena,
                     const char ***out)
{
    const struct lack *lack = lacks;
    size_t count = 0;

    while (lack->kind != NULL && !text_is(lack->kind, draft->kind))
        lack++;
    *out = arena_zero(arena, sizeof lack->fields);
    for (size_t i = 0; lack->fields[i] != NULL; i++) {
        if (!draft_has(draft, lack->fields[i]))
            (*out)[count++] = lack->fields[i];
    }
    return count;
}
