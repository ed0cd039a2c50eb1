/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/phrases.h"

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

void phrase_name(struct phrase *phrase, const char *name,
                 const struct record *record)
{
    phrase_arg(phrase, name, (struct arg){.type = ARG_NAME, .record = record});
}
