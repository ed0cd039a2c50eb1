/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lookup.h - the passages that the index finds for a question.
 *
 * Asks hits_find() and weighs nothing. Internal to search/. Threads: one
 * worker's workspace. */
#ifndef SEARCH_LOOKUP_H
#define SEARCH_LOOKUP_H

#include "search/candidate.h"

/* Records and clauses will be asked for: find both at once: 0, or -1 with
 * *err. */
int lookup_both(struct inquiry *inquiry, struct err *err);

/* Records, best first. */
int lookup_records(struct inquiry *inquiry, struct hits *out, struct err *err);

/* Clauses of the documents that the inquiry names, or of all, scores as
 * shares of the best: for what is asked, and for what the lexicon calls the
 * terms of the question in Chinese. */
int lookup_clauses(struct inquiry *inquiry, struct hits *out, struct err *err);

#endif
