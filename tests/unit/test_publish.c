/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index follows the store, whatever happens to it; the publisher of a
 * running server; a worker's workspace. Run it under MODE=tsan too. */
#include "test_dir.h"

#include <fcntl.h>
#include <glob.h>
#include <pthread.h>
#include <sys/stat.h>
#include <time.h>

#include "publish/index.h"
#include "publish/lock.h"
#include "publish/publisher.h"
#include "publish/workspace.h"
#include "store/records.h"

static struct store *store_at(void **state)
{
    struct store *store = NULL;
    struct err err = {0};

    if (store_open(test_dir(state), &store, &err) < 0)
        fail_msg("%s", err.text);
    return store;
}

/* Publish a fact with this word in its name; "" retires it. */
static void publish(struct store *store, const char *id, const char *word)
{
    char json[512];
    struct record *record = NULL;
    struct err err = {0};

    snprintf(json, sizeof json,
             "{\"id\":\"%s\",\"kind\":\"fact\",\"state\":\"%s\","
             "\"names\":{\"en\":\"%s\"}}",
             id, *word != '\0' ? "published" : "retired", word);
    if (record_parse(json, strlen(json), &record, &err) < 0 ||
        store_begin(store, &err) < 0 ||
        records_put(store, record, (struct author){"test", 1}, NULL, &err) <
            0 ||
        store_commit(store, &err) < 0)
        fail_msg("%s", err.text);
    record_free(&record);
}

/* How many passages are found for a word; -1 if there is no index. */
static int found(void **state, const char *word)
{
    struct reader *reader = NULL;
    struct analyser *analyser = NULL;
    struct arena *arena = arena_new();
    struct question question = {
        .text = word, .len = strlen(word), .lang = LANG_EN, .limit = 10};
    struct hits hits = {0};
    struct err err = {0};
    char *path = index_path(test_dir(state));
    int count = -1;

    if (reader_open(path, &reader, &err) == 0 &&
        analyser_open(&analyser, &err) == 0 &&
        reader_search(reader, analyser, &question, arena, &hits, &err) == 0)
        count = (int)hits.count;
    reader_close(&reader);
    analyser_close(&analyser);
    arena_free(&arena);
    free(path);
    return count;
}

/* What index_open() said, after everything was applied. */
static int apply(void **state, struct store *store)
{
    struct index *index = NULL;
    struct err err = {0};
    int opened = index_open(test_dir(state), store, 77, &index, &err);

    if (opened < 0 || index_apply(index, store, &err) < 0)
        fail_msg("%s", err.text);
    index_close(&index);
    return opened;
}

static void follows(void **state)
{
    struct store *store = store_at(state);
    struct index *index = NULL;
    struct err err = {0};

    publish(store, "a", "harbour");
    publish(store, "b", "airport");
    assert_int_equal(apply(state, store), 0);
    assert_int_equal(found(state, "harbour"), 1);
    assert_int_equal(index_sequence(test_dir(state)), 2);
    publish(store, "a", "railway");
    publish(store, "b", "");
    assert_int_equal(apply(state, store), 0);
    assert_int_equal(found(state, "harbour"), 0);
    assert_int_equal(found(state, "railway"), 1);
    assert_int_equal(found(state, "airport"), 0);
    assert_int_equal(index_verify(test_dir(state), store, &err), 1);
    assert_int_equal(index_open(test_dir(state), store, 1, &index, &err), 0);
    assert_int_equal(index_apply(index, store, &err), 0); /* nothing new */
    index_close(&index);
    store_close(&store);
}

static void applies_in_batches(void **state)
{
    struct store *store = store_at(state);
    struct err err = {0};
    char id[32];

    assert_int_equal(store_begin(store, &err), 0);
    for (int i = 0; i < 1203; i++) {
        struct record *record = NULL;
        char json[200];
        int len = snprintf(json, sizeof json,
                           "{\"id\":\"r%d\",\"kind\":\"fact\",\"state\":"
                           "\"published\",\"names\":{\"en\":\"w%d\"}}",
                           i, i);

        assert_int_equal(record_parse(json, (size_t)len, &record, &err), 0);
        assert_int_equal(
            records_put(store, record, (struct author){"t", 1}, NULL, &err), 1);
        record_free(&record);
    }
    assert_int_equal(store_commit(store, &err), 0);
    assert_int_equal(apply(state, store), 0);
    for (int i = 0; i < 1203; i += 401) {
        snprintf(id, sizeof id, "w%d", i);
        if (found(state, id) != 1)
            fail_msg("%s: %d", id, found(state, id));
    }
    assert_int_equal(index_verify(test_dir(state), store, &err), 1);
    store_close(&store);
}

