/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/shortlists.h"

#include <assert.h>
#include <stdlib.h>

#include "store/row.h"
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
    return row_find_hash(store, "SELECT secret FROM shortlists WHERE id = ?",
                         id, out, err);
}

static int row_read(sqlite3_stmt *row, void *into, struct err *err)
{
    struct shortlist *out = into;

    *out = (struct shortlist){.created_at = sql_column_int(row, 6),
                              .changed_at = sql_column_int(row, 7)};
    row_text(out->id, sizeof out->id, row, 0);
    row_text(out->visitor, sizeof out->visitor, row, 1);
    row_text(out->cid, sizeof out->cid, row, 2);
    row_text(out->title, sizeof out->title, row, 3);
    if (row_json(row, 4, &out->items) == 0 ||
        row_json(row, 5, &out->demand) == 0)
        return err_set(err, ERR_CORRUPT, "shortlist %s is damaged", out->id);
    return 1;
}

static void row_end(void *row)
{
    shortlist_fini(row);
}

static const struct row_type row_type = {
    .size = sizeof(struct shortlist), .read = row_read, .fini = row_end};

int shortlists_get(struct store *store, const char *id, struct shortlist *out,
                   struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT id, visitor, cid, title, items, demand,"
                        " created_at, changed_at FROM shortlists WHERE id = ?",
                        SQL_ARGS(sql_text(id)), &row, err);

    return row_take(&row, ret, &row_type, out, err);
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
        row_text(out, SHORTLIST_ID_MAX, row, 0);
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
