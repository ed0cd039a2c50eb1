/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept for how long, by what it is kept for. Nothing ends an open
 * order but people. */
#include "order/introduce.h"
#include "order/moves.h"
#include "order/person.h"
#include "store/introductions.h"
#include "store/orders.h"

enum { SWEEP_MAX = 100 };

static const int64_t day_ms = 24LL * 60 * 60 * 1000;

struct sweep {
    struct workspace *ws;
    int erased;
};

static int ended_erase(void *context, struct order_row *row, struct err *err)
{
    struct sweep *sweep = context;
    int ret = person_erase_order(sweep->ws, row->reference, err);

    sweep->erased += ret == 1;
    return ret < 0 ? -1 : 0;
}

static int sweep_ended(struct sweep *sweep, int64_t before, struct err *err)
{
    return orders_idle(sweep->ws->store, before, states_ended(), SWEEP_MAX,
                       ended_erase, sweep, err);
}

static int refused_erase(void *context, struct introduction_row *row,
                         struct err *err)
{
    struct sweep *sweep = context;
    struct store *store = sweep->ws->store;
    int ret = store_begin(store, err);

    if (ret == 0) {
        ret = introductions_erase(store, row->id, sweep->ws->now, err);
        ret = store_end(store, ret, err);
    }
    sweep->erased += ret == 1;
    return ret < 0 ? -1 : 0;
}

static int sweep_refused(struct sweep *sweep, int64_t before, struct err *err)
{
    return introductions_ended(sweep->ws->store, before, SWEEP_MAX,
                               refused_erase, sweep, err);
}

static int sweep_same(struct sweep *sweep, int64_t before, struct err *err)
{
    struct store *store = sweep->ws->store;
    int ret = store_begin(store, err);

    if (ret == 0) {
        ret = orders_same_sweep(store, before, err);
        ret = store_end(store, ret, err);
    }
    return ret;
}

static const struct retention {
    int days;
    int (*sweep)(struct sweep *sweep, int64_t before, struct err *err);
} retentions[] = {
    /* contact, fields, notes, introductions, leads: to work on the order and
     * to answer for it */
    {ORDER_KEEP_DAYS, sweep_ended},
    /* contact of the other side: to introduce it */
    {ORDER_REFUSED_DAYS, sweep_refused},
    /* keyed hash of the content: to know the same order again */
    {ORDER_SAME_HOURS / 24, sweep_same},
};

enum { RETENTIONS = sizeof retentions / sizeof *retentions };

int order_sweep(struct workspace *ws, struct err *err)
{
    struct sweep sweep = {ws, 0};

    for (size_t i = 0; i < RETENTIONS; i++) {
        if (retentions[i].sweep(&sweep, ws->now - retentions[i].days * day_ms,
                                err) < 0)
            return -1;
    }
    if (sweep.erased > 0 && orders_forget(ws->store, err) < 0 &&
        err->code != ERR_BUSY)
        return -1;
    return sweep.erased;
}
