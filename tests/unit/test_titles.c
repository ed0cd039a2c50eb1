/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "document_room.h"

#include "publish/titles.h"

static void test_core(void **state)
{
    static const char *const rows[][2] = {
        {"中华人民共和国外商投资法", "外商投资法"},
        {"外商投资法", "外商投资法"},
        {"上海市外商投资条例", "上海市外商投资条例"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(titles_core(rows[i][0]), rows[i][1]) != 0)
            fail_msg("row %zu: %s", i, titles_core(rows[i][0]));
}

static void test_is_law(void **state)
{
    (void)state;
    assert_true(titles_is_law(room_record("term-foreign-investment-law")));
    assert_false(titles_is_law(room_record("term-tax-rate")));
}

static void test_name(void **state)
{
    struct record *record =
        room_document("中华人民共和国外商投资法", "为了投资。", "");
    const char *name = titles_name(parlor.ws->snapshot, parlor.ws->analyser,
                                   record, LANG_EN, parlor.ws->arena);

    (void)state;
    assert_string_equal(name, "Foreign Investment Law");
    record_free(&record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_core),
        cmocka_unit_test(test_is_law),
        cmocka_unit_test(test_name),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