static void one_writes(void **state)
{
    struct store *store = store_at(state);
    struct index *one = NULL, *two = NULL;
    struct err err = {0};

    publish(store, "a", "harbour");
    assert_int_equal(index_open(test_dir(state), store, 1, &one, &err), 0);
    assert_int_equal(index_open(test_dir(state), store, 1, &two, &err), -1);
    assert_null(two);
    assert_int_equal(err.code, ERR_BUSY);
    assert_int_equal(index_rebuild(test_dir(state), store, 1, &err), -1);
    assert_int_equal(err.code, ERR_BUSY);
    assert_false(index_doubted(test_dir(state))); /* somebody is at it */
    index_close(&one);
    assert_false(index_doubted(test_dir(state)));
    assert_int_equal(index_rebuild(test_dir(state), store, 1, &err), 0);
    assert_int_equal(found(state, "harbour"), 1);
    store_close(&store);
}

/* ---- damage ------------------------------------------------------------ */

static void file_spoil(const char *path)
{
    struct stat status;
    int file = open(path, O_WRONLY);

    assert_true(file >= 0);
    assert_int_equal(fstat(file, &status), 0);
    for (off_t at = 0; at < status.st_size; at += 64)
        assert_int_equal(pwrite(file, "spoilt", 6, at), 6);
    close(file);
}

