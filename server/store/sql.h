/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sql.h - running one SQL statement; for the files of store/ only.
 *
 * Statements are prepared once a connection and found again by their text,
 * so the text must be a literal. One statement is not run inside itself.
 *
 *     sqlite3_stmt *row = NULL;
 *     int ret = sql_query(store, "SELECT name FROM desks WHERE id = ?",
 *                         SQL_ARGS(sql_text(id)), &row, err);
 *     if (ret == 1)
 *         name = mem_text(sql_column(row, 0));
 *     sql_end(&row);
 *
 * Threads: that of the store. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

enum sql_type { SQL_NULL, SQL_INT, SQL_REAL, SQL_TEXT, SQL_BLOB };

/* What goes in for a question mark; borrowed until the statement ends. */
struct sql_value {
    enum sql_type type;
    int64_t number;
    double real;
    const void *bytes;
    size_t len;
};

struct sql_args {
    const struct sql_value *items;
    size_t count;
};

struct sql_value sql_null(void);
struct sql_value sql_int(int64_t number);
struct sql_value sql_real(double real);
struct sql_value sql_text(const char *text); /* NULL: null */
struct sql_value sql_blob(const void *bytes, size_t len);

#define SQL_ARGS(...)                                                    \
    ((struct sql_args){(const struct sql_value[]){__VA_ARGS__},          \
                       sizeof((const struct sql_value[]){__VA_ARGS__}) / \
                           sizeof(struct sql_value)})
#define SQL_NO_ARGS ((struct sql_args){NULL, 0})

/* First row: 1 with *row standing on it, 0 if there is none, -1. */
int sql_query(struct store *store, const char *sql, struct sql_args args,
              sqlite3_stmt **row, struct err *err);
/* Next row: 1, 0 no more, -1. */
int sql_next(struct store *store, sqlite3_stmt *row, struct err *err);
/* Done with the rows, at whichever; NULL is fine. */
void sql_end(sqlite3_stmt **row);

/* Run for its effect: 0 or -1. */
int sql_run(struct store *store, const char *sql, struct sql_args args,
            struct err *err);
/* Rows changed by the last sql_run(). */
int sql_changes(struct store *store);
/* One number: 1 and *out, 0 no row or null, -1. */
int sql_number(struct store *store, const char *sql, struct sql_args args,
               int64_t *out, struct err *err);

/* Column as text, borrowed until the next step: NULL for null. */
const char *sql_column(sqlite3_stmt *row, int column);
int64_t sql_column_int(sqlite3_stmt *row, int column);

/* Several statements that answer nothing (migrations); not cached. */
int sql_script(struct store *store, const char *sql, struct err *err);

/* What SQLite complains of, as a sentence with what to do; -1. */
int sql_failed(struct store *store, struct err *err);

#endif
