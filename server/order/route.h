/* SPDX-License-Identifier: GPL-3.0-or-later */
/* route.h - whose desk an order goes to, and what is to be known of it now.
 *
 * order_route() of order.h knows the draft alone. Here also count who asks,
 * how much each desk has to do, and the time of day. Words nothing.
 * Threads: any; with a workspace, that worker's. */
#ifndef ORDER_ROUTE_H
#define ORDER_ROUTE_H

#include "order/order.h"

/* What counts besides the draft. */
struct order_case {
    enum lang lang; /* of the orderer; LANG_NONE: not known */
    /* Open orders of a desk; NULL: not known. */
    int64_t (*load)(void *context, const char *desk);
    void *context;
};

/* order_route() with what else is known; at may be NULL. */
void order_route_case(const struct snapshot *snapshot,
                      const struct order_draft *draft,
                      const struct order_case *at, struct order_desk *out);
/* ... with the load that the store tells. */
void order_route_now(struct workspace *ws, const struct order_draft *draft,
                     enum lang lang, struct order_desk *out);

/* The city that keeps a parlor; NULL if it is not known. */
const struct record *route_host(const struct snapshot *snapshot,
                                const struct record *parlor);

/* ---- hours --------------------------------------------------------------- */

enum { ROUTE_NOTES_MAX = 3 };

/* What whoever waits for a desk should know at ws->now: that the one meant is
 * not open yet, that it is shut and until when, and who stands in meanwhile.
 * How many phrases; ids are those of an order ("" for none). Texts live in
 * ws->arena. */
size_t route_notes(struct workspace *ws, const char *desk, const char *instead,
                   struct phrase out[static ROUTE_NOTES_MAX]);
/* The same, worded: an array of texts. */
json_t *route_said(struct workspace *ws, enum lang lang, const char *desk,
                   const char *instead);

/* By when somebody must have taken what came in at a moment (ms since 1970):
 * one working day of the desk's country later. */
int64_t route_deadline(struct workspace *ws, const char *desk, int64_t at);

#endif
