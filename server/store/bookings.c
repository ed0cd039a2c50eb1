/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bookings.h"

#include <stdlib.h>

#include "store/row.h"
#include "store/sql.h"

#define BOOKING_COLUMNS                                                 \
    "reference, kind, subject, state, from_at, to_at, people, visitor," \
    " conversation, cid, lang, notice, contact, partner, created_at,"   \
    " changed_at, erased_at, secret, fields, sealed"
#define OCCUPYING "'requested', 'approved', 'held'"

void booking_row_fini(struct booking_row *row)
{
    json_decref(row->fields);
    free(row->sealed);
    row->fields = NULL;
    row->sealed = NULL;
    row->sealed_len = 0;
}

/* ---- reading ------------------------------------------------------------- */

static void words_read(sqlite3_stmt *row, struct booking_row *out)
{
    row_text(out->reference, sizeof out->reference, row, 0);
    row_text(out->kind, sizeof out->kind, row, 1);
    row_text(out->subject, sizeof out->subject, row, 2);
    row_text(out->state, sizeof out->state, row, 3);
    row_text(out->visitor, sizeof out->visitor, row, 7);
    row_text(out->conversation, sizeof out->conversation, row, 8);
    row_text(out->cid, sizeof out->cid, row, 9);
    row_text(out->lang, sizeof out->lang, row, 10);
    row_text(out->notice, sizeof out->notice, row, 11);
}

static int row_read(sqlite3_stmt *row, void *into, struct err *err)
{
    struct booking_row *out = into;

    *out = (struct booking_row){.from_at = sql_column_int(row, 4),
                                .to_at = sql_column_int(row, 5),
                                .people = sql_column_int(row, 6),
                                .contact = sql_column_int(row, 12) != 0,
                                .partner = sql_column_int(row, 13) != 0,
                                .created_at = sql_column_int(row, 14),
                                .changed_at = sql_column_int(row, 15),
                                .erased_at = sql_column_int(row, 16)};
    words_read(row, out);
    if (row_hash(row, 17, out->secret) == 0)
        return err_set(err, ERR_CORRUPT, "booking %s: its secret is damaged",
                       out->reference);
    if (row_json(row, 18, &out->fields) == 0)
        return err_set(err, ERR_CORRUPT, "booking %s: its fields are damaged",
                       out->reference);
    row_bytes(row, 19, &out->sealed, &out->sealed_len);
    return 1;
}

static void row_end(void *row)
{
    booking_row_fini(row);
}

static int row_tell(row_fn *fn, void *context, void *row, struct err *err)
{
    return ((booking_row_fn *)fn)(context, row, err);
}

static const struct row_type row_type = {
    .size = sizeof(struct booking_row),
    .read = row_read,
    .fini = row_end,
    .tell = row_tell,
};

static int rows_tell(struct store *store, sqlite3_stmt **row, int ret,
                     booking_row_fn *fn, void *context, struct err *err)
{
    return row_each(store, row, ret, &row_type, (row_fn *)fn, context, err);
}

/* ---- one booking --------------------------------------------------------- */

static int entry_add(struct store *store, const char *reference,
                     const struct booking_entry *entry, int64_t at,
                     struct err *err)
{
    return sql_run(
        store,
        "INSERT INTO booking_entries SELECT ?1, 1 + COUNT(*), ?2, ?3, ?4, ?5,"
        " ?6 FROM booking_entries WHERE reference = ?1",
        SQL_ARGS(sql_text(reference), sql_int(at), sql_text(entry->state),
                 sql_text(entry->actor), sql_text(entry->who),
                 sql_text(entry->note)),
        err);
}

static int row_insert(struct store *store, const struct booking_row *row,
                      const char *fields, struct err *err)
{
    return sql_run(
        store,
        "INSERT INTO bookings (" BOOKING_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)"
        " ON CONFLICT (reference) DO NOTHING",
        SQL_ARGS(
            sql_text(row->reference), sql_text(row->kind),
            sql_text(row->subject), sql_text(row->state), sql_int(row->from_at),
            sql_int(row->to_at), sql_int(row->people), sql_text(row->visitor),
            sql_text(row->conversation), sql_text(row->cid),
            sql_text(row->lang), sql_text(row->notice), sql_int(row->contact),
            sql_int(row->partner), sql_int(row->created_at),
            sql_int(row->changed_at), sql_blob(row->secret, BOOKING_HASH),
            sql_text(fields), row_sealed(row->sealed, row->sealed_len)),
        err);
}

