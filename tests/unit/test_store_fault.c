/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every nth write, sync or truncate of the store's files is made to fail,
 * once and for good: a publish ends done or with an error and nothing kept,
 * what was acknowledged is there afterwards, and the store is whole. */
#include "test_dir.h"
#include "faulty_vfs.h"

#include "store/records.h"

/* ---- what is tried ----------------------------------------------------- */

enum { RECORDS = 8, ROUNDS_MAX = 500 };

static struct record *record_of(int number)
{
    char json[6000], filler[5000];
    struct record *record = NULL;
    struct err err = {0};
    int len = 0;

    memset(filler, 'x', sizeof filler - 1); /* more than a page each */
    filler[sizeof filler - 1] = '\0';
    len = snprintf(json, sizeof json,
                   "{\"id\":\"r%d\",\"kind\":\"fact\",\"state\":"
                   "\"published\",\"names\":{\"en\":\"%s\"}}",
                   number, filler);
    if (record_parse(json, (size_t)len, &record, &err) < 0)
        fail_msg("%s", err.text);
    return record;
}

/* One publish of several records: 0, or -1 with nothing kept. */
static int publish(const char *dir, struct err *err)
{
    struct store *store = NULL;
    int ret = store_open(dir, &store, err);

    if (ret == 0)
        ret = store_begin(store, err);
    for (int i = 0; ret == 0 && i < RECORDS; i++) {
        struct record *record = record_of(i);

        if (records_put(store, record, (struct author){"test", 1}, NULL, err) <
            0)
            ret = -1;
        record_free(&record);
    }
    if (store != NULL)
        ret = store_end(store, ret, err);
    store_close(&store);
    return ret;
}

/* With the fault gone: how many records there are, all or none. */
static int64_t look(const char *dir, long round)
{
    struct store *store = NULL;
    struct err err = {0};
    int64_t count = -1, sequence = -1;

    fault.fail_from = 0;
    if (store_open(dir, &store, &err) < 0)
        fail_msg("round %ld: does not open again: %s", round, err.text);
    if (store_verify(store, &err) != 1)
        fail_msg("round %ld: %s", round, err.text);
    count = records_count(store, &err);
    sequence = records_sequence(store, &err);
    if ((count != 0 && count != RECORDS) || sequence != count)
        fail_msg("round %ld: %lld records, sequence %lld", round,
                 (long long)count, (long long)sequence);
    store_close(&store);
    return count;
}

/* Fail call n (to the last, if for_good) until a run needs fewer calls; on a
 * store that is made before, or within the run. */
static void sweep(void **state, int code, bool for_good, bool made)
{
    long failed = 0, done = 0, n = 1;

    for (; n < ROUNDS_MAX; n++) {
        struct err err = {0};
        int64_t count = 0;
        int ret = 0;
        bool reached = false;

        if (made)
            assert_int_equal(look(test_dir(state), n), 0);
        fault.code = code;
        fault.calls = 0;
        fault.fail_from = n;
        fault.fail_to = for_good ? 1000000 : n;
        ret = publish(test_dir(state), &err);
        reached = fault.calls >= n;
        count = look(test_dir(state), n);
        if (ret == 0 && count != RECORDS)
            fail_msg("round %ld: acknowledged and lost", n);
        if (ret < 0 && (err.code == ERR_NONE || err.text[0] == '\0'))
            fail_msg("round %ld: failed without a word", n);
        failed += ret < 0;
        done += ret == 0;
        test_dir_remove(state);
        assert_int_equal(test_dir_make(state), 0);
        if (!reached)
            break;
    }
    assert_true(n < ROUNDS_MAX);
    assert_true(failed > 10);
    assert_true(done > 0);
}

static void write_fails_once(void **state)
{
    sweep(state, SQLITE_IOERR_WRITE, false, false);
}

static void write_fails_for_good(void **state)
{
    sweep(state, SQLITE_IOERR_WRITE, true, true);
}

static void disk_is_full_for_good(void **state)
{
    sweep(state, SQLITE_FULL, true, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(write_fails_once),
        DIR_TEST(write_fails_for_good),
        DIR_TEST(disk_is_full_for_good),
    };

    return cmocka_run_group_tests(tests, faulty_install, NULL);
}
