/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar/calendar.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ucal.h>

enum { WEEK = 7, SATURDAY_SUNDAY = 1u << 5 | 1u << 6, LOOK_AHEAD = 60 };

static const char *const weekdays[WEEK] = {"monday",   "tuesday", "wednesday",
                                           "thursday", "friday",  "saturday",
                                           "sunday"};

/* ---- which calendar ------------------------------------------------------ */

static unsigned weekend_read(const json_t *names)
{
    unsigned out = 0;

    for (unsigned i = 0; i < WEEK; i++)
        if (record_list_has(names, weekdays[i]))
            out |= 1u << i;
    return out;
}

/* Days that CLDR calls weekend, whole or in part. */
static unsigned weekend_cldr(const char *country)
{
    static const UCalendarDaysOfWeek days[WEEK] = {
        UCAL_MONDAY, UCAL_TUESDAY,  UCAL_WEDNESDAY, UCAL_THURSDAY,
        UCAL_FRIDAY, UCAL_SATURDAY, UCAL_SUNDAY};
    UErrorCode status = U_ZERO_ERROR;
    char locale[16];
    UCalendar *calendar = NULL;
    unsigned out = 0;

    snprintf(locale, sizeof locale, "und_%.2s", country);
    calendar = ucal_open(NULL, 0, locale, UCAL_GREGORIAN, &status);
    for (unsigned i = 0; U_SUCCESS(status) && i < WEEK; i++)
        if (ucal_getDayOfWeekType(calendar, days[i], &status) != UCAL_WEEKDAY)
            out |= 1u << i;
    ucal_close(calendar);
    return U_SUCCESS(status) && out != 0 ? out : SATURDAY_SUNDAY;
}

void calendar_of(const struct snapshot *snapshot, const char *country,
                 struct calendar *out)
{
    struct ids all = snapshot_kind(snapshot, "calendar");

    *out = (struct calendar){0};
    snprintf(out->country, sizeof out->country, "%s",
             country != NULL ? country : "");
    out->place = snapshot_country(snapshot, out->country);
    for (size_t i = 0; i < all.count; i++) {
        if (!record_is(all.items[i], "country", out->country))
            continue;
        out->record = all.items[i];
        out->weekend = weekend_read(record_get(out->record, "weekend"));
        out->time_zone = record_string(out->record, "time_zone");
        return;
    }
    out->weekend = weekend_cldr(out->country);
}

void calendar_at(const struct snapshot *snapshot, const struct record *where,
                 struct calendar *out)
{
    const char *country =
        where != NULL ? record_string(where, "country") : NULL;
    const struct record *named =
        country != NULL ? snapshot_record(snapshot, country) : NULL;

    if (named != NULL && record_string(named, "code") != NULL)
        country = record_string(named, "code");
    calendar_of(snapshot, country != NULL ? country : "CN", out);
}

/* ---- one day ------------------------------------------------------------- */

static const json_t *year_of(const struct calendar *calendar, int year)
{
    const json_t *years =
        calendar->record != NULL ? record_get(calendar->record, "years") : NULL;
    size_t i = 0;
    json_t *one = NULL;

    json_array_foreach((json_t *)years, i, one) {
        if (json_integer_value(json_object_get(one, "year")) == year)
            return one;
    }
    return NULL;
}

static bool holiday_holds(const json_t *holiday, const char *day)
{
    const char *from = json_string_value(json_object_get(holiday, "from"));
    const char *to = json_string_value(json_object_get(holiday, "to"));

    /* ISO days are in order as texts */
    return from != NULL && strcmp(from, day) <= 0 &&
           strcmp(day, to != NULL ? to : from) <= 0;
}

static bool is_holiday(const json_t *year, const char *day)
{
    size_t i = 0;
    json_t *holiday = NULL;

    json_array_foreach(json_object_get(year, "holidays"), i, holiday) {
        if (holiday_holds(holiday, day))
            return true;
    }
    return false;
}

bool calendar_works(const struct calendar *calendar, struct date day)
{
    const json_t *year = year_of(calendar, day.year);
    char text[DAY_TEXT];

    day_write(day, text);
    if (record_list_has(json_object_get(year, "workdays"), text))
        return true;
    if (is_holiday(year, text))
        return false;
    return (calendar->weekend >> day_weekday(day) & 1u) == 0;
}

/* ---- counting ------------------------------------------------------------ */

int calendar_add_working_days(const struct calendar *calendar, struct date from,
                              int n, struct date *out)
{
    /* a calendar of nothing but days off is no calendar */
    long left = (long)CALENDAR_DAYS_MAX * WEEK;

    *out = from;
    if (!day_valid(from) || n < 0 || n > CALENDAR_DAYS_MAX)
        return 0;
    while (n > 0 && left-- > 0) {
        *out = day_plus(*out, 1);
        if (!day_valid(*out))
            return 0;
        n -= calendar_works(calendar, *out);
    }
    return n == 0;
}

struct date calendar_next_working_day(const struct calendar *calendar,
                                      struct date day)
{
    struct date out = day;

    for (int i = 0; i < LOOK_AHEAD && !calendar_works(calendar, out); i++)
        out = day_plus(out, 1);
    return out;
}

/* ---- what is not known --------------------------------------------------- */

void calendar_name(const struct calendar *calendar, struct phrase *phrase)
{
    if (calendar->place != NULL)
        phrase_name(phrase, "country", calendar->place);
    else
        phrase_text(phrase, "country", calendar->country);
}

size_t calendar_gaps(const struct calendar *calendar, struct date from,
                     struct date to,
                     struct phrase out[static CALENDAR_GAPS_MAX])
{
    size_t count = 0;

    for (int year = from.year; year <= to.year && count < CALENDAR_GAPS_MAX;
         year++) {
        const json_t *known = year_of(calendar, year);
        struct phrase *phrase = &out[count];

        if (json_is_true(json_object_get(known, "complete")))
            continue;
        *phrase = phrase_of(known != NULL ? "calendar.note.some_holidays"
                                          : "calendar.note.no_holidays");
        phrase_date(phrase, "year", (struct date){.year = year});
        calendar_name(calendar, phrase);
        count++;
    }
    return count;
}
