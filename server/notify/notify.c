/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/notify.h"

#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"
#include "notify/rounds.h"

enum {
    POLL_MS = 500, /* how soon a notice is seen, whoever has written it */
    RETRY_MS = 5000
};

struct notify {
    /* set before the thread starts */
    struct notify_options options;
    char *data_dir;
    struct receivers receivers;
    pthread_t thread;
    /* the thread's own */
    struct store *store;
    void *worker;
    /* shared */
    pthread_mutex_t lock;
    pthread_cond_t bell;
    bool stopping;
};

void notify_words_fini(struct notify_words *words)
{
    free(words->to);
    free(words->subject);
    free(words->body);
    *words = (struct notify_words){0};
}

/* ---- thread -------------------------------------------------------------- */

static bool notify_stopping(void *context)
{
    struct notify *notify = context;
    bool stopping = false;

    pthread_mutex_lock(&notify->lock);
    stopping = notify->stopping;
    pthread_mutex_unlock(&notify->lock);
    return stopping;
}

/* false when stopping. */
static bool notify_wait(struct notify *notify, int ms)
{
    struct timespec until;
    bool stopping = false;
    int code = 0;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&notify->lock);
    while (!notify->stopping && code == 0)
        code = pthread_cond_timedwait(&notify->bell, &notify->lock, &until);
    stopping = notify->stopping;
    pthread_mutex_unlock(&notify->lock);
    return !stopping;
}

/* Has anybody written, or is something due: 1, 0, -1. */
static int notify_due(struct notify *notify, struct err *err)
{
    int changed = store_changed(notify->store, err);
    int64_t due = 0;
    int ret = 0;

    if (changed != 0)
        return changed;
    ret = outbox_next(notify->store, &due, err);
    return ret <= 0 ? ret : due <= clock_wall(&notify->options.clock);
}

static void *notify_loop(void *context)
{
    struct notify *notify = context;
    struct rounds rounds = {
        .store = notify->store,
        .receivers = &notify->receivers,
        .clock = notify->options.clock,
        .words = notify->options.words,
        .worker = notify->worker,
        .sender = {notify->receivers.timeout_ms, notify_stopping, notify},
    };
    struct err err = {0};
    bool failed = false;
    int wait = 0;

    while (notify_wait(notify, wait)) {
        int due = notify_due(notify, &err);

        wait = POLL_MS;
        if (due == 1)
            due = rounds_run(&rounds, &err);
        if (due < 0) {
            if (!failed)
                log_error("notices wait: %s", err.text);
            wait = RETRY_MS;
        }
        failed = due < 0;
    }
    return NULL;
}

/* Opened on the thread that uses it. */
static void *notify_main(void *context)
{
    struct notify *notify = context;
    struct err err = {0};

    if (store_open(notify->data_dir, &notify->store, &err) == 0)
        notify->worker = notify->options.begin(notify->options.context, &err);
    if (notify->worker == NULL)
        log_error("notices cannot leave: %s", err.text);
    else
        notify_loop(notify);
    if (notify->worker != NULL)
        notify->options.end(notify->options.context, notify->worker);
    store_close(&notify->store);
    return NULL;
}

/* ---- face ---------------------------------------------------------------- */

static void notify_free(struct notify **notify)
{
    pthread_cond_destroy(&(*notify)->bell);
    pthread_mutex_destroy(&(*notify)->lock);
    receivers_fini(&(*notify)->receivers);
    free((*notify)->data_dir);
    free(*notify);
    *notify = NULL;
    curl_global_cleanup();
}

static int thread_start(struct notify *notify, struct err *err)
{
    sigset_t all, before;
    int code = 0;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    code = pthread_create(&notify->thread, NULL, notify_main, notify);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code == 0 ? 0
                     : err_set(err, ERR_IO, "a thread cannot be started: %s",
                               strerror(code));
}

static struct notify *notify_new(const struct notify_options *options)
{
    struct notify *notify = mem_zero(sizeof *notify);
    pthread_condattr_t monotonic;

    curl_global_init(CURL_GLOBAL_DEFAULT);
    notify->options = *options;
    notify->data_dir = mem_text(options->data_dir);
    pthread_mutex_init(&notify->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&notify->bell, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return notify;
}

int notify_start(const struct notify_options *options, struct notify **out,
                 struct err *err)
{
    struct notify *notify = NULL;
    int ret = 0;

    *out = NULL;
    if (options->file == NULL || *options->file == '\0')
        return 0;
    notify = notify_new(options);
    if (receivers_read(options->file, &notify->receivers, err) < 0)
        ret = -1;
    else if (notify->receivers.mail.url != NULL ||
             notify->receivers.webhook_count > 0)
        ret = thread_start(notify, err) < 0 ? -1 : 1;
    if (ret == 1)
        *out = notify;
    else
        notify_free(&notify);
    return ret;
}

void notify_stop(struct notify **notify)
{
    if (*notify == NULL)
        return;
    pthread_mutex_lock(&(*notify)->lock);
    (*notify)->stopping = true;
    pthread_cond_signal(&(*notify)->bell);
    pthread_mutex_unlock(&(*notify)->lock);
    pthread_join((*notify)->thread, NULL);
    notify_free(notify);
}
