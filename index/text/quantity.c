/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From each number on: its currency before, its unit behind, then whether a
 * second one makes a range of it. What is no number is stepped over whole. */
#include "text/quantity.h"

#include <string.h>

#include "text/quantity_parts.h"

enum { TEXT_BYTES = 64 * 1024, NEAR = 40, YEAR_FIRST = 1900, YEAR_LAST = 2200 };

/* One side of a range, or all there is. */
struct side {
    struct number number;
    const struct unit *unit; /* NULL for a plain number */
    size_t from, to;         /* of the notation */
};

static bool starts_number(const struct notation *n, size_t at)
{
    double value = 0;
    bool article = false;

    if (n->text[at] >= '0' && n->text[at] <= '9')
        return true;
    if ((unsigned char)n->text[at] >= 0xE3)
        return numeral_read(n, at, &value) > at;
    return notation_letter(n, at) && words_read(n, at, &value, &article) > at;
}

/* The unit behind a number, over a blank, a hyphen or a word like "of". */
static const struct unit *unit_behind(const struct notation *n,
                                      const struct number *number, size_t *end)
{
    static const char *const links[] = {" of ", " de ", " d'",
                                        " d’",  " in ", " chinese "};
    size_t at = notation_blank(n, number->to);
    const struct unit *unit = unit_read(n, at, end);

    if (unit == NULL && number->to < n->len && n->text[number->to] == '-')
        unit = unit_read(n, number->to + 1, end);
    for (size_t i = 0;
         unit == NULL && number->scale > 1 && i < sizeof links / sizeof *links;
         i++) {
        if (!notation_has(n, number->to, links[i]))
            continue;
        unit = unit_read(n, number->to + strlen(links[i]), end);
        if (unit != NULL && unit->type != QUANTITY_MONEY)
            unit = NULL;
    }
    return unit;
}

/* Is money spoken of nearby? */
static bool money_near(const struct notation *n, size_t from, size_t to)
{
    static const char *const words[] = {
        "invest",  "capital", "budget", "turnover", "revenue", "sales",
        "project", "capex",   "spend",  "worth",    "cost",    "fund"};
    size_t start = from < NEAR ? 0 : from - NEAR;
    size_t end = n->len - to < NEAR ? n->len : to + NEAR;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (memmem(n->text + start, end - start, words[i], strlen(words[i])) !=
            NULL)
            return true;
    }
    return false;
}

/* "50m", "50 M RMB", "3 k€": a million or a thousand where money is spoken
 * of or M is written; else the metre that the unit table reads. */
static void letter_scale(const struct notation *n, struct side *side,
                         bool money)
{
    size_t at = notation_blank(n, side->number.to), end = 0;
    char letter = n->text[at];
    const struct unit *unit = NULL;

    if ((letter != 'm' && letter != 'k') || side->number.scale != 1 ||
        !side->number.digits || notation_letter(n, at + 1) ||
        notation_has(n, at, "m2") || notation_has(n, at, "m²") ||
        notation_has(n, at, "m^2"))
        return;
    unit = unit_read(n, notation_blank(n, at + 1), &end);
    money = money || (letter == 'm' && n->given[n->at[at]] == 'M') ||
            (unit != NULL && unit->type == QUANTITY_MONEY) ||
            (at == side->number.to && money_near(n, side->number.from, at));
    if (!money)
        return;
    side->number.scale = letter == 'm' ? 1e6 : 1e3;
    side->number.value *= side->number.scale;
    side->number.to = at + 1;
}

/* "5000万元人民币", "5 million yuan (RMB)": the name said once more. */
static size_t money_again(const struct notation *n, size_t to,
                          const struct unit *unit)
{
    size_t end = 0;
    const struct unit *more = unit_read(n, notation_blank(n, to), &end);

    if (more != NULL && more->type == QUANTITY_MONEY &&
        strcmp(more->unit, unit->unit) == 0)
        return end;
    return to;
}

/* Digits or numerals at at with one of the two marks behind; 0 if not so. */
static size_t marked_end(const struct notation *n, size_t at, const char *han,
                         const char *hangul)
{
    double value = 0;
    size_t end = at;

    while (n->text[end] >= '0' && n->text[end] <= '9')
        end++;
    if (end == at && at < n->len)
        end = numeral_read(n, at, &value);
    if (end == at ||
        (!notation_has(n, end, han) && !notation_has(n, end, hangul)))
        return 0;
    return end + strlen(han);
}

/* 2025年, 3月1日, 2025년 3월: a date, not a span. Its end, or 0. */
static size_t date_end(const struct notation *n, const struct number *number)
{
    size_t end = 0, next = 0;

    if (number->value >= YEAR_FIRST && number->value <= YEAR_LAST &&
        number->scale == 1)
        end = marked_end(n, number->from, "年", "년");
    next = end != 0 ? notation_blank(n, end) : number->from;
    next = marked_end(n, next, "月", "월");
    if (next == 0)
        return end;
    end = next;
    next = marked_end(n, notation_blank(n, end), "日", "일");
    return next != 0 ? next : end;
}

