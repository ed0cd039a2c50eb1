/* SPDX-License-Identifier: GPL-3.0-or-later */
/* heard.h - what a plain text holds: names, cues, amounts, each heard once.
 *
 * The lexica are walked and the amounts read when the message comes in; who
 * wants to know of a part of it looks at a stretch of bytes. Says nothing on
 * what is meant. Internal to understand/. */
#ifndef UNDERSTAND_HEARD_H
#define UNDERSTAND_HEARD_H

#include "publish/workspace.h"
#include "turn.h"

struct heard {
    const char *plain;
    size_t len;
    enum lang lang;
    struct lexicon_matches names, cues; /* overlapping: lexicon_starts() */
    struct quantities quantities;
};

/* Of a plain text in lang; in the workspace's arena. */
const struct heard *heard_make(struct workspace *ws, const char *plain,
                               enum lang lang);

/* Names that begin and end within bytes from and to, not overlapping. */
void heard_names(struct workspace *ws, const struct heard *heard, size_t from,
                 size_t to, struct lexicon_matches *out);

struct words {
    const char **items; /* plain */
    size_t count;
};

/* The words that a record lists under a member, in the message's language;
 * Traditional messages are read as Simplified. */
struct words heard_words(struct workspace *ws, const struct heard *heard,
                         const char *record, const char *member);

/* Where one of these words first stands by itself within bytes from and to:
 * its place, and *end behind it; or to. */
size_t heard_word(const struct heard *heard, const struct words *words,
                  size_t from, size_t to, size_t *end);

/* Is text, in plain form, an alias that a record has in the language? */
bool heard_alias(struct workspace *ws, const struct record *record,
                 enum lang lang, const char *text);

#endif
