/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/outbox.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/row.h"
#include "store/sql.h"

enum { ID_BYTES = (OUTBOX_ID_MAX - 1) / 2 };

#define ROW_COLUMNS \
    "o.number, o.id, o.kind, o.subject, o.receiver, o.lang, o.payload, o.at"
#define DELIVERY_COLUMNS                                                   \
    "d.number, d.channel, d.target, d.state, d.tries, d.due, d.ended_at, " \
    "d.why"
enum { DELIVERY_AT = 8 }; /* columns of the row before it */

/* ---- adding -------------------------------------------------------------- */

/* The same for the same words, whoever says them and however often. */
static void notice_id(const struct outbox_notice *notice,
                      char id[OUTBOX_ID_MAX])
{
    const char *words[] = {notice->kind, notice->subject, notice->receiver,
                           notice->key};
    unsigned char bytes[ID_BYTES];
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, sizeof bytes);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        crypto_generichash_update(&state, (const unsigned char *)words[i],
                                  strlen(words[i]) + 1);
    crypto_generichash_final(&state, bytes, sizeof bytes);
    sodium_bin2hex(id, OUTBOX_ID_MAX, bytes, sizeof bytes);
}

static int notice_check(const struct outbox_notice *notice, struct err *err)
{
    if (strlen(notice->kind) >= OUTBOX_WORD_MAX ||
        strlen(notice->receiver) >= OUTBOX_WORD_MAX ||
        strlen(notice->subject) >= OUTBOX_SUBJECT_MAX ||
        strlen(notice->lang) >= OUTBOX_WORD_MAX)
        return err_set(err, ERR_LIMIT, "a notice of kind %.40s is too long",
                       notice->kind);
    return 0;
}

static int notice_insert(struct store *store,
                         const struct outbox_notice *notice, const char *id,
                         const char *payload, struct err *err)
{
    if (strlen(payload) > OUTBOX_PAYLOAD_MAX)
        return err_set(err, ERR_LIMIT, "a notice of kind %.40s says too much",
                       notice->kind);
    if (sql_run(store,
                "INSERT INTO outbox (id, kind, subject, receiver, lang,"
                " payload, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO NOTHING",
                SQL_ARGS(sql_text(id), sql_text(notice->kind),
                         sql_text(notice->subject), sql_text(notice->receiver),
                         sql_text(notice->lang), sql_text(payload),
                         sql_int(notice->at)),
                err) < 0)
        return -1;
    return sql_changes(store) > 0;
}

int outbox_add(struct store *store, const struct outbox_notice *notice,
               struct err *err)
{
    char id[OUTBOX_ID_MAX], *payload = NULL;
    int ret = notice_check(notice, err);

    if (ret < 0)
        return -1;
    notice_id(notice, id);
    payload = notice->payload != NULL
                  ? json_dumps(notice->payload, JSON_COMPACT | JSON_SORT_KEYS)
                  : mem_text("{}");
    ret = notice_insert(store, notice, id, payload, err);
    free(payload);
    return ret;
}

int outbox_erase(struct store *store, const char *subject, struct err *err)
{
    return sql_run(store, "DELETE FROM outbox WHERE subject = ?",
                   SQL_ARGS(sql_text(subject)), err);
}

/* ---- reading ------------------------------------------------------------- */

void outbox_row_fini(struct outbox_row *row)
{
    json_decref(row->payload);
    row->payload = NULL;
}

/* One that is damaged must not keep the others back: it has no payload. */
static void row_read(sqlite3_stmt *row, struct outbox_row *out)
{
    *out = (struct outbox_row){.number = sql_column_int(row, 0),
                               .at = sql_column_int(row, 7)};
    row_text(out->id, sizeof out->id, row, 1);
    row_text(out->kind, sizeof out->kind, row, 2);
    row_text(out->subject, sizeof out->subject, row, 3);
    row_text(out->receiver, sizeof out->receiver, row, 4);
    row_text(out->lang, sizeof out->lang, row, 5);
    (void)row_json(row, 6, &out->payload);
}

static void delivery_read(sqlite3_stmt *row, struct delivery *out)
{
    *out = (struct delivery){.number = sql_column_int(row, DELIVERY_AT),
                             .tries = sql_column_int(row, DELIVERY_AT + 4),
                             .due = sql_column_int(row, DELIVERY_AT + 5),
                             .ended_at = sql_column_int(row, DELIVERY_AT + 6)};
    row_text(out->channel, sizeof out->channel, row, DELIVERY_AT + 1);
    row_text(out->target, sizeof out->target, row, DELIVERY_AT + 2);
    row_text(out->state, sizeof out->state, row, DELIVERY_AT + 3);
    row_text(out->why, sizeof out->why, row, DELIVERY_AT + 7);
}

/* ---- planning ------------------------------------------------------------ */

int outbox_unplanned(struct store *store, struct outbox_row *out,
                     struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " ROW_COLUMNS " FROM outbox o"
                        " WHERE o.planned_at IS NULL"
                        " ORDER BY o.number LIMIT 1",
                        SQL_NO_ARGS, &row, err);

    *out = (struct outbox_row){0};
    if (ret == 1)
        row_read(row, out);
    sql_end(&row);
    return ret;
}

