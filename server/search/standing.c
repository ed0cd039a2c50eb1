/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/standing.h"

#include <stdlib.h>
#include <string.h>

enum { AGED_YEARS = 20 };
enum { YEAR_FIRST = 1900, YEAR_LAST = 2100, YEAR_DIGITS = 4 };

static struct date date_at(const struct record *record, const char *path)
{
    struct date date;

    date_parse(record_string(record, path), &date);
    return date;
}

static bool replaced(const struct record *record)
{
    return record_get(record, "superseded_by") != NULL ||
           record_get(record, "repealed_by") != NULL ||
           json_is_true(record_get(record, "repealed"));
}

enum standing standing_of(const struct record *record, struct date day)
{
    struct date from = date_at(record, "in_force.from");
    struct date to = date_at(record, "in_force.to");

    if (from.year != 0 && date_order(from, false) > date_order(day, true))
        return STANDING_FUTURE;
    if (to.year != 0)
        return date_passed(to, day) ? STANDING_OLD : STANDING_FORCE;
    return replaced(record) ? STANDING_OLD : STANDING_FORCE;
}

/* "2016年版", "2016년": the reader of amounts leaves dates out. */
static long year_written(const char *plain)
{
    static const char *const marks[] = {"年", "년"};

    for (size_t i = 0; plain[i] != '\0'; i++) {
        size_t digits = strspn(plain + i, "0123456789");
        long year = digits == YEAR_DIGITS ? strtol(plain + i, NULL, 10) : 0;

        for (size_t j = 0; j < sizeof marks / sizeof *marks; j++)
            if (year >= YEAR_FIRST && year < YEAR_LAST &&
                strncmp(plain + i + digits, marks[j], strlen(marks[j])) == 0)
                return year;
        i += digits != 0 ? digits - 1 : 0;
    }
    return 0;
}

long standing_year_of(const struct quantity *quantity)
{
    return (quantity->type == QUANTITY_PLAIN ||
            quantity->type == QUANTITY_TIME) &&
                   quantity->low == quantity->high &&
                   quantity->low >= YEAR_FIRST && quantity->low < YEAR_LAST
               ? (long)quantity->low
               : 0;
}

long standing_year(const struct meaning *meaning)
{
    long year = 0;

    for (size_t i = 0; i < meaning->quantities.count && year == 0; i++)
        year = standing_year_of(&meaning->quantities.items[i]);
    return year == 0 && meaning->plain != NULL ? year_written(meaning->plain)
                                               : year;
}

bool standing_ahead(const struct meaning *meaning, struct date today)
{
    return standing_year(meaning) > today.year;
}

struct date standing_day(const struct meaning *meaning, struct date today)
{
    long year = standing_year(meaning) - meaning->earlier;

    return year >= YEAR_FIRST && year < today.year
               ? (struct date){.year = (int)year}
               : today;
}

bool standing_aged(const struct record *record, struct date today)
{
    struct date date;
    const char *text = record_string(record, "source.date");

    return text != NULL && date_parse(text, &date) &&
           date.year + AGED_YEARS < today.year;
}
