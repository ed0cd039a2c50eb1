/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose desk an order goes to. Every parlor gets points for what the order
 * names; the best one wins. Of equals the one that works on the theme, then
 * the one that speaks the orderer's language, then the one with the fewest
 * open orders, then the first by id. */
#include "order/route.h"

#include <string.h>

/* What counts, and the one above always beats all below together. */
enum {
    POINTS_COUNTRY = 64, /* named for the country itself */
    POINTS_GROUP = 32,   /* for a group the country belongs to */
    POINTS_OPEN = 16,
    POINTS_HOST = 8, /* the city itself keeps it */
    POINTS_SERVES = 4
};

struct route {
    const struct snapshot *snapshot;
    const struct order_draft *draft;
    const struct order_case *at;
    struct ids parlors;
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

const struct record *route_host(const struct snapshot *snapshot,
                                const struct record *parlor)
{
    const char *host = record_string(parlor, "host");

    return host != NULL ? snapshot_record(snapshot, host) : NULL;
}

/* ---- of equals ----------------------------------------------------------- */

/* What is weighed after the points, in this order. */
enum tie { TIE_THEME, TIE_LANGUAGE, TIE_LOAD, TIES };

struct choice {
    const struct record *parlor;
    int points;
    int64_t ties[TIES]; /* the more, the better */
    bool loaded;        /* ties[TIE_LOAD] was looked up */
    unsigned decided;   /* bits of enum tie: what the best won by */
};

static bool theme_has(const struct record *parlor, struct ids industries,
                      const struct snapshot *snapshot)
{
    const json_t *themes = record_get(parlor, "themes");

    for (size_t i = 0; i < industries.count; i++) {
        const struct record *industry = industries.items[i];

        for (int up = 0; industry != NULL && up < 8; up++) {
            const char *parent = record_string(industry, "parent");

            if (record_list_has(themes, industry->id))
                return true;
            industry =
                parent != NULL ? snapshot_record(snapshot, parent) : NULL;
        }
    }
    return false;
}

static struct choice choice_of(const struct route *route,
                               const struct record *parlor, int points)
{
    struct choice choice = {.parlor = parlor, .points = points};

    choice.ties[TIE_THEME] =
        theme_has(parlor, route->draft->industries, route->snapshot);
    choice.ties[TIE_LANGUAGE] = route->at != NULL &&
                                route->at->lang != LANG_NONE &&
                                record_list_has(record_get(parlor, "languages"),
                                                lang_code(route->at->lang));
    return choice;
}

/* Only where it decides: it is a look into the store. */
static void choice_load(const struct route *route, struct choice *choice)
{
    if (!choice->loaded && route->at != NULL && route->at->load != NULL)
        choice->ties[TIE_LOAD] =
            -route->at->load(route->at->context, choice->parlor->id);
    choice->loaded = true;
}

/* Which tie other wins or loses against best: TIES if none does. */
static enum tie tie_of(const struct route *route, struct choice *best,
                       struct choice *other)
{
    for (int tie = 0; tie < TIES; tie++) {
        if (tie == TIE_LOAD) {
            choice_load(route, best);
            choice_load(route, other);
        }
        if (best->ties[tie] != other->ties[tie])
            return (enum tie)tie;
    }
    return TIES;
}

/* Take other if it is better; parlors come in order of id. */
static void choice_take(const struct route *route, struct choice *best,
                        const struct record *parlor, int points)
{
    struct choice other = choice_of(route, parlor, points);
    enum tie tie = TIES;

    if (points < best->points)
        return;
    if (points > best->points) {
        *best = other;
        return;
    }
    tie = tie_of(route, best, &other);
    if (tie == TIES)
        return;
    other.decided = best->decided | 1u << tie;
    if (other.ties[tie] > best->ties[tie])
        *best = other;
    else
        best->decided |= 1u << tie;
}

/* The parlor for the country, open or not; NULL if there is none. */
static struct choice route_country(const struct route *route)
{
    struct choice best = {0};

    for (size_t i = 0; i < route->parlors.count; i++) {
        const struct record *parlor = route->parlors.items[i];
        int points = country_points(parlor, route->draft->country);

        if (points == 0)
            continue;
        points += parlor_open(parlor) ? POINTS_OPEN : 0;
        points += city_points(parlor, route->draft->city);
        choice_take(route, &best, parlor, points);
    }
    return best;
}

/* The open house that the city keeps, or that serves it. */
static struct choice parlor_of_city(const struct route *route,
                                    const struct record *city)
{
    struct choice best = {0};

    for (size_t i = 0; i < route->parlors.count; i++) {
        const struct record *parlor = route->parlors.items[i];
        int points = city_points(parlor, city);

        if (points > 0 && parlor_receives(parlor))
            choice_take(route, &best, parlor, points);
    }
    return best;
}

/* That of the city it is a part of, if it has none itself. */
static struct choice route_city(const struct route *route)
{
    const struct record *city = route->draft->city;
    struct choice best = parlor_of_city(route, city);
    const char *whole = record_string(city, "part_of");

