/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/pool.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct pool {
    struct pool_options options;
    pthread_mutex_t lock; /* of everything below */
    pthread_cond_t work;  /* a job has come, or stopping */
    pthread_cond_t begun; /* a worker has begun or failed to */
    struct job *first, **last;
    size_t waiting;
    size_t started; /* workers that have begun or failed to */
    bool stopping;
    bool failed; /* err is filled in */
    struct err err;
    pthread_t *threads;
    size_t thread_count;
};

/* The next job, or NULL when stopping and all is done. */
static struct job *pool_next(struct pool *pool)
{
    struct job *job = NULL;

    pthread_mutex_lock(&pool->lock);
    while (pool->first == NULL && !pool->stopping)
        pthread_cond_wait(&pool->work, &pool->lock);
    job = pool->first;
    if (job != NULL) {
        pool->first = job->next;
        if (pool->first == NULL)
            pool->last = &pool->first;
        pool->waiting--;
    }
    pthread_mutex_unlock(&pool->lock);
    return job;
}

static void pool_begun(struct pool *pool, bool failed, const struct err *err)
{
    pthread_mutex_lock(&pool->lock);
    pool->started++;
    if (failed && !pool->failed) {
        pool->failed = true;
        pool->err = *err;
    }
    pthread_cond_signal(&pool->begun);
    pthread_mutex_unlock(&pool->lock);
}

static void *pool_worker(void *context)
{
    struct pool *pool = context;
    struct err err = {0};
    void *worker = pool->options.begin(pool->options.context, &err);
    struct job *job = NULL;

    pool_begun(pool, worker == NULL, &err);
    if (worker == NULL)
        return NULL;
    while ((job = pool_next(pool)) != NULL)
        job->run(job, worker);
    pool->options.end(pool->options.context, worker);
    return NULL;
}

/* Signals are for the thread that started the pool. */
static int pool_thread(struct pool *pool)
{
    sigset_t all, before;
    int code = 0;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    code = pthread_create(&pool->threads[pool->thread_count], NULL, pool_worker,
                          pool);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pool->thread_count += code == 0;
    return code;
}

static int pool_begin(struct pool *pool, struct err *err)
{
    bool failed = false;

    for (size_t i = 0; i < pool->options.workers; i++) {
        int code = pool_thread(pool);

        if (code != 0)
            return err_set(err, ERR_IO, "a thread cannot be started: %s",
                           strerror(code));
    }
    pthread_mutex_lock(&pool->lock);
    while (pool->started < pool->thread_count)
        pthread_cond_wait(&pool->begun, &pool->lock);
    failed = pool->failed;
    if (failed && err != NULL)
        *err = pool->err;
    pthread_mutex_unlock(&pool->lock);
    return failed ? -1 : 0;
}

int pool_start(const struct pool_options *options, struct pool **out,
               struct err *err)
{
    struct pool *pool = mem_zero(sizeof *pool);

    assert(options->workers >= 1 && options->queue >= 1);
    *out = NULL;
    pool->options = *options;
    pool->last = &pool->first;
    pool->threads = mem_zero(options->workers * sizeof *pool->threads);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->begun, NULL);
    if (pool_begin(pool, err) < 0) {
        pool_stop(&pool);
        return -1;
    }
    *out = pool;
    return 0;
}

bool pool_submit(struct pool *pool, struct job *job)
{
    bool taken = false;

    pthread_mutex_lock(&pool->lock);
    taken = !pool->stopping && pool->waiting < pool->options.queue;
    if (taken) {
        job->next = NULL;
        *pool->last = job;
        pool->last = &job->next;
        pool->waiting++;
        pthread_cond_signal(&pool->work);
    }
    pthread_mutex_unlock(&pool->lock);
    return taken;
}

size_t pool_waiting(struct pool *pool)
{
    size_t waiting = 0;

    pthread_mutex_lock(&pool->lock);
    waiting = pool->waiting;
    pthread_mutex_unlock(&pool->lock);
    return waiting;
}

void pool_stop(struct pool **pool)
{
    struct pool *old = *pool;

    if (old == NULL)
        return;
    pthread_mutex_lock(&old->lock);
    old->stopping = true;
    pthread_cond_broadcast(&old->work);
    pthread_mutex_unlock(&old->lock);
    for (size_t i = 0; i < old->thread_count; i++)
        pthread_join(old->threads[i], NULL);
    pthread_cond_destroy(&old->begun);
    pthread_cond_destroy(&old->work);
    pthread_mutex_destroy(&old->lock);
    free(old->threads);
    free(old);
    *pool = NULL;
}
