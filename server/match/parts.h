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
    CRITERIA_MAX = 96,
    JUDGES_MAX = 48, /* of criteria */
    PLACES_MAX = 16, /* places, industries or countries of a demand */
    DEPTH_MAX = 8,   /* of the taxonomy */
    LIMIT_MAX = 50,  /* candidates */
    ROLE_MAX = 40    /* bytes */
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
    double number; /* money is in CNY */
    double count;  /* told beside it, if above 0 */
    struct date date;
    bool dated;     /* of when it is, is said beside it */
    bool inherited; /* known of its city, not of itself */
    bool fails;     /* a hard demand is not met */
};

/* Kinds of candidates, as bits. */
enum spot_kind {
    SPOT_PARK = 1,
    SPOT_CITY = 2,
    SPOT_SITE = 4,
    SPOT_ENTERPRISE = 8,
    SPOT_PARLOR = 16,
    SPOT_SERVICE = 32,
    SPOT_EVENT = 64,
    SPOT_OPPORTUNITY = 128,
    SPOT_PLACE = SPOT_PARK | SPOT_CITY | SPOT_SITE,
    SPOT_ANY = 255
};

/* A candidate before it is one. */
struct spot {
    const struct record *record;
    const struct record *city, *region; /* region: the city's part_of; a
                                           parlor's city is its host */
    const struct record *inside;        /* park it lies in, if not one */
    const struct record *country;       /* of an enterprise or event; of a
                                           parlor if it is for one alone;
                                           NULL unknown */
    struct position position;
    enum spot_kind kind;
    size_t documents; /* facts that its record rests on; 0: a bare name */
};

struct run;
struct criterion;
/* What a criterion says of a spot. It rests on the run and on what the
 * criterion's type names of the spot, on nothing else. */
typedef struct finding judge_fn(const struct run *run,
                                const struct criterion *criterion,
                                const struct spot *spot);

/* What a judge looks at in a spot, besides its kind: spots that agree in all
 * of it are judged once for all (value, why or not, inherited, fails must be
 * the same; names, numbers and evidence may differ). A judge that looks at
 * more than its type says is a mistake that test_match_same finds. */
enum rests {
    RESTS_SELF = 0,     /* on anything: judged for every spot. Always right,
                           and slow where there are many spots */
    RESTS_CITY = 1,     /* city, region, and what their records say */
    RESTS_INSIDE = 2,   /* park it lies in, and what its record says */
    RESTS_COUNTRY = 4,  /* spot->country */
    RESTS_POSITION = 8, /* spot->position */
    RESTS_NAMED = 16,   /* the record itself, if a record of kind site,
                           clause, cooperation, parlor, pavilion, event, fact,
                           opportunity or enterprise names its id */
    RESTS_KIND = 32     /* kind and documents alone */
};

/* What criteria add up to for a spot: the weight that is asked about, the
 * weighted values, the weight that is known, and of that what there is
 * evidence for (if not a bare name). */
typedef float quad __attribute__((vector_size(16)));

enum {
    FILL_FAILS = 1,    /* a hard demand is not met */
    FILL_MAY_FAIL = 2, /* only the judge can tell */
    FILL_SPEAKS = 4    /* has to do with the industry */
};

struct spots; /* columns.h */
/* What a judge's findings add for the spots from .. from + count, or a little
 * more, but never less: added to sums, and or-ed to flags. Of a spot that
 * fails nothing is added. For types whose findings differ from spot to
 * spot. */
typedef void fill_fn(const struct run *run, const struct criterion *criterion,
                     const struct spots *spots, size_t from, size_t count,
                     quad *sums, unsigned char *flags);

/* A type of criterion: what code knows of it. The table is in criteria.c;
 * names, weights and whether it is hard are corpus records. */
