/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_fold.c - one form for what means the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "text/fold.h"

static const struct {
    const char *text, *folded;
} fold_rows[] = {
    {"", ""},
    {"Suzhou", "suzhou"},
    {"ＳＩＰ　２０２５", "sip 2025"},
    {"a \t\r\n b", "a b"},
    {"  a  ", " a "},
    {"Straße", "strasse"},
    {"FÖRDERUNG", "förderung"},
    {"Fo\xCC\x88rderung", "förderung"}, /* o and a combining diaeresis */
    {"ﬁnance", "finance"},
    {"㎡ ㈱", "m2 (株)"},
    {"①②", "12"},
    {"ｶﾞｲﾄﾞ", "ガイド"},
    {"カ\xE3\x82\x99", "ガ"}, /* a combining voiced mark */
    {"ÀÉÎÕÜ àéîõü", "àéîõü àéîõü"},
    {"Какие ЁЛКИ", "какие ёлки"},
    {"Ελλάς", "ελλάσ"},
    {"İ", "i̇"},
    {"한국 \xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한국 한"},
    {"ﻻ", "لا"},
    {"蘇州，工業園區。", "蘇州,工業園區。"},
    {"５００％～", "500%~"},
    {"a\xC2\xA0"
     "b",
     "a b"}, /* a blank that does not break */
    {"a\xE2\x80\x8B"
     "b",
     "ab"}, /* a blank of no width */
    {"so\xC2\xAD"
     "ft",
     "soft"}, /* a soft hyphen */
    {"a\xE2\x80\xA8"
     "b",
     "a b"}, /* a line separator */
    {"x²", "x2"},
    {"½", "1⁄2"},
    {"😀 Ok", "😀 ok"},
    {"﨑", "﨑"},
    {"豈", "豈"}, /* a compatibility ideograph */
    {"’", "’"},
    {"–—", "–—"},
};

static void test_fold(void **state)
{
    struct buf buf;
    int failed = 0;

    (void)state;
    buf_init(&buf);
    for (size_t i = 0; i < sizeof fold_rows / sizeof *fold_rows; i++) {
        buf_clear(&buf);
        buf_text(&buf, "kept ");
        fold_text(fold_rows[i].text, strlen(fold_rows[i].text), &buf);
        if (strncmp(buf.bytes, "kept ", 5) == 0 &&
            strcmp(buf.bytes + 5, fold_rows[i].folded) == 0 &&
            strlen(buf.bytes) == buf.len)
            continue;
        failed++;
        print_error("row %zu: %s: %s\n", i, fold_rows[i].text, buf.bytes);
    }
    buf_fini(&buf);
    assert_int_equal(failed, 0);
}

/* Every rune alone, by the short way or the long, is as utf8proc folds it:
 * folding what was folded changes nothing. */
static void test_twice(void **state)
{
    struct buf rune, once, twice;

    (void)state;
    buf_init(&rune);
    buf_init(&once);
    buf_init(&twice);
    for (int r = 1; r < 0x30000; r++) {
        if (r >= 0xD800 && r < 0xE000)
            continue;
        buf_clear(&rune);
        buf_clear(&once);
        buf_clear(&twice);
        buf_rune(&rune, r);
        fold_text(rune.bytes, rune.len, &once);
        fold_text(once.bytes, once.len, &twice);
        if (strcmp(once.bytes, twice.bytes) != 0)
            fail_msg("U+%04X: %s, then %s", (unsigned)r, once.bytes,
                     twice.bytes);
        /* with a neighbour that only utf8proc knows: the same */
        buf_clear(&twice);
        buf_text(&rune, "x½");
        fold_text(rune.bytes, rune.len, &twice);
        buf_text(&once, "x1⁄2");
        if (strcmp(once.bytes, twice.bytes) != 0)
            fail_msg("U+%04X beside ½: %s, not %s", (unsigned)r, twice.bytes,
                     once.bytes);
    }
    buf_fini(&rune);
    buf_fini(&once);
    buf_fini(&twice);
}

static const struct {
    bool valid;
    const char *bytes;
    size_t len;
} valid_rows[] = {
    {true, "", 0},
    {true, "abc", 3},
    {true, "苏州", 6},
    {true, "😀", 4},
    {false, "a\0b", 3},
    {false, "\x80", 1},
    {false, "\xC3", 1},
    {false, "\xE8\x8B", 2},
    {false, "\xF0\x9F\x98", 3},
    {false, "\xC0\xAF", 2},         /* overlong */
    {false, "\xED\xA0\x80", 3},     /* half a surrogate pair */
    {false, "\xF4\x90\x80\x80", 4}, /* beyond Unicode */
    {false, "\xFF", 1},
    {false,
     "ab\xE8"
     "cd",
     5},
};

static void test_valid(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof valid_rows / sizeof *valid_rows; i++) {
        if (fold_utf8_valid(valid_rows[i].bytes, valid_rows[i].len) !=
            valid_rows[i].valid)
            fail_msg("row %zu", i);
    }
}

static void test_rune(void **state)
{
    static const int runes[] = {'a', 0xE9, 0x82CF, 0x1F600, -1, -1};
    const char *text = "aé苏😀";
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < sizeof runes / sizeof *runes; i++)
        assert_int_equal(fold_rune(text, strlen(text), &at), runes[i]);
    assert_int_equal(at, strlen(text));
    assert_int_equal(fold_length(text, strlen(text)), 4);
    assert_int_equal(fold_length("", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fold),
        cmocka_unit_test(test_twice),
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_rune),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
