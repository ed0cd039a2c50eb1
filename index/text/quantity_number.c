/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digits with their separators, which mean different things by language;
 * Chinese and Korean numerals; scale words, which multiply ("5 mil
 * millones") and add up ("1억 5천만"). Every reading moves on over all it
 * looked at, so that the whole stays linear. */
#include "text/quantity_parts.h"

#include <stdlib.h>
#include <string.h>

#include "text/fold.h"

enum { FIGURES = 15, SUMMANDS = 6 };

static bool is_figure(const struct notation *n, size_t at)
{
    return at < n->len && n->text[at] >= '0' && n->text[at] <= '9';
}

static size_t figures_end(const struct notation *n, size_t at)
{
    while (is_figure(n, at))
        at++;
    return at;
}

/* What was found between digits. */
struct separators {
    size_t dots, commas, others; /* others: blanks and apostrophes */
    char last;
    size_t last_at;     /* its byte */
    size_t first_group; /* digits before the first */
    size_t last_group;  /* digits after the last */
    bool threes;        /* all groups between are of three digits */
};

static bool blank_groups(const struct notation *n, size_t at,
                         const struct separators *seps)
{
    size_t end = figures_end(n, at + 1);

    if (n->text[at] != ' ' || end - at != 4 || seps->first_group > 3)
        return false;
    if (seps->others != 0 || n->given[n->at[at]] != ' ')
        return true; /* goes on, or a blank that does not break */
    if (n->lang == LANG_FR || n->lang == LANG_RU || n->lang == LANG_ES ||
        n->lang == LANG_DE)
        return true;
    return end < n->len && n->text[end] == ' ' &&
           figures_end(n, end + 1) - end == 4;
}

/* Walk over digits and separators; the end. */
static size_t separators_read(const struct notation *n, size_t at,
                              struct separators *seps)
{
    size_t end = figures_end(n, at);

    *seps = (struct separators){.first_group = end - at, .threes = true};
    seps->last_group = end - at;
    while (end < n->len && is_figure(n, end + 1)) {
        char c = n->text[end];
        size_t next = 0;

        if (c != '.' && c != ',' && c != '\'' && !blank_groups(n, end, seps))
            break;
        if (seps->last != '\0' && seps->last_group != 3 &&
            seps->last_group != 2)
            seps->threes = false;
        next = figures_end(n, end + 1);
        seps->dots += c == '.';
        seps->commas += c == ',';
        seps->others += c == '\'' || c == ' ';
        seps->last = c;
        seps->last_at = end;
        seps->last_group = next - end - 1;
        end = next;
    }
    return end;
}

static bool lang_has_comma(enum lang lang)
{
    return lang == LANG_DE || lang == LANG_FR || lang == LANG_RU ||
           lang == LANG_ES;
}

/* Is the last separator the decimal one? 1, 0, or -1 if this is no number. */
static int separators_judge(const struct notation *n, size_t at,
                            const struct separators *seps)
{
    size_t same = seps->last == '.' ? seps->dots : seps->commas;
    size_t all = seps->dots + seps->commas + seps->others;

    if (all == 0)
        return 0;
    if (seps->last == '\'' || seps->last == ' ')
        return seps->threes && seps->last_group == 3 ? 0 : -1;
    if (all > same) /* two kinds: the last is the decimal one */
        return same == 1 ? 1 : -1;
    if (same > 1)
        return seps->threes && seps->last_group == 3 ? 0 : -1;
    if (seps->last_group != 3 || seps->first_group > 3 || n->text[at] == '0')
        return 1;
    return (seps->last == ',') == lang_has_comma(n->lang);
}

static double figures_value(const struct notation *n, size_t at, size_t end,
                            size_t point)
{
    char figures[FIGURES * 2 + 4];
    size_t len = 0;

    for (; at < end && len + 1 < sizeof figures; at++) {
        if (at == point)
            figures[len++] = '.';
        else if (is_figure(n, at))
            figures[len++] = n->text[at];
    }
    figures[len] = '\0';
    return strtod(figures, NULL);
}

/* A date, a time, a version, a telephone number: digits that are linked by
 * signs. Its end, or 0. */
static size_t linked_end(const struct notation *n, size_t from, size_t end)
{
    size_t links = 0, at = end;
    char sign = at < n->len ? n->text[at] : '\0';

    if (sign != '-' && sign != '/' && sign != ':' && sign != '.')
        return 0;
    while (at < n->len && n->text[at] == sign && is_figure(n, at + 1)) {
        at = figures_end(n, at + 1);
        links++;
    }
    if (links >= 2 || (links == 1 && (sign == '/' || sign == ':')))
        return at;
    if (links == 1 && n->text[from] == '0' && end - from > 1)
        return at; /* 0512-... */
    return 0;
}

static int digits_read(const struct notation *n, size_t at,
                       struct number *number)
{
    struct separators seps;
    size_t end = separators_read(n, at, &seps), linked = 0;
    int decimal = separators_judge(n, at, &seps);

    number->to = end;
    linked = linked_end(n, at, end);
    if (linked != 0)
        number->to = linked;
    if (decimal < 0 || linked != 0 ||
        end - at - seps.dots - seps.commas - seps.others > FIGURES)
        return 0;
    if (n->text[at] == '0' && seps.first_group > 1)
        return 0;
    number->value =
        figures_value(n, at, end, decimal == 1 ? seps.last_at : SIZE_MAX);
    number->digits = true;
    return 1;
}

/* Multiply by the scale words that follow. */
static void scale_apply(const struct notation *n, struct number *number)
{
    size_t end = 0;
    double factor = 0;

    for (int i = 0; i < 3; i++) {
        size_t at = number->to;

        if (notation_has(n, at, "多") || notation_has(n, at, "余"))
            at += strlen("多"); /* 50多亿 */
        factor = scale_read(n, at, &end);
        if (factor == 0)
            return;
        number->value *= factor;
        number->scale *= factor;
        number->to = end;
    }
}

/* Digits or numerals with their scale. */
static int summand_read(const struct notation *n, size_t at,
                        struct number *number)
{
    size_t end = at;

    *number = (struct number){.scale = 1, .from = at, .to = at};
    if (is_figure(n, at)) {
        if (digits_read(n, at, number) == 0)
            return 0;
    } else {
        end = numeral_read(n, at, &number->value);
        number->words = end > at + 3;
        if (end == at) {
            end = words_read(n, at, &number->value, &number->article);
            number->spelled = end > at;
        }
        number->to = end;
        if (end == at || number->value < 0)
            return 0;
    }
    scale_apply(n, number);
    return 1;
}

/* A scale of Chinese, Japanese or Korean was the last thing read? */
static bool scale_adds(const struct notation *n, size_t to)
{
    return notation_ends(n, to, "万") || notation_ends(n, to, "亿") ||
           notation_ends(n, to, "兆") || notation_ends(n, to, "千") ||
           notation_ends(n, to, "만") || notation_ends(n, to, "억") ||
           notation_ends(n, to, "조") || notation_ends(n, to, "천");
}

int number_read(const struct notation *n, size_t at, struct number *number)
{
    double scale = 0;

    if (summand_read(n, at, number) == 0)
        return 0;
    scale = number->scale;
    for (int i = 0; i < SUMMANDS && scale >= 1000; i++) {
        struct number more;
        size_t next = number->to;

        if (!scale_adds(n, next))
            break;
        if (notation_ends(n, next, "억") || notation_ends(n, next, "만") ||
            notation_ends(n, next, "조"))
            next = notation_blank(n, next);
        if (!is_figure(n, next) || summand_read(n, next, &more) == 0 ||
            more.value >= scale || more.value == 0)
            break;
        if (more.scale == 1 && next > number->to)
            break; /* "3억 5" is two numbers */
        number->value += more.value;
        number->to = more.to;
        scale = more.scale;
    }
    return 1;
}
