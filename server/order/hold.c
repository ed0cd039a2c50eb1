/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds an order, and until when somebody must have taken it. */
#include <stdio.h>
#include <string.h>

#include "order/change.h"
#include "order/fields.h"
#include "order/moves.h"
#include "order/step.h"
#include "store/people.h"

/* An open order: 1, 0 refused, -1. */
static int row_held(struct workspace *ws, const char *reference,
                    struct order_row *row, struct order_refusal *refusal,
                    struct err *err)
{
    int ret = step_row(ws, reference, row, refusal, err);

    if (ret == 1 && (state_ended(row->state) || row->erased_at != 0))
        return order_refuse(refusal, ORDER_REFUSED_MOVE, "",
                            "the order has ended");
    return ret;
}

static int user_find(struct workspace *ws, const char *user,
                     struct person *person, struct order_refusal *refusal,
                     struct err *err)
{
    int ret = people_by_id(ws->store, user, person, err);

    if (ret == 0)
        ret = people_by_name(ws->store, user, person, err);
    if (ret == 1 && person->disabled_at != 0)
        ret = 0;
    if (ret == 0)
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "user",
                            "is no staff user");
    return ret;
}

static int assign_locked(struct workspace *ws, struct order_row *row,
                         const struct person *person, const char *who,
                         struct err *err)
{
    struct order_entry entry = {.state = "assigned",
                                .actor = "staff",
                                .who = who,
                                .action = "assigned",
                                .detail = person->id};
    bool moves = strcmp(row->state, "received") == 0;

    snprintf(row->holder, sizeof row->holder, "%s", person->id);
    row->held_at = ws->now;
    row->due_at = 0;
    if (moves)
        return change_move(ws, row, &entry, err);
    if (orders_hold(ws->store, row, err) < 0)
        return -1;
    return change_note(ws, row, &entry, err);
}

int order_assign(struct workspace *ws, const char *reference, const char *user,
                 struct order_staff by, struct order_change *change,
                 struct order_refusal *refusal, struct err *err)
{
    struct person person;
    struct order_row row = {0};
    int ret = store_begin(ws->store, err);

    if (change != NULL)
        *change = (struct order_change){0};
    if (ret == 0) {
        ret = row_held(ws, reference, &row, refusal, err);
        if (ret == 1)
            ret = step_held(&row, by, refusal);
        if (ret == 1)
            ret = user_find(ws, user, &person, refusal, err);
        if (ret == 1)
            ret = assign_locked(ws, &row, &person, by.id, err);
        ret = store_end(ws->store, ret, err);
    }
    if (ret == 1 && change != NULL)
        step_tell(ws, &row, change);
    order_row_fini(&row);
    return ret;
}
