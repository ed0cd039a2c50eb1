/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/locale.h"

/* Blanks that do not break are blanks here. */
static void compare(size_t row, struct buf *text, const char *wanted)
{
    struct buf plain;

    buf_init(&plain);
    for (size_t i = 0; i < text->len;) {
        if (i + 1 < text->len && memcmp(text->bytes + i, "\xC2\xA0", 2) == 0) {
            buf_char(&plain, ' ');
            i += 2;
        } else if (i + 2 < text->len &&
                   memcmp(text->bytes + i, "\xE2\x80\xAF", 3) == 0) {
            buf_char(&plain, ' ');
            i += 3;
        } else {
            buf_char(&plain, text->bytes[i++]);
        }
    }
    if (strcmp(plain.bytes, wanted) != 0)
        fail_msg("row %zu: %s", row, plain.bytes);
    buf_fini(&plain);
}

static void test_number(void **state)
{
    static const struct {
        enum lang lang;
        double number;
        const char *text;
    } rows[] = {
        {LANG_EN, 1234567, "1,234,567"}, {LANG_EN, 0, "0"},
        {LANG_EN, 0.5, "0.5"},           {LANG_EN, -3, "-3"},
        {LANG_ZH_HANS, 20000, "20,000"}, {LANG_DE, 1234567.5, "1.234.567,5"},
        {LANG_FR, 1234567, "1 234 567"}, {LANG_RU, 1234567, "1 234 567"},
        {LANG_ES, 1234567, "1.234.567"}, {LANG_AR, 1234567, "1,234,567"},
        {LANG_JA, 1e9, "1,000,000,000"}, {LANG_KO, 1e4, "10,000"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct locale *locale = locale_open(rows[i].lang);
        struct buf text;

        buf_init(&text);
        locale_number(locale, rows[i].number, &text);
        compare(i, &text, rows[i].text);
        buf_fini(&text);
        locale_close(&locale);
        assert_null(locale);
    }
}

/* The code of a currency is always there, and its figures. */
static void test_money(void **state)
{
    static const struct {
        double amount;
        const char *unit, *figures;
    } rows[] = {
        {6000000, "CNY", "6,000,000"},
        {0, "CNY", "0"},
        {1500.5, "EUR", "1,500.5"},
        {1e9, "USD", "1,000,000,000"},
    };
    struct locale *locale = locale_open(LANG_EN);

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text;

        buf_init(&text);
        locale_money(locale, rows[i].amount, rows[i].unit, &text);
        if (strstr(text.bytes, rows[i].unit) == NULL ||
            strstr(text.bytes, rows[i].figures) == NULL)
            fail_msg("row %zu: %s", i, text.bytes);
        buf_fini(&text);
    }
    locale_close(&locale);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        struct buf text;

        locale = locale_open((enum lang)lang);
        buf_init(&text);
        locale_money(locale, 6000000, "CNY", &text);
        if (strstr(text.bytes, "CNY") == NULL)
            fail_msg("%s: %s", lang_code((enum lang)lang), text.bytes);
        if (strstr(text.bytes, "6") == NULL)
            fail_msg("%s: %s", lang_code((enum lang)lang), text.bytes);
        buf_fini(&text);
        locale_close(&locale);
    }
}

/* What is no currency is a bare number; nothing is read past its end. */
static void test_money_strange(void **state)
{
    static const char *const rows[] = {NULL, "a unit too long for a currency",
                                       "YUAN"};
    struct locale *locale = locale_open(LANG_EN);

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text;

        buf_init(&text);
        locale_money(locale, 1000, rows[i], &text);
        compare(i, &text, "1,000");
        buf_fini(&text);
    }
    locale_close(&locale);
}

