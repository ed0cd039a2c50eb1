/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_arena.c - memory of a turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"

static void test_zero(void **state)
{
    static const size_t sizes[] = {0,     1,     7,     16,     4096,
                                   60000, 65536, 65537, 300000, 3};
    struct arena *arena = arena_new();

    (void)state;
    for (int round = 0; round < 3; round++) {
        unsigned char *last = NULL;

        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            unsigned char *got = arena_zero(arena, sizes[i]);

            if (got == NULL || (uintptr_t)got % sizeof(void *) != 0)
                fail_msg("round %d row %zu: not aligned", round, i);
            for (size_t k = 0; k < sizes[i]; k++) {
                if (got[k] != 0)
                    fail_msg("round %d row %zu: not zero", round, i);
            }
            memset(got, 0xAA, sizes[i]);
            if (last != NULL && sizes[i - 1] > 0 && last[0] != 0xAA)
                fail_msg("round %d row %zu: overlaps", round, i);
            last = got;
        }
        assert_true(arena_used(arena) >= 490000);
        arena_reset(arena);
        assert_int_equal(arena_used(arena), 0);
    }
    arena_free(&arena);
    assert_null(arena);
    arena_free(&arena);
}

static void test_text(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    assert_null(arena_text(arena, NULL));
    assert_string_equal(arena_text(arena, "苏州"), "苏州");
    assert_string_equal(arena_text(arena, ""), "");
    assert_string_equal(arena_text_n(arena, "suzhou", 2), "su");
    assert_string_equal(arena_text_n(arena, "suzhou", 0), "");
    assert_string_equal(arena_format(arena, "%d-%s", 5, "a"), "5-a");
    arena_free(&arena);
}

static void test_room(void **state)
{
    struct arena *arena = arena_new();
    size_t *items = NULL, capacity = 0;

    (void)state;
    for (size_t i = 0; i < 10000; i++) {
        items = arena_room(arena, items, i, &capacity, sizeof *items);
        items[i] = i;
    }
    for (size_t i = 0; i < 10000; i++)
        assert_int_equal(items[i], i);
    assert_true(capacity >= 10000 && capacity < 20000);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zero),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
