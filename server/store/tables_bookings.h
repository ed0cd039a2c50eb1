/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_bookings.h - the tables of bookings.c; for migrations.c only.
 *
 * What occupies a room (requested, approved, held) never overlaps: a trigger
 * holds that even if a program forgets to look first. Threads: text. */
#ifndef STORE_TABLES_BOOKINGS_H
#define STORE_TABLES_BOOKINGS_H

#define TABLES_BOOKINGS_CLASH                                      \
    "  SELECT 1 FROM bookings WHERE kind = 'room'"                 \
    "    AND subject = new.subject AND reference <> new.reference" \
    "    AND state IN ('requested', 'approved', 'held')"           \
    "    AND from_at < new.to_at AND new.from_at < to_at"

#define TABLES_BOOKINGS                                                    \
    "CREATE TABLE bookings ("                                              \
    "  reference TEXT PRIMARY KEY,"                                        \
    "  kind TEXT NOT NULL CHECK (kind IN ('room', 'event')),"              \
    "  subject TEXT NOT NULL,"                                             \
    "  state TEXT NOT NULL CHECK (state IN ('requested', 'approved',"      \
    "    'held', 'waiting', 'declined', 'cancelled')),"                    \
    "  from_at INTEGER NOT NULL,"                                          \
    "  to_at INTEGER NOT NULL,"                                            \
    "  people INTEGER NOT NULL CHECK (people > 0),"                        \
    "  visitor TEXT NOT NULL,"                                             \
    "  conversation TEXT NOT NULL,"                                        \
    "  cid TEXT NOT NULL,"                                                 \
    "  lang TEXT NOT NULL,"                                                \
    "  notice TEXT NOT NULL,"                                              \
    "  contact INTEGER NOT NULL,"                                          \
    "  partner INTEGER NOT NULL,"                                          \
    "  created_at INTEGER NOT NULL,"                                       \
    "  changed_at INTEGER NOT NULL,"                                       \
    "  erased_at INTEGER,"                                                 \
    "  secret BLOB NOT NULL,"                                              \
    "  fields TEXT,"                                                       \
    "  sealed BLOB,"                                                       \
    "  CHECK (kind = 'event' OR from_at < to_at),"                         \
    "  UNIQUE (visitor, cid)"                                              \
    ") STRICT;"                                                            \
    "CREATE INDEX bookings_subject ON bookings (subject, from_at);"        \
    "CREATE INDEX bookings_changed ON bookings (changed_at);"              \
    "CREATE TRIGGER bookings_clash_new BEFORE INSERT ON bookings"          \
    "  WHEN new.kind = 'room'"                                             \
    "    AND new.state IN ('requested', 'approved', 'held')"               \
    "    AND EXISTS (" TABLES_BOOKINGS_CLASH ") BEGIN"                     \
    "  SELECT RAISE (ABORT, 'the room is taken at that time');"            \
    "END;"                                                                 \
    "CREATE TRIGGER bookings_clash_move BEFORE UPDATE ON bookings"         \
    "  WHEN new.kind = 'room'"                                             \
    "    AND new.state IN ('requested', 'approved', 'held')"               \
    "    AND EXISTS (" TABLES_BOOKINGS_CLASH ") BEGIN"                     \
    "  SELECT RAISE (ABORT, 'the room is taken at that time');"            \
    "END;"                                                                 \
    "CREATE TABLE booking_lookups ("                                       \
    "  hash BLOB NOT NULL,"                                                \
    "  reference TEXT NOT NULL REFERENCES bookings (reference),"           \
    "  PRIMARY KEY (hash, reference)"                                      \
    ") STRICT, WITHOUT ROWID;"                                             \
    "CREATE TABLE booking_entries ("                                       \
    "  reference TEXT NOT NULL REFERENCES bookings (reference),"           \
    "  number INTEGER NOT NULL,"                                           \
    "  at INTEGER NOT NULL,"                                               \
    "  state TEXT NOT NULL,"                                               \
    "  actor TEXT NOT NULL CHECK (actor IN ('visitor', 'staff',"           \
    "    'timer')),"                                                       \
    "  who TEXT NOT NULL,"                                                 \
    "  note TEXT,"                                                         \
    "  UNIQUE (reference, number)"                                         \
    ") STRICT;"                                                            \
    "CREATE TRIGGER booking_entries_stay BEFORE DELETE ON booking_entries" \
    " BEGIN SELECT RAISE (ABORT, 'a timeline only grows'); END;"           \
    "CREATE TABLE event_settings ("                                        \
    "  event TEXT PRIMARY KEY,"                                            \
    "  places INTEGER,"                                                    \
    "  first_day TEXT,"                                                    \
    "  last_day TEXT,"                                                     \
    "  open INTEGER NOT NULL,"                                             \
    "  changed_at INTEGER NOT NULL,"                                       \
    "  who TEXT NOT NULL"                                                  \
    ") STRICT, WITHOUT ROWID;"                                             \
    "CREATE TABLE follow_ups ("                                            \
    "  reference TEXT NOT NULL REFERENCES bookings (reference),"           \
    "  after_days INTEGER NOT NULL,"                                       \
    "  done_at INTEGER NOT NULL,"                                          \
    "  who TEXT NOT NULL,"                                                 \
    "  note TEXT,"                                                         \
    "  PRIMARY KEY (reference, after_days)"                                \
    ") STRICT, WITHOUT ROWID;"

#endif
