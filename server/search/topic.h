/* SPDX-License-Identifier: GPL-3.0-or-later */
/* topic.h - the weighted words of a question, and how much of them a record
 * covers. Internal to search/. */
#ifndef SEARCH_TOPIC_H
#define SEARCH_TOPIC_H

#include "base/err.h"
#include "publish/workspace.h"
#include "turn.h"

struct topic_term {
    const char *text;
    uint64_t hash; /* termbook_hash() of it */
    double weight;
    bool unknown; /* no passage has it */
    bool cost;    /* names a cost: "rent" */
    bool place;   /* part of the name of a place that was named */
};

struct topic {
    enum lang lang;
    struct topic_term *terms;
    size_t count;
    double total; /* of all weights */
    double own;   /* of those that are no part of a place's name */
};

/* Words of text in lang by their rarity in the index; words of names of
 * places weigh little, bare numbers nothing. */
int topic_make(struct workspace *ws, const struct meaning *meaning,
               struct topic *out, struct err *err);

/* Which terms of a topic a record has. */
struct cover {
    bool *has;        /* by topic term */
    double share;     /* of the topic's weight */
    double weight;    /* of the words it has, names of places aside */
    bool misses_cost; /* a cost is named, and it speaks of none of those */
    double precision; /* share of the record's heading that was asked */
};

void topic_cover(struct workspace *ws, const struct topic *topic,
                 const struct evidence *evidence, struct cover *out);

#endif
