/* SPDX-License-Identifier: GPL-3.0-or-later */
/* topic.h - the weighted words of a question, and how much of them a record
 * or a clause covers.
 *
 * A word may be spoken of in several ways: in the asker's language by itself,
 * in a text of another language by what it may be called there.
 * Internal to search/. Threads: one worker's workspace. */
#ifndef SEARCH_TOPIC_H
#define SEARCH_TOPIC_H

#include "base/err.h"
#include "publish/workspace.h"
#include "turn.h"

/* Index terms that stand for a word where all of them are. */
struct topic_way {
    const uint64_t *hashes; /* termbook_hash() of them */
    size_t count;
    double weight; /* how surely: 0 to 1 */
    bool all;      /* a part of them says nothing */
};

struct topic_term {
    const char *text;   /* as asked, or its surest way */
    const char *spoken; /* its surest ways, with blanks between */
    const char *asked;  /* the words of the question it stands for; NULL */
    const struct topic_way *ways;
    size_t way_count;
    double weight;
    bool unknown; /* no passage has it */
    bool border;  /* a pair of characters that is no word */
    bool cost;    /* names a cost: "rent" */
    bool place;   /* part of the name of a place or a text that was named */
    size_t whole; /* it is a word of that term, from 1; 0 of none */
};

struct topic {
    enum lang lang; /* of the texts it is held against */
    struct topic_term *terms;
    size_t count;
    double total;     /* of all weights */
    double own;       /* of those that are no part of a place's name */
    size_t fresh;     /* of a follow-up: so many at the start are new in it */
    const char *unit; /* that a time is asked in: "working_day"; or NULL */
    bool extends;     /* an extension of a time is asked for */
    bool lasts;       /* how long something holds is asked */
    bool reduces;     /* a reduced rate is asked for */
    bool several;     /* several questions are asked at once */
};

/* What a topic is held against: a word is as rare as it is there. */
enum topic_of { TOPIC_OF_RECORDS, TOPIC_OF_CLAUSES };

/* Words of the question in its language by their rarity; words of names of
 * places weigh little, bare numbers nothing. */
int topic_make(struct workspace *ws, const struct meaning *meaning,
               enum topic_of of, struct topic *out, struct err *err);

/* What the topic weighs besides the name of a record and names of places. */
double topic_besides(struct workspace *ws, const struct topic *topic,
                     const struct record *record);

/* The same question for texts in another language. */
int topic_across(struct workspace *ws, const struct meaning *meaning,
                 enum lang to, struct topic *out, struct err *err);

/* Words of a text's title are asked for by name: they count no more than
 * those of a place. */
void topic_name(struct topic *topic, const char *title);

/* A year beside the name of a text is of its version. */
void topic_no_years(struct topic *topic);

/* A follow-up: what is new in it, as heavy as all that was asked before it,
 * then that. */
void topic_join(struct workspace *ws, const struct topic *fresh,
                const struct topic *before, struct topic *out);

/* Find the words of names among the terms: where the name stands they do. */
void topic_link(struct topic *topic);

/* How rare a word is that so many of all passages have. */
double topic_rarity(long passages, long with);

/* Which terms of a topic a record has. */
struct cover {
    double *has;      /* by topic term: 0 to 1 */
    double share;     /* of the topic's weight */
    double weight;    /* of the words it has, names of places aside */
    bool misses_cost; /* a cost is named, and it speaks of none of those */
    double precision; /* share of the record's heading that was asked */
};

/* Of a clause, the names of places do not count (anchor.h asks where it
 * holds), and what only its document's title says counts less and adds
 * nothing to the weight. */
void topic_cover(struct workspace *ws, const struct topic *topic,
                 const struct evidence *evidence, struct cover *out);

/* How much a stretch of text in the topic's language has of each of its
 * terms, names of places aside: topic->count numbers from 0 to 1. */
void topic_has(struct workspace *ws, const struct topic *topic,
               const char *text, size_t len, double *has);

/* The share of the topic that these make. */
double topic_sum(const struct topic *topic, const double *has);

/* The share of the topic that a stretch speaks of: both in one. */
double topic_share(struct workspace *ws, const struct topic *topic,
                   const char *text, size_t len);

/* The share that it covers of what is new, and of what was left unsaid; 1 if
 * nothing is. */
double topic_before_share(const struct topic *topic, const struct cover *cover);
double topic_fresh_share(const struct topic *topic, const struct cover *cover);

#endif
