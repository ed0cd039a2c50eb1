/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_match_rules.c - each rule of the ranking, on records of our own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "match_world.h"

static void value_check(size_t row, const struct candidate *one,
                        const char *key, double value)
{
    const struct reason *reason =
        reason_said(one->reasons, one->reason_count, key);

    if (reason == NULL)
        reason = reason_said(one->failed, one->failed_count, key);
    if (reason == NULL)
        fail_msg("row %zu: %s does not say %s", row, one->record->id, key);
    if (reason->value < value - 1e-3 || reason->value > value + 1e-3)
        fail_msg("row %zu: %s: %s is %g, not %g", row, one->record->id, key,
                 reason->value, value);
}

/* ---- values ------------------------------------------------------------- */

static void industries_by_distance(void **state)
{
    static const struct {
        const char *wanted, *has, *key;
        double value;
    } rows[] = {
        {"'packaging'", "packaging", "match.industry_same", 1},
        {"'chips'", "packaging", "match.industry_part", 0.9},
        {"'root'", "packaging", "match.industry_part", 0.8},
        {"'packaging'", "chips", "match.industry_whole", 0.7},
        {"'packaging'", "root", "match.industry_whole", 0.5},
        {"'packaging'", "design", "match.industry_near", 0.4},
        {"'packaging'", "software", "match.industry_near", 0.25},
        {"'packaging'", "fish", "match.industry_none", 0},
        {"'chips','packaging'", "packaging", "match.industry_same", 1},
        {"'fish','packaging'", "packaging", "match.industry_same", 0.5},
        {"'ring-1'", "ring-2", "match.industry_part", 0.9},
        {"'fish'", "not-there", "match.industry_none", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct corpus corpus;
        struct proposal found;
        char park[256], demand[128];
        const char *more[] = {park, NULL};

        snprintf(park, sizeof park,
                 "{'id':'park','kind':'park','city':'a','zone_type':'etdz',"
                 "'position':{'lon':1,'lat':30,'of':'city'},'industries':"
                 "[{'industry':'%s','evidence':'fact'}]}",
                 rows[i].has);
        world_with(&corpus, more);
        snprintf(demand, sizeof demand,
                 "{'kind':'park','near':['b'],'industries':[%s]}",
                 rows[i].wanted);
        corpus_match(&corpus, demand, &found);
        assert_int_equal(found.count, 1);
        value_check(i, &found.items[0], rows[i].key, rows[i].value);
        corpus_end(&corpus);
    }
}

static const char *const offers[] = {
    "{'id':'p-a','kind':'park','city':'a','zone_type':'industrial_park',"
    "'cities':['a','c'],'evidence':['fact'],"
    "'linked_to':{'zone':'p-ftz','evidence':'other-fact'}}",
    "{'id':'p-b','kind':'park','city':'b-county','zone_type':'etdz',"
    "'evidence':['fact']}",
    "{'id':'p-c','kind':'park','city':'c','zone_type':'science_park',"
    "'position':{'lon':3,'lat':29.4},'evidence':['fact']}",
    "{'id':'p-ftz','kind':'park','city':'c','zone_type':'ftz_area',"
    "'evidence':['fact']}",
    "{'id':'p-none','kind':'park','city':null,'zone_type':'pilot_zone',"
    "'cities':['b','c'],'evidence':['fact']}",
    "{'id':'s-small','kind':'site','park':'p-a','city':'a',"
    "'use':'industrial_land','area_m2':5000}",
    "{'id':'s-large','kind':'site','park':'p-a','city':'a',"
    "'use':'industrial_land','area_m2':50000}",
    "{'id':'s-hall','kind':'site','park':'p-b','city':'b',"
    "'use':'standard_workshop','area_m2':9000}",
    "{'id':'s-secret','kind':'site','park':'p-c','city':'c',"
    "'use':'industrial_land','area_m2':null}",
    "{'id':'s-tiny','kind':'site','park':'p-ftz','city':'c',"
    "'use':'industrial_land','area_m2':100}",
    "{'id':'pact','kind':'cooperation','parties':['b','c'],'stage':'signed',"
    "'evidence':['fact']}",
    "{'id':'pact-own','kind':'cooperation','parties':['p-c','b'],"
    "'stage':'running','evidence':['other-fact']}",
    "{'id':'hall-kr','kind':'parlor','host':'a','countries':['KR'],"
    "'serves':['a','b-county'],'status':'open','evidence':['fact']}",
    "{'id':'hall-sco','kind':'parlor','host':'b','countries':[],"
    "'groups':['sco'],'serves':null,'status':'not_yet_open'}",
    "{'id':'p1','kind':'policy'}",
    "{'id':'p1.1','kind':'clause','policy':'p1','place':'b',"
    "'rule':{'type':'fixed'}}",
    "{'id':'p1.2','kind':'clause','policy':'p1','place':'b',"
    "'rule':{'type':'time_limit'}}",
    "{'id':'p1.3','kind':'clause','policy':'p1','place':'b'}",
    NULL,
};

static const struct {
    const char *demand, *park, *key;
    double value;
} park_rows[] = {
    {"'near':['a']", "p-a", "match.distance_in", 1},
    {"'near':['a']", "p-b", "match.distance_city", 0.443},
    {"'near':['b']", "p-c", "match.distance", 0.443},
    {"'near':['b']", "p-none", "match.unknown_distance", -1},
    {"'near':['a']", "p-a", "match.linked_zone", 1},
    {"'near':['a']", "p-b", "match.zone", 0.5},
    {"'near':['a']", "p-c", "match.unknown_linked", -1},
    {"'near':['a']", "p-ftz", "match.zone", 1},
    {"'near':['a']", "p-b", "match.policies", 1.0 / 6},
    {"'near':['a']", "p-a", "match.unknown_policy", -1},
    {"'near':['b']", "p-b", "match.same_city", 1},
    {"'near':['b']", "p-ftz", "match.cooperation", 0.8},
    {"'near':['b']", "p-c", "match.cooperation", 1},
    {"'near':['c']", "p-a", "match.joint", 1},
    {"'near':['b']", "p-a", "match.unknown_cooperation", -1},
    {"'near':['b'],'countries':['kr']", "p-a", "match.country", 1},
    {"'near':['b'],'countries':['kr']", "p-b", "match.country_served", 0.5},
    {"'near':['b'],'countries':['cn','ru']", "p-none", "match.country_not_open",
     0.6},
    {"'near':['b'],'countries':['ru']", "p-a", "match.unknown_country", -1},
    {"'near':['b'],'land_m2':6000", "p-a", "match.land", 1},
    {"'near':['b'],'land_m2':6000", "p-b", "match.unknown_land", -1},
    {"'near':['b'],'land_m2':6000", "p-c", "match.unknown_land", -1},
    {"'near':['b'],'land_m2':6000", "p-ftz", "match.land_fail", 0},
    {"'near':['b'],'building_m2':6000", "p-b", "match.building", 1},
    {"'near':['b'],'building_m2':60000", "p-b", "match.building_fail", 0},
    {"'near':['b'],'building_m2':6000", "p-a", "match.unknown_building", -1},
    {"'within':['b']", "p-b", "match.within", 1},
    {"'within':['c']", "p-none", "match.within", 1},
    {"'within':['b'],'near':['a']", "p-a", "match.within_fail", 0},
    {"'near':['b'],'near_km':50", "p-c", "match.distance_fail", 0},
    {"'near':['b'],'zone':'etdz'", "p-b", "match.zone", 1},
    {"'near':['b'],'zone':'etdz'", "p-c", "match.zone_fail", 0},
    {"'near':['b'],'zone':'linked'", "p-c", "match.unknown_linked", -1},
    {"'near':['b'],'landmark':'river','side':'north'", "p-b",
     "match.side_north", 1},
    {"'near':['b'],'landmark':'river','side':'north'", "p-c",
     "match.side_fail_north", 0},
    {"'near':['b'],'landmark':'river','side':'south'", "p-a",
     "match.side_fail_south", 0},
};

static void what_is_said_of_a_park(void **state)
{
    struct corpus corpus;

    (void)state;
    world_with(&corpus, offers);
    for (size_t i = 0; i < sizeof park_rows / sizeof *park_rows; i++) {
        struct proposal found;
        char demand[256];
        int at = -1;
        const struct candidate *one = NULL;

        snprintf(demand, sizeof demand, "{'kind':'park','limit':50,%s}",
                 park_rows[i].demand);
        corpus_match(&corpus, demand, &found);
        at = candidate_place(found.items, found.count, park_rows[i].park);
        one = at < 0 ? NULL : &found.items[at];
        if (one == NULL) {
            at = candidate_place(found.excluded, found.excluded_count,
                                 park_rows[i].park);
            one = at < 0 ? NULL : &found.excluded[at];
        }
        if (one == NULL)
            fail_msg("row %zu: %s is not there", i, park_rows[i].park);
        value_check(i, one, park_rows[i].key, park_rows[i].value);
    }
    corpus_end(&corpus);
}

/* ---- sides -------------------------------------------------------------- */

static struct record *record_at(double lon, double lat, const char *of)
{
    struct record *out = NULL;
    struct err err = {0};
    char text[160];

    snprintf(text, sizeof text,
             "{\"id\":\"x\",\"kind\":\"park\",\"position\":"
             "{\"lon\":%g,\"lat\":%g%s}}",
             lon, lat, of);
    if (record_parse(text, strlen(text), &out, &err) < 0)
        fail_msg("%s", err.text);
    return out;
}

static void sides_at_bends_and_ends(void **state)
{
    static const struct {
        double lon, lat;
        const char *of;
        enum side side;
    } rows[] = {
        {1, 29.1, "", SIDE_NORTH},
        {1, 28.9, "", SIDE_SOUTH},
        {3, 29.6, "", SIDE_NORTH},   /* outside of the bend */
        {3, 29.4, "", SIDE_SOUTH},   /* inside of it */
        {2, 29.05, "", SIDE_NORTH},  /* where it begins */
        {2, 28.9, "", SIDE_SOUTH},   /* in its shadow */
        {3, 33, "", SIDE_NORTH},     /* far off */
        {-0.5, 29.5, "", SIDE_NONE}, /* above the source */
        {6.5, 28.5, "", SIDE_NONE},  /* off the mouth */
        {1, 29.05, ",\"of\":\"city\"", SIDE_NONE},
        {1, 29.2, ",\"of\":\"city\"", SIDE_NORTH},
    };
    static const char *const lines[] = {
        "{\"id\":\"r\",\"kind\":\"landmark\",\"line\":"
        "[[0,29],[2,29],[3,29.5],[4,29],[6,29]]}",
        "{\"id\":\"r\",\"kind\":\"landmark\",\"line\":"
        "[[6,29],[4,29],[3,29.5],[2,29],[0,29]]}"};

    (void)state;
    for (size_t i = 0; i < 2 * sizeof rows / sizeof *rows; i++) {
        struct err err = {0};
        struct record *river = NULL;
        struct record *at =
            record_at(rows[i / 2].lon, rows[i / 2].lat, rows[i / 2].of);

        assert_int_equal(
            record_parse(lines[i % 2], strlen(lines[i % 2]), &river, &err), 0);
        if (match_side(river, at) != rows[i / 2].side)
            fail_msg("row %zu: side %d", i / 2, (int)match_side(river, at));
        record_free(&river);
        record_free(&at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(industries_by_distance),
        cmocka_unit_test(what_is_said_of_a_park),
        cmocka_unit_test(sides_at_bends_and_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
