/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change.h - the one way by which an order changes.
 *
 * Private to order/. Writes the order, its entry in the ledger and who holds
 * it, then passes through order_changed(), all in the transaction that the
 * caller holds. Says nothing on what is legal (moves.h, step.c).
 * Threads: one worker's workspace. */
#ifndef ORDER_CHANGE_H
#define ORDER_CHANGE_H

#include "order/order.h"
#include "store/orders.h"

/* Keep a new order: 1, 0 its reference is taken, -1. */
int change_place(struct workspace *ws, const struct order_row *row,
                 struct err *err);
/* Go to entry->state: 1, 0 it was moved meanwhile, -1. *row follows. */
int change_move(struct workspace *ws, struct order_row *row,
                struct order_entry *entry, struct err *err);
/* An entry that moves nothing: 1, 0 there is no such order, -1. */
int change_note(struct workspace *ws, const struct order_row *row,
                struct order_entry *entry, struct err *err);

/* What entries call those who act. */
const char *change_actor(enum order_actor actor);

#endif
