/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_bell.c - a thread is woken once a ring, by time, and to its end. */
#include "test_dir.h"

#include <stdatomic.h>

#include "work/bell.h"

struct sleeper {
    struct bell bell;
    atomic_int woken;
};

static void *sleep_on(void *context)
{
    struct sleeper *sleeper = context;
    bool woken = false;

    while (bell_wait(&sleeper->bell, 60 * 1000, &woken))
        sleeper->woken += woken;
    return NULL;
}

static void test_wait(void **state)
{
    struct bell bell;
    bool woken = true;

    (void)state;
    bell_init(&bell);
    assert_true(bell_wait(&bell, 1, &woken));
    assert_false(woken);
    bell_wake(&bell);
    bell_wake(&bell);
    assert_true(bell_wait(&bell, 60 * 1000, &woken));
    assert_true(woken); /* though nobody slept when it was rung */
    assert_true(bell_wait(&bell, 0, &woken));
    assert_false(woken); /* once, however often */
    assert_false(bell_stopping(&bell));
    bell_fini(&bell);
}

/* It ends from its sleep, long before the time has gone. */
static void test_thread(void **state)
{
    struct sleeper sleeper = {0};
    struct err err = {0};

    (void)state;
    bell_init(&sleeper.bell);
    assert_int_equal(bell_start(&sleeper.bell, sleep_on, &sleeper, &err), 0);
    for (int i = 1; i <= 3; i++) {
        bell_wake(&sleeper.bell);
        while (sleeper.woken < i)
            usleep(1000);
    }
    bell_stop(&sleeper.bell);
    assert_true(bell_stopping(&sleeper.bell));
    assert_int_equal(sleeper.woken, 3);
    bell_fini(&sleeper.bell);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wait),
        cmocka_unit_test(test_thread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
