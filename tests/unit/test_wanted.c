/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "search/wanted.h"

static void test_figure(void **state)
{
    static const struct {
        const char *text;
        enum asked asked, wanted;
    } rows[] = {
        {"What is the corporate income tax rate", ASKED_MONEY, ASKED_SHARE},
        {"how many years can losses be carried", ASKED_COUNT, ASKED_TIME},
        {"what is the fine", ASKED_ANY, ASKED_MONEY},
        {"how many companies", ASKED_COUNT, ASKED_COUNT},
        {"who decides on the tax rate", ASKED_WHO, ASKED_WHO},
        {"what is the registered capital", ASKED_ANY, ASKED_ANY},
        {"what is the minimum registered capital", ASKED_ANY, ASKED_MONEY},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        enum asked wanted = ASKED_ANY;

        meaning.asked = rows[i].asked;
        wanted = wanted_figure(parlor.ws, &meaning);
        if (wanted != rows[i].wanted)
            fail_msg("row %zu (%s): %d", i, rows[i].text, wanted);
    }
}

static void test_abroad(void **state)
{
    static const struct {
        const char *text;
        bool abroad;
    } rows[] = {
        {"日本的企业所得税税率是多少", true},
        {"中国的企业所得税税率是多少", false},
        {"企业所得税税率是多少", false},
        {"日本企业的注册资本", false},
        {"日本电信企业的外资比例是多少", true},
        {"日本电信企业在中国的外资比例是多少", false},
        {"日本电信企业在苏州有什么补贴", false},
        {"德国污水处理设备有补贴吗", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);

        if (wanted_abroad(parlor.ws, &meaning) != rows[i].abroad)
            fail_msg("row %zu (%s)", i, rows[i].text);
    }
}

static void test_unit(void **state)
{
    static const struct {
        const char *text, *unit;
    } rows[] = {
        {"within how many working days", "working_day"},
        {"how many years can losses be carried", "year"},
        {"how long does it take", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        const char *unit = wanted_unit(parlor.ws, &meaning);

        if ((unit == NULL) != (rows[i].unit == NULL) ||
            (unit != NULL && strcmp(unit, rows[i].unit) != 0))
            fail_msg("row %zu (%s): %s", i, rows[i].text, unit);
    }
}

/* What only said what is asked is a word of the clause too. */
static void test_topic(void **state)
{
    struct meaning meaning =
        room_meaning("what is the corporate income tax rate in China");

    (void)state;
    assert_non_null(strstr(wanted_topic(parlor.ws, &meaning), "tax rate"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figure),
        cmocka_unit_test(test_abroad),
        cmocka_unit_test(test_unit),
        cmocka_unit_test(test_topic),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
