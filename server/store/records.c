/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/records.h"

#include <assert.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/sql.h"

enum { DIGEST_BYTES = crypto_generichash_BYTES };

/* What the table says of a record. */
struct standing {
    bool known;
    bool published;
    int64_t latest;
    char kind[RECORD_KIND_MAX + 1];
    unsigned char digest[DIGEST_BYTES]; /* of the latest revision */
};

/* ---- putting ----------------------------------------------------------- */

/* Same members and values in whatever order: same digest. */
static void record_digest(const json_t *json, unsigned char *digest)
{
    char *text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);

    assert(text != NULL);
    crypto_generichash(digest, DIGEST_BYTES, (const unsigned char *)text,
                       strlen(text), NULL, 0);
    free(text);
}

static int standing_get(struct store *store, const char *id,
                        struct standing *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT r.kind, r.latest, r.published, v.digest"
                        " FROM records r JOIN revisions v"
                        " ON v.id = r.id AND v.revision = r.latest"
                        " WHERE r.id = ?",
                        SQL_ARGS(sql_text(id)), &row, err);

    *out = (struct standing){.known = ret == 1};
    if (ret == 1) {
        snprintf(out->kind, sizeof out->kind, "%s", sql_column(row, 0));
        out->latest = sql_column_int(row, 1);
        out->published = sqlite3_column_type(row, 2) != SQLITE_NULL;
        if (sqlite3_column_bytes(row, 3) == DIGEST_BYTES)
            memcpy(out->digest, sqlite3_column_blob(row, 3), DIGEST_BYTES);
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

static int sequence_next(struct store *store, int64_t *out, struct err *err)
{
    return sql_number(store,
                      "UPDATE sequence SET last = last + 1 RETURNING last",
                      SQL_NO_ARGS, out, err) < 0
               ? -1
               : 0;
}

static int revision_add(struct store *store, const struct record *record,
                        const struct standing *standing, const char *state,
                        struct author author, struct err *err)
{
    char *text = json_dumps(record->json, JSON_COMPACT);
    int ret = -1;

    assert(text != NULL);
    if (!standing->known &&
        sql_run(store,
                "INSERT INTO records (id, kind, state, latest)"
                " VALUES (?, ?, ?, 0)",
                SQL_ARGS(sql_text(record->id), sql_text(record->kind),
                         sql_text(state)),
                err) < 0)
        goto out;
    ret = sql_run(
        store, "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?)",
        SQL_ARGS(sql_text(record->id), sql_int(standing->latest + 1),
                 sql_text(state), sql_text(author.name), sql_int(author.at),
                 sql_blob(standing->digest, DIGEST_BYTES), sql_text(text)),
        err);
out:
    free(text);
    return ret;
}

/* A draft beside a published revision leaves the latter to readers. */
static int record_stand(struct store *store, const char *id, const char *state,
                        bool was_published, int64_t revision, struct err *err)
{
    bool published = strcmp(state, "published") == 0;
    bool retired = strcmp(state, "retired") == 0;
    int64_t sequence = 0;

    if (published || (retired && was_published)) {
        if (sequence_next(store, &sequence, err) < 0)
            return -1;
        return sql_run(store,
                       "UPDATE records SET state = ?, latest = ?,"
                       " published = ?, sequence = ? WHERE id = ?",
                       SQL_ARGS(sql_text(state), sql_int(revision),
                                published ? sql_int(revision) : sql_null(),
                                sql_int(sequence), sql_text(id)),
                       err);
    }
    return sql_run(store,
                   "UPDATE records SET state = ?, latest = ?"
                   " WHERE id = ?",
                   SQL_ARGS(sql_text(state), sql_int(revision), sql_text(id)),
                   err);
}

static const char *state_of(const struct record *record)
{
    static const char *const states[] = {"draft", "in_review", "published",
                                         "retired"};
    const char *state = record_string(record, "state");

    for (size_t i = 0; state != NULL && i < 4; i++)
        if (strcmp(state, states[i]) == 0)
            return states[i];
    return state == NULL ? states[0] : NULL;
}

int records_put(struct store *store, const struct record *record,
                struct author author, int64_t *revision, struct err *err)
{
    const char *state = state_of(record);
    unsigned char digest[DIGEST_BYTES];
    struct standing standing;

    if (state == NULL)
        return err_set(err, ERR_INPUT,
                       "%s: $.state must be draft, in_review, published or "
                       "retired",
                       record->id);
    if (standing_get(store, record->id, &standing, err) < 0)
        return -1;
    if (standing.known && strcmp(standing.kind, record->kind) != 0)
        return err_set(err, ERR_INPUT,
                       "%s: is a %s and cannot become a %s; give the new "
                       "record an id of its own",
                       record->id, standing.kind, record->kind);
    record_digest(record->json, digest);
    if (revision != NULL)
        *revision = standing.latest;
    if (standing.known && memcmp(digest, standing.digest, DIGEST_BYTES) == 0)
        return 0;
    memcpy(standing.digest, digest, DIGEST_BYTES);
    if (revision_add(store, record, &standing, state, author, err) < 0 ||
        record_stand(store, record->id, state, standing.published,
                     standing.latest + 1, err) < 0)
        return -1;
    if (revision != NULL)
        *revision = standing.latest + 1;
    return 1;
}

int records_retire(struct store *store, const char *id, struct author author,
                   struct err *err)
{
    struct record *record = NULL;
    int ret = records_latest(store, id, &record, err);

    if (ret == 1) {
        assert(record != NULL);
        json_object_set_new(record->json, "state", json_string("retired"));
        ret = records_put(store, record, author, NULL, err);
    }
    record_free(&record);
    return ret;
}

/* ---- getting ----------------------------------------------------------- */

/* Row: revision, json. What is stored was checked on its way in. */
static int row_record(struct store *store, sqlite3_stmt *row,
                      struct record **out, struct err *err)
{
    const char *text = sql_column(row, 1);
    size_t len = (size_t)sqlite3_column_bytes(row, 1);
    struct err why = {0};

    if (text == NULL || record_parse(text, len, out, &why) < 0)
        return err_set(err, ERR_CORRUPT,
                       "%s: a record is damaged (%.200s): restore the last "
                       "backup",
                       store_path(store), why.text);
    (*out)->revision = sql_column_int(row, 0);
    return 1;
}

static int record_get_by(struct store *store, const char *sql,
                         struct sql_args args, struct record **out,
                         struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, sql, args, &row, err);

    *out = NULL;
    if (ret == 1)
        ret = row_record(store, row, out, err);
    sql_end(&row);
    return ret;
}

