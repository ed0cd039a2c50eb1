/* SPDX-License-Identifier: GPL-3.0-or-later */
/* waiting.h - how much waits for whom, and what has waited too long.
 *
 * Counts and lists over the orders of orders.h; decides nothing (order/).
 * states is a list ",received,assigned,". Threads: that of the store. */
#ifndef STORE_WAITING_H
#define STORE_WAITING_H

#include "store/orders.h"

/* How many orders in these states a desk has, or a staff user holds; -1 on
 * failure. */
int64_t waiting_at_desk(struct store *store, const char *desk,
                        const char *states, struct err *err);
int64_t waiting_with(struct store *store, const char *holder,
                     const char *states, struct err *err);

/* Orders in a state for which no time is set by which they are taken, oldest
 * first: 0 or -1. */
int waiting_unset(struct store *store, const char *state, int limit,
                  order_row_fn *fn, void *context, struct err *err);

/* Orders in these states that have not changed since `before`, and of which
 * nobody was reminded at this standstill or for which the next reminder is
 * due: 0 or -1. */
int waiting_quiet(struct store *store, int64_t before, const char *states,
                  int64_t now, int limit, order_row_fn *fn, void *context,
                  struct err *err);
/* Somebody was reminded; the next time is `next`. Needs store_begin(). */
int waiting_reminded(struct store *store, const struct order_row *row,
                     int64_t next, struct err *err);

#endif
