/* SPDX-License-Identifier: GPL-3.0-or-later */
/* features.h - a message as the weighed features a classifier sums up.
 *
 * N-grams of its text and marks of what it holds, each of length one
 * together. The trainer (index/pack) and the server make them alike.
 * Threads: any; pure. */
#ifndef TEXT_FEATURES_H
#define TEXT_FEATURES_H

#include "text/marks.h"
#include "text/ngrams.h"

struct feature {
    uint32_t number; /* less than NGRAMS_SPACE; may occur again */
    float value;
};

struct features {
    struct feature items[NGRAMS_MAX + MARKS_MAX];
    size_t count;
};

/* Of a plain text (analyser_plain) and what was found in it. */
void features_find(const char *plain, size_t len,
                   const struct lexicon_matches *names,
                   const struct lexicon_matches *cues,
                   const struct quantities *quantities, struct features *out);

#endif
