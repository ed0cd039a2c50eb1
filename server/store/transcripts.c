/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transcripts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "store/sql.h"

/* ---- visitors ---------------------------------------------------------- */

int visitors_add(struct store *store, const char *id,
                 const unsigned char hash[TOKEN_HASH_BYTES], int64_t now,
                 struct err *err)
{
    return sql_run(store, "INSERT INTO visitors VALUES (?, ?, ?, ?)",
                   SQL_ARGS(sql_text(id), sql_blob(hash, TOKEN_HASH_BYTES),
                            sql_int(now), sql_int(now)),
                   err);
}

int visitors_find(struct store *store,
                  const unsigned char hash[TOKEN_HASH_BYTES], int64_t now,
                  char **id, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "UPDATE visitors SET seen = ? WHERE token_hash = ?"
        " RETURNING id",
        SQL_ARGS(sql_int(now), sql_blob(hash, TOKEN_HASH_BYTES)), &row, err);

    *id = ret == 1 ? mem_text(sql_column(row, 0)) : NULL;
    sql_end(&row);
    return ret;
}

/* ---- conversations ----------------------------------------------------- */

int conversations_add(struct store *store, const char *id, const char *visitor,
                      const char *portal, enum lang lang, int64_t now,
                      struct err *err)
{
    return sql_run(store,
                   "INSERT INTO conversations"
                   " VALUES (?, ?, ?, ?, '{}', 0, ?, ?)",
                   SQL_ARGS(sql_text(id), sql_text(visitor),
                            sql_text(portal != NULL ? portal : ""),
                            sql_text(lang_code(lang)), sql_int(now),
                            sql_int(now)),
                   err);
}

void conversation_fini(struct conversation *conversation)
{
    free(conversation->id);
    free(conversation->visitor);
    free(conversation->portal);
    json_decref(conversation->state);
    *conversation = (struct conversation){0};
}

/* What does not parse is forgotten: a state is memory, not truth. */
static json_t *state_read(const char *text)
{
    json_t *state = json_loads(text, 0, NULL);

    if (json_is_object(state))
        return state;
    json_decref(state);
    return json_object();
}

int conversations_get(struct store *store, const char *id,
                      struct conversation *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT id, visitor, portal, lang, state, seq,"
                        " created, touched FROM conversations WHERE id = ?",
                        SQL_ARGS(sql_text(id)), &row, err);

    *out = (struct conversation){0};
    if (ret == 1)
        *out = (struct conversation){
            .id = mem_text(sql_column(row, 0)),
            .visitor = mem_text(sql_column(row, 1)),
            .portal = mem_text(sql_column(row, 2)),
            .lang = lang_parse(sql_column(row, 3)),
            .state = state_read(sql_column(row, 4)),
            .seq = sql_column_int(row, 5),
            .created = sql_column_int(row, 6),
            .touched = sql_column_int(row, 7),
        };
    sql_end(&row);
    return ret;
}

int conversations_newest(struct store *store, const char *visitor, char **id,
                         struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT id FROM conversations WHERE visitor = ?"
                        " ORDER BY touched DESC, rowid DESC LIMIT 1",
                        SQL_ARGS(sql_text(visitor)), &row, err);

    *id = ret == 1 ? mem_text(sql_column(row, 0)) : NULL;
    sql_end(&row);
    return ret;
}

int conversations_keep(struct store *store, const char *id, enum lang lang,
                       const json_t *state, int64_t now, struct err *err)
{
    char *text = json_dumps(state, JSON_COMPACT);
    int ret = -1;

    assert(text != NULL);
    ret = sql_run(store,
                  "UPDATE conversations SET lang = ?, state = ?, touched = ?"
                  " WHERE id = ?",
                  SQL_ARGS(sql_text(lang_code(lang)), sql_text(text),
                           sql_int(now), sql_text(id)),
                  err);
    free(text);
    return ret < 0 ? -1 : sql_changes(store) > 0;
}

/* ---- events ------------------------------------------------------------ */

static json_t *time_text(int64_t ms)
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm tm = {0};
    char text[32];

    gmtime_r(&seconds, &tm);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return json_string(text);
}

int events_add(struct store *store, const char *conversation, const char *type,
               const char *cid, json_t *params, int64_t now, int64_t *seq,
               struct err *err)
{
    char *text = NULL;
    int ret =
        sql_number(store,
                   "UPDATE conversations SET seq = seq + 1, touched = ?"
                   " WHERE id = ? RETURNING seq",
                   SQL_ARGS(sql_int(now), sql_text(conversation)), seq, err);

