/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff see of orders. */
#include <stdio.h>
#include <string.h>

#include "order/order.h"
#include "order/step.h"
#include "order/view.h"
#include "store/orders.h"

enum { INBOX_MAX = 500 };

/* ---- looking ------------------------------------------------------------- */

struct inbox {
    struct workspace *ws;
    enum lang lang;
    json_t *list;
};

static int inbox_add(void *context, struct order_row *row, struct err *err)
{
    struct inbox *inbox = context;

    (void)err;
    json_array_append_new(inbox->list, view_inbox(inbox->ws, row, inbox->lang));
    return 0;
}

int order_inbox(struct workspace *ws, enum lang lang, json_t **out,
                struct err *err)
{
    struct inbox inbox = {ws, lang, json_array()};

    *out = NULL;
    if (orders_each(ws->store, NULL, INBOX_MAX, inbox_add, &inbox, err) < 0) {
        json_decref(inbox.list);
        return -1;
    }
    *out = inbox.list;
    return 1;
}

int order_show(struct workspace *ws, const char *reference, enum lang lang,
               json_t **out, struct order_refusal *refusal, struct err *err)
{
    struct order_row row = {0};
    int ret = step_key(ws, err);

    *out = NULL;
    if (ret == 0)
        ret = step_row(ws, reference, &row, refusal, err);
    if (ret == 1)
        ret = view_staff(ws, &row, lang, out, err);
    order_row_fini(&row);
    return ret;
}
