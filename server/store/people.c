/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/people.h"

#include <string.h>

#include "store/row.h"
#include "store/sql.h"

#define PERSON_COLUMNS \
    "id, name, role, password, created_at, disabled_at, seen_at"

static void person_read(sqlite3_stmt *row, struct person *out)
{
    *out = (struct person){.created_at = sql_column_int(row, 4),
                           .disabled_at = sql_column_int(row, 5),
                           .seen_at = sql_column_int(row, 6)};
    row_text(out->id, sizeof out->id, row, 0);
    row_text(out->name, sizeof out->name, row, 1);
    row_text(out->role, sizeof out->role, row, 2);
    row_text(out->password, sizeof out->password, row, 3);
}

int people_add(struct store *store, const struct person *person,
               struct err *err)
{
    if (sql_run(store,
                "INSERT INTO people (id, name, role, password, created_at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                SQL_ARGS(sql_text(person->id), sql_text(person->name),
                         sql_text(person->role), sql_text(person->password),
                         sql_int(person->created_at)),
                err) < 0)
        return -1;
    return sql_changes(store) > 0;
}

int people_by_name(struct store *store, const char *name, struct person *out,
                   struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret =
        sql_query(store, "SELECT " PERSON_COLUMNS " FROM people WHERE name = ?",
                  SQL_ARGS(sql_text(name)), &row, err);

    *out = (struct person){0};
    if (ret == 1)
        person_read(row, out);
    sql_end(&row);
    return ret;
}

int people_by_id(struct store *store, const char *id, struct person *out,
                 struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret =
        sql_query(store, "SELECT " PERSON_COLUMNS " FROM people WHERE id = ?",
                  SQL_ARGS(sql_text(id)), &row, err);

    *out = (struct person){0};
    if (ret == 1)
        person_read(row, out);
    sql_end(&row);
    return ret;
}

int64_t people_count(struct store *store, struct err *err)
{
    int64_t count = 0;

    if (sql_number(store,
                   "SELECT COUNT(*) FROM people WHERE disabled_at IS NULL",
                   SQL_NO_ARGS, &count, err) < 0)
        return -1;
    return count;
}

int people_each(struct store *store, people_fn *fn, void *context,
                struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret =
        sql_query(store, "SELECT " PERSON_COLUMNS " FROM people ORDER BY name",
                  SQL_NO_ARGS, &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        struct person person;

        person_read(row, &person);
        if (fn(context, &person, err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

/* ---- changes end sign-ins ------------------------------------------------ */

static int signins_end_all(struct store *store, const char *person,
                           struct err *err)
{
    return sql_run(store, "DELETE FROM signins WHERE person = ?",
                   SQL_ARGS(sql_text(person)), err);
}

/* After an UPDATE of one person: 1, 0 there was none, -1. */
static int changed(struct store *store, const char *id, struct err *err)
{
    if (sql_changes(store) == 0)
        return 0;
    return signins_end_all(store, id, err) < 0 ? -1 : 1;
}

int people_password(struct store *store, const char *id, const char *password,
                    struct err *err)
{
    if (sql_run(store, "UPDATE people SET password = ? WHERE id = ?",
                SQL_ARGS(sql_text(password), sql_text(id)), err) < 0)
        return -1;
    return changed(store, id, err);
}

int people_disable(struct store *store, const char *id, int64_t now,
                   struct err *err)
{
    if (sql_run(store, "UPDATE people SET disabled_at = ? WHERE id = ?",
                SQL_ARGS(now != 0 ? sql_int(now) : sql_null(), sql_text(id)),
                err) < 0)
        return -1;
    return changed(store, id, err);
}

/* ---- sign-ins ------------------------------------------------------------ */

int signins_add(struct store *store, const struct signin *signin,
                const unsigned char token[PERSON_HASH], struct err *err)
{
    if (sql_run(store,
                "INSERT INTO signins (id, person, token, created_at, used_at)"
                " VALUES (?, ?, ?, ?, ?)",
                SQL_ARGS(sql_text(signin->id), sql_text(signin->person),
                         sql_blob(token, PERSON_HASH),
                         sql_int(signin->created_at), sql_int(signin->used_at)),
                err) < 0)
        return -1;
    return sql_run(
        store, "UPDATE people SET seen_at = ? WHERE id = ?",
        SQL_ARGS(sql_int(signin->created_at), sql_text(signin->person)), err);
}

static int signin_take(sqlite3_stmt **row, int ret, struct signin *out)
{
    *out = (struct signin){0};
    if (ret == 1) {
        row_text(out->id, sizeof out->id, *row, 0);
        row_text(out->person, sizeof out->person, *row, 1);
        out->created_at = sql_column_int(*row, 2);
        out->used_at = sql_column_int(*row, 3);
    }
    sql_end(row);
    return ret;
}

int signins_find(struct store *store, const unsigned char token[PERSON_HASH],
                 struct signin *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT id, person, created_at, used_at FROM signins"
                        " WHERE token = ?",
                        SQL_ARGS(sql_blob(token, PERSON_HASH)), &row, err);

    return signin_take(&row, ret, out);
}

int signins_get(struct store *store, const char *id, struct signin *out,
                struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT id, person, created_at, used_at FROM signins"
                        " WHERE id = ?",
                        SQL_ARGS(sql_text(id)), &row, err);

    return signin_take(&row, ret, out);
}

int signins_use(struct store *store, const char *id, int64_t now,
                struct err *err)
{
    return sql_run(store, "UPDATE signins SET used_at = ? WHERE id = ?",
                   SQL_ARGS(sql_int(now), sql_text(id)), err);
}

int signins_end(struct store *store, const char *id, struct err *err)
{
    return sql_run(store, "DELETE FROM signins WHERE id = ?",
                   SQL_ARGS(sql_text(id)), err);
}

int signins_sweep(struct store *store, int64_t created_before,
                  int64_t used_before, struct err *err)
{
    return sql_run(
        store, "DELETE FROM signins WHERE created_at < ? OR used_at < ?",
        SQL_ARGS(sql_int(created_before), sql_int(used_before)), err);
}

/* ---- attempts ------------------------------------------------------------ */

int attempts_add(struct store *store, const unsigned char hash[PERSON_HASH],
                 int64_t now, struct err *err)
{
    return sql_run(store, "INSERT INTO attempts (hash, at) VALUES (?, ?)",
                   SQL_ARGS(sql_blob(hash, PERSON_HASH), sql_int(now)), err);
}

int64_t attempts_count(struct store *store,
                       const unsigned char hash[PERSON_HASH], int64_t since,
                       struct err *err)
{
    int64_t count = 0;

    if (sql_number(store,
                   "SELECT COUNT(*) FROM attempts WHERE hash = ? AND at > ?",
                   SQL_ARGS(sql_blob(hash, PERSON_HASH), sql_int(since)),
                   &count, err) < 0)
        return -1;
    return count;
}

int attempts_clear(struct store *store, const unsigned char hash[PERSON_HASH],
                   struct err *err)
{
    return sql_run(store, "DELETE FROM attempts WHERE hash = ?",
                   SQL_ARGS(sql_blob(hash, PERSON_HASH)), err);
}

int attempts_sweep(struct store *store, int64_t before, struct err *err)
{
    return sql_run(store, "DELETE FROM attempts WHERE at < ?",
                   SQL_ARGS(sql_int(before)), err);
}
