/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_match.c - the ranking of the corpus as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <cmocka.h>

#include "match_corpus.h"

#define PACKAGING                                               \
    "{'industries':['ic-packaging-testing'],'near':['suzhou']," \
    "'landmark':'yangtze','side':'north','kind':'park'"

/* Projects of many kinds. */
static const char *const projects[] = {
    PACKAGING ",'limit':50}",
    "{'industries':['ic-packaging-testing'],'near':['suzhou'],'limit':50}",
    "{'industries':['biomedicine'],'limit':50}",
    "{'industries':['software'],'countries':['country-jp'],'limit':50}",
    "{'industries':['nev-core-parts','logistics'],'near':['shanghai'],"
    "'limit':50}",
    "{'industries':['nanotechnology'],'near':['qingdao'],'limit':50}",
    "{'near':['nantong','suzhou'],'near_km':120,'limit':50}",
    "{'countries':['country-kr'],'kind':'city','limit':50}",
    "{'within':['suzhou'],'industries':['machine-tools'],'limit':50}",
    "{'landmark':'yangtze','side':'south','near':['wuxi'],'limit':50}",
    "{'land_m2':20000,'near':['suzhou'],'limit':50}",
    "{'zone':'etdz','near':['suzhou'],'limit':50}",
    "{'kind':'park','limit':50}",
};

enum { PROJECTS = sizeof projects / sizeof *projects };

static int setup(void **state)
{
    static struct corpus corpus;

    corpus_begin(&corpus);
    corpus_read(&corpus);
    corpus_seal(&corpus);
    *state = &corpus;
    return 0;
}

static int teardown(void **state)
{
    corpus_end(*state);
    return 0;
}

static void packaging_goes_to_suxitong(void **state)
{
    static const char *const keys[] = {
        "match.industry_same", "match.distance_city", "match.side_north",
        "match.linked_zone", "match.cooperation"};
    struct proposal found;
    const struct candidate *best = NULL;

    corpus_match(*state, PACKAGING "}", &found);
    assert_true(found.count > 1);
    best = &found.items[0];
    assert_string_equal(best->record->id, "suxitong-park");
    assert_true(best->score > 3 * found.items[1].score);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct reason *reason =
            reason_said(best->reasons, best->reason_count, keys[i]);

        if (reason == NULL || reason->value <= 0 ||
            reason->why.evidence == NULL)
            fail_msg("row %zu: %s is not said, or on no evidence", i, keys[i]);
    }
    assert_string_equal(best->reasons[0].why.key, "match.industry_same");
    assert_string_equal(best->reasons[0].why.evidence->id, "s3-04");
    assert_int_equal(best->failed_count, 0);
}

static void the_wrong_side_is_told(void **state)
{
    struct proposal found;
    int at = -1;
    const struct candidate *park = NULL;

    corpus_match(*state, PACKAGING "}", &found);
    at = candidate_place(found.excluded, found.excluded_count,
                         "suzhou-industrial-park");
    assert_true(at >= 0);
    park = &found.excluded[at];
    assert_string_equal(park->failed[0].criterion, "criterion-side");
    assert_string_equal(park->failed[0].why.key, "match.side_fail_north");
    assert_string_equal(park->failed[0].why.evidence->id, "yangtze");
    assert_true(park->failed[0].value == 0);
    assert_int_equal(
        candidate_place(found.items, found.count, "suzhou-industrial-park"),
        -1);
}

static void same_found(size_t row, const struct proposal *one,
                       const struct proposal *two)
{
    if (one->count != two->count || one->excluded_count != two->excluded_count)
        fail_msg("row %zu: %zu and %zu candidates", row, one->count,
                 two->count);
    for (size_t i = 0; i < one->count; i++)
        if (one->items[i].record != two->items[i].record ||
            one->items[i].score != two->items[i].score ||
            one->items[i].coverage != two->items[i].coverage)
            fail_msg("row %zu: %s is not as before", row,
                     two->items[i].record->id);
}

static void same_demand_same_ranking(void **state)
{
    for (size_t row = 0; row < PROJECTS; row++) {
        struct proposal one, two;

        corpus_match(*state, projects[row], &one);
        corpus_match(*state, projects[row], &two);
        same_found(row, &one, &two);
    }
}

