/* SPDX-License-Identifier: GPL-3.0-or-later */
/* person.h - what is kept of a person, part by part; a table.
 *
 * Private to order/. A part that keeps contact adds a row to the table in
 * person.c. Threads: one worker's workspace. */
#ifndef ORDER_PERSON_H
#define ORDER_PERSON_H

#include "order/order.h"
#include "store/orders.h"

struct keeper {
    const char *name; /* in what is exported */
    /* Append what is kept under the hash to list: 0 or -1. */
    int (*show)(struct workspace *ws, const unsigned char hash[ORDER_HASH],
                json_t *list, struct err *err);
    /* Erase it, in transactions of its own: how many, or -1. */
    int (*erase)(struct workspace *ws, const unsigned char hash[ORDER_HASH],
                 struct err *err);
};

/* Ended by one without a name. */
const struct keeper *person_keepers(void);

/* Of rooms and events: person_bookings.c. */
int person_bookings_show(struct workspace *ws,
                         const unsigned char hash[ORDER_HASH], json_t *list,
                         struct err *err);
int person_bookings_erase(struct workspace *ws,
                          const unsigned char hash[ORDER_HASH],
                          struct err *err);

/* Everything personal of an order and its introductions, without emptying
 * the log: 1, 0 there is none or it was done before, -1. */
int person_erase_order(struct workspace *ws, const char *reference,
                       struct err *err);

#endif
