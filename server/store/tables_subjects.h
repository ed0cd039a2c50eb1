/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_subjects.h - the step for subjects.c; for migrations.c only. */
#ifndef STORE_TABLES_SUBJECTS_H
#define STORE_TABLES_SUBJECTS_H

#define TABLES_SUBJECTS                \
    "CREATE TABLE subjects ("          \
    "  hash BLOB NOT NULL,"            \
    "  kind TEXT NOT NULL,"            \
    "  name TEXT NOT NULL,"            \
    "  PRIMARY KEY (hash, kind, name)" \
    ") STRICT, WITHOUT ROWID;"         \
    "CREATE INDEX subjects_of ON subjects (kind, name);"

#endif
