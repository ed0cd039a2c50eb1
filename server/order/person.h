/* SPDX-License-Identifier: GPL-3.0-or-later */
/* person.h - parts of what is kept of a person, and of an order.
 *
 * Private to order/. A part that keeps contact adds a row to the table in
 * person.c. Threads: one worker's workspace. */
#ifndef ORDER_PERSON_H
#define ORDER_PERSON_H

#include "order/order.h"
#include "store/orders.h"

/* Of rooms and events: person_bookings.c. */
int person_bookings_show(struct workspace *ws,
                         const unsigned char hash[ORDER_HASH], json_t *list,
                         struct err *err);

/* Everything personal of an order and its introductions, without emptying
 * the log: 1, 0 there is none or it was done before, -1. */
int person_erase_order(struct workspace *ws, const char *reference,
                       struct err *err);

#endif
