/* SPDX-License-Identifier: GPL-3.0-or-later */
/* policy.h - what an incentive clause pays in a case, and why.
 *
 * Computes on the rule of one clause at a time. Looks nothing up (search/)
 * and writes no text (answer/): steps and assumptions are phrases.
 * Threads: any; pure. */
#ifndef POLICY_H
#define POLICY_H

#include "base/arena.h"
#include "turn.h"

/* Judge a clause for a profile on a day. Money is in whole units of
 * out->currency. A record without a rule gives OUTCOME_NO_FIGURE. An input
 * in another currency than the rule's is converted at who->rates; where they
 * have none for it the field counts as missing. out and its parts live in
 * arena. */
void policy_judge(const struct record *clause, const struct profile *who,
                  struct date day, struct arena *arena, struct ruling *out);

/* Concept of the rule's base ("equipment_investment"), or NULL. */
const char *policy_base(const struct record *clause);

/* Is the clause in force on day: 1 yes, 0 no. A target whose year has
 * passed is in force but stale: *stale says so (may be NULL). */
int policy_in_force(const struct record *clause, struct date day, bool *stale);

#endif
