/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ngrams.h - what a short text is made of, as hashed features.
 *
 * Runs of one to four characters in every script, words and pairs of words
 * where there are words; digits count as one. Weighs nothing: that is learned
 * (index/pack) and looked up (classifier.h), which both call this.
 * Threads: any; pure. */
#ifndef TEXT_NGRAMS_H
#define TEXT_NGRAMS_H

#include <stddef.h>
#include <stdint.h>

enum {
    NGRAMS_SPACE = 1 << 16, /* features are less */
    NGRAMS_RUNES = 800,     /* of a text that are read */
    NGRAMS_MAX = 6 * NGRAMS_RUNES
};

/* Features of plain text (analyser_plain) as often as they occur, in no
 * order; how many there are. */
size_t ngrams_find(const char *plain, size_t len, uint32_t out[NGRAMS_MAX]);

#endif
