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
