/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogue/known.h"

#include <string.h>

#include "understand/understand.h"

static bool set_text(json_t *into, const char *name, const char *text)
{
    const char *had = json_string_value(json_object_get(into, name));

    if (text == NULL || (had != NULL && strcmp(had, text) == 0))
        return false;
    return json_object_set_new(into, name, json_string(text)) == 0;
}

static const char *id_of(const struct record *record)
{
    return record != NULL ? record->id : NULL;
}

/* A park is named for its city too. Of two cities the first is who orders, but
 * no answer to the question which. */
static const char *city_of(const struct turn *turn, bool first)
{
    const struct meaning *meaning = &turn->meaning;

    if (meaning->cities.count > 1 && !first)
        return NULL;
    if (meaning->cities.count != 0)
        return meaning->cities.items[0]->id;
    return meaning->parks.count == 1
               ? record_string(meaning->parks.items[0], "city")
               : NULL;
}

/* As it was written, where that can be told; else as it was read. */
static const char *written(const struct turn *turn, const struct quantity *one)
{
    const struct meaning *meaning = &turn->meaning;
    const char *text = strlen(meaning->text) == strlen(meaning->plain)
                           ? meaning->text
                           : meaning->plain;

    if (one->to <= one->from || one->to > strlen(text) ||
        ((unsigned char)text[one->from] & 0xC0) == 0x80 ||
        ((unsigned char)text[one->to] & 0xC0) == 0x80)
        return NULL;
    return arena_text_n(turn->ws->arena, text + one->from, one->to - one->from);
}

static const char *when_in(double months)
{
    if (months <= 3)
        return "in_3_months";
    if (months <= 6)
        return "in_6_months";
    return months <= 12 ? "in_a_year" : "later";
}

static const char *when_of(const struct quantity *one)
{
    static const struct {
        const char *unit;
        double months;
    } rows[] = {{"hour", 0.01}, {"day", 0.033}, {"working_day", 0.05},
                {"week", 0.25}, {"month", 1},   {"year", 12}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(one->unit, rows[i].unit) == 0)
            return when_in(one->high * rows[i].months);
    return NULL;
}

/* As the form takes a number. */
static void set_number(struct turn *turn, json_t *into, const char *name,
                       double value)
{
    set_text(into, name, arena_format(turn->ws->arena, "%.10g", value));
}

/* What was told in a figure before stands no longer. */
static bool hear_money(struct turn *turn, const struct quantity *one,
                       json_t *into)
{
    if (!set_text(into, "money", written(turn, one)))
        return false;
    json_object_del(into, "amount");
    json_object_del(into, "currency");
    if (one->low == one->high && one->low >= 1 && one->low < 1e10) {
        set_number(turn, into, "amount", one->low);
        set_text(into, "currency", one->unit);
    }
    return true;
}

static bool hear_area(struct turn *turn, const struct quantity *one,
                      json_t *into)
{
    if (!set_text(into, "area", written(turn, one)))
        return false;
    json_object_del(into, "area_to");
    set_number(turn, into, "area_from", one->low);
    set_text(into, "area_unit", "m2");
    if (one->high > one->low)
        set_number(turn, into, "area_to", one->high);
    return true;
}

static bool hear_quantity(struct turn *turn, const struct quantity *one,
                          bool time_asked, json_t *into)
{
    switch (one->type) {
    case QUANTITY_MONEY:
        return hear_money(turn, one, into);
    case QUANTITY_AREA:
        return hear_area(turn, one, into);
    case QUANTITY_TIME:
        return time_asked && set_text(into, "when", when_of(one));
    default:
        return false;
    }
}

/* How many months it is until a day, as much of it as is known. */
static double months_until(struct date today, struct date day)
{
    int month = day.month != 0 ? day.month : 12;

    return (day.year - today.year) * 12.0 + (month - today.month) +
           (day.day != 0 ? day.day - today.day : 0) / 31.0;
}

/* The language, the people and the day that are told. A day is that of the
 * order only where one is told or somewhere is sought. */
static bool hear_demands(struct turn *turn, bool ordering, json_t *into)
{
    struct profile who;
    bool changed = false;

    understand_profile(turn->ws, &turn->meaning, &who);
    changed = set_text(into, "language", who.speaks);
    if (who.staff > 0) {
        set_number(turn, into, "jobs", who.staff);
        set_number(turn, into, "headcount", who.staff);
        changed = true;
    }
    if (who.by.year != 0 && (ordering || turn->meaning.intent == INTENT_MATCH ||
                             turn->meaning.intent == INTENT_ORDER))
        changed = set_text(into, "when",
                           when_in(months_until(turn->ws->today, who.by))) ||
                  changed;
    return changed;
}

bool known_hear(struct turn *turn, const char *asked, json_t *into)
{
    const struct meaning *meaning = &turn->meaning;
    bool time_asked = asked != NULL && strcmp(asked, "when") == 0;
    bool first = asked != NULL && strcmp(asked, "city") != 0;
    bool changed = false;

    changed = set_text(into, "country", id_of(move_country(turn)));
    changed = set_text(into, "city", city_of(turn, first)) || changed;
    if (meaning->industries.count != 0)
        changed =
            set_text(into, "industry", meaning->industries.items[0]->id) ||
            changed;
    for (size_t i = 0; i < meaning->quantities.count; i++)
        changed = hear_quantity(turn, &meaning->quantities.items[i], time_asked,
                                into) ||
                  changed;
    changed = hear_demands(turn, asked != NULL, into) || changed;
    return set_text(into, "when", meaning->when) || changed;
}

void known_fill(json_t *into, const json_t *from)
{
    json_object_update_missing(into, (json_t *)(uintptr_t)from);
}

void known_keep(struct turn *turn)
{
    json_t *known = turn->before.known != NULL
                        ? json_copy((json_t *)(uintptr_t)turn->before.known)
                        : json_object();

    if (known_hear(turn, NULL, known))
        turn->after.known = known;
    else
        json_decref(known);
}
