/* SPDX-License-Identifier: GPL-3.0-or-later */
/* changes.h - trials: demands with one member replaced that may let a
 * candidate in or put it first. Guesses; changes.c ranks them. Only match/
 * includes this. Threads: one run. */
#ifndef MATCH_CHANGES_H
#define MATCH_CHANGES_H

#include <stdlib.h>

#include "match/rank.h"

enum { TRIALS_MAX = 24 };

struct trial {
    struct demand demand;
    json_t *weights; /* owned, if they are what is replaced */
    struct phrase how;
    double size; /* of the change: a share of what is replaced */
};

/* One candidate, as it stands under the demand. */
struct changing {
    const struct run *run;
    struct spot spot;
    struct finding findings[CRITERIA_MAX]; /* by criterion */
    bool excluded;                         /* else it is to be first */
    const struct candidate *ahead;         /* who comes before it */
    size_t ahead_count;
    struct trial trials[TRIALS_MAX]; /* smallest first */
    size_t trial_count;
};

/* Takes the trial's weights over. */
void trial_add(struct changing *changing, const struct trial *trial);

/* Of each hard demand that it fails: as much less of it as needed, or none
 * (trials.c). */
void trials_to_let_in(struct changing *changing);
/* More of what it has and those ahead have not, or without a member. */
void trials_to_put_first(struct changing *changing);
/* More weight for what it is better in (weights.c). */
void trials_of_weights(struct changing *changing);

#endif