struct type {
    const char *name;
    judge_fn *judge;
    bool (*asked)(const struct run *run); /* does the demand name it? */
    bool always;    /* counts for everybody, asked or not */
    bool hard;      /* a demand for it is kept without a criterion record.
                       Only a hard type, or a hard criterion, ever fails */
    unsigned kinds; /* of spots it speaks of: bits of spot_kind */
    unsigned rests; /* bits of rests */
    const char *members[8]; /* and members of the spot's own record, by path;
                               ended by NULL;
                               "^name": of the park that it lies in */
    fill_fn *fill;          /* or NULL */
    unsigned fills;         /* kinds of spots it can fill in */
};

struct criterion {
    const char *id;
    judge_fn *judge;
    const struct type *type;
    const struct record *record; /* of the corpus; NULL: hard without one */
    double weight;               /* share of all that count: they add up to 1 */
    double standard; /* the same without weights of the demand's own */
    double scale_km; /* distance at which the value is one half */
    double half;     /* figure or number at which it is */
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
    double area, plot_ratio, min_investment; /* -1 unknown */
    struct date from;                        /* year 0: unknown */
    bool building;
};

/* Enterprises of a wanted industry recorded in a place. */
struct cluster {
    const struct record *place, *industry, *first;
    size_t count;
};

/* A cooperation on a wanted industry, or with a sister city in a country of
 * the demand. */
struct bond {
    const struct record *record, *topic, *evidence; /* topic: which industry
                                                       or country */
    const json_t *parties;
    double value;
};

/* How well an industry of the corpus fits one that is wanted. */
struct fit {
    double value;          /* 0 to 1 */
    const struct why *why; /* NULL: not at all */
};

struct run {
    const struct snapshot *snapshot;
    const struct demand *demand;
    struct arena *arena;
    unsigned kinds; /* of spots that are looked at: bits of spot_kind */
    struct criterion criteria[CRITERIA_MAX];
    size_t criterion_count;
    const struct record *wanted[PLACES_MAX]; /* industries, most special */
    size_t wanted_count;
    /* Of each that is wanted: its fits, by place of an industry among the
     * corpus's. */
    const struct fit *fits[PLACES_MAX];
    const struct record *near[PLACES_MAX];
    struct position near_at[PLACES_MAX];
    size_t near_count;
    const struct record *countries[PLACES_MAX]; /* without China */
    size_t country_count;
    struct line line;
    const struct tally *tallies;
    size_t tally_count;
    struct pact *pacts;
    size_t pact_count;
    struct tie *ties;
    size_t tie_count;
    const struct offers *offers; /* columns.h; NULL: none is asked for */
    struct cluster *clusters;
    size_t cluster_count;
    struct bond *themes, *sisters;
    size_t theme_count, sister_count;
    struct pact *own_pacts; /* of the asker */
    size_t own_pact_count;
};

/* ---- spots (spots.c) ---------------------------------------------------- */

/* The kinds that a demand seeks; more than one: which are looked at is for
 * the run to find out. */
unsigned spot_kinds(const struct demand *demand);
/* Kind of record by kind of spot: "park". */
const char *spot_kind_name(enum spot_kind kind);
/* Kind of spot by kind of record; 0: it can be none. */
enum spot_kind spot_kind_of(const struct record *record);
struct spot spot_of(const struct snapshot *snapshot, enum spot_kind kind,
                    const struct record *record);
/* Of one group only a few come first: its city, else its country; NULL: it
 * stands for itself. */
const struct record *spot_group(const struct spot *spot);
/* Its own industries, else (lent) those of the park it lies in. */
const json_t *spot_industries(const struct spot *spot, bool *lent);
/* The industry of an entry, as a place among the corpus's; -1 it is none. */
long industry_place(const struct snapshot *snapshot, const json_t *entry);

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

/* ---- types (types.c) ---------------------------------------------------- */

/* NULL if there is none. */
const struct type *type_named(const char *name);
const struct type *type_at(size_t at);

/* ---- judges ------------------------------------------------------------- */

