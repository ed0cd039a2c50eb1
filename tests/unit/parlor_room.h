/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor_room.h - a parlor filled from corpus/ that the tests of one program
 * share: in the midst of a turn, or between turns.
 *
 * Include first: it brings cmocka with what cmocka needs before it. */
#ifndef PARLOR_ROOM_H
#define PARLOR_ROOM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/parlor.h"
#include "understand/understand.h"

static struct parlor_fixture parlor;

/* Between turns. */
static inline int parlor_open(void **state)
{
    (void)state;
    parlor_fixture_open(&parlor);
    return 0;
}

static inline int parlor_close(void **state)
{
    (void)state;
    parlor_fixture_close(&parlor);
    return 0;
}

/* In the midst of a turn. */
static inline int room_open(void **state)
{
    parlor_open(state);
    workspace_begin(parlor.ws, parlor.now, parlor.today);
    return 0;
}

static inline int room_close(void **state)
{
    workspace_end(parlor.ws);
    return parlor_close(state);
}

/* What a message means; good until room_close(). */
static inline struct meaning room_meaning(const char *text)
{
    struct message message = {
        .text = text, .len = strlen(text), .hint = LANG_NONE};
    struct meaning meaning;

    understand_message(parlor.ws, &message, &meaning);
    return meaning;
}

static inline const struct record *room_record(const char *id)
{
    const struct record *record = snapshot_record(parlor.ws->snapshot, id);

    if (record == NULL)
        fail_msg("the corpus has no %s", id);
    return record;
}

/* A member's text, "" if there is none. */
static inline const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text != NULL ? text : "";
}

#endif
