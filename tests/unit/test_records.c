/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records, revisions, sequence numbers, wording. */
#include "test_dir.h"

#include <sqlite3.h>

#include "store/records.h"

static const struct author someone = {"someone", 1000};

static struct store *store_at(void **state)
{
    struct store *store = NULL;
    struct err err = {0};

    if (store_open(test_dir(state), &store, &err) < 0)
        fail_msg("%s", err.text);
    return store;
}

static struct record *record_of(const char *json)
{
    struct record *record = NULL;
    struct err err = {0};

    if (record_parse(json, strlen(json), &record, &err) < 0)
        fail_msg("%s: %s", json, err.text);
    return record;
}

/* records_put() in a transaction of its own. */
static int put(struct store *store, const char *json, struct err *err)
{
    struct record *record = record_of(json);
    int ret = store_begin(store, err);

    if (ret == 0)
        ret = records_put(store, record, someone, NULL, err);
    ret = store_end(store, ret, err);
    record_free(&record);
    return ret;
}

#define CITY(id, state, name)                                 \
    "{\"id\":\"" id "\",\"kind\":\"city\",\"state\":\"" state \
    "\",\"names\":{\"en\":\"" name "\"}}"

/* What readers see after each step. */
static void states_decide_what_is_seen(void **state)
{
    static const struct {
        const char *json;
        int put;          /* what records_put() says */
        int64_t sequence; /* afterwards */
        const char *name; /* what is published then, or NULL */
        int64_t revision;
    } rows[] = {
        {CITY("a", "draft", "A1"), 1, 0, NULL, 0},
        {CITY("a", "published", "A2"), 1, 1, "A2", 2},
        {CITY("a", "published", "A2"), 0, 1, "A2", 2},
        /* the same in another order */
        {"{\"kind\":\"city\",\"names\":{\"en\":\"A2\"},\"id\":\"a\","
         "\"state\":\"published\"}",
         0, 1, "A2", 2},
        {CITY("a", "in_review", "A3"), 1, 1, "A2", 2},
        {CITY("a", "published", "A4"), 1, 2, "A4", 4},
        {CITY("a", "retired", "A4"), 1, 3, NULL, 0},
        {CITY("a", "retired", "A4"), 0, 3, NULL, 0},
        {CITY("a", "published", "A5"), 1, 4, "A5", 6},
    };
    struct store *store = store_at(state);
    struct err err = {0};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct record *record = NULL;
        int got = put(store, rows[i].json, &err);

        if (got != rows[i].put)
            fail_msg("row %zu: put says %d (%s)", i, got, err.text);
        if (records_sequence(store, &err) != rows[i].sequence)
            fail_msg("row %zu: sequence %lld", i,
                     (long long)records_sequence(store, &err));
        got = records_get(store, "a", &record, &err);
        if (got != (rows[i].name != NULL))
            fail_msg("row %zu: get says %d", i, got);
        if (got == 1 &&
            (strcmp(record_name(record, LANG_EN), rows[i].name) != 0 ||
             record->revision != rows[i].revision))
            fail_msg("row %zu: published is revision %lld, %s", i,
                     (long long)record->revision, record_name(record, LANG_EN));
        record_free(&record);
    }
    store_close(&store);
}

