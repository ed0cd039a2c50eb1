/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: opening, what a live connection promises, transactions. */
#include "test_dir.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/migrations.h"
#include "store/sql.h"
#include "store/store.h"

static struct store *open_at(const char *dir)
{
    struct store *store = NULL;
    struct err err = {0};

    if (store_open(dir, &store, &err) < 0)
        fail_msg("store_open: %s", err.text);
    return store;
}

static void opens_twice(void **state)
{
    struct store *one = open_at(test_dir(state));
    struct store *two = open_at(test_dir(state));
    struct stat status;

    assert_int_equal(stat(store_path(one), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    store_close(&two);
    store_close(&one);
    assert_null(one);
    store_close(&one);
}

static void connection_is_safe(void **state)
{
    static const struct {
        const char *pragma;
        const char *value;
    } rows[] = {
        {"PRAGMA journal_mode", "wal"}, {"PRAGMA synchronous", "2"},
        {"PRAGMA secure_delete", "1"},  {"PRAGMA foreign_keys", "1"},
        {"PRAGMA trusted_schema", "0"},
    };
    struct store *store = open_at(test_dir(state));
    struct err err = {0};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sqlite3_stmt *row = NULL;

        if (sql_query(store, rows[i].pragma, SQL_NO_ARGS, &row, &err) != 1 ||
            strcmp(sql_column(row, 0), rows[i].value) != 0)
            fail_msg("row %zu: %s is not %s", i, rows[i].pragma, rows[i].value);
        sql_end(&row);
    }
    store_close(&store);
}

static void tables_are_strict(void **state)
{
    struct store *store = open_at(test_dir(state));
    struct err err = {0};
    int64_t loose = -1;

    assert_int_equal(sql_number(store,
                                "SELECT count(*) FROM pragma_table_list"
                                " WHERE type = 'table' AND strict = 0"
                                " AND name NOT LIKE 'sqlite_%'",
                                SQL_NO_ARGS, &loose, &err),
                     1);
    assert_int_equal(loose, 0);
    store_close(&store);
}

static void settings_are_kept(void **state)
{
    struct store *store = open_at(test_dir(state));
    struct err err = {0};
    char *value = NULL;

    assert_int_equal(store_setting(store, "a", &value, &err), 0);
    assert_null(value);
    assert_int_equal(store_setting_put(store, "a", "1", &err), 0);
    assert_int_equal(store_setting_put(store, "a", "2", &err), 0);
    store_close(&store);
    store = open_at(test_dir(state));
    assert_int_equal(store_setting(store, "a", &value, &err), 1);
    assert_string_equal(value, "2");
    free(value);
    store_close(&store);
}

static void rolls_back(void **state)
{
    struct store *store = open_at(test_dir(state));
    struct err err = {0};
    char *value = NULL;

    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(store_setting_put(store, "a", "1", &err), 0);
    assert_int_equal(store_end(store, -1, &err), -1);
    assert_int_equal(store_setting(store, "a", &value, &err), 0);
    store_rollback(store); /* harmless */
    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(store_setting_put(store, "a", "1", &err), 0);
    assert_int_equal(store_end(store, 1, &err), 1);
    assert_int_equal(store_setting(store, "a", &value, &err), 1);
    free(value);
    store_close(&store);
}

static void sees_others_changes(void **state)
{
    struct store *one = open_at(test_dir(state));
    struct store *two = open_at(test_dir(state));
    struct err err = {0};

    assert_int_equal(store_changed(one, &err), 1);
    assert_int_equal(store_changed(one, &err), 0);
    assert_int_equal(store_setting_put(two, "a", "1", &err), 0);
    assert_int_equal(store_changed(one, &err), 1);
    assert_int_equal(store_changed(one, &err), 0);
    store_close(&two);
    store_close(&one);
}

static void refuses_what_is_newer(void **state)
{
    struct store *store = open_at(test_dir(state));
    struct err err = {0};

    assert_int_equal(sql_script(store, "PRAGMA user_version = 9999", &err), 0);
    store_close(&store);
    assert_int_equal(store_open(test_dir(state), &store, &err), -1);
    assert_null(store);
    assert_non_null(strstr(err.text, "newer"));
}

static void refuses_what_is_none(void **state)
{
    char path[512];
    FILE *file = NULL;
    struct store *store = NULL;
    struct err err = {0};

    snprintf(path, sizeof path, "%s/parlor.db", test_dir(state));
    file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 500; i++)
        fputs("this is not a store\n", file);
    fclose(file);
    assert_int_equal(store_open(test_dir(state), &store, &err), -1);
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_non_null(strstr(err.text, path));
    /* a file where the directory should be */
    assert_int_equal(store_open(path, &store, &err), -1);
    assert_int_equal(err.code, ERR_IO);
}

static void backs_up(void **state)
{
    struct store *store = open_at(test_dir(state));
    struct err err = {0};
    char copy[512], path[600];
    char *value = NULL;

    snprintf(copy, sizeof copy, "%s/copy", test_dir(state));
    snprintf(path, sizeof path, "%s/parlor.db", copy);
    assert_int_equal(mkdir(copy, 0700), 0);
    assert_int_equal(store_setting_put(store, "a", "1", &err), 0);
    assert_int_equal(store_backup(store, path, &err), 0);
    assert_int_equal(store_backup(store, path, &err), -1);
    assert_int_equal(err.code, ERR_USAGE);
    store_close(&store);
    store = open_at(copy);
    assert_int_equal(store_verify(store, &err), 1);
    assert_int_equal(store_setting(store, "a", &value, &err), 1);
    free(value);
    store_close(&store);
}

static void finds_damage(void **state)
{
    struct store *store = open_at(test_dir(state));
    struct err err = {0};
    char path[512];
    FILE *file = NULL;

    for (int i = 0; i < 200; i++) {
        char key[32];

        snprintf(key, sizeof key, "key %d", i);
        assert_int_equal(
            store_setting_put(store, key,
                              "0123456789012345678901234567890"
                              "01234567890123456789012345678901234567890",
                              &err),
            0);
    }
    snprintf(path, sizeof path, "%s", store_path(store));
    store_close(&store);
    file = fopen(path, "r+");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    for (long at = ftell(file) - 4096 * 2; at < ftell(file); at += 64) {
        fseek(file, at, SEEK_SET);
        fputs("damage", file);
        fseek(file, 0, SEEK_END);
    }
    fclose(file);
    store = open_at(test_dir(state));
    assert_int_equal(store_verify(store, &err), 0);
    assert_int_equal(err.code, ERR_CORRUPT);
    store_close(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(opens_twice),
        DIR_TEST(connection_is_safe),
        DIR_TEST(tables_are_strict),
        DIR_TEST(settings_are_kept),
        DIR_TEST(rolls_back),
        DIR_TEST(sees_others_changes),
        DIR_TEST(refuses_what_is_newer),
        DIR_TEST(refuses_what_is_none),
        DIR_TEST(backs_up),
        DIR_TEST(finds_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
