/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workspace.h - what one worker has at hand while it serves a turn.
 *
 * Threads: one worker. The snapshot is exchanged between turns only. */
#ifndef PUBLISH_WORKSPACE_H
#define PUBLISH_WORKSPACE_H

#include <stdint.h>

#include "base/arena.h"
#include "engine/reader.h"
#include "publish/snapshot.h"
#include "store/store.h"
#include "text/terms.h"
#include "turn.h"

struct workspace {
    struct store *store;
    struct reader *reader;     /* NULL while the index is rebuilt */
    struct analyser *analyser;
    struct arena *arena;       /* reset when the reply has left */
    const struct snapshot *snapshot;
    int64_t now;               /* ms since 1970, passed in */
    struct date today;         /* in the operator's time zone, passed in */
    bool degraded;             /* index set aside: say so in answers */
};

#endif
