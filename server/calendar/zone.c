/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and minutes of a time zone, by ICU's copy of the IANA zones. */
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "calendar/calendar.h"

enum { ZONE_MAX = 64, DAY_MINUTES = 24 * 60 };

static const int64_t minute_ms = 60 * 1000;

/* A calendar in zone, or NULL if there is no such zone. */
static UCalendar *zone_open(const char *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar id[ZONE_MAX], real[ZONE_MAX];
    UBool known = 0;
    int32_t len = 0;

    if (zone == NULL)
        return NULL;
    u_strFromUTF8(id, ZONE_MAX, &len, zone, -1, &status);
    ucal_getCanonicalTimeZoneID(id, len, real, ZONE_MAX, &known, &status);
    if (U_FAILURE(status) || !known)
        return NULL;
    return ucal_open(id, len, "en", UCAL_GREGORIAN, &status);
}

int calendar_local(const char *zone, int64_t at, struct date *day, int *minute)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = zone_open(zone);

    *day = (struct date){0};
    *minute = 0;
    if (calendar == NULL)
        return 0;
    ucal_setMillis(calendar, (UDate)at, &status);
    day->year = ucal_get(calendar, UCAL_YEAR, &status);
    day->month = ucal_get(calendar, UCAL_MONTH, &status) + 1;
    day->day = ucal_get(calendar, UCAL_DATE, &status);
    *minute = ucal_get(calendar, UCAL_HOUR_OF_DAY, &status) * 60 +
              ucal_get(calendar, UCAL_MINUTE, &status);
    ucal_close(calendar);
    return U_SUCCESS(status) && day_valid(*day);
}

int calendar_moment(const char *zone, struct date day, int minute, int64_t *at)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = zone_open(zone);

    *at = 0;
    if (calendar == NULL)
        return 0;
    if (!day_valid(day) || minute < 0 || minute > DAY_MINUTES) {
        ucal_close(calendar);
        return 0;
    }
    ucal_clear(calendar);
    ucal_setDateTime(calendar, day.year, day.month - 1, day.day, minute / 60,
                     minute % 60, 0, &status);
    *at = (int64_t)ucal_getMillis(calendar, &status);
    ucal_close(calendar);
    return U_SUCCESS(status);
}

int calendar_deadline(const struct calendar *calendar, const char *zone,
                      int64_t at, int n, int64_t *out)
{
    const char *own = calendar->time_zone != NULL ? calendar->time_zone : zone;
    struct date day, due;
    int minute = 0;

    *out = 0;
    if (calendar_local(own, at, &day, &minute) == 0)
        return 0;
    at %= minute_ms;
    if (!calendar_works(calendar, day)) {
        day = calendar_next_working_day(calendar, day);
        minute = 0;
        at = 0;
    }
    if (calendar_add_working_days(calendar, day, n, &due) == 0 ||
        calendar_moment(own, due, minute, out) == 0)
        return 0;
    *out += at;
    return 1;
}
