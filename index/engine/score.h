/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score.h - how well a passage answers a question: exactly, from its stream.
 *
 * BM25 over characters, pairs, stems, forms and runs of letters, each class
 * with its weight, and what of the question stands together: in one sentence,
 * and within forty units. The weights are those that helped on XQuAD (zh, en,
 * de), CMRC and DRCD alike, not the best of any. Finds no candidates.
 * Threads: one scoring a thread. */
#ifndef ENGINE_SCORE_H
#define ENGINE_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "engine/query.h"
#include "text/language.h"

/* Weight of a class in the sum, for the first stage too. */
extern const double score_class_weight[FEATURE_CLASSES];

/* BM25's saturation, for tf occurrences in a text of length times the mean. */
double score_saturate(double tf, double length);
/* BM25's weight of what with of all passages have. */
double score_rarity(double all, double with);

struct scoring;

/* Ready for the passages of one query; lives in arena, borrows query. mean is
 * the mean number of units of a passage by language (LANG_LAST + 1 values). */
struct scoring *scoring_new(const struct query *query, const double *mean,
                            struct arena *arena);

/* The score of a passage: 0 or more; -1 if its bytes are no stream. */
double scoring_passage(struct scoring *scoring, const void *bytes, size_t len);

/* Had the passage scored last text in the question's language? */
bool scoring_own(const struct scoring *scoring);

/* What a passage would score that says all there is, once and together. */
double scoring_most(const struct scoring *scoring);

#endif
