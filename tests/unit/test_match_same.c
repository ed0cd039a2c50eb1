/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_match_same.c - the fast ranking is the plain one, on the corpus and on
 * generated parks and sites, for demands of every shape. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "match_many.h"
#include "match_reference.h"

/* What is sought, and the kind: so many demands of each. */
static const struct sought {
    const char *seeks, *kind;
} soughts[] = {
    {NULL, NULL},         {NULL, "park"},        {NULL, "city"},
    {NULL, "site"},       {"partner", NULL},     {"partner", "park"},
    {"enterprise", NULL}, {"service", NULL},     {"event", NULL},
    {"parlor", NULL},     {"opportunity", NULL},
};

enum { SOUGHTS = sizeof soughts / sizeof *soughts };

static void differ(const char *what, const json_t *demand, size_t at,
                   const struct candidate *one, const struct plain *two)
{
    char *text = json_dumps(demand, JSON_COMPACT);

    fail_msg("%s %zu: %s %.10f of %.10f, but plainly %s %.10f of %.10f\n%s",
             what, at, one->record->id, one->score, one->coverage,
             two->record->id, two->score, two->coverage, text);
}

static bool same(const struct candidate *one, const struct plain *two)
{
    return one->record == two->record && one->score == two->score &&
           one->coverage == two->coverage;
}

static void check(struct corpus *corpus, const json_t *json)
{
    struct demand demand = {0};
    struct proposal found;
    struct plain_found plain;
    struct err err = {0};

    if (match_demand_read(corpus->snapshot, json, corpus->arena, &demand,
                          &err) < 0)
        fail_msg("%s: %s", json_dumps(json, JSON_COMPACT), err.text);
    match_run(corpus->snapshot, &demand, corpus->arena, &found);
    plain_run(corpus->snapshot, &demand, corpus->arena, &plain);
    for (size_t i = 0; i < found.count && i < plain.count; i++)
        if (!same(&found.items[i], &plain.items[i]))
            differ("found", json, i, &found.items[i], &plain.items[i]);
    for (size_t i = 0; i < found.excluded_count && i < plain.excluded_count;
         i++)
        if (!same(&found.excluded[i], &plain.excluded[i]))
            differ("excluded", json, i, &found.excluded[i], &plain.excluded[i]);
    if (found.count != plain.count ||
        found.excluded_count != plain.excluded_count)
        fail_msg("%zu and %zu out, plainly %zu and %zu: %s", found.count,
                 found.excluded_count, plain.count, plain.excluded_count,
                 json_dumps(json, JSON_COMPACT));
    arena_reset(corpus->arena);
}

static void check_many(struct corpus *corpus, unsigned seed, unsigned count,
                       const struct sought *sought)
{
    struct dice dice = dice_take(seed);

    for (unsigned i = 0; i < count; i++) {
        json_t *demand = demand_any(&dice, corpus->snapshot);

        if (sought->seeks != NULL)
            json_object_set_new(demand, "seeks", json_string(sought->seeks));
        if (sought->kind != NULL)
            json_object_set_new(demand, "kind", json_string(sought->kind));
        check(corpus, demand);
        json_decref(demand);
    }
}

static void of_the_corpus(void **state)
{
    struct corpus corpus;

    (void)state;
    many_begin(&corpus, 1, 0, 0);
    for (unsigned i = 0; i < SOUGHTS; i++)
        check_many(&corpus, 100 + i, 300, &soughts[i]);
    corpus_end(&corpus);
}

static void of_many_sites(void **state)
{
    (void)state;
    for (unsigned seed = 2; seed < 5; seed++) {
        struct corpus corpus;

        many_begin(&corpus, seed, 200 * seed, 1200);
        for (unsigned i = 0; i < 4; i++)
            check_many(&corpus, 1000 * seed + i, 120, &soughts[i]);
        corpus_end(&corpus);
    }
}

/* Parks of one city that are alike but for a figure that a fact states of one
 * of them. */
static void of_own_figures(void **state)
{
    struct corpus corpus;
    json_t *demand =
        json_pack("{s:s,s:[s],s:{s:i},s:i}", "kind", "park", "within", "suzhou",
                  "weights", "criterion-talent", 1, "limit", 50);

    (void)state;
    corpus_begin(&corpus);
    corpus_read(&corpus);
    for (int i = 0; i < 4; i++) {
        char text[160];

        snprintf(text, sizeof text,
                 "{'id':'alike-%d','kind':'park','city':'suzhou',"
                 "'zone_type':'industrial_park'}",
                 i);
        corpus_write(&corpus, text);
    }
    corpus_write(&corpus,
                 "{'id':'figure','kind':'fact','about':['alike-0'],'figures':"
                 "[{'of':'graduates','value':90000,'unit':'person'}]}");
    corpus_seal(&corpus);
    check(&corpus, demand);
    json_decref(demand);
    corpus_end(&corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_own_figures),
        cmocka_unit_test(of_the_corpus),
        cmocka_unit_test(of_many_sites),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
