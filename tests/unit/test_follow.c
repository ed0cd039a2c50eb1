/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow-ups on what a raw document said: the next article, the one before,
 * and other words of asking stay in it. */
#include "parlor_room.h"

#include <stdlib.h>
#include <unistd.h>

static const char text[] =
    "外商投资仓储管理规定\n"
    "（2021年3月1日国务院令第901号公布 自2021年5月1日起施行）\n"
    "第一条 为了规范外商投资仓储，制定本规定。\n"
    "第二条 外商投资冷藏仓储企业的注册资本最低限额为三百万元人民币；"
    "外商投资露天仓储企业的注册资本最低限额为五十万元人民币。\n"
    "第三条 仓储企业应当保存进出仓库的记录。\n"
    "第四条 仓储企业应当为货物办理火灾保险。\n"
    "第五条 2090年外商投资仓储企业的火灾保险费率为百分之三。\n"
    "第六条 本规定自2021年5月1日起施行。\n";

static void import_text(void)
{
    char path[] = "/tmp/follow-XXXXXX.txt";
    int file = mkstemps(path, 4);

    assert_true(file >= 0);
    assert_int_equal(write(file, text, sizeof text - 1), sizeof text - 1);
    close(file);
    parlor_fixture_import(&parlor, path);
    unlink(path);
}

static void test_articles(void **state)
{
    static const struct {
        const char *asked, *clause;
    } rows[] = {
        {"外商投资仓储管理规定第三条怎么说？", "第三条"},
        {"下一条呢？", "第四条"},
        {"上一条呢？", "第三条"},
        {"那第二条呢？", "第二条"},
    };

    (void)state;
    import_text();
    parlor_fixture_reset(&parlor);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *reply = parlor_fixture_ask(&parlor, rows[i].asked, LANG_NONE);
        const char *clause = json_string_value(json_object_get(
            json_array_get(json_object_get(reply, "citations"), 0), "clause"));

        if (clause == NULL || strcmp(clause, rows[i].clause) != 0)
            fail_msg("row %zu: %s", i, clause != NULL ? clause : "(none)");
        json_decref(reply);
    }
}

/* A class, asked after another, is told from the same article. */
static void test_class(void **state)
{
    static const struct {
        const char *asked, *says;
    } rows[] = {
        {"外商投资冷藏仓储企业的注册资本最低限额是多少？", "3,000,000"},
        {"那露天仓储企业呢？", "500,000"},
    };

    (void)state;
    parlor_fixture_reset(&parlor);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *reply = parlor_fixture_ask(&parlor, rows[i].asked, LANG_NONE);
        const char *answer =
            json_string_value(json_object_get(reply, "answer"));

        if (answer == NULL || strstr(answer, rows[i].says) == NULL)
            fail_msg("row %zu: %s", i, answer != NULL ? answer : "(none)");
        json_decref(reply);
    }
}

/* Of a year to come only a clause that names it answers. */
static void test_year_ahead(void **state)
{
    static const struct {
        const char *asked;
        bool says;
    } rows[] = {
        {"2090年外商投资仓储企业的火灾保险费率是多少？", true},
        {"2091年外商投资仓储企业的火灾保险费率是多少？", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *reply = NULL;

        parlor_fixture_reset(&parlor);
        reply = parlor_fixture_ask(&parlor, rows[i].asked, LANG_NONE);
        if ((strstr(text_of(reply, "answer"), "3%") != NULL) != rows[i].says)
            fail_msg("row %zu: %s", i, text_of(reply, "answer"));
        json_decref(reply);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_articles),
        cmocka_unit_test(test_class),
        cmocka_unit_test(test_year_ahead),
    };

    return cmocka_run_group_tests(tests, parlor_open, parlor_close);
}
