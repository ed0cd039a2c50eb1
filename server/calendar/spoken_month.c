/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months and years as people say them: "June 2027", "2027年6月", "06/2027",
 * "Q2 2027", "by 2028". */
#include <string.h>

#include "calendar/deadline.h"
#include "calendar/speech.h"

enum { YEAR_LEAST = 2000, YEAR_MOST = 2099, QUARTERS = 4, QUARTER = 3 };

static bool is_year(int number)
{
    return number >= YEAR_LEAST && number <= YEAR_MOST;
}

static bool is_month(int number)
{
    return number >= 1 && number <= MONTHS;
}

/* "june 2027", "junio de 2027", "июне 2027 г." */
static int month_named(const struct speech *speech, size_t at, struct date *out)
{
    static const char *const between[] = {" ", ",", "del", "de", "of", NULL};
    const struct word *month = speech_word(speech, at, WORD_MONTH);
    size_t end = at;
    int year = 0;

    if (month == NULL)
        return 0;
    end = at + month->len;
    while (end < speech->len && (speech->text[end] & 0x80) != 0)
        end++; /* the rest of an ending */
    speech_skip_any(speech, &end, between);
    year = speech_number(speech, &end);
    if (!is_year(year))
        return 0;
    *out = (struct date){year, month->value, 0};
    return 1;
}

/* The month in which a part of a year ends, where one stands at *at. */
static int part_end(const struct speech *speech, size_t at)
{
    static const struct {
        const char *text;
        int month;
    } rows[] = {
        {"上半年", 6},     {"年中", 6},      {"下半年", 12},    {"年底", 12},
        {"年末", 12},      {"年上半年", 6},  {"年上期", 6},     {"年前半", 6},
        {"年下半年", 12},  {"年后半", 12},   {"年後半", 12},    {"年一季度", 3},
        {"年第一季度", 3}, {"年二季度", 6},  {"年第二季度", 6}, {"年三季度", 9},
        {"年第三季度", 9}, {"년 상반기", 6}, {"년 하반기", 12}, {"년 말", 12},
        {"년말", 12},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t end = at;

        if (speech_skip(speech, &end, rows[i].text))
            return rows[i].month;
    }
    return 0;
}

/* "2027年6月", "2027-06", "2027年底", "2027"; year stands before at. */
static int year_first(const struct speech *speech, int year, size_t at,
                      struct date *out)
{
    static const char *const marks[] = {"年", "년", "-", "/", ".", NULL};
    static const char *const blank[] = {" ", NULL};
    int month = part_end(speech, at);
    size_t end = at;

    *out = (struct date){year, month, 0};
    for (size_t i = 0; month == 0 && marks[i] != NULL; i++) {
        end = at;
        if (!speech_skip(speech, &end, marks[i]))
            continue;
        speech_skip_any(speech, &end, blank);
        month = speech_number(speech, &end);
        out->month = is_month(month) ? month : 0;
        break;
    }
    return 1;
}

/* "06/2027", "6.2027"; number stands before at. */
static int month_first(const struct speech *speech, int number, size_t at,
                       struct date *out)
{
    int year = 0;

    if (!is_month(number) || at >= speech->len ||
        strchr("/.-", speech->text[at]) == NULL)
        return 0;
    at++;
    year = speech_number(speech, &at);
    if (!is_year(year))
        return 0;
    *out = (struct date){year, number, 0};
    return 1;
}

/* "q2 2027" */
static int quarter_first(const struct speech *speech, size_t at,
                         struct date *out)
{
    static const char *const blank[] = {" ", NULL};
    int quarter = 0, year = 0;

    if (!speech_skip(speech, &at, "q"))
        return 0;
    quarter = speech_number(speech, &at);
    speech_skip_any(speech, &at, blank);
    year = speech_number(speech, &at);
    if (quarter < 1 || quarter > QUARTERS || !is_year(year))
        return 0;
    *out = (struct date){year, quarter * QUARTER, 0};
    return 1;
}

static int at_figures(const struct speech *speech, size_t at, struct date *out)
{
    size_t end = at;
    int number = 0;

    if (!speech_digit(speech, at) ||
        (at > 0 && (speech_digit(speech, at - 1) ||
                    strchr("/.-", speech->text[at - 1]) != NULL)))
        return 0;
    number = speech_number(speech, &end);
    return is_year(number) ? year_first(speech, number, end, out)
                           : month_first(speech, number, end, out);
}

int spoken_month(struct analyser *analyser, const char *plain, enum lang lang,
                 struct date today, struct arena *arena, struct date *out)
{
    const struct speech *speech =
        speech_open(analyser, plain, lang, today, arena);
    struct date year = {0};

    *out = (struct date){0};
    if (speech_date(speech, out) == 1)
        return 1;
    for (size_t at = 0; at < speech->len; at++) {
        if (month_named(speech, at, out) == 1 ||
            quarter_first(speech, at, out) == 1)
            return 1;
        if (at_figures(speech, at, out) == 1 && out->month != 0)
            return 1;
        year = year.year == 0 ? *out : year;
    }
    *out = year;
    return year.year != 0;
}
