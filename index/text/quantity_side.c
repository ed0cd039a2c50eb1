/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number with the currency before it or the unit behind, and whether it is
 * a quantity where it stands or part of a word. */
#include <string.h>

#include "text/quantity_parts.h"

enum { NEAR = 40 };

bool number_starts(const struct notation *n, size_t at)
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
    static const char *const links[] = {" of ", " de ", " d'", " in ",
                                        " chinese "};
    size_t at = notation_blank(n, number->to);
    const struct unit *unit = NULL;

    if (notation_has(n, at, "多") || notation_has(n, at, "余"))
        at += strlen("多"); /* 600多平方米 */
    unit = unit_read(n, at, end);
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

/* Does a character that is counted with follow ("三家", "五名")? */
static bool counter_follows(const struct notation *n, size_t at)
{
    static const char *const counters[] = {
        "个",   "家", "人", "名", "项", "条", "次", "座", "倍", "期", "套",
        "所",   "层", "间", "栋", "件", "台", "位", "种", "类", "社", "つ",
        "か所", "棟", "階", "点", "份", "批", "号", "级", "吨", "辆"};

    static const char *const others[] = {"次性", "次电", "次電", "つ目",
                                         "家电", "人才", "点半"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (notation_has(n, at, others[i]))
            return false; /* begins like one */
    }
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
bool side_is_free(const struct notation *n, const struct side *side)
{
    static const char *const bound[] = {"第", "제"};
    static const char *const vague[] = {"几", "数",   "上", "수",
                                        "몇", "多少", "何"};
    size_t from = side->number.from;
    /* "六个月以上三年以下": behind a limit begins the next amount */
    bool limit = side->unit != NULL && notation_ends(n, from, "以上");

    for (size_t i = 0; i < sizeof bound / sizeof *bound; i++) {
        if (notation_ends(n, from, bound[i]))
            return false;
    }
    for (size_t i = 0; i < sizeof vague / sizeof *vague; i++) {
        if (!side->number.digits && !limit && notation_ends(n, from, vague[i]))
            return false;
    }
    if (side->from != from || !side->number.digits)
        return true; /* a currency before it, or numerals among letters */
    if (from > 0 && n->text[from - 1] == '-')
        from--;
    return !notation_letter_before(n, from);
}

static bool hangul_before(const struct notation *n, size_t at)
{
    return at >= 3 && (unsigned char)n->text[at - 3] >= 0xEA &&
           (unsigned char)n->text[at - 3] <= 0xED;
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
               side->unit->type != QUANTITY_LENGTH && number->value >= 10 &&
               !hangul_before(n, from);
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
bool side_counts(const struct notation *n, const struct side *side)
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
int side_read(const struct notation *n, size_t at, bool money,
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
