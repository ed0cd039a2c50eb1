/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.h - the corpus as a pass over many candidates wants it.
 *
 * Made once of a snapshot and kept with it: the candidates of each kind in
 * order of id, their positions and industries as arrays, and for each type
 * of criterion the classes of candidates that it cannot tell apart. Nothing
 * here depends on a demand. Only match/ includes this. Threads: any; each
 * part is made by the first who asks, behind a lock, and never changes. */
#ifndef MATCH_COLUMNS_H
#define MATCH_COLUMNS_H

#include "match/parts.h"

enum { KINDS_MAX = 8, GROUP_NONE = -1 };

/* Where a position is known from. */
enum known { KNOWN_NOT, KNOWN_OWN, KNOWN_OF_CITY };

/* All candidates of a kind. */
struct spots {
    enum spot_kind kind;
    size_t count;
    struct spot *items;
    float *x, *y, *z;     /* of the unit sphere, by position */
    unsigned char *known; /* enum known, of the position */
    bool *bare;           /* nothing is documented of it */
    bool *named;          /* another record names it */
    int32_t *groups;      /* of which only a few come first; GROUP_NONE */
    size_t group_count;
    /* Its industries, as places among the corpus's: from [from[i]] to
     * [from[i + 1]]. An entry that is none is left out; listed: has any
     * entry at all. */
    uint32_t *industry_from;
    uint32_t *industries;
    bool *listed;
    bool *lent; /* the list is that of the park it lies in */
};

/* Candidates that a type of criterion cannot tell apart. */
struct classes {
    uint32_t *of;    /* by candidate */
    uint32_t *first; /* by class: a candidate of it */
    size_t count;
};

/* Every site on offer. */
struct offers {
    size_t count;
    struct offer *by_id;    /* as the candidates of that kind */
    struct offer *by_place; /* by address of the place, then by id */
    double *area;           /* by id; -1 unknown */
    bool *building;         /* by id */
};

const struct spots *columns_spots(const struct snapshot *snapshot,
                                  enum spot_kind kind);
/* NULL if the type rests on anything. */
const struct classes *columns_classes(const struct snapshot *snapshot,
                                      enum spot_kind kind,
                                      const struct type *type);
/* enum side of each candidate by landmark. */
const unsigned char *columns_sides(const struct snapshot *snapshot,
                                   enum spot_kind kind,
                                   const struct record *landmark);

const struct offers *columns_offers(const struct snapshot *snapshot);

/* What a site or a park asks for at least, in CNY, the only currency that a
 * demand has; -1 unknown. */
double offer_investment(const struct record *record);
/* The offer that a site is; it is one of them. */
const struct offer *offer_of(const struct offers *offers,
                             const struct record *site);
/* The first offer of a place; *count of them follow each other. */
const struct offer *offers_at(const struct offers *offers,
                              const struct record *place, size_t *count);

/* ---- made of a snapshot (stock.c, classes.c, columns.c) ------------------ */

struct classes *classes_make(const struct spots *spots,
                             const struct type *type);
void classes_free(struct classes *classes);
struct offers *offers_make(const struct snapshot *snapshot);
void offers_free(struct offers *offers);

#endif
