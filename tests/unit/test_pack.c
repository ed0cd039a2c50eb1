/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_pack.c - a pack made, opened, read; and every kind of damage refused. */
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
#include "pack/words/file.h"
#include "pack/words/pool.h"
#include "pack/words/rows.h"
#include "text/packfile.h"

struct place {
    char path[64];
};

static void pack_write(const char *path)
{
    struct pack_maker maker;
    struct rows rows;
    struct pool_maker pool;
    struct buf table;
    struct err err = {0};
    char key[16], text[16];

    pack_maker_init(&maker);
    pool_maker_init(&pool);
    rows_init(&rows);
    buf_init(&table);
    for (int i = 0; i < 2000; i++) {
        snprintf(key, sizeof key, "key %d", i);
        snprintf(text, sizeof text, "text %d", i % 500);
        rows_add(&rows, key, pool_maker_put(&pool, text, "own"), 0.5);
        rows_add(&rows, key, pool_maker_put(&pool, "every", "every"), 1);
        rows_add(&rows, key, pool_maker_put(&pool, "every", "every"), 0.2);
    }
    rows_sort(&rows, 40);
    rows_table(&rows, &table);
    pack_maker_add(&maker, "odd", "abc", 3);
    pack_maker_add(&maker, "table", table.bytes, table.len);
    pack_maker_add(&maker, "pool", pool.bytes.bytes, pool.bytes.len + 1);
    if (pack_maker_write(&maker, path, &err) < 0)
        fail_msg("%s", err.text);
    pack_maker_fini(&maker);
    pool_maker_fini(&pool);
    rows_fini(&rows);
    buf_fini(&table);
}

static int place_make(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    int file = 0;

    snprintf(place->path, sizeof place->path, "/tmp/parlor-pack-XXXXXX");
    file = mkstemp(place->path);
    if (file < 0)
        return -1;
    close(file);
    pack_write(place->path);
    *state = place;
    return 0;
}

static int place_clear(void **state)
{
    struct place *place = *state;

    unlink(place->path);
    free(place);
    return 0;
}

static void test_read(void **state)
{
    const struct place *place = *state;
    struct pack *pack = NULL;
    struct err err = {0};
    struct wordtable table;
    struct wordways ways;
    struct pool pool;
    size_t len = 0;
    char key[16], text[16];

    assert_int_equal(pack_open(place->path, &pack, &err), 0);
    assert_null(pack_section(pack, "none", &len));
    assert_memory_equal(pack_section(pack, "odd", &len), "abc", 3);
    assert_int_equal(len, 3);
    assert_true(wordtable_open(pack, "table", &table));
    assert_true(pool_open(pack, "pool", &pool));
    for (int i = 0; i < 2000; i++) {
        snprintf(key, sizeof key, "key %d", i);
        snprintf(text, sizeof text, "text %d", i % 500);
        if (!wordtable_find(&table, key, strlen(key), &ways) || ways.count != 2)
            fail_msg("%s: %zu ways", key, ways.count);
        assert_string_equal(pool_text(&pool, ways.items[0]), "every");
        assert_string_equal(pool_key(&pool, ways.items[0]), "every");
        assert_string_equal(pool_text(&pool, ways.items[1]), text);
        assert_string_equal(pool_key(&pool, ways.items[1]), "own");
        assert_int_equal(way_weight(ways.items[1]), 128);
    }
    assert_false(wordtable_find(&table, "key 2000", 8, &ways));
    assert_false(wordtable_find(&table, "", 0, &ways));
    pack_close(&pack);
    assert_null(pack);
    pack_close(&pack);
}

/* Tables that are not there, or not tables, have no keys. */
static void test_no_table(void **state)
{
    const struct place *place = *state;
    struct pack *pack = NULL;
    struct err err = {0};
    struct wordtable table;
    struct wordways ways;
    struct pool pool;

    assert_int_equal(pack_open(place->path, &pack, &err), 0);
    assert_false(wordtable_open(pack, "odd", &table));
    assert_false(wordtable_find(&table, "key 1", 5, &ways));
    assert_false(wordtable_open(pack, "pool", &table));
    assert_false(wordtable_open(NULL, "table", &table));
    assert_false(pool_open(pack, "odd", &pool));
    assert_string_equal(pool_text(&pool, 1), "");
    assert_string_equal(pool_key(&pool, 1), "");
    pack_close(&pack);
}

static char *file_bytes(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(1 << 20);

    *len = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

static void file_write(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

static void refused(const char *path, enum err_code code, const char *what,
                    size_t number)
{
    struct pack *pack = NULL;
    struct err err = {0};

    if (pack_open(path, &pack, &err) == 0 || pack != NULL)
        fail_msg("%s %zu: taken", what, number);
    if (err.code != code || strstr(err.text, path) == NULL)
        fail_msg("%s %zu: %s: %s", what, number, err_name(err.code), err.text);
}

static void test_damaged(void **state)
{
    const struct place *place = *state;
    size_t len = 0;
    char *bytes = file_bytes(place->path, &len);

    refused("/tmp/no/such/file", ERR_IO, "missing", 0);
    refused("/tmp", ERR_CORRUPT, "folder", 0);
    for (size_t i = 0; i < len; i += i < 300 ? 1 : 997) {
        bytes[i] ^= 0x10;
        file_write(place->path, bytes, len);
        refused(place->path, ERR_CORRUPT, "byte", i);
        bytes[i] ^= 0x10;
    }
    for (size_t i = 0; i < len; i += i < 300 ? 7 : 9973) {
        file_write(place->path, bytes, i);
        refused(place->path, ERR_CORRUPT, "cut", i);
    }
    bytes = realloc(bytes, len + 1);
    bytes[len] = '\0';
    file_write(place->path, bytes, len + 1);
    refused(place->path, ERR_CORRUPT, "longer", len + 1);
    free(bytes);
}

/* Sections that lie outside, though the sum is right. */
static void test_sections_outside(void **state)
{
    const struct place *place = *state;
    size_t len = 0;
    char *bytes = file_bytes(place->path, &len);
    struct packfile_head *head = (void *)bytes;
    struct packfile_section *section = (void *)(bytes + sizeof *head);
    const struct packfile_section good = *section;
    const struct packfile_section bad[] = {
        {"odd", len + 8, 0},
        {"odd", good.from, len},
        {"odd", good.from + 1, 1},
        {"odd", 0, 8},
        {"odd", good.from, UINT64_MAX},
        {"odd", UINT64_MAX - 7, 8},
        {"123456789012345678901234", good.from, 1}};

    for (size_t i = 0; i <= sizeof bad / sizeof *bad; i++) {
        if (i < sizeof bad / sizeof *bad)
            *section = bad[i];
        else
            head->sections = 0xFFFFFFFF;
        head->sum = packfile_sum(bytes + sizeof *head, len - sizeof *head);
        file_write(place->path, bytes, len);
        refused(place->path, ERR_CORRUPT, "section", i);
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_read, place_make, place_clear),
        cmocka_unit_test_setup_teardown(test_no_table, place_make, place_clear),
        cmocka_unit_test_setup_teardown(test_damaged, place_make, place_clear),
        cmocka_unit_test_setup_teardown(test_sections_outside, place_make,
                                        place_clear)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