int outbox_way(struct store *store, int64_t notice, const char *channel,
               const char *target, int64_t now, struct err *err)
{
    return sql_run(store,
                   "INSERT INTO deliveries (notice, channel, target, state,"
                   " tries, due, why) VALUES (?, ?, ?, 'waiting', 0, ?, '')"
                   " ON CONFLICT (notice, channel, target) DO NOTHING",
                   SQL_ARGS(sql_int(notice), sql_text(channel),
                            sql_text(target), sql_int(now)),
                   err);
}

int outbox_planned(struct store *store, int64_t notice, int64_t now,
                   struct err *err)
{
    return sql_run(store, "UPDATE outbox SET planned_at = ? WHERE number = ?",
                   SQL_ARGS(sql_int(now), sql_int(notice)), err);
}

/* ---- sending ------------------------------------------------------------- */

int outbox_due(struct store *store, int64_t now, struct delivery *delivery,
               struct outbox_row *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " ROW_COLUMNS ", " DELIVERY_COLUMNS
                        " FROM deliveries d JOIN outbox o"
                        " ON o.number = d.notice"
                        " WHERE d.state = 'waiting' AND d.due <= ?"
                        " ORDER BY d.due, d.number LIMIT 1",
                        SQL_ARGS(sql_int(now)), &row, err);

    *out = (struct outbox_row){0};
    if (ret == 1) {
        delivery_read(row, delivery);
        row_read(row, out);
    }
    sql_end(&row);
    return ret;
}

int outbox_next(struct store *store, int64_t *at, struct err *err)
{
    return sql_number(store,
                      "SELECT MIN(due) FROM deliveries"
                      " WHERE state = 'waiting'",
                      SQL_NO_ARGS, at, err);
}

int outbox_sent(struct store *store, int64_t delivery, int64_t now,
                struct err *err)
{
    return sql_run(store,
                   "UPDATE deliveries SET state = 'sent', ended_at = ?,"
                   " tries = tries + 1, why = '' WHERE number = ?",
                   SQL_ARGS(sql_int(now), sql_int(delivery)), err);
}

int outbox_later(struct store *store, int64_t delivery, int64_t due,
                 const char *why, struct err *err)
{
    return sql_run(store,
                   "UPDATE deliveries SET due = ?, tries = tries + 1, why = ?"
                   " WHERE number = ?",
                   SQL_ARGS(sql_int(due), sql_text(why), sql_int(delivery)),
                   err);
}

int outbox_given_up(struct store *store, int64_t delivery, int64_t now,
                    const char *why, struct err *err)
{
    return sql_run(store,
                   "UPDATE deliveries SET state = 'given_up', ended_at = ?,"
                   " tries = tries + 1, why = ? WHERE number = ?",
                   SQL_ARGS(sql_int(now), sql_text(why), sql_int(delivery)),
                   err);
}

int outbox_hold(struct store *store, const char *channel, const char *target,
                int64_t due, struct err *err)
{
    return sql_run(store,
                   "UPDATE deliveries SET due = ?1 WHERE state = 'waiting'"
                   " AND channel = ?2 AND (?3 IS NULL OR target = ?3)"
                   " AND due < ?1",
                   SQL_ARGS(sql_int(due), sql_text(channel), sql_text(target)),
                   err);
}

/* ---- for staff ----------------------------------------------------------- */

int outbox_each(struct store *store, int limit, outbox_fn *fn, void *context,
                struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " ROW_COLUMNS ", " DELIVERY_COLUMNS
                        " FROM outbox o LEFT JOIN deliveries d"
                        " ON d.notice = o.number"
                        " ORDER BY o.number DESC, d.number LIMIT ?",
                        SQL_ARGS(sql_int(limit)), &row, err);

    while (ret == 1) {
        bool way = sqlite3_column_type(row, DELIVERY_AT) != SQLITE_NULL;
        struct outbox_row notice;
        struct delivery delivery;

        delivery_read(row, &delivery);
        row_read(row, &notice);
        ret = fn(context, &notice, way ? &delivery : NULL, err);
        outbox_row_fini(&notice);
        ret = ret < 0 ? -1 : sql_next(store, row, err);
    }
    sql_end(&row);
    return ret;
}

int64_t outbox_count(struct store *store, const char *state, struct err *err)
{
    int64_t count = 0;

    if (sql_number(store, "SELECT COUNT(*) FROM deliveries WHERE state = ?",
                   SQL_ARGS(sql_text(state)), &count, err) < 0)
        return -1;
    return count;
}

int outbox_again(struct store *store, int64_t now, struct err *err)
{
    if (sql_run(store,
                "UPDATE deliveries SET state = 'waiting', tries = 0, due = ?,"
                " ended_at = NULL WHERE state = 'given_up'",
                SQL_ARGS(sql_int(now)), err) < 0)
        return -1;
    return sql_changes(store);
}

int outbox_sweep(struct store *store, int64_t before, struct err *err)
{
    return sql_run(store,
                   "DELETE FROM outbox WHERE at < ? AND NOT EXISTS"
                   " (SELECT 1 FROM deliveries d WHERE d.notice = outbox.number"
                   " AND d.state = 'waiting')",
                   SQL_ARGS(sql_int(before)), err);
}
