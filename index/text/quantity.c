/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From each number on: its currency before, its unit behind, then whether a
 * second one makes a range of it. What is no number is stepped over whole. */
#include "text/quantity.h"

#include <string.h>

#include "text/quantity_parts.h"

enum { TEXT_BYTES = 64 * 1024 };

/* Behind the sign or word that joins two sides of a range; 0 if none. */
static size_t range_link(const struct notation *n, const struct side *low)
{
    static const struct {
        const char *text, *langs;
    } links[] = {
        {"~", NULL},     {"--", NULL},    {" - ", NULL},   {"-", NULL},
        {" ~", NULL},    {"至", NULL},    {"到", NULL},    {"から", NULL},
        {"에서", NULL},  {" 에서", NULL}, {" to ", NULL},  {" bis ", NULL},
        {" à ", NULL},   {" до ", NULL},  {" إلى ", NULL}, {" الى ", NULL},
        {" حتى ", NULL}, {" a ", " es "}, {"부터", NULL}};
    static const struct {
        const char *open, *link;
    } pairs[] = {{"between ", " and "}, {"zwischen ", " und "},
                 {"von ", " auf "},     {"entre ", " et "},
                 {"entre ", " y "},     {"между ", " и "},
                 {"بين ", " و"}};

    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        if (unit_serves(links[i].langs, n->lang) &&
            notation_has(n, low->to, links[i].text))
            return notation_blank(n, low->to + strlen(links[i].text));
    }
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (notation_ends(n, low->from, pairs[i].open) &&
            notation_has(n, low->to, pairs[i].link))
            return low->to + strlen(pairs[i].link);
    }
    return 0;
}

/* Over a currency that stands before the second number. */
static size_t second_number(const struct notation *n, size_t at)
{
    size_t end = 0;
    const struct unit *unit = NULL;

    if (number_starts(n, at))
        return at;
    unit = unit_read(n, at, &end);
    if (unit == NULL || unit->type != QUANTITY_MONEY)
        return n->len;
    return notation_blank(n, end);
}

static bool is_money(const struct side *side)
{
    return side->unit != NULL && side->unit->type == QUANTITY_MONEY;
}

/* The second side lends the first its scale and unit where it has none. */
static int range_read(const struct notation *n, struct side *low,
                      struct side *high)
{
    size_t at = range_link(n, low);

    if (at == 0)
        return 0;
    at = second_number(n, at);
    if (at >= n->len || !number_starts(n, at) ||
        side_read(n, at, is_money(low), high) == 0 || !side_counts(n, high))
        return 0;
    if (low->unit != NULL && high->unit != NULL &&
        (low->unit->type != high->unit->type ||
         strcmp(low->unit->unit, high->unit->unit) != 0))
        return 0;
    if (low->number.scale == 1 && high->number.scale > 1 &&
        low->number.value < high->number.value / high->number.scale)
        low->number.value *= high->number.scale;
    if (low->unit == NULL)
        low->unit = high->unit;
    else if (high->unit == NULL && is_money(low))
        high->unit = low->unit;
    else if (high->unit == NULL)
        return 0;
    return high->number.value >= low->number.value;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A minus right before the digits, and nothing that it could join them to. */
static bool is_negative(const struct notation *n, const struct side *side)
{
    size_t at = side->from;

    if (at == 0 || n->text[at - 1] != '-' ||
        !is_digit(n->text[side->number.from]))
        return false;
    if (n->done != 0 && n->done + 2 >= at)
        return false; /* it parts two numbers */
    return at == 1 || n->text[at - 2] == ' ' || n->text[at - 2] == '\n';
}

static void quantity_put(const struct notation *n, const struct side *low,
                         const struct side *high, struct quantity *out)
{
    double factor = low->unit != NULL ? low->unit->factor : 1;
    const struct unit *unit = high->unit != NULL ? high->unit : low->unit;

    *out = (struct quantity){.type = unit != NULL ? unit->type : QUANTITY_PLAIN,
                             .low = low->number.value * factor,
                             .high = high->number.value *
                                     (unit != NULL ? unit->factor : 1),
                             .from = n->at[low->from],
                             .to = n->at[high->to]};
    if (unit != NULL)
        memcpy(out->unit, unit->unit, strlen(unit->unit) + 1);
    if (out->type == QUANTITY_MONEY && low->from == high->from &&
        is_negative(n, low)) {
        out->low = -out->high;
        out->high = out->low;
    }
}

/* 百分之十二, 千分之五: the number at at is a share of so many parts. */
static size_t parts_read(const struct notation *n, size_t at, double *parts)
{
    if (notation_has(n, at, "百分之"))
        *parts = 100;
    else if (notation_has(n, at, "千分之"))
        *parts = 1000;
    else
        return 0;
    return at + strlen("百分之");
}

static size_t share_one(const struct notation *n, size_t at, double *share)
{
    double parts = 0;
    struct number number;
    size_t next = parts_read(n, at, &parts);

    if (next == 0 || next >= n->len || number_read(n, next, &number) == 0)
        return 0;
    *share = number.value / parts;
    return number.to;
}

/* One or two of them ("百分之五至百分之十"): the end, or 0. */
static size_t share_read(const struct notation *n, size_t at,
                         struct quantity *out)
{
    double low = 0, high = 0;
    size_t end = share_one(n, at, &low), next = 0;

    if (end == 0)
        return 0;
    next = range_link(n, &(struct side){.from = at, .to = end});
    next = next != 0 ? share_one(n, next, &high) : 0;
    if (high < low || next == 0)
        high = low;
    else
        end = next;
    *out = (struct quantity){.type = QUANTITY_SHARE,
                             .low = low,
                             .high = high,
                             .from = n->at[at],
                             .to = n->at[end]};
    return end;
}

/* The quantity at at into *out: 1; or 0. *next is where to go on. */
static int quantity_read(const struct notation *n, size_t at, size_t *next,
                         struct quantity *out)
{
    struct side low, high, copy;

    *next = share_read(n, at, out);
    if (*next != 0)
        return 1;
    if (side_read(n, at, false, &low) == 0) {
        *next = low.to > at ? low.to : at + 1;
        return 0;
    }
    *next = low.number.to;
    if (!side_is_free(n, &low))
        return 0;
    copy = low;
    if (range_read(n, &low, &high) == 0) {
        low = high = copy;
        if (!side_counts(n, &low))
            return 0;
    }
    *next = high.to;
    quantity_put(n, &low, &high, out);
    return 1;
}

void quantity_find(const char *text, size_t len, enum lang lang,
                   struct arena *arena, struct quantities *out)
{
    struct notation n;
    size_t capacity = 0;

    *out = (struct quantities){0};
    if (len > TEXT_BYTES) {
        len = TEXT_BYTES;
        while (((unsigned char)text[len] & 0xC0) == 0x80)
            len--;
    }
    notation_make(text, len, lang, arena, &n);
    for (size_t at = 0, next = 0; at < n.len; at = next) {
        struct quantity found;

        next = at + 1;
        if (((unsigned char)n.text[at] & 0xC0) == 0x80 ||
            !number_starts(&n, at) || quantity_read(&n, at, &next, &found) == 0)
            continue;
        out->items =
            arena_room(arena, out->items, out->count, &capacity, sizeof found);
        out->items[out->count++] = found;
        n.done = next;
    }
}
