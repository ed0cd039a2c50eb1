/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_shown.h - tables of shortlists.c and shown.c; for migrations.c only.
 *
 * What was shown is counted by month, record and theme, so that nothing of it
 * leads to a person. Threads: text. */
#ifndef STORE_TABLES_SHOWN_H
#define STORE_TABLES_SHOWN_H

#define TABLES_SHOWN                                              \
    "CREATE TABLE shortlists ("                                   \
    "  id TEXT PRIMARY KEY,"                                      \
    "  visitor TEXT NOT NULL,"                                    \
    "  cid TEXT NOT NULL,"                                        \
    "  secret BLOB NOT NULL,"                                     \
    "  title TEXT NOT NULL,"                                      \
    "  items TEXT NOT NULL,"                                      \
    "  demand TEXT,"                                              \
    "  created_at INTEGER NOT NULL,"                              \
    "  changed_at INTEGER NOT NULL,"                              \
    "  UNIQUE (visitor, cid)"                                     \
    ") STRICT;"                                                   \
    "CREATE INDEX shortlists_changed ON shortlists (changed_at);" \
    "CREATE TABLE shown ("                                        \
    "  month TEXT NOT NULL,"                                      \
    "  record TEXT NOT NULL,"                                     \
    "  theme TEXT NOT NULL,"                                      \
    "  shown INTEGER NOT NULL,"                                   \
    "  first INTEGER NOT NULL,"                                   \
    "  ordered INTEGER NOT NULL,"                                 \
    "  PRIMARY KEY (month, record, theme)"                        \
    ") STRICT, WITHOUT ROWID;"

#endif
