/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/notify.h"

#include <curl/curl.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "notify/rounds.h"
#include "work/bell.h"

enum {
    POLL_MS = 500, /* how soon a notice is seen, whoever has written it */
    RETRY_MS = 5000
};

struct notify {
    /* set before the thread starts */
    struct notify_options options;
    char *data_dir;
    struct receivers receivers;
    /* the thread's own */
    struct store *store;
    void *worker;
    /* shared */
    struct bell bell;
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

    return bell_stopping(&notify->bell);
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

    while (bell_wait(&notify->bell, wait, NULL)) {
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
    bell_fini(&(*notify)->bell);
    receivers_fini(&(*notify)->receivers);
    free((*notify)->data_dir);
    free(*notify);
    *notify = NULL;
    curl_global_cleanup();
}

static struct notify *notify_new(const struct notify_options *options)
{
    struct notify *notify = mem_zero(sizeof *notify);

    curl_global_init(CURL_GLOBAL_DEFAULT);
    notify->options = *options;
    notify->data_dir = mem_text(options->data_dir);
    bell_init(&notify->bell);
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
        ret = bell_start(&notify->bell, notify_main, notify, err) < 0 ? -1 : 1;
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
    bell_stop(&(*notify)->bell);
    notify_free(notify);
}