    if (ret != 1)
        return ret;
    json_object_set_new(params, "seq", json_integer(*seq));
    json_object_set_new(params, "at", time_text(now));
    text = json_dumps(params, JSON_COMPACT);
    assert(text != NULL);
    ret = sql_run(store, "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)",
                  SQL_ARGS(sql_text(conversation), sql_int(*seq), sql_int(now),
                           sql_text(type), sql_text(cid), sql_text(text)),
                  err);
    free(text);
    return ret < 0 ? -1 : 1;
}

int events_by_cid(struct store *store, const char *conversation,
                  const char *cid, int64_t *seq, struct err *err)
{
    return sql_number(store,
                      "SELECT seq FROM events"
                      " WHERE conversation = ? AND cid = ?",
                      SQL_ARGS(sql_text(conversation), sql_text(cid)), seq,
                      err);
}

int events_list(struct store *store, const char *conversation, int64_t after,
                int limit, json_t **out, struct err *err)
{
    json_t *list = json_array();
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT type, params FROM events"
                        " WHERE conversation = ? AND seq > ?"
                        " ORDER BY seq LIMIT ?",
                        SQL_ARGS(sql_text(conversation), sql_int(after),
                                 sql_int((int64_t)limit + 1)),
                        &row, err);

    while (ret == 1 && json_array_size(list) < (size_t)limit) {
        json_t *params = json_loads(sql_column(row, 1), 0, NULL);

        json_array_append_new(
            list, json_pack("{s:s, s:o}", "type", sql_column(row, 0), "params",
                            params != NULL ? params : json_object()));
        ret = sql_next(store, row, err);
    }
    sql_end(&row);
    *out = ret >= 0 ? json_incref(list) : NULL;
    json_decref(list);
    return ret;
}

/* ---- feedback ---------------------------------------------------------- */

int feedback_add(struct store *store, const struct feedback *feedback,
                 int64_t now, struct err *err)
{
    return sql_run(
        store,
        "INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (conversation, turn) DO UPDATE SET at = excluded.at,"
        " verdict = excluded.verdict, why = excluded.why",
        SQL_ARGS(sql_text(feedback->conversation), sql_int(feedback->turn),
                 sql_int(now), sql_text(feedback->right ? "right" : "wrong"),
                 sql_text(feedback->why), sql_text(feedback->question),
                 sql_text(feedback->answer)),
        err);
}

int feedback_list(struct store *store, int limit, json_t **out, struct err *err)
{
    json_t *list = json_array();
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT at, verdict, question, answer, why"
                        " FROM feedback ORDER BY at DESC LIMIT ?",
                        SQL_ARGS(sql_int(limit)), &row, err);

    while (ret == 1) {
        json_array_append_new(
            list,
            json_pack("{s:o, s:s, s:s, s:s, s:s?}", "at",
                      time_text(sql_column_int(row, 0)), "verdict",
                      sql_column(row, 1), "question", sql_column(row, 2),
                      "answer", sql_column(row, 3), "why", sql_column(row, 4)));
        ret = sql_next(store, row, err);
    }
    sql_end(&row);
    *out = ret == 0 ? json_incref(list) : NULL;
    json_decref(list);
    return ret;
}

/* ---- requests for a person --------------------------------------------- */

#define HANDOVER "id, conversation, state, desk, text, lang, staff, at"

void handover_fini(struct handover *handover)
{
    free(handover->id);
    free(handover->conversation);
    free(handover->state);
    free(handover->desk);
    free(handover->text);
    free(handover->staff);
    *handover = (struct handover){0};
}

static void handover_read(sqlite3_stmt *row, struct handover *out)
{
    *out = (struct handover){
        .id = mem_text(sql_column(row, 0)),
        .conversation = mem_text(sql_column(row, 1)),
        .state = mem_text(sql_column(row, 2)),
        .desk = mem_text(sql_column(row, 3)),
        .text = mem_text(sql_column(row, 4)),
        .lang = lang_parse(sql_column(row, 5)),
        .staff = mem_text(sql_column(row, 6)),
        .at = sql_column_int(row, 7),
    };
}

static int handover_by(struct store *store, const char *sql, const char *key,
                       struct handover *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, sql, SQL_ARGS(sql_text(key)), &row, err);

    *out = (struct handover){0};
    if (ret == 1)
        handover_read(row, out);
    sql_end(&row);
    return ret;
}