static void index_spoil(void **state, const char *pattern)
{
    char path[512];
    glob_t files;

    snprintf(path, sizeof path, "%s/index/%s", test_dir(state), pattern);
    assert_int_equal(glob(path, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        file_spoil(files.gl_pathv[i]);
    globfree(&files);
}

/* As if the process had been killed while it was open. */
static void index_leave(void **state, struct store *store)
{
    struct index *index = NULL;
    struct err err = {0};

    assert_true(index_open(test_dir(state), store, 1, &index, &err) >= 0);
    index_doubt(&index);
    assert_true(index_doubted(test_dir(state)));
}

static int aside_count(void **state)
{
    char path[512];
    glob_t files;
    int count = 0;

    snprintf(path, sizeof path, "%s/index.broken-*", test_dir(state));
    if (glob(path, 0, NULL, &files) == 0)
        count = (int)files.gl_pathc;
    globfree(&files);
    return count;
}

static void damaged_is_set_aside(void **state)
{
    static const struct {
        const char *files;
        bool left; /* by a process that was killed */
    } rows[] = {
        {"iamglass", false},
        {"iamglass", true},
        {"postlist.glass", true},
        {"*.glass", true},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct store *store = store_at(state);

        publish(store, "a", i % 2 == 0 ? "harbour" : "seaport");
        apply(state, store);
        if (rows[i].left)
            index_leave(state, store);
        index_spoil(state, rows[i].files);
        if (apply(state, store) != 1 || aside_count(state) != 1)
            fail_msg("row %zu: not set aside (%d)", i, aside_count(state));
        if (found(state, i % 2 == 0 ? "harbour" : "seaport") != 1)
            fail_msg("row %zu: not found again", i);
        store_close(&store);
        assert_int_equal(test_dir_remove(state), 0);
        assert_int_equal(test_dir_make(state), 0);
    }
}

static void whole_one_is_kept_after_a_kill(void **state)
{
    struct store *store = store_at(state);

    publish(store, "a", "harbour");
    apply(state, store);
    index_leave(state, store);
    assert_int_equal(apply(state, store), 0);
    assert_int_equal(aside_count(state), 0);
    assert_int_equal(found(state, "harbour"), 1);
    store_close(&store);
}

static void that_of_another_store_is_set_aside(void **state)
{
    struct store *store = store_at(state);
    char path[512];

    for (int i = 0; i < 5; i++)
        publish(store, "a", i % 2 == 0 ? "harbour" : "seaport");
    apply(state, store);
    store_close(&store);
    snprintf(path, sizeof path, "%s/parlor.db", test_dir(state));
    assert_int_equal(unlink(path), 0);
    store = store_at(state);
    publish(store, "b", "airport");
    assert_int_equal(apply(state, store), 1);
    assert_int_equal(found(state, "harbour"), 0);
    assert_int_equal(found(state, "airport"), 1);
    store_close(&store);
}

static void verify_counts(void **state)
{
    struct store *store = store_at(state);
    struct err err = {0};

    publish(store, "a", "harbour");
    apply(state, store);
    assert_int_equal(index_verify(test_dir(state), store, &err), 1);
    publish(store, "b", "airport"); /* and nobody tells the index */
    assert_int_equal(index_verify(test_dir(state), store, &err), 0);
    assert_non_null(strstr(err.text, "--rebuild"));
    store_close(&store);
}

/* ---- publisher --------------------------------------------------------- */

struct house {
    struct store *store;
    struct library *library;
    struct publisher *publisher;
    struct workspace *ws;
};

static void house_open_at(void **state, struct house *house)
{
    struct err err = {0};
    struct analyser *analyser = NULL;

    *house = (struct house){.store = store_at(state), .library = library_new()};
    if (analyser_open(&analyser, &err) < 0 ||
        library_refresh(house->library, house->store, analyser, &err) < 0 ||
        publisher_start(test_dir(state), house->library, clock_system(),
                        &house->publisher, &err) < 0 ||
        workspace_open(test_dir(state), house->library, &house->ws, &err) < 0)
        fail_msg("%s", err.text);
    analyser_close(&analyser);
}

static void house_close_at(struct house *house)
{
    workspace_close(&house->ws);
    publisher_stop(&house->publisher);
    assert_null(house->publisher);
    library_free(&house->library);
    store_close(&house->store);
}

/* In a turn of its own: hits for word in index and whether a is known. */
static int turn_finds(struct house *house, const char *word)
{
    struct question question = {
        .text = word, .len = strlen(word), .lang = LANG_EN, .limit = 10};
    struct hits hits = {0};
    struct err err = {0};
    int count = -1;

    workspace_begin(house->ws, 1000, (struct date){2026, 11, 21});
    if (house->ws->reader != NULL &&
        reader_search(house->ws->reader, house->ws->analyser, &question,
                      house->ws->arena, &hits, &err) == 0)
        count = (int)hits.count;
    for (size_t i = 0; i < hits.count; i++)
        if (snapshot_record(house->ws->snapshot, hits.items[i].record) == NULL)
            count = -2; /* found before it is known */
    workspace_end(house->ws);
    assert_null(house->ws->snapshot);
    return count;
}

/* Wait up to 10 s, for slow machines and sanitizers. */
static void turn_must_find(struct house *house, const char *word, int count)
{
    const struct timespec pause = {0, 10000000};
    int got = 0;

    for (int i = 0; i < 1000; i++) {
        got = turn_finds(house, word);
        if (got == count)
            return;
        nanosleep(&pause, NULL);
    }
    fail_msg("%s: found %d, not %d", word, got, count);
}

static void publisher_follows(void **state)
{
    struct house house;

    house_open_at(state, &house);
    publish(house.store, "a", "harbour"); /* seen by looking */
    turn_must_find(&house, "harbour", 1);
    publish(house.store, "b", "airport");
    publisher_wake(house.publisher); /* seen at once */
    turn_must_find(&house, "airport", 1);
    publish(house.store, "a", "");
    turn_must_find(&house, "harbour", 0);
    assert_true(publisher_healthy(house.publisher));
    house_close_at(&house);
}

static void publisher_rebuilds_when_asked(void **state)
{
    const struct timespec pause = {0, 10000000};
    struct house house;
    struct err err = {0};
    int64_t before = 0;

    house_open_at(state, &house);
    publish(house.store, "a", "harbour");
    turn_must_find(&house, "harbour", 1);
    before = library_index(house.library);
    assert_int_equal(publisher_ask_rebuild(house.store, &err), 0);
    for (int i = 0; i < 1000 && publisher_asked(house.store, &err) == 1; i++)
        nanosleep(&pause, NULL);
    assert_int_equal(publisher_asked(house.store, &err), 0);
    assert_true(library_index(house.library) > before);
    turn_must_find(&house, "harbour", 1);
    publish(house.store, "b", "airport");
    turn_must_find(&house, "airport", 1);
    house_close_at(&house);
}

static void publisher_mends_damage(void **state)
{
    const struct timespec pause = {0, 10000000};
    struct house house;

    house_open_at(state, &house);
    publish(house.store, "a", "harbour");
    turn_must_find(&house, "harbour", 1);
    index_spoil(state, "*.glass");
    workspace_begin(house.ws, 1000, (struct date){2026, 11, 21});
    workspace_doubt(house.ws);
    assert_null(house.ws->reader);
    assert_true(house.ws->degraded);
    workspace_end(house.ws);
    publish(house.store, "b", "airport");
    turn_must_find(&house, "airport", 1);
    turn_must_find(&house, "harbour", 1);
    assert_int_equal(aside_count(state), 1);
    for (int i = 0; i < 1000 && library_degraded(house.library); i++)
        nanosleep(&pause, NULL);
    assert_false(library_degraded(house.library));
    house_close_at(&house);
}

static void publisher_waits_for_the_lock(void **state)
{
    const struct timespec pause = {0, 20000000};
    struct house house;
    struct lock lock = LOCK_NONE;
    struct err err = {0};

    assert_true(lock_take(test_dir(state), &lock, &err) >= 0);
    house_open_at(state, &house);
    publish(house.store, "a", "harbour");
    for (int i = 0; i < 500 && publisher_healthy(house.publisher); i++)
        nanosleep(&pause, NULL);
    assert_false(publisher_healthy(house.publisher));
    lock_release(&lock);
    turn_must_find(&house, "harbour", 1);
    for (int i = 0; i < 500 && !publisher_healthy(house.publisher); i++)
        nanosleep(&pause, NULL);
    assert_true(publisher_healthy(house.publisher));
    house_close_at(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(follows),
        DIR_TEST(applies_in_batches),
        DIR_TEST(one_writes),
        DIR_TEST(damaged_is_set_aside),
        DIR_TEST(whole_one_is_kept_after_a_kill),
        DIR_TEST(that_of_another_store_is_set_aside),
        DIR_TEST(verify_counts),
        DIR_TEST(publisher_follows),
        DIR_TEST(publisher_rebuilds_when_asked),
        DIR_TEST(publisher_mends_damage),
        DIR_TEST(publisher_waits_for_the_lock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
