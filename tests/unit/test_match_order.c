/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_match_order.c - who comes first, on records of our own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "match_world.h"

/* ---- order -------------------------------------------------------------- */

static void two_of_one_city_come_first(void **state)
{
    static const struct {
        const char *demand, *order;
    } rows[] = {
        {"{'industries':['packaging']}", "p1 p2 q1 q2 p3"},
        {"{'industries':['packaging'],'limit':7}", "p1 p2 q1 q2 p3 p4 q3"},
        {"{'industries':['packaging'],'limit':2}", "p1 p2"},
        {"{'industries':['packaging'],'within':['a']}", "p1 p2 p3 p4"},
    };
    struct corpus corpus;

    (void)state;
    world_begin(&corpus);
    for (const char *const *id =
             (const char *const[]){"p4", "p2", "p3", "p1", NULL};
         *id != NULL; id++)
        park_write(&corpus, *id, "a", "packaging", "");
    for (const char *const *id = (const char *const[]){"q2", "q1", "q3", NULL};
         *id != NULL; id++)
        park_write(&corpus, *id, "b", "chips", "");
    corpus_seal(&corpus);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct proposal found;
        const char *order = NULL;

        corpus_match(&corpus, rows[i].demand, &found);
        order = ids_of(corpus.arena, found.items, found.count);
        if (strcmp(order, rows[i].order) != 0)
            fail_msg("row %zu: \"%s\"", i, order);
    }
    corpus_end(&corpus);
}

static void ties_go_to_documents_then_ids(void **state)
{
    struct corpus corpus;
    struct proposal found;

    (void)state;
    world_begin(&corpus);
    park_write(&corpus, "k2", "a", "chips", "");
    park_write(&corpus, "k1", "b", "chips", "");
    park_write(&corpus, "k3", "c", "chips", ",'evidence':['fact']");
    corpus_seal(&corpus);
    corpus_match(&corpus, "{'industries':['chips']}", &found);
    assert_string_equal(ids_of(corpus.arena, found.items, found.count),
                        "k3 k1 k2");
    corpus_end(&corpus);
}

/* Random parks from a small generator, the same in every run. */
static void parks_scatter(struct corpus *corpus, unsigned seed, unsigned count)
{
    static const char *const industries[] = {"chips", "packaging", "design",
                                             "software", ""};
    static const char *const cities[] = {"a", "b", "c", "b-county"};

    for (unsigned i = 0; i < count; i++) {
        char id[16], place[96];

        seed = seed * 1664525u + 1013904223u;
        snprintf(id, sizeof id, "r%02u", i);
        snprintf(place, sizeof place, ",'position':{'lon':%g,'lat':%g}",
                 1 + (seed >> 8) % 200 / 100.0, 29.9 + (seed >> 16) % 9 / 10.0);
        park_write(corpus, id, cities[(seed >> 20) % 4],
                   industries[(seed >> 24) % 5], place);
    }
}

static void a_worse_park_changes_nothing(void **state)
{
    static const char demand[] =
        "{'industries':['packaging'],'near':['a'],'landmark':'river',"
        "'side':'north','limit':50}";

    (void)state;
    for (unsigned seed = 1; seed <= 20; seed++) {
        struct corpus before, after;
        struct proposal one, two;
        size_t at = 0;

        world_begin(&before);
        parks_scatter(&before, seed, 24);
        corpus_seal(&before);
        world_begin(&after);
        parks_scatter(&after, seed, 24);
        park_write(&after, "a-worse", "c", "fish",
                   ",'position':{'lon':3.9,'lat':31.5}");
        corpus_seal(&after);
        corpus_match(&before, demand, &one);
        corpus_match(&after, demand, &two);
        for (size_t i = 0; i < two.count; i++)
            if (strcmp(two.items[i].record->id, "a-worse") != 0 &&
                strcmp(two.items[i].record->id, one.items[at++].record->id) !=
                    0)
                fail_msg("seed %u: place %zu is %s", seed, i,
                         two.items[i].record->id);
        assert_int_equal(at, one.count);
        corpus_end(&before);
        corpus_end(&after);
    }
}

