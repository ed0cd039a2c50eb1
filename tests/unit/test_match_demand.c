/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_match_demand.c - demands from outside and from a message. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "match_world.h"

static int setup(void **state)
{
    static struct corpus corpus;

    world_begin(&corpus);
    corpus_write(&corpus, "{'id':'t-near','kind':'term','concept':'near'}");
    corpus_write(&corpus,
                 "{'id':'t-north','kind':'term','concept':'north_of'}");
    corpus_write(&corpus,
                 "{'id':'t-linked','kind':'term','concept':'linked_zone'}");
    corpus_write(&corpus, "{'id':'t-office','kind':'term','concept':'office'}");
    corpus_seal(&corpus);
    *state = &corpus;
    return 0;
}

static int teardown(void **state)
{
    corpus_end(*state);
    return 0;
}

static int demand_read(struct corpus *corpus, const char *text,
                       struct demand *out, struct err *err)
{
    char *bytes = arena_text(corpus->arena, text);
    json_t *json = NULL;
    int ret = 0;

    for (char *at = bytes; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    json = json_loads(bytes, JSON_DECODE_ANY, NULL);
    assert_non_null(json);
    *out = (struct demand){0};
    ret = match_demand_read(corpus->snapshot, json, corpus->arena, out, err);
    json_decref(json);
    return ret;
}

static void bad_demands_are_refused(void **state)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"[]", "an object"},
        {"'park'", "an object"},
        {"{'colour':'red'}", "colour"},
        {"{'industries':'chips'}", "industries"},
        {"{'industries':['not-there']}", "industries"},
        {"{'industries':['a']}", "industries"},
        {"{'industries':[7]}", "industries"},
        {"{'near':['a','a','a','a','a','a','a','a','a','a','a','a','a','a',"
         "'a','a','a']}",
         "at most 16"},
        {"{'within':['chips']}", "within"},
        {"{'side':'east','landmark':'river'}", "side"},
        {"{'side':'north'}", "of which landmark"},
        {"{'landmark':'a'}", "landmark"},
        {"{'side':['north','south'],'landmark':'river'}", "side: one side"},
        {"{'kind':'palace'}", "kind"},
        {"{'kind':'enterprise'}", "kind: an enterprise is no place"},
        {"{'kind':'park','seeks':'service'}", "kind: of a place"},
        {"{'seeks':'gold'}", "seeks"},
        {"{'asker':'chips'}", "asker"},
        {"{'countries':['zz']}", "countries"},
        {"{'zone':'linkedd'}", "zone"},
        {"{'land_m2':-1}", "land_m2"},
        {"{'land_m2':0}", "land_m2: a number above 0"},
        {"{'building_m2':0}", "building_m2"},
        {"{'plot_ratio':-2}", "plot_ratio"},
        {"{'investment':0}", "investment"},
        {"{'staff_min':-3}", "staff_min"},
        {"{'area_unit':'acre'}", "area_unit"},
        {"{'by':'soon'}", "by"},
        {"{'speaks':'xx'}", "speaks"},
        {"{'land_m2':1e300}", "land_m2"},
        {"{'near_km':'far'}", "near_km"},
        {"{'near_km':10}", "near_km: near which place"},
        {"{'near_km':-10,'near':['a']}", "near_km"},
        {"{'limit':0}", "limit"},
        {"{'limit':51}", "limit"},
        {"{'weights':[1]}", "weights"},
        {"{'weights':{'beauty':1}}", "no criterion is called \"beauty\""},
        {"{'weights':{'w-side':-1}}", "weights"},
        {"{'weights':{'w-side':'much'}}", "weights"},
        {"{'weights':{'w-side':1e9}}", "weights"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct demand demand;
        struct err err = {0};

        if (demand_read(*state, rows[i].text, &demand, &err) != -1)
            fail_msg("row %zu: %s is taken", i, rows[i].text);
        if (err.code != ERR_INPUT || strstr(err.text, rows[i].says) == NULL)
            fail_msg("row %zu: %s", i, err.text);
    }
}

