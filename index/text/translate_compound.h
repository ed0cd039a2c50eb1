/* SPDX-License-Identifier: GPL-3.0-or-later */
/* translate_compound.h - German compounds taken apart into known words.
 *
 * Inside text/ alone. Threads: values of one call. */
#ifndef TEXT_TRANSLATE_COMPOUND_H
#define TEXT_TRANSLATE_COMPOUND_H

#include "text/translate_ways.h"

enum { COMPOUND_PARTS = 4 };

struct compound {
    const char *keys[COMPOUND_PARTS]; /* of its words, in the arena */
    size_t count;                     /* 0: it is none */
};

void compound_cut(const struct bridge *bridge, struct analyser *analyser,
                  const char *word, size_t len, struct arena *arena,
                  struct compound *out);

#endif
