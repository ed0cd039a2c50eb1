/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pool.h - a queue of jobs and the threads that do them.
 *
 * The queue is bounded: when it is full a job is refused at once, so that
 * the asker hears "busy" and nobody waits without knowing. Knows nothing of
 * what a job does. Threads: pool_submit() from any; the others from the one
 * that started it. */
#ifndef WORK_POOL_H
#define WORK_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Put into the struct that carries what the job needs; who runs it owns it
 * from then on. worker is what begin() made for the thread. */
struct job {
    void (*run)(struct job *job, void *worker);
    struct job *next; /* the pool's */
};

struct pool_options {
    size_t workers; /* threads, at least 1 */
    size_t queue;   /* jobs that may wait, at least 1 */
    /* On each thread before its first job: NULL with *err if it cannot. */
    void *(*begin)(void *context, struct err *err);
    /* On the same thread after its last job. */
    void (*end)(void *context, void *worker);
    void *context;
};

struct pool;

/* Start all threads: 0, or -1 with the first worker's complaint and none
 * left running. */
int pool_start(const struct pool_options *options, struct pool **out,
               struct err *err);

/* true: the job will run. false: the queue is full or the pool is stopping,
 * and the job is still the caller's. */
bool pool_submit(struct pool *pool, struct job *job);

/* Jobs waiting now, for metrics. */
size_t pool_waiting(struct pool *pool);

/* Take no more, do what waits, end the threads. NULL is fine. */
void pool_stop(struct pool **pool);

#endif
