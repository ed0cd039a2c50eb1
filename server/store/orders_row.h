/* SPDX-License-Identifier: GPL-3.0-or-later */
/* orders_row.h - reading rows of the table orders; for orders*.c only.
 *
 * Threads: that of the store. */
#ifndef STORE_ORDERS_ROW_H
#define STORE_ORDERS_ROW_H

#include <sqlite3.h>

#include "store/orders.h"

#define ORDER_COLUMNS                                                     \
    "reference, visitor, conversation, cid, kind, state, lang, desk,"     \
    " instead, notice, contact, partner, abroad, created_at, changed_at," \
    " erased_at, secret, fields, sealed"
#define ORDER_ALL \
    ORDER_COLUMNS ", holder, held_at, due_at, level, outcome, reason"

/* The first row into *out, and the statement ended. */
int orders_row_take(sqlite3_stmt **row, int ret, struct order_row *out,
                    struct err *err);
/* Every row to fn. The rows are read first, so that fn may use the store. */
int orders_rows_tell(struct store *store, sqlite3_stmt **row, int ret,
                     order_row_fn *fn, void *context, struct err *err);

#endif
