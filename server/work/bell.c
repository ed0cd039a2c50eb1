/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/bell.h"

#include <signal.h>
#include <string.h>
#include <time.h>

void bell_init(struct bell *bell)
{
    pthread_condattr_t monotonic;

    *bell = (struct bell){0};
    pthread_mutex_init(&bell->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&bell->rung, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

void bell_fini(struct bell *bell)
{
    pthread_cond_destroy(&bell->rung);
    pthread_mutex_destroy(&bell->lock);
}

int bell_start(struct bell *bell, void *(*run)(void *), void *context,
               struct err *err)
{
    sigset_t all, before;
    int code = 0;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    code = pthread_create(&bell->thread, NULL, run, context);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code == 0 ? 0
                     : err_set(err, ERR_IO, "a thread cannot be started: %s",
                               strerror(code));
}

bool bell_wait(struct bell *bell, int ms, bool *woken)
{
    struct timespec until;
    bool stopping = false;
    int code = 0;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&bell->lock);
    while (!bell->stopping && !bell->woken && code == 0)
        code = pthread_cond_timedwait(&bell->rung, &bell->lock, &until);
    stopping = bell->stopping;
    if (woken != NULL)
        *woken = bell->woken;
    bell->woken = false;
    pthread_mutex_unlock(&bell->lock);
    return !stopping;
}

bool bell_stopping(struct bell *bell)
{
    bool stopping = false;

    pthread_mutex_lock(&bell->lock);
    stopping = bell->stopping;
    pthread_mutex_unlock(&bell->lock);
    return stopping;
}

static void ring(struct bell *bell, bool *why)
{
    pthread_mutex_lock(&bell->lock);
    *why = true;
    pthread_cond_signal(&bell->rung);
    pthread_mutex_unlock(&bell->lock);
}

void bell_wake(struct bell *bell)
{
    ring(bell, &bell->woken);
}

void bell_stop(struct bell *bell)
{
    ring(bell, &bell->stopping);
    pthread_join(bell->thread, NULL);
}
