/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes: the shortest of all, on working days, within opening hours. */
#include "calendar_room.h"

#include "base/sphere.h"
#include "calendar/visit.h"

static const char *const house =
    "{\"id\":\"house\",\"kind\":\"parlor\",\"names\":{\"en\":\"H\"},"
    "\"host\":\"suzhou\",\"hours\":\"Tu 14:00-17:00\"}";
static const char *const short_house =
    "{\"id\":\"short-house\",\"kind\":\"parlor\",\"names\":{\"en\":\"H\"},"
    "\"host\":\"suzhou\",\"hours\":\"Mo-Fr 09:00-09:30\"}";
static const char *const nowhere =
    "{\"id\":\"nowhere\",\"kind\":\"service\",\"names\":{\"en\":\"N\"}}";
static const char *const far_away =
    "{\"id\":\"far\",\"kind\":\"service\",\"names\":{\"en\":\"F\"},"
    "\"position\":{\"lon\":-60,\"lat\":-30}}";

static int corpus_open(void **state)
{
    static const char *const kinds[] = {"calendar", "country", "city", "park",
                                        "parlor"};

    (void)state;
    corpus_fill(kinds, sizeof kinds / sizeof *kinds);
    record_add(snapshot, house);
    record_add(snapshot, short_house);
    record_add(snapshot, nowhere);
    record_add(snapshot, far_away);
    corpus_seal();
    return 0;
}

struct route {
    const struct record *stops[VISIT_STOPS_MAX + 1];
    struct visit_wish wish;
    struct visit visit;
    const char *what;
    int ret;
};

/* ids with blanks between; a start. */
static struct route *routed(const char *ids, const char *start)
{
    static struct route route;
    char copy[512], *rest = NULL;

    route = (struct route){0};
    snprintf(copy, sizeof copy, "%s", ids);
    for (char *id = strtok_r(copy, " ", &rest); id != NULL;
         id = strtok_r(NULL, " ", &rest)) {
        route.stops[route.wish.count] = snapshot_record(snapshot, id);
        if (route.stops[route.wish.count++] == NULL)
            fail_msg("no %s", id);
    }
    route.wish.stops = route.stops;
    route.wish.hours = VISIT_HOURS;
    route.wish.minutes = VISIT_MINUTES;
    day_read(start, &route.wish.start);
    route.ret = visit_compose(snapshot, &route.wish, &route.visit, &route.what);
    return &route;
}

/* ---- every order, tried -------------------------------------------------- */

struct trial {
    double lon[8], lat[8], best;
    size_t way[8], count;
    bool used[8];
};

static void orders_try(struct trial *trial, size_t at, double km)
{
    if (at == trial->count) {
        trial->best = km < trial->best ? km : trial->best;
        return;
    }
    for (size_t i = 0; i < trial->count; i++) {
        size_t last = at != 0 ? trial->way[at - 1] : 0;
        double leg = at == 0
                         ? 0
                         : sphere_distance(trial->lon[last], trial->lat[last],
                                           trial->lon[i], trial->lat[i]);

        if (trial->used[i])
            continue;
        trial->used[i] = true;
        trial->way[at] = i;
        orders_try(trial, at + 1, km + leg);
        trial->used[i] = false;
    }
}

static void test_shortest(void **state)
{
    struct ids cities = snapshot_kind(snapshot, "city");
    unsigned seed = 7;

    (void)state;
    for (size_t round = 0; round < 60; round++) {
        size_t count = 2 + round % 6;
        struct trial trial = {.best = 1e9, .count = count};
        char ids[512] = "";
        bool near = false, taken[512] = {false};

        for (size_t i = 0; i < count; i++) {
            size_t pick = 0;

            do {
                seed = seed * 1103515245u + 12345u;
                pick = (seed >> 8) % cities.count;
            } while (taken[pick]);
            taken[pick] = true;
            snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s ",
                     cities.items[pick]->id);
            assert_int_equal(visit_position(snapshot, cities.items[pick],
                                            &trial.lon[i], &trial.lat[i],
                                            &near),
                             1);
        }
        orders_try(&trial, 0, 0);
        if (routed(ids, "2026-11-23")->ret != 1 ||
            routed(ids, "2026-11-23")->visit.km > trial.best + 1e-6 ||
            routed(ids, "2026-11-23")->visit.km < trial.best - 1e-6)
            fail_msg("round %zu: %s: %f, not %f", round, ids,
                     routed(ids, "2026-11-23")->visit.km, trial.best);
    }
}

/* Days, hours and what is said beside them. */
static bool noted(const struct visit *visit, const char *key)
{
    for (size_t i = 0; i < visit->note_count; i++)
        if (strcmp(visit->notes[i].key, key) == 0)
            return true;
    return false;
}