int bookings_add(struct store *store, const struct booking_row *row,
                 const struct booking_entry *first, struct err *err)
{
    char *fields = json_dumps(row->fields, JSON_COMPACT | JSON_SORT_KEYS);
    int ret = row_insert(store, row, fields, err);

    free(fields);
    if (ret < 0)
        return -1;
    if (sql_changes(store) == 0)
        return 0;
    return entry_add(store, row->reference, first, row->created_at, err) < 0
               ? -1
               : 1;
}

int bookings_get(struct store *store, const char *reference,
                 struct booking_row *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store, "SELECT " BOOKING_COLUMNS " FROM bookings WHERE reference = ?",
        SQL_ARGS(sql_text(reference)), &row, err);

    return row_take(&row, ret, &row_type, out, err);
}

int bookings_of_request(struct store *store, const char *visitor,
                        const char *cid, struct booking_row *out,
                        struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " BOOKING_COLUMNS
                        " FROM bookings WHERE visitor = ? AND cid = ?",
                        SQL_ARGS(sql_text(visitor), sql_text(cid)), &row, err);

    return row_take(&row, ret, &row_type, out, err);
}

int bookings_clash(struct store *store, const char *room, int64_t from,
                   int64_t to, struct booking_row *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT " BOOKING_COLUMNS " FROM bookings WHERE kind = 'room'"
        " AND subject = ? AND state IN (" OCCUPYING ")"
        " AND from_at < ? AND ? < to_at ORDER BY from_at LIMIT 1",
        SQL_ARGS(sql_text(room), sql_int(to), sql_int(from)), &row, err);

    return row_take(&row, ret, &row_type, out, err);
}

int bookings_move(struct store *store, const char *reference, const char *from,
                  struct booking_entry *entry, int64_t now, struct err *err)
{
    if (sql_run(store,
                "UPDATE bookings SET state = ?, changed_at = ?"
                " WHERE reference = ? AND state = ?",
                SQL_ARGS(sql_text(entry->state), sql_int(now),
                         sql_text(reference), sql_text(from)),
                err) < 0)
        return -1;
    if (sql_changes(store) == 0)
        return 0;
    entry->at = now;
    return entry_add(store, reference, entry, now, err) < 0 ? -1 : 1;
}