static void a_demand_is_read_whole(void **state)
{
    struct demand demand;
    struct err err = {0};

    if (demand_read(*state,
                    "{'industries':['chips','fish'],'countries':['kr'],"
                    "'near':['a'],'within':['b','b-county'],'side':'south',"
                    "'landmark':'river','kind':'park','zone':'linked',"
                    "'land_m2':5000.5,'building_m2':10,'near_km':50,"
                    "'limit':7,'weights':null}",
                    &demand, &err) < 0)
        fail_msg("%s", err.text);
    assert_int_equal(demand.industries.count, 2);
    assert_string_equal(demand.industries.items[1]->id, "fish");
    assert_string_equal(demand.countries.items[0]->id, "kr");
    assert_string_equal(demand.near.items[0]->id, "a");
    assert_int_equal(demand.within.count, 2);
    assert_int_equal(demand.side, SIDE_SOUTH);
    assert_string_equal(demand.landmark->id, "river");
    assert_string_equal(demand.kind, "park");
    assert_string_equal(demand.zone, "linked");
    assert_true(demand.land_m2 == 5000.5 && demand.building_m2 == 10 &&
                demand.near_km == 50);
    assert_int_equal(demand.limit, 7);
    assert_null(demand.weights);
}

/* What a message says becomes a demand: cities near or within. */
static void messages_become_demands(void **state)
{
    static const struct {
        const char *term;
        double metres;
        size_t near, within;
        double near_km;
        const char *zone;
        enum side side;
    } rows[] = {
        {NULL, 0, 0, 1, 0, NULL, SIDE_NONE},
        {"t-near", 0, 1, 0, 0, NULL, SIDE_NONE},
        {"t-north", 0, 1, 0, 0, NULL, SIDE_NORTH},
        {"t-linked", 0, 0, 1, 0, "linked", SIDE_NONE},
        {NULL, 50000, 1, 0, 50, NULL, SIDE_NONE},
        {"t-near", 50000, 1, 0, 50, NULL, SIDE_NONE},
        {NULL, 12, 0, 1, 0, NULL, SIDE_NONE}, /* a ceiling, say */
    };
    struct corpus *corpus = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct record *city = snapshot_record(corpus->snapshot, "a");
        const struct record *river = snapshot_record(corpus->snapshot, "river");
        const struct record *term =
            snapshot_record(corpus->snapshot, rows[i].term);
        struct quantity length = {.type = QUANTITY_LENGTH,
                                  .low = rows[i].metres,
                                  .high = rows[i].metres};
        struct input input = {.field = "land_area", .high = 3000};
        struct profile who = {.inputs = &input, .input_count = 1};
        struct meaning meaning = {
            .cities = {&city, 1},
            .others = {&river, 1},
            .terms = {&term, term != NULL},
            .quantities = {&length, rows[i].metres > 0},
            .sought = "park",
        };
        struct demand demand;

        match_demand_told(&meaning, &who, &demand);
        if (demand.near.count != rows[i].near ||
            demand.within.count != rows[i].within ||
            demand.near_km != rows[i].near_km || demand.side != rows[i].side ||
            (demand.zone == NULL) != (rows[i].zone == NULL))
            fail_msg("row %zu: near %zu (%g km), within %zu, side %d", i,
                     demand.near.count, demand.near_km, demand.within.count,
                     (int)demand.side);
        assert_true(demand.land_m2 == 3000);
        assert_string_equal(demand.kind, "park");
    }
}

static void areas_are_of_land_or_a_building(void **state)
{
    static const struct {
        const char *field, *term;
        double land, building;
    } rows[] = {
        {NULL, NULL, 700, 0},
        {NULL, "t-office", 0, 700},
        {"land_area", "t-office", 3000, 0},
        {"building_area", NULL, 0, 3000},
    };
    struct corpus *corpus = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct record *term =
            snapshot_record(corpus->snapshot, rows[i].term);
        struct quantity area = {.type = QUANTITY_AREA, .low = 700, .high = 700};
        struct input input = {.field = rows[i].field, .high = 3000};
        struct profile who = {.inputs = &input,
                              .input_count = rows[i].field != NULL};
        struct meaning meaning = {.terms = {&term, term != NULL},
                                  .quantities = {&area, 1}};
        struct demand demand;

        match_demand_told(&meaning, &who, &demand);
        if (demand.land_m2 != rows[i].land ||
            demand.building_m2 != rows[i].building)
            fail_msg("row %zu: %g m2 of land, %g of a building", i,
                     demand.land_m2, demand.building_m2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_demands_are_refused),
        cmocka_unit_test(a_demand_is_read_whole),
        cmocka_unit_test(messages_become_demands),
        cmocka_unit_test(areas_are_of_land_or_a_building),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
