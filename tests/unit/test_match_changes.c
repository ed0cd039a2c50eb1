/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_match_changes.c - what would change a ranking, and what is noted of
 * it, on records of our own and on demands of every shape. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "match_many.h"
#include "match_world.h"

static const char *const parks[] = {
    "{'id':'p-a','kind':'park','city':'a','zone_type':'etdz','industries':"
    "[{'industry':'chips','evidence':'fact'}],"
    "'position':{'lon':1,'lat':30}}",
    "{'id':'p-b','kind':'park','city':'b','zone_type':'science_park',"
    "'industries':[{'industry':'chips','evidence':'fact'}],"
    "'position':{'lon':2,'lat':30}}",
    "{'id':'p-c','kind':'park','city':'c','zone_type':'etdz',"
    "'industries':[{'industry':'software','evidence':'fact'}],"
    "'position':{'lon':3,'lat':29.2}}",
    "{'id':'s-a','kind':'site','park':'p-a','city':'a','use':"
    "'industrial_land','area_m2':30000,'plot_ratio':1.5,"
    "'min_investment':{'amount':20000000,'currency':'CNY'},"
    "'available_from':'2022-03-01'}",
    "{'id':'s-b','kind':'site','park':'p-b','city':'b','use':"
    "'industrial_land','area_m2':50000}",
    NULL,
};

/* The change of a candidate that replaces these members; NULL if there is
 * none. */
static const struct change *change_of(const struct candidate *candidate,
                                      const char *members)
{
    for (size_t i = 0; i < candidate->change_count; i++)
        if (strcmp(candidate->changes[i].members, members) == 0)
            return &candidate->changes[i];
    return NULL;
}

static const struct candidate *candidate_of(const struct proposal *found,
                                            const char *id)
{
    int at = candidate_place(found->items, found->count, id);

    if (at >= 0)
        return &found->items[at];
    at = candidate_place(found->excluded, found->excluded_count, id);
    return at >= 0 ? &found->excluded[at] : NULL;
}

static void find(struct corpus *corpus, const json_t *json,
                 struct demand *demand, struct proposal *out)
{
    struct err err = {0};

    *demand = (struct demand){0};
    if (match_demand_read(corpus->snapshot, json, corpus->arena, demand, &err) <
        0)
        fail_msg("%s", err.text);
    match_run(corpus->snapshot, demand, corpus->arena, out);
    match_changes(corpus->snapshot, demand, corpus->arena, out);
}

static json_t *json_of(const char *text)
{
    char *bytes = strdup(text);
    json_t *json = NULL;

    for (char *at = bytes; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    json = json_loads(bytes, 0, NULL);
    free(bytes);
    assert_non_null(json);
    return json;
}

/* members NULL: nothing is said to change it. */
static const struct {
    const char *demand, *park, *members, *how;
    bool first;
} rows[] = {
    {"{'industries':['chips'],'near':['a'],'land_m2':40000}", "p-a",
     "{\"land_m2\":30000.0}", "match.how_land", true},
    {"{'industries':['chips'],'near':['a'],'land_m2':33333,"
     "'area_unit':'mu'}",
     "p-a", "{\"land_m2\":30000.0}", "match.how_land", true},
    {"{'industries':['chips'],'near':['b'],'land_m2':60000}", "p-a",
     "{\"land_m2\":30000.0}", "match.how_land", false},
    {"{'industries':['chips'],'near':['a'],'plot_ratio':2}", "p-a",
     "{\"plot_ratio\":1.5}", "match.how_plot_ratio", true},
    {"{'industries':['chips'],'near':['a'],'investment':5000000}", "p-a",
     "{\"investment\":20000000.0}", "match.how_investment", true},
    {"{'industries':['chips'],'near':['a'],'by':'2021-12-31'}", "p-a",
     "{\"by\":\"2022-03-01\"}", "match.how_by", true},
    {"{'industries':['chips'],'near':['a'],'near_km':50}", "p-b",
     "{\"near_km\":100.0}", "match.how_km", false},
    {"{'industries':['chips'],'near':['a'],'zone':'etdz'}", "p-b",
     "{\"zone\":null}", "match.how_any_zone", false},
    {"{'industries':['chips'],'within':['a']}", "p-b",
     "{\"within\":[\"a\",\"b\"]}", "match.how_city_too", false},
    {"{'industries':['software'],'near':['c'],'landmark':'river',"
     "'side':'north'}",
     "p-c", "{\"landmark\":null,\"side\":null}", "match.how_any_side", true},
    {"{'industries':['chips'],'near':['a'],'land_m2':1000}", "p-b",
     "{\"land_m2\":30001.0}", "match.how_land", true},
    {"{'industries':['chips'],'near':['a']}", "p-a", NULL, NULL, false},
};

static void the_smallest_change_is_said(void **state)
{
    struct corpus corpus;

    (void)state;
    world_with(&corpus, parks);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *json = json_of(rows[i].demand);
        struct demand demand;
        struct proposal found;
        const struct candidate *one = NULL;
        const struct change *change = NULL;

        find(&corpus, json, &demand, &found);
        one = candidate_of(&found, rows[i].park);
        if (one == NULL)
            fail_msg("row %zu: %s is not there", i, rows[i].park);
        if (rows[i].members != NULL) {
            change = change_of(one, rows[i].members);
            if (change == NULL)
                fail_msg("row %zu: not said, but %s", i,
                         one->change_count != 0 ? one->changes[0].members
                                                : "nothing");
            assert_string_equal(change->how.key, rows[i].how);
            if (change->first != rows[i].first)
                fail_msg("row %zu: first: %d", i, change->first);
        } else {
            assert_int_equal(one->change_count, 0);
        }
        json_decref(json);
    }
    corpus_end(&corpus);
}

