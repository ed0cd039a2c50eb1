/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/quantity_parts.h"

#include <string.h>

/* The figure or power of ten that a character stands for. */
struct numeral {
    char text[4]; /* one character of three bytes; "" ends a list */
    double value; /* up to 9 a figure, else a power */
};

static const struct numeral chinese[] = {
    {"〇", 0},   {"零", 0},   {"一", 1},    {"二", 2},   {"两", 2},
    {"三", 3},   {"四", 4},   {"五", 5},    {"六", 6},   {"七", 7},
    {"八", 8},   {"九", 9},   {"十", 10},   {"百", 100}, {"千", 1000},
    {"万", 1e4}, {"亿", 1e8}, {"兆", 1e12}, {"", 0}};
static const struct numeral korean[] = {
    {"영", 0},    {"일", 1},   {"이", 2},    {"삼", 3},   {"사", 4},
    {"오", 5},    {"육", 6},   {"칠", 7},    {"팔", 8},   {"구", 9},
    {"십", 10},   {"백", 100}, {"천", 1000}, {"만", 1e4}, {"억", 1e8},
    {"조", 1e12}, {"", 0}};

struct reading {
    double total, section, figure; /* figure -1: none read */
    double positional;             /* as in 二〇二五 */
    size_t figures, powers, zeros;
    bool ones; /* a figure other than zero was read */
};

static const struct numeral *numeral_at(const struct notation *n, size_t at,
                                        const struct numeral *list)
{
    const char *text = n->text + at;

    if (n->len - at < 3)
        return NULL;
    for (; list->text[0] != '\0'; list++) {
        if (memcmp(text, list->text, 3) == 0)
            return list;
    }
    return NULL;
}

static void reading_add(struct reading *r, double value)
{
    if (value < 10) {
        r->positional = r->positional * 10 + value;
        r->figure = value;
        r->figures++;
        r->zeros += value == 0;
        r->ones = r->ones || value > 0;
        return;
    }
    r->powers++;
    if (value < 1e4) {
        r->section += (r->figure >= 0 ? r->figure : 1) * value;
    } else {
        r->section += r->figure > 0 ? r->figure : 0;
        r->total = value > r->total && r->total > 0
                       ? (r->total + r->section) * value
                       : r->total + (r->section > 0 ? r->section : 1) * value;
        r->section = 0;
    }
    r->figure = -1;
}

/* The value, or -1 where the characters count nothing exactly. */
static double reading_value(const struct reading *r)
{
    if (r->powers == 0) {
        if (r->figures == 1)
            return r->figure;
        return r->figures >= 3 && r->figures <= 8 ? r->positional : -1;
    }
    return r->total + r->section + (r->figure > 0 ? r->figure : 0);
}

static size_t tenths_read(const struct notation *n, size_t at, double *value)
{
    double place = 0.1;
    size_t end = at;

    if (!notation_has(n, at, "点"))
        return at;
    at += strlen("点");
    for (int i = 0; i < 6; i++) {
        const struct numeral *row = numeral_at(n, at, chinese);

        if (row == NULL || row->value > 9)
            break;
        *value += row->value * place;
        place /= 10;
        at += strlen(row->text);
        end = at;
    }
    return end;
}

size_t numeral_read(const struct notation *n, size_t at, double *value)
{
    const struct numeral *list = chinese, *row = numeral_at(n, at, chinese);
    struct reading r = {.figure = -1};
    size_t end = at;

    *value = 0.5;
    if (notation_has(n, at, "半"))
        return at + strlen("半");
    if (row == NULL) {
        list = korean;
        row = numeral_at(n, at, korean);
    }
    for (; row != NULL; row = numeral_at(n, end, list)) {
        reading_add(&r, row->value);
        end += strlen(row->text);
    }
    *value = reading_value(&r);
    if (end > at && *value >= 0 && r.powers == 0 && list == chinese)
        end = tenths_read(n, end, value);
    return end;
}
