/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_orders.c - what the store keeps of orders, and what it lets go. */
#include "test_dir.h"

#include <sodium.h>
#include <stdbool.h>

#include "store/orders.h"
#include "store/sql.h"

static struct store *open_at(void **state)
{
    struct store *store = NULL;
    struct err err = {0};

    assert_true(sodium_init() >= 0);
    if (store_open(test_dir(state), &store, &err) < 0)
        fail_msg("store_open: %s", err.text);
    return store;
}

static struct order_row row_make(const char *reference, const char *cid)
{
    static const unsigned char sealed[] = "sealed-canary";
    struct order_row row = {.visitor = "v1",
                            .conversation = "c1",
                            .kind = "import",
                            .state = "received",
                            .lang = "en",
                            .desk = "parlor-qingdao-japan",
                            .notice = "1",
                            .contact = true,
                            .created_at = 1000,
                            .changed_at = 1000};

    snprintf(row.reference, sizeof row.reference, "%s", reference);
    snprintf(row.cid, sizeof row.cid, "%s", cid);
    memset(row.secret, 7, sizeof row.secret);
    row.fields = json_pack("{s:s}", "seeks", "field-canary");
    row.sealed = malloc(sizeof sealed);
    row.sealed_len = sizeof sealed;
    memcpy(row.sealed, sealed, sizeof sealed);
    return row;
}

static void add(struct store *store, const char *reference, const char *cid,
                int want)
{
    struct order_row row = row_make(reference, cid);
    struct err err = {0};

    assert_int_equal(store_begin(store, &err), 0);
    if (store_end(store, orders_add(store, &row, &err), &err) != want)
        fail_msg("%s: %s", reference, err.text);
    order_row_fini(&row);
}

static int move(struct store *store, const char *from, const char *to,
                const char *note)
{
    struct order_entry entry = {
        .state = to, .actor = "staff", .who = "s1", .note = note};
    struct err err = {0};
    int ret = store_begin(store, &err);

    if (ret == 0)
        ret = orders_move(store, "P-1", from, &entry, 2000, &err);
    if (store_end(store, ret, &err) < 0)
        fail_msg("move: %s", err.text);
    return ret;
}

static void test_add(void **state)
{
    struct store *store = open_at(state);
    struct order_row row;
    struct err err = {0};

    add(store, "P-1", "a", 1);
    add(store, "P-1", "b", 0); /* the reference is taken */
    assert_int_equal(orders_get(store, "P-1", &row, &err), 1);
    assert_string_equal(row.visitor, "v1");
    assert_string_equal(row.cid, "a");
    assert_string_equal(row.desk, "parlor-qingdao-japan");
    assert_true(row.contact && !row.partner && !row.abroad);
    assert_int_equal(row.sealed_len, 14);
    assert_int_equal(row.secret[31], 7);
    assert_string_equal(json_string_value(json_object_get(row.fields, "seeks")),
                        "field-canary");
    order_row_fini(&row);
    assert_int_equal(orders_of_request(store, "v1", "a", &row, &err), 1);
    order_row_fini(&row);
    assert_int_equal(orders_of_request(store, "v2", "a", &row, &err), 0);
    assert_int_equal(orders_get(store, "P-2", &row, &err), 0);
    assert_int_equal(orders_count(store, "v1", 1000, &err), 1);
    assert_int_equal(orders_count(store, "v1", 1001, &err), 0);
    store_close(&store);
}

static int entry_count(void *context, const struct order_entry *entry,
                       struct err *err)
{
    int *count = context;

    (void)err;
    assert_int_equal(entry->number, ++*count);
    return 0;
}

static void test_move(void **state)
{
    struct store *store = open_at(state);
    struct order_row row;
    struct err err = {0};
    int count = 0;

    add(store, "P-1", "a", 1);
    assert_int_equal(move(store, "received", "assigned", NULL), 1);
    assert_int_equal(move(store, "received", "assigned", NULL), 0);
    assert_int_equal(move(store, "assigned", "declined", "no"), 1);
    assert_int_equal(orders_get(store, "P-1", &row, &err), 1);
    assert_string_equal(row.state, "declined");
    assert_int_equal(row.changed_at, 2000);
    order_row_fini(&row);
    assert_int_equal(orders_timeline(store, "P-1", entry_count, &count, &err),
                     0);
    assert_int_equal(count, 3);
    assert_int_equal(orders_intact(store, "P-1", &err), 1);
    assert_int_equal(orders_intact(store, "P-9", &err), 0);
    store_close(&store);
}

/* What SQLite itself refuses, and what the chain shows if somebody takes the
 * triggers away first. */
