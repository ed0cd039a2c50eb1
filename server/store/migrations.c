/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/migrations.h"

#include <stdio.h>

#include "store/sql.h"
#include "store/tables_bookings.h"
#include "store/tables_ledger.h"
#include "store/tables_outbox.h"
#include "store/tables_waiting.h"
#include "store/tables_shown.h"
#include "store/tables_subjects.h"

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
    /* 3: transcripts.c */
    "CREATE TABLE visitors ("
    "  id TEXT PRIMARY KEY,"
    "  token_hash BLOB NOT NULL UNIQUE,"
    "  created INTEGER NOT NULL,"
    "  seen INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE conversations ("
    "  id TEXT PRIMARY KEY,"
    "  visitor TEXT NOT NULL REFERENCES visitors (id),"
    "  portal TEXT NOT NULL,"
    "  lang TEXT NOT NULL,"
    "  state TEXT NOT NULL,"
    "  seq INTEGER NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  touched INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX conversations_visitor ON conversations (visitor, touched);"
    "CREATE INDEX conversations_touched ON conversations (touched);"
    "CREATE TABLE events ("
    "  conversation TEXT NOT NULL"
    "    REFERENCES conversations (id) ON DELETE CASCADE,"
    "  seq INTEGER NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  type TEXT NOT NULL,"
    "  cid TEXT,"
    "  params TEXT NOT NULL,"
    "  PRIMARY KEY (conversation, seq)"
    ") STRICT;"
    "CREATE UNIQUE INDEX events_cid ON events (conversation, cid)"
    "  WHERE cid IS NOT NULL;"
    "CREATE TABLE feedback ("
    "  conversation TEXT NOT NULL,"
    "  turn INTEGER NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  verdict TEXT NOT NULL CHECK (verdict IN ('right','wrong')),"
    "  why TEXT,"
    "  question TEXT NOT NULL,"
    "  answer TEXT NOT NULL,"
    "  PRIMARY KEY (conversation, turn)"
    ") STRICT;"
    "CREATE INDEX feedback_at ON feedback (at);"
    "CREATE TABLE handovers ("
    "  id TEXT PRIMARY KEY,"
    "  conversation TEXT NOT NULL"
    "    REFERENCES conversations (id) ON DELETE CASCADE,"
    "  state TEXT NOT NULL CHECK (state IN ('waiting','taken','closed')),"
    "  desk TEXT NOT NULL,"
    "  text TEXT NOT NULL,"
    "  lang TEXT NOT NULL,"
    "  staff TEXT NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  changed INTEGER NOT NULL"
    ") STRICT;"
    "CREATE UNIQUE INDEX handovers_open ON handovers (conversation)"
    "  WHERE state <> 'closed';",
    /* 4: orders.c, timeline.c */
    "CREATE TABLE orders ("
    "  reference TEXT PRIMARY KEY,"
    "  visitor TEXT NOT NULL,"
    "  conversation TEXT NOT NULL,"
    "  cid TEXT NOT NULL,"
    "  kind TEXT NOT NULL,"
    "  state TEXT NOT NULL,"
    "  lang TEXT NOT NULL,"
    "  desk TEXT NOT NULL,"
    "  instead TEXT NOT NULL,"
    "  notice TEXT NOT NULL,"
    "  contact INTEGER NOT NULL,"
    "  partner INTEGER NOT NULL,"
    "  abroad INTEGER NOT NULL,"
    "  created_at INTEGER NOT NULL,"
    "  changed_at INTEGER NOT NULL,"
    "  erased_at INTEGER,"
    "  secret BLOB NOT NULL,"
    "  fields TEXT,"
    "  sealed BLOB,"
    "  UNIQUE (visitor, cid)"
    ") STRICT;"
    "CREATE INDEX orders_changed ON orders (changed_at);"
    "CREATE TABLE order_lookups ("
    "  hash BLOB NOT NULL,"
    "  reference TEXT NOT NULL REFERENCES orders (reference),"
    "  PRIMARY KEY (hash, reference)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE order_entries ("
    "  reference TEXT NOT NULL REFERENCES orders (reference),"
    "  number INTEGER NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  state TEXT NOT NULL,"
    "  actor TEXT NOT NULL CHECK (actor IN ('visitor', 'staff', 'timer')),"
    "  who TEXT NOT NULL,"
    "  note TEXT,"
    "  salt BLOB,"
    "  digest BLOB NOT NULL,"
    "  hash BLOB NOT NULL,"
    "  UNIQUE (reference, number)"
    ") STRICT;"
    "CREATE TRIGGER order_entries_stay BEFORE DELETE ON order_entries BEGIN"
    "  SELECT RAISE (ABORT, 'a timeline only grows');"
    "END;"
    "CREATE TRIGGER order_entries_same BEFORE UPDATE ON order_entries"
    "  WHEN new.note IS NOT NULL OR new.salt IS NOT NULL"
    "    OR new.reference IS NOT old.reference"
    "    OR new.number IS NOT old.number OR new.at IS NOT old.at"
    "    OR new.state IS NOT old.state OR new.actor IS NOT old.actor"
    "    OR new.who IS NOT old.who OR new.digest IS NOT old.digest"
    "    OR new.hash IS NOT old.hash BEGIN"
    "  SELECT RAISE (ABORT, 'a timeline only grows');"
    "END;",
    /* 5: people.c, audit.c */
    "CREATE TABLE people ("
    "  id TEXT PRIMARY KEY,"
    "  name TEXT NOT NULL UNIQUE COLLATE NOCASE,"
    "  role TEXT NOT NULL CHECK (role IN ('agent', 'admin')),"
    "  password TEXT NOT NULL,"
    "  created_at INTEGER NOT NULL,"
    "  disabled_at INTEGER,"
    "  seen_at INTEGER"
    ") STRICT;"
    "CREATE TABLE signins ("
    "  id TEXT PRIMARY KEY,"
    "  person TEXT NOT NULL REFERENCES people (id),"
    "  token BLOB NOT NULL UNIQUE,"
    "  created_at INTEGER NOT NULL,"
    "  used_at INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX signins_person ON signins (person);"
    "CREATE TABLE attempts ("
    "  hash BLOB NOT NULL,"
    "  at INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX attempts_hash ON attempts (hash, at);"
    "CREATE TABLE audit ("
    "  number INTEGER PRIMARY KEY,"
    "  at INTEGER NOT NULL,"
    "  actor TEXT NOT NULL,"
    "  action TEXT NOT NULL,"
    "  subject TEXT NOT NULL,"
    "  hash BLOB NOT NULL"
    ") STRICT;"
    "CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN"
    "  SELECT RAISE (ABORT, 'the audit only grows');"
    "END;"
    "CREATE TRIGGER audit_same BEFORE UPDATE ON audit BEGIN"
    "  SELECT RAISE (ABORT, 'the audit only grows');"
    "END;",
    /* outbox.c */
    TABLES_OUTBOX,
    /* timeline.c, ledger.c, introductions.c, leads.c */
    TABLES_LEDGER,
    /* shortlists.c, shown.c */
    TABLES_SHOWN,
    /* waiting.c, drafts.c, fits.c */
    TABLES_WAITING,
    /* bookings.c, events.c */
    TABLES_BOOKINGS,
    /* subjects.c */
    TABLES_SUBJECTS,
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
