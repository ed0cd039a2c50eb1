/* SPDX-License-Identifier: GPL-3.0-or-later */
/* needs.h - what a record must have to answer, however near its words are.
 *
 * A telephone number, an area or hours that are asked for, the year and the
 * level (national, provincial, of the city) that are named: what lacks them
 * is near and no answer. Of clauses of documents only a number to call and
 * hours are looked for.
 * Internal to search/. Threads: one worker's workspace. */
#ifndef SEARCH_NEEDS_H
#define SEARCH_NEEDS_H

#include "publish/workspace.h"
#include "turn.h"

/* Levels of administration that a text names: bits, 0 for none. */
unsigned needs_levels(struct workspace *ws, const char *plain, enum lang lang);

/* Of the levels a question names, what is left of a record's score: 1 where
 * it is of one of them or of no level. */
double needs_level(struct workspace *ws, unsigned asked, enum lang lang,
                   const struct record *record);

/* Has the record what the question cannot be answered without? levels: those
 * that the question names. */
bool needs_met(struct workspace *ws, const struct meaning *meaning,
               unsigned levels, const struct evidence *evidence);

#endif
