/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/day.h"

#include <stddef.h>
#include <stdio.h>

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (leap && month == 2);
}

static bool day_read(const char *date, int *year, int *month, int *day)
{
    *month = *day = 1;
    if (date == NULL || sscanf(date, "%4d-%2d-%2d", year, month, day) < 1)
        return false;
    return *year > 0 && *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31;
}

static bool step_back(int year, int month, int day, char out[DATE_SIZE])
{
    if (--day == 0) {
        if (--month == 0) {
            month = 12;
            year--;
        }
        if (year < 1)
            return false;
        day = days_of(year, month);
    }
    snprintf(out, DATE_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000u,
             (unsigned)month % 100u, (unsigned)day % 100u);
    return true;
}

bool day_before(const char *date, char out[DATE_SIZE])
{
    int year = 0, month = 0, day = 0;

    return day_read(date, &year, &month, &day) &&
           step_back(year, month, day, out);
}

bool day_years_end(const char *date, int years, char out[DATE_SIZE])
{
    int year = 0, month = 0, day = 0;

    if (!day_read(date, &year, &month, &day) || years < 1 || years > 100 ||
        year + years > 9999)
        return false;
    return step_back(year + years, month, day, out);
}
