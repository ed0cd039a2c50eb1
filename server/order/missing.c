/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a draft still lacks before it is worth sending. */
#include <string.h>

#include "order/order.h"

static bool text_is(const char *text, const char *other)
{
    return text != NULL && other != NULL && strcmp(text, other) == 0;
}

struct lack {
    const char *kind;
    const char *fields[5]; /* most important first, ended by NULL */
};

/* The last row is for a kind that has not been said yet. */
static const struct lack lacks[] = {
    {"investment", {"seeks", "industry", "city"}},
    {"city_order", {"seeks", "country", "industry", "city"}},
    {"import", {"seeks", "country", "industry"}},
    {"outbound", {"seeks", "country", "industry"}},
    {"talent", {"seeks", "country", "industry"}},
    {"service", {"seeks", "city"}},
    {"visit", {"seeks", "city", "industry"}},
    {NULL, {"seeks", "country", "industry", "city"}},
};

static bool draft_has(const struct order_draft *draft, const char *field)
{
    switch (field[0]) {
    case 's':
        return draft->text != NULL && draft->text[0] != '\0';
    case 'i':
        return draft->industries.count > 0;
    default:
        return strcmp(field, "country") == 0 ? draft->country != NULL
                                             : draft->city != NULL;
    }
}

size_t order_missing(const struct order_draft *draft, struct arena *arena,
                     const char ***out)
{
    const struct lack *lack = lacks;
    size_t count = 0;

    while (lack->kind != NULL && !text_is(lack->kind, draft->kind))
        lack++;
    *out = arena_zero(arena, sizeof lack->fields);
    for (size_t i = 0; lack->fields[i] != NULL; i++) {
        if (!draft_has(draft, lack->fields[i]))
            (*out)[count++] = lack->fields[i];
    }
    return count;
}
