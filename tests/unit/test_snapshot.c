/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Snapshots by hand and from a store, their exchange under way, and what of
 * a record is made findable. */
#include "test_dir.h"

#include <pthread.h>
#include <stdatomic.h>

#include "publish/library.h"
#include "publish/passages.h"
#include "publish/snapshot.h"
#include "store/records.h"

static struct record *record_of(const char *json)
{
    struct record *record = NULL;
    struct err err = {0};

    if (record_parse(json, strlen(json), &record, &err) < 0)
        fail_msg("%s: %s", json, err.text);
    return record;
}

static struct analyser *analyser(void)
{
    struct analyser *out = NULL;
    struct err err = {0};

    if (analyser_open(&out, &err) < 0)
        fail_msg("%s", err.text);
    return out;
}

/* ---- snapshots --------------------------------------------------------- */

static struct snapshot *snapshot_of_rows(const char *const *rows, size_t count,
                                         int64_t sequence)
{
    struct snapshot *snapshot = snapshot_new();
    struct analyser *words = analyser();

    for (size_t i = 0; i < count; i++) {
        struct record *record = record_of(rows[i]);

        snapshot_add(snapshot, &record);
        assert_null(record);
    }
    snapshot_say(snapshot, LANG_EN, json_pack("{s:s}", "hello", "Hello"));
    snapshot_seal(snapshot, words, sequence);
    analyser_close(&words);
    return snapshot;
}

static const char *const world[] = {
    "{\"id\":\"suzhou\",\"kind\":\"city\",\"names\":{\"en\":\"Suzhou\","
    "\"zh-Hans\":\"苏州\"},\"aliases\":{\"en\":[\"Soochow\"]}}",
    "{\"id\":\"wuxi\",\"kind\":\"city\",\"names\":{\"en\":\"Wuxi\"}}",
    "{\"id\":\"sip\",\"kind\":\"park\",\"names\":{\"en\":\"Industrial Park\"}}",
    "{\"id\":\"f1\",\"kind\":\"fact\",\"names\":{\"en\":\"Harbour\"}}",
    "{\"id\":\"wuxi\",\"kind\":\"city\",\"names\":{\"en\":\"Twice\"}}",
};

static void finds_records(void **state)
{
    static const struct {
        const char *id, *name; /* NULL: not there */
    } rows[] = {
        {"suzhou", "Suzhou"}, {"wuxi", "Wuxi"}, {"f1", "Harbour"},
        {"", NULL},           {"nil", NULL},    {"Suzhou", NULL},
    };
    struct snapshot *snapshot = snapshot_of_rows(world, 5, 7);

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct record *record = snapshot_record(snapshot, rows[i].id);

        if ((record != NULL) != (rows[i].name != NULL) ||
            (record != NULL &&
             strcmp(record_name(record, LANG_EN), rows[i].name) != 0))
            fail_msg("row %zu: %s", i, rows[i].id);
    }
    assert_null(snapshot_record(snapshot, NULL));
    assert_int_equal(snapshot_sequence(snapshot), 7);
    assert_non_null(snapshot_wording(snapshot, LANG_EN));
    assert_null(snapshot_wording(snapshot, LANG_DE));
    assert_null(snapshot_wording(snapshot, LANG_NONE));
    snapshot_free(&snapshot);
    assert_null(snapshot);
    snapshot_free(&snapshot);
}

static void lists_kinds(void **state)
{
    static const struct {
        const char *kind;
        size_t count;
    } rows[] = {
        {"city", 2}, {"fact", 1}, {"park", 1}, {"room", 0}, {"a", 0}, {"z", 0},
    };
    struct snapshot *snapshot = snapshot_of_rows(world, 5, 1);
    struct ids cities = snapshot_kind(snapshot, "city");

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (snapshot_kind(snapshot, rows[i].kind).count != rows[i].count)
            fail_msg("row %zu: %s: %zu", i, rows[i].kind,
                     snapshot_kind(snapshot, rows[i].kind).count);
    assert_string_equal(cities.items[0]->id, "suzhou");
    assert_string_equal(cities.items[1]->id, "wuxi");
    snapshot_free(&snapshot);
    snapshot = snapshot_of_rows(NULL, 0, 0);
    assert_int_equal(snapshot_kind(snapshot, "city").count, 0);
    assert_null(snapshot_record(snapshot, "suzhou"));
    snapshot_free(&snapshot);
}

