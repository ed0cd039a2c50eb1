/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/standing.h"

enum { AGED_YEARS = 20 };

enum { YEAR_FIRST = 1900, YEAR_LAST = 2100 };

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

bool standing_ahead(const struct meaning *meaning, struct date today)
{
    for (size_t i = 0; i < meaning->quantities.count; i++) {
        const struct quantity *year = &meaning->quantities.items[i];

        if ((year->type == QUANTITY_PLAIN || year->type == QUANTITY_TIME) &&
            year->low == year->high && year->low > today.year &&
            year->low < YEAR_LAST)
            return true;
    }
    return false;
}

struct date standing_day(const struct meaning *meaning, struct date today)
{
    for (size_t i = 0; i < meaning->quantities.count; i++) {
        const struct quantity *year = &meaning->quantities.items[i];

        if ((year->type == QUANTITY_PLAIN || year->type == QUANTITY_TIME) &&
            year->low == year->high && year->low >= YEAR_FIRST &&
            year->low < today.year)
            return (struct date){.year = (int)year->low};
    }
    return today;
}

bool standing_aged(const struct record *record, struct date today)
{
    struct date date;
    const char *text = record_string(record, "source.date");

    return text != NULL && date_parse(text, &date) &&
           date.year + AGED_YEARS < today.year;
}
