/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/change.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "order/moves.h"
#include "order/seal.h"
#include "order/told.h"
#include "store/ledger.h"

const char *change_actor(enum order_actor actor)
{
    static const char *const actors[] = {[ORDER_VISITOR] = "visitor",
                                         [ORDER_STAFF] = "staff",
                                         [ORDER_TIMER] = "timer",
                                         [ORDER_PARTNER] = "partner"};

    return actors[actor];
}

/* Every change of an order ends here, in its transaction, with the order as
 * it is now and the entry that was written: the ledger is signed, and
 * whoever has to hear of it is told. 0 or -1. */
static int order_changed(struct workspace *ws, const struct order_row *row,
                         const struct order_entry *entry, struct err *err)
{
    unsigned char key[SEAL_KEY];
    int ret = 0;

    if (ws->key == NULL)
        return err_set(err, ERR_USAGE,
                       "orders cannot be changed without the key that signs "
                       "the ledger: set key_file");
    seal_ledger_key(ws->key, key);
    ret = ledger_sign(ws->store, key, err);
    sodium_memzero(key, sizeof key);
    return ret < 0 ? -1 : told_entry(ws, row, entry, err);
}

int change_place(struct workspace *ws, const struct order_row *row,
                 struct err *err)
{
    struct order_entry first = {.number = 1,
                                .at = row->created_at,
                                .state = row->state,
                                .actor = "visitor",
                                .who = "",
                                .action = "placed"};
    int ret = orders_add(ws->store, row, err);

    if (ret == 1 && (orders_hold(ws->store, row, err) < 0 ||
                     order_changed(ws, row, &first, err) < 0))
        return -1;
    return ret;
}

/* Who has it after the move: whoever of the staff takes what had only come
 * in, or moves what nobody holds; nobody, once it is put back. What was taken
 * is no longer due. */
static void hold_follow(struct order_row *row, const struct order_entry *entry,
                        bool taken, int64_t now)
{
    row->due_at = 0;
    if (strcmp(entry->state, "received") == 0) {
        row->holder[0] = '\0';
        row->held_at = now;
    } else if (strcmp(entry->actor, "staff") == 0 &&
               strcmp(entry->action, "assigned") != 0 &&
               (taken || row->holder[0] == '\0')) {
        snprintf(row->holder, sizeof row->holder, "%s", entry->who);
        row->held_at = now;
    }
}

int change_move(struct workspace *ws, struct order_row *row,
                struct order_entry *entry, struct err *err)
{
    bool taken = strcmp(row->state, "received") == 0;
    int ret =
        orders_move(ws->store, row->reference, row->state, entry, ws->now, err);

    if (ret != 1)
        return ret;
    snprintf(row->state, sizeof row->state, "%s", entry->state);
    row->changed_at = ws->now;
    hold_follow(row, entry, taken, ws->now);
    if (orders_hold(ws->store, row, err) < 0 ||
        order_changed(ws, row, entry, err) < 0)
        return -1;
    return 1;
}

int change_note(struct workspace *ws, const struct order_row *row,
                struct order_entry *entry, struct err *err)
{
    /* how long it is kept is counted from its end, not from what follows */
    int64_t changed_at = state_ended(row->state) ? row->changed_at : ws->now;
    int ret = 0;

    entry->state = row->state;
    ret =
        orders_note(ws->store, row->reference, entry, changed_at, ws->now, err);
    if (ret == 1 && order_changed(ws, row, entry, err) < 0)
        return -1;
    return ret;
}