static void names_are_in_the_lexicon(void **state)
{
    static const struct {
        const char *text, *id; /* NULL: nothing */
    } rows[] = {
        {"land in suzhou", "suzhou"}, {"soochow silk", "suzhou"},
        {"苏州的政策", "suzhou"},     {"the harbour", NULL},
        {"industrial park", "sip"},
    };
    struct snapshot *snapshot = snapshot_of_rows(world, 5, 1);
    struct analyser *words = analyser();
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lexicon_matches found;
        const char *plain =
            analyser_plain(words, rows[i].text, strlen(rows[i].text), arena);

        lexicon_find(snapshot_lexicon(snapshot), words, plain,
                     i == 2 ? LANG_ZH_HANS : LANG_EN, arena, &found);
        if (found.count != (rows[i].id != NULL) ||
            (found.count == 1 &&
             strcmp(found.items[0].entries[0]->id, rows[i].id) != 0))
            fail_msg("row %zu: %s: %zu matches", i, rows[i].text, found.count);
    }
    arena_free(&arena);
    analyser_close(&words);
    snapshot_free(&snapshot);
}

/* ---- library ----------------------------------------------------------- */

static void put(struct store *store, const char *json)
{
    struct record *record = record_of(json);
    struct err err = {0};

    if (store_begin(store, &err) < 0 ||
        records_put(store, record, (struct author){"test", 1}, NULL, &err) <
            0 ||
        store_commit(store, &err) < 0)
        fail_msg("%s", err.text);
    record_free(&record);
}

static void follows_the_store(void **state)
{
    struct library *library = library_new();
    struct analyser *words = analyser();
    struct store *store = NULL;
    struct err err = {0};
    const struct snapshot *old = NULL, *new = NULL;

    assert_int_equal(store_open(test_dir(state), &store, &err), 0);
    assert_int_equal(library_refresh(library, store, words, &err), 1);
    assert_int_equal(library_refresh(library, store, words, &err), 0);
    old = library_acquire(library);
    put(store, "{\"id\":\"a\",\"kind\":\"city\",\"state\":\"draft\"}");
    assert_int_equal(library_refresh(library, store, words, &err), 0);
    put(store, "{\"id\":\"a\",\"kind\":\"city\",\"state\":\"published\"}");
    assert_int_equal(library_refresh(library, store, words, &err), 1);
    new = library_acquire(library);
    assert_null(snapshot_record(old, "a")); /* a turn keeps what it began on */
    assert_non_null(snapshot_record(new, "a"));
    assert_int_equal(snapshot_record(new, "a")->revision, 2);
    library_release(library, &old);
    assert_null(old);
    library_release(library, &new);
    library_release(library, &new);
    store_close(&store);
    analyser_close(&words);
    library_free(&library);
}

struct reading {
    struct library *library;
    atomic_bool done;
    atomic_int wrong, turns;
};

/* A worker: whatever it holds must stay whole. */
static void *read_on(void *context)
{
    struct reading *reading = context;

    while (!atomic_load(&reading->done)) {
        const struct snapshot *snapshot = library_acquire(reading->library);
        const struct record *record = snapshot_record(snapshot, "suzhou");

        if (record == NULL || snapshot_kind(snapshot, "city").count != 2)
            atomic_fetch_add(&reading->wrong, 1);
        atomic_fetch_add(&reading->turns, 1);
        library_release(reading->library, &snapshot);
    }
    return NULL;
}