/* Does a character that is counted with follow ("三家", "五名")? */
static bool counter_follows(const struct notation *n, size_t at)
{
    static const char *const counters[] = {
        "个",   "家", "人", "名", "项", "条", "次", "座", "倍", "期", "套",
        "所",   "层", "间", "栋", "件", "台", "位", "种", "类", "社", "つ",
        "か所", "棟", "階", "点", "份", "批", "号", "级", "吨", "辆"};

    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) {
        if (notation_has(n, at, counters[i]))
            return true;
    }
    return false;
}

static bool is_han_before(const struct notation *n, size_t at)
{
    return at >= 3 && (unsigned char)n->text[at - 3] >= 0xE4 &&
           (unsigned char)n->text[at - 3] <= 0xE9;
}

/* "几千万", "第5条", "M11", "COVID-19": part of a word or no exact number. */
static bool left_is_free(const struct notation *n, const struct side *side)
{
    static const char *const bound[] = {"第", "제"};
    static const char *const vague[] = {"几", "数", "上", "수", "몇"};
    size_t from = side->number.from;

    for (size_t i = 0; i < sizeof bound / sizeof *bound; i++) {
        if (notation_ends(n, from, bound[i]))
            return false;
    }
    for (size_t i = 0; i < sizeof vague / sizeof *vague; i++) {
        if (!side->number.digits && notation_ends(n, from, vague[i]))
            return false;
    }
    if (side->from != from || !side->number.digits)
        return true; /* a currency before it, or numerals among letters */
    if (from > 0 && n->text[from - 1] == '-')
        from--;
    return !notation_letter_before(n, from);
}

/* Numerals stand in many words that count nothing (一般, 千灯, 十分): alone
 * they need a unit, a counter or free borders; Korean ones a unit. */
static bool numeral_counts(const struct notation *n, const struct side *side)
{
    static const char *const bare[] = {"百", "千", "万", "亿", "兆", "半"};
    const struct number *number = &side->number;
    size_t from = number->from, next = number->to;

    if ((unsigned char)n->text[from] >= 0xEA)
        return side->unit != NULL && side->unit->type != QUANTITY_TIME &&
               side->unit->type != QUANTITY_LENGTH;
    if (side->unit != NULL)
        return true;
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
        if (notation_has(n, from, bare[i]))
            return false;
    }
    if (number->words || number->scale > 1 || counter_follows(n, next))
        return true;
    return !is_han_before(n, from) && !is_han_before(n, next + 3);
}

/* Is the number a quantity by itself, without a range around it? */
static bool side_counts(const struct notation *n, const struct side *side)
{
    const struct number *number = &side->number;

    if (number->spelled)
        return number->scale > 1 || number->value >= 1e5 ||
               (side->unit != NULL && !number->article);
    if (!number->digits)
        return numeral_counts(n, side);
    return side->unit != NULL || number->scale > 1 ||
           !notation_letter(n, side->to) ||
           (unsigned char)n->text[side->to] >= 0xE3;
}

/* The unit behind the number or the currency before it. */
static void side_unit(const struct notation *n, struct side *side,
                      const struct unit *before, size_t from)
{
    size_t end = 0;

    side->unit = unit_behind(n, &side->number, &end);
    side->to = side->unit != NULL ? end : side->number.to;
    if (side->unit != NULL && side->unit->type == QUANTITY_MONEY)
        side->to = money_again(n, side->to, side->unit);
    if (before == NULL ||
        (side->unit != NULL && side->unit->type != QUANTITY_MONEY &&
         side->unit->type != QUANTITY_LENGTH))
        return;
    if (side->unit != NULL && side->unit->type != QUANTITY_MONEY)
        side->to = side->number.to;
    side->unit = before;
    side->from = from;
}

/* Read a number with its unit at at: 1; 0 and side->to is where to go on.
 * money says that the other side of the range is money. */
static int side_read(const struct notation *n, size_t at, bool money,
                     struct side *side)
{
    const struct unit *before = NULL;
    size_t from = at, end = 0;

    *side = (struct side){.from = at};
    if (number_read(n, at, &side->number) == 0) {
        side->to = side->number.to > at ? side->number.to : at + 1;
        return 0;
    }
    side->to = side->number.to;
    end = date_end(n, &side->number);
    if (end != 0) {
        side->to = end;
        return 0;
    }
    before = unit_before(n, at, &from);
    letter_scale(n, side, money || before != NULL);
    side_unit(n, side, before, from);
    return 1;
}

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
                 {"entre ", " et "},    {"entre ", " y "},
                 {"между ", " и "},     {"بين ", " و"}};

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

    if (starts_number(n, at))
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
    if (at >= n->len || !starts_number(n, at) ||
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
    if (!left_is_free(n, &low))
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
            !starts_number(&n, at) || quantity_read(&n, at, &next, &found) == 0)
            continue;
        out->items =
            arena_room(arena, out->items, out->count, &capacity, sizeof found);
        out->items[out->count++] = found;
        n.done = next;
    }
}
