/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "turn.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

bool date_parse(const char *text, struct date *out)
{
    *out = (struct date){0};
    return text != NULL &&
           sscanf(text, "%4d-%2d-%2d", &out->year, &out->month, &out->day) >= 1;
}

long date_order(struct date date, bool last)
{
    int month = date.month != 0 ? date.month : last ? 12 : 1;
    int day = date.day != 0 ? date.day : last ? 31 : 1;

    return (date.year * 13L + month) * 32L + day;
}

bool date_passed(struct date date, struct date day)
{
    return date_order(date, true) < date_order(day, false);
}

struct phrase phrase_of(const char *key)
{
    return (struct phrase){.key = key};
}

void phrase_arg(struct phrase *phrase, const char *name, struct arg arg)
{
    assert(phrase->arg_count < PHRASE_ARGS_MAX);
    arg.name = name;
    phrase->args[phrase->arg_count++] = arg;
}

void phrase_money(struct phrase *phrase, const char *name, double value,
                  const char *currency)
{
    phrase_arg(
        phrase, name,
        (struct arg){.type = ARG_MONEY, .number = value, .text = currency});
}

void phrase_number(struct phrase *phrase, const char *name, double value)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_NUMBER, .number = value});
}

void phrase_count(struct phrase *phrase, const char *name, double value)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_COUNT, .number = value});
}

void phrase_share(struct phrase *phrase, const char *name, double value)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_SHARE, .number = value});
}

void phrase_key(struct phrase *phrase, const char *name, const char *key)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_KEY, .text = key});
}

void phrase_text(struct phrase *phrase, const char *name, const char *text)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_TEXT, .text = text});
}

void phrase_langs(struct phrase *phrase, const char *name,
                  const json_t *by_lang)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_LANGS, .json = by_lang});
}

void phrase_date(struct phrase *phrase, const char *name, struct date date)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_DATE, .date = date});
}

void phrase_day(struct phrase *phrase, const char *name, struct date date)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_DAY, .date = date});
}

void phrase_name(struct phrase *phrase, const char *name,
                 const struct record *record)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_NAME, .record = record});
}

bool ids_has(const struct ids *ids, const struct record *record)
{
    for (size_t i = 0; i < ids->count; i++)
        if (ids->items[i] == record)
            return true;
    return false;
}

void ids_add(struct ids *ids, const struct record *record, struct arena *arena)
{
    const struct record **bigger = NULL;

    if (ids_has(ids, record))
        return;
    bigger = arena_zero(arena, (ids->count + 1) * sizeof *bigger);
    if (ids->count != 0)
        memcpy(bigger, ids->items, ids->count * sizeof *bigger);
    bigger[ids->count++] = record;
    ids->items = bigger;
}

bool meaning_area(const struct meaning *meaning)
{
    for (size_t i = 0; i < meaning->quantities.count; i++)
        if (meaning->quantities.items[i].type == QUANTITY_AREA)
            return true;
    return false;
}

const struct record *meaning_firm(const struct meaning *meaning)
{
    for (size_t i = 0; i < meaning->others.count; i++)
        if (strcmp(meaning->others.items[i]->kind, "enterprise") == 0)
            return meaning->others.items[i];
    return NULL;
}

bool meaning_says(const struct meaning *meaning, const char *concept_)
{
    for (size_t i = 0; i < meaning->terms.count; i++)
        if (record_is(meaning->terms.items[i], "concept", concept_))
            return true;
    return false;
}

const char *evidence_text(const struct evidence *evidence, size_t *len)
{
    const json_t *text = record_get(evidence->record, "text");
    size_t size = json_string_length(text);
    json_int_t from =
        json_integer_value(json_object_get(evidence->clause, "from"));
    json_int_t to = json_integer_value(json_object_get(evidence->clause, "to"));

    *len = 0;
    if (evidence->clause == NULL || from < 0 || to < from || (size_t)to > size)
        return NULL;
    *len = (size_t)(to - from);
    return json_string_value(text) + from;
}

const char *evidence_quote(const struct evidence *evidence, size_t *len)
{
    const json_t *text = record_get(evidence->record, "text");

    if (evidence->clause == NULL || evidence->to <= evidence->from ||
        evidence->to > json_string_length(text))
        return evidence_text(evidence, len);
    *len = evidence->to - evidence->from;
    return json_string_value(text) + evidence->from;
}
