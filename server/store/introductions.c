/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/introductions.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/row.h"
#include "store/sql.h"

#define COLUMNS                                                              \
    "id, reference, partner_kind, partner, state, lang, words_lang,"         \
    " partner_lang, notice, reason, ended_by, words, partner_words, abroad," \
    " orderer_at, partner_at, orderer_pass, orderer_abroad, partner_pass,"   \
    " partner_abroad, created_at, changed_at, erased_at, secret, sealed"

void introduction_row_fini(struct introduction_row *row)
{
    free(row->words);
    free(row->partner_words);
    free(row->sealed);
    row->words = row->partner_words = NULL;
    row->sealed = NULL;
    row->sealed_len = 0;
}

static char *text_take(sqlite3_stmt *row, int column)
{
    const char *text = sql_column(row, column);

    return text != NULL ? mem_text(text) : NULL;
}

static void words_read(sqlite3_stmt *row, struct introduction_row *out)
{
    row_text(out->id, sizeof out->id, row, 0);
    row_text(out->reference, sizeof out->reference, row, 1);
    row_text(out->partner_kind, sizeof out->partner_kind, row, 2);
    row_text(out->partner, sizeof out->partner, row, 3);
    row_text(out->state, sizeof out->state, row, 4);
    row_text(out->lang, sizeof out->lang, row, 5);
    row_text(out->words_lang, sizeof out->words_lang, row, 6);
    row_text(out->partner_lang, sizeof out->partner_lang, row, 7);
    row_text(out->notice, sizeof out->notice, row, 8);
    row_text(out->reason, sizeof out->reason, row, 9);
    row_text(out->ended_by, sizeof out->ended_by, row, 10);
    out->words = text_take(row, 11);
    out->partner_words = text_take(row, 12);
}

static int row_read(sqlite3_stmt *row, void *into, struct err *err)
{
    struct introduction_row *out = into;

    *out = (struct introduction_row){
        .abroad = sql_column_int(row, 13) != 0,
        .orderer_at = sql_column_int(row, 14),
        .partner_at = sql_column_int(row, 15),
        .orderer_pass = sql_column_int(row, 16) != 0,
        .orderer_abroad = sql_column_int(row, 17) != 0,
        .partner_pass = sql_column_int(row, 18) != 0,
        .partner_abroad = sql_column_int(row, 19) != 0,
        .created_at = sql_column_int(row, 20),
        .changed_at = sql_column_int(row, 21),
        .erased_at = sql_column_int(row, 22)};
    words_read(row, out);
    if (row_hash(row, 23, out->secret) == 0)
        return err_set(err, ERR_CORRUPT,
                       "introduction %s: its secret is damaged", out->id);
    row_bytes(row, 24, &out->sealed, &out->sealed_len);
    return 1;
}

static void row_end(void *row)
{
    introduction_row_fini(row);
}

static int row_tell(row_fn *fn, void *context, void *row, struct err *err)
{
    return ((introduction_fn *)fn)(context, row, err);
}

static const struct row_type row_type = {
    .size = sizeof(struct introduction_row),
    .read = row_read,
    .fini = row_end,
    .tell = row_tell,
};

static int rows_tell(struct store *store, sqlite3_stmt **row, int ret,
                     introduction_fn *fn, void *context, struct err *err)
{
    return row_each(store, row, ret, &row_type, (row_fn *)fn, context, err);
}

int introductions_add(struct store *store, const struct introduction_row *row,
                      struct err *err)
{
    if (sql_run(
            store,
            "INSERT INTO introductions (" COLUMNS ") VALUES (?, ?, ?, ?, ?,"
            " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)"
            " ON CONFLICT (id) DO NOTHING",
            SQL_ARGS(sql_text(row->id), sql_text(row->reference),
                     sql_text(row->partner_kind), sql_text(row->partner),
                     sql_text(row->state), sql_text(row->lang),
                     sql_text(row->words_lang), sql_text(row->partner_lang),
                     sql_text(row->notice), sql_text(row->reason),
                     sql_text(row->ended_by), sql_text(row->words),
                     sql_text(row->partner_words), sql_int(row->abroad),
                     sql_int(row->orderer_at), sql_int(row->partner_at),
                     sql_int(row->orderer_pass), sql_int(row->orderer_abroad),
                     sql_int(row->partner_pass), sql_int(row->partner_abroad),
                     sql_int(row->created_at), sql_int(row->changed_at),
                     sql_blob(row->secret, ORDER_HASH),
                     row_sealed(row->sealed, row->sealed_len)),
            err) < 0)
        return -1;
    return sql_changes(store) > 0;
}

