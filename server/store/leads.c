/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/leads.h"

#include "store/sql.h"

int leads_add(struct store *store, const unsigned char hash[ORDER_HASH],
              const char *how, const struct order_row *order,
              const unsigned char reporter[ORDER_HASH], struct err *err)
{
    return sql_run(store,
                   "INSERT INTO leads (hash, how, reference, at, reporter)"
                   " VALUES (?, ?, ?, ?, ?)"
                   " ON CONFLICT DO NOTHING",
                   SQL_ARGS(sql_blob(hash, ORDER_HASH), sql_text(how),
                            sql_text(order->reference),
                            sql_int(order->created_at),
                            sql_blob(reporter, ORDER_HASH)),
                   err);
}

static int leads_tell(struct store *store, sqlite3_stmt **row, int ret,
                      lead_fn *fn, void *context, struct err *err)
{
    for (; ret == 1; ret = sql_next(store, *row, err)) {
        struct lead lead = {.reference = sql_column(*row, 0),
                            .at = sql_column_int(*row, 1),
                            .how = sql_column(*row, 2),
                            .same_reporter = sql_column_int(*row, 3) != 0};

        if (fn(context, &lead, err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(row);
    return ret < 0 ? -1 : 0;
}

/* What agrees the most surely has the smallest number. */
#define SUREST                                                      \
    "CASE MIN(CASE a.how WHEN 'number' THEN 1 WHEN 'record' THEN 2" \
    " WHEN 'site' THEN 3 WHEN 'name' THEN 4 ELSE 5 END)"            \
    " WHEN 1 THEN 'number' WHEN 2 THEN 'record' WHEN 3 THEN 'site'" \
    " WHEN 4 THEN 'name' ELSE 'sound' END"

int leads_of(struct store *store, const char *reference, lead_fn *fn,
             void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT a.reference, MIN(a.at), " SUREST ","
                        " MAX(a.reporter = b.reporter) FROM leads b"
                        " JOIN leads a ON a.hash = b.hash"
                        " AND a.reference <> b.reference"
                        " WHERE b.reference = ? GROUP BY a.reference"
                        " ORDER BY 2, 1",
                        SQL_ARGS(sql_text(reference)), &row, err);

    return leads_tell(store, &row, ret, fn, context, err);
}

int leads_found(struct store *store, const unsigned char hash[ORDER_HASH],
                lead_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT reference, at, how, 0 FROM leads"
                        " WHERE hash = ? ORDER BY at, reference",
                        SQL_ARGS(sql_blob(hash, ORDER_HASH)), &row, err);

    return leads_tell(store, &row, ret, fn, context, err);
}

int leads_again(struct store *store, int limit, lead_again_fn *fn,
                void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT reference, at, first, first_at, how, same FROM (SELECT *,"
        " ROW_NUMBER() OVER (PARTITION BY reference"
        "  ORDER BY how = 'sound', first_at, first) AS place FROM (SELECT"
        "   b.reference AS reference, b.at AS at, a.reference AS first,"
        "   a.at AS first_at, " SUREST " AS how,"
        "   MAX(a.reporter = b.reporter) AS same FROM leads b"
        "   JOIN leads a ON a.hash = b.hash AND (a.at < b.at OR"
        "   (a.at = b.at AND a.reference < b.reference))"
        "   GROUP BY b.reference, a.reference))"
        " WHERE place = 1 ORDER BY at, reference LIMIT ?",
        SQL_ARGS(sql_int(limit)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        struct lead_again again = {.reference = sql_column(row, 0),
                                   .at = sql_column_int(row, 1),
                                   .first = sql_column(row, 2),
                                   .first_at = sql_column_int(row, 3),
                                   .how = sql_column(row, 4),
                                   .same_reporter =
                                       sql_column_int(row, 5) != 0};

        if (fn(context, &again, err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}
