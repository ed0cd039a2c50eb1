/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an orderer does with an order that is placed: look, withdraw. */
#include "order/order.h"
#include "order/step.h"
#include "order/view.h"

enum { LIST_MAX = 100 };

/* ---- looking ------------------------------------------------------------- */

int order_get(struct workspace *ws, const char *reference, const char *secret,
              enum lang lang, json_t **out, struct order_refusal *refusal,
              struct err *err)
{
    struct order_row row = {0};
    int ret = step_open(ws, reference, secret, &row, refusal, err);

    *out = NULL;
    if (ret == 1)
        ret = view_owner(ws, &row, lang, out, err);
    order_row_fini(&row);
    return ret;
}

int order_withdraw(struct workspace *ws, const char *reference,
                   const char *secret, const char *reason, const char *why,
                   enum lang lang, json_t **out, struct order_refusal *refusal,
                   struct err *err)
{
    struct order_step step = {.to = "withdrawn",
                              .reason = reason,
                              .note = why,
                              .actor = ORDER_VISITOR,
                              .who = ""};
    struct order_row row = {0};
    int ret = step_open(ws, reference, secret, &row, refusal, err);

    *out = NULL;
    if (ret == 1)
        ret = order_move(ws, row.reference, &step, NULL, refusal, err);
    order_row_fini(&row);
    if (ret == 1)
        ret = order_get(ws, reference, secret, lang, out, refusal, err);
    return ret;
}

struct listing {
    struct workspace *ws;
    enum lang lang;
    json_t *list;
};

static int listing_add(void *context, struct order_row *row, struct err *err)
{
    struct listing *listing = context;

    (void)err;
    json_array_append_new(listing->list,
                          view_list(listing->ws, row, listing->lang));
    return 0;
}

int order_list(struct workspace *ws, const char *visitor, enum lang lang,
               json_t **out, struct err *err)
{
    struct listing listing = {ws, lang, json_array()};

    *out = NULL;
    if (orders_each(ws->store, visitor, LIST_MAX, listing_add, &listing, err) <
        0) {
        json_decref(listing.list);
        return -1;
    }
    *out = json_pack("{s:o}", "orders", listing.list);
    return 1;
}
