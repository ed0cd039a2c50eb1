/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lead.h - whose report of an enterprise was the first.
 *
 * Private to order/. An order may be about an enterprise (its fields company,
 * company_site, company_number, else the organisation of its contact); it is
 * known again by keyed hashes alone. The rule is in README.md.
 * Threads: one worker's workspace. */
#ifndef ORDER_LEAD_H
#define ORDER_LEAD_H

#include "order/order.h"
#include "store/orders.h"

enum { LEAD_NAME_MAX = 512 };

/* A name as it is compared: folded, simplified, without what only says which
 * form of company it is, and without blanks and points. out is emptied
 * first. */
void lead_name(struct workspace *ws, const char *name, struct buf *out);

/* Keep by what the enterprise of an order is known. Needs store_begin(). 0
 * or -1. */
int lead_add(struct workspace *ws, const struct order_row *row,
             const json_t *contact, struct err *err);

/* Put "reports" (other orders about the same enterprise, oldest first) and
 * "first_report" into what staff see of an order. 0 or -1. */
int lead_reports(struct workspace *ws, const struct order_row *row, json_t *out,
                 struct err *err);

#endif
