/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/drafts.h"

#include <stdlib.h>

#include "store/row.h"
#include "store/sql.h"

#define DRAFT_COLUMNS                                                     \
    "reference, visitor, cid, kind, record, state, lang, notice, reason," \
    " corrects, created_at, changed_at, erased_at, secret, json, sealed"

void draft_row_fini(struct draft_row *row)
{
    json_decref(row->json);
    free(row->sealed);
    row->json = NULL;
    row->sealed = NULL;
    row->sealed_len = 0;
}

static void words_read(sqlite3_stmt *row, struct draft_row *out)
{
    row_text(out->reference, sizeof out->reference, row, 0);
    row_text(out->visitor, sizeof out->visitor, row, 1);
    row_text(out->cid, sizeof out->cid, row, 2);
    row_text(out->kind, sizeof out->kind, row, 3);
    row_text(out->record, sizeof out->record, row, 4);
    row_text(out->state, sizeof out->state, row, 5);
    row_text(out->lang, sizeof out->lang, row, 6);
    row_text(out->notice, sizeof out->notice, row, 7);
    row_text(out->reason, sizeof out->reason, row, 8);
}

static int row_read(sqlite3_stmt *row, void *into, struct err *err)
{
    struct draft_row *out = into;

    *out = (struct draft_row){.corrects = sql_column_int(row, 9) != 0,
                              .created_at = sql_column_int(row, 10),
                              .changed_at = sql_column_int(row, 11),
                              .erased_at = sql_column_int(row, 12)};
    words_read(row, out);
    row_hash(row, 13, out->secret);
    if (row_json(row, 14, &out->json) == 0)
        return err_set(err, ERR_CORRUPT, "draft %s is damaged", out->reference);
    row_bytes(row, 15, &out->sealed, &out->sealed_len);
    return 1;
}

static void row_end(void *row)
{
    draft_row_fini(row);
}

static int row_tell(row_fn *fn, void *context, void *row, struct err *err)
{
    return ((draft_fn *)fn)(context, row, err);
}

static const struct row_type row_type = {
    .size = sizeof(struct draft_row),
    .read = row_read,
    .fini = row_end,
    .tell = row_tell,
};

/* ---- one draft ----------------------------------------------------------- */

int drafts_add(struct store *store, const struct draft_row *row,
               struct err *err)
{
    char *json = json_dumps(row->json, JSON_COMPACT | JSON_SORT_KEYS);
    int ret = sql_run(
        store,
        "INSERT INTO drafts (" DRAFT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, NULL, ?, ?, ?) ON CONFLICT (reference) DO NOTHING",
        SQL_ARGS(sql_text(row->reference), sql_text(row->visitor),
                 sql_text(row->cid), sql_text(row->kind), sql_text(row->record),
                 sql_text(row->state), sql_text(row->lang),
                 sql_text(row->notice), sql_text(row->reason),
                 sql_int(row->corrects), sql_int(row->created_at),
                 sql_int(row->changed_at), sql_blob(row->secret, ORDER_HASH),
                 sql_text(json), row_sealed(row->sealed, row->sealed_len)),
        err);

    free(json);
    return ret < 0 ? -1 : sql_changes(store) > 0;
}

int drafts_get(struct store *store, const char *reference,
               struct draft_row *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store, "SELECT " DRAFT_COLUMNS " FROM drafts WHERE reference = ?",
        SQL_ARGS(sql_text(reference)), &row, err);

    return row_take(&row, ret, &row_type, out, err);
}

int drafts_of_request(struct store *store, const char *visitor, const char *cid,
                      struct draft_row *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " DRAFT_COLUMNS
                        " FROM drafts WHERE visitor = ? AND cid = ?",
                        SQL_ARGS(sql_text(visitor), sql_text(cid)), &row, err);

    return row_take(&row, ret, &row_type, out, err);
}

int64_t drafts_count(struct store *store, const char *visitor, int64_t since,
                     struct err *err)
{
    int64_t count = 0;

    if (sql_number(store,
                   "SELECT COUNT(*) FROM drafts"
                   " WHERE visitor = ? AND created_at >= ?",
                   SQL_ARGS(sql_text(visitor), sql_int(since)), &count,
                   err) < 0)
        return -1;
    return count;
}

int drafts_end(struct store *store, const struct draft_row *row,
               struct err *err)
{
    if (sql_run(store,
                "UPDATE drafts SET state = ?, reason = ?, record = ?,"
                " changed_at = ? WHERE reference = ? AND state = 'in_review'"
                " AND erased_at IS NULL",
                SQL_ARGS(sql_text(row->state), sql_text(row->reason),
                         sql_text(row->record), sql_int(row->changed_at),
                         sql_text(row->reference)),
                err) < 0)
        return -1;
    return sql_changes(store) > 0;
}

int drafts_erase(struct store *store, const char *reference, int64_t now,
                 struct err *err)
{
    if (sql_run(store,
                "UPDATE drafts SET visitor = '', cid = reference, json = NULL,"
                " sealed = NULL, secret = zeroblob(32), erased_at = ?"
                " WHERE reference = ? AND erased_at IS NULL",
                SQL_ARGS(sql_int(now), sql_text(reference)), err) < 0)
        return -1;
    return sql_changes(store) > 0;
}

/* ---- several ------------------------------------------------------------- */

/* The rows are read first, so that fn may use the store. */
int drafts_each(struct store *store, const char *state, int64_t before,
                int limit, draft_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT " DRAFT_COLUMNS " FROM drafts"
        " WHERE (?1 IS NULL OR state = ?1)"
        " AND (?2 = 0 OR changed_at < ?2)"
        " AND erased_at IS NULL"
        " ORDER BY changed_at, reference LIMIT ?3",
        SQL_ARGS(sql_text(state), sql_int(before), sql_int(limit)), &row, err);

    return row_each(store, &row, ret, &row_type, (row_fn *)fn, context, err);
}