static void revisions_stay(void **state)
{
    struct store *store = store_at(state);
    struct err err = {0};
    struct record *record = NULL;
    sqlite3 *raw = NULL;

    assert_int_equal(put(store, CITY("a", "published", "A1"), &err), 1);
    assert_int_equal(put(store, CITY("a", "published", "A2"), &err), 1);
    assert_int_equal(records_revision(store, "a", 1, &record, &err), 1);
    assert_string_equal(record_name(record, LANG_EN), "A1");
    record_free(&record);
    assert_int_equal(records_revision(store, "a", 3, &record, &err), 0);
    assert_int_equal(records_revision(store, "b", 1, &record, &err), 0);
    assert_int_equal(sqlite3_open(store_path(store), &raw), SQLITE_OK);
    assert_int_not_equal(
        sqlite3_exec(raw, "UPDATE revisions SET json = '{}'", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(raw);
    store_close(&store);
}

static void refuses(void **state)
{
    static const char *const rows[] = {
        "{\"id\":\"a\",\"kind\":\"park\",\"state\":\"published\"}",
        "{\"id\":\"b\",\"kind\":\"park\",\"state\":\"gone\"}",
    };
    struct store *store = store_at(state);
    struct err err = {0};

    assert_int_equal(put(store, CITY("a", "published", "A"), &err), 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        err = (struct err){0};
        if (put(store, rows[i], &err) != -1 || err.code != ERR_INPUT)
            fail_msg("row %zu: %s", i, err.text);
    }
    assert_int_equal(records_count(store, &err), 1);
    store_close(&store);
}

static void retires(void **state)
{
    struct store *store = store_at(state);
    struct err err = {0};
    struct record *record = NULL;

    assert_int_equal(put(store, CITY("a", "published", "A"), &err), 1);
    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(records_retire(store, "a", someone, &err), 1);
    assert_int_equal(records_retire(store, "a", someone, &err), 0);
    assert_int_equal(records_retire(store, "b", someone, &err), 0);
    assert_int_equal(store_commit(store, &err), 0);
    assert_int_equal(records_get(store, "a", &record, &err), 0);
    assert_int_equal(records_latest(store, "a", &record, &err), 1);
    assert_string_equal(record_string(record, "state"), "retired");
    record_free(&record);
    store_close(&store);
}

struct seen {
    char ids[64];
    int count;
};

static int see_change(void *context, const char *id, int64_t sequence,
                      const struct record *record, struct err *err)
{
    struct seen *seen = context;

    (void)err;
    assert_true(sequence > 0);
    strncat(seen->ids, id, 8);
    strncat(seen->ids, record != NULL ? "+" : "-", 2);
    seen->count++;
    return 0;
}

static void changes_are_found_again(void **state)
{
    static const struct {
        int64_t after;
        int limit;
        const char *ids;
    } rows[] = {
        {0, 10, "b+a+c-"}, {0, 2, "b+a+"}, {2, 10, "a+c-"},
        {4, 10, "c-"},     {5, 10, ""},
    };
    struct store *store = store_at(state);
    struct err err = {0};

    assert_int_equal(put(store, CITY("a", "published", "A"), &err), 1);
    assert_int_equal(put(store, CITY("b", "published", "B"), &err), 1);
    assert_int_equal(put(store, CITY("c", "published", "C"), &err), 1);
    assert_int_equal(put(store, CITY("d", "draft", "D"), &err), 1);
    assert_int_equal(put(store, CITY("a", "published", "A4"), &err), 1);
    assert_int_equal(put(store, CITY("c", "retired", "C"), &err), 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct seen seen = {0};
        int count = records_changes(store, rows[i].after, rows[i].limit,
                                    see_change, &seen, &err);

        if (count != seen.count || strcmp(seen.ids, rows[i].ids) != 0)
            fail_msg("row %zu: %d changes: %s", i, count, seen.ids);
    }
    store_close(&store);
}

static int take(void *context, struct record **record, struct err *err)
{
    struct record **kept = context;

    (void)err;
    record_free(kept);
    *kept = *record;
    *record = NULL;
    return 0;
}

static int stop(void *context, struct record **record, struct err *err)
{
    (void)record;
    ++*(int *)context;
    return err_set(err, ERR_INPUT, "enough");
}

static void each_hands_over(void **state)
{
    struct store *store = store_at(state);
    struct err err = {0};
    struct record *last = NULL;
    int calls = 0;

    assert_int_equal(put(store, CITY("b", "published", "B"), &err), 1);
    assert_int_equal(put(store, CITY("a", "published", "A"), &err), 1);
    assert_int_equal(put(store, CITY("c", "draft", "C"), &err), 1);
    assert_int_equal(records_each(store, NULL, take, &last, &err), 0);
    assert_string_equal(last->id, "b");
    assert_int_equal(records_each_latest(store, take, &last, &err), 0);
    assert_string_equal(last->id, "c");
    record_free(&last);
    assert_int_equal(records_each(store, "park", take, &last, &err), 0);
    assert_null(last);
    assert_int_equal(records_each(store, NULL, stop, &calls, &err), -1);
    assert_int_equal(calls, 1);
    /* the statement is free again */
    assert_int_equal(records_each(store, NULL, take, &last, &err), 0);
    record_free(&last);
    store_close(&store);
}

static void keeps_wording(void **state)
{
    struct store *store = store_at(state);
    struct err err = {0};
    json_t *one = json_pack("{s:s}", "greeting", "Hello");
    json_t *two = json_pack("{s:s}", "greeting", "Welcome");
    json_t *got = NULL;

    assert_int_equal(wording_get(store, LANG_EN, &got, &err), 0);
    assert_null(got);
    assert_int_equal(wording_put(store, LANG_EN, one, &err), 1);
    assert_int_equal(wording_put(store, LANG_EN, one, &err), 0);
    assert_int_equal(records_sequence(store, &err), 1);
    assert_int_equal(wording_put(store, LANG_EN, two, &err), 1);
    assert_int_equal(records_sequence(store, &err), 2);
    assert_int_equal(wording_get(store, LANG_EN, &got, &err), 1);
    assert_true(json_equal(got, two));
    json_decref(got);
    json_decref(two);
    json_decref(one);
    store_close(&store);
}

static void damaged_record_is_told(void **state)
{
    struct store *store = store_at(state);
    struct err err = {0};
    struct record *record = NULL;
    sqlite3 *raw = NULL;

    assert_int_equal(put(store, CITY("a", "published", "A"), &err), 1);
    assert_int_equal(sqlite3_open(store_path(store), &raw), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw,
                                  "DROP TRIGGER revisions_stay;"
                                  "UPDATE revisions SET json = '{\"id\":'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(raw);
    assert_int_equal(records_get(store, "a", &record, &err), -1);
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_null(record);
    store_close(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(states_decide_what_is_seen),
        DIR_TEST(revisions_stay),
        DIR_TEST(refuses),
        DIR_TEST(retires),
        DIR_TEST(changes_are_found_again),
        DIR_TEST(each_hands_over),
        DIR_TEST(keeps_wording),
        DIR_TEST(damaged_record_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
