/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days of the corpus's calendars, times of day, opening hours. */
#include "calendar_room.h"

#include <unicode/ucal.h>

#include "calendar/calendar.h"

static int corpus_open(void **state)
{
    static const char *const kinds[] = {"calendar", "country", "parlor"};

    (void)state;
    corpus_fill(kinds, sizeof kinds / sizeof *kinds);
    corpus_seal();
    return 0;
}

static struct date day(const char *text)
{
    struct date out;

    if (day_read(text, &out) == 0)
        fail_msg("%s is no day", text);
    return out;
}

static struct calendar of(const char *country)
{
    struct calendar out;

    calendar_of(snapshot, country, &out);
    return out;
}

/* Working days after from, up to and with to. */
static int counted(const struct calendar *calendar, struct date from,
                   struct date to)
{
    int count = 0;

    for (long n = day_number(from) + 1; n <= day_number(to); n++)
        count += calendar_works(calendar, day_of(n));
    return count;
}

/* The holiday of the record that a day belongs to, or NULL. */
static const json_t *holiday_on(const struct calendar *calendar,
                                struct date date)
{
    size_t i = 0, j = 0;
    json_t *year = NULL, *holiday = NULL;

    json_array_foreach((json_t *)record_get(calendar->record, "years"), i,
                       year) {
        json_array_foreach(json_object_get(year, "holidays"), j, holiday) {
            const char *from = text_of(holiday, "from");
            const char *to = text_of(holiday, "to");

            if (day_compare(day(from), date) <= 0 &&
                day_compare(date, day(*to != '\0' ? to : from)) <= 0)
                return holiday;
        }
    }
    return NULL;
}

static void test_days(void **state)
{
    static const char *const bad[] = {
        "2026-02-29", "2026-13-01", "2026-00-10",  "2026-1-1",
        "20261123",   "2026-11-31", "1899-01-01",  "2200-01-01",
        "2026-11-2x", "",           "2026-11-23 ", "+026-11-23"};
    struct date out;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (day_read(bad[i], &out) != 0)
            fail_msg("row %zu: %s", i, bad[i]);
    assert_int_equal(day_read(NULL, &out), 0);
    assert_int_equal(day_number(day("1970-01-01")), 0);
    assert_int_equal(day_weekday(day("2026-11-23")), 0);
    for (long n = day_number(day("1900-01-01"));
         n <= day_number(day("2199-12-31")); n++) {
        out = day_of(n);
        if (!day_valid(out) || day_number(out) != n)
            fail_msg("day %ld: %d-%d-%d", n, out.year, out.month, out.day);
    }
}

