/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "search/pairs.h"
#include "search/topic.h"

static struct topic topic_about(const char *text)
{
    struct meaning meaning = room_meaning(text);
    struct topic topic = {0};
    struct err err = {0};

    if (topic_make(parlor.ws, &meaning, TOPIC_OF_RECORDS, &topic, &err) < 0)
        fail_msg("%s: %s", text, err.text);
    return topic;
}

static const struct topic_term *term_of(const struct topic *topic,
                                        const char *text)
{
    for (size_t i = 0; i < topic->count; i++)
        if (strcmp(topic->terms[i].text, text) == 0)
            return &topic->terms[i];
    return NULL;
}

/* The first word weighs more than the second. */
static void test_weight(void **state)
{
    static const struct {
        const char *text, *more, *less;
    } rows[] = {
        {"equipment in Suzhou", "equip", "suzhou"},
        {"seaport of a company", "seaport", "compani"},
        {"苏州的设备", "设备", "苏州"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct topic topic = topic_about(rows[i].text);
        const struct topic_term *more = term_of(&topic, rows[i].more);
        const struct topic_term *less = term_of(&topic, rows[i].less);

        if (more == NULL || less == NULL)
            fail_msg("row %zu: a word is missing", i);
        if (more->weight <= less->weight)
            fail_msg("row %zu: %f and %f", i, more->weight, less->weight);
    }
}

static void test_terms(void **state)
{
    struct topic topic = topic_about("equipment of xyzzyq in Suzhou");
    double total = 0, own = 0;

    (void)state;
    assert_non_null(term_of(&topic, "xyzzyq"));
    assert_true(term_of(&topic, "xyzzyq")->unknown);
    assert_false(term_of(&topic, "equip")->unknown);
    assert_true(term_of(&topic, "suzhou")->place);
    assert_false(term_of(&topic, "equip")->place);
    for (size_t i = 0; i < topic.count; i++) {
        total += topic.terms[i].weight;
        own += topic.terms[i].place ? 0 : topic.terms[i].weight;
        assert_true(topic.terms[i].weight > 0);
    }
    assert_float_equal(topic.total, total, 1e-6);
    assert_float_equal(topic.own, own, 1e-6);
    topic = topic_about("");
    assert_int_equal(topic.count, 0);
    assert_float_equal(topic.total, 0, 1e-9);
}

/* Which of two records covers more of a question. */
static void test_cover(void **state)
{
    static const char equipment[] = "suzhou-2020-1.m11-1",
                      starting[] = "suzhou-2020-1.m21-1";
    static const struct {
        const char *text, *more, *less;
    } rows[] = {
        {"award for equipment investment", equipment, starting},
        {"设备投资奖励", equipment, starting},
        {"Prämie für Ausrüstungsinvestitionen", equipment, starting},
        {"设备采购", equipment, starting},
        {"starting a company", starting, equipment},
        {"开办企业", starting, equipment},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct topic topic = topic_about(rows[i].text);
        struct evidence more = {.record = room_record(rows[i].more)};
        struct evidence less = {.record = room_record(rows[i].less)};
        struct cover of_more, of_less;

        topic_cover(parlor.ws, &topic, &more, &of_more);
        topic_cover(parlor.ws, &topic, &less, &of_less);
        if (of_more.share < 0.5 || of_more.share > 1.0001)
            fail_msg("row %zu: covers %f", i, of_more.share);
        if (of_less.share >= of_more.share)
            fail_msg("row %zu: %f and %f", i, of_more.share, of_less.share);
        if (of_more.precision <= 0)
            fail_msg("row %zu: precision %f", i, of_more.precision);
    }
}

/* Support for the rent is not support for what is rented. */
static void test_cost(void **state)
{
    struct topic topic = topic_about("What is the land price?");
    struct evidence starting = {.record = room_record("suzhou-2020-1.m21-1")};
    struct cover cover;

    (void)state;
    topic_cover(parlor.ws, &topic, &starting, &cover);
    assert_true(cover.misses_cost);
    topic = topic_about("award for equipment investment");
    topic_cover(parlor.ws, &topic, &starting, &cover);
    assert_false(cover.misses_cost);
}

/* What a pair of characters weighs, from more to less. */
static void test_pairs(void **state)
{
    static const struct {
        const char *text;
        enum lang lang;
        const char *more, *less;
    } rows[] = {
        {"设备投资", LANG_ZH_HANS, "设备", "备投"},
        {"三个企业", LANG_ZH_HANS, "企业", "三个"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct terms terms = {0};
        const struct term *more = NULL, *less = NULL;

        analyser_terms(parlor.ws->analyser, rows[i].text, strlen(rows[i].text),
                       rows[i].lang, TERM_QUESTION, parlor.ws->arena, &terms);
        for (size_t t = 0; t < terms.count; t++) {
            if (strcmp(terms.items[t].text, rows[i].more) == 0)
                more = &terms.items[t];
            if (strcmp(terms.items[t].text, rows[i].less) == 0)
                less = &terms.items[t];
        }
        if (more == NULL || less == NULL)
            fail_msg("row %zu: a pair is missing", i);
        if (pair_weight(rows[i].lang, &terms, more) <=
            pair_weight(rows[i].lang, &terms, less))
            fail_msg("row %zu: %s weighs no more", i, rows[i].more);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weight), cmocka_unit_test(test_terms),
        cmocka_unit_test(test_cover),  cmocka_unit_test(test_cost),
        cmocka_unit_test(test_pairs),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
