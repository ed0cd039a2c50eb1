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

/* Of clauses that answer nearly as well, put first: the text of the place
 * named before that of the land it lies in; where no place is named, the
 * nation's before a place's own. */
void precedence_order(const struct inquiry *inquiry, struct contenders *all);

/* Texts of several places that answer as well, where none is named: the best
 * of each into out, and out->by_place. False if there are not several. */
bool precedence_places(const struct inquiry *inquiry,
                       const struct contenders *all, struct findings *out);

/* A record says it in the reader's language and was checked by hand: a
 * clause of raw text goes before it only where its document is named, where
 * the country's law is asked about, or where it covers much more. */
bool precedence_clause(const struct inquiry *inquiry,
                       const struct found *found);

/* Does the best record answer? A measure of a city answers a question of law
 * only where it really holds what is asked. */
bool precedence_record(const struct inquiry *inquiry,
                       const struct contenders *records);

/* Where several places are named, the best clause of each: is there one of
 * every place that it was asked of, two at least? They are found then. */
bool precedence_each(const struct inquiry *inquiry,
                     const struct contenders *clauses, struct findings *out);

#endif
