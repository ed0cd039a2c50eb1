/* SPDX-License-Identifier: GPL-3.0-or-later */
/* translate.h - what a question of one language may be called in passages of
 * another: groups of weighted ways.
 *
 * A group is one thing asked (a word, a compound, a name), its ways the
 * strings that may stand for it, each with how well it does. Ways are plain
 * text of the target language; engine/ makes index terms of them. Translates
 * no sentences and does not know the index.
 * Threads: a pack never changes once mapped; groups live in the caller's
 * arena. */
#ifndef TEXT_TRANSLATE_H
#define TEXT_TRANSLATE_H

#include <stddef.h>

#include "base/arena.h"
#include "text/language.h"
#include "text/pack.h"
#include "text/terms.h"

/* One string that may stand for what is asked. */
struct way {
    const char *text; /* folded, Han simplified; one or more words */
    double weight;    /* 0 to 1: 1 is sure */
};

struct group {
    const char *asked; /* what it stands for in the question, folded */
    double weight;     /* of the thing asked, 1 usual */
    struct way *ways;  /* best first, each text once */
    size_t count;
};

struct groups {
    struct group *items; /* in the order of the question */
    size_t count;
};

/* The groups of a question (valid UTF-8) of language from for passages in
 * language to; all in arena. What no dictionary knows gives a group with
 * itself as its way (names, numbers, foreign words stay as written). Question
 * and stop words give none. pack may be NULL: then only that. */
void translate_question(const struct pack *pack, struct analyser *analyser,
                        const char *text, size_t len, enum lang from,
                        enum lang to, struct arena *arena, struct groups *out);

#endif
