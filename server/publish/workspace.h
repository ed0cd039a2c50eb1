/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workspace.h - what one worker has at hand while it serves a turn.
 *
 * Threads: one worker. The snapshot is exchanged between turns only. */
#ifndef PUBLISH_WORKSPACE_H
#define PUBLISH_WORKSPACE_H

#include <stdint.h>

#include "base/arena.h"
#include "engine/reader.h"
#include "publish/library.h"
#include "publish/snapshot.h"
#include "publish/termbook.h"
#include "store/group.h"
#include "store/shown.h"
#include "store/store.h"
#include "text/locale.h"
#include "text/pack.h"
#include "text/terms.h"
#include "turn.h"

struct workspace_hits;

struct workspace {
    struct store *store;
    struct shown *shown;   /* what was shown and is not written yet */
    struct reader *reader; /* NULL while the index is rebuilt */
    struct analyser *analyser;
    struct termbook *termbook;
    struct locale *locales[LANG_COUNT]; /* opened on first use */
    struct arena *arena;                /* reset when the reply has left */
    struct workspace_hits *hits;        /* found in this turn: search/hits.h */
    const struct snapshot *snapshot;
    int64_t now;              /* ms since 1970, passed in */
    struct date today;        /* in the operator's time zone, passed in */
    bool degraded;            /* index set aside: say so in answers */
    struct library *library;  /* borrowed */
    const struct pack *pack;  /* words across languages, or NULL */
    const char *data_dir;     /* owned */
    int64_t index_number;     /* library_index() the reader was opened at */
    struct group *group;      /* with whom commits are shared, borrowed, or
                                 NULL */
    const unsigned char *key; /* 32 bytes that seal contact values, borrowed
                                 (key_load); NULL: no orders are taken */
};

/* Open store, reader and analyser of data_dir for the calling thread: 0 or
 * -1. An index that cannot be opened is no failure: reader stays NULL and
 * degraded is set. library must outlive *out. */
int workspace_open(const char *data_dir, struct library *library,
                   struct workspace **out, struct err *err);
void workspace_close(struct workspace **ws);

/* Before a turn: take the newest snapshot, the time, and the index if it has
 * been exchanged. After it: give back the snapshot, empty the arena. */
void workspace_begin(struct workspace *ws, int64_t now, struct date today);
void workspace_end(struct workspace *ws);

/* The locale of a language, kept for the next turn. */
struct locale *workspace_locale(struct workspace *ws, enum lang lang);

/* A search has failed (ERR_INDEX, ERR_CORRUPT): go on without the index in
 * this turn, and have it checked. */
void workspace_doubt(struct workspace *ws);

#endif
