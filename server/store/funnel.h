/* SPDX-License-Identifier: GPL-3.0-or-later */
/* funnel.h - how many orders came how far, counted from the ledger.
 *
 * A stage counts every order that reached it or one behind it; lost,
 * declined, withdrawn and closed count those that ended so. Threads: that of
 * the store. */
#ifndef STORE_FUNNEL_H
#define STORE_FUNNEL_H

#include <stdint.h>

#include "base/err.h"
#include "store/orders.h"
#include "store/store.h"

enum { FUNNEL_STAGES = 13 };

struct funnel {
    const char *kind;
    int64_t counts[FUNNEL_STAGES];
};

/* "placed" "taken" "in_contact" "proposal" "introduced" "meeting_held"
 * "letter_of_intent" "contract" "landed" "lost" "declined" "withdrawn"
 * "closed". */
const char *funnel_stage(int stage);

typedef int funnel_fn(void *context, const struct funnel *funnel,
                      struct err *err);
/* Those placed from..to, a kind at a time: 0 or -1. */
int funnel_each(struct store *store, int64_t from, int64_t to, funnel_fn *fn,
                void *context, struct err *err);

typedef int funnel_reason_fn(void *context, const char *state,
                             const char *reason, int64_t count,
                             struct err *err);
/* Why they ended, the most frequent first. */
int funnel_reasons(struct store *store, int64_t from, int64_t to,
                   funnel_reason_fn *fn, void *context, struct err *err);

#endif