static double score_of(const struct proposal *found, const char *id)
{
    int at = candidate_place(found->items, found->count, id);

    assert_true(at >= 0);
    return found->items[at].score;
}

static void evidence_never_lowers_a_score(void **state)
{
    struct corpus corpus;
    struct proposal found;

    (void)state;
    world_begin(&corpus);
    park_write(&corpus, "bare", "b", "", "");
    park_write(&corpus, "unknown", "b", "", ",'evidence':['fact']");
    park_write(&corpus, "misfit", "b", "fish", "");
    park_write(&corpus, "far", "b", "software", "");
    park_write(&corpus, "fits", "b", "packaging", "");
    corpus_seal(&corpus);
    corpus_match(&corpus, "{'industries':['packaging'],'near':['a'],'limit':9}",
                 &found);
    assert_true(score_of(&found, "bare") < score_of(&found, "unknown"));
    assert_true(score_of(&found, "unknown") <= score_of(&found, "misfit"));
    assert_true(score_of(&found, "misfit") < score_of(&found, "far"));
    assert_true(score_of(&found, "far") < score_of(&found, "fits"));
    corpus_end(&corpus);
}

static void weights_of_the_demand_decide(void **state)
{
    static const struct {
        const char *weights, *first;
    } rows[] = {
        {"{}", "fits-far"},
        {"{'w-industry':0}", "near"},
        {"{'industry':0.01}", "near"},
        {"{'w-distance':0,'w-tie':0}", "fits-far"},
        {"{'w-industry':0,'w-distance':0,'w-tie':0,'w-zone':0,"
         "'w-policy':0}",
         "fits-far"},
        {"{'w-industry':1000000,'w-distance':1000000}", "fits-far"},
    };
    struct corpus corpus;

    (void)state;
    world_begin(&corpus);
    park_write(&corpus, "near", "a", "software", "");
    park_write(&corpus, "fits-far", "c", "packaging", "");
    corpus_seal(&corpus);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct proposal found;
        char demand[256];

        snprintf(demand, sizeof demand,
                 "{'industries':['packaging'],'near':['a'],'weights':%s}",
                 rows[i].weights);
        corpus_match(&corpus, demand, &found);
        assert_int_equal(found.count, 2);
        if (strcmp(found.items[0].record->id, rows[i].first) != 0)
            fail_msg("row %zu: %s is first", i, found.items[0].record->id);
    }
    corpus_end(&corpus);
}

static void kinds_of_candidates(void **state)
{
    static const struct {
        const char *demand, *order;
    } rows[] = {
        {"{'industries':['chips']}", "p"},
        {"{'industries':['fish']}", "c"}, /* no park has it, a city does */
        {"{'industries':['chips'],'kind':'city'}", ""},
        {"{'near':['a'],'kind':'city'}", "b b-county c"}, /* without a */
        {"{'within':['b'],'kind':'city'}", "b b-county"},
        {"{'within':['b'],'kind':'park'}", "p"},
        {"{'industries':['root'],'within':['a']}", ""},
    };
    struct corpus corpus;

    (void)state;
    corpus_begin(&corpus);
    corpus_write(&corpus, "{'id':'c','kind':'city','position':{'lon':3,"
                          "'lat':30},'industries':[{'industry':'fish',"
                          "'evidence':'fact'}]}");
    for (size_t i = 0; i < sizeof world / sizeof *world; i++)
        if (strstr(world[i], "{'id':'c',") != world[i])
            corpus_write(&corpus, world[i]);
    park_write(&corpus, "p", "b-county", "packaging", "");
    corpus_seal(&corpus);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct proposal found;
        const char *order = NULL;

        corpus_match(&corpus, rows[i].demand, &found);
        order = ids_of(corpus.arena, found.items, found.count);
        if (strcmp(order, rows[i].order) != 0)
            fail_msg("row %zu: \"%s\"", i, order);
    }
    corpus_end(&corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_of_one_city_come_first),
        cmocka_unit_test(ties_go_to_documents_then_ids),
        cmocka_unit_test(a_worse_park_changes_nothing),
        cmocka_unit_test(evidence_never_lowers_a_score),
        cmocka_unit_test(weights_of_the_demand_decide),
        cmocka_unit_test(kinds_of_candidates),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
