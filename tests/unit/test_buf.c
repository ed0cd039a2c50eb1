/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_buf.c - text being built. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"

static void test_build(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf);
    assert_string_equal(buf.bytes, "");
    buf_text(&buf, NULL);
    buf_add(&buf, NULL, 0);
    buf_text(&buf, "ab");
    buf_char(&buf, 'c');
    buf_add(&buf, "defg", 2);
    buf_format(&buf, "-%d%%", 12);
    assert_string_equal(buf.bytes, "abcde-12%");
    assert_int_equal(buf.len, 9);
    buf_clear(&buf);
    assert_string_equal(buf.bytes, "");
    assert_int_equal(buf.len, 0);
    buf_fini(&buf);
    buf_fini(&buf);
}

static void test_grow(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf);
    for (size_t i = 0; i < 5000; i++) {
        buf_char(&buf, (char)('a' + i % 26));
        if (buf.len != i + 1 || buf.bytes[buf.len] != '\0' ||
            buf.capacity <= buf.len)
            fail_msg("byte %zu", i);
    }
    buf_format(&buf, "%5000s", "x");
    assert_int_equal(buf.len, 10000);
    assert_int_equal(buf.bytes[25], 'z');
    buf_fini(&buf);
}

static const struct {
    int rune;
    const char *bytes;
} rune_rows[] = {
    {'a', "a"},
    {0x7F, "\x7F"},
    {0x80, "\xC2\x80"},
    {0x7FF, "\xDF\xBF"},
    {0x800, "\xE0\xA0\x80"},
    {0x82CF, "苏"},
    {0xFFFD, "\xEF\xBF\xBD"},
    {0x10000, "\xF0\x90\x80\x80"},
    {0x1F600, "😀"},
    {0x10FFFF, "\xF4\x8F\xBF\xBF"},
};

static void test_rune(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf);
    for (size_t i = 0; i < sizeof rune_rows / sizeof *rune_rows; i++) {
        buf_clear(&buf);
        buf_rune(&buf, rune_rows[i].rune);
        if (strcmp(buf.bytes, rune_rows[i].bytes) != 0)
            fail_msg("row %zu: U+%04X", i, (unsigned)rune_rows[i].rune);
    }
    buf_fini(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_build),
        cmocka_unit_test(test_grow),
        cmocka_unit_test(test_rune),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
