/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs.h - what a pair of characters adds to a topic in Chinese, Japanese
 * and Korean, where topics are compared by pairs.
 *
 * Much inside a word, little across the border of two, next to nothing in a
 * grammatical ending or a numeral. Internal to search/. */
#ifndef SEARCH_PAIRS_H
#define SEARCH_PAIRS_H

#include "text/terms.h"

/* 0 to 1; terms are those of the question that the pair is one of. */
double pair_weight(enum lang lang, const struct terms *terms,
                   const struct term *pair);

#endif
