/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/migrations.h"

#include <stdio.h>

#include "store/sql.h"

/* Every file of the store has its tables here, in order of time. Add yours
 * at the end; all tables are STRICT. */
static const char *const steps[] = {
    /* 1: store.c, records.c */
    "CREATE TABLE settings ("
    "  key TEXT PRIMARY KEY,"
    "  value TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE sequence ("
    "  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),"
    "  last INTEGER NOT NULL"
    ") STRICT;"
    "INSERT INTO sequence VALUES (1, 0);"
    "CREATE TABLE records ("
    "  id TEXT PRIMARY KEY,"
    "  kind TEXT NOT NULL,"
    "  state TEXT NOT NULL"
    "    CHECK (state IN ('draft','in_review','published','retired')),"
    "  latest INTEGER NOT NULL,"
    "  published INTEGER,"
    "  sequence INTEGER"
    ") STRICT;"
    "CREATE UNIQUE INDEX records_sequence ON records (sequence)"
    "  WHERE sequence IS NOT NULL;"
    "CREATE TABLE revisions ("
    "  id TEXT NOT NULL REFERENCES records (id),"
    "  revision INTEGER NOT NULL,"
    "  state TEXT NOT NULL,"
    "  author TEXT NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  digest BLOB NOT NULL,"
    "  json TEXT NOT NULL,"
    "  UNIQUE (id, revision)"
    ") STRICT;"
    "CREATE TRIGGER revisions_stay BEFORE UPDATE ON revisions BEGIN"
    "  SELECT RAISE (ABORT, 'a revision never changes');"
    "END;"
    "CREATE TABLE wording ("
    "  lang TEXT PRIMARY KEY,"
    "  json TEXT NOT NULL"
    ") STRICT;",
    /* 2: portals.c */
    "CREATE TABLE portals ("
    "  key TEXT PRIMARY KEY,"
    "  name TEXT NOT NULL,"
    "  created_at INTEGER NOT NULL,"
    "  revoked_at INTEGER"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE portal_origins ("
    "  key TEXT NOT NULL REFERENCES portals (key),"
    "  origin TEXT NOT NULL,"
    "  PRIMARY KEY (key, origin)"
    ") STRICT, WITHOUT ROWID;",
};

size_t migrations_newest(void)
{
    return sizeof steps / sizeof steps[0];
}

static int migration_step(struct store *store, size_t step, struct err *err)
{
    char mark[64];

    if (sql_script(store, steps[step], err) < 0)
        return -1;
    snprintf(mark, sizeof mark, "PRAGMA user_version = %zu", step + 1);
    return sql_script(store, mark, err);
}

static int migrations_version(struct store *store, int64_t *out,
                              struct err *err)
{
    if (sql_number(store, "PRAGMA user_version", SQL_NO_ARGS, out, err) < 0)
        return -1;
    if (*out > (int64_t)migrations_newest())
        return err_set(err, ERR_STORE,
                       "%s is of a newer Parlor (version %lld, this one "
                       "knows %zu): start the newer program",
                       store_path(store), (long long)*out, migrations_newest());
    return 0;
}

int migrations_run(struct store *store, struct err *err)
{
    int64_t version = 0;

    if (migrations_version(store, &version, err) < 0)
        return -1;
    while (version < (int64_t)migrations_newest()) {
        int ret = store_begin(store, err);

        /* another process may have been faster */
        if (ret == 0)
            ret = migrations_version(store, &version, err);
        if (ret == 0 && version < (int64_t)migrations_newest())
            ret = migration_step(store, (size_t)version, err);
        if (store_end(store, ret, err) < 0)
            return -1;
        version++;
    }
    return 0;
}
