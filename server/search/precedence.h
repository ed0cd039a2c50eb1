/* SPDX-License-Identifier: GPL-3.0-or-later */
/* precedence.h - where records and clauses of documents both answer, which
 * is told.
 *
 * Internal to search/. Threads: one worker's workspace. */
#ifndef SEARCH_PRECEDENCE_H
#define SEARCH_PRECEDENCE_H

#include "search/candidate.h"

/* Both kinds of candidates, and whether the best of them answers. */
struct found {
    struct contenders records, clauses;
    size_t records_here, clauses_here;
    bool record, clause;
};

/* A record says it in the reader's language and was checked by hand: a
 * clause of raw text goes before it only where its document is named, where
 * the country's law is asked about, or where it covers much more. */
bool precedence_clause(const struct inquiry *inquiry,
                       const struct found *found);

/* Does the best record answer? A measure of a city answers a question of law
 * only where it really holds what is asked. */
bool precedence_record(const struct inquiry *inquiry,
                       const struct contenders *records);

#endif
