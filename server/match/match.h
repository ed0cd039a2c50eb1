/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match.h - which cities and parks fit a project, why, and why not.
 *
 * Hard demands exclude, soft criteria rank; criteria and weights are corpus
 * records. What is not known never pays: the score shrinks with the share
 * of evidence there is. Equal scores: more documents first, then by id. Same
 * demand, same snapshot, same ranking. README.md lists the phrases.
 * Writes no text: reasons are phrases. Threads: any; pure. */
#ifndef MATCH_H
#define MATCH_H

#include <jansson.h>

#include "base/arena.h"
#include "base/err.h"
#include "publish/snapshot.h"
#include "turn.h"

/* Rank for demand; out lives in arena and borrows from snapshot. */
void match_run(const struct snapshot *snapshot, const struct demand *demand,
               struct arena *arena, struct proposal *out);

/* What would change it: of who is left out, what would let it in; of who
 * comes after the first, what would put it there. Each change is the demand
 * with one member replaced, ranked anew and seen to do so. Adds to the
 * candidates of what match_run() found for the same demand. */
void match_changes(const struct snapshot *snapshot, const struct demand *demand,
                   struct arena *arena, struct proposal *found);

/* Judge these records alone, in their order and whatever kind of place they
 * are: out has room for as many as records has. Those that fail a hard demand
 * are judged like the others; `failed` says so. */
void match_judge(const struct snapshot *snapshot, const struct demand *demand,
                 const struct ids *records, struct arena *arena,
                 struct candidate *out);

/* What a message demands: who is the profile understood from it. out borrows
 * from meaning. */
void match_demand_told(const struct meaning *meaning, const struct profile *who,
                       struct demand *out);

/* What an order of a kind demands of who fulfils it: 1, or 0 if it is of a
 * kind that is not matched. out as above. */
int match_order_told(const struct meaning *meaning, const struct profile *who,
                     const char *kind, struct demand *out);

/* A demand from outside, `{industries, countries, near, within: [ids], side,
 * landmark, kind, zone, land_m2, building_m2, area_unit, near_km, plot_ratio,
 * investment, staff_min, by, seeks, asker, project, role, purpose, speaks,
 * group, counts, limit, weights}`, each optional and none else: out is added
 * to, a member replaces what it held. 0, or -1 with *err (ERR_INPUT) naming
 * the member. out lives in arena and borrows from json and snapshot. */
int match_demand_read(const struct snapshot *snapshot, const json_t *json,
                      struct arena *arena, struct demand *out, struct err *err);

/* A demand as match_demand_read() reads it, without its limit: a new
 * object. */
json_t *match_demand_write(const struct demand *demand);

/* What a criterion may weigh. */
enum { MATCH_WEIGHT_MAX = 1000000 };

/* What a criterion record weighs under a demand, before weights are made
 * shares: the demand's own, else the corpus's for such a project. */
double match_weight(const struct snapshot *snapshot,
                    const struct demand *demand,
                    const struct record *criterion);

/* Great-circle distance of two records' positions in km; -1 if unknown. */
double match_distance(const struct record *a, const struct record *b);

/* On which side of a landmark's line a record lies; SIDE_NONE if that
 * cannot be said (no position, or beyond the line's ends, or a city's
 * position too near to the line to speak for a park). */
enum side match_side(const struct record *landmark,
                     const struct record *record);

#endif
