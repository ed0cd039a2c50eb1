/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "search/needs.h"

/* What is near and lacks what was asked for does not answer. */
static void test_met(void **state)
{
    static const struct {
        const char *text, *record;
        bool met;
    } rows[] = {
        {"What is the phone number of the commerce bureau of Suzhou?",
         "suzhou-commerce-bureau", false},
        {"Wer ist für die Ausrüstungsprämie zuständig?",
         "suzhou-commerce-bureau", true},
        {"Opening hours of the Korean parlor in Qingdao",
         "qingdao-korea-parlor", false},
        {"¿Qué superficie tiene el salón coreano de Qingdao?",
         "qingdao-korea-parlor", false},
        {"苏州（虹桥）国际会客厅的面积", "s0-02", true},
        {"苏州（虹桥）国际会客厅的面积", "s0-03", false},
        {"租一天会议室多少钱", "s0-03", false},
        {"How much is the equipment award?", "suzhou-2020-1.m11-1", true},
        {"How many high-tech enterprises in 2035?", "suzhou-2020-1.m02-1",
         false},
        {"How many high-tech enterprises in 2022?", "suzhou-2020-1.m02-1",
         true},
        {"What was paid in 2015?", "suzhou-2020-1.m11-1", false},
        {"2035年有多少高新技术企业？", "suzhou-2020-1.m02-1", false},
        {"2022年有多少高新技术企业？", "suzhou-2020-1.m02-1", true},
        {"2035년에는 하이테크 기업이 몇 개입니까?", "suzhou-2020-1.m02-1",
         false},
        {"a zone confirmed at provincial level", "suzhou-2020-1.m14-2", true},
        {"a zone confirmed at provincial level", "suzhou-2020-1.m14-3", false},
        {"a zone confirmed at provincial level", "suzhou-2020-1.m14-1", false},
        {"市级认定的境外经贸合作区", "suzhou-2020-1.m14-3", true},
        {"the provincial quality award", "suzhou-2020-1.m04-1", false},
        {"a national quality award", "suzhou-2020-1.m04-1", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        struct evidence evidence = {.record = room_record(rows[i].record)};
        unsigned levels = needs_levels(parlor.ws, meaning.plain, meaning.lang);

        if (needs_met(parlor.ws, &meaning, levels, &evidence) != rows[i].met)
            fail_msg("row %zu (%s): %s", i, rows[i].text, rows[i].record);
    }
}

/* A record of another level than the one named counts less. */
static void test_level(void **state)
{
    const struct record *record = room_record("suzhou-2020-1.m14-3");
    unsigned city = needs_levels(parlor.ws, "municipal", LANG_EN);
    unsigned nation = needs_levels(parlor.ws, "national", LANG_EN);

    (void)state;
    assert_true(city != 0 && nation != 0 && city != nation);
    assert_true(needs_level(parlor.ws, city, LANG_EN, record) == 1);
    assert_true(needs_level(parlor.ws, nation, LANG_EN, record) < 1);
    assert_true(needs_level(parlor.ws, 0, LANG_EN, record) == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_met),
        cmocka_unit_test(test_level),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