int records_get(struct store *store, const char *id, struct record **out,
                struct err *err)
{
    return record_get_by(store,
                         "SELECT v.revision, v.json FROM records r"
                         " JOIN revisions v"
                         " ON v.id = r.id AND v.revision = r.published"
                         " WHERE r.id = ?",
                         SQL_ARGS(sql_text(id)), out, err);
}

int records_latest(struct store *store, const char *id, struct record **out,
                   struct err *err)
{
    return record_get_by(store,
                         "SELECT v.revision, v.json FROM records r"
                         " JOIN revisions v"
                         " ON v.id = r.id AND v.revision = r.latest"
                         " WHERE r.id = ?",
                         SQL_ARGS(sql_text(id)), out, err);
}

int records_revision(struct store *store, const char *id, int64_t revision,
                     struct record **out, struct err *err)
{
    return record_get_by(store,
                         "SELECT revision, json FROM revisions"
                         " WHERE id = ? AND revision = ?",
                         SQL_ARGS(sql_text(id), sql_int(revision)), out, err);
}

int records_author(struct store *store, const char *id, char **out,
                   struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT author FROM revisions WHERE id = ?"
                        " ORDER BY revision DESC LIMIT 1",
                        SQL_ARGS(sql_text(id)), &row, err);

    *out = ret == 1 ? mem_text(sql_column(row, 0)) : NULL;
    sql_end(&row);
    return ret;
}

static int records_each_by(struct store *store, const char *sql,
                           struct sql_args args, records_fn *fn, void *context,
                           struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, sql, args, &row, err);

    while (ret == 1) {
        struct record *record = NULL;

        if (row_record(store, row, &record, err) < 0 ||
            fn(context, &record, err) < 0)
            ret = -1;
        record_free(&record);
        if (ret == 1)
            ret = sql_next(store, row, err);
    }
    sql_end(&row);
    return ret;
}