judge_fn judge_industry;                                 /* industry.c */
judge_fn judge_distance, judge_side, judge_within;       /* where.c */
judge_fn judge_zone;                                     /* zone.c */
judge_fn judge_land, judge_building, judge_plot_ratio;   /* offers.c */
judge_fn judge_investment, judge_allowed, judge_ready;   /* offers.c */
judge_fn judge_policy, judge_cooperation, judge_country; /* ties.c */
judge_fn judge_pact, judge_group;                        /* partners.c */
judge_fn judge_cluster, judge_theme, judge_sister;       /* bonds.c */
judge_fn judge_measure;                                  /* measures.c */
judge_fn judge_origin, judge_size, judge_purpose;        /* firms.c */
judge_fn judge_interest;                                 /* firms.c */
judge_fn judge_language, judge_desk, judge_serves;       /* desks.c */
judge_fn judge_open, judge_role;                         /* desks.c */

/* Resolve what the judges need. */
void industry_prepare(struct run *run);
void where_prepare(struct run *run);
void offers_prepare(struct run *run);
void ties_prepare(struct run *run);
void partners_prepare(struct run *run);
void bonds_prepare(struct run *run);

/* Is a figure that a criterion asks for known of any place? Invented ones
 * count if asked for. */
bool measure_known(const struct run *run, const struct record *criterion,
                   bool invented);
/* How well the best of a list of industries (ids, or with evidence) fits one
 * that is wanted; *wanted is that one. 0: none does. */
double industry_best(const struct run *run, const json_t *list,
                     const struct record **wanted);
/* Does an industry, or what it belongs to, stand in such a list? */
bool industry_listed(const struct run *run, const struct record *industry,
                     const json_t *list);
/* Is a parlor for a country? */
bool parlor_for(const struct record *parlor, const struct record *country);
bool lists_meet(const json_t *one, const json_t *two);
double stage_value(const char *stage);

/* Is the spot this place, or in it? */
bool spot_in(const struct spot *spot, const struct record *place);
/* The first record that a record names as evidence, else itself. */
const struct record *evidence_of(const struct run *run,
                                 const struct record *record);

fill_fn fill_industry, fill_distance, fill_side; /* fill.c */
fill_fn fill_land, fill_building;                /* fill.c */

/* ---- scores (score.c) --------------------------------------------------- */

/* A finding as far as ranking needs it. */
struct mark {
    double value;          /* -1 unknown */
    bool known;            /* this mark has been made */
    bool silent;           /* it has nothing to say */
    bool inherited, fails; /* as in the finding */
};

struct score {
    double score, coverage;
    bool fits;   /* something that was asked for speaks for it */
    bool fails;  /* a hard demand speaks against it */
    bool speaks; /* its industry is one that is wanted, or near to it */
};

struct mark mark_of(const struct finding *finding);
/* What the marks, one for each criterion, come to. bare: nothing is
 * documented of the spot. */
struct score score_of(const struct run *run, const struct mark *marks,
                      bool bare);
/* What a mark adds. */
quad score_share(const struct criterion *criterion, const struct mark *mark);
/* At most this is the score, if weight (a share) is still to be judged. */
float score_bound(quad sums, bool bare, float weight);
/* Share of evidence that what is only known of the city counts for, and all
 * that is known of a bare name. */
double score_evidence(bool bare, bool inherited);

/* ---- runs (match.c) ----------------------------------------------------- */

/* Resolve the demand; kinds: of spots to be looked at. */
void run_begin(struct run *run, const struct snapshot *snapshot,
               const struct demand *demand, unsigned kinds,
               struct arena *arena);
/* Something is asked for, so that what has nothing of it is left out. */
bool run_asks(const struct run *run);
/* Is this the asker, or a place that is only named to be near to? */
bool run_names(const struct run *run, const struct record *record);

/* ---- reasons (reasons.c) ------------------------------------------------ */

/* Turn a spot's findings, one for each criterion, into reasons. */
void reasons_write(const struct run *run, const struct finding *findings,
                   struct candidate *out);

#endif
