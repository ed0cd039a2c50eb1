/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench.h - an analyser and an arena for the tests of one program.
 *
 * Behind test_dir.h or cmocka. */
#ifndef TEST_BENCH_H
#define TEST_BENCH_H

#include "base/arena.h"
#include "text/terms.h"

struct bench {
    struct analyser *analyser;
    struct arena *arena;
};

static struct bench bench;

static inline int bench_open(void **state)
{
    struct err err;

    (void)state;
    bench.arena = arena_new();
    return analyser_open(&bench.analyser, &err);
}

static inline int bench_close(void **state)
{
    (void)state;
    analyser_close(&bench.analyser);
    arena_free(&bench.arena);
    return 0;
}

#endif