int introductions_put(struct store *store, const struct introduction_row *row,
                      struct err *err)
{
    if (sql_run(store,
                "UPDATE introductions SET state = ?, lang = ?, words_lang = ?,"
                " partner_lang = ?, notice = ?, reason = ?, ended_by = ?,"
                " words = ?, partner_words = ?, abroad = ?, orderer_at = ?,"
                " partner_at = ?, orderer_pass = ?, orderer_abroad = ?,"
                " partner_pass = ?, partner_abroad = ?, changed_at = ?,"
                " sealed = ? WHERE id = ? AND erased_at = 0",
                SQL_ARGS(sql_text(row->state), sql_text(row->lang),
                         sql_text(row->words_lang), sql_text(row->partner_lang),
                         sql_text(row->notice), sql_text(row->reason),
                         sql_text(row->ended_by), sql_text(row->words),
                         sql_text(row->partner_words), sql_int(row->abroad),
                         sql_int(row->orderer_at), sql_int(row->partner_at),
                         sql_int(row->orderer_pass),
                         sql_int(row->orderer_abroad),
                         sql_int(row->partner_pass),
                         sql_int(row->partner_abroad), sql_int(row->changed_at),
                         row_sealed(row->sealed, row->sealed_len),
                         sql_text(row->id)),
                err) < 0)
        return -1;
    return sql_changes(store) > 0;
}

int introductions_get(struct store *store, const char *id,
                      struct introduction_row *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret =
        sql_query(store, "SELECT " COLUMNS " FROM introductions WHERE id = ?",
                  SQL_ARGS(sql_text(id)), &row, err);

    return row_take(&row, ret, &row_type, out, err);
}

int introductions_secret(struct store *store, const char *id,
                         unsigned char out[ORDER_HASH], struct err *err)
{
    return row_find_hash(store, "SELECT secret FROM introductions WHERE id = ?",
                         id, out, err);
}

int introductions_each(struct store *store, const char *reference,
                       introduction_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " COLUMNS " FROM introductions"
                        " WHERE reference = ?1 OR partner = ?1"
                        " ORDER BY created_at, id",
                        SQL_ARGS(sql_text(reference)), &row, err);

    return rows_tell(store, &row, ret, fn, context, err);
}

int introductions_find_by(struct store *store, const char *id,
                          const unsigned char hash[ORDER_HASH], struct err *err)
{
    return sql_run(store,
                   "INSERT INTO introduction_lookups VALUES (?, ?)"
                   " ON CONFLICT DO NOTHING",
                   SQL_ARGS(sql_blob(hash, ORDER_HASH), sql_text(id)), err);
}

int introductions_found(struct store *store,
                        const unsigned char hash[ORDER_HASH],
                        introduction_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " COLUMNS " FROM introductions WHERE id IN"
                        " (SELECT id FROM introduction_lookups WHERE hash = ?)"
                        " ORDER BY created_at, id",
                        SQL_ARGS(sql_blob(hash, ORDER_HASH)), &row, err);

    return rows_tell(store, &row, ret, fn, context, err);
}

int introductions_ended(struct store *store, int64_t before, int limit,
                        introduction_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " COLUMNS " FROM introductions"
                        " WHERE erased_at = 0 AND changed_at < ?"
                        " AND state IN ('declined', 'withdrawn')"
                        " ORDER BY changed_at, id LIMIT ?",
                        SQL_ARGS(sql_int(before), sql_int(limit)), &row, err);

    return rows_tell(store, &row, ret, fn, context, err);
}

int introductions_erase(struct store *store, const char *id, int64_t now,
                        struct err *err)
{
    if (sql_run(store,
                "UPDATE introductions SET words = NULL, partner_words = NULL,"
                " sealed = NULL, secret = zeroblob(32), erased_at = ?"
                " WHERE id = ? AND erased_at = 0",
                SQL_ARGS(sql_int(now), sql_text(id)), err) < 0)
        return -1;
    if (sql_changes(store) == 0)
        return 0;
    return sql_run(store, "DELETE FROM introduction_lookups WHERE id = ?",
                   SQL_ARGS(sql_text(id)), err) < 0
               ? -1
               : 1;
}
