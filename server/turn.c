/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "turn.h"

#include <assert.h>
#include <string.h>

struct phrase phrase_of(const char *key)
{
    return (struct phrase){.key = key};
}

struct phrase *phrase_arg(struct phrase *phrase, const char *name,
                          struct arg arg)
{
    assert(phrase->arg_count < PHRASE_ARGS_MAX);
    arg.name = name;
    phrase->args[phrase->arg_count++] = arg;
    return phrase;
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
