/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/subjects.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/sql.h"

int subjects_add(struct store *store, const unsigned char hash[ORDER_HASH],
                 const char *kind, const char *name, struct err *err)
{
    return sql_run(
        store, "INSERT INTO subjects VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        SQL_ARGS(sql_blob(hash, ORDER_HASH), sql_text(kind), sql_text(name)),
        err);
}

int subjects_remove(struct store *store, const char *kind, const char *name,
                    struct err *err)
{
    return sql_run(store, "DELETE FROM subjects WHERE kind = ? AND name = ?",
                   SQL_ARGS(sql_text(kind), sql_text(name)), err);
}

/* The names are read first, so that fn may use the store. */
int subjects_found(struct store *store, const unsigned char hash[ORDER_HASH],
                   const char *kind, subject_fn *fn, void *context,
                   struct err *err)
{
    char **names = NULL;
    size_t count = 0, capacity = 0;
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store, "SELECT name FROM subjects WHERE hash = ? AND kind = ?",
        SQL_ARGS(sql_blob(hash, ORDER_HASH), sql_text(kind)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        names = mem_room(names, count, &capacity, sizeof *names);
        names[count++] = mem_text(sql_column(row, 0));
    }
    sql_end(&row);
    for (size_t i = 0; ret >= 0 && i < count; i++)
        ret = fn(context, names[i], err);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    return ret < 0 ? -1 : 0;
}
