/* SPDX-License-Identifier: GPL-3.0-or-later */
/* units.h - a text as the row of characters and words that ranking compares.
 *
 * Folded and simplified as terms are (terms.h), but in order and with what
 * stands between them. Makes no index terms.
 * Threads: one analyser a thread. */
#ifndef TEXT_UNITS_H
#define TEXT_UNITS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "text/language.h"
#include "text/terms.h"

enum unit_kind {
    UNIT_CHARACTER, /* of Han, kana or Hangul */
    UNIT_WORD,      /* of an alphabet, or a number */
    UNIT_GAP,       /* a comma, a bracket; blanks are none */
    UNIT_END        /* of a sentence */
};

struct unit {
    enum unit_kind kind;
    bool struck;      /* a stop or question word of a question */
    const char *text; /* in the arena, without NUL; words at most 200 bytes */
    size_t len;
    const char *stem; /* of a word */
    size_t stem_len;
};

struct units {
    struct unit *items;
    size_t count;
};

/* The units of text (valid UTF-8), in arena. */
void analyser_units(struct analyser *analyser, const char *text, size_t len,
                    enum lang lang, enum term_use use, struct arena *arena,
                    struct units *out);

#endif
