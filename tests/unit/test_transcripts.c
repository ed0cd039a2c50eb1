/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visitors, conversations, events, verdicts, requests for a person. */
#include "test_dir.h"

#include "base/buf.h"
#include "publish/files.h"
#include "store/transcripts.h"

static const unsigned char hash_a[TOKEN_HASH_BYTES] = {1};
static const unsigned char hash_b[TOKEN_HASH_BYTES] = {2};

/* A store with visitor v and conversation c. */
static struct store *store_with_talk(void **state)
{
    struct store *store = NULL;
    struct err err = {0};

    if (store_open(test_dir(state), &store, &err) < 0 ||
        visitors_add(store, "v", hash_a, 1000, &err) < 0 ||
        conversations_add(store, "c", "v", NULL, LANG_JA, 1000, &err) < 0)
        fail_msg("%s", err.text);
    return store;
}

static int event_in(struct store *store, const char *cid, int64_t *seq)
{
    struct err err = {0};
    json_t *params = json_pack("{s:s}", "text", "hello");
    int ret = store_begin(store, &err);

    if (ret == 0)
        ret = events_add(store, "c", "message", cid, params, 2000, seq, &err);
    ret = store_end(store, ret, &err);
    json_decref(params);
    return ret;
}

static void knows_visitors(void **state)
{
    struct store *store = store_with_talk(state);
    struct err err = {0};
    char *id = NULL;

    assert_int_equal(visitors_find(store, hash_a, 3000, &id, &err), 1);
    assert_string_equal(id, "v");
    free(id);
    assert_int_equal(visitors_find(store, hash_b, 3000, &id, &err), 0);
    assert_null(id);
    assert_int_equal(visitors_add(store, "w", hash_a, 1, &err), -1);
    store_close(&store);
}

static void keeps_conversations(void **state)
{
    struct store *store = store_with_talk(state);
    struct conversation talk;
    struct err err = {0};
    json_t *memory = json_pack("{s:s}", "city", "suzhou");
    char *id = NULL;

    assert_int_equal(conversations_get(store, "x", &talk, &err), 0);
    assert_int_equal(
        conversations_keep(store, "c", LANG_AR, memory, 5000, &err), 1);
    assert_int_equal(
        conversations_keep(store, "x", LANG_AR, memory, 5000, &err), 0);
    assert_int_equal(conversations_get(store, "c", &talk, &err), 1);
    assert_string_equal(talk.visitor, "v");
    assert_int_equal(talk.lang, LANG_AR);
    assert_int_equal(talk.touched, 5000);
    assert_true(json_equal(talk.state, memory));
    conversation_fini(&talk);
    conversation_fini(&talk);
    assert_int_equal(
        conversations_add(store, "d", "v", "pk", LANG_EN, 4000, &err), 0);
    assert_int_equal(conversations_newest(store, "v", &id, &err), 1);
    assert_string_equal(id, "c");
    free(id);
    /* a visitor that is not there */
    assert_int_equal(
        conversations_add(store, "e", "nobody", "", LANG_EN, 1, &err), -1);
    json_decref(memory);
    store_close(&store);
}

static void numbers_events(void **state)
{
    struct store *store = store_with_talk(state);
    struct err err = {0};
    int64_t seq = 0;
    json_t *list = NULL;

    assert_int_equal(event_in(store, "one", &seq), 1);
    assert_int_equal(seq, 1);
    assert_int_equal(event_in(store, NULL, &seq), 1);
    assert_int_equal(seq, 2);
    assert_int_equal(event_in(store, "one", &seq), -1); /* unique */
    assert_int_equal(event_in(store, NULL, &seq), 1);
    assert_int_equal(seq, 3); /* the failed one left no hole */
    assert_int_equal(events_by_cid(store, "c", "one", &seq, &err), 1);
    assert_int_equal(seq, 1);
    assert_int_equal(events_by_cid(store, "c", "two", &seq, &err), 0);
    assert_int_equal(events_list(store, "c", 1, 1, &list, &err), 1);
    assert_int_equal(json_array_size(list), 1);
    assert_int_equal(
        json_integer_value(json_object_get(
            json_object_get(json_array_get(list, 0), "params"), "seq")),
        2);
    json_decref(list);
    assert_int_equal(events_list(store, "c", 1, 2, &list, &err), 0);
    assert_int_equal(json_array_size(list), 2);
    json_decref(list);
    store_close(&store);
}

