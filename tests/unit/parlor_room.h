/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor_room.h - a parlor filled from corpus/ that the tests of one program
 * share, in the midst of a turn.
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

static inline int room_open(void **state)
{
    (void)state;
    parlor_fixture_open(&parlor);
    workspace_begin(parlor.ws, parlor.now, parlor.today);
    return 0;
}

static inline int room_close(void **state)
{
    (void)state;
    workspace_end(parlor.ws);
    parlor_fixture_close(&parlor);
    return 0;
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

#endif