    if (best.parlor == NULL && whole != NULL)
        best = parlor_of_city(route, snapshot_record(route->snapshot, whole));
    return best;
}

/* Nobody named: the open house that serves the most cities, because it can
 * pass an order on the furthest. */
static struct choice route_anybody(const struct route *route)
{
    struct choice best = {0};

    for (size_t i = 0; i < route->parlors.count; i++) {
        const struct record *parlor = route->parlors.items[i];
        int serves = (int)json_array_size(record_get(parlor, "serves")) + 1;

        if (parlor_receives(parlor))
            choice_take(route, &best, parlor, serves);
    }
    return best;
}

static const struct record *city_any(const struct route *route)
{
    struct ids cities = snapshot_kind(route->snapshot, "city");

    for (size_t i = 0; i < route->parlors.count; i++) {
        const struct record *host =
            route_host(route->snapshot, route->parlors.items[i]);

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

/* What the desk won by, over others that would have done as well. */
static void also_add(const struct choice *choice, struct order_desk *out)
{
    static const char *const keys[TIES] = {
        "order.also.theme", "order.also.language", "order.also.load"};

    for (int tie = 0; tie < TIES; tie++) {
        if ((choice->decided & 1u << tie) == 0)
            continue;
        out->also[out->also_count] = phrase_of(keys[tie]);
        phrase_name(&out->also[out->also_count++], "desk", choice->parlor);
    }
}

static void route_to_country(const struct route *route,
                             const struct choice *choice,
                             struct order_desk *out)
{
    const struct record *parlor = choice->parlor;

    out->desk = parlor;
    out->why = phrase_of("order.why.country");
    if (!parlor_open(parlor)) {
        const struct record *host = route_host(route->snapshot, parlor);

        out->instead = parlor;
        out->desk = host != NULL ? host : city_any(route);
        out->why = phrase_of("order.why.not_yet_open");
        phrase_name(&out->why, "parlor", parlor);
    } else {
        also_add(choice, out);
    }
    if (out->desk != NULL)
        phrase_name(&out->why, "desk", out->desk);
    phrase_name(&out->why, "country", route->draft->country);
    out->why.evidence = parlor;
}

/* The house of the city, else the city, else a house for everybody. */
static void route_home(const struct route *route, struct order_desk *out)
{
    const struct record *city = route->draft->city;
    struct choice choice =
        city != NULL ? route_city(route) : route_anybody(route);

    if (choice.parlor != NULL)
        also_add(&choice, out);
    if (city != NULL) {
        out->desk = choice.parlor != NULL ? choice.parlor : city;
        out->why = phrase_of(choice.parlor != NULL ? "order.why.city_parlor"
                                                   : "order.why.city");
        phrase_name(&out->why, "city", city);
    } else {
        out->desk = choice.parlor != NULL ? choice.parlor : city_any(route);
        out->why = phrase_of("order.why.general");
    }
    out->why.evidence = choice.parlor;
}

void order_route_case(const struct snapshot *snapshot,
                      const struct order_draft *draft,
                      const struct order_case *at, struct order_desk *out)
{
    struct route route = {snapshot, draft, at,
                          snapshot_kind(snapshot, "parlor")};
    struct choice choice = {0};

    if (draft->country != NULL)
        choice = route_country(&route);
    memset(out, 0, sizeof *out);
    if (choice.parlor != NULL && !city_first(draft, choice.parlor)) {
        route_to_country(&route, &choice, out);
        return;
    }
    route_home(&route, out);
    if (draft->country != NULL && choice.parlor == NULL) {
        const struct record *evidence = out->why.evidence;

        out->why = phrase_of("order.why.no_country_parlor");
        out->why.evidence = evidence;
        phrase_name(&out->why, "country", draft->country);
    }
    if (out->desk != NULL)
        phrase_name(&out->why, "desk", out->desk);
}

void order_route(const struct snapshot *snapshot,
                 const struct order_draft *draft, struct order_desk *out)
{
    order_route_case(snapshot, draft, NULL, out);
}