static void test_timeline_stays(void **state)
{
    static const struct {
        const char *sql;
        int intact;
    } rows[] = {
        {"UPDATE order_entries SET state = 'closed' WHERE number = 2", 0},
        {"UPDATE order_entries SET at = at + 1 WHERE number = 1", 0},
        {"UPDATE order_entries SET note = 'yes' WHERE number = 3", 0},
        {"UPDATE order_entries SET who = 's2' WHERE number = 2", 0},
        {"DELETE FROM order_entries WHERE number = 2", 0},
    };
    struct store *store = open_at(state);
    struct err err = {0};

    add(store, "P-1", "a", 1);
    move(store, "received", "assigned", NULL);
    move(store, "assigned", "declined", "no");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (sql_script(store, rows[i].sql, &err) == 0)
            fail_msg("row %zu: allowed", i);
    }
    assert_int_equal(sql_script(store,
                                "DROP TRIGGER order_entries_stay;"
                                "DROP TRIGGER order_entries_same;",
                                &err),
                     0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(store_begin(store, &err), 0);
        assert_int_equal(sql_script(store, rows[i].sql, &err), 0);
        if (orders_intact(store, "P-1", &err) != rows[i].intact)
            fail_msg("row %zu: not seen", i);
        store_rollback(store);
        assert_int_equal(orders_intact(store, "P-1", &err), 1);
    }
    store_close(&store);
}

static int row_count(void *context, struct order_row *row, struct err *err)
{
    int *count = context;

    (void)err;
    assert_true(row->reference[0] == 'P');
    ++*count;
    return 0;
}

static bool file_has(const char *path, const char *canary)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t len = 0;
    bool found = false;

    if (file == NULL)
        return false;
    fseek(file, 0, SEEK_END);
    len = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(len + 1);
    len = fread(bytes, 1, len, file);
    fclose(file);
    found = memmem(bytes, len, canary, strlen(canary)) != NULL;
    free(bytes);
    return found;
}

static bool files_have(struct store *store, const char *canary)
{
    char log[512];

    snprintf(log, sizeof log, "%s-wal", store_path(store));
    return file_has(store_path(store), canary) || file_has(log, canary);
}

static void test_erase(void **state)
{
    static const char *const canaries[] = {"sealed-canary", "field-canary",
                                           "note-canary"};
    struct store *store = open_at(state);
    unsigned char hash[ORDER_HASH] = {9};
    struct order_row row;
    struct err err = {0};
    int count = 0;

    add(store, "P-1", "a", 1);
    assert_int_equal(orders_find_by(store, "P-1", hash, &err), 0);
    assert_int_equal(orders_find_by(store, "P-1", hash, &err), 0);
    move(store, "received", "declined", "note-canary");
    assert_int_equal(orders_found(store, hash, row_count, &count, &err), 0);
    assert_int_equal(count, 1);
    for (size_t i = 0; i < 3; i++)
        assert_true(files_have(store, canaries[i]));
    assert_int_equal(orders_erase(store, "P-1", 5000, &err), 1);
    assert_int_equal(orders_erase(store, "P-1", 6000, &err), 0);
    assert_int_equal(orders_forget(store, &err), 0);
    for (size_t i = 0; i < 3; i++) {
        if (files_have(store, canaries[i]))
            fail_msg("%s is still there", canaries[i]);
    }
    assert_int_equal(orders_get(store, "P-1", &row, &err), 1);
    assert_string_equal(row.visitor, "");
    assert_string_equal(row.state, "declined");
    assert_null(row.fields);
    assert_null(row.sealed);
    assert_int_equal(row.erased_at, 5000);
    order_row_fini(&row);
    assert_int_equal(orders_intact(store, "P-1", &err), 1);
    assert_int_equal(orders_found(store, hash, row_count, &count, &err), 0);
    assert_int_equal(count, 1);
    store_close(&store);
}

static void test_lists(void **state)
{
    struct store *store = open_at(state);
    struct err err = {0};
    int count = 0;

    add(store, "P-1", "a", 1);
    add(store, "P-2", "b", 1);
    add(store, "P-3", "c", 1);
    assert_int_equal(orders_each(store, NULL, 2, row_count, &count, &err), 0);
    assert_int_equal(count, 2);
    assert_int_equal(orders_each(store, "v1", 9, row_count, &count, &err), 0);
    assert_int_equal(count, 5);
    assert_int_equal(orders_each(store, "v2", 9, row_count, &count, &err), 0);
    assert_int_equal(count, 5);
    for (size_t i = 0; i < 3; i++) {
        static const struct {
            int64_t before;
            const char *states;
            int count;
        } rows[] = {{1000, ",received,", 0},
                    {1001, ",closed,", 0},
                    {1001, ",closed,received,", 3}};

        count = 0;
        assert_int_equal(orders_idle(store, rows[i].before, rows[i].states, 9,
                                     row_count, &count, &err),
                         0);
        if (count != rows[i].count)
            fail_msg("row %zu: %d", i, count);
    }
    store_close(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_add),
        DIR_TEST(test_move),
        DIR_TEST(test_timeline_stays),
        DIR_TEST(test_erase),
        DIR_TEST(test_lists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
