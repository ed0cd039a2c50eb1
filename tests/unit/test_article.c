/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "search/article.h"
#include "search/standing.h"

/* Which article a question asks for, in any language. */
static void test_asked(void **state)
{
    static const struct {
        const char *text;
        long number;
    } rows[] = {
        {"外商投资法第二十二条", 22},
        {"外商投资法第22条讲什么", 22},
        {"第一百零五条", 105},
        {"第十条", 10},
        {"외상투자법 제22조", 22},
        {"article 22 of the foreign investment law", 22},
        {"art. 7", 7},
        {"artikel 9 des gesetzes", 9},
        {"§ 12", 12},
        {"статья 22 закона", 22},
        {"المادة 22", 22},
        {"what does the law say?", 0},
        {"第三方", 0},
        {"an article about 22 parks", 0},
        {"", 0},
        {"第", 0},
        {"article 99999999999", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (article_asked(rows[i].text) != rows[i].number)
            fail_msg("row %zu (%s): %ld", i, rows[i].text,
                     article_asked(rows[i].text));
}

/* The number that a clause goes by. */
static void test_number(void **state)
{
    static const struct {
        const char *text;
        long number;
    } rows[] = {
        {"第二十二条", 22}, {"11", 11}, {"（一）", 0}, {NULL, 0}, {"", 0},
        {"第五条之一", 0},  {"一", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (article_number(rows[i].text) != rows[i].number)
            fail_msg("row %zu: %ld", i, article_number(rows[i].text));
}

/* Is a text in force on the day that is asked about? */
static void test_standing(void **state)
{
    static const struct {
        const char *json;
        struct date day;
        enum standing standing;
    } rows[] = {
        {"{\"from\":\"2020-01-01\",\"to\":null}",
         {2026, 11, 21},
         STANDING_FORCE},
        {"{\"from\":\"2027-01-01\",\"to\":null}",
         {2026, 11, 21},
         STANDING_FUTURE},
        {"{\"from\":\"2016-11-07\",\"to\":\"2022-12-29\"}",
         {2026, 11, 21},
         STANDING_OLD},
        {"{\"from\":\"2016-11-07\",\"to\":\"2022-12-29\"}",
         {2018, 0, 0},
         STANDING_FORCE},
        {"{\"from\":\"2016-11-07\",\"to\":\"2022-12-29\"}",
         {2015, 0, 0},
         STANDING_FUTURE},
        {"{\"from\":null,\"to\":null}", {2026, 11, 21}, STANDING_FORCE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char json[300];
        struct record *record = NULL;
        struct err err = {0};

        snprintf(json, sizeof json,
                 "{\"id\":\"d\",\"kind\":\"document\",\"in_force\":%s}",
                 rows[i].json);
        if (record_parse(json, strlen(json), &record, &err) < 0)
            fail_msg("row %zu: %s", i, err.text);
        if (standing_of(record, rows[i].day) != rows[i].standing)
            fail_msg("row %zu: %d", i, standing_of(record, rows[i].day));
        record_free(&record);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asked),
        cmocka_unit_test(test_number),
        cmocka_unit_test(test_standing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