/* A demand with the weights that it was found by, times a factor. */
static char *demand_weighed(struct corpus *corpus, const char *text,
                            const struct proposal *found, double factor)
{
    char *bytes = arena_text(corpus->arena, text);
    json_t *json = NULL, *weights = json_object();
    char *out = NULL;

    for (char *at = bytes; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    json = json_loads(bytes, 0, NULL);
    assert_non_null(json);
    for (size_t i = 0; i < found->criterion_count; i++)
        json_object_set_new(weights, found->criteria[i].criterion,
                            json_real(factor * found->criteria[i].weight));
    json_object_set_new(json, "weights", weights);
    out = json_dumps(json, 0);
    json_decref(json);
    return out;
}

static void only_proportions_of_weights_matter(void **state)
{
    struct corpus *corpus = *state;

    for (size_t row = 0; row < PROJECTS; row++) {
        struct proposal one, two;
        char *text = NULL;

        corpus_match(corpus, projects[row], &one);
        text = demand_weighed(corpus, projects[row], &one, 2);
        corpus_match(corpus, text, &two);
        same_found(row, &one, &two);
        free(text);
    }
}

static bool is_bare(const struct record *record)
{
    return strncmp(record->id, "etdz-", 5) == 0 &&
           record_get(record, "evidence") == NULL;
}

static bool has_industry(const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->reason_count; i++)
        if (strcmp(candidate->reasons[i].criterion, "criterion-industry") ==
                0 &&
            candidate->reasons[i].value >= 0.35)
            return true;
    return false;
}

static void bare_check(const char *demand, const struct proposal *found)
{
    bool bare = false;

    for (size_t i = 0; i < found->count; i++) {
        bare = bare || is_bare(found->items[i].record);
        if (bare && has_industry(&found->items[i]))
            fail_msg("%s: %s has the industry, but a bare name is before it",
                     demand, found->items[i].record->id);
    }
}

/* Each industry, by itself and near each city of the corpus. */
static void bare_names_never_pass_a_fitting_park(void **state)
{
    struct corpus *corpus = *state;
    struct ids industries = snapshot_kind(corpus->snapshot, "industry");
    struct ids cities = snapshot_kind(corpus->snapshot, "city");

    for (size_t i = 0; i < industries.count; i++)
        for (size_t c = 0; c <= cities.count; c += 1 + (i + c) % 4) {
            struct proposal found;
            char demand[256];

            snprintf(demand, sizeof demand,
                     "{'industries':['%s'],'limit':50%s%s%s}",
                     industries.items[i]->id, c != 0 ? ",'near':['" : "",
                     c != 0 ? cities.items[c - 1]->id : "", c != 0 ? "']" : "");
            corpus_match(corpus, demand, &found);
            bare_check(demand, &found);
            arena_reset(corpus->arena);
        }
}

static void scores_and_weights_are_shares(void **state)
{
    for (size_t row = 0; row < PROJECTS; row++) {
        struct proposal found;

        corpus_match(*state, projects[row], &found);
        if (found.count == 0)
            fail_msg("row %zu: nothing found", row);
        for (size_t i = 0; i < found.count; i++) {
            const struct candidate *one = &found.items[i];
            double sum = 0;

            for (size_t r = 0; r < one->reason_count; r++)
                sum += one->reasons[r].weight;
            for (size_t r = 0; r < one->failed_count; r++)
                sum += one->failed[r].weight;
            if (one->score < 0 || one->score > 1 || one->coverage < 0 ||
                one->coverage > 1 || sum > 1 + 1e-9)
                fail_msg("row %zu: %s: %g of %g, weights %g", row,
                         one->record->id, one->score, one->coverage, sum);
        }
    }
}

/* Nobody who looks for a fishing port is sent to a chip park. */
static void nothing_fits_gives_nothing(void **state)
{
    struct proposal found;

    corpus_match(*state, "{'industries':['fisheries-seafood']}", &found);
    assert_int_equal(found.count, 0);
    assert_int_equal(found.excluded_count, 0);
}

