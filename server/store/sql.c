/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sql.h"

#include <assert.h>
#include <string.h>

#include "store/connection.h"

struct sql_value sql_null(void)
{
    return (struct sql_value){.type = SQL_NULL};
}

struct sql_value sql_int(int64_t number)
{
    return (struct sql_value){.type = SQL_INT, .number = number};
}

struct sql_value sql_real(double real)
{
    return (struct sql_value){.type = SQL_REAL, .real = real};
}

struct sql_value sql_text(const char *text)
{
    if (text == NULL)
        return sql_null();
    return (struct sql_value){
        .type = SQL_TEXT, .bytes = text, .len = strlen(text)};
}

struct sql_value sql_blob(const void *bytes, size_t len)
{
    return (struct sql_value){.type = SQL_BLOB, .bytes = bytes, .len = len};
}

static int sql_bind(sqlite3_stmt *stmt, int at, const struct sql_value *value)
{
    switch (value->type) {
    case SQL_NULL:
        return sqlite3_bind_null(stmt, at);
    case SQL_INT:
        return sqlite3_bind_int64(stmt, at, value->number);
    case SQL_REAL:
        return sqlite3_bind_double(stmt, at, value->real);
    case SQL_TEXT:
        return sqlite3_bind_text64(stmt, at, value->bytes, value->len,
                                   SQLITE_STATIC, SQLITE_UTF8);
    case SQL_BLOB:
        return sqlite3_bind_blob64(stmt, at, value->bytes, value->len,
                                   SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

int sql_next(struct store *store, sqlite3_stmt *row, struct err *err)
{
    switch (sqlite3_step(row)) {
    case SQLITE_ROW:
        return 1;
    case SQLITE_DONE:
        return 0;
    default:
        return sql_failed(store, err);
    }
}

int sql_query(struct store *store, const char *sql, struct sql_args args,
              sqlite3_stmt **row, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int ret = -1;

    *row = NULL;
    if (connection_statement(store, sql, &stmt, err) < 0)
        return -1;
    assert(!sqlite3_stmt_busy(stmt));
    assert(sqlite3_bind_parameter_count(stmt) == (int)args.count);
    for (size_t i = 0; i < args.count; i++)
        if (sql_bind(stmt, (int)i + 1, &args.items[i]) != SQLITE_OK)
            return sql_failed(store, err);
    ret = sql_next(store, stmt, err);
    *row = stmt;
    return ret;
}

void sql_end(sqlite3_stmt **row)
{
    if (*row == NULL)
        return;
    sqlite3_reset(*row);
    sqlite3_clear_bindings(*row);
    *row = NULL;
}

int sql_run(struct store *store, const char *sql, struct sql_args args,
            struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, sql, args, &row, err);

    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

int sql_changes(struct store *store)
{
    return sqlite3_changes(connection_db(store));
}

int sql_number(struct store *store, const char *sql, struct sql_args args,
               int64_t *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, sql, args, &row, err);

    if (ret == 1 && sqlite3_column_type(row, 0) == SQLITE_NULL)
        ret = 0;
    if (ret == 1)
        *out = sqlite3_column_int64(row, 0);
    sql_end(&row);
    return ret;
}

const char *sql_column(sqlite3_stmt *row, int column)
{
    return (const char *)sqlite3_column_text(row, column);
}

int64_t sql_column_int(sqlite3_stmt *row, int column)
{
    return sqlite3_column_int64(row, column);
}

int sql_script(struct store *store, const char *sql, struct err *err)
{
    if (sqlite3_exec(connection_db(store), sql, NULL, NULL, NULL) != SQLITE_OK)
        return sql_failed(store, err);
    return 0;
}

/* What to say for an SQLite result code. */
struct saying {
    int code;
    enum err_code err;
    const char *what;
};

static const struct saying sayings[] = {
    {SQLITE_BUSY, ERR_BUSY,
     "another process has been writing there for too long; try again"},
    {SQLITE_LOCKED, ERR_BUSY, "is locked by another statement; try again"},
    {SQLITE_FULL, ERR_IO, "the disk is full; make room, nothing was kept"},
    {SQLITE_IOERR, ERR_IO,
     "cannot be read or written; check disk and permissions"},
    {SQLITE_READONLY, ERR_IO,
     "cannot be written; give its folder to the user who runs parlor"},
    {SQLITE_CANTOPEN, ERR_IO,
     "cannot be opened; check that the folder exists and may be written"},
    {SQLITE_PERM, ERR_IO, "may not be opened; check its permissions"},
    {SQLITE_CORRUPT, ERR_CORRUPT,
     "is damaged; stop parlor and restore the last backup"},
    {SQLITE_NOTADB, ERR_CORRUPT,
     "is no SQLite file; restore the last backup or choose another --data"},
    {SQLITE_TOOBIG, ERR_LIMIT, "a value is too large"},
};

int sql_failed(struct store *store, struct err *err)
{
    sqlite3 *db = connection_db(store);
    int code = sqlite3_errcode(db) & 0xFF;

    for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; i++)
        if (sayings[i].code == code)
            return err_set(err, sayings[i].err, "%s: %s (%s)",
                           store_path(store), sayings[i].what,
                           sqlite3_errmsg(db));
    return err_set(err, ERR_STORE, "%s: %s", store_path(store),
                   sqlite3_errmsg(db));
}
