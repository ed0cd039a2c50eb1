/* SPDX-License-Identifier: GPL-3.0-or-later */
/* orders: orders a second, placed and acknowledged durably by several
 * workers at a time, beside single rows that SQLite alone commits with the
 * same durability on the same disk: "orders p50 p99 alone" (a second, ms, ms,
 * a second). */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "order/order.h"
#include "tests/support/parlor.h"

enum { WORKERS = 4, EACH = 250, ROWS = 1000 };

static const unsigned char key[32] = {1};

struct worker {
    pthread_t thread;
    struct workspace *ws;
    const struct parlor_fixture *parlor;
    int number, placed;
    double taken[EACH];
};

static double now_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static json_t *order_params(const struct worker *worker, int number)
{
    char seeks[120];

    snprintf(seeks, sizeof seeks,
             "A site of 50 mu for making battery cells, request %d of %d",
             number, worker->number);
    return json_pack(
        "{s:s,s:s,s:s,s:{s:b,s:b,s:b},s:{s:s,s:s,s:s,s:s,s:s,s:s}}", "cid",
        "bench", "kind", "investment", "notice",
        order_notice(worker->ws->snapshot), "consents", "contact", 1, "partner",
        1, "abroad", 1, "fields", "seeks", seeks, "country", "country-de",
        "name", "Ada Example", "email", "ada@example.org", "organisation",
        "Example GmbH", "phone", "+49 30 123456");
}

static int order_one(struct worker *worker, int number)
{
    json_t *params = order_params(worker, number), *out = NULL;
    struct order_refusal refusal = {0};
    struct err err = {0};
    char visitor[32];
    struct order_owner owner = {visitor, "", LANG_EN};
    double start = now_seconds();
    int ret = 0;

    snprintf(visitor, sizeof visitor, "b%d-%d", worker->number, number);
    ret = order_place(worker->ws, &owner, params, &out, &refusal, &err);
    worker->taken[number] = now_seconds() - start;
    if (ret != 1)
        fprintf(stderr, "orders: %s %s %s\n", refusal.path, refusal.what,
                err.text);
    json_decref(params);
    json_decref(out);
    return ret;
}

static void *work(void *argument)
{
    struct worker *worker = argument;

    workspace_begin(worker->ws, worker->parlor->now, worker->parlor->today);
    worker->ws->key = key;
    for (int i = 0; i < EACH; i++) {
        worker->placed += order_one(worker, i) == 1;
        arena_reset(worker->ws->arena);
    }
    workspace_end(worker->ws);
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return left < right ? -1 : left > right;
}

/* Rows a second of SQLite alone, a commit each. */
static double alone(const char *directory)
{
    char path[128], row[800];
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    double start = 0;

    memset(row, 'x', sizeof row);
    snprintf(path, sizeof path, "%s/alone.db", directory);
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db,
                     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "PRAGMA secure_delete = ON; CREATE TABLE t (a INTEGER"
                     " PRIMARY KEY, b TEXT)",
                     NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "INSERT INTO t (b) VALUES (?)", -1, &insert,
                           NULL) != SQLITE_OK)
        return 0;
    start = now_seconds();
    for (int i = 0; i < ROWS; i++) {
        sqlite3_bind_text(insert, 1, row, sizeof row, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE)
            return 0;
        sqlite3_reset(insert);
    }
    start = now_seconds() - start;
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return ROWS / start;
}

static double spread(const struct worker *workers, double part)
{
    static double all[WORKERS * EACH];

    for (int i = 0; i < WORKERS; i++)
        memcpy(all + i * EACH, workers[i].taken, sizeof workers[i].taken);
    qsort(all, WORKERS * EACH, sizeof *all, by_value);
    return 1e3 * all[(size_t)(part * (WORKERS * EACH - 1))];
}

int main(void)
{
    struct worker *workers = calloc(WORKERS, sizeof *workers);
    struct parlor_fixture parlor = {0};
    struct err err = {0};
    struct group *group = group_new();
    double start = 0, rate = 0;
    int placed = 0;

    parlor_fixture_open(&parlor);
    for (int i = 0; i < WORKERS; i++) {
        workers[i].number = i;
        workers[i].parlor = &parlor;
        if (workspace_open(parlor.directory, parlor.library, &workers[i].ws,
                           &err) < 0) {
            fprintf(stderr, "orders: %s\n", err.text);
            return 1;
        }
        workers[i].ws->group = group;
    }
    start = now_seconds();
    for (int i = 0; i < WORKERS; i++)
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(workers[i].thread, NULL);
        placed += workers[i].placed;
    }
    rate = placed / (now_seconds() - start);
    printf("%.0f %.2f %.2f %.0f\n", rate, spread(workers, 0.5),
           spread(workers, 0.99), alone(parlor.directory));
    for (int i = 0; i < WORKERS; i++)
        workspace_close(&workers[i].ws);
    free(workers);
    group_free(&group);
    parlor_fixture_close(&parlor);
    return placed == WORKERS * EACH ? 0 : 1;
}
