/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_compare.c - records side by side, in a small world and as the corpus
 * is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <cmocka.h>

#include "match/compare.h"
#include "match_world.h"

static void with_parks(struct corpus *corpus)
{
    world_begin(corpus);
    park_write(corpus, "p-one", "a", "packaging", "");
    park_write(corpus, "p-two", "b", "packaging", ",'etdz_number':7");
    park_write(corpus, "p-none", "a", "", "");
    corpus_write(corpus, "{'id':'pact','kind':'cooperation',"
                         "'parties':['p-one','b'],'stage':'signed'}");
    corpus_write(corpus, "{'id':'plot','kind':'site','park':'p-two',"
                         "'use':'land','area_m2':9000}");
    corpus_seal(corpus);
}

static struct compare_table table_of(struct corpus *corpus, const char *one,
                                     const char *two,
                                     const struct demand *demand)
{
    struct compare_table out;
    struct ids ids = {0};

    ids_add(&ids, snapshot_record(corpus->snapshot, one), corpus->arena);
    ids_add(&ids, snapshot_record(corpus->snapshot, two), corpus->arena);
    compare_run(corpus->snapshot, &ids, demand, corpus->arena, &out);
    return out;
}

static const struct compare_row *row_of(const struct compare_table *table,
                                        const char *name)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const struct compare_row *row = &table->rows[i];

        if (strcmp(row->criterion != NULL ? row->criterion : row->label,
                   name) == 0)
            return row;
    }
    return NULL;
}

static void differences_come_first(void **state)
{
    struct corpus corpus;
    struct compare_table table;
    bool same = false;

    (void)state;
    with_parks(&corpus);
    table = table_of(&corpus, "p-one", "p-two", NULL);
    for (size_t i = 0; i < table.row_count; i++) {
        if (table.rows[i].differs && same)
            fail_msg("row %zu differs behind one that does not", i);
        same = same || !table.rows[i].differs;
    }
    assert_true(table.rows[0].differs);
    corpus_end(&corpus);
}

static void fields_are_told(void **state)
{
    static const struct {
        const char *label;
        bool differs;
        size_t first, second; /* names */
    } rows[] = {
        {"compare.row.city", true, 1, 1},
        {"compare.row.industries", false, 1, 1},
        {"compare.row.cooperation", true, 1, 0},
        {"compare.row.sites", true, 0, 1},
        {"compare.row.etdz", true, 0, 0},
        {"compare.row.status", false, 0, 0},
        {"compare.row.parlors", false, 0, 0},
    };
    struct corpus corpus;
    struct compare_table table;

    (void)state;
    with_parks(&corpus);
    table = table_of(&corpus, "p-one", "p-two", NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct compare_row *row = row_of(&table, rows[i].label);

        if (row == NULL)
            fail_msg("row %zu: not there", i);
        if (row->differs != rows[i].differs ||
            row->cells[0].names.count != rows[i].first ||
            row->cells[1].names.count != rows[i].second)
            fail_msg("row %zu: differs %d, %zu and %zu names", i, row->differs,
                     row->cells[0].names.count, row->cells[1].names.count);
    }
    assert_null(row_of(&table, "compare.row.price"));
    corpus_end(&corpus);
}

/* What is not known is no text, no name and no evidence. */
static void unknown_stays_unknown(void **state)
{
    struct corpus corpus;
    struct compare_table table;
    const struct compare_row *row = NULL;

    (void)state;
    with_parks(&corpus);
    table = table_of(&corpus, "p-one", "p-none", NULL);
    row = row_of(&table, "compare.row.industries");
    assert_true(row->differs);
    assert_ptr_equal(row->cells[0].evidence,
                     snapshot_record(corpus.snapshot, "fact"));
    assert_null(row->cells[1].text.key);
    assert_int_equal(row->cells[1].names.count, 0);
    assert_null(row->cells[1].evidence);
    assert_false(row->cells[1].foreign);
    corpus_end(&corpus);
}

static void kinds_may_be_mixed(void **state)
{
    struct corpus corpus;
    struct compare_table table;

    (void)state;
    with_parks(&corpus);
    table = table_of(&corpus, "p-one", "b", NULL);
    assert_true(row_of(&table, "compare.row.linked")->cells[1].foreign);
    assert_false(row_of(&table, "compare.row.linked")->cells[0].foreign);
    assert_false(compare_kind("clause"));
    assert_false(compare_kind("fact"));
    assert_true(compare_kind("park"));
    corpus_end(&corpus);
}

static void a_demand_judges(void **state)
{
    struct corpus corpus;
    struct compare_table table;
    struct demand demand = {0};
    const struct compare_row *row = NULL;

    (void)state;
    with_parks(&corpus);
    ids_add(&demand.near, snapshot_record(corpus.snapshot, "b"), corpus.arena);
    ids_add(&demand.industries, snapshot_record(corpus.snapshot, "packaging"),
            corpus.arena);
    table = table_of(&corpus, "p-one", "p-two", &demand);
    assert_true(table.judged);
    row = row_of(&table, "w-distance");
    assert_non_null(row);
    assert_true(row->differs);
    assert_true(row->cells[1].value > row->cells[0].value);
    assert_true(table.judges[1].score > 0);
    assert_non_null(row_of(&table, "w-industry"));
    corpus_end(&corpus);
}

/* Whatever is compared in the corpus as it is: what is told rests on
 * something, and the order of the records changes no row. */
static void corpus_cells_have_evidence(void **state)
{
    static const char *const pairs[][2] = {
        {"suxitong-park", "etdz-015"},
        {"suzhou", "nantong"},
        {"suxitong-park", "kunshan"},
        {"alibaba", "jd"},
        {"qingdao-germany-parlor", "qingdao-japan-parlor"},
    };
    struct corpus corpus;

    (void)state;
    corpus_begin(&corpus);
    corpus_read(&corpus);
    corpus_seal(&corpus);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct compare_table table, other;

        if (!snapshot_record(corpus.snapshot, pairs[i][0]) ||
            !snapshot_record(corpus.snapshot, pairs[i][1]))
            continue;
        table = table_of(&corpus, pairs[i][0], pairs[i][1], NULL);
        other = table_of(&corpus, pairs[i][1], pairs[i][0], NULL);
        assert_int_equal(table.row_count, other.row_count);
        for (size_t k = 0; k < table.row_count; k++)
            for (size_t c = 0; c < 2; c++)
                if (table.rows[k].label != NULL &&
                    table.rows[k].cells[c].names.count != 0 &&
                    table.rows[k].cells[c].evidence == NULL)
                    fail_msg("pair %zu: %s rests on nothing", i,
                             table.rows[k].label);
    }
    corpus_end(&corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_come_first),
        cmocka_unit_test(fields_are_told),
        cmocka_unit_test(unknown_stays_unknown),
        cmocka_unit_test(kinds_may_be_mixed),
        cmocka_unit_test(a_demand_judges),
        cmocka_unit_test(corpus_cells_have_evidence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