static void test_works(void **state)
{
    static const struct {
        const char *country, *day;
        bool works;
    } rows[] = {
        {"CN", "2026-11-23", true},  {"CN", "2026-11-22", false},
        {"CN", "2026-02-14", true},  {"CN", "2026-02-23", false},
        {"CN", "2026-10-07", false}, {"CN", "2026-10-10", true},
        {"CN", "2026-09-20", true},  {"CN", "2025-10-08", false},
        {"CN", "2025-09-28", true},  {"CN", "2027-10-04", true},
        {"IL", "2026-11-20", false}, {"IL", "2026-11-22", true},
        {"IL", "2026-09-21", false}, {"JP", "2026-11-23", false},
        {"JP", "2026-09-22", false}, {"JP", "2027-03-22", false},
        {"KR", "2026-08-17", false}, {"KR", "2026-08-18", true},
        {"DE", "2026-04-03", false}, {"DE", "2026-11-02", true},
        {"RU", "2026-12-31", false}, {"RU", "2026-03-09", false},
        {"KZ", "2026-03-23", false}, {"IN", "2026-11-21", true},
        {"IN", "2026-11-22", false}, {"AE", "2026-11-22", false},
        {"SA", "2026-11-20", false}, {"SA", "2026-11-22", true},
        {"", "2026-11-22", false},   {"??", "2026-11-23", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calendar calendar = of(rows[i].country);

        if (calendar_works(&calendar, day(rows[i].day)) != rows[i].works)
            fail_msg("row %zu: %s %s", i, rows[i].country, rows[i].day);
    }
}

static void test_add(void **state)
{
    static const struct {
        const char *country, *from;
        int days;
        const char *to;
    } rows[] = {
        {"CN", "2026-11-23", 2, "2026-11-25"},
        {"CN", "2026-11-20", 1, "2026-11-23"},
        {"CN", "2026-11-22", 1, "2026-11-23"},
        {"CN", "2026-11-22", 0, "2026-11-22"},
        {"CN", "2026-09-18", 2, "2026-09-21"}, /* a Sunday is worked */
        {"CN", "2026-09-30", 3, "2026-10-10"}, /* 8, 9, Saturday 10 */
        {"CN", "2026-02-13", 2, "2026-02-24"},
        {"IL", "2026-11-19", 1, "2026-11-22"},
        {"JP", "2026-11-20", 1, "2026-11-24"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calendar calendar = of(rows[i].country);
        struct date from = day(rows[i].from), to;

        if (calendar_add_working_days(&calendar, from, rows[i].days, &to) !=
                1 ||
            day_compare(to, day(rows[i].to)) != 0)
            fail_msg("row %zu: %d-%d-%d", i, to.year, to.month, to.day);
        if (counted(&calendar, from, to) != rows[i].days)
            fail_msg("row %zu: counted back", i);
    }
}

static void test_bounds(void **state)
{
    struct calendar calendar = of("CN");
    struct date out;

    (void)state;
    assert_int_equal(
        calendar_add_working_days(&calendar, day("2026-01-01"), -1, &out), 0);
    assert_int_equal(calendar_add_working_days(&calendar, day("2026-01-01"),
                                               CALENDAR_DAYS_MAX + 1, &out),
                     0);
    assert_int_equal(
        calendar_add_working_days(&calendar, day("2199-12-20"), 100, &out), 0);
    assert_int_equal(calendar_add_working_days(
                         &calendar, (struct date){2026, 2, 30}, 1, &out),
                     0);
}

/* Every day that is not worked though no weekend, and the reverse, is told
 * by the calendar; every record's days are days, in order. */
static void test_data(void **state)
{
    struct ids all = snapshot_kind(snapshot, "calendar");

    (void)state;
    assert_true(all.count >= 8);
    for (size_t i = 0; i < all.count; i++) {
        const json_t *years = record_get(all.items[i], "years");
        struct calendar calendar = of(record_string(all.items[i], "country"));
        size_t at = 0, j = 0;
        json_t *year = NULL, *one = NULL;

        if (calendar.time_zone != NULL) {
            struct date local;
            int minute = 0;

            if (calendar_local(calendar.time_zone, 0, &local, &minute) == 0)
                fail_msg("%s: no zone %s", calendar.country,
                         calendar.time_zone);
        }
        json_array_foreach((json_t *)years, at, year) {
            int number = (int)json_integer_value(json_object_get(year, "year"));
            const char *last = "";

            json_array_foreach(json_object_get(year, "holidays"), j, one) {
                const char *from = text_of(one, "from");
                const char *to = text_of(one, "to");

                if (*to == '\0')
                    to = from;
                if (day(from).year != number || day(to).year != number ||
                    strcmp(from, last) <= 0 || strcmp(to, from) < 0)
                    fail_msg("%s: %s to %s", calendar.country, from, to);
                last = to;
            }
            json_array_foreach(json_object_get(year, "workdays"), j, one) {
                struct date worked = day(json_string_value(one));

                if (worked.year != number ||
                    (calendar.weekend >> day_weekday(worked) & 1u) == 0)
                    fail_msg("%s: %s", calendar.country,
                             json_string_value(one));
            }
        }
    }
}

/* The days of rest of Israel are those of ICU's Hebrew calendar. */
static void test_hebrew(void **state)
{
    static const struct {
        int month, day; /* of ICU: 0 Tishri, 7 Nisan, 8 Iyar, 9 Sivan */
        const char *name;
    } rests[] = {
        {0, 1, "Rosh Hashanah"},
        {0, 2, "Rosh Hashanah"},
        {0, 10, "Yom Kippur"},
        {0, 15, "First day of Sukkot"},
        {0, 22, "Shemini Atzeret"},
        {7, 15, "First day of Passover"},
        {7, 21, "Seventh day of Passover"},
        {9, 6, "Shavuot"},
    };
    static const UChar zone[] = {'G', 'M', 'T', 0};
    struct calendar calendar = of("IL");
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *hebrew =
        ucal_open(zone, -1, "en@calendar=hebrew", UCAL_DEFAULT, &status);
    size_t found = 0;

    (void)state;
    for (long n = day_number(day("2026-01-01"));
         n <= day_number(day("2027-12-31")); n++) {
        ucal_setMillis(hebrew, (double)n * 86400000.0, &status);
        for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
            const json_t *holiday = holiday_on(&calendar, day_of(n));

            if (ucal_get(hebrew, UCAL_MONTH, &status) != rests[i].month ||
                ucal_get(hebrew, UCAL_DATE, &status) != rests[i].day)
                continue;
            found++;
            if (strcmp(text_of(json_object_get(holiday, "names"), "en"),
                       rests[i].name) != 0)
                fail_msg("day %ld is %s", n, rests[i].name);
        }
    }
    ucal_close(hebrew);
    assert_true(U_SUCCESS(status));
    assert_int_equal(found, 16);
}

static void test_gaps(void **state)
{
    struct calendar china = of("CN"), korea = of("KR"), france = of("FR");
    struct phrase out[CALENDAR_GAPS_MAX];

    (void)state;
    assert_int_equal(
        calendar_gaps(&china, day("2026-11-23"), day("2026-12-31"), out), 0);
    assert_int_equal(
        calendar_gaps(&china, day("2026-11-23"), day("2027-01-04"), out), 1);
    assert_string_equal(out[0].key, "calendar.note.no_holidays");
    assert_int_equal(out[0].args[0].date.year, 2027);
    assert_non_null(out[0].args[1].record);
    assert_int_equal(
        calendar_gaps(&korea, day("2026-11-23"), day("2026-11-24"), out), 1);
    assert_string_equal(out[0].key, "calendar.note.some_holidays");
    assert_int_equal(
        calendar_gaps(&france, day("2026-01-01"), day("2036-01-01"), out),
        CALENDAR_GAPS_MAX);
}

static void test_zones(void **state)
{
    static const struct {
        const char *zone, *day;
        int minute;
        int64_t at;
    } rows[] = {
        {"Asia/Shanghai", "2026-11-23", 540, 1795395600000},
        {"Europe/Berlin", "2026-07-01", 0, 1782856800000},
        {"Europe/Berlin", "2026-12-01", 0, 1796079600000},
    };
    struct date local;
    int minute = 0;
    int64_t at = 0;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (calendar_moment(rows[i].zone, day(rows[i].day), rows[i].minute,
                            &at) != 1 ||
            at != rows[i].at)
            fail_msg("row %zu: %lld", i, (long long)at);
        if (calendar_local(rows[i].zone, at, &local, &minute) != 1 ||
            day_compare(local, day(rows[i].day)) != 0 ||
            minute != rows[i].minute)
            fail_msg("row %zu: back", i);
    }
    assert_int_equal(calendar_local("Mars/Olympus", 0, &local, &minute), 0);
    assert_int_equal(calendar_local(NULL, 0, &local, &minute), 0);
    assert_int_equal(
        calendar_moment("Asia/Shanghai", day("2026-11-23"), 1441, &at), 0);
}

