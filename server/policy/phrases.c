/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/phrases.h"

#include <assert.h>

struct phrase *phrases_add(struct phrases *list, const char *key,
                           const struct record *evidence)
{
    struct phrase *phrase = NULL;

    list->items = arena_room(list->arena, list->items, list->count,
                             &list->capacity, sizeof *list->items);
    phrase = &list->items[list->count++];
    *phrase = (struct phrase){.key = key, .evidence = evidence};
    return phrase;
}

static struct arg *arg_add(struct phrase *phrase, const char *name,
                           enum arg_type type)
{
    struct arg *arg = NULL;

    assert(phrase->arg_count < PHRASE_ARGS_MAX);
    arg = &phrase->args[phrase->arg_count++];
    *arg = (struct arg){.name = name, .type = type};
    return arg;
}

void phrase_money(struct phrase *phrase, const char *name, double value,
                  const char *currency)
{
    struct arg *arg = arg_add(phrase, name, ARG_MONEY);

    arg->number = value;
    arg->text = currency;
}

void phrase_number(struct phrase *phrase, const char *name, double value)
{
    arg_add(phrase, name, ARG_NUMBER)->number = value;
}

void phrase_count(struct phrase *phrase, const char *name, double value)
{
    arg_add(phrase, name, ARG_COUNT)->number = value;
}

void phrase_share(struct phrase *phrase, const char *name, double value)
{
    arg_add(phrase, name, ARG_SHARE)->number = value;
}

void phrase_key(struct phrase *phrase, const char *name, const char *key)
{
    arg_add(phrase, name, ARG_KEY)->text = key;
}

void phrase_text(struct phrase *phrase, const char *name, const char *text)
{
    arg_add(phrase, name, ARG_TEXT)->text = text;
}

void phrase_langs(struct phrase *phrase, const char *name,
                  const json_t *by_lang)
{
    arg_add(phrase, name, ARG_LANGS)->json = by_lang;
}

void phrase_date(struct phrase *phrase, const char *name, struct date date)
{
    arg_add(phrase, name, ARG_DATE)->date = date;
}

void phrase_name(struct phrase *phrase, const char *name,
                 const struct record *record)
{
    arg_add(phrase, name, ARG_NAME)->record = record;
}
