/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/publisher.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "publish/index.h"
#include "text/terms.h"
#include "work/bell.h"

enum {
    POLL_MS = 200,        /* how soon another process's publish is seen */
    RETRY_FIRST_MS = 250, /* after a failure, doubled up to ... */
    RETRY_MS = 5000,
    DOUBT_MS = 60000
};

static const char rebuild_key[] = "index.rebuild";

struct publisher {
    /* set before the thread starts */
    char *data_dir;
    struct library *library;
    struct clock clock;
    /* the thread's own */
    struct store *store;
    struct analyser *analyser;
    struct index *index; /* NULL until opened, and after a failure */
    int64_t doubted_at;  /* the clock's span, 0 never */
    /* shared */
    struct bell bell;
    pthread_mutex_t lock; /* of healthy */
    bool healthy;
};

/* ---- rounds ------------------------------------------------------------ */

/* A reader's failure has the whole index checked, but not again and again
 * for what no check finds. */
static bool round_doubts(struct publisher *publisher)
{
    int64_t now = clock_span(&publisher->clock);

    if (!library_take_doubt(publisher->library) ||
        (publisher->doubted_at != 0 && now - publisher->doubted_at < DOUBT_MS))
        return false;
    publisher->doubted_at = now;
    return true;
}

/* Answers are marked degraded from here to the end of the round. */
static int round_rebuild(struct publisher *publisher, struct err *err)
{
    int64_t now = clock_wall(&publisher->clock);
    int ret = 0;

    index_close(&publisher->index);
    log_info("the index is being rebuilt");
    ret = index_rebuild(publisher->data_dir, publisher->store, now, err);
    if (ret == 0)
        library_index_exchanged(publisher->library);
    return ret;
}

static int round_open(struct publisher *publisher, struct err *err)
{
    int ret = 0;

    if (round_doubts(publisher))
        index_doubt(&publisher->index);
    if (publisher->index != NULL)
        return 0;
    ret = index_open(publisher->data_dir, publisher->store,
                     clock_wall(&publisher->clock), &publisher->index, err);
    if (ret == 1) {
        library_set_degraded(publisher->library, true);
        library_index_exchanged(publisher->library);
    }
    return ret < 0 ? -1 : 0;
}

static int round_asked(struct publisher *publisher, struct err *err)
{
    int ret = publisher_asked(publisher->store, err);

    if (ret != 1)
        return ret;
    if (round_rebuild(publisher, err) < 0)
        return -1;
    return store_setting_put(publisher->store, rebuild_key, "", err);
}

/* Snapshot first: a hit whose record it lacks would be of no use. */
static int round_run(struct publisher *publisher, struct err *err)
{
    bool was_degraded = library_degraded(publisher->library);

    if (library_refresh(publisher->library, publisher->store,
                        publisher->analyser, err) < 0 ||
        round_asked(publisher, err) < 0 || round_open(publisher, err) < 0 ||
        index_apply(publisher->index, publisher->store, err) < 0)
        return -1;
    if (was_degraded || library_degraded(publisher->library)) {
        library_index_exchanged(publisher->library);
        library_set_degraded(publisher->library, false);
        log_info("the index is whole again");
    }
    return 0;
}

/* ---- thread ------------------------------------------------------------ */

static void publisher_judge(struct publisher *publisher, bool healthy)
{
    pthread_mutex_lock(&publisher->lock);
    publisher->healthy = healthy;
    pthread_mutex_unlock(&publisher->lock);
}

/* Is there anything to look at? */
static int publisher_due(struct publisher *publisher, bool woken,
                         struct err *err)
{
    int changed = store_changed(publisher->store, err);

    return changed < 0
               ? -1
               : changed || woken || library_doubted(publisher->library);
}

static void *publisher_loop(void *context)
{
    struct publisher *publisher = context;
    struct err err = {0};
    bool woken = true;
    int wait = 0, retry = 0;

    while (bell_wait(&publisher->bell, wait, &woken)) {
        int due =
            publisher_due(publisher, woken || retry != 0 || wait == 0, &err);

        wait = POLL_MS;
        if (due == 0)
            continue;
        if (due < 0 || round_run(publisher, &err) < 0) {
            index_close(&publisher->index);
            if (retry == 0)
                log_error("publishing waits: %s", err.text);
            retry = retry == 0 ? RETRY_FIRST_MS : retry * 2;
            wait = retry = retry < RETRY_MS ? retry : RETRY_MS;
            publisher_judge(publisher, false);
            continue;
        }
        if (retry != 0)
            log_info("publishing goes on");
        retry = 0;
        publisher_judge(publisher, true);
    }
    return NULL;
}

/* ---- face -------------------------------------------------------------- */

static void publisher_free(struct publisher **publisher)
{
    index_close(&(*publisher)->index);
    analyser_close(&(*publisher)->analyser);
    store_close(&(*publisher)->store);
    bell_fini(&(*publisher)->bell);
    pthread_mutex_destroy(&(*publisher)->lock);
    free((*publisher)->data_dir);
    free(*publisher);
    *publisher = NULL;
}

static int publisher_begin(struct publisher *publisher, struct err *err)
{
    if (store_open(publisher->data_dir, &publisher->store, err) < 0 ||
        analyser_open(&publisher->analyser, err) < 0)
        return -1;
    return bell_start(&publisher->bell, publisher_loop, publisher, err);
}

int publisher_start(const char *data_dir, struct library *library,
                    struct clock clock, struct publisher **out, struct err *err)
{
    struct publisher *publisher = mem_zero(sizeof *publisher);

    *out = NULL;
    publisher->data_dir = mem_text(data_dir);
    publisher->library = library;
    publisher->clock = clock;
    publisher->healthy = true;
    pthread_mutex_init(&publisher->lock, NULL);
    bell_init(&publisher->bell);
    if (publisher_begin(publisher, err) < 0) {
        publisher_free(&publisher);
        return -1;
    }
    *out = publisher;
    return 0;
}

void publisher_stop(struct publisher **publisher)
{
    if (*publisher == NULL)
        return;
    bell_stop(&(*publisher)->bell);
    publisher_free(publisher);
}

void publisher_wake(struct publisher *publisher)
{
    bell_wake(&publisher->bell);
}

bool publisher_healthy(struct publisher *publisher)
{
    bool healthy = false;

    pthread_mutex_lock(&publisher->lock);
    healthy = publisher->healthy;
    pthread_mutex_unlock(&publisher->lock);
    return healthy;
}

int publisher_ask_rebuild(struct store *store, struct err *err)
{
    return store_setting_put(store, rebuild_key, "yes", err);
}

int publisher_asked(struct store *store, struct err *err)
{
    char *value = NULL;
    int ret = store_setting(store, rebuild_key, &value, err);

    if (ret == 1)
        ret = strcmp(value, "yes") == 0;
    free(value);
    return ret;
}