static void keeps_the_last_verdict(void **state)
{
    struct store *store = store_with_talk(state);
    struct err err = {0};
    struct feedback feedback = {"c", 1, true, NULL, "q", "a"};
    json_t *list = NULL;

    assert_int_equal(feedback_add(store, &feedback, 10, &err), 0);
    feedback.right = false;
    feedback.why = "no";
    assert_int_equal(feedback_add(store, &feedback, 20, &err), 0);
    assert_int_equal(feedback_list(store, 10, &list, &err), 0);
    assert_int_equal(json_array_size(list), 1);
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(list, 0), "verdict")),
        "wrong");
    json_decref(list);
    store_close(&store);
}

static int count_each(void *context, const struct handover *handover,
                      struct err *err)
{
    (void)err;
    assert_non_null(handover->id);
    ++*(int *)context;
    return 0;
}

static void hands_over_once(void **state)
{
    struct store *store = store_with_talk(state);
    struct err err = {0};
    struct handover handover;
    int open = 0;

    assert_int_equal(
        handovers_add(store, "h", "c", "de", "help", LANG_DE, 10, &err), 1);
    assert_int_equal(
        handovers_add(store, "i", "c", "de", "help", LANG_DE, 11, &err), 0);
    assert_int_equal(handovers_take(store, "h", "anna", 12, &err), 1);
    assert_int_equal(handovers_take(store, "h", "otto", 13, &err), 0);
    assert_int_equal(handovers_open(store, "c", &handover, &err), 1);
    assert_string_equal(handover.staff, "anna");
    assert_string_equal(handover.state, "taken");
    assert_int_equal(handover.lang, LANG_DE);
    handover_fini(&handover);
    assert_int_equal(handovers_each(store, count_each, &open, &err), 0);
    assert_int_equal(open, 1);
    assert_int_equal(handovers_close(store, "h", 14, &err), 1);
    assert_int_equal(handovers_close(store, "h", 15, &err), 0);
    assert_int_equal(
        handovers_add(store, "i", "c", NULL, NULL, LANG_DE, 16, &err), 1);
    assert_int_equal(handovers_get(store, "h", &handover, &err), 1);
    assert_string_equal(handover.state, "closed");
    handover_fini(&handover);
    store_close(&store);
}

static void forgets(void **state)
{
    struct store *store = store_with_talk(state);
    struct err err = {0};
    struct conversation talk;
    char *id = NULL;
    int64_t seq = 0;

    assert_int_equal(event_in(store, NULL, &seq), 1); /* touched at 2000 */
    assert_int_equal(transcripts_forget(store, 2000, &err), 0);
    assert_int_equal(transcripts_forget(store, 2001, &err), 1);
    assert_int_equal(conversations_get(store, "c", &talk, &err), 0);
    assert_int_equal(visitors_find(store, hash_a, 1, &id, &err), 0);
    assert_int_equal(visitors_add(store, "w", hash_b, 1, &err), 0);
    assert_int_equal(conversations_add(store, "d", "w", "", LANG_EN, 1, &err),
                     0);
    assert_int_equal(transcripts_erase(store, "w", &err), 1);
    assert_int_equal(transcripts_erase(store, "w", &err), 0);
    assert_int_equal(conversations_get(store, "d", &talk, &err), 0);
    store_close(&store);
}

/* Is text anywhere in a file of the store? */
static bool file_has(void **state, const char *name, const char *text)
{
    char path[512];
    struct buf bytes;
    struct err err = {0};
    bool has = false;

    snprintf(path, sizeof path, "%s/%s", test_dir(state), name);
    buf_init(&bytes);
    if (access(path, F_OK) == 0 &&
        files_read(path, 64 << 20, &bytes, &err) == 0)
        has = memmem(bytes.bytes, bytes.len, text, strlen(text)) != NULL;
    buf_fini(&bytes);
    return has;
}

static void erased_is_nowhere(void **state)
{
    static const char canary[] = "canary 4711";
    struct store *store = store_with_talk(state);
    struct err err = {0};
    json_t *params = json_pack("{s:s}", "text", canary);
    int64_t seq = 0;

    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(
        events_add(store, "c", "message", NULL, params, 1, &seq, &err), 1);
    assert_int_equal(store_commit(store, &err), 0);
    json_decref(params);
    assert_true(file_has(state, "parlor.db-wal", canary));
    assert_int_equal(transcripts_erase(store, "v", &err), 1);
    assert_false(file_has(state, "parlor.db-wal", canary));
    assert_false(file_has(state, "parlor.db", canary));
    store_close(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(knows_visitors),    DIR_TEST(keeps_conversations),
        DIR_TEST(numbers_events),    DIR_TEST(keeps_the_last_verdict),
        DIR_TEST(hands_over_once),   DIR_TEST(forgets),
        DIR_TEST(erased_is_nowhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
