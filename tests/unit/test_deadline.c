/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines from the clauses of the corpus, and days as people say them. */
#include "parlor_room.h"

#include "calendar/deadline.h"

static struct date day(const char *text)
{
    struct date out;

    if (day_read(text, &out) == 0)
        fail_msg("%s is no day", text);
    return out;
}

/* Each clause with a limit in days, and what it comes to. */
static void test_limits(void **state)
{
    static const struct {
        const char *clock, *answers, *due;
        size_t cases, open;
    } rows[] = {
        {"clock-company-start", "{}", "2026-11-25", 1, 0},
        {"clock-property-registration", "{}", "2026-11-26", 1, 0},
        {"clock-construction-approval", "{}", NULL, 3, 1},
        {"clock-construction-approval", "{\"project\":\"government\"}",
         "2027-03-15", 1, 0},
        {"clock-construction-approval", "{\"project\":\"private\"}",
         "2027-02-15", 1, 0},
        {"clock-construction-approval", "{\"project\":\"small\"}", "2027-01-18",
         1, 0},
        {"clock-water", "{}", NULL, 3, 2},
        {"clock-water", "{\"new_pipe\":\"no\"}", "2026-11-27", 1, 0},
        {"clock-water", "{\"new_pipe\":\"yes\"}", NULL, 2, 1},
        {"clock-water", "{\"new_pipe\":\"yes\",\"approval\":\"no\"}",
         "2026-12-04", 1, 0},
        {"clock-water", "{\"new_pipe\":\"yes\",\"approval\":\"yes\"}",
         "2027-01-04", 1, 0},
        {"clock-power", "{\"voltage\":\"low\"}", "2026-12-02", 1, 0},
        {"clock-power", "{\"voltage\":\"medium\"}", "2027-01-11", 1, 0},
        {"clock-power", "{\"voltage\":\"huge\",\"x\":\"y\"}", NULL, 2, 1},
        {"clock-gas", "{\"new_pipe\":\"no\"}", "2026-11-26", 1, 0},
        {"clock-gas", "{\"new_pipe\":\"yes\",\"approval\":\"no\"}",
         "2026-12-14", 1, 0},
        {"clock-gas", "{\"new_pipe\":\"yes\",\"approval\":\"yes\"}",
         "2027-01-04", 1, 0},
        {"clock-simple-bankruptcy", "{}", "2027-05-23", 1, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_auto_t *answers = json_loads(rows[i].answers, 0, NULL);
        struct deadline out;
        int ret =
            deadline_run(parlor.ws->snapshot, room_record(rows[i].clock),
                         day("2026-11-23"), answers, day("2026-11-21"), &out);

        if (ret != 1 || out.case_count != rows[i].cases ||
            out.open_count != rows[i].open)
            fail_msg("row %zu: %d, %zu cases, %zu open", i, ret, out.case_count,
                     out.open_count);
        if (rows[i].due != NULL &&
            day_compare(out.cases[0].due, day(rows[i].due)) != 0)
            fail_msg("row %zu: %d-%d-%d", i, out.cases[0].due.year,
                     out.cases[0].due.month, out.cases[0].due.day);
    }
}

static bool noted(const struct deadline_case *one, const char *key)
{
    for (size_t i = 0; i < one->note_count; i++)
        if (strcmp(one->notes[i].key, key) == 0)
            return true;
    return false;
}

static void test_notes(void **state)
{
    struct deadline out;

    (void)state;
    deadline_run(parlor.ws->snapshot, room_record("clock-power"),
                 day("2026-11-23"), NULL, day("2026-11-21"), &out);
    assert_true(noted(&out.cases[0], "step.on_average"));
    assert_true(noted(&out.cases[0], "clock.assume.start"));
    assert_false(noted(&out.cases[0], "calendar.note.no_holidays"));
    assert_true(noted(&out.cases[1], "calendar.note.no_holidays"));
    deadline_run(parlor.ws->snapshot,
                 room_record("clock-construction-approval"), day("2026-11-23"),
                 NULL, day("2026-11-21"), &out);
    assert_true(noted(&out.cases[0], "assume.condition"));
    assert_true(noted(&out.cases[0], "assume.date_passed"));
    deadline_run(parlor.ws->snapshot, room_record("clock-company-start"),
                 day("2019-12-02"), NULL, day("2026-11-21"), &out);
    assert_true(noted(&out.cases[0], "step.not_yet"));
    assert_int_equal(
        deadline_run(parlor.ws->snapshot, room_record("clock-company-start"),
                     (struct date){2026, 2, 30}, NULL, day("2026-11-21"), &out),
        0);
}

/* Every clause that limits something in days belongs to a clock, and every
 * clock's clauses are there. */
static void test_complete(void **state)
{
    struct ids clauses = snapshot_kind(parlor.ws->snapshot, "clause");
    struct ids clocks = snapshot_kind(parlor.ws->snapshot, "clock");
    size_t found = 0, named = 0;

    (void)state;
    for (size_t i = 0; i < clauses.count; i++) {
        const struct record *clause = clauses.items[i];

        if (!record_is(clause, "rule.type", "time_limit") ||
            record_is(clause, "rule.unit", "hour"))
            continue;
        found++;
        if (deadline_clock(parlor.ws->snapshot, clause) == NULL)
            fail_msg("%s has no clock", clause->id);
    }
    for (size_t i = 0; i < clocks.count; i++) {
        const json_t *cases = record_get(clocks.items[i], "cases");
        size_t at = 0;
        json_t *one = NULL;

        json_array_foreach((json_t *)cases, at, one) {
            room_record(json_string_value(json_object_get(one, "clause")));
            named++;
        }
    }
    assert_int_equal(found, named);
    assert_null(deadline_clock(parlor.ws->snapshot, room_record("suzhou")));
    assert_null(deadline_clock(parlor.ws->snapshot, NULL));
}

/* Today is Saturday, 21 November 2026. */
static const struct {
    enum lang lang;
    const char *text, *day;
} spoken[] = {
    {LANG_EN, "on Monday 23 November", "2026-11-23"},
    {LANG_EN, "November 23rd, 2026", "2026-11-23"},
    {LANG_EN, "the 1st of December", "2026-12-01"},
    {LANG_EN, "on 5 January", "2027-01-05"},
    {LANG_EN, "5 January 2028", "2028-01-05"},
    {LANG_EN, "3 August", "2026-08-03"},
    {LANG_EN, "2026-12-24 please", "2026-12-24"},
    {LANG_EN, "tomorrow", "2026-11-22"},
    {LANG_EN, "today", "2026-11-21"},
    {LANG_EN, "next Monday", "2026-11-23"},
    {LANG_EN, "Friday", "2026-11-27"},
    {LANG_EN, "30 February", NULL},
    {LANG_EN, "in 3 months", NULL},
    {LANG_EN, "we may need 5 people", NULL},
    {LANG_EN, "1.5 or 2/3", NULL},
    {LANG_EN, "Mondays are fine", NULL},
    {LANG_ZH_HANS, "周一提交", "2026-11-23"},
    {LANG_ZH_HANS, "下周三开始", "2026-11-25"},
    {LANG_ZH_HANS, "下星期二", "2026-11-24"},
    {LANG_ZH_HANS, "11月23日", "2026-11-23"},
    {LANG_ZH_HANS, "2027年1月4号", "2027-01-04"},
    {LANG_ZH_HANS, "明天", "2026-11-22"},
    {LANG_ZH_HANS, "后天", "2026-11-23"},
    {LANG_ZH_HANT, "週一提交", "2026-11-23"},
    {LANG_ZH_HANT, "下週二", "2026-11-24"},
    {LANG_JA, "来週の火曜日に", "2026-11-24"},
    {LANG_JA, "来週火曜", "2026-11-24"},
    {LANG_JA, "12月1日", "2026-12-01"},
    {LANG_JA, "何営業日かかりますか", NULL},
    {LANG_JA, "明日", "2026-11-22"},
    {LANG_KO, "월요일에 신청하면", "2026-11-23"},
    {LANG_KO, "12월 1일", "2026-12-01"},
    {LANG_KO, "다음 화요일", "2026-11-24"},
    {LANG_KO, "내일", "2026-11-22"},
    {LANG_DE, "am Montag, 23. November", "2026-11-23"},
    {LANG_DE, "nächsten Dienstag", "2026-11-24"},
    {LANG_DE, "am 1.12.2026", "2026-12-01"},
    {LANG_DE, "am 1.12.", "2026-12-01"},
    {LANG_DE, "morgen", "2026-11-22"},
    {LANG_DE, "1,5 oder 1.5", NULL},
    {LANG_FR, "le 1er décembre", "2026-12-01"},
    {LANG_FR, "mardi prochain", "2026-11-24"},
    {LANG_FR, "lundi", "2026-11-23"},
    {LANG_FR, "après-demain", "2026-11-23"},
    {LANG_FR, "24/12/2026", "2026-12-24"},
    {LANG_RU, "с понедельника", "2026-11-23"},
    {LANG_RU, "в среду", "2026-11-25"},
    {LANG_RU, "1 декабря", "2026-12-01"},
    {LANG_RU, "01.12.2026", "2026-12-01"},
    {LANG_RU, "завтра", "2026-11-22"},
    {LANG_ES, "el 1 de diciembre de 2026", "2026-12-01"},
    {LANG_ES, "el próximo martes", "2026-11-24"},
    {LANG_ES, "pasado mañana", "2026-11-23"},
    {LANG_ES, "el lunes", "2026-11-23"},
    {LANG_AR, "يوم الاثنين", "2026-11-23"},
    {LANG_AR, "يوم الإثنين", "2026-11-23"},
    {LANG_AR, "1 ديسمبر", "2026-12-01"},
    {LANG_AR, "غدا", "2026-11-22"},
    {LANG_EN, "", NULL},
    {LANG_EN, "99999999999999-99-99", NULL},
};

static void test_spoken(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++) {
        const char *plain =
            analyser_plain(parlor.ws->analyser, spoken[i].text,
                           strlen(spoken[i].text), parlor.ws->arena);
        struct date out;
        int ret = spoken_day(parlor.ws->analyser, plain, spoken[i].lang,
                             day("2026-11-21"), parlor.ws->arena, &out);

        if (ret != (spoken[i].day != NULL) ||
            (ret == 1 && day_compare(out, day(spoken[i].day)) != 0))
            fail_msg("row %zu: %s: %d, %d-%d-%d", i, spoken[i].text, ret,
                     out.year, out.month, out.day);
    }
}

