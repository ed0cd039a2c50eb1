/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sentence.h - the sentence of a clause that answers, to be quoted.
 *
 * Internal to search/. Threads: one worker's workspace. */
#ifndef SEARCH_SENTENCE_H
#define SEARCH_SENTENCE_H

#include "search/topic.h"

/* What the chosen sentence says. */
struct said {
    double share; /* of the topic */
    size_t size;  /* of the sentence in bytes */
    bool figure;  /* has a figure of the kind asked for, or none was */
    bool unit;    /* and in the unit asked for, or none was */
};

/* Choose evidence's from and to: the sentence that speaks of most of the
 * topic and has a figure of the kind asked for, with the line that leads in
 * an item of a list; at most some 300 characters. */
void sentence_choose(struct workspace *ws, const struct topic *topic,
                     enum asked asked, struct evidence *evidence,
                     struct said *out);

/* The clause of a document that says since when it is in force, and that
 * sentence chosen; else its first with a number; NULL if it has none. */
const json_t *sentence_of_force(struct evidence *evidence);

/* Choose all of the clause, as far as it may be quoted. */
void sentence_whole(struct evidence *evidence);

/* Does the clause hold a figure of the kind asked for? */
bool sentence_has_asked(struct workspace *ws, const struct evidence *evidence,
                        enum asked asked);

#endif
