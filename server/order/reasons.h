/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reasons.h - why an order or an introduction came to nothing, and how far an
 * order came; as tables.
 *
 * Private to order/. Words are those of the wire; their labels are the keys
 * order.reason.* and order.outcome.*. Threads: any; never changes. */
#ifndef ORDER_REASONS_H
#define ORDER_REASONS_H

#include <jansson.h>
#include <stdbool.h>

#include "order/order.h"

/* What a reason may be given for; bits. */
enum reason_use {
    REASON_DECLINE = 1,  /* the desk does not take the order */
    REASON_CLOSE = 2,    /* closed without an introduction */
    REASON_LOST = 4,     /* introduced, and it came to nothing */
    REASON_WITHDRAW = 8, /* the orderer takes it back */
    REASON_REFUSE = 16   /* one side does not want to be introduced */
};

bool reason_listed(const char *reason, unsigned uses);
/* [{"value", "label"}] of a use, in lang. A new array. */
json_t *reasons_show(const struct snapshot *snapshot, enum lang lang,
                     unsigned uses);

/* How far: "introduced" "meeting_held" "letter_of_intent" "contract"
 * "landed", and "lost". May an order go from one ("": none yet) to another?
 * Only ahead, and nothing follows the last two. */
bool outcome_follows(const char *from, const char *to);
/* 1 to 5 in that order, 0 for none, "lost" and unknown words. */
int outcome_rank(const char *outcome);
/* The word of a rank; NULL behind the last. */
const char *outcome_word(int rank);

#endif