static void sides_of_rivers(void **state)
{
    static const struct {
        const char *landmark, *record;
        enum side side;
    } rows[] = {
        {"yangtze", "suzhou", SIDE_SOUTH},
        {"yangtze", "nantong", SIDE_NORTH},
        {"yangtze", "yangzhou", SIDE_NORTH},
        {"yangtze", "zhenjiang", SIDE_SOUTH},
        {"yangtze", "taizhou-jiangsu", SIDE_NORTH},
        {"yangtze", "shanghai", SIDE_SOUTH},
        {"yangtze", "zhangjiagang", SIDE_SOUTH},
        {"yangtze", "hefei", SIDE_NORTH},
        {"yangtze", "chizhou", SIDE_SOUTH},
        {"yangtze", "anqing", SIDE_NORTH},
        {"yangtze", "suxitong-park", SIDE_NORTH},
        {"yangtze", "suzhou-industrial-park", SIDE_SOUTH},
        {"yangtze", "yrd-demonstration-area", SIDE_NONE},
        {"yangtze", "zhoushan", SIDE_NONE},
        {"yellow-river", "jinan", SIDE_SOUTH},
        {"yellow-river", "dezhou", SIDE_NORTH},
        {"yellow-river", "liaocheng", SIDE_NORTH},
        {"yellow-river", "qingdao", SIDE_NONE},
        {"suzhou", "qingdao", SIDE_NONE},
    };
    const struct snapshot *snapshot = ((struct corpus *)*state)->snapshot;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum side side = match_side(snapshot_record(snapshot, rows[i].landmark),
                                    snapshot_record(snapshot, rows[i].record));

        if (side != rows[i].side)
            fail_msg("row %zu: %s lies on side %d of %s", i, rows[i].record,
                     (int)side, rows[i].landmark);
    }
}

static void distances(void **state)
{
    static const struct {
        const char *a, *b;
        double least, most;
    } rows[] = {
        {"suzhou", "suzhou", 0, 0},
        {"suzhou", "shanghai", 80, 90},
        {"suzhou", "nantong", 75, 85},
        {"qingdao", "jinan", 290, 310},
        {"suzhou", "yrd-demonstration-area", -1, -1},
    };
    const struct snapshot *snapshot = ((struct corpus *)*state)->snapshot;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double km = match_distance(snapshot_record(snapshot, rows[i].a),
                                   snapshot_record(snapshot, rows[i].b));

        if (km < rows[i].least || km > rows[i].most)
            fail_msg("row %zu: %g km", i, km);
    }
}

/* Milliseconds of a match, with what would change it or without. */
static double match_ms(struct corpus *corpus, const char *text, bool changes)
{
    char *bytes = demand_weighed(corpus, text, &(struct proposal){0}, 1);
    json_t *json = json_loads(bytes, 0, NULL);
    struct timespec from, to;

    json_object_del(json, "weights");
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (int i = 0; i < 100; i++) {
        struct demand demand = {0};
        struct proposal found;

        assert_int_equal(match_demand_read(corpus->snapshot, json,
                                           corpus->arena, &demand, NULL),
                         0);
        match_run(corpus->snapshot, &demand, corpus->arena, &found);
        if (changes)
            match_changes(corpus->snapshot, &demand, corpus->arena, &found);
        arena_reset(corpus->arena);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    free(bytes);
    json_decref(json);
    return (double)(to.tv_sec - from.tv_sec) * 10 +
           (double)(to.tv_nsec - from.tv_nsec) / 1e8;
}

/* A generous limit, so that a busy machine does not fail it. */
static void fast_enough(void **state)
{
    static const char demand[] = PACKAGING ",'countries':['country-kr']}";
    double alone = match_ms(*state, demand, false);
    double whole = match_ms(*state, demand, true);

    print_message("one match: %.3f ms, with what would change it: %.3f ms\n",
                  alone, whole);
    assert_true(alone < 20 && whole < 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packaging_goes_to_suxitong),
        cmocka_unit_test(the_wrong_side_is_told),
        cmocka_unit_test(same_demand_same_ranking),
        cmocka_unit_test(only_proportions_of_weights_matter),
        cmocka_unit_test(bare_names_never_pass_a_fitting_park),
        cmocka_unit_test(scores_and_weights_are_shares),
        cmocka_unit_test(nothing_fits_gives_nothing),
        cmocka_unit_test(sides_of_rivers),
        cmocka_unit_test(distances),
        cmocka_unit_test(fast_enough),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
