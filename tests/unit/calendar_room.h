/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calendar_room.h - records of the corpus without a store, for the tests of
 * days and routes, shared by the tests of one program.
 *
 * Include first: it brings cmocka with what cmocka needs before it. */
#ifndef CALENDAR_ROOM_H
#define CALENDAR_ROOM_H

#include "order_room.h"

static struct snapshot *snapshot;
static struct analyser *analyser;

/* All records of count kinds; corpus_seal() ends the adding. */
static inline void corpus_fill(const char *const kinds[], size_t count)
{
    struct err err = {0};

    snapshot = snapshot_new();
    assert_int_equal(analyser_open(&analyser, &err), 0);
    for (size_t i = 0; i < count; i++)
        kind_add(snapshot, kinds[i]);
}

static inline void corpus_seal(void)
{
    snapshot_seal(snapshot, analyser, 1);
}

static inline int corpus_close(void **state)
{
    (void)state;
    snapshot_free(&snapshot);
    analyser_close(&analyser);
    return 0;
}

#endif