static void test_share(void **state)
{
    static const struct {
        enum lang lang;
        double share;
        const char *text;
    } rows[] = {
        {LANG_EN, 0.12, "12%"},     {LANG_EN, 0.005, "0.5%"},
        {LANG_DE, 0.125, "12,5 %"}, {LANG_ZH_HANS, 0.06, "6%"},
        {LANG_FR, 0.1, "10 %"},     {LANG_JA, 1, "100%"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct locale *locale = locale_open(rows[i].lang);
        struct buf text;

        buf_init(&text);
        locale_share(locale, rows[i].share, &text);
        compare(i, &text, rows[i].text);
        buf_fini(&text);
        locale_close(&locale);
    }
}

static void test_date(void **state)
{
    static const struct {
        enum lang lang;
        int year, month, day;
        const char *text;
    } rows[] = {
        {LANG_EN, 2020, 1, 1, "January 1, 2020"},
        {LANG_EN, 2020, 10, 0, "October 2020"},
        {LANG_EN, 2020, 0, 0, "2020"},
        {LANG_ZH_HANS, 2020, 1, 1, "2020年1月1日"},
        {LANG_ZH_HANS, 2020, 10, 0, "2020年10月"},
        {LANG_ZH_HANS, 2020, 0, 0, "2020年"},
        {LANG_JA, 2026, 11, 21, "2026年11月21日"},
        {LANG_KO, 2026, 11, 21, "2026년 11월 21일"},
        {LANG_DE, 2026, 11, 21, "21. November 2026"},
        {LANG_FR, 2026, 11, 21, "21 novembre 2026"},
        {LANG_FR, 2020, 1, 1, "1er janvier 2020"},
        {LANG_FR, 2020, 1, 11, "11 janvier 2020"},
        {LANG_FR, 2020, 1, 0, "janvier 2020"},
        {LANG_AR, 2020, 1, 1, "1 يناير 2020"},
        {LANG_ES, 2026, 11, 21, "21 de noviembre de 2026"},
        {LANG_RU, 2026, 11, 21, "21 ноября 2026 г."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct locale *locale = locale_open(rows[i].lang);
        struct buf text;

        buf_init(&text);
        locale_date(locale, rows[i].year, rows[i].month, rows[i].day, &text);
        compare(i, &text, rows[i].text);
        buf_fini(&text);
        locale_close(&locale);
    }
}

static void test_plural(void **state)
{
    static const struct {
        enum lang lang;
        double number;
        const char *category;
    } rows[] = {
        {LANG_EN, 1, "one"},   {LANG_EN, 0, "other"},
        {LANG_EN, 2, "other"}, {LANG_FR, 0, "one"},
        {LANG_DE, 1, "one"},   {LANG_RU, 1, "one"},
        {LANG_RU, 21, "one"},  {LANG_RU, 3, "few"},
        {LANG_RU, 11, "many"}, {LANG_AR, 0, "zero"},
        {LANG_AR, 2, "two"},   {LANG_AR, 5, "few"},
        {LANG_AR, 50, "many"}, {LANG_AR, 100, "other"},
        {LANG_JA, 1, "other"}, {LANG_ZH_HANS, 1, "other"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct locale *locale = locale_open(rows[i].lang);
        const char *category = locale_plural(locale, rows[i].number);

        if (strcmp(category, rows[i].category) != 0)
            fail_msg("row %zu: %s", i, category);
        locale_close(&locale);
    }
}

static void test_day(void **state)
{
    static const struct {
        enum lang lang;
        int day;
        const char *text;
    } rows[] = {
        {LANG_EN, 1, "Tuesday, December 1, 2026"},
        {LANG_ZH_HANS, 1, "2026年12月1日星期二"},
        {LANG_JA, 1, "2026年12月1日火曜日"},
        {LANG_KO, 1, "2026년 12월 1일 화요일"},
        {LANG_DE, 1, "Dienstag, 1. Dezember 2026"},
        {LANG_FR, 1, "mardi 1er décembre 2026"},
        {LANG_FR, 10, "jeudi 10 décembre 2026"},
        {LANG_ES, 1, "martes, 1 de diciembre de 2026"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct locale *locale = locale_open(rows[i].lang);
        struct buf text;

        buf_init(&text);
        locale_day(locale, 2026, 12, rows[i].day, &text);
        compare(i, &text, rows[i].text);
        buf_fini(&text);
        locale_close(&locale);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number),        cmocka_unit_test(test_day),
        cmocka_unit_test(test_money),         cmocka_unit_test(test_share),
        cmocka_unit_test(test_date),          cmocka_unit_test(test_plural),
        cmocka_unit_test(test_money_strange),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
