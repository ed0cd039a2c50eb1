/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/chain.h"
#include "store/people.h"
#include "store/sql.h"

static void audit_hash(const unsigned char before[CHAIN_HASH],
                       const struct audit *audit, unsigned char out[CHAIN_HASH])
{
    struct chain chain;

    chain_begin(&chain, before);
    chain_number(&chain, audit->number);
    chain_number(&chain, audit->at);
    chain_text(&chain, audit->actor);
    chain_text(&chain, audit->action);
    chain_text(&chain, audit->subject);
    chain_end(&chain, out);
}

static int last_read(struct store *store, int64_t *number,
                     unsigned char hash[CHAIN_HASH], struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT number, hash FROM audit"
                        " ORDER BY number DESC LIMIT 1",
                        SQL_NO_ARGS, &row, err);

    *number = 0;
    memset(hash, 0, CHAIN_HASH);
    if (ret == 1) {
        *number = sql_column_int(row, 0);
        if (sqlite3_column_bytes(row, 1) == CHAIN_HASH)
            memcpy(hash, sqlite3_column_blob(row, 1), CHAIN_HASH);
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

int audit_add(struct store *store, const struct audit *audit, struct err *err)
{
    unsigned char before[CHAIN_HASH], hash[CHAIN_HASH];
    struct audit row = *audit;

    if (last_read(store, &row.number, before, err) < 0)
        return -1;
    row.number++;
    audit_hash(before, &row, hash);
    return sql_run(store, "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)",
                   SQL_ARGS(sql_int(row.number), sql_int(row.at),
                            sql_text(row.actor), sql_text(row.action),
                            sql_text(row.subject), sql_blob(hash, CHAIN_HASH)),
                   err);
}

static struct audit audit_read(sqlite3_stmt *row)
{
    return (struct audit){.number = sql_column_int(row, 0),
                          .at = sql_column_int(row, 1),
                          .actor = sql_column(row, 2),
                          .action = sql_column(row, 3),
                          .subject = sql_column(row, 4)};
}

int audit_each(struct store *store, int limit, audit_fn *fn, void *context,
               struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT number, at, actor, action, subject FROM audit"
                        " ORDER BY number DESC LIMIT ?",
                        SQL_ARGS(sql_int(limit)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        struct audit audit = audit_read(row);

        if (fn(context, &audit, err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

int audit_intact(struct store *store, struct err *err)
{
    unsigned char before[CHAIN_HASH] = {0};
    sqlite3_stmt *row = NULL;
    int64_t number = 0;
    bool intact = true;
    int ret = sql_query(store,
                        "SELECT number, at, actor, action, subject, hash"
                        " FROM audit ORDER BY number",
                        SQL_NO_ARGS, &row, err);

    for (; ret == 1 && intact; ret = sql_next(store, row, err)) {
        struct audit audit = audit_read(row);
        unsigned char hash[CHAIN_HASH];

        audit_hash(before, &audit, hash);
        intact = audit.number == ++number &&
                 sqlite3_column_bytes(row, 5) == CHAIN_HASH &&
                 memcmp(hash, sqlite3_column_blob(row, 5), CHAIN_HASH) == 0;
        memcpy(before, hash, CHAIN_HASH);
    }
    sql_end(&row);
    return ret < 0 ? -1 : intact;
}
