/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/orders.h"

#include <stdlib.h>

#include "store/orders_row.h"
#include "store/row.h"
#include "store/sql.h"
#include "store/timeline.h"

void order_row_fini(struct order_row *row)
{
    json_decref(row->fields);
    free(row->sealed);
    row->fields = NULL;
    row->sealed = NULL;
    row->sealed_len = 0;
}

static void words_read(sqlite3_stmt *row, struct order_row *out)
{
    row_text(out->reference, sizeof out->reference, row, 0);
    row_text(out->visitor, sizeof out->visitor, row, 1);
    row_text(out->conversation, sizeof out->conversation, row, 2);
    row_text(out->cid, sizeof out->cid, row, 3);
    row_text(out->kind, sizeof out->kind, row, 4);
    row_text(out->state, sizeof out->state, row, 5);
    row_text(out->lang, sizeof out->lang, row, 6);
    row_text(out->desk, sizeof out->desk, row, 7);
    row_text(out->instead, sizeof out->instead, row, 8);
    row_text(out->notice, sizeof out->notice, row, 9);
    row_text(out->holder, sizeof out->holder, row, 19);
    row_text(out->outcome, sizeof out->outcome, row, 23);
    row_text(out->reason, sizeof out->reason, row, 24);
}

static int row_read(sqlite3_stmt *row, void *into, struct err *err)
{
    struct order_row *out = into;

    *out = (struct order_row){.contact = sql_column_int(row, 10) != 0,
                              .partner = sql_column_int(row, 11) != 0,
                              .abroad = sql_column_int(row, 12) != 0,
                              .created_at = sql_column_int(row, 13),
                              .changed_at = sql_column_int(row, 14),
                              .erased_at = sql_column_int(row, 15),
                              .held_at = sql_column_int(row, 20),
                              .due_at = sql_column_int(row, 21),
                              .level = sql_column_int(row, 22)};
    words_read(row, out);
    if (row_hash(row, 16, out->secret) == 0)
        return err_set(err, ERR_CORRUPT, "order %s: its secret is damaged",
                       out->reference);
    if (row_json(row, 17, &out->fields) == 0)
        return err_set(err, ERR_CORRUPT, "order %s: its fields are damaged",
                       out->reference);
    row_bytes(row, 18, &out->sealed, &out->sealed_len);
    return 1;
}

static void row_end(void *row)
{
    order_row_fini(row);
}

static int row_tell(row_fn *fn, void *context, void *row, struct err *err)
{
    return ((order_row_fn *)fn)(context, row, err);
}

static const struct row_type row_type = {
    .size = sizeof(struct order_row),
    .read = row_read,
    .fini = row_end,
    .tell = row_tell,
};

int orders_row_take(sqlite3_stmt **row, int ret, struct order_row *out,
                    struct err *err)
{
    return row_take(row, ret, &row_type, out, err);
}

int orders_rows_tell(struct store *store, sqlite3_stmt **row, int ret,
                     order_row_fn *fn, void *context, struct err *err)
{
    return row_each(store, row, ret, &row_type, (row_fn *)fn, context, err);
}

/* ---- one order ----------------------------------------------------------- */

static int row_insert(struct store *store, const struct order_row *row,
                      const char *fields, struct err *err)
{
    return sql_run(
        store,
        "INSERT INTO orders (" ORDER_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)"
        " ON CONFLICT (reference) DO NOTHING",
        SQL_ARGS(sql_text(row->reference), sql_text(row->visitor),
                 sql_text(row->conversation), sql_text(row->cid),
                 sql_text(row->kind), sql_text(row->state), sql_text(row->lang),
                 sql_text(row->desk), sql_text(row->instead),
                 sql_text(row->notice), sql_int(row->contact),
                 sql_int(row->partner), sql_int(row->abroad),
                 sql_int(row->created_at), sql_int(row->changed_at),
                 sql_blob(row->secret, ORDER_HASH), sql_text(fields),
                 row_sealed(row->sealed, row->sealed_len)),
        err);
}

int orders_add(struct store *store, const struct order_row *row,
               struct err *err)
{
    struct order_entry first = {.at = row->created_at,
                                .state = row->state,
                                .actor = "visitor",
                                .who = "",
                                .action = "placed"};
    char *fields = json_dumps(row->fields, JSON_COMPACT | JSON_SORT_KEYS);
    int ret = row_insert(store, row, fields, err);

    free(fields);
    if (ret < 0)
        return -1;
    if (sql_changes(store) == 0)
        return 0;
    if (timeline_add(store, row->reference, &first, err) < 0)
        return -1;
    return orders_also(store, row->visitor, row->cid, row->reference, err) < 0
               ? -1
               : 1;
}