static void test_deadline(void **state)
{
    static const struct {
        const char *from, *to;
        int from_minute, days, to_minute;
    } rows[] = {
        {"2026-11-20", "2026-11-23", 15 * 60, 1, 15 * 60},
        {"2026-11-21", "2026-11-24", 15 * 60, 1, 0}, /* a Saturday */
        {"2026-11-23", "2026-11-23", 60, 0, 60},
        {"2026-09-30", "2026-10-08", 600, 1, 600},
    };
    struct calendar calendar = of("CN");
    int64_t from = 0, to = 0, out = 0;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        calendar_moment("Asia/Shanghai", day(rows[i].from), rows[i].from_minute,
                        &from);
        calendar_moment("Asia/Shanghai", day(rows[i].to), rows[i].to_minute,
                        &to);
        if (calendar_deadline(&calendar, NULL, from, rows[i].days, &out) != 1 ||
            out != to)
            fail_msg("row %zu: %lld, not %lld", i, (long long)out,
                     (long long)to);
    }
    calendar = of("RU");
    assert_int_equal(calendar_deadline(&calendar, NULL, from, 1, &out), 0);
    assert_int_equal(
        calendar_deadline(&calendar, "Europe/Moscow", from, 1, &out), 1);
}

static void test_hours(void **state)
{
    static const char *const unknown[] = {"by appointment",
                                          "",
                                          "Mo-Fr",
                                          "Mo-Fr 9",
                                          "Mo-Fr 17:00-09:00",
                                          "Mo-Fr 09:00-25:00",
                                          "Mo-Fr 09:00-17:30; closed",
                                          "Xx 09:00-10:00",
                                          "Mo- 09:00-10:00"};
    struct hours hours;
    struct hours_span span;
    struct date monday = day("2026-11-23"), sunday = day("2026-11-22");

    (void)state;
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        if (hours_read(unknown[i], &hours) != 0)
            fail_msg("row %zu: %s", i, unknown[i]);
    assert_int_equal(hours_read(NULL, &hours), 0);
    assert_int_equal(
        hours_read("Mo-Fr 09:00-12:00,13:00-17:30; Sa,Su 10:00-12:00", &hours),
        1);
    assert_true(hours_hold(&hours, monday, 540, 720));
    assert_false(hours_hold(&hours, monday, 540, 780));
    assert_false(hours_hold(&hours, sunday, 540, 660));
    assert_true(hours_hold(&hours, sunday, 600, 720));
    assert_int_equal(hours_next(&hours, monday, 725, &span), 1);
    assert_int_equal(span.from, 780);
    assert_int_equal(hours_next(&hours, monday, 1080, &span), 0);
    assert_int_equal(hours_read("00:00-24:00", &hours), 1);
    assert_true(hours_hold(&hours, sunday, 0, 1440));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),     cmocka_unit_test(test_works),
        cmocka_unit_test(test_add),      cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_data),     cmocka_unit_test(test_hebrew),
        cmocka_unit_test(test_gaps),     cmocka_unit_test(test_zones),
        cmocka_unit_test(test_deadline), cmocka_unit_test(test_hours),
    };

    return cmocka_run_group_tests(tests, corpus_open, corpus_close);
}
