/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_mixed.c - messages in two languages at once. */
#include "parlor_room.h"

static void test_names(void **state)
{
    static const struct {
        const char *text;
        enum lang lang;
        const char *has, *not_has;
    } rows[] = {
        {"SIP有哪些补贴 for foreign R&D centers?", LANG_ZH_HANS, "研发",
         "centers"},
        {"苏州 equipment investment 5000万元, 能拿到多少补贴？", LANG_ZH_HANS,
         "设备投资", "equipment"},
        {"Какие субсидии для equipment investment в Сучжоу?", LANG_RU, "оборуд",
         "equipment"},
        {"IPO需要多久？", LANG_ZH_HANS, "ipo", "xyz"},
        {"What does Suzhou pay for equipment investment?", LANG_EN,
         "equipment investment", "设备"},
        {"设备投资有什么奖励？", LANG_ZH_HANS, "设备投资", "equipment"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);

        if (meaning.lang != rows[i].lang)
            fail_msg("row %zu: in %s", i, lang_code(meaning.lang));
        if (strstr(meaning.plain, rows[i].has) == NULL ||
            strstr(meaning.plain, rows[i].not_has) != NULL)
            fail_msg("row %zu: %s", i, meaning.plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names)};

    return cmocka_run_group_tests(tests, room_open, room_close);
}
