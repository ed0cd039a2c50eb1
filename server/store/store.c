/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLite connection in WAL mode. Durable before it is acknowledged
 * (synchronous FULL: NORMAL lost acknowledged rows in 9 of 10 power cuts),
 * and deleted values are overwritten (secure_delete). Both are read back
 * from the live connection, because a pragma that does not take is silent. */
#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/connection.h"
#include "store/migrations.h"
#include "store/sql.h"

enum { BUSY_MS = 5000, STATEMENTS_MAX = 256 };

struct statement {
    const char *sql; /* the literal */
    sqlite3_stmt *stmt;
};

struct store {
    sqlite3 *db;
    char *path;
    struct statement statements[STATEMENTS_MAX]; /* hashed by address */
    int64_t data_version;                        /* -1 before the first look */
};

/* ---- connection -------------------------------------------------------- */

sqlite3 *connection_db(struct store *store)
{
    return store->db;
}

const char *store_path(const struct store *store)
{
    return store->path;
}

static int statement_prepare(struct store *store, const char *sql,
                             sqlite3_stmt **out, struct err *err)
{
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out,
                           NULL) != SQLITE_OK)
        return sql_failed(store, err);
    return 0;
}

int connection_statement(struct store *store, const char *sql,
                         sqlite3_stmt **out, struct err *err)
{
    size_t at = ((uintptr_t)sql >> 3) % STATEMENTS_MAX;

    for (size_t tries = 0; tries < STATEMENTS_MAX; tries++) {
        struct statement *slot =
            &store->statements[(at + tries) % STATEMENTS_MAX];

        if (slot->sql == sql) {
            assert(strcmp(sqlite3_sql(slot->stmt), sql) == 0); /* a literal */
            *out = slot->stmt;
            return 0;
        }
        if (slot->sql == NULL) {
            if (statement_prepare(store, sql, &slot->stmt, err) < 0)
                return -1;
            slot->sql = sql;
            *out = slot->stmt;
            return 0;
        }
    }
    return err_set(err, ERR_LIMIT, "more than %d kinds of SQL statements",
                   STATEMENTS_MAX);
}

/* ---- opening ----------------------------------------------------------- */

struct pragma {
    const char *set;
    const char *get;
    int64_t number;   /* what get must answer ... */
    const char *text; /* ... or this */
};

static const struct pragma pragmas[] = {
    {"PRAGMA journal_mode = WAL", "PRAGMA journal_mode", 0, "wal"},
    {"PRAGMA synchronous = FULL", "PRAGMA synchronous", 2, NULL},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", 1, NULL},
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1, NULL},
    {"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", 0, NULL},
    {"PRAGMA journal_size_limit = 8388608", "PRAGMA journal_size_limit",
     8388608, NULL},
};

static int pragma_set(struct store *store, const struct pragma *pragma,
                      struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_script(store, pragma->set, err);
    bool took = false;

    if (ret == 0)
        ret = sql_query(store, pragma->get, SQL_NO_ARGS, &row, err);
    if (ret == 1 && pragma->text != NULL)
        took = strcmp(sql_column(row, 0), pragma->text) == 0;
    else if (ret == 1)
        took = sql_column_int(row, 0) == pragma->number;
    sql_end(&row);
    if (ret < 0)
        return -1;
    if (!took)
        return err_set(err, ERR_STORE, "%s: \"%s\" did not take", store->path,
                       pragma->set);
    return 0;
}

static int store_set_up(struct store *store, struct err *err)
{
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    for (size_t i = 0; i < sizeof pragmas / sizeof pragmas[0]; i++)
        if (pragma_set(store, &pragmas[i], err) < 0)
            return -1;
    return migrations_run(store, err);
}

static int store_directory(const char *data_dir, struct err *err)
{
    struct stat status;

    if (mkdir(data_dir, 0700) < 0 && errno != EEXIST)
        return err_set(err, ERR_IO,
                       "%s: the data directory cannot be made: %s; make it "
                       "or choose another with --data",
                       data_dir, strerror(errno));
    if (stat(data_dir, &status) < 0 || !S_ISDIR(status.st_mode))
        return err_set(err, ERR_IO,
                       "%s: is no directory; choose another "
                       "with --data",
                       data_dir);
    return 0;
}

int store_open(const char *data_dir, struct store **out, struct err *err)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    struct store *store = NULL;
    char path[4096];
    int ret = -1;

    *out = NULL;
    if (store_directory(data_dir, err) < 0)
        return -1;
    if (snprintf(path, sizeof path, "%s/parlor.db", data_dir) >=
        (int)sizeof path)
        return err_set(err, ERR_USAGE, "--data: the path is too long");
    store = mem_zero(sizeof *store);
    store->path = mem_text(path);
    store->data_version = -1;
    if (sqlite3_open_v2(path, &store->db, flags, NULL) != SQLITE_OK) {
        sql_failed(store, err);
        goto out;
    }
    if (chmod(path, 0600) < 0) {
        err_set(err, ERR_IO,
                "%s: %s; it must belong to the user who runs "
                "parlor",
                path, strerror(errno));
        goto out;
    }
    if (store_set_up(store, err) < 0)
        goto out;
    *out = store;
    store = NULL; /* the caller's now */
    ret = 0;
