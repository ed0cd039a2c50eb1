/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "calendar/calendar.h"

enum { WEEK = 7, DAY_MINUTES = 24 * 60, HOURS_TEXT_MAX = 200 };

static const char *const names[WEEK] = {"Mo", "Tu", "We", "Th",
                                        "Fr", "Sa", "Su"};

static const char *blanks(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

/* "Mo": its number, and *at behind it; -1 if none stands there. */
static int weekday_read(const char **at)
{
    for (int i = 0; i < WEEK; i++) {
        if (strncmp(*at, names[i], 2) != 0)
            continue;
        *at += 2;
        return i;
    }
    return -1;
}

/* "Mo-Fr,Su"; all days if none is named. 1 or 0. */
static int days_read(const char **at, unsigned *out)
{
    *out = 0;
    if (isdigit((unsigned char)**at)) {
        *out = (1u << WEEK) - 1;
        return 1;
    }
    for (;;) {
        int first = weekday_read(at), last = first;

        if (first >= 0 && **at == '-') {
            (*at)++;
            last = weekday_read(at);
        }
        if (first < 0 || last < 0)
            return 0;
        for (int i = first;; i = (i + 1) % WEEK) {
            *out |= 1u << i;
            if (i == last)
                break;
        }
        if (**at != ',')
            return 1;
        (*at)++;
    }
}

/* "09:00": 1 or 0. */
static int time_read(const char **at, int *out)
{
    int hour = 0, minute = 0, len = 0;

    if (!isdigit((unsigned char)**at) ||
        sscanf(*at, "%2d:%2d%n", &hour, &minute, &len) != 2 || hour < 0 ||
        minute < 0 || minute > 59 || hour * 60 + minute > DAY_MINUTES)
        return 0;
    *at += len;
    *out = hour * 60 + minute;
    return 1;
}

/* "09:00-12:00,13:00-17:30" of these days. 1 or 0. */
static int spans_read(const char **at, unsigned days, struct hours *out)
{
    for (;;) {
        struct hours_span span = {.days = days};

        *at = blanks(*at);
        if (out->count == HOURS_SPANS_MAX || time_read(at, &span.from) == 0 ||
            *(*at)++ != '-' || time_read(at, &span.to) == 0 ||
            span.to <= span.from)
            return 0;
        out->spans[out->count++] = span;
        if (**at != ',')
            return 1;
        (*at)++;
    }
}

int hours_read(const char *text, struct hours *out)
{
    *out = (struct hours){0};
    if (text == NULL || strlen(text) > HOURS_TEXT_MAX)
        return 0;
    for (const char *at = blanks(text); *at != '\0'; at = blanks(at)) {
        unsigned days = 0;

        if (days_read(&at, &days) == 0)
            return 0;
        at = blanks(at);
        if (spans_read(&at, days, out) == 0)
            return 0;
        at = blanks(at);
        if (*at == ';')
            at++;
        else if (*at != '\0')
            return 0;
    }
    return out->count != 0;
}

bool hours_hold(const struct hours *hours, struct date day, int from, int to)
{
    for (size_t i = 0; i < hours->count; i++) {
        const struct hours_span *span = &hours->spans[i];

        if ((span->days >> day_weekday(day) & 1u) != 0 && span->from <= from &&
            to <= span->to)
            return true;
    }
    return false;
}

int hours_next(const struct hours *hours, struct date day, int minute,
               struct hours_span *out)
{
    int found = 0;

    for (size_t i = 0; i < hours->count; i++) {
        const struct hours_span *span = &hours->spans[i];

        if ((span->days >> day_weekday(day) & 1u) == 0 || span->to <= minute ||
            (found != 0 && span->from >= out->from))
            continue;
        *out = *span;
        found = 1;
    }
    return found;
}
