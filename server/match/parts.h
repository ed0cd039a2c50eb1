/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parts.h - what the files of match/ share.
 *
 * A run resolves the demand and the corpus to pointers once; judges then
 * look at one spot under one criterion and leave a finding; ranking and
 * reasons work on findings. Only match/ includes this. Threads: one run. */
#ifndef MATCH_PARTS_H
#define MATCH_PARTS_H

#include "match/match.h"

enum {
    CRITERIA_MAX = 32,
    PLACES_MAX = 16, /* places, industries or countries of a demand */
    DEPTH_MAX = 8,   /* of the taxonomy */
    LIMIT_MAX = 50,  /* candidates */
    ROLE_MAX = 40,   /* bytes */
    WEIGHT_MAX = 1000000
};

/* A point; of_city: it is the city's, not the record's own. */
struct position {
    double lon, lat;
    bool known, of_city;
};

/* A landmark's line, read once. */
struct line {
    double *lon, *lat;
    size_t count;
};

/* How a finding is worded: the key and the names of its arguments. */
struct why {
    const char *key;
    const char *first, *second; /* ARG_NAME */
    const char *text;           /* ARG_KEY */
    const char *number;
    enum arg_type type; /* of number */
};

/* What one criterion says of one spot. */
struct finding {
    double value;          /* 0 to 1; -1 unknown */
    const struct why *why; /* NULL: it has nothing to say here */
    const struct record *first, *second, *evidence;
    const char *text;
    double number;
    bool inherited; /* known of its city, not of itself */
    bool fails;     /* a hard demand is not met */
};

/* A candidate before it is one. */
struct spot {
    const struct record *record;
    const struct record *city, *region; /* region: the city's part_of */
    struct position position;
    bool park;
    size_t documents; /* facts that its record rests on; 0: a bare name */
};

struct run;
struct criterion;
typedef struct finding judge_fn(const struct run *run,
                                const struct criterion *criterion,
                                const struct spot *spot);

struct criterion {
    const char *id;
    judge_fn *judge;
    double weight;   /* share of all that count: they add up to 1 */
    double scale_km; /* distance at which the value is one half */
    bool hard;
    bool asked; /* the demand names it; else it counts for everybody */
};

/* Clauses that pay, by place. */
struct tally {
    const struct record *place, *policy;
    size_t count;
};

/* A cooperation with a place that the demand names. */
struct pact {
    const struct record *record, *place, *evidence;
    const json_t *parties;
    double value;
};

/* A parlor for a country of the demand. */
struct tie {
    const struct record *parlor, *country, *host;
    const json_t *serves;
    bool open;
};

/* Land or a building on offer. */
struct offer {
    const struct record *record, *place;
    double area; /* -1 unknown */
    bool building;
};

struct run {
    const struct snapshot *snapshot;
    const struct demand *demand;
    struct arena *arena;
    struct criterion criteria[CRITERIA_MAX];
    size_t criterion_count;
    const struct record *wanted[PLACES_MAX]; /* industries, most special */
    size_t wanted_count;
    const struct record *near[PLACES_MAX];
    struct position near_at[PLACES_MAX];
    size_t near_count;
    const struct record *countries[PLACES_MAX]; /* without China */
    size_t country_count;
    struct line line;
    struct tally *tallies;
    size_t tally_count;
    struct pact *pacts;
    size_t pact_count;
    struct tie *ties;
    size_t tie_count;
    struct offer *offers;
    size_t offer_count;
};

/* ---- geometry (geometry.c) ---------------------------------------------- */

struct position position_of(const struct record *record);
double position_distance(const struct position *a, const struct position *b);
/* Into the arena, or on the heap if arena is NULL: then line_fini(). */
void line_read(const struct record *landmark, struct arena *arena,
               struct line *out);
void line_fini(struct line *line);
enum side line_side(const struct line *line, const struct position *position);

/* ---- criteria (criteria.c) ---------------------------------------------- */

/* Those that apply to the run's demand, with their weights. */
void criteria_load(struct run *run);

/* ---- judges ------------------------------------------------------------- */

judge_fn judge_industry;                                 /* industry.c */
judge_fn judge_distance, judge_side, judge_within;       /* where.c */
judge_fn judge_zone, judge_land, judge_building;         /* means.c */
judge_fn judge_policy, judge_cooperation, judge_country; /* ties.c */

/* Resolve what the judges need. */
void industry_prepare(struct run *run);
void where_prepare(struct run *run);
void means_prepare(struct run *run);
void ties_prepare(struct run *run);

/* Is the spot this place, or in it? */
bool spot_in(const struct spot *spot, const struct record *place);
/* The first record that a record names as evidence, else itself. */
const struct record *evidence_of(const struct run *run,
                                 const struct record *record);

/* ---- reasons (reasons.c) ------------------------------------------------ */

/* Turn a spot's findings, one for each criterion, into reasons. */
void reasons_write(const struct run *run, const struct finding *findings,
                   struct candidate *out);

#endif
