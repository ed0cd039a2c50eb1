/* SPDX-License-Identifier: GPL-3.0-or-later */
/* escalate.h - what time does to orders that wait: nothing expires silently.
 *
 * Whoever comes in must be taken within one working day of the desk's
 * country; else the order rises to the next person: the agent with the least
 * to do, then every admin in turn, and when all have had it, all are told
 * again each working day. An order without progress is reminded of on days
 * 9, 21 and 45 (the rhythm of France's adviser service), then every 45 days.
 * Threads: one worker's workspace. */
#ifndef ORDER_ESCALATE_H
#define ORDER_ESCALATE_H

#include "order/order.h"
#include "store/orders.h"

/* Do what is due at ws->now, at most 200 orders of each sort at a call; each
 * in a transaction of its own. *out: `{timed: n, rose: [{reference, level,
 * to}], again: [references], reminded: [{reference, days}]}`. 0 or -1. */
int order_tick(struct workspace *ws, json_t **out, struct err *err);

/* Every open order, however many there are. 0 or -1. */
int order_each_open(struct workspace *ws, order_row_fn *fn, void *context,
                    struct err *err);

/* The day on which the last reminder was due after so many days without
 * progress (0: none yet), and the day of the next. */
int64_t escalate_day(int64_t days);
int64_t escalate_next(int64_t days);

#endif