int records_each(struct store *store, const char *kind, records_fn *fn,
                 void *context, struct err *err)
{
    return records_each_by(store,
                           "SELECT v.revision, v.json FROM records r"
                           " JOIN revisions v"
                           " ON v.id = r.id AND v.revision = r.published"
                           " WHERE ?1 IS NULL OR r.kind = ?1 ORDER BY r.id",
                           SQL_ARGS(sql_text(kind)), fn, context, err);
}

int records_each_latest(struct store *store, records_fn *fn, void *context,
                        struct err *err)
{
    return records_each_by(store,
                           "SELECT v.revision, v.json FROM records r"
                           " JOIN revisions v"
                           " ON v.id = r.id AND v.revision = r.latest"
                           " ORDER BY r.id",
                           SQL_NO_ARGS, fn, context, err);
}

/* ---- changes ----------------------------------------------------------- */

/* Row: revision, json, id, sequence. */
static int row_change(struct store *store, sqlite3_stmt *row,
                      records_change_fn *fn, void *context, struct err *err)
{
    struct record *record = NULL;
    int ret = 0;

    if (sqlite3_column_type(row, 1) != SQLITE_NULL &&
        row_record(store, row, &record, err) < 0)
        return -1;
    ret = fn(context, sql_column(row, 2), sql_column_int(row, 3), record, err);
    record_free(&record);
    return ret;
}

int records_changes(struct store *store, int64_t after, int limit,
                    records_change_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int count = 0;
    int ret = sql_query(store,
                        "SELECT v.revision, v.json, r.id, r.sequence"
                        " FROM records r LEFT JOIN revisions v"
                        " ON v.id = r.id AND v.revision = r.published"
                        " WHERE r.sequence > ? ORDER BY r.sequence LIMIT ?",
                        SQL_ARGS(sql_int(after), sql_int(limit)), &row, err);

    while (ret == 1) {
        ret = row_change(store, row, fn, context, err) < 0
                  ? -1
                  : sql_next(store, row, err);
        count += ret >= 0;
    }
    sql_end(&row);
    return ret < 0 ? -1 : count;
}

int64_t records_sequence(struct store *store, struct err *err)
{
    int64_t last = 0;

    return sql_number(store, "SELECT last FROM sequence", SQL_NO_ARGS, &last,
                      err) < 0
               ? -1
               : last;
}

int64_t records_count(struct store *store, struct err *err)
{
    int64_t count = 0;

    return sql_number(store,
                      "SELECT count(*) FROM records"
                      " WHERE published IS NOT NULL",
                      SQL_NO_ARGS, &count, err) < 0
               ? -1
               : count;
}

/* ---- wording ----------------------------------------------------------- */

int wording_put(struct store *store, enum lang lang, const json_t *wording,
                struct err *err)
{
    char *text = json_dumps(wording, JSON_COMPACT);
    int64_t sequence = 0;
    int ret = -1;

    assert(text != NULL && lang < LANG_NONE);
    if (sql_run(store,
                "INSERT INTO wording VALUES (?, ?) ON CONFLICT (lang)"
                " DO UPDATE SET json = excluded.json"
                " WHERE json <> excluded.json",
                SQL_ARGS(sql_text(lang_code(lang)), sql_text(text)), err) < 0)
        goto out;
    ret = sql_changes(store) > 0;
    if (ret == 1 && sequence_next(store, &sequence, err) < 0)
        ret = -1;
out:
    free(text);
    return ret;
}

int wording_get(struct store *store, enum lang lang, json_t **out,
                struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store, "SELECT json FROM wording WHERE lang = ?",
                        SQL_ARGS(sql_text(lang_code(lang))), &row, err);

    *out = NULL;
    if (ret == 1) {
        *out = json_loads(sql_column(row, 0), JSON_REJECT_DUPLICATES, NULL);
        if (*out == NULL)
            ret = err_set(err, ERR_CORRUPT,
                          "%s: wording %s is damaged; import it again",
                          store_path(store), lang_code(lang));
    }
    sql_end(&row);
    return ret;
}
