/* SPDX-License-Identifier: GPL-3.0-or-later */
/* view.h - an order as the wire shows it.
 *
 * Private to order/. Threads: one worker's workspace. */
#ifndef ORDER_VIEW_H
#define ORDER_VIEW_H

#include "order/order.h"
#include "store/orders.h"

/* Borrowed from the snapshot, or state itself. */
const char *view_state(const struct snapshot *snapshot, enum lang lang,
                       const char *state);

/* What the orderer sees: 1 and *out, or -1. */
int view_owner(struct workspace *ws, const struct order_row *row,
               enum lang lang, json_t **out, struct err *err);
/* What staff see besides: contact, consents, moves with labels, and who
 * made each entry. */
int view_staff(struct workspace *ws, const struct order_row *row,
               enum lang lang, json_t **out, struct err *err);

/* The entries of a timeline, for its orderer or for staff: 1 and *out (an
 * array), or -1. */
int view_timeline(struct workspace *ws, const struct order_row *row,
                  enum lang lang, bool staff, json_t **out, struct err *err);

/* A row of desk.inbox, and of order.list. */
json_t *view_inbox(struct workspace *ws, const struct order_row *row,
                   enum lang lang);
json_t *view_list(struct workspace *ws, const struct order_row *row,
                  enum lang lang);

/* The event order.updated. */
json_t *view_event(struct workspace *ws, const struct order_row *row);

/* {"id", "name"} of a desk; null for "". */
json_t *view_desk(const struct snapshot *snapshot, enum lang lang,
                  const char *id);

#endif
