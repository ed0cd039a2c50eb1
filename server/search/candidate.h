/* SPDX-License-Identifier: GPL-3.0-or-later */
/* candidate.h - what may answer, weighed: the parts of a search.
 *
 * candidates.c asks the index and weighs, bars.c says what is enough,
 * choice.c what of it is told. Internal to search/.
 * Threads: one worker's workspace. */
#ifndef SEARCH_CANDIDATE_H
#define SEARCH_CANDIDATE_H

#include "base/err.h"
#include "search/search.h"
#include "search/standing.h"
#include "search/topic.h"

/* Of records; clauses of documents are many and long, and BM25 orders them
 * well. */
enum { RECORDS_MAX = 40, CLAUSES_MAX = 20, FINDINGS_MAX = 4 };

/* A question under search. */
struct inquiry {
    struct workspace *ws;
    struct meaning asked;                 /* of a follow-up, with its topic */
    struct meaning legal;                 /* the same, asked of a raw text */
    const struct search_context *context; /* or NULL */
    struct topic topic;                   /* in the asker's language */
    struct topic across[LANG_COUNT];      /* for texts in others, as made */
    bool made[LANG_COUNT];
    const char *before; /* of a follow-up held to a document: what the turn
                           before was about; asked.topic is what is new */
    struct date day;    /* that is asked about */
    unsigned levels;    /* that are named, see needs.h */
    struct ids named;   /* documents that are asked for by title */
    long article;       /* and by number; 0: none */
    bool abroad;        /* what another country levies is asked */
};

struct contender {
    struct evidence evidence;
    const struct topic *topic; /* it was held against */
    struct cover cover;
    bool elsewhere; /* about another place than those named */
    enum standing standing;
    bool has_asked;  /* a figure of the kind asked for */
    double held;     /* of a clause: how much it holds in the places named */
    bool curated;    /* of a document that was made into records by hand */
    bool plain;      /* a numbered clause that no records tell of */
    double sentence; /* of a clause: what its best sentence covers */
};

/* Best first; what is about another place comes last. */
struct contenders {
    struct contender *items;
    size_t count;
};

/* Records, and clauses of documents, that the index has for the inquiry. */
int candidates_records(struct inquiry *inquiry, struct contenders *out,
                       struct err *err);
int candidates_clauses(struct inquiry *inquiry, struct contenders *out,
                       struct err *err);
/* Both will be asked for: read the index once for them. */
int candidates_find(struct inquiry *inquiry, struct err *err);
/* What clauses in Chinese are held against: 0, or -1 with *err. */
int candidates_topic(struct inquiry *inquiry, const struct topic **out,
                     struct err *err);
void candidates_sort(struct contenders *candidates);
/* How many at the start are about the places named. */
size_t candidates_here(const struct contenders *candidates);

/* Does a candidate answer? runner_up: the score of the next, or 0. */
bool bars_record(const struct inquiry *inquiry, const struct contender *one,
                 double runner_up);
bool bars_clause(const struct inquiry *inquiry, const struct contender *one);
/* Does it speak to what is new in a follow-up? */
bool bars_fresh(const struct contender *one);
/* And to what it leaves unsaid, where that may be anywhere? */
bool bars_joined(const struct contender *one);
/* Of a whole question half is asked. */
double bars_half(void);
/* Is it near enough to be named where nothing answers? */
bool bars_near(const struct contender *one);

/* Do two records belong together: items of one clause, statements of one
 * source about one thing, versions of one text? */
bool choice_related(const struct record *a, const struct record *b);
/* The best of count candidates, then what adds to it. */
void choice_take(const struct inquiry *inquiry, const struct contender *all,
                 size_t count, struct findings *out);
/* What answers a further question of the same message. */
int choice_part(struct inquiry *inquiry, const struct part *part,
                struct findings *out, struct err *err);

/* What answers the inquiry, in records and in clauses: search.c. */
int search_answer(struct inquiry *inquiry, const struct meaning *meaning,
                  struct findings *out, struct err *err);

#endif
