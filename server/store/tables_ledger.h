/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_ledger.h - the step that makes a ledger of the timelines.
 *
 * For migrations.c only. Entries get what they are about; every entry of
 * every order stands in one chain; what holds an order, and what was asked
 * twice, is kept beside it. Entries from before are put into the chain by
 * the first one after. */
#ifndef STORE_TABLES_LEDGER_H
#define STORE_TABLES_LEDGER_H

#define TABLES_LEDGER                                                        \
    "DROP TRIGGER order_entries_stay;"                                       \
    "DROP TRIGGER order_entries_same;"                                       \
    "ALTER TABLE order_entries RENAME TO order_entries_before;"              \
    "CREATE TABLE order_entries ("                                           \
    "  reference TEXT NOT NULL REFERENCES orders (reference),"               \
    "  number INTEGER NOT NULL,"                                             \
    "  at INTEGER NOT NULL,"                                                 \
    "  state TEXT NOT NULL,"                                                 \
    "  actor TEXT NOT NULL"                                                  \
    "    CHECK (actor IN ('visitor', 'staff', 'timer', 'partner')),"         \
    "  who TEXT NOT NULL,"                                                   \
    "  note TEXT,"                                                           \
    "  salt BLOB,"                                                           \
    "  digest BLOB NOT NULL,"                                                \
    "  hash BLOB NOT NULL,"                                                  \
    "  action TEXT NOT NULL,"                                                \
    "  reason TEXT NOT NULL,"                                                \
    "  detail TEXT NOT NULL,"                                                \
    "  UNIQUE (reference, number)"                                           \
    ") STRICT;"                                                              \
    "INSERT INTO order_entries SELECT reference, number, at, state, actor,"  \
    "  who, note, salt, digest, hash, '', '', '' FROM order_entries_before"  \
    "  ORDER BY rowid;"                                                      \
    "DROP TABLE order_entries_before;"                                       \
    "CREATE TRIGGER order_entries_stay BEFORE DELETE ON order_entries BEGIN" \
    "  SELECT RAISE (ABORT, 'a timeline only grows');"                       \
    "END;"                                                                   \
    "CREATE TRIGGER order_entries_same BEFORE UPDATE ON order_entries"       \
    "  WHEN new.note IS NOT NULL OR new.salt IS NOT NULL"                    \
    "    OR new.reference IS NOT old.reference"                              \
    "    OR new.number IS NOT old.number OR new.at IS NOT old.at"            \
    "    OR new.state IS NOT old.state OR new.actor IS NOT old.actor"        \
    "    OR new.who IS NOT old.who OR new.digest IS NOT old.digest"          \
    "    OR new.hash IS NOT old.hash OR new.action IS NOT old.action"        \
    "    OR new.reason IS NOT old.reason"                                    \
    "    OR new.detail IS NOT old.detail BEGIN"                              \
    "  SELECT RAISE (ABORT, 'a timeline only grows');"                       \
    "END;"                                                                   \
    "CREATE INDEX order_entries_action ON order_entries (action, detail);"   \
    "CREATE TABLE ledger ("                                                  \
    "  position INTEGER PRIMARY KEY,"                                        \
    "  reference TEXT NOT NULL,"                                             \
    "  number INTEGER NOT NULL,"                                             \
    "  hash BLOB NOT NULL"                                                   \
    ") STRICT;"                                                              \
    "CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger BEGIN"              \
    "  SELECT RAISE (ABORT, 'the ledger only grows');"                       \
    "END;"                                                                   \
    "CREATE TRIGGER ledger_same BEFORE UPDATE ON ledger BEGIN"               \
    "  SELECT RAISE (ABORT, 'the ledger only grows');"                       \
    "END;"                                                                   \
    "CREATE TABLE ledger_head ("                                             \
    "  one INTEGER PRIMARY KEY CHECK (one = 1),"                             \
    "  count INTEGER NOT NULL,"                                              \
    "  hash BLOB NOT NULL,"                                                  \
    "  sign BLOB"                                                            \
    ") STRICT;"                                                              \
    "INSERT INTO ledger_head VALUES (1, 0, zeroblob(32), NULL);"             \
    "ALTER TABLE orders ADD COLUMN holder TEXT NOT NULL DEFAULT '';"         \
    "ALTER TABLE orders ADD COLUMN held_at INTEGER NOT NULL DEFAULT 0;"      \
    "ALTER TABLE orders ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;"       \
    "ALTER TABLE orders ADD COLUMN level INTEGER NOT NULL DEFAULT 0;"        \
    "ALTER TABLE orders ADD COLUMN outcome TEXT NOT NULL DEFAULT '';"        \
    "ALTER TABLE orders ADD COLUMN reason TEXT NOT NULL DEFAULT '';"         \
    "CREATE INDEX orders_due ON orders (due_at) WHERE due_at > 0;"           \
    "CREATE INDEX orders_visitor ON orders (visitor, created_at);"           \
    "CREATE TABLE order_requests ("                                          \
    "  visitor TEXT NOT NULL,"                                               \
    "  cid TEXT NOT NULL,"                                                   \
    "  reference TEXT NOT NULL REFERENCES orders (reference),"               \
    "  PRIMARY KEY (visitor, cid)"                                           \
    ") STRICT, WITHOUT ROWID;"                                               \
    "INSERT INTO order_requests SELECT visitor, cid, reference FROM orders"  \
    "  WHERE erased_at IS NULL;"                                             \
    "CREATE INDEX order_requests_of ON order_requests (reference);"          \
    "CREATE TABLE order_same ("                                              \
    "  hash BLOB NOT NULL,"                                                  \
    "  reference TEXT NOT NULL REFERENCES orders (reference),"               \
    "  at INTEGER NOT NULL,"                                                 \
    "  PRIMARY KEY (hash, reference)"                                        \
    ") STRICT, WITHOUT ROWID;"                                               \
    "CREATE INDEX order_same_of ON order_same (reference);"                  \
    "CREATE INDEX order_lookups_of ON order_lookups (reference);"            \
    "CREATE TABLE introductions ("                                           \
    "  id TEXT PRIMARY KEY,"                                                 \
    "  reference TEXT NOT NULL REFERENCES orders (reference),"               \
    "  partner_kind TEXT NOT NULL,"                                          \
    "  partner TEXT NOT NULL,"                                               \
    "  state TEXT NOT NULL,"                                                 \
    "  lang TEXT NOT NULL,"                                                  \
    "  secret BLOB NOT NULL,"                                                \
    "  words TEXT,"                                                          \
    "  words_lang TEXT NOT NULL,"                                            \
    "  partner_words TEXT,"                                                  \
    "  partner_lang TEXT NOT NULL,"                                          \
    "  abroad INTEGER NOT NULL,"                                             \
    "  orderer_at INTEGER NOT NULL,"                                         \
    "  partner_at INTEGER NOT NULL,"                                         \
    "  orderer_pass INTEGER NOT NULL,"                                       \
    "  orderer_abroad INTEGER NOT NULL,"                                     \
    "  partner_pass INTEGER NOT NULL,"                                       \
    "  partner_abroad INTEGER NOT NULL,"                                     \
    "  notice TEXT NOT NULL,"                                                \
    "  reason TEXT NOT NULL,"                                                \
    "  ended_by TEXT NOT NULL,"                                              \
    "  created_at INTEGER NOT NULL,"                                         \
    "  changed_at INTEGER NOT NULL,"                                         \
    "  erased_at INTEGER NOT NULL,"                                          \
    "  sealed BLOB"                                                          \
    ") STRICT;"                                                              \
    "CREATE INDEX introductions_of ON introductions (reference);"            \
    "CREATE INDEX introductions_partner ON introductions (partner);"         \
    "CREATE TABLE introduction_lookups ("                                    \
    "  hash BLOB NOT NULL,"                                                  \
    "  id TEXT NOT NULL REFERENCES introductions (id),"                      \
    "  PRIMARY KEY (hash, id)"                                               \
    ") STRICT, WITHOUT ROWID;"                                               \
    "CREATE TABLE leads ("                                                   \
    "  hash BLOB NOT NULL,"                                                  \
    "  reference TEXT NOT NULL REFERENCES orders (reference),"               \
    "  how TEXT NOT NULL,"                                                   \
    "  at INTEGER NOT NULL,"                                                 \
    "  reporter BLOB NOT NULL,"                                              \
    "  PRIMARY KEY (hash, reference)"                                        \
    ") STRICT, WITHOUT ROWID;"                                               \
    "CREATE INDEX leads_of ON leads (reference);"

#endif