static void exchanged_while_read(void **state)
{
    struct reading reading = {.library = library_new()};
    struct snapshot *snapshot = snapshot_of_rows(world, 5, 1);
    pthread_t threads[3];

    (void)state;
    library_put(reading.library, &snapshot);
    for (size_t i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, read_on, &reading);
    for (int i = 0; i < 20; i++) {
        snapshot = snapshot_of_rows(world, 5, i + 2);
        library_put(reading.library, &snapshot);
    }
    atomic_store(&reading.done, true);
    for (size_t i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(reading.wrong, 0);
    library_free(&reading.library);
}

/* ---- passages ---------------------------------------------------------- */

static bool has_text(const struct passage *passage, const char *text,
                     unsigned weight)
{
    for (size_t i = 0; i < passage->text_count; i++)
        if (passage->texts[i].len == strlen(text) &&
            memcmp(passage->texts[i].text, text, strlen(text)) == 0)
            return passage->texts[i].weight == weight;
    return false;
}

static bool has_filter(const struct passage *passage, const char *filter)
{
    for (size_t i = 0; i < passage->filter_count; i++)
        if (strcmp(passage->filters[i], filter) == 0)
            return true;
    return false;
}

static const char clause[] =
    "{\"id\":\"s.m1\",\"kind\":\"clause\",\"policy\":\"s\",\"place\":"
    "\"suzhou\","
    "\"topic\":\"reward\",\"names\":{\"en\":\"Head\",\"zh-Hans\":\"总部\","
    "\"zh-Hant\":\"總部\"},\"summary\":{\"zh-Hant\":\"獎勵\"},"
    "\"keywords\":{\"de\":[\"Zentrale\",\"Sitz\"]},"
    "\"agencies\":[\"bureau\"],"
    "\"wording\":{\"lang\":\"zh-Hans\",\"text\":\"奖励总部\"}}";

static void passage_of_a_record(void **state)
{
    static const struct {
        const char *text;
        unsigned weight;
    } texts[] = {
        {"Head", 2},     {"总部", 2}, {"獎勵", 1},
        {"Zentrale", 1}, {"Sitz", 1}, {"奖励总部", 1},
    };
    static const char *const filters[] = {
        "kind:clause", "place:suzhou", "topic:reward",
        "about:s.m1",  "about:s",      "about:bureau",
    };
    struct record *record = record_of(clause);
    struct arena *arena = arena_new();
    struct passages passages;

    (void)state;
    passages_of(record, arena, &passages);
    assert_int_equal(passages.count, 1);
    assert_string_equal(passages.items[0].id, "s.m1");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!has_text(&passages.items[0], texts[i].text, texts[i].weight))
            fail_msg("text %zu: %s", i, texts[i].text);
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++)
        if (!has_filter(&passages.items[0], filters[i]))
            fail_msg("filter %zu: %s", i, filters[i]);
    /* the Simplified name is there, so the Traditional one adds nothing */
    assert_int_equal(passages.items[0].text_count, 6);
    arena_free(&arena);
    record_free(&record);
}

static void passages_by_kind(void **state)
{
    static const struct {
        const char *json;
        size_t count;
    } rows[] = {
        {"{\"id\":\"x\",\"kind\":\"city\",\"names\":{\"en\":\"X\"}}", 1},
        {"{\"id\":\"x\",\"kind\":\"term\",\"names\":{\"en\":\"X\"}}", 0},
        {"{\"id\":\"x\",\"kind\":\"country\",\"names\":{\"en\":\"X\"}}", 0},
        {"{\"id\":\"x\",\"kind\":\"place\",\"names\":{\"en\":\"X\"}}", 0},
        {"{\"id\":\"x\",\"kind\":\"city\"}", 0},
        /* whole, beyond the end, inside a character, backwards */
        {"{\"id\":\"x\",\"kind\":\"document\",\"names\":{\"de\":\"X\"},"
         "\"text\":\"ab\xc3\xa4\",\"clauses\":[{\"from\":0,\"to\":2},"
         "{\"from\":2,\"to\":4},{\"from\":2,\"to\":5},"
         "{\"from\":0,\"to\":3},{\"from\":3,\"to\":4},"
         "{\"from\":2,\"to\":1},{\"from\":-1,\"to\":1},{}]}",
         2},
        {"{\"id\":\"x\",\"kind\":\"document\",\"names\":{\"de\":\"X\"},"
         "\"summary\":{\"de\":\"Y\"},\"text\":\"ab\","
         "\"clauses\":[{\"from\":0,\"to\":2}]}",
         2},
        {"{\"id\":\"x\",\"kind\":\"document\",\"names\":{\"de\":\"X\"}}", 1},
        {"{\"id\":\"x\",\"kind\":\"city\",\"names\":\"X\","
         "\"keywords\":{\"en\":[1,null,{}]}}",
         0},
    };
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct record *record = record_of(rows[i].json);
        struct passages passages;

        passages_of(record, arena, &passages);
        if (passages.count != rows[i].count)
            fail_msg("row %zu: %zu passages", i, passages.count);
        record_free(&record);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_records),
        cmocka_unit_test(lists_kinds),
        cmocka_unit_test(names_are_in_the_lexicon),
        DIR_TEST(follows_the_store),
        cmocka_unit_test(exchanged_while_read),
        cmocka_unit_test(passage_of_a_record),
        cmocka_unit_test(passages_by_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