out:
    store_close(&store);
    return ret;
}

void store_close(struct store **store)
{
    if (*store == NULL)
        return;
    store_rollback(*store);
    for (size_t i = 0; i < STATEMENTS_MAX; i++)
        sqlite3_finalize((*store)->statements[i].stmt);
    sqlite3_close((*store)->db);
    free((*store)->path);
    free(*store);
    *store = NULL;
}

/* ---- transactions ------------------------------------------------------ */

int store_begin(struct store *store, struct err *err)
{
    return sql_run(store, "BEGIN IMMEDIATE", SQL_NO_ARGS, err);
}

int store_read(struct store *store, struct err *err)
{
    return sql_run(store, "BEGIN DEFERRED", SQL_NO_ARGS, err);
}

int store_commit(struct store *store, struct err *err)
{
    int ret = sql_run(store, "COMMIT", SQL_NO_ARGS, err);

    if (ret < 0)
        store_rollback(store);
    return ret;
}

void store_rollback(struct store *store)
{
    struct err ignored;

    /* SQLite itself rolls back on a full disk */
    if (store->db != NULL && !sqlite3_get_autocommit(store->db))
        sql_run(store, "ROLLBACK", SQL_NO_ARGS, &ignored);
}

int store_end(struct store *store, int ret, struct err *err)
{
    if (ret < 0) {
        store_rollback(store);
        return -1;
    }
    return store_commit(store, err) < 0 ? -1 : ret;
}

int store_changed(struct store *store, struct err *err)
{
    int64_t now = 0;
    int ret = sql_number(store, "PRAGMA data_version", SQL_NO_ARGS, &now, err);

    if (ret < 0)
        return -1;
    ret = now != store->data_version;
    store->data_version = now;
    return ret;
}

int store_scrub(struct store *store, struct err *err)
{
    int64_t busy = 1;
    int ret = sql_number(store, "PRAGMA wal_checkpoint(TRUNCATE)", SQL_NO_ARGS,
                         &busy, err);

    return ret < 0 ? -1 : busy == 0;
}

/* ---- whole file -------------------------------------------------------- */

int store_backup(struct store *store, const char *path, struct err *err)
{
    /* SQLite writes into an empty file, too; nobody else may read this one */
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (file < 0 && errno == EEXIST)
        return err_set(err, ERR_USAGE,
                       "%s: is there already; name a file that is not", path);
    if (file < 0)
        return err_set(err, ERR_IO,
                       "%s: cannot be made: %s; name a file in a folder that "
                       "may be written",
                       path, strerror(errno));
    close(file);
    if (sql_run(store, "VACUUM INTO ?", SQL_ARGS(sql_text(path)), err) < 0) {
        unlink(path);
        return err_at(err, path);
    }
    return 0;
}

static int verify_run(struct store *store, const char *sql, const char *good,
                      struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, sql, SQL_NO_ARGS, &row, err);
    const char *answer = ret == 1 ? sql_column(row, 0) : NULL;
    bool whole =
        ret == 0 ? good == NULL
                 : good != NULL && answer != NULL && strcmp(answer, good) == 0;

    if (ret >= 0 && !whole)
        err_set(err, ERR_CORRUPT,
                "%s is damaged (%.200s): stop parlor and restore the last "
                "backup",
                store->path, answer != NULL ? answer : "no answer");
    sql_end(&row);
    return ret < 0 ? -1 : whole;
}

int store_verify(struct store *store, struct err *err)
{
    int ret = verify_run(store, "PRAGMA integrity_check(1)", "ok", err);

    if (ret == 1)
        ret = verify_run(store, "PRAGMA foreign_key_check", NULL, err);
    return ret < 0 && err->code == ERR_CORRUPT ? 0 : ret;
}

/* ---- settings ---------------------------------------------------------- */

int store_setting(struct store *store, const char *key, char **out,
                  struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, "SELECT value FROM settings WHERE key = ?",
                        SQL_ARGS(sql_text(key)), &row, err);

    *out = ret == 1 ? mem_text(sql_column(row, 0)) : NULL;
    sql_end(&row);
    return ret;
}

int store_setting_put(struct store *store, const char *key, const char *value,
                      struct err *err)
{
    return sql_run(store,
                   "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key)"
                   " DO UPDATE SET value = excluded.value",
                   SQL_ARGS(sql_text(key), sql_text(value)), err);
}