int handovers_add(struct store *store, const char *id, const char *conversation,
                  const char *desk, const char *text, enum lang lang,
                  int64_t now, struct err *err)
{
    int ret = sql_run(
        store,
        "INSERT INTO handovers (" HANDOVER ", changed)"
        " VALUES (?1, ?2, 'waiting', ?3, ?4, ?5, '', ?6, ?6)"
        " ON CONFLICT (conversation) WHERE state <> 'closed' DO NOTHING",
        SQL_ARGS(sql_text(id), sql_text(conversation),
                 sql_text(desk != NULL ? desk : ""),
                 sql_text(text != NULL ? text : ""), sql_text(lang_code(lang)),
                 sql_int(now)),
        err);

    return ret < 0 ? -1 : sql_changes(store) > 0;
}

int handovers_get(struct store *store, const char *id, struct handover *out,
                  struct err *err)
{
    return handover_by(store,
                       "SELECT " HANDOVER " FROM handovers"
                       " WHERE id = ?",
                       id, out, err);
}

int handovers_open(struct store *store, const char *conversation,
                   struct handover *out, struct err *err)
{
    return handover_by(store,
                       "SELECT " HANDOVER " FROM handovers"
                       " WHERE conversation = ? AND state <> 'closed'",
                       conversation, out, err);
}

int handovers_take(struct store *store, const char *id, const char *staff,
                   int64_t now, struct err *err)
{
    int ret =
        sql_run(store,
                "UPDATE handovers SET state = 'taken', staff = ?,"
                " changed = ? WHERE id = ? AND state = 'waiting'",
                SQL_ARGS(sql_text(staff), sql_int(now), sql_text(id)), err);

    return ret < 0 ? -1 : sql_changes(store) > 0;
}

int handovers_close(struct store *store, const char *id, int64_t now,
                    struct err *err)
{
    int ret = sql_run(store,
                      "UPDATE handovers SET state = 'closed', changed = ?"
                      " WHERE id = ? AND state <> 'closed'",
                      SQL_ARGS(sql_int(now), sql_text(id)), err);

    return ret < 0 ? -1 : sql_changes(store) > 0;
}

int handovers_each(struct store *store, handovers_fn *fn, void *context,
                   struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT " HANDOVER " FROM handovers"
                        " WHERE state <> 'closed' ORDER BY at, rowid",
                        SQL_NO_ARGS, &row, err);

    while (ret == 1) {
        struct handover handover;

        handover_read(row, &handover);
        ret = fn(context, &handover, err) < 0 ? -1 : sql_next(store, row, err);
        handover_fini(&handover);
    }
    sql_end(&row);
    return ret;
}

/* ---- forgetting -------------------------------------------------------- */

/* What was removed goes from the log too; if somebody reads, next time. */
static int scrubbed(struct store *store, int ret, struct err *err)
{
    if (ret > 0 && store_scrub(store, err) < 0)
        return -1;
    return ret;
}

/* Events and requests go with their conversation (ON DELETE CASCADE). */
static int forget_run(struct store *store, int64_t before, struct err *err)
{
    int count = 0;

    if (sql_run(store, "DELETE FROM conversations WHERE touched < ?",
                SQL_ARGS(sql_int(before)), err) < 0)
        return -1;
    count = sql_changes(store);
    if (sql_run(store,
                "DELETE FROM visitors WHERE seen < ? AND NOT EXISTS"
                " (SELECT 1 FROM conversations c"
                "  WHERE c.visitor = visitors.id)",
                SQL_ARGS(sql_int(before)), err) < 0)
        return -1;
    return count;
}

int transcripts_forget(struct store *store, int64_t before, struct err *err)
{
    if (store_begin(store, err) < 0)
        return -1;
    return scrubbed(store,
                    store_end(store, forget_run(store, before, err), err), err);
}

static int erase_run(struct store *store, const char *visitor, struct err *err)
{
    if (sql_run(store,
                "DELETE FROM feedback WHERE conversation IN"
                " (SELECT id FROM conversations WHERE visitor = ?)",
                SQL_ARGS(sql_text(visitor)), err) < 0 ||
        sql_run(store, "DELETE FROM conversations WHERE visitor = ?",
                SQL_ARGS(sql_text(visitor)), err) < 0 ||
        sql_run(store, "DELETE FROM visitors WHERE id = ?",
                SQL_ARGS(sql_text(visitor)), err) < 0)
        return -1;
    return sql_changes(store) > 0;
}

int transcripts_erase(struct store *store, const char *visitor, struct err *err)
{
    if (store_begin(store, err) < 0)
        return -1;
    return scrubbed(store,
                    store_end(store, erase_run(store, visitor, err), err), err);
}
