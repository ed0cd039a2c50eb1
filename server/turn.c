/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "turn.h"

#include <assert.h>

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
