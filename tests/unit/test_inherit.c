/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_inherit.c - what binds a zone, over recorded links only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <cmocka.h>

#include "match_corpus.h"
#include "policy/inherit.h"

static const struct date today = {2026, 11, 21};

static const char *const world[] = {
    "{'id':'north','kind':'city'}",
    "{'id':'south','kind':'city'}",
    "{'id':'county','kind':'city','part_of':'south'}",
    "{'id':'ftz','kind':'park','city':'south','zone_type':'ftz_area',"
    "'linked_zones':{'count':3,'names':null,'evidence':'three'}}",
    "{'id':'linked','kind':'park','city':'north'}",
    "{'id':'plain','kind':'park','city':'north'}",
    "{'id':'southern','kind':'park','city':'south'}",
    "{'id':'rural','kind':'park','city':'county'}",
    "{'id':'three','kind':'fact'}",
    "{'id':'counts','kind':'fact'}",
    "{'id':'fields','kind':'fact'}",
    "{'id':'rules','kind':'policy','place':'south',"
    "'in_force':{'from':'2020-01-01','to':null}}",
    "{'id':'old','kind':'policy','place':'south',"
    "'in_force':{'from':'2010-01-01','to':'2019-12-31'}}",
    "{'id':'rules.1','kind':'clause','policy':'rules','place':'south',"
    "'in_force':{'from':'2020-01-01','to':null}}",
    "{'id':'rules.2','kind':'clause','policy':'rules','place':'south',"
    "'in_force':{'from':'2020-01-01','to':'2022-12-31'}}",
    "{'id':'rules.3','kind':'clause','policy':'rules','place':'south',"
    "'applies_in':['ftz'],'in_force':{'from':'2020-01-01','to':null}}",
    "{'id':'link','kind':'cooperation','stage':'running',"
    "'date':'2020-10-13','parties':['linked','ftz','north','south'],"
    "'inherits':{'from':'ftz','to':['linked'],"
    "'joint_tasks':{'count':103,'named':null,'evidence':'counts'},"
    "'copied_results':{'count':53,'named':[{'en':'One'}],"
    "'evidence':'counts'},'fields':['fields','gone']}}",
    "{'id':'talks','kind':'cooperation','stage':'planned',"
    "'parties':['plain','ftz','south'],"
    "'inherits':{'from':'ftz','to':['plain']}}",
};

static void world_begin(struct corpus *corpus)
{
    corpus_begin(corpus);
    for (size_t i = 0; i < sizeof world / sizeof *world; i++)
        corpus_write(corpus, world[i]);
    corpus_seal(corpus);
}

static struct bindings bindings_of(struct corpus *corpus, const char *zone,
                                   struct date day)
{
    struct bindings out;

    policy_bindings(corpus->snapshot, snapshot_record(corpus->snapshot, zone),
                    day, corpus->arena, &out);
    return out;
}

static void what_binds(void **state)
{
    static const struct {
        const char *zone;
        size_t policies, clauses, own, links, partners;
        long unnamed;
    } rows[] = {
        {"linked", 0, 0, 0, 1, 1, 0},
        {"plain", 0, 0, 0, 0, 1, 0}, /* a plan links nothing */
        {"southern", 1, 1, 0, 0, 0, 3},
        {"rural", 1, 1, 0, 0, 0, 3}, /* of the city its city is part of */
        {"ftz", 1, 2, 1, 0, 0, 0},
        {"south", 1, 1, 0, 0, 0, 0},
        {"north", 0, 0, 0, 0, 1, 0},
    };
    struct corpus corpus;

    (void)state;
    world_begin(&corpus);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bindings got = bindings_of(&corpus, rows[i].zone, today);
        size_t clauses = got.policy_count != 0 ? got.policies[0].clauses : 0;

        if (got.policy_count != rows[i].policies ||
            clauses != rows[i].clauses || got.own.count != rows[i].own ||
            got.link_count != rows[i].links ||
            got.partners.count != rows[i].partners ||
            got.unnamed_count != rows[i].unnamed)
            fail_msg("row %zu: %zu policies, %zu clauses, %zu own, %zu links, "
                     "%zu partners, %ld unnamed",
                     i, got.policy_count, clauses, got.own.count,
                     got.link_count, got.partners.count, got.unnamed_count);
    }
    corpus_end(&corpus);
}

/* What a link carries is told as far as it is recorded, and no further. */
static void what_a_link_carries(void **state)
{
    struct corpus corpus;
    struct bindings got;
    const struct binding_link *link = NULL;

    (void)state;
    world_begin(&corpus);
    got = bindings_of(&corpus, "linked", today);
    link = &got.links[0];
    assert_string_equal(link->from->id, "ftz");
    assert_int_equal(link->since.day, 13);
    assert_int_equal(link->tasks.count, 103);
    assert_null(link->tasks.named);
    assert_int_equal(link->results.count, 53);
    assert_non_null(link->results.named);
    assert_string_equal(link->tasks.evidence->id, "counts");
    assert_int_equal(link->fields.count, 1);
    assert_int_equal(link->of_area.count, 1);
    assert_string_equal(link->of_area.items[0]->id, "rules.3");
    corpus_end(&corpus);
}

/* Before the day of the link, and before the policy, nothing binds. */
static void by_day(void **state)
{
    static const struct {
        struct date day;
        const char *zone;
        size_t policies, clauses, links;
    } rows[] = {
        {{2020, 10, 12}, "linked", 0, 0, 0},
        {{2020, 10, 13}, "linked", 0, 0, 1},
        {{2019, 12, 31}, "southern", 1, 0, 0}, /* the one before */
        {{2020, 1, 1}, "southern", 1, 2, 0},
        {{2023, 1, 1}, "southern", 1, 1, 0},
        {{2009, 12, 31}, "southern", 0, 0, 0},
    };
    struct corpus corpus;

    (void)state;
    world_begin(&corpus);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bindings got = bindings_of(&corpus, rows[i].zone, rows[i].day);
        size_t clauses = got.policy_count != 0 ? got.policies[0].clauses : 0;

        if (got.policy_count != rows[i].policies ||
            clauses != rows[i].clauses || got.link_count != rows[i].links)
            fail_msg("row %zu: %zu policies, %zu clauses, %zu links", i,
                     got.policy_count, clauses, got.link_count);
    }
    corpus_end(&corpus);
}

/* In the corpus as it is no zone has a policy of a city it is not in. */
static void corpus_zones(void **state)
{
    struct corpus corpus;
    struct ids parks;

    (void)state;
    corpus_begin(&corpus);
    corpus_read(&corpus);
    corpus_seal(&corpus);
    parks = snapshot_kind(corpus.snapshot, "park");
    for (size_t i = 0; i < parks.count; i++) {
        struct bindings got = bindings_of(&corpus, parks.items[i]->id, today);

        for (size_t k = 0; k < got.policy_count; k++) {
            const struct record *place = got.policies[k].place;

            if (place != parks.items[i] && place != got.city &&
                !record_is(got.city, "part_of", place->id))
                fail_msg("%s: %s", parks.items[i]->id, place->id);
        }
        if (got.link_count != 0 &&
            strcmp(parks.items[i]->id, "suxitong-park") != 0)
            fail_msg("%s: a link", parks.items[i]->id);
    }
    assert_int_equal(bindings_of(&corpus, "suxitong-park", today).link_count,
                     1);
    corpus_end(&corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_binds),
        cmocka_unit_test(what_a_link_carries),
        cmocka_unit_test(by_day),
        cmocka_unit_test(corpus_zones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
