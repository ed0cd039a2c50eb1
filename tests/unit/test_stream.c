/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_dir.h"

#include "engine/stream.h"

/* A unit of each kind. */
static const struct unit row[] = {
    {.kind = UNIT_CHARACTER, .text = "税", .len = 3},
    {.kind = UNIT_WORD,
     .text = "rewards",
     .len = 7,
     .stem = "reward",
     .stem_len = 6},
    {.kind = UNIT_GAP},
    {.kind = UNIT_CHARACTER, .text = "𠮷", .len = 4},
    {.kind = UNIT_END},
};

static void made(struct buf *out)
{
    struct units units = {(struct unit *)row, sizeof row / sizeof *row};

    buf_init(out);
    stream_add(out, LANG_ZH_HANT, 2, &units);
    stream_add(out, LANG_EN, 1, &(struct units){0});
    stream_add(out, LANG_RO, 300, &units);
}

static void test_read(void **state)
{
    static const enum lang langs[] = {LANG_ZH_HANS, LANG_EN, LANG_RO};
    static const unsigned weights[] = {2, 1, 255};
    struct buf bytes;
    struct stream stream;
    struct stream_text text;

    (void)state;
    made(&bytes);
    stream.at = (const unsigned char *)bytes.bytes;
    stream.end = stream.at + bytes.len;
    for (size_t i = 0; i < 3; i++) {
        struct stream_unit unit;

        assert_int_equal(stream_next(&stream, &text), 1);
        assert_int_equal(text.lang, langs[i]);
        assert_int_equal(text.weight, weights[i]);
        assert_int_equal(text.count, i == 1 ? 0 : 3);
        for (size_t u = 0; i != 1 && u < sizeof row / sizeof *row; u++) {
            assert_int_equal(stream_read(&text, &unit), 1);
            assert_int_equal(unit.kind, row[u].kind);
            if (u == 0)
                assert_int_equal(unit.rune, 0x7A0E);
            if (u == 3)
                assert_int_equal(unit.rune, 0x20BB7);
            if (u != 1)
                continue;
            assert_memory_equal(unit.word, "rewards", unit.len);
            assert_int_equal(unit.stem, stream_hash("reward", 6));
        }
        assert_int_equal(stream_read(&text, &unit), 0);
    }
    assert_int_equal(stream_next(&stream, &text), 0);
    buf_fini(&bytes);
}

/* Read to the end or to the first thing that is wrong; never beyond. */
static void read_all(const unsigned char *bytes, size_t len)
{
    unsigned char *copy = malloc(len + 1); /* the sanitizer sees its end */
    struct stream stream = {copy, copy + len};
    struct stream_text text;
    struct stream_unit unit;

    memcpy(copy, bytes, len);
    while (stream_next(&stream, &text) == 1)
        while (stream_read(&text, &unit) == 1)
            ;
    free(copy);
}

static void test_damage(void **state)
{
    struct buf bytes;

    (void)state;
    made(&bytes);
    for (size_t len = 0; len <= bytes.len; len++)
        read_all((unsigned char *)bytes.bytes, len);
    for (size_t i = 0; i < bytes.len; i++)
        for (int bit = 0; bit < 8; bit++) {
            bytes.bytes[i] = (char)(bytes.bytes[i] ^ 1 << bit);
            read_all((unsigned char *)bytes.bytes, bytes.len);
            bytes.bytes[i] = (char)(bytes.bytes[i] ^ 1 << bit);
        }
    buf_fini(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests_name("stream", tests, NULL, NULL);
}
