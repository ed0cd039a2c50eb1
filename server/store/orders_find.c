/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders by whose they are, by what they hold and by how long they wait. */
#include "store/orders.h"
#include "store/orders_row.h"
#include "store/sql.h"

/* ---- several orders ------------------------------------------------------ */

int orders_each(struct store *store, const char *visitor, int limit,
                order_row_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT " ORDER_ALL " FROM orders WHERE (?1 IS NULL OR visitor = ?1)"
        " AND erased_at IS NULL ORDER BY changed_at DESC, reference LIMIT ?2",
        SQL_ARGS(sql_text(visitor), sql_int(limit)), &row, err);

    return orders_rows_tell(store, &row, ret, fn, context, err);
}

int orders_idle(struct store *store, int64_t before, const char *states,
                int limit, order_row_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT " ORDER_ALL " FROM orders WHERE changed_at < ?"
        " AND erased_at IS NULL"
        " AND instr(?, ',' || state || ',') > 0"
        " ORDER BY changed_at, reference LIMIT ?",
        SQL_ARGS(sql_int(before), sql_text(states), sql_int(limit)), &row, err);

    return orders_rows_tell(store, &row, ret, fn, context, err);
}

int orders_after(struct store *store, const char *after, const char *states,
                 int limit, order_row_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT " ORDER_ALL " FROM orders WHERE reference > ?"
        " AND erased_at IS NULL"
        " AND instr(?, ',' || state || ',') > 0"
        " ORDER BY reference LIMIT ?",
        SQL_ARGS(sql_text(after), sql_text(states), sql_int(limit)), &row, err);

    return orders_rows_tell(store, &row, ret, fn, context, err);
}

int64_t orders_count(struct store *store, const char *visitor, int64_t since,
                     struct err *err)
{
    int64_t count = 0;

    if (sql_number(store,
                   "SELECT COUNT(*) FROM orders"
                   " WHERE visitor = ? AND created_at >= ?",
                   SQL_ARGS(sql_text(visitor), sql_int(since)), &count,
                   err) < 0)
        return -1;
    return count;
}

/* ---- look-ups ------------------------------------------------------------ */

int orders_find_by(struct store *store, const char *reference,
                   const unsigned char hash[ORDER_HASH], struct err *err)
{
    return sql_run(store,
                   "INSERT INTO order_lookups VALUES (?, ?)"
                   " ON CONFLICT DO NOTHING",
                   SQL_ARGS(sql_blob(hash, ORDER_HASH), sql_text(reference)),
                   err);
}

int orders_found(struct store *store, const unsigned char hash[ORDER_HASH],
                 order_row_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT " ORDER_ALL " FROM orders WHERE reference IN (SELECT reference"
        " FROM order_lookups WHERE hash = ?) ORDER BY created_at, reference",
        SQL_ARGS(sql_blob(hash, ORDER_HASH)), &row, err);

    return orders_rows_tell(store, &row, ret, fn, context, err);
}

/* ---- the same again ------------------------------------------------------ */

int orders_of_request(struct store *store, const char *visitor, const char *cid,
                      struct order_row *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " ORDER_ALL
                        " FROM orders WHERE reference = (SELECT reference"
                        " FROM order_requests WHERE visitor = ? AND cid = ?)",
                        SQL_ARGS(sql_text(visitor), sql_text(cid)), &row, err);

    return orders_row_take(&row, ret, out, err);
}

int orders_also(struct store *store, const char *visitor, const char *cid,
                const char *reference, struct err *err)
{
    return sql_run(
        store, "INSERT INTO order_requests VALUES (?, ?, ?)",
        SQL_ARGS(sql_text(visitor), sql_text(cid), sql_text(reference)), err);
}

int orders_same_add(struct store *store, const unsigned char hash[ORDER_HASH],
                    const char *reference, int64_t at, struct err *err)
{
    return sql_run(
        store,
        "INSERT INTO order_same (hash, at, reference)"
        " VALUES (?, ?, ?)",
        SQL_ARGS(sql_blob(hash, ORDER_HASH), sql_int(at), sql_text(reference)),
        err);
}

int orders_same(struct store *store, const unsigned char hash[ORDER_HASH],
                int64_t since, struct order_row *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT " ORDER_ALL " FROM orders WHERE reference = (SELECT reference"
        " FROM order_same WHERE hash = ? AND at >= ?"
        " ORDER BY at DESC LIMIT 1)",
        SQL_ARGS(sql_blob(hash, ORDER_HASH), sql_int(since)), &row, err);

    return orders_row_take(&row, ret, out, err);
}

int orders_same_sweep(struct store *store, int64_t before, struct err *err)
{
    return sql_run(store, "DELETE FROM order_same WHERE at < ?",
                   SQL_ARGS(sql_int(before)), err);
}

int orders_due(struct store *store, int64_t now, int limit, order_row_fn *fn,
               void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " ORDER_ALL
                        " FROM orders WHERE due_at > 0 AND due_at <= ?"
                        " AND erased_at IS NULL"
                        " ORDER BY due_at, reference LIMIT ?",
                        SQL_ARGS(sql_int(now), sql_int(limit)), &row, err);

    return orders_rows_tell(store, &row, ret, fn, context, err);
}
