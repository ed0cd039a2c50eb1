/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/shown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "store/sql.h"

enum {
    ID_BYTES = 121, /* bytes of an id, and NUL */
    MONTH_MAX = 16,
    COUNTS_MAX = 512, /* different ones; what is beyond is not counted */
    COUNTS_DUE = 128,
    DUE_MS = 60 * 1000
};

struct count {
    char month[MONTH_MAX], record[ID_BYTES], theme[ID_BYTES];
    int64_t shown, first;
};

struct shown {
    struct count *items;
    size_t count, capacity;
    int64_t since; /* when the oldest was counted */
};

struct shown *shown_new(void)
{
    return mem_zero(sizeof(struct shown));
}

void shown_free(struct shown **shown)
{
    if (*shown == NULL)
        return;
    free((*shown)->items);
    free(*shown);
    *shown = NULL;
}

static void month_of(int64_t at, char out[MONTH_MAX])
{
    time_t seconds = (time_t)(at / 1000);
    struct tm tm = {0};

    gmtime_r(&seconds, &tm);
    strftime(out, MONTH_MAX, "%Y-%m", &tm);
}

static struct count *count_of(struct shown *shown, const struct count *key)
{
    for (size_t i = 0; i < shown->count; i++) {
        struct count *have = &shown->items[i];

        if (strcmp(have->record, key->record) == 0 &&
            strcmp(have->theme, key->theme) == 0 &&
            strcmp(have->month, key->month) == 0)
            return have;
    }
    if (shown->count == COUNTS_MAX)
        return NULL;
    shown->items = mem_room(shown->items, shown->count, &shown->capacity,
                            sizeof *shown->items);
    shown->items[shown->count] = *key;
    return &shown->items[shown->count++];
}

void shown_add(struct shown *shown, int64_t at, const char *record,
               const char *theme, bool first)
{
    struct count key = {0}, *count = NULL;

    if (strlen(record) >= sizeof key.record ||
        strlen(theme) >= sizeof key.theme)
        return;
    month_of(at, key.month);
    snprintf(key.record, sizeof key.record, "%s", record);
    snprintf(key.theme, sizeof key.theme, "%s", theme);
    if (shown->count == 0)
        shown->since = at;
    count = count_of(shown, &key);
    if (count == NULL)
        return;
    count->shown++;
    count->first += first;
}

bool shown_due(const struct shown *shown, int64_t now)
{
    return shown->count >= COUNTS_DUE ||
           (shown->count != 0 && now - shown->since >= DUE_MS);
}

static int put(struct store *store, const struct count *count, int64_t ordered,
               struct err *err)
{
    return sql_run(store,
                   "INSERT INTO shown VALUES (?, ?, ?, ?, ?, ?)"
                   " ON CONFLICT (month, record, theme) DO UPDATE SET"
                   " shown = shown + excluded.shown,"
                   " first = first + excluded.first,"
                   " ordered = ordered + excluded.ordered",
                   SQL_ARGS(sql_text(count->month), sql_text(count->record),
                            sql_text(count->theme), sql_int(count->shown),
                            sql_int(count->first), sql_int(ordered)),
                   err);
}

int shown_write(struct store *store, const struct shown *shown, struct err *err)
{
    for (size_t i = 0; i < shown->count; i++)
        if (put(store, &shown->items[i], 0, err) < 0)
            return -1;
    return 0;
}

void shown_clear(struct shown *shown)
{
    shown->count = 0;
}

int shown_flush(struct store *store, struct shown *shown, struct err *err)
{
    if (shown->count == 0)
        return 0;
    if (store_begin(store, err) < 0 ||
        store_end(store, shown_write(store, shown, err), err) < 0)
        return -1;
    shown_clear(shown);
    return 0;
}

int shown_ordered(struct store *store, int64_t at, const char *record,
                  const char *theme, struct err *err)
{
    struct count key = {0};

    month_of(at, key.month);
    snprintf(key.record, sizeof key.record, "%s", record);
    snprintf(key.theme, sizeof key.theme, "%s", theme);
    return put(store, &key, 1, err);
}

int shown_each(struct store *store, const char *since, shown_row_fn *fn,
               void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT month, record, theme, shown, first, ordered"
                        " FROM shown WHERE month >= ?"
                        " ORDER BY record, month, theme",
                        SQL_ARGS(sql_text(since)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        struct shown_row one = {
            .month = sql_column(row, 0),
            .record = sql_column(row, 1),
            .theme = sql_column(row, 2),
            .shown = sql_column_int(row, 3),
            .first = sql_column_int(row, 4),
            .ordered = sql_column_int(row, 5),
        };

        if (fn(context, &one, err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(&row);
    return ret;
}
