/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/ledger.h"

#include <string.h>

#include "store/row.h"
#include "store/sql.h"
#include "store/timeline.h"

static void link_hash(const unsigned char before[CHAIN_HASH], int64_t position,
                      const char *reference, int64_t number,
                      const unsigned char entry[CHAIN_HASH],
                      unsigned char out[CHAIN_HASH])
{
    struct chain chain;

    chain_begin(&chain, before);
    chain_number(&chain, position);
    chain_text(&chain, reference);
    chain_number(&chain, number);
    chain_bytes(&chain, entry, CHAIN_HASH);
    chain_end(&chain, out);
}

static void head_sign(const struct ledger_head *head,
                      const unsigned char key[LEDGER_KEY],
                      unsigned char out[CHAIN_HASH])
{
    unsigned char bytes[8 + CHAIN_HASH];

    for (size_t i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)head->count >> (8 * i));
    memcpy(bytes + 8, head->hash, CHAIN_HASH);
    crypto_generichash(out, CHAIN_HASH, bytes, sizeof bytes, key, LEDGER_KEY);
}

/* sign may be NULL; without one it becomes zeroes. */
static int head_read(struct store *store, struct ledger_head *out,
                     unsigned char *sign, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT count, hash, sign FROM ledger_head"
                        " WHERE one = 1",
                        SQL_NO_ARGS, &row, err);

    *out = (struct ledger_head){.count = -1};
    if (sign != NULL)
        memset(sign, 0, CHAIN_HASH);
    if (ret == 1 && row_hash(row, 1, out->hash) == 1) {
        out->count = sql_column_int(row, 0);
        if (sign != NULL)
            row_hash(row, 2, sign);
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

int ledger_head(struct store *store, struct ledger_head *out, struct err *err)
{
    if (head_read(store, out, NULL, err) < 0)
        return -1;
    if (out->count < 0)
        return err_set(err, ERR_CORRUPT,
                       "%s: the head of the order ledger is missing: restore "
                       "the last backup",
                       store_path(store));
    return 0;
}

/* ---- growing ------------------------------------------------------------- */

static int link_add(struct store *store, struct ledger_head *head,
                    const char *reference, int64_t number,
                    const unsigned char entry[CHAIN_HASH], struct err *err)
{
    unsigned char hash[CHAIN_HASH];

    head->count++;
    link_hash(head->hash, head->count, reference, number, entry, hash);
    memcpy(head->hash, hash, CHAIN_HASH);
    return sql_run(store, "INSERT INTO ledger VALUES (?, ?, ?, ?)",
                   SQL_ARGS(sql_int(head->count), sql_text(reference),
                            sql_int(number), sql_blob(hash, CHAIN_HASH)),
                   err);
}

/* Those of a store that had no ledger, in the order they were written. */
static int link_before(struct store *store, struct ledger_head *head,
                       struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT reference, number, hash FROM order_entries"
                        " WHERE action = '' ORDER BY rowid",
                        SQL_NO_ARGS, &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        if (sqlite3_column_bytes(row, 2) != CHAIN_HASH)
            ret = err_set(err, ERR_CORRUPT, "order %s: its timeline is damaged",
                          sql_column(row, 0));
        else
            ret = link_add(store, head, sql_column(row, 0),
                           sql_column_int(row, 1), sqlite3_column_blob(row, 2),
                           err);
        if (ret < 0)
            break;
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

int ledger_add(struct store *store, const char *reference, int64_t number,
               const unsigned char entry[CHAIN_HASH], struct err *err)
{
    struct ledger_head head;

    if (ledger_head(store, &head, err) < 0 ||
        (head.count == 0 && link_before(store, &head, err) < 0) ||
        link_add(store, &head, reference, number, entry, err) < 0)
        return -1;
    return sql_run(
        store,
        "UPDATE ledger_head SET count = ?, hash = ?, sign = NULL"
        " WHERE one = 1",
        SQL_ARGS(sql_int(head.count), sql_blob(head.hash, CHAIN_HASH)), err);
}

int ledger_sign(struct store *store, const unsigned char key[LEDGER_KEY],
                struct err *err)
{
    unsigned char sign[CHAIN_HASH];
    struct ledger_head head;

    if (ledger_head(store, &head, err) < 0)
        return -1;
    head_sign(&head, key, sign);
    return sql_run(store, "UPDATE ledger_head SET sign = ? WHERE one = 1",
                   SQL_ARGS(sql_blob(sign, CHAIN_HASH)), err);
}

/* ---- checking ------------------------------------------------------------ */

struct walk {
    struct ledger_report *report;
    const struct ledger_head *anchor;
    unsigned char before[CHAIN_HASH];
    int64_t position;
};

/* The link the row stands on; the entry beside it must hash to what it says,
 * and the order's own chain holds besides. */
static bool link_holds(sqlite3_stmt *row, struct walk *walk)
{
    const char *reference = sql_column(row, 1);
    unsigned char hash[CHAIN_HASH];

    walk->position++;
    if (sql_column_int(row, 0) != walk->position || reference == NULL ||
        sqlite3_column_bytes(row, 3) != CHAIN_HASH ||
        sqlite3_column_bytes(row, 4) != CHAIN_HASH)
        return false;
    link_hash(walk->before, walk->position, reference, sql_column_int(row, 2),
              sqlite3_column_blob(row, 4), hash);
    memcpy(walk->before, hash, CHAIN_HASH);
    if (walk->anchor != NULL && walk->anchor->count == walk->position)
        walk->report->anchored =
            memcmp(hash, walk->anchor->hash, CHAIN_HASH) == 0;
    return memcmp(hash, sqlite3_column_blob(row, 3), CHAIN_HASH) == 0;
}

static int links_walk(struct store *store, struct walk *walk, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT l.position, l.reference, l.number, l.hash,"
                        " e.hash FROM ledger l LEFT JOIN order_entries e"
                        " ON e.reference = l.reference"
                        " AND e.number = l.number ORDER BY l.position",
                        SQL_NO_ARGS, &row, err);

    for (; ret == 1 && walk->report->broken == 0;
         ret = sql_next(store, row, err)) {
        if (!link_holds(row, walk))
            walk->report->broken = walk->position;
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

/* The chain of every order by itself: an entry's hash is what it says. */
static int timelines_walk(struct store *store, struct walk *walk,
                          struct err *err)
{
    sqlite3_stmt *row = NULL;
    char reference[ORDER_REFERENCE_MAX];
    int ret = sql_query(store, "SELECT reference FROM orders", SQL_NO_ARGS,
                        &row, err);

    for (; ret == 1 && walk->report->broken == 0;
         ret = sql_next(store, row, err)) {
        row_text(reference, sizeof reference, row, 0);
        ret = timeline_intact(store, reference, err);
        if (ret < 0)
            break;
        if (ret == 0 && sql_number(store,
                                   "SELECT MIN(position) FROM ledger"
                                   " WHERE reference = ?",
                                   SQL_ARGS(sql_text(reference)),
                                   &walk->report->broken, err) < 1)
            walk->report->broken = 1;
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

int ledger_verify(struct store *store, const unsigned char key[LEDGER_KEY],
                  const struct ledger_head *anchor, struct ledger_report *out,
                  struct err *err)
{
    unsigned char sign[CHAIN_HASH], own[CHAIN_HASH];
    struct walk walk = {.report = out, .anchor = anchor};
    int64_t begun = 0;

    *out = (struct ledger_report){.anchored =
                                      anchor == NULL || anchor->count == 0};
    if (head_read(store, &out->head, sign, err) < 0 ||
        links_walk(store, &walk, err) < 0 ||
        timelines_walk(store, &walk, err) < 0 ||
        sql_number(store, "SELECT COUNT(*) FROM order_entries", SQL_NO_ARGS,
                   &out->entries, err) < 0 ||
        sql_number(store,
                   "SELECT COUNT(*) FROM order_entries WHERE action <> ''",
                   SQL_NO_ARGS, &begun, err) < 0)
        return -1;
    /* entries from before there was a ledger say no action */
    out->cut = out->head.count != walk.position ||
               ((walk.position != 0 || begun != 0) &&
                (out->entries != walk.position ||
                 memcmp(out->head.hash, walk.before, CHAIN_HASH) != 0));
    head_sign(&out->head, key, own);
    out->signed_ = out->head.count == 0 || memcmp(own, sign, CHAIN_HASH) == 0;
    return out->broken == 0 && !out->cut && out->signed_ && out->anchored;
}
