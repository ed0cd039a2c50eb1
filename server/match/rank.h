/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rank.h - the best of many candidates, without judging them all in full.
 *
 * The result is that of judging every candidate under every criterion and
 * sorting: an upper bound of each score is added up from columns, and only
 * who can still be among the first is judged. Writes no reasons. Only match/
 * includes this. Threads: one run. */
#ifndef MATCH_RANK_H
#define MATCH_RANK_H

#include "match/columns.h"

enum {
    EXCLUDED_MAX = 3,
    FIRST = 5,       /* among the first so many ... */
    OF_ONE_GROUP = 2 /* ... no more than this of one city or country */
};

struct ranked {
    const struct spot *spot;
    struct score score;
    const struct record *group; /* or NULL */
};

/* The best so far, in order. */
struct tops {
    struct ranked *items;
    size_t count, limit;
    bool spread; /* of one group no more than OF_ONE_GROUP */
};

struct ranking {
    struct tops best;    /* who fits */
    struct tops first;   /* of these, spread over groups */
    struct tops failing; /* who fits but for a hard demand */
    bool speaks;         /* one who fits has to do with the industry */
};

void ranking_begin(const struct run *run, size_t limit, struct ranking *out);
/* Add the candidates of a kind. */
void ranking_add(const struct run *run, enum spot_kind kind,
                 struct ranking *ranking);
/* Add those of another ranking of the same run. */
void ranking_join(struct ranking *ranking, const struct ranking *other);
/* The whole ranking that a run's demand asks for. */
void ranking_make(const struct run *run, struct ranking *out);
/* The candidates to show, in order: at most limit of them. */
size_t ranking_choose(const struct ranking *ranking, const struct ranked **out);

/* Better score, then more documents, then by id: below 0, as for qsort(). */
int ranked_order(const struct ranked *a, const struct ranked *b);
/* Put one in its place, if it has any. */
void tops_add(struct tops *tops, const struct ranked *one);
/* No score below this has a place, whatever its group. */
float tops_floor(const struct tops *tops);
/* Would a score of at most this, of that group, have a place? */
bool tops_want(const struct tops *tops, float bound,
               const struct record *group);

/* ---- what to know of a ranking (notes.c) --------------------------------- */

/* Ties, near-ties, thin data, demands that nothing can meet together. */
void notes_write(const struct run *run, struct proposal *out);

#endif
