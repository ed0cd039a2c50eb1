/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates are no quantities: "2025年3月1日", "13 October 2020", "1er mars",
 * "4. Juni 2025". A day or a year counts as one only beside a month. */
#include <string.h>

#include "text/quantity_parts.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2200, DAY_LAST = 31 };

/* * at the end: letters may follow. */
static const char *const months[] = {
    "january", "february",   "march",    "april",     "may",       "june",
    "july",    "august",     "septemb*", "octob*",    "novemb*",   "decemb*",
    "januar",  "februar",    "märz",     "mai",       "juni",      "juli",
    "oktob*",  "dezemb*",    "janvier",  "février",   "mars",      "avril",
    "juin",    "juillet",    "août",     "octobre",   "décembre",  "enero",
    "febrero", "marzo",      "abril",    "mayo",      "junio",     "julio",
    "agosto",  "septiembr*", "octubre",  "noviembr*", "diciembr*", "январ*",
    "феврал*", "марта",      "апрел*",   "мая",       "июн*",      "июл*",
    "август*", "сентябр*",   "октябр*",  "ноябр*",    "декабр*",   "يناير",
    "فبراير",  "مارس",       "أبريل",    "مايو",      "يونيو",     "يوليو",
    "أغسطس",   "سبتمبر",     "أكتوبر",   "نوفمبر",    "ديسمبر"};

static size_t word_end(const struct notation *n, size_t at)
{
    while (at < n->len && notation_letter(n, at)) {
        at++;
        while (((unsigned char)n->text[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

/* The end of the month's name at at, or at. */
static size_t month_end(const struct notation *n, size_t at)
{
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        size_t len = strlen(months[i]);
        bool open = months[i][len - 1] == '*';

        len -= open;
        if (strncmp(n->text + at, months[i], len) == 0 &&
            (open || !notation_letter(n, at + len)))
            return word_end(n, at + len);
    }
    return at;
}

/* Is the word before at (over a blank) a month? */
static bool month_before(const struct notation *n, size_t at)
{
    size_t from = at;

    if (at == 0 || n->text[at - 1] != ' ')
        return false;
    for (from = at - 1; from > 0 && at - from < 24; from--) {
        if (n->text[from - 1] == ' ' || n->text[from - 1] == '(')
            break;
    }
    return month_end(n, from) == at - 1;
}

static size_t figures_end(const struct notation *n, size_t at)
{
    while (n->text[at] >= '0' && n->text[at] <= '9')
        at++;
    return at;
}

/* Four figures of a year at at: their end, or at. */
static size_t year_end(const struct notation *n, size_t at)
{
    size_t end = figures_end(n, at);
    bool year = end - at == 4 && (n->text[at] == '1' || n->text[at] == '2');

    return year ? end : at;
}

/* A day or a year beside the name of a month: the date's end, or 0. */
static size_t named_end(const struct notation *n, const struct number *number)
{
    static const char *const gaps[] = {" ",   ". ",  " de ", "er ",
                                       "th ", "st ", "nd ",  "rd "};
    size_t at = number->to, end = 0;
    bool day = number->value >= 1 && number->value <= DAY_LAST;
    bool year = year_end(n, number->from) == number->to;

    if (!number->digits || number->scale != 1)
        return 0;
    if ((day || year) && month_before(n, number->from)) {
        end = notation_has(n, at, ", ") ? year_end(n, at + 2) : at + 2;
        return end > at + 2 ? end : at;
    }
    for (size_t i = 0; day && i < sizeof gaps / sizeof *gaps; i++) {
        at = number->to + strlen(gaps[i]);
        end = notation_has(n, number->to, gaps[i]) ? month_end(n, at) : at;
        if (end == at)
            continue;
        at = end + (notation_has(n, end, " de ") ? strlen(" de ") : 1);
        return at <= n->len && year_end(n, at) > at ? year_end(n, at) : end;
    }
    return 0;
}

/* Digits or numerals at at with one of the two marks behind; 0 if not so. */
static size_t marked_end(const struct notation *n, size_t at, const char *han,
                         const char *hangul)
{
    double value = 0;
    size_t end = figures_end(n, at);

    if (end == at && at < n->len)
        end = numeral_read(n, at, &value);
    if (end == at ||
        (!notation_has(n, end, han) && !notation_has(n, end, hangul)))
        return 0;
    return end + strlen(han);
}

size_t date_end(const struct notation *n, const struct number *number)
{
    size_t end = 0, next = 0;

    if (number->spelled)
        return 0;
    if (number->value >= YEAR_FIRST && number->value <= YEAR_LAST &&
        number->scale == 1)
        end = marked_end(n, number->from, "年", "년");
    next = end != 0 ? notation_blank(n, end) : number->from;
    next = marked_end(n, next, "月", "월");
    if (next == 0)
        return end != 0 ? end : named_end(n, number);
    end = next;
    next = marked_end(n, notation_blank(n, end), "日", "일");
    return next != 0 ? next : end;
}
