/* SPDX-License-Identifier: GPL-3.0-or-later */
/* marks.h - what a message holds, as features that all languages share:
 * kinds of things named, phrases of corpus/intent, kinds of amounts.
 *
 * Beside the n-grams (ngrams.h), which are of one language. Weighs nothing.
 * Threads: any; pure. */
#ifndef TEXT_MARKS_H
#define TEXT_MARKS_H

#include <stddef.h>
#include <stdint.h>

#include "text/lexicon.h"
#include "text/quantity.h"

enum { MARKS_MAX = 160 };

/* Hashes of what was found in a message, each once, as many as there is room
 * for; how many. names and cues are matches of the two lexicons. */
size_t marks_find(const struct lexicon_matches *names,
                  const struct lexicon_matches *cues,
                  const struct quantities *quantities, uint32_t out[MARKS_MAX]);

#endif
