/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row.h - reading the columns of a row into a struct, and rows of one type
 * one after another; for the files of store/ only.
 *
 * Knows no table: what a row consists of is said by a struct row_type.
 * Threads: that of the store. */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include <jansson.h>

#include "store/sql.h"

enum { ROW_HASH = 32 };

/* Stands for a function of a type that only the file knows. */
typedef void row_fn(void);

/* How a row becomes a struct, and whom it is told. */
struct row_type {
    size_t size;
    int (*read)(sqlite3_stmt *row, void *out, struct err *err); /* 1 or -1 */
    void (*fini)(void *out);
    /* Call fn as what it is; NULL if rows are only taken. */
    int (*tell)(row_fn *fn, void *context, void *out, struct err *err);
};

/* A column as text, cut to size; "" for null. */
void row_text(char *out, size_t size, sqlite3_stmt *row, int column);
/* A hash: 1, or 0 if the column holds none, and *out is left alone. */
int row_hash(sqlite3_stmt *row, int column, unsigned char out[ROW_HASH]);
/* JSON, new, or NULL for null: 1, or 0 if it is damaged. */
int row_json(sqlite3_stmt *row, int column, json_t **out);
/* Bytes, the caller's to free; left alone if there are none. */
void row_bytes(sqlite3_stmt *row, int column, unsigned char **out, size_t *len);
/* What goes in for bytes: null for NULL. */
struct sql_value row_sealed(const unsigned char *sealed, size_t len);

/* The hash that sql finds under name, or zeros: 1, 0 no such row, -1. */
int row_find_hash(struct store *store, const char *sql, const char *name,
                  unsigned char out[ROW_HASH], struct err *err);

/* The first row into *out, and the statement ended; ret is what sql_query()
 * said. */
int row_take(sqlite3_stmt **row, int ret, const struct row_type *type,
             void *out, struct err *err);
/* Every row to fn: 0 or -1. The rows are read first, so that fn may use the
 * store. */
int row_each(struct store *store, sqlite3_stmt **row, int ret,
             const struct row_type *type, row_fn *fn, void *context,
             struct err *err);

#endif
