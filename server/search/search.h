/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search.h - from a meaning to the records that speak to it.
 *
 * Asks the index for candidates, then weighs each by how much of what was
 * asked it covers, whether it is about the places named, and whether it has
 * what is asked for (money, a share, a time ...). What does not reach the
 * bar is left out: an empty result means that the corpus does not know.
 * Writes no text. Threads: one worker's workspace. */
#ifndef SEARCH_H
#define SEARCH_H

#include "base/err.h"
#include "publish/workspace.h"
#include "turn.h"

/* What a follow-up leans on; all 0 for a fresh question. */
struct search_context {
    const char *topic;           /* text of the turn before */
    const struct record *record; /* what that turn was answered from */
    enum asked asked;            /* what that turn asked for */
    size_t clause; /* of that document: the number told, from 1; 0 none */
    bool places;   /* the follow-up names a place itself */
};

struct findings {
    struct evidence *items; /* what answers, best first; at most 4 */
    size_t count;
    bool by_place; /* the same of several places, and none was named: each of
                      the items is of another */
    /* Where count is 0, records that may be NULL: */
    struct evidence nearest;   /* best of what fell short */
    struct evidence elsewhere; /* would answer, but for another place */
};

/* Records that answer: 0, or -1 (*err: the index). All in the arena. */
int search_findings(struct workspace *ws, const struct meaning *meaning,
                    const struct search_context *context, struct findings *out,
                    struct err *err);

/* The same for a follow-up on what a document said (or on a question that
 * nothing answered, record NULL): in that document, in its version or its
 * like of the place that is named, and then anywhere. meaning asks what the
 * turn before asked where it says nothing else. */
int search_follow(struct workspace *ws, const struct meaning *meaning,
                  const struct search_context *context, struct findings *out,
                  struct err *err);

/* Does a meaning name a place in China, or one not known? */
bool search_names_place(const struct meaning *meaning);

/* Does a message name an article by its number, or a document by its title,
 * besides this one? */
bool search_names_document(struct workspace *ws, const struct meaning *meaning,
                           const struct record *besides);

/* Clauses whose rule is computed on one of the profile's fields, in force or
 * not, of the meaning's places (of any place if it names none); those that
 * share more words with the meaning come first. */
struct ids search_rules(struct workspace *ws, const struct meaning *meaning,
                        const struct profile *who);

#endif
