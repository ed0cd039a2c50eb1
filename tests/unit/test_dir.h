/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_dir.h - a directory of its own for each test, removed afterwards.
 *
 * Include first: it brings cmocka with what cmocka needs before it. */
#ifndef TEST_DIR_H
#define TEST_DIR_H

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"

#define DIR_TEST(f) \
    cmocka_unit_test_setup_teardown(f, test_dir_make, test_dir_remove)

static inline const char *test_dir(void **state)
{
    return *state;
}

static inline int test_dir_make(void **state)
{
    char *path = strdup("/tmp/parlor-test-XXXXXX");

    *state = path;
    return path != NULL && mkdtemp(path) != NULL ? 0 : -1;
}

static inline int test_dir_drop(const char *path, const struct stat *status,
                                int type, struct FTW *at)
{
    (void)status;
    (void)type;
    (void)at;
    return remove(path);
}

static inline int test_dir_remove(void **state)
{
    int ret = nftw(*state, test_dir_drop, 16, FTW_DEPTH | FTW_PHYS);

    free(*state);
    return ret;
}

/* All of a file, which must be there, in the place of what out held. */
static inline void file_load(const char *path, struct buf *out)
{
    FILE *file = fopen(path, "r");
    char block[65536];
    size_t got = 0;

    assert_non_null(file);
    buf_clear(out);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        buf_add(out, block, got);
    fclose(file);
}

#endif
