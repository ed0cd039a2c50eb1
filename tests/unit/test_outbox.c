/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices are told once, survive a restart, and wait for their time. */
#include "test_dir.h"

#include "store/orders.h"
#include "store/outbox.h"

enum { NOW = 1000000 };

static struct store *store_of(void **state)
{
    struct store *store = NULL;
    struct err err = {0};

    if (store_open(test_dir(state), &store, &err) < 0)
        fail_msg("%s", err.text);
    return store;
}

static int add(struct store *store, const char *kind, const char *subject,
               const char *receiver, const char *key)
{
    struct outbox_notice notice = {kind, subject, receiver, key,
                                   "ja", NULL,    NOW};
    struct err err = {0};
    int ret = store_begin(store, &err);

    assert_int_equal(ret, 0);
    ret = outbox_add(store, &notice, &err);
    if (store_end(store, ret, &err) < 0)
        fail_msg("%s", err.text);
    return ret;
}

static void plan(struct store *store, const char *channel, const char *target)
{
    struct outbox_row row = {0};
    struct err err = {0};

    assert_int_equal(outbox_unplanned(store, &row, &err), 1);
    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(outbox_way(store, row.number, channel, target, NOW, &err),
                     0);
    assert_int_equal(outbox_way(store, row.number, channel, target, NOW, &err),
                     0);
    assert_int_equal(outbox_planned(store, row.number, NOW, &err), 0);
    assert_int_equal(store_commit(store, &err), 0);
    outbox_row_fini(&row);
}

static const struct row {
    const char *kind, *subject, *receiver, *key;
    int added;
} rows[] = {
    {"receipt", "P-1", "orderer", "1", 1},
    {"receipt", "P-1", "orderer", "1", 0},
    {"receipt", "P-1", "orderer", "2", 1},
    {"status", "P-1", "orderer", "1", 1},
    {"receipt", "P-2", "orderer", "1", 1},
    {"receipt", "P-1", "desk", "1", 1},
    {"receiptP", "-1", "orderer", "1", 1},
};

static void told_once(void **state)
{
    struct store *store = store_of(state);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (add(store, rows[i].kind, rows[i].subject, rows[i].receiver,
                rows[i].key) != rows[i].added)
            fail_msg("row %zu", i);
    store_close(&store);
}

static void too_long(void **state)
{
    struct store *store = store_of(state);
    struct outbox_notice notice = {"k", "s", "r", "", "", NULL, NOW};
    struct err err = {0};
    char text[OUTBOX_PAYLOAD_MAX + 1];
    json_t *payload = NULL;

    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    payload = json_pack("{s:s}", "a", text);
    notice.payload = payload;
    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(outbox_add(store, &notice, &err), -1);
    notice.payload = NULL;
    notice.subject = text;
    assert_int_equal(outbox_add(store, &notice, &err), -1);
    json_decref(payload);
    store_close(&store);
}

/* Planned, tried, tried later, given up, tried again; a restart between. */
static void tries(void **state)
{
    struct store *store = store_of(state);
    struct delivery delivery = {0};
    struct outbox_row row = {0};
    struct err err = {0};
    int64_t at = 0;

    add(store, "status", "P-1", "orderer", "1");
    assert_int_equal(outbox_next(store, &at, &err), 0);
    plan(store, "mail", "");
    assert_int_equal(outbox_unplanned(store, &row, &err), 0);
    assert_int_equal(outbox_due(store, NOW - 1, &delivery, &row, &err), 0);
    assert_int_equal(outbox_due(store, NOW, &delivery, &row, &err), 1);
    assert_string_equal(row.lang, "ja");
    assert_string_equal(delivery.channel, "mail");
    outbox_row_fini(&row);
    assert_int_equal(
        outbox_later(store, delivery.number, NOW + 50, "no answer", &err), 0);
    store_close(&store);
    store = store_of(state);
    assert_int_equal(outbox_next(store, &at, &err), 1);
    assert_int_equal(at, NOW + 50);
    assert_int_equal(outbox_due(store, NOW + 50, &delivery, &row, &err), 1);
    assert_int_equal(delivery.tries, 1);
    assert_string_equal(delivery.why, "no answer");
    outbox_row_fini(&row);
    assert_int_equal(
        outbox_given_up(store, delivery.number, NOW + 60, "gone", &err), 0);
    assert_int_equal(outbox_due(store, NOW + 99, &delivery, &row, &err), 0);
    assert_int_equal(outbox_count(store, "given_up", &err), 1);
    assert_int_equal(outbox_again(store, NOW + 99, &err), 1);
    assert_int_equal(outbox_hold(store, "mail", "", NOW + 200, &err), 0);
    assert_int_equal(outbox_due(store, NOW + 199, &delivery, &row, &err), 0);
    assert_int_equal(outbox_due(store, NOW + 200, &delivery, &row, &err), 1);
    outbox_row_fini(&row);
    assert_int_equal(outbox_sent(store, delivery.number, NOW + 201, &err), 0);
    assert_int_equal(outbox_count(store, "sent", &err), 1);
    assert_int_equal(outbox_next(store, &at, &err), 0);
    store_close(&store);
}

static int count_row(void *context, const struct outbox_row *row,
                     const struct delivery *delivery, struct err *err)
{
    int *counts = context;

    (void)row;
    (void)err;
    counts[delivery != NULL]++;
    return 0;
}

static void erased(void **state)
{
    struct store *store = store_of(state);
    struct err err = {0};
    int counts[2] = {0};

    add(store, "status", "P-1", "orderer", "1");
    plan(store, "webhook", "crm");
    add(store, "status", "P-1", "orderer", "2");
    add(store, "status", "P-2", "orderer", "1");
    assert_int_equal(outbox_each(store, 10, count_row, counts, &err), 0);
    assert_int_equal(counts[0], 2);
    assert_int_equal(counts[1], 1);
    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(outbox_erase(store, "P-1", &err), 0);
    assert_int_equal(store_commit(store, &err), 0);
    memset(counts, 0, sizeof counts);
    assert_int_equal(outbox_each(store, 10, count_row, counts, &err), 0);
    assert_int_equal(counts[0], 1);
    assert_int_equal(counts[1], 0);
    store_close(&store);
}

/* What waits stays, whatever its age. */
static void swept(void **state)
{
    struct store *store = store_of(state);
    struct err err = {0};
    int counts[2] = {0};

    add(store, "status", "P-1", "orderer", "1");
    plan(store, "webhook", "crm");
    add(store, "status", "P-2", "orderer", "1");
    assert_int_equal(outbox_sweep(store, NOW + 1, &err), 0);
    assert_int_equal(outbox_each(store, 10, count_row, counts, &err), 0);
    assert_int_equal(counts[0], 0);
    assert_int_equal(counts[1], 1);
    store_close(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(told_once), DIR_TEST(too_long), DIR_TEST(tries),
        DIR_TEST(erased),    DIR_TEST(swept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