/* ---- every change that is said is true ---------------------------------- */

/* The demand with the members that a change replaces. */
static json_t *demand_changed(const json_t *demand, const char *members)
{
    json_t *out = json_deep_copy(demand),
           *change = json_loads(members, 0, NULL);
    const char *name = NULL;
    json_t *value = NULL;

    assert_non_null(change);
    json_object_foreach(change, name, value) {
        if (json_is_null(value))
            json_object_del(out, name);
        else
            json_object_set(out, name, value);
    }
    json_decref(change);
    return out;
}

static unsigned changes_check(struct corpus *corpus, const json_t *json,
                              const struct candidate *one, bool excluded)
{
    for (size_t i = 0; i < one->change_count; i++) {
        json_t *changed = demand_changed(json, one->changes[i].members);
        struct demand demand;
        struct proposal found;
        int at = -1;

        json_object_set_new(changed, "limit", json_integer(50));
        find(corpus, changed, &demand, &found);
        at = candidate_place(found.items, found.count, one->record->id);
        if (one->changes[i].first ? at != 0
                                  : excluded && at < 0 && found.count < 50)
            fail_msg("%s is at %d with %s: %s", one->record->id, at,
                     one->changes[i].members, json_dumps(json, JSON_COMPACT));
        json_decref(changed);
    }
    return (unsigned)one->change_count;
}

static void what_is_said_comes_true(void **state)
{
    struct corpus corpus;
    struct dice dice = dice_take(51);
    unsigned said = 0;

    (void)state;
    many_begin(&corpus, 5, 100, 300);
    for (unsigned i = 0; i < 120; i++) {
        json_t *json = demand_any(&dice, corpus.snapshot);
        struct demand demand;
        struct proposal found;

        json_object_set_new(json, "limit", json_integer(50));
        find(&corpus, json, &demand, &found);
        for (size_t c = 0; c < found.count; c++)
            said += changes_check(&corpus, json, &found.items[c], false);
        for (size_t c = 0; c < found.excluded_count; c++)
            said += changes_check(&corpus, json, &found.excluded[c], true);
        json_decref(json);
        arena_reset(corpus.arena);
    }
    print_message("changes said: %u\n", said);
    assert_true(said > 100);
    corpus_end(&corpus);
}

/* ---- notes -------------------------------------------------------------- */

static bool notes_say(const struct proposal *found, const char *key)
{
    for (size_t i = 0; i < found->note_count; i++)
        if (strcmp(found->notes[i].key, key) == 0)
            return true;
    return false;
}

static void what_is_noted(void **state)
{
    static const struct {
        const char *demand, *note;
        bool said;
    } notes[] = {
        {"{'industries':['chips']}", "match.note_near", false},
        {"{'industries':['packaging'],'near':['a','b']}", "match.note_tie",
         false},
        {"{'industries':['fish']}", "match.note_tie", false},
        {"{'countries':['kr'],'near':['c'],'weights':{'w-country':9}}",
         "match.note_thin", true},
        {"{'industries':['chips'],'near':['a']}", "match.note_thin", false},
        {"{'industries':['chips'],'within':['c'],'near':['a'],"
         "'near_km':20}",
         "match.note_apart", true},
        {"{'industries':['chips'],'within':['a'],'near':['a'],"
         "'near_km':20}",
         "match.note_apart", false},
    };
    struct corpus corpus;

    (void)state;
    world_with(&corpus, parks);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        json_t *json = json_of(notes[i].demand);
        struct demand demand;
        struct proposal found;

        find(&corpus, json, &demand, &found);
        if (notes_say(&found, notes[i].note) != notes[i].said)
            fail_msg("row %zu: %s", i, notes[i].note);
        json_decref(json);
    }
    corpus_end(&corpus);
}

static void ties_are_noted(void **state)
{
    struct corpus corpus;
    struct proposal found;

    (void)state;
    world_begin(&corpus);
    park_write(&corpus, "k1", "a", "chips", "");
    park_write(&corpus, "k2", "b", "chips", "");
    corpus_seal(&corpus);
    corpus_match(&corpus, "{'industries':['chips']}", &found);
    assert_true(notes_say(&found, "match.note_tie"));
    assert_false(notes_say(&found, "match.note_near"));
    corpus_end(&corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_smallest_change_is_said),
        cmocka_unit_test(what_is_said_comes_true),
        cmocka_unit_test(what_is_noted),
        cmocka_unit_test(ties_are_noted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