int bookings_timeline(struct store *store, const char *reference,
                      booking_entry_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT number, at, state, actor, who, note"
                        " FROM booking_entries WHERE reference = ?"
                        " ORDER BY number",
                        SQL_ARGS(sql_text(reference)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        struct booking_entry entry = {.number = sql_column_int(row, 0),
                                      .at = sql_column_int(row, 1),
                                      .state = sql_column(row, 2),
                                      .actor = sql_column(row, 3),
                                      .who = sql_column(row, 4),
                                      .note = sql_column(row, 5)};

        if (fn(context, &entry, err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

/* ---- several ------------------------------------------------------------- */

int bookings_each(struct store *store, const struct booking_filter *filter,
                  booking_row_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT " BOOKING_COLUMNS " FROM bookings WHERE erased_at IS NULL"
        " AND (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR subject = ?2)"
        " AND (?3 IS NULL OR state = ?3) AND (?4 IS NULL OR visitor = ?4)"
        " AND (?5 = 0 OR to_at > ?5) AND (?6 = 0 OR from_at < ?6)"
        " AND (?7 = 0 OR state IN (" OCCUPYING "))"
        " ORDER BY from_at, created_at, reference LIMIT ?8",
        SQL_ARGS(sql_text(filter->kind), sql_text(filter->subject),
                 sql_text(filter->state), sql_text(filter->visitor),
                 sql_int(filter->from), sql_int(filter->to),
                 sql_int(filter->occupies), sql_int(filter->limit)),
        &row, err);

    return rows_tell(store, &row, ret, fn, context, err);
}

int64_t bookings_people(struct store *store, const char *event,
                        const char *state, struct err *err)
{
    int64_t people = 0;

    if (sql_number(store,
                   "SELECT COALESCE(SUM(people), 0) FROM bookings"
                   " WHERE kind = 'event' AND subject = ? AND state = ?",
                   SQL_ARGS(sql_text(event), sql_text(state)), &people,
                   err) < 0)
        return -1;
    return people;
}

int64_t bookings_count(struct store *store, const char *visitor, int64_t since,
                       struct err *err)
{
    int64_t count = 0;

    if (sql_number(store,
                   "SELECT COUNT(*) FROM bookings"
                   " WHERE visitor = ? AND created_at >= ?",
                   SQL_ARGS(sql_text(visitor), sql_int(since)), &count,
                   err) < 0)
        return -1;
    return count;
}

int bookings_late(struct store *store, int64_t now, int limit,
                  booking_row_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " BOOKING_COLUMNS " FROM bookings"
                        " WHERE state IN ('requested', 'waiting')"
                        " AND from_at > 0 AND from_at <= ?"
                        " ORDER BY from_at LIMIT ?",
                        SQL_ARGS(sql_int(now), sql_int(limit)), &row, err);

    return rows_tell(store, &row, ret, fn, context, err);
}

int bookings_old(struct store *store, int64_t before, const char *besides,
                 int limit, booking_row_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret =
        sql_query(store,
                  "SELECT " BOOKING_COLUMNS " FROM bookings"
                  " WHERE erased_at IS NULL"
                  " AND MAX(changed_at, to_at) < ?"
                  " AND instr(?, ',' || subject || ',') = 0"
                  " ORDER BY changed_at LIMIT ?",
                  SQL_ARGS(sql_int(before), sql_text(besides), sql_int(limit)),
                  &row, err);

    return rows_tell(store, &row, ret, fn, context, err);
}

/* ---- look-ups and erasing ------------------------------------------------ */

int bookings_find_by(struct store *store, const char *reference,
                     const unsigned char hash[BOOKING_HASH], struct err *err)
{
    return sql_run(store,
                   "INSERT INTO booking_lookups VALUES (?, ?)"
                   " ON CONFLICT DO NOTHING",
                   SQL_ARGS(sql_blob(hash, BOOKING_HASH), sql_text(reference)),
                   err);
}

int bookings_found(struct store *store, const unsigned char hash[BOOKING_HASH],
                   booking_row_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " BOOKING_COLUMNS
                        " FROM bookings WHERE reference IN (SELECT reference"
                        " FROM booking_lookups WHERE hash = ?)"
                        " ORDER BY created_at, reference",
                        SQL_ARGS(sql_blob(hash, BOOKING_HASH)), &row, err);

    return rows_tell(store, &row, ret, fn, context, err);
}

int bookings_erase(struct store *store, const char *reference, int64_t now,
                   struct err *err)
{
    if (sql_run(store,
                "UPDATE bookings SET visitor = '', conversation = '',"
                " cid = reference, fields = NULL, sealed = NULL,"
                " secret = zeroblob(32), erased_at = ?1,"
                " state = CASE WHEN state IN ('requested', 'waiting') OR"
                "   (state = 'approved' AND (to_at = 0 OR to_at > ?1))"
                "   THEN 'cancelled' ELSE state END"
                " WHERE reference = ?2 AND erased_at IS NULL",
                SQL_ARGS(sql_int(now), sql_text(reference)), err) < 0)
        return -1;
    if (sql_changes(store) == 0)
        return 0;
    if (sql_run(store, "DELETE FROM booking_lookups WHERE reference = ?",
                SQL_ARGS(sql_text(reference)), err) < 0 ||
        sql_run(store,
                "UPDATE booking_entries SET note = NULL WHERE reference = ?",
                SQL_ARGS(sql_text(reference)), err) < 0 ||
        sql_run(store, "UPDATE follow_ups SET note = NULL WHERE reference = ?",
                SQL_ARGS(sql_text(reference)), err) < 0)
        return -1;
    return 1;
}