/* Bits of days in any order, in any language: no more than a valid day. */
static void test_spoken_soup(void **state)
{
    static const char *const bits[] = {
        "23",  "11", "2026", "-",        "/",       ".",      " ",  "月",
        "日",  "号", "년",   "november", "monday",  "next ",  "de", "1er",
        "th",  "下", "周一", "наября",   "ноября",  "в ",     "0",  "999999",
        "년 ", "일", "يوم",  "الاثنين",  "morgen ", "mañana", ",",  "\xC3\xA9"};
    unsigned seed = 3;

    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        char text[256] = "";
        const char *plain = NULL;
        struct date out;

        for (size_t i = 0; i < 8; i++) {
            seed = seed * 1103515245u + 12345u;
            strncat(text, bits[(seed >> 8) % (sizeof bits / sizeof *bits)],
                    sizeof text - strlen(text) - 1);
        }
        plain = analyser_plain(parlor.ws->analyser, text, strlen(text),
                               parlor.ws->arena);
        if (spoken_day(parlor.ws->analyser, plain,
                       (enum lang)(round % LANG_COUNT), day("2026-11-21"),
                       parlor.ws->arena, &out) == 1 &&
            !day_valid(out))
            fail_msg("round %zu: %s", round, text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),      cmocka_unit_test(test_notes),
        cmocka_unit_test(test_complete),    cmocka_unit_test(test_spoken),
        cmocka_unit_test(test_spoken_soup),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
