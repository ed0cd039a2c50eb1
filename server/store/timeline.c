/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/timeline.h"

#include <sodium.h>
#include <string.h>

#include "store/chain.h"
#include "store/ledger.h"
#include "store/sql.h"

enum { SALT = 16 };

static void note_digest(const unsigned char salt[SALT], const char *note,
                        unsigned char out[CHAIN_HASH])
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, CHAIN_HASH);
    crypto_generichash_update(&state, salt, SALT);
    crypto_generichash_update(&state, (const unsigned char *)note,
                              strlen(note));
    crypto_generichash_final(&state, out, CHAIN_HASH);
}

static void entry_hash(const unsigned char before[CHAIN_HASH],
                       const char *reference, const struct order_entry *entry,
                       const unsigned char digest[CHAIN_HASH],
                       unsigned char out[CHAIN_HASH])
{
    struct chain chain;

    chain_begin(&chain, before);
    chain_text(&chain, reference);
    chain_number(&chain, entry->number);
    chain_number(&chain, entry->at);
    chain_text(&chain, entry->state);
    chain_text(&chain, entry->actor);
    chain_text(&chain, entry->who);
    chain_bytes(&chain, digest, CHAIN_HASH);
    if (entry->action != NULL && entry->action[0] != '\0') {
        chain_text(&chain, entry->action);
        chain_text(&chain, entry->reason);
        chain_text(&chain, entry->detail);
    }
    chain_end(&chain, out);
}

/* Number and hash of the last entry; 0 and zeroes if there is none. */
static int last_read(struct store *store, const char *reference,
                     int64_t *number, unsigned char hash[CHAIN_HASH],
                     struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT number, hash FROM order_entries"
                        " WHERE reference = ? ORDER BY number DESC LIMIT 1",
                        SQL_ARGS(sql_text(reference)), &row, err);

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

static struct sql_value word(const char *text)
{
    return sql_text(text != NULL ? text : "");
}

static int entry_insert(struct store *store, const char *reference,
                        const struct order_entry *entry,
                        const unsigned char salt[SALT],
                        const unsigned char digest[CHAIN_HASH],
                        const unsigned char hash[CHAIN_HASH], struct err *err)
{
    return sql_run(
        store,
        "INSERT INTO order_entries (reference, number, at, state, actor, who,"
        " note, salt, digest, hash, action, reason, detail)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        SQL_ARGS(sql_text(reference), sql_int(entry->number),
                 sql_int(entry->at), sql_text(entry->state),
                 sql_text(entry->actor), word(entry->who),
                 sql_text(entry->note), sql_blob(salt, SALT),
                 sql_blob(digest, CHAIN_HASH), sql_blob(hash, CHAIN_HASH),
                 word(entry->action), word(entry->reason), word(entry->detail)),
        err);
}

int timeline_add(struct store *store, const char *reference,
                 struct order_entry *entry, struct err *err)
{
    unsigned char before[CHAIN_HASH], digest[CHAIN_HASH], hash[CHAIN_HASH];
    unsigned char salt[SALT];

    if (last_read(store, reference, &entry->number, before, err) < 0)
        return -1;
    entry->number++;
    randombytes_buf(salt, sizeof salt);
    note_digest(salt, entry->note != NULL ? entry->note : "", digest);
    entry_hash(before, reference, entry, digest, hash);
    if (entry_insert(store, reference, entry, salt, digest, hash, err) < 0)
        return -1;
    return ledger_add(store, reference, entry->number, hash, err);
}

static const char entries_sql[] =
    "SELECT number, at, state, actor, who, note, salt, digest, hash, action,"
    " reason, detail FROM order_entries WHERE reference = ? ORDER BY number";

static struct order_entry entry_read(sqlite3_stmt *row)
{
    return (struct order_entry){.number = sql_column_int(row, 0),
                                .at = sql_column_int(row, 1),
                                .state = sql_column(row, 2),
                                .actor = sql_column(row, 3),
                                .who = sql_column(row, 4),
                                .note = sql_column(row, 5),
                                .action = sql_column(row, 9),
                                .reason = sql_column(row, 10),
                                .detail = sql_column(row, 11)};
}

int timeline_read(struct store *store, const char *reference,
                  order_entry_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret =
        sql_query(store, entries_sql, SQL_ARGS(sql_text(reference)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        struct order_entry entry = entry_read(row);

        if (fn(context, &entry, err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

/* Is the entry the row stands on what its hashes say? *before moves on. */
static bool entry_intact(sqlite3_stmt *row, const char *reference,
                         int64_t number, unsigned char before[CHAIN_HASH])
{
    struct order_entry entry = entry_read(row);
    unsigned char digest[CHAIN_HASH], hash[CHAIN_HASH];
    bool salted = sqlite3_column_bytes(row, 6) == SALT;

    if (entry.number != number || sqlite3_column_bytes(row, 7) != CHAIN_HASH ||
        sqlite3_column_bytes(row, 8) != CHAIN_HASH)
        return false;
    memcpy(digest, sqlite3_column_blob(row, 7), CHAIN_HASH);
    entry_hash(before, reference, &entry, digest, hash);
    if (memcmp(hash, sqlite3_column_blob(row, 8), CHAIN_HASH) != 0)
        return false;
    memcpy(before, hash, CHAIN_HASH);
    if (!salted)
        return entry.note == NULL; /* erased */
    note_digest(sqlite3_column_blob(row, 6),
                entry.note != NULL ? entry.note : "", hash);
    return memcmp(hash, digest, CHAIN_HASH) == 0;
}

int timeline_intact(struct store *store, const char *reference, struct err *err)
{
    unsigned char before[CHAIN_HASH] = {0};
    sqlite3_stmt *row = NULL;
    int64_t number = 0;
    bool intact = true;
    int ret =
        sql_query(store, entries_sql, SQL_ARGS(sql_text(reference)), &row, err);

    for (; ret == 1 && intact; ret = sql_next(store, row, err))
        intact = entry_intact(row, reference, ++number, before);
    sql_end(&row);
    if (ret < 0)
        return -1;
    return intact && number > 0;
}

int timeline_erase(struct store *store, const char *reference, struct err *err)
{
    return sql_run(store,
                   "UPDATE order_entries SET note = NULL, salt = NULL"
                   " WHERE reference = ?",
                   SQL_ARGS(sql_text(reference)), err);
}
