/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/shortlists.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/sql.h"

void shortlist_fini(struct shortlist *list)
{
    json_decref(list->items);
    json_decref(list->demand);
    list->items = list->demand = NULL;
}

static char *written(const json_t *json)
{
    char *text = json != NULL ? json_dumps(json, JSON_COMPACT) : NULL;

    assert(json == NULL || text != NULL);
    return text;
}

int shortlists_add(struct store *store, const struct shortlist *list,
                   struct err *err)
{
    char *items = written(list->items), *demand = written(list->demand);
    int ret = sql_run(store,
                      "INSERT OR IGNORE INTO shortlists"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      SQL_ARGS(sql_text(list->id), sql_text(list->visitor),
                               sql_text(list->cid),
                               sql_blob(list->secret, sizeof list->secret),
                               sql_text(list->title), sql_text(items),
                               sql_text(demand), sql_int(list->created_at),
                               sql_int(list->changed_at)),
                      err);

    free(items);
    free(demand);
    return ret < 0 ? -1 : sql_changes(store) > 0;
}

int shortlists_change(struct store *store, const struct shortlist *list,
                      struct err *err)
{
    char *items = written(list->items), *demand = written(list->demand);
    int ret = sql_run(store,
                      "UPDATE shortlists SET title = ?, items = ?, demand = ?,"
                      " changed_at = ? WHERE id = ?",
                      SQL_ARGS(sql_text(list->title), sql_text(items),
                               sql_text(demand), sql_int(list->changed_at),
                               sql_text(list->id)),
                      err);

    free(items);
    free(demand);
    return ret < 0 ? -1 : sql_changes(store) > 0;
}

int shortlists_secret(struct store *store, const char *id,
                      unsigned char out[SHORTLIST_HASH], struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, "SELECT secret FROM shortlists WHERE id = ?",
                        SQL_ARGS(sql_text(id)), &row, err);

    memset(out, 0, SHORTLIST_HASH);
    if (ret == 1 && sqlite3_column_bytes(row, 0) == SHORTLIST_HASH)
        memcpy(out, sqlite3_column_blob(row, 0), SHORTLIST_HASH);
    sql_end(&row);
    return ret;
}

static json_t *parsed(const char *text)
{
    return text != NULL ? json_loads(text, 0, NULL) : NULL;
}

int shortlists_get(struct store *store, const char *id, struct shortlist *out,
                   struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT visitor, cid, title, items, demand,"
                        " created_at, changed_at FROM shortlists WHERE id = ?",
                        SQL_ARGS(sql_text(id)), &row, err);

    *out = (struct shortlist){0};
    if (ret == 1) {
        snprintf(out->id, sizeof out->id, "%s", id);
        snprintf(out->visitor, sizeof out->visitor, "%s", sql_column(row, 0));
        snprintf(out->cid, sizeof out->cid, "%s", sql_column(row, 1));
        snprintf(out->title, sizeof out->title, "%s", sql_column(row, 2));
        out->items = parsed(sql_column(row, 3));
        out->demand = parsed(sql_column(row, 4));
        out->created_at = sql_column_int(row, 5);
        out->changed_at = sql_column_int(row, 6);
    }
    sql_end(&row);
    return ret;
}

int shortlists_of_request(struct store *store, const char *visitor,
                          const char *cid, char out[SHORTLIST_ID_MAX],
                          struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store, "SELECT id FROM shortlists WHERE visitor = ? AND cid = ?",
        SQL_ARGS(sql_text(visitor), sql_text(cid)), &row, err);

    out[0] = '\0';
    if (ret == 1)
        snprintf(out, SHORTLIST_ID_MAX, "%s", sql_column(row, 0));
    sql_end(&row);
    return ret;
}

int64_t shortlists_count(struct store *store, const char *visitor,
                         struct err *err)
{
    int64_t count = 0;

    return sql_number(store,
                      "SELECT count(*) FROM shortlists WHERE visitor = ?",
                      SQL_ARGS(sql_text(visitor)), &count, err) < 0
               ? -1
               : count;
}

int shortlists_sweep(struct store *store, int64_t before, struct err *err)
{
    return sql_run(store, "DELETE FROM shortlists WHERE changed_at < ?",
                   SQL_ARGS(sql_int(before)), err);
}
