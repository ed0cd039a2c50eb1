/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/portals.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/sql.h"

enum { KEY_BYTES = 12 };

static void key_make(char key[PORTAL_KEY_MAX])
{
    unsigned char random[KEY_BYTES];
    char hex[2 * KEY_BYTES + 1];

    randombytes_buf(random, sizeof random);
    sodium_bin2hex(hex, sizeof hex, random, sizeof random);
    snprintf(key, PORTAL_KEY_MAX, "pk_site_%s", hex);
}

static int add_rows(struct store *store, const char *key, const char *name,
                    const char *const *origins, size_t count, int64_t now,
                    struct err *err)
{
    if (sql_run(store,
                "INSERT INTO portals (key, name, created_at) VALUES (?, ?, ?)",
                SQL_ARGS(sql_text(key), sql_text(name), sql_int(now)), err) < 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (sql_run(store, "INSERT OR IGNORE INTO portal_origins VALUES (?, ?)",
                    SQL_ARGS(sql_text(key), sql_text(origins[i])), err) < 0)
            return -1;
    return 0;
}

int portals_add(struct store *store, const char *name,
                const char *const *origins, size_t count, int64_t now,
                char key[PORTAL_KEY_MAX], struct err *err)
{
    if (count == 0 || count > PORTAL_ORIGINS_MAX)
        return err_set(err, ERR_USAGE, "a portal has 1 to %d origins",
                       PORTAL_ORIGINS_MAX);
    key_make(key);
    if (store_begin(store, err) < 0)
        return -1;
    return store_end(store,
                     add_rows(store, key, name, origins, count, now, err), err);
}

int portals_revoke(struct store *store, const char *key, int64_t now,
                   struct err *err)
{
    int ret = 0;

    if (store_begin(store, err) < 0)
        return -1;
    ret = sql_run(store,
                  "UPDATE portals SET revoked_at = ?"
                  " WHERE key = ? AND revoked_at IS NULL",
                  SQL_ARGS(sql_int(now), sql_text(key)), err);
    if (ret == 0)
        ret = sql_changes(store) > 0;
    return store_end(store, ret, err);
}

static int origins_load(struct store *store, struct portal *portal,
                        struct err *err)
{
    sqlite3_stmt *row = NULL;
    size_t capacity = 0;
    int ret = sql_query(store,
                        "SELECT origin FROM portal_origins WHERE key = ?"
                        " ORDER BY origin",
                        SQL_ARGS(sql_text(portal->key)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        portal->origins = mem_room(portal->origins, portal->origin_count,
                                   &capacity, sizeof *portal->origins);
        portal->origins[portal->origin_count++] = mem_text(sql_column(row, 0));
    }
    sql_end(&row);
    return ret;
}

static void portal_read(sqlite3_stmt *row, struct portal *out)
{
    *out = (struct portal){
        .name = mem_text(sql_column(row, 1)),
        .created_at = sql_column_int(row, 2),
        .revoked_at = sql_column_int(row, 3),
    };
    snprintf(out->key, sizeof out->key, "%s", sql_column(row, 0));
}

static int rows_load(struct store *store, int all, struct portals *portals,
                     struct err *err)
{
    sqlite3_stmt *row = NULL;
    size_t capacity = 0;
    int ret = sql_query(store,
                        "SELECT key, name, created_at, revoked_at FROM portals"
                        " WHERE ? OR revoked_at IS NULL"
                        " ORDER BY created_at, key",
                        SQL_ARGS(sql_int(all)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        portals->items = mem_room(portals->items, portals->count, &capacity,
                                  sizeof *portals->items);
        portal_read(row, &portals->items[portals->count++]);
    }
    sql_end(&row);
    for (size_t i = 0; ret == 0 && i < portals->count; i++)
        ret = origins_load(store, &portals->items[i], err);
    return ret;
}

int portals_load(struct store *store, int all, struct portals **out,
                 struct err *err)
{
    struct portals *portals = mem_zero(sizeof *portals);

    *out = NULL;
    if (rows_load(store, all, portals, err) < 0) {
        portals_free(&portals);
        return -1;
    }
    *out = portals;
    return 0;
}

void portals_free(struct portals **portals)
{
    if (!*portals)
        return;
    for (size_t i = 0; i < (*portals)->count; i++) {
        struct portal *portal = &(*portals)->items[i];

        for (size_t o = 0; o < portal->origin_count; o++)
            free(portal->origins[o]);
        free(portal->origins);
        free(portal->name);
    }
    free((*portals)->items);
    free(*portals);
    *portals = NULL;
}