static void stop_is(size_t row, const struct visit *visit, size_t at,
                    const char *id, const char *day, int from)
{
    const struct visit_stop *stop = &visit->stops[at];
    char text[DAY_TEXT];

    day_write(stop->day, text);
    if (strcmp(stop->record->id, id) != 0 || strcmp(text, day) != 0 ||
        stop->from != from)
        fail_msg("row %zu, stop %zu: %s %s %d", row, at, stop->record->id, text,
                 stop->from);
}

static void test_days(void **state)
{
    const struct route *route = routed("suzhou", "2026-11-21");

    (void)state;
    assert_int_equal(route->ret, 1);
    stop_is(0, &route->visit, 0, "suzhou", "2026-11-23", 540); /* Saturday */
    route = routed("suzhou kunshan", "2026-10-01");
    stop_is(1, &route->visit, 0, "suzhou", "2026-10-08", 540); /* holiday */
    stop_is(1, &route->visit, 1, "kunshan", "2026-10-08", 698);
    /* a leg longer than a day's rest goes before the next morning */
    route = routed("suxitong-park kunshan qingdao", "2026-11-23");
    stop_is(2, &route->visit, 2, "qingdao", "2026-11-25", 540);
    assert_int_equal(route->visit.travelled, 1);
    assert_true(noted(&route->visit, "visit.note.travel"));
    assert_true(noted(&route->visit, "visit.note.near"));
    assert_true(noted(&route->visit, "visit.note.shortest"));
    assert_false(noted(&route->visit, "calendar.note.no_holidays"));
    route = routed("suzhou", "2027-01-04");
    assert_true(noted(&route->visit, "calendar.note.no_holidays"));
}

static void test_hours(void **state)
{
    const struct route *route = routed("house", "2026-11-23");

    (void)state;
    stop_is(0, &route->visit, 0, "house", "2026-11-24", 840);
    assert_false(noted(&route->visit, "visit.note.hours"));
    route = routed("suzhou-hongqiao-parlor", "2026-11-23");
    assert_true(noted(&route->visit, "visit.note.hours"));
    route = routed("qingdao-sco-parlor", "2026-11-23");
    assert_true(noted(&route->visit, "visit.note.not_open"));
    route = routed("short-house", "2026-11-23");
    assert_int_equal(route->ret, 0);
    assert_non_null(strstr(route->what, "not open"));
}

static void test_unknown_place(void **state)
{
    const struct route *route = routed("nowhere suzhou", "2026-11-23");

    (void)state;
    assert_int_equal(route->ret, 1);
    assert_true(noted(&route->visit, "visit.note.no_position"));
    assert_true(route->visit.stops[1].km < 0);
    assert_true(route->visit.km == 0);
}

static void test_limits(void **state)
{
    struct route *route = routed("suzhou suzhou", "2026-11-23");
    const char *many = "suzhou wuxi nantong qingdao nanjing hangzhou ningbo "
                       "shanghai hefei kunshan jinan yantai";

    (void)state;
    assert_int_equal(route->ret, 0);
    assert_int_equal(routed("suzhou", "2026-02-30")->ret, 0);
    route = routed("suzhou", "2026-11-23");
    route->wish.count = 0;
    assert_int_equal(
        visit_compose(snapshot, &route->wish, &route->visit, &route->what), 0);
    route = routed("suzhou", "2026-11-23");
    route->wish.hours = 2;
    route->wish.minutes = 121;
    assert_int_equal(
        visit_compose(snapshot, &route->wish, &route->visit, &route->what), 0);
    route = routed(many, "2026-11-23");
    assert_int_equal(route->ret, 1);
    assert_int_equal(route->visit.count, VISIT_STOPS_MAX);
    route->wish.in_order = true;
    assert_int_equal(
        visit_compose(snapshot, &route->wish, &route->visit, &route->what), 1);
    assert_string_equal(route->visit.stops[11].record->id, "yantai");
    /* so far away that the way alone takes too long */
    route = routed("suzhou far qingdao", "2026-11-23");
    route->wish.in_order = true;
    assert_int_equal(
        visit_compose(snapshot, &route->wish, &route->visit, &route->what), 0);
    assert_non_null(strstr(route->what, "60 working days"));
    assert_int_equal(routed("suzhou far", "2026-11-23")->ret, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shortest), cmocka_unit_test(test_days),
        cmocka_unit_test(test_hours),    cmocka_unit_test(test_unknown_place),
        cmocka_unit_test(test_limits),
    };

    return cmocka_run_group_tests(tests, corpus_open, corpus_close);
}
