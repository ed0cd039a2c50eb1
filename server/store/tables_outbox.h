/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_outbox.h - tables of outbox.c; for migrations.c only.
 *
 * A notice is what is to be told, a delivery one way of telling it. Nothing
 * personal stands in either: addresses are looked up when it is sent.
 * Threads: text. */
#ifndef STORE_TABLES_OUTBOX_H
#define STORE_TABLES_OUTBOX_H

#define TABLES_OUTBOX                                                         \
    "CREATE TABLE outbox ("                                                   \
    "  number INTEGER PRIMARY KEY AUTOINCREMENT,"                             \
    "  id TEXT NOT NULL UNIQUE,"                                              \
    "  kind TEXT NOT NULL,"                                                   \
    "  subject TEXT NOT NULL,"                                                \
    "  receiver TEXT NOT NULL,"                                               \
    "  lang TEXT NOT NULL,"                                                   \
    "  payload TEXT NOT NULL,"                                                \
    "  at INTEGER NOT NULL,"                                                  \
    "  planned_at INTEGER"                                                    \
    ") STRICT;"                                                               \
    "CREATE INDEX outbox_new ON outbox (number) WHERE planned_at IS NULL;"    \
    "CREATE INDEX outbox_subject ON outbox (subject);"                        \
    "CREATE INDEX outbox_at ON outbox (at);"                                  \
    "CREATE TABLE deliveries ("                                               \
    "  number INTEGER PRIMARY KEY AUTOINCREMENT,"                             \
    "  notice INTEGER NOT NULL REFERENCES outbox (number) ON DELETE CASCADE," \
    "  channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),"         \
    "  target TEXT NOT NULL,"                                                 \
    "  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'given_up'))," \
    "  tries INTEGER NOT NULL,"                                               \
    "  due INTEGER NOT NULL,"                                                 \
    "  ended_at INTEGER,"                                                     \
    "  why TEXT NOT NULL,"                                                    \
    "  UNIQUE (notice, channel, target)"                                      \
    ") STRICT;"                                                               \
    "CREATE INDEX deliveries_due ON deliveries (due) WHERE state = 'waiting';"

#endif
