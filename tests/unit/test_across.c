/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "search/topic.h"

/* Terms of a question held against texts in Chinese. */
static void test_spoken(void **state)
{
    static const struct {
        const char *text, *spoken;
        bool have;
    } rows[] = {
        {"tax rate", "税率", true},
        {"Steuersatz", "税率", true},
        {"minimum registered capital", "注册资本", true},
        {"weather", "税率", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        struct topic topic;
        struct err err = {0};
        bool have = false;

        meaning.topic = meaning.plain;
        assert_int_equal(
            topic_across(parlor.ws, &meaning, LANG_ZH_HANS, &topic, &err), 0);
        for (size_t j = 0; j < topic.count; j++)
            have = have || strstr(topic.terms[j].spoken, rows[i].spoken);
        if (have != rows[i].have)
            fail_msg("row %zu (%s)", i, rows[i].text);
    }
}

/* A word that only texts of the asker's language have weighs little. */
static void test_only_itself(void **state)
{
    struct meaning meaning = room_meaning("Glockenspiel Steuersatz");
    struct topic topic;
    struct err err = {0};

    (void)state;
    meaning.topic = meaning.plain;
    assert_int_equal(
        topic_across(parlor.ws, &meaning, LANG_ZH_HANS, &topic, &err), 0);
    assert_true(topic.count >= 2);
    assert_true(topic.total > 0 && topic.own > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spoken),
        cmocka_unit_test(test_only_itself),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
