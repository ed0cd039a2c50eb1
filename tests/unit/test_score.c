/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Features, senses and what they make of a passage. */
#include "test_dir.h"

#include "engine/query.h"
#include "engine/score.h"
#include "engine/score_senses.h"
#include "engine/senses.h"
#include "engine/stream.h"

struct bench {
    struct analyser *analyser;
    struct arena *arena;
    struct buf stream;
};

static struct bench bench;
static const double means[LANG_LAST + 1] = {[LANG_EN] = 8, [LANG_ZH_HANS] = 12};

static int bench_open(void **state)
{
    struct err err;

    (void)state;
    bench.arena = arena_new();
    buf_init(&bench.stream);
    return analyser_open(&bench.analyser, &err);
}

static int bench_close(void **state)
{
    (void)state;
    analyser_close(&bench.analyser);
    arena_free(&bench.arena);
    buf_fini(&bench.stream);
    return 0;
}

static void stream_of(const char *text, enum lang lang)
{
    struct units units;

    analyser_units(bench.analyser, text, strlen(text), lang, TERM_DOCUMENT,
                   bench.arena, &units);
    buf_clear(&bench.stream);
    stream_add(&bench.stream, lang, 1, &units);
}

static void query_of(const char *text, enum lang lang, struct query *out)
{
    struct units units;

    analyser_units(bench.analyser, text, strlen(text), lang, TERM_QUESTION,
                   bench.arena, &units);
    query_make(&units, lang, bench.arena, out);
    for (size_t i = 0; i < out->count; i++)
        out->items[i].rarity = 1;
}

static void test_features(void **state)
{
    static const struct {
        const char *text, *terms; /* forms are "=" */
        enum lang lang;
    } rows[] = {
        {"", "", LANG_EN},
        {"the", "", LANG_EN},
        {"rewards", "reward = Grewa Gewar Gward Gards", LANG_EN},
        {"park park", "park =", LANG_EN},
        {"税率", "税 税率 率", LANG_ZH_HANS},
        {"税 率", "税 税率 率", LANG_ZH_HANS},
        {"税是什么率", "税 率", LANG_ZH_HANS},
        {"A股", "a = 股", LANG_ZH_HANS},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct query query;
        char terms[200] = "";

        query_of(rows[i].text, rows[i].lang, &query);
        for (size_t f = 0; f < query.count; f++) {
            const struct feature *feature = &query.items[f];
            size_t used = strlen(terms);

            snprintf(terms + used, sizeof terms - used, "%s%s",
                     f > 0 ? " " : "",
                     feature->term != NULL ? feature->term : "=");
            if (query_find(&query, feature->kind, feature->key) != feature)
                fail_msg("row %zu: %zu is not found", i, f);
        }
        if (strcmp(terms, rows[i].terms) != 0)
            fail_msg("row %zu: %s", i, terms);
        arena_reset(bench.arena);
    }
}

/* However long a question is, its features are limited. */
static void test_many(void **state)
{
    struct buf text;
    struct query query;

    (void)state;
    buf_init(&text);
    for (int i = 0; i < 5000; i++)
        buf_format(&text, "word%d ", i);
    query_of(text.bytes, LANG_EN, &query);
    assert_int_equal(query.count, QUERY_FEATURES_MAX);
    stream_of(text.bytes, LANG_EN);
    assert_true(scoring_passage(scoring_new(&query, means, bench.arena),
                                bench.stream.bytes, bench.stream.len) > 0);
    buf_fini(&text);
    arena_reset(bench.arena);
}

/* Each row's first passage is the better one. */
static void test_order(void **state)
{
    static const struct {
        const char *question, *better, *worse;
        enum lang lang;
    } rows[] = {
        {"research rewards", "Research rewards.", "Research here.", LANG_EN},
        {"research rewards", "We like it. Rewards for research.",
         "Research is here. We like rewards.", LANG_EN},
        {"rewards", "rewards", "reward", LANG_EN},
        {"rewards", "reward", "rewarding life of a long and winding text",
         LANG_EN},
        {"税收优惠", "税收优惠政策", "税收政策", LANG_ZH_HANS},
        {"税收优惠", "企业的税收优惠。", "税收。企业。优惠。", LANG_ZH_HANS},
        {"Gewerbesteuersatz", "Die Gewerbesteuer ist hoch",
         "Die Gemeinde ist hoch", LANG_EN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct query query;
        struct scoring *scoring = NULL;
        double better = 0, worse = 0;

        query_of(rows[i].question, rows[i].lang, &query);
        scoring = scoring_new(&query, means, bench.arena);
        stream_of(rows[i].better, rows[i].lang);
        better = scoring_passage(scoring, bench.stream.bytes, bench.stream.len);
        stream_of(rows[i].worse, rows[i].lang);
        worse = scoring_passage(scoring, bench.stream.bytes, bench.stream.len);
        if (better <= worse || worse < 0)
            fail_msg("row %zu: %.3f, %.3f", i, better, worse);
        if (better > scoring_most(scoring) * 1.5)
            fail_msg("row %zu: %.3f is more than there is", i, better);
        assert_true(scoring_own(scoring));
        arena_reset(bench.arena);
    }
}

/* "incentive" as three ways, "invest" as one, "park" as what none says. */
static void senses_of(struct senses *out)
{
    static struct way incentive[] = {
        {"优惠", 1}, {"激励措施", 0.8}, {"奖", 0.2}};
    static struct way invest[] = {{"投资", 1}};
    static struct way nothing[] = {{"", 1}, {"?!", 1}};
    static struct group groups[] = {{"incentive", 1, incentive, 3},
                                    {"none", 1, nothing, 2},
                                    {"invest", 1, invest, 1}};

    senses_make(bench.analyser, &(struct groups){groups, 3}, LANG_ZH_HANS,
                bench.arena, out);
    for (size_t i = 0; i < out->count; i++)
        out->items[i].rarity = 1;
}

static void test_senses(void **state)
{
    static const char *const passages[] = {
        /* best first */
        "投资优惠。", "投资的激励措施。", "投资。多。优惠。",
        "优惠。",     "激励措施。",       "奖。",
        "措施激励。",
    };
    struct senses senses;
    struct sensing *sensing = NULL;
    double before = 1e9;

    (void)state;
    senses_of(&senses);
    assert_int_equal(senses.count, 2);
    assert_int_equal(senses.way_count, 4);
    assert_int_equal(senses.ways[1].term_count, 3);
    assert_string_equal(senses.ways[1].terms[0], "激励");
    assert_string_equal(senses.ways[2].terms[0], "奖");
    sensing = sensing_new(&senses, means, bench.arena);
    for (size_t i = 0; i < sizeof passages / sizeof *passages; i++) {
        double score = 0;

        stream_of(passages[i], LANG_ZH_HANS);
        score = sensing_passage(sensing, bench.stream.bytes, bench.stream.len);
        if (score >= before || score < 0)
            fail_msg("row %zu: %.3f after %.3f", i, score, before);
        before = score;
    }
    assert_true(before == 0);
    stream_of("投资优惠", LANG_EN); /* a text of another language */
    assert_true(
        sensing_passage(sensing, bench.stream.bytes, bench.stream.len) == 0);
    arena_reset(bench.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_features),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_senses),
    };

    return cmocka_run_group_tests_name("score", tests, bench_open, bench_close);
}
