/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_waiting.h - tables of waiting.c, drafts.c and fits.c; for
 * migrations.c only. Threads: text. */
#ifndef STORE_TABLES_WAITING_H
#define STORE_TABLES_WAITING_H

#define TABLES_WAITING                                             \
    "CREATE TABLE order_reminders ("                               \
    "  reference TEXT PRIMARY KEY REFERENCES orders (reference),"  \
    "  since INTEGER NOT NULL,"                                    \
    "  next INTEGER NOT NULL"                                      \
    ") STRICT, WITHOUT ROWID;"                                     \
    "CREATE INDEX orders_load ON orders (desk, state);"            \
    "CREATE INDEX orders_held ON orders (holder, state);"          \
    "CREATE INDEX orders_state ON orders (state, changed_at);"     \
    "CREATE TABLE fits ("                                          \
    "  reference TEXT NOT NULL REFERENCES orders (reference),"     \
    "  record TEXT NOT NULL,"                                      \
    "  revision INTEGER NOT NULL,"                                 \
    "  score REAL NOT NULL,"                                       \
    "  at INTEGER NOT NULL,"                                       \
    "  PRIMARY KEY (reference, record)"                            \
    ") STRICT, WITHOUT ROWID;"                                     \
    "CREATE TABLE drafts ("                                        \
    "  reference TEXT PRIMARY KEY,"                                \
    "  visitor TEXT NOT NULL,"                                     \
    "  cid TEXT NOT NULL,"                                         \
    "  kind TEXT NOT NULL,"                                        \
    "  record TEXT NOT NULL,"                                      \
    "  corrects INTEGER NOT NULL,"                                 \
    "  state TEXT NOT NULL"                                        \
    "    CHECK (state IN ('in_review', 'published', 'declined'))," \
    "  lang TEXT NOT NULL,"                                        \
    "  notice TEXT NOT NULL,"                                      \
    "  reason TEXT NOT NULL,"                                      \
    "  created_at INTEGER NOT NULL,"                               \
    "  changed_at INTEGER NOT NULL,"                               \
    "  erased_at INTEGER,"                                         \
    "  secret BLOB NOT NULL,"                                      \
    "  json TEXT,"                                                 \
    "  sealed BLOB,"                                               \
    "  UNIQUE (visitor, cid)"                                      \
    ") STRICT;"                                                    \
    "CREATE INDEX drafts_state ON drafts (state, changed_at);"

#endif
