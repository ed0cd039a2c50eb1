/* SPDX-License-Identifier: GPL-3.0-or-later */
/* told.h - a sentence of a document that is told of in another language.
 * Internal to answer/. Threads: one worker's workspace. */
#ifndef ANSWER_TOLD_H
#define ANSWER_TOLD_H

#include "answer/builder.h"

/* The sentence that is told of. */
struct told {
    struct answer *answer;
    const struct evidence *evidence;
    const char *text; /* not ended by NUL */
    size_t len;
    enum lang from; /* its language */
    enum lang lang; /* the reader's */
};

const char *told_phrase(const struct told *told, const struct phrase *phrase);

/* Its figures of the kind asked for, or its dates; "" if there are none. In
 * the arena. */
const char *told_figures(const struct told *told);

#endif