int orders_get(struct store *store, const char *reference,
               struct order_row *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret =
        sql_query(store, "SELECT " ORDER_ALL " FROM orders WHERE reference = ?",
                  SQL_ARGS(sql_text(reference)), &row, err);

    return orders_row_take(&row, ret, out, err);
}

int orders_secret(struct store *store, const char *reference,
                  unsigned char out[ORDER_HASH], struct err *err)
{
    return row_find_hash(store, "SELECT secret FROM orders WHERE reference = ?",
                         reference, out, err);
}

int orders_move(struct store *store, const char *reference, const char *from,
                struct order_entry *entry, int64_t now, struct err *err)
{
    if (sql_run(store,
                "UPDATE orders SET state = ?, changed_at = ?"
                " WHERE reference = ? AND state = ?",
                SQL_ARGS(sql_text(entry->state), sql_int(now),
                         sql_text(reference), sql_text(from)),
                err) < 0)
        return -1;
    if (sql_changes(store) == 0)
        return 0;
    entry->at = now;
    if (entry->action == NULL)
        entry->action = "moved";
    return timeline_add(store, reference, entry, err) < 0 ? -1 : 1;
}

int orders_timeline(struct store *store, const char *reference,
                    order_entry_fn *fn, void *context, struct err *err)
{
    return timeline_read(store, reference, fn, context, err);
}

int orders_intact(struct store *store, const char *reference, struct err *err)
{
    return timeline_intact(store, reference, err);
}

int orders_note(struct store *store, const char *reference,
                struct order_entry *entry, int64_t changed_at, int64_t now,
                struct err *err)
{
    if (sql_run(store, "UPDATE orders SET changed_at = ? WHERE reference = ?",
                SQL_ARGS(sql_int(changed_at), sql_text(reference)), err) < 0)
        return -1;
    if (sql_changes(store) == 0)
        return 0;
    entry->at = now;
    return timeline_add(store, reference, entry, err) < 0 ? -1 : 1;
}

int orders_hold(struct store *store, const struct order_row *row,
                struct err *err)
{
    return sql_run(store,
                   "UPDATE orders SET holder = ?, held_at = ?, due_at = ?,"
                   " level = ? WHERE reference = ?",
                   SQL_ARGS(sql_text(row->holder), sql_int(row->held_at),
                            sql_int(row->due_at), sql_int(row->level),
                            sql_text(row->reference)),
                   err);
}

int orders_result(struct store *store, const char *reference,
                  const char *outcome, const char *reason, struct err *err)
{
    return sql_run(
        store, "UPDATE orders SET outcome = ?, reason = ? WHERE reference = ?",
        SQL_ARGS(sql_text(outcome), sql_text(reason), sql_text(reference)),
        err);
}

int orders_consent(struct store *store, const char *reference, bool partner,
                   bool abroad, struct err *err)
{
    return sql_run(
        store, "UPDATE orders SET partner = ?, abroad = ? WHERE reference = ?",
        SQL_ARGS(sql_int(partner), sql_int(abroad), sql_text(reference)), err);
}

/* ---- erasing ------------------------------------------------------------- */

static int traces_erase(struct store *store, const char *reference,
                        struct err *err)
{
    struct sql_args of = SQL_ARGS(sql_text(reference));

    if (sql_run(store, "DELETE FROM order_lookups WHERE reference = ?", of,
                err) < 0 ||
        sql_run(store, "DELETE FROM order_requests WHERE reference = ?", of,
                err) < 0 ||
        sql_run(store, "DELETE FROM order_same WHERE reference = ?", of, err) <
            0)
        return -1;
    return sql_run(store, "DELETE FROM leads WHERE reference = ?", of, err);
}

int orders_erase(struct store *store, const char *reference, int64_t now,
                 struct err *err)
{
    if (sql_run(store,
                "UPDATE orders SET visitor = '', conversation = '',"
                " cid = reference, fields = NULL, sealed = NULL,"
                " secret = zeroblob(32), due_at = 0, erased_at = ?"
                " WHERE reference = ? AND erased_at IS NULL",
                SQL_ARGS(sql_int(now), sql_text(reference)), err) < 0)
        return -1;
    if (sql_changes(store) == 0)
        return 0;
    if (traces_erase(store, reference, err) < 0 ||
        timeline_erase(store, reference, err) < 0)
        return -1;
    return 1;
}

int orders_forget(struct store *store, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, "PRAGMA wal_checkpoint(TRUNCATE)", SQL_NO_ARGS,
                        &row, err);
    bool busy = ret == 1 && sql_column_int(row, 0) != 0;

    sql_end(&row);
    if (busy)
        return err_set(err, ERR_BUSY,
                       "%s: the log could not be emptied, somebody reads; try "
                       "again",
                       store_path(store));
    return ret < 0 ? -1 : 0;
}
