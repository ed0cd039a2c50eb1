/* SPDX-License-Identifier: GPL-3.0-or-later */
/* told.h - who is to hear what happened to an order.
 *
 * Private to order/. Puts notices into the outbox, within the transaction
 * that changes the order; sends and words nothing. Threads: one worker's
 * workspace. */
#ifndef ORDER_TOLD_H
#define ORDER_TOLD_H

#include "order/order.h"
#include "store/orders.h"

/* After the entry was added: row is the order, in whichever state; what is
 * told is entry->state. An entry without an action is a move. 0 or -1. Needs
 * store_begin(). */
int told_entry(struct workspace *ws, const struct order_row *row,
               const struct order_entry *entry, struct err *err);

#endif
