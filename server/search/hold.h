/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hold.h - does what a document says hold where the question asks?
 *
 * A law of a larger land holds in the places that lie in it, a city's rules
 * nowhere else. Internal to search/. Threads: one worker's workspace. */
#ifndef SEARCH_HOLD_H
#define SEARCH_HOLD_H

#include "publish/workspace.h"
#include "turn.h"

/* How well a clause's document holds in the places that are named: 1 where
 * none is named or it is theirs, less where it is of a larger land or of a
 * part, 0 where it holds in none of them: then it does not answer. Sets
 * evidence->holds. */
double hold_share(struct workspace *ws, const struct meaning *meaning,
                  struct evidence *evidence);

/* The place a document is of; NULL for the whole country, and for what is of
 * no place. */
const struct record *hold_place(struct workspace *ws,
                                const struct record *document);

/* Is the record the name of a province, be it a place or a term? */
bool hold_is_province(const struct record *record);

#endif
