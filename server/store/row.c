/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* ---- columns ------------------------------------------------------------- */

void row_text(char *out, size_t size, sqlite3_stmt *row, int column)
{
    const char *text = sql_column(row, column);

    snprintf(out, size, "%s", text != NULL ? text : "");
}

int row_hash(sqlite3_stmt *row, int column, unsigned char out[ROW_HASH])
{
    if (sqlite3_column_bytes(row, column) != ROW_HASH)
        return 0;
    memcpy(out, sqlite3_column_blob(row, column), ROW_HASH);
    return 1;
}

int row_json(sqlite3_stmt *row, int column, json_t **out)
{
    const char *text = sql_column(row, column);

    *out = text != NULL ? json_loads(text, 0, NULL) : NULL;
    return text == NULL || *out != NULL;
}

void row_bytes(sqlite3_stmt *row, int column, unsigned char **out, size_t *len)
{
    int bytes = sqlite3_column_bytes(row, column);

    if (bytes <= 0)
        return;
    *out = mem_alloc((size_t)bytes);
    *len = (size_t)bytes;
    memcpy(*out, sqlite3_column_blob(row, column), *len);
}

struct sql_value row_sealed(const unsigned char *sealed, size_t len)
{
    return sealed != NULL ? sql_blob(sealed, len) : sql_null();
}

/* ---- rows ---------------------------------------------------------------- */

int row_find_hash(struct store *store, const char *sql, const char *name,
                  unsigned char out[ROW_HASH], struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, sql, SQL_ARGS(sql_text(name)), &row, err);

    memset(out, 0, ROW_HASH);
    if (ret == 1)
        row_hash(row, 0, out);
    sql_end(&row);
    return ret;
}

int row_take(sqlite3_stmt **row, int ret, const struct row_type *type,
             void *out, struct err *err)
{
    memset(out, 0, type->size);
    if (ret == 1)
        ret = type->read(*row, out, err);
    sql_end(row);
    if (ret < 0)
        type->fini(out);
    return ret;
}

int row_each(struct store *store, sqlite3_stmt **row, int ret,
             const struct row_type *type, row_fn *fn, void *context,
             struct err *err)
{
    unsigned char *rows = NULL;
    size_t count = 0, capacity = 0;

    for (; ret == 1; ret = sql_next(store, *row, err)) {
        rows = mem_room(rows, count, &capacity, type->size);
        ret = type->read(*row, rows + type->size * count++, err);
        if (ret < 0)
            break;
    }
    sql_end(row);
    for (size_t i = 0; ret >= 0 && i < count; i++)
        ret = type->tell(fn, context, rows + type->size * i, err);
    for (size_t i = 0; i < count; i++)
        type->fini(rows + type->size * i);
    free(rows);
    return ret < 0 ? -1 : 0;
}
