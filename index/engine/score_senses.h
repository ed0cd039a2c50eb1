/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score_senses.h - how well a passage answers a question of another language:
 * exactly, from its stream.
 *
 * As score.h, with senses in place of features. Finds no candidates.
 * Threads: one sensing a thread. */
#ifndef ENGINE_SCORE_SENSES_H
#define ENGINE_SCORE_SENSES_H

#include <stddef.h>

#include "base/arena.h"
#include "engine/senses.h"

struct sensing;

/* Ready for the passages of one question; lives in arena, borrows senses.
 * mean as in scoring_new(). */
struct sensing *sensing_new(const struct senses *senses, const double *mean,
                            struct arena *arena);

/* The score of a passage, of its texts in the senses' language: 0 or more; -1
 * if its bytes are no stream. */
double sensing_passage(struct sensing *sensing, const void *bytes, size_t len);

/* What a passage would score that says all there is, once and together. */
double sensing_most(const struct sensing *sensing);

#endif
