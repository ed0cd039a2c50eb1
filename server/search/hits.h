/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hits.h - the index is asked for the same words once a turn.
 *
 * A follow-up looks in the document told, then anywhere, and then as a
 * question of its own: what was found is kept until the turn ends.
 * Internal to search/. Threads: one worker's workspace. */
#ifndef SEARCH_HITS_H
#define SEARCH_HITS_H

#include "base/err.h"
#include "publish/workspace.h"

/* reader_search(), or what it gave in this turn: in the arena, not to be
 * changed. */
int hits_find(struct workspace *ws, const struct question *question,
              struct hits *out, struct err *err);

/* Two questions that differ in filters and limit alone will be asked: ask
 * both at once. */
int hits_find_both(struct workspace *ws, const struct question both[2],
                   struct err *err);

#endif
