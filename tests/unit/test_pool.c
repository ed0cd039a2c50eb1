/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pool: every job taken is done once, a full queue refuses, stop drains.
 * Run it under MODE=tsan too. */
#include "test_dir.h"

#include <pthread.h>
#include <stdatomic.h>

#include "work/pool.h"

enum { SUBMITTERS = 4, JOBS_EACH = 500 };

/* A worker counts what it has done; a gate holds it up. */
struct yard {
    atomic_int begun, ended, done;
    int fail_from; /* workers from this one on cannot begin */
    pthread_mutex_t gate;
};

struct counted {
    struct job job;
    struct yard *yard;
    atomic_int times;
};

static void *yard_begin(void *context, struct err *err)
{
    struct yard *yard = context;
    int number = atomic_fetch_add(&yard->begun, 1);

    if (number >= yard->fail_from) {
        err_set(err, ERR_IO, "worker %d has no bench", number);
        return NULL;
    }
    return yard;
}

static void yard_end(void *context, void *worker)
{
    struct yard *yard = context;

    assert_ptr_equal(worker, yard);
    atomic_fetch_add(&yard->ended, 1);
}

static void counted_run(struct job *job, void *worker)
{
    struct counted *counted = (struct counted *)job;

    assert_ptr_equal(worker, counted->yard);
    atomic_fetch_add(&counted->times, 1);
    atomic_fetch_add(&counted->yard->done, 1);
}

static void gate_run(struct job *job, void *worker)
{
    struct counted *counted = (struct counted *)job;

    pthread_mutex_lock(&counted->yard->gate);
    pthread_mutex_unlock(&counted->yard->gate);
    counted_run(job, worker);
}

static struct pool *pool_with(struct yard *yard, size_t workers, size_t queue)
{
    const struct pool_options options = {workers, queue, yard_begin, yard_end,
                                         yard};
    struct pool *pool = NULL;
    struct err err = {0};

    pthread_mutex_init(&yard->gate, NULL);
    if (yard->fail_from == 0)
        yard->fail_from = 1000;
    if (pool_start(&options, &pool, &err) < 0)
        fail_msg("pool_start: %s", err.text);
    return pool;
}

static void full_queue_refuses(void **state)
{
    struct yard yard = {0};
    struct pool *pool = pool_with(&yard, 1, 2);
    struct counted jobs[4] = {0};

    (void)state;
    for (size_t i = 0; i < 4; i++)
        jobs[i] = (struct counted){.job.run = gate_run, .yard = &yard};
    pthread_mutex_lock(&yard.gate);
    assert_true(pool_submit(pool, &jobs[0].job));
    while (pool_waiting(pool) != 0) /* the worker has it, behind the gate */
        sched_yield();
    assert_true(pool_submit(pool, &jobs[1].job));
    assert_true(pool_submit(pool, &jobs[2].job));
    assert_int_equal(pool_waiting(pool), 2);
    assert_false(pool_submit(pool, &jobs[3].job));
    pthread_mutex_unlock(&yard.gate);
    pool_stop(&pool);
    assert_null(pool);
    assert_int_equal(yard.done, 3); /* what waited was done */
    assert_int_equal(jobs[3].times, 0);
    assert_int_equal(yard.ended, 1);
    pool_stop(&pool);
}

struct submitter {
    struct pool *pool;
    struct counted *jobs;
    int refused;
};

static void *submit_all(void *context)
{
    struct submitter *submitter = context;

    for (int i = 0; i < JOBS_EACH; i++)
        while (!pool_submit(submitter->pool, &submitter->jobs[i].job)) {
            submitter->refused++;
            sched_yield();
        }
    return NULL;
}

static void each_job_runs_once(void **state)
{
    static struct counted jobs[SUBMITTERS][JOBS_EACH];
    struct yard yard = {0};
    struct pool *pool = pool_with(&yard, 3, 16);
    struct submitter submitters[SUBMITTERS];
    pthread_t threads[SUBMITTERS];

    (void)state;
    for (size_t s = 0; s < SUBMITTERS; s++) {
        for (size_t i = 0; i < JOBS_EACH; i++)
            jobs[s][i] =
                (struct counted){.job.run = counted_run, .yard = &yard};
        submitters[s] = (struct submitter){pool, jobs[s], 0};
        pthread_create(&threads[s], NULL, submit_all, &submitters[s]);
    }
    for (size_t s = 0; s < SUBMITTERS; s++)
        pthread_join(threads[s], NULL);
    pool_stop(&pool);
    assert_int_equal(yard.done, SUBMITTERS * JOBS_EACH);
    for (size_t s = 0; s < SUBMITTERS; s++)
        for (size_t i = 0; i < JOBS_EACH; i++)
            if (jobs[s][i].times != 1)
                fail_msg("job %zu of %zu ran %d times", i, s, jobs[s][i].times);
    assert_int_equal(yard.ended, 3);
}

static void worker_that_cannot_begin(void **state)
{
    struct yard yard = {.fail_from = 2};
    const struct pool_options options = {4, 8, yard_begin, yard_end, &yard};
    struct pool *pool = NULL;
    struct err err = {0};

    (void)state;
    assert_int_equal(pool_start(&options, &pool, &err), -1);
    assert_null(pool);
    assert_non_null(strstr(err.text, "no bench"));
    assert_int_equal(yard.ended, 2); /* those who had begun also ended */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_queue_refuses),
        cmocka_unit_test(each_job_runs_once),
        cmocka_unit_test(worker_that_cannot_begin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
