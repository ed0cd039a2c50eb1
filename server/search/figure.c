/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/figure.h"

#include <string.h>

static bool is_of(const struct quantity *quantity, enum asked asked)
{
    switch (asked) {
    case ASKED_MONEY:
    case ASKED_PRICE:
        return quantity->type == QUANTITY_MONEY ||
               quantity->type == QUANTITY_SHARE;
    case ASKED_SHARE:
        return quantity->type == QUANTITY_SHARE;
    case ASKED_TIME:
        return quantity->type == QUANTITY_TIME;
    case ASKED_AREA:
        return quantity->type == QUANTITY_AREA;
    case ASKED_COUNT:
        return quantity->type == QUANTITY_PLAIN;
    default:
        return true;
    }
}

bool figure_begins(const char *text, size_t len, size_t at,
                   const char *const *words)
{
    for (; *words != NULL; words++)
        if (len - at >= strlen(*words) &&
            memcmp(text + at, *words, strlen(*words)) == 0)
            return true;
    return false;
}

/* Does what leads to a figure order or allow something? Then it is no
 * condition of that. */
static bool is_ruled(const char *text, size_t len, size_t at)
{
    static const char *const words[] = {"应当", "必须", "不得", "可以", NULL};
    static const char *const stops[] = {"。", "；", "：", "\n", NULL};

    while (at-- > 0) {
        if (figure_begins(text, len, at, stops))
            return false;
        if (figure_begins(text, len, at, words))
            return true;
    }
    return false;
}

/* Is it part of a condition: "...的，"? That is no answer. */
static bool in_condition(const char *text, size_t len, size_t from, size_t to)
{
    static const char *const ends_it[] = {"的，", "的,", NULL};
    static const char *const commas[] = {"，", ",", NULL};
    static const char *const stops[] = {"。", "；", "：", "\n", NULL};
    bool ruled = is_ruled(text, len, from);

    for (size_t at = to; at < len; at++) {
        if (figure_begins(text, len, at, ends_it))
            return true;
        if (figure_begins(text, len, at, stops) ||
            (ruled && figure_begins(text, len, at, commas)))
            return false;
    }
    return false;
}

struct bounds {
    size_t from, to;
};

/* The part of the sentence around at: from one of its marks to the next. */
static struct bounds part_around(const char *text, size_t len, size_t at)
{
    static const char *const stops[] = {"。", "；", "\n", NULL};
    struct bounds out = {at, at};

    while (out.from > 0 && !figure_begins(text, len, out.from - 1, stops))
        out.from--;
    while (out.to < len && !figure_begins(text, len, out.to, stops))
        out.to++;
    return out;
}

/* Does it say how much longer something may take? */
static bool is_extension(const char *text, size_t len, size_t at)
{
    static const char *const words[] = {"延长", "需延期", "延期的，"};
    const struct bounds part = part_around(text, len, at);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memmem(text + part.from, part.to - part.from, words[i],
                   strlen(words[i])) != NULL)
            return true;
    return false;
}

/* "...之日起3个月内": by when something is due, not how long it holds. */
static bool is_due(const struct quantity *one, const char *text, size_t len)
{
    static const char *const within[] = {"内", "以内", "之内", NULL};
    static const char *const valid[] = {"内有效", "以内有效", "之内有效", NULL};
    static const char *const holds[] = {"有效期", "保护期", "期限为"};
    const struct bounds part = part_around(text, len, one->from);

    if (!figure_begins(text, len, one->to, within) ||
        figure_begins(text, len, one->to, valid))
        return false;
    for (size_t i = 0; i < sizeof holds / sizeof *holds; i++)
        if (memmem(text + part.from, one->from - part.from, holds[i],
                   strlen(holds[i])) != NULL)
            return false;
    return true;
}

/* Does it say how long something holds: "valid for", "a term of"? Not what
 * is full after a time ("自申请日起满4年"). */
static bool is_lasting(const struct quantity *one, const char *text, size_t len)
{
    static const char *const holds[] = {"有效", "保护期", "期限",
                                        "为期", "年限",   "保留"};
    static const char full[] = "满";
    const struct bounds part = part_around(text, len, one->from);

    if (is_due(one, text, len) || (one->from >= sizeof full - 1 &&
                                   memcmp(text + one->from - (sizeof full - 1),
                                          full, sizeof full - 1) == 0))
        return false;
    for (size_t i = 0; i < sizeof holds / sizeof *holds; i++)
        if (memmem(text + part.from, part.to - part.from, holds[i],
                   strlen(holds[i])) != NULL)
            return true;
    return false;
}

/* Is the figure an answer, and not a condition of one or its extension? */
bool figure_answers(const struct quantity *one, const char *text, size_t len,
                    const struct figure *figure)
{
    static const char *const before[] = {"前", NULL}; /* of something else */

    if (in_condition(text, len, one->from, one->to) ||
        (figure->asked == ASKED_TIME &&
         figure_begins(text, len, one->to, before)))
        return false;
    if (figure->asked == ASKED_TIME && figure->lasts &&
        !is_lasting(one, text, len))
        return false;
    return figure->asked != ASKED_TIME || figure->extends ||
           !is_extension(text, len, one->from);
}

/* How many figures of the kind asked for the text has, those that answer if
 * that is asked; *fits: how many of these are in the unit asked for. */
size_t figure_count(struct workspace *ws, const char *text, size_t len,
                    const struct figure *figure, bool answer, size_t *fits)
{
    struct quantities found = {0};
    size_t count = 0;

    *fits = 0;
    quantity_find(text, len, figure->lang, ws->arena, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct quantity *one = &found.items[i];

        if (!is_of(one, figure->asked) ||
            (answer && !figure_answers(one, text, len, figure)))
            continue;
        count++;
        *fits += figure->unit == NULL || strcmp(figure->unit, one->unit) == 0;
    }
    return count;
}

bool figure_asked(enum asked asked)
{
    return asked != ASKED_ANY && asked != ASKED_WHO;
}
