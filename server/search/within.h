/* SPDX-License-Identifier: GPL-3.0-or-later */
/* within.h - the document that a follow-up stays in: the one that was told,
 * another version of it, or the one of its kind of another place.
 *
 * Internal to search/. Threads: one worker's workspace. */
#ifndef SEARCH_WITHIN_H
#define SEARCH_WITHIN_H

#include "search/search.h"

/* Does the meaning name a place in China, or one not known? */
bool within_names_place(const struct meaning *meaning);

/* A text with the places that it names made blank. */
const char *within_no_places(struct workspace *ws, const char *text,
                             enum lang lang);

/* The version of the document that "before the 2023 amendment" and "the one
 * of 2020" mean; NULL if the meaning speaks of none or there is none. */
const struct record *within_version(struct workspace *ws,
                                    const struct meaning *meaning,
                                    const struct record *document);

/* Does the meaning ask for a version? */
bool within_asks_version(const struct meaning *meaning);

/* Documents in force in the places named: their own (own), or those of the
 * larger land they lie in; of the same kind as document, or of any where it
 * is NULL. At most NAMED_MAX. */
struct ids within_place(struct workspace *ws, const struct meaning *meaning,
                        const struct record *document, bool own,
                        struct date day);

/* The clause step articles behind clause number at (from 1); NULL if there
 * is none. */
const json_t *within_step(const struct record *document, size_t at, int step);

#endif
