/* SPDX-License-Identifier: GPL-3.0-or-later */
/* moves.h - the legal moves of an order, as a table.
 *
 * Private to order/. Says what may be done, does nothing. Threads: any. */
#ifndef ORDER_MOVES_H
#define ORDER_MOVES_H

#include <stdbool.h>
#include <stddef.h>

#include "order/order.h"
#include "order/reasons.h"

struct move {
    const char *from, *to;
    unsigned actors;    /* bits of enum order_actor: 1u << ORDER_STAFF */
    bool needs_note;    /* why must be said in words ... */
    unsigned reasons;   /* ... and by a reason of this use; 0: none */
    bool needs_partner; /* the orderer agreed to be introduced */
};

/* The move, whoever wants it; NULL if there is none. */
const struct move *move_find(const char *from, const char *to);
bool move_allowed(const struct move *move, enum order_actor actor);

/* All rows, ended by one whose from is NULL. */
const struct move *move_all(void);

/* Nothing follows this state. */
bool state_ended(const char *state);
/* Those, and the others, as ",closed,declined," for the store. */
const char *states_ended(void);
const char *states_open(void);

#endif
