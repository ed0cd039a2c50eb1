/* SPDX-License-Identifier: GPL-3.0-or-later */
/* translate_han.h - runs of Han and kana cut into the words a dictionary
 * knows.
 *
 * Inside text/ alone. Threads: values of one call. */
#ifndef TEXT_TRANSLATE_HAN_H
#define TEXT_TRANSLATE_HAN_H

#include "text/translate_ways.h"

struct piece {
    const char *text; /* within the run */
    size_t len;
    double weight; /* of its group */
};

struct pieces {
    struct piece *items;
    size_t count;
};

/* Words of the run, and weaker the words within them; stop and question
 * words are left out. */
void han_cut(const struct bridge *bridge, const struct tongue *tongue,
             const char *text, size_t len, struct arena *arena,
             struct pieces *out);

#endif
