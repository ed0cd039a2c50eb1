/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/waiting.h"

#include "store/orders_row.h"
#include "store/sql.h"

int64_t waiting_at_desk(struct store *store, const char *desk,
                        const char *states, struct err *err)
{
    int64_t count = 0;

    if (sql_number(store,
                   "SELECT COUNT(*) FROM orders WHERE desk = ?"
                   " AND erased_at IS NULL"
                   " AND instr(?, ',' || state || ',') > 0",
                   SQL_ARGS(sql_text(desk), sql_text(states)), &count, err) < 0)
        return -1;
    return count;
}

int64_t waiting_with(struct store *store, const char *holder,
                     const char *states, struct err *err)
{
    int64_t count = 0;

    if (sql_number(
            store,
            "SELECT COUNT(*) FROM orders WHERE holder = ?"
            " AND erased_at IS NULL AND instr(?, ',' || state || ',') > 0",
            SQL_ARGS(sql_text(holder), sql_text(states)), &count, err) < 0)
        return -1;
    return count;
}

int waiting_unset(struct store *store, const char *state, int limit,
                  order_row_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " ORDER_ALL " FROM orders WHERE state = ?"
                        " AND due_at = 0 AND erased_at IS NULL"
                        " ORDER BY changed_at, reference LIMIT ?",
                        SQL_ARGS(sql_text(state), sql_int(limit)), &row, err);

    return orders_rows_tell(store, &row, ret, fn, context, err);
}

int waiting_quiet(struct store *store, int64_t before, const char *states,
                  int64_t now, int limit, order_row_fn *fn, void *context,
                  struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT " ORDER_ALL " FROM orders WHERE changed_at <= ?1"
        " AND erased_at IS NULL AND instr(?2, ',' || state || ',') > 0"
        " AND NOT EXISTS (SELECT 1 FROM order_reminders r"
        "  WHERE r.reference = orders.reference"
        "  AND r.since = orders.changed_at AND r.next > ?3)"
        " ORDER BY changed_at, reference LIMIT ?4",
        SQL_ARGS(sql_int(before), sql_text(states), sql_int(now),
                 sql_int(limit)),
        &row, err);

    return orders_rows_tell(store, &row, ret, fn, context, err);
}

int waiting_reminded(struct store *store, const struct order_row *row,
                     int64_t next, struct err *err)
{
    return sql_run(store,
                   "INSERT INTO order_reminders (reference, since, next)"
                   " VALUES (?, ?, ?) ON CONFLICT (reference) DO UPDATE"
                   " SET since = excluded.since, next = excluded.next",
                   SQL_ARGS(sql_text(row->reference), sql_int(row->changed_at),
                            sql_int(next)),
                   err);
}
