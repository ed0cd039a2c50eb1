/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar/days.h"

#include <stdio.h>
#include <string.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2199, ERA_DAYS = 146097 };

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

bool day_valid(struct date day)
{
    return day.year >= YEAR_MIN && day.year <= YEAR_MAX && day.month >= 1 &&
           day.month <= 12 && day.day >= 1 &&
           day.day <= month_days(day.year, day.month);
}

int day_read(const char *text, struct date *out)
{
    static const char shape[] = "dddd-dd-dd";

    *out = (struct date){0};
    if (text == NULL || strlen(text) != sizeof shape - 1)
        return 0;
    for (size_t i = 0; shape[i] != '\0'; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';

        if (shape[i] == 'd' ? !digit : text[i] != shape[i])
            return 0;
    }
    date_parse(text, out);
    if (day_valid(*out))
        return 1;
    *out = (struct date){0};
    return 0;
}

void day_write(struct date day, char out[DAY_TEXT])
{
    snprintf(out, DAY_TEXT, "%04u-%02u-%02u", (unsigned)day.year % 10000,
             (unsigned)day.month % 100, (unsigned)day.day % 100);
}

json_t *day_json(struct date day)
{
    char text[DAY_TEXT];

    if (day.year == 0)
        return json_null();
    day_write(day, text);
    return json_string(text);
}

long day_number(struct date day)
{
    long year = day.year - (day.month <= 2);
    long era = (year >= 0 ? year : year - 399) / 400;
    long of_era = year - era * 400;
    long month = (day.month + 9) % 12; /* from March */
    long of_year = (153 * month + 2) / 5 + day.day - 1;
    long in_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

    return era * ERA_DAYS + in_era - 719468;
}

struct date day_of(long number)
{
    long from = number + 719468;
    long era = (from >= 0 ? from : from - ERA_DAYS + 1) / ERA_DAYS;
    long in_era = from - era * ERA_DAYS;
    long of_era =
        (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    long of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    long month = (5 * of_year + 2) / 153;
    struct date out = {.day = (int)(of_year - (153 * month + 2) / 5 + 1),
                       .month = (int)(month < 10 ? month + 3 : month - 9)};

    out.year = (int)(of_era + era * 400 + (out.month <= 2));
    return out;
}

int day_weekday(struct date day)
{
    long number = day_number(day) + 3; /* 1970-01-01 was a Thursday */

    return (int)((number % 7 + 7) % 7);
}

struct date day_plus(struct date day, long days)
{
    return day_of(day_number(day) + days);
}

int day_compare(struct date a, struct date b)
{
    long one = day_number(a), two = day_number(b);

    return (one > two) - (one < two);
}
