/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How imported texts stand to each other, whatever order they come in. */
#include "test_dir.h"

#include <sys/stat.h>
#include <unicode/ucnv.h>

#include "publish/documents.h"
#include "publish/import.h"
#include "publish/sources.h"
#include "store/records.h"

static const char old_law[] =
    "甲市开放条例\n2015年5月1日 "
    "甲市第一届人民代表大会常务委员会第一次会议通过\n"
    "第一条 好。\n第二条 本条例自2015年6月1日起施行。";
static const char new_law[] =
    "甲市开放条例\n2015年5月1日 "
    "甲市第一届人民代表大会常务委员会第一次会议通过\n"
    "2020年7月1日 甲市第二届人民代表大会常务委员会第一次会议修订\n"
    "第一条 更好。\n第二条 本条例自2020年9月1日起施行。"
    "《甲市旧规定》同时废止。";
static const char last_law[] =
    "甲市开放条例\n2024年1月1日 "
    "甲市第三届人民代表大会常务委员会第一次会议修订\n"
    "第一条 最好。\n第二条 本条例自2024年2月1日起施行。";
static const char old_rule[] =
    "甲市旧规定\n2001年1月1日 甲市第一届人民代表大会常务委员会第一次会议通过\n"
    "第一条 好。\n第二条 本规定自2001年2月1日起施行。";
static const char other_city[] =
    "关于奖励的办法\n发文机关：乙市政府\n发布日期：2022-01-01\n第一条 好。\n"
    "第二条 本办法自2022年1月1日起施行。";
static const char this_city[] =
    "关于奖励的办法\n发文机关：甲市政府\n发布日期：2020-01-01\n第一条 好。\n"
    "第二条 本办法自2020年1月1日起施行，有效期10年。";

static void file_put(void **state, const char *name, const char *bytes,
                     size_t len)
{
    char path[600];
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/%s", test_dir(state), name);
    file = fopen(path, "w");
    assert_non_null(file);
    fwrite(bytes, 1, len, file);
    fclose(file);
}

static struct store *store_in(void **state)
{
    char path[600];
    struct store *store = NULL;
    struct err err = {0};

    snprintf(path, sizeof path, "%s/.data", test_dir(state));
    if (store_open(path, &store, &err) < 0)
        fail_msg("%s", err.text);
    return store;
}

struct saying {
    char said[8192];
};

static void say(void *context, const char *text)
{
    struct saying *saying = context;
    size_t len = strlen(saying->said);

    snprintf(saying->said + len, sizeof saying->said - len, "%s\n", text);
}

/* Import one file by its name. */
static struct import_result import(void **state, struct store *store,
                                   const char *name, struct saying *saying)
{
    struct import_options options = {
        .author = {"import", 1}, .tell = say, .context = saying};
    struct schemas *schemas = NULL;
    struct import_result result;
    struct sources sources;
    struct err err = {0};
    char path[600];

    *saying = (struct saying){""};
    snprintf(path, sizeof path, "%s/%s", test_dir(state), name);
    sources_init(&sources, say, saying);
    if (schemas_load("corpus/schema", &schemas, &err) < 0 ||
        sources_add(&sources, path, schemas, &err) < 0)
        fail_msg("%s", err.text);
    sources_sort(&sources);
    if (sources.mistakes != 0 ||
        import_run(store, &sources, &options, &result, &err) < 0)
        fail_msg("%s %s", saying->said, err.text);
    sources_fini(&sources);
    schemas_free(&schemas);
    return result;
}

static struct import_result import_text(void **state, struct store *store,
                                        const char *text)
{
    struct saying saying;

    file_put(state, "a.txt", text, strlen(text));
    return import(state, store, "a.txt", &saying);
}

/* Put texts into a store in this order, and tell how they stand. */
struct standing {
    char text[2000];
};

static int stand_add(void *context, struct record **record, struct err *err)
{
    struct standing *standing = context;
    size_t len = strlen(standing->text);
    const char *to = record_string(*record, "in_force.to");
    const char *date = record_string(*record, "source.date");

    (void)err;
    snprintf(standing->text + len, sizeof standing->text - len,
             "%s %s to %s%s%s;", record_string(*record, "source.title"),
             date != NULL ? date : "-", to != NULL ? to : "-",
             record_get(*record, "superseded_by") != NULL ? " old" : "",
             record_get(*record, "repealed_by") != NULL ? " repealed" : "");
    return 0;
}

static void stand(struct store *store, struct standing *out)
{
    struct err err = {0};

    out->text[0] = '\0';
    assert_int_equal(records_each(store, "document", stand_add, out, &err), 0);
}

static void order_does_not_matter(void **state)
{
    static const char *const texts[] = {old_law,  new_law,    last_law,
                                        old_rule, other_city, this_city};
    static const int orders[][6] = {
        {0, 1, 2, 3, 4, 5}, {5, 4, 3, 2, 1, 0}, {2, 0, 1, 5, 3, 4},
        {1, 3, 0, 4, 2, 5}, {3, 2, 1, 0, 5, 4}, {4, 0, 2, 3, 5, 1},
    };
    static const char *const expected[] = {
        "甲市开放条例 2015-05-01 to 2020-08-31 old;",
        "甲市开放条例 2020-07-01 to 2024-01-31 old;",
        "甲市开放条例 2024-01-01 to -;",
        "甲市旧规定 2001-01-01 to 2020-08-31 repealed;",
        "关于奖励的办法 2022-01-01 to -;",
        "关于奖励的办法 2020-01-01 to 2029-12-31;",
    };

    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        struct store *store = store_in(state);
        struct standing standing;
        char path[600];

        for (size_t k = 0; k < 6; k++)
            import_text(state, store, texts[orders[i][k]]);
        stand(store, &standing);
        for (size_t k = 0; k < 6; k++)
            if (strstr(standing.text, expected[k]) == NULL)
                fail_msg("order %zu: no %s in %s", i, expected[k],
                         standing.text);
        store_close(&store);
        snprintf(path, sizeof path, "%s/.data/parlor.db", test_dir(state));
        unlink(path);
        snprintf(path, sizeof path, "%s/.data/parlor.db-wal", test_dir(state));
        unlink(path);
    }
}

/* The same text again, under another name or in another encoding. */
static void again_changes_nothing(void **state)
{
    struct store *store = store_in(state);
    UErrorCode status = U_ZERO_ERROR;
    struct saying saying;
    struct err err = {0};
    char bytes[2000];
    int32_t len = 0;
    int64_t sequence = 0;

    import_text(state, store, old_law);
    import_text(state, store, new_law);
    sequence = records_sequence(store, &err);
    assert_int_equal(import_text(state, store, old_law).changed, 0);
    file_put(state, "b.md", old_law, strlen(old_law));
    assert_int_equal(import(state, store, "b.md", &saying).changed, 0);
    assert_non_null(strstr(saying.said, "b.md: unchanged as doc-"));
    len = ucnv_convert("GB18030", "UTF-8", bytes, sizeof bytes, old_law,
                       (int32_t)strlen(old_law), &status);
    assert_true(U_SUCCESS(status));
    file_put(state, "c.txt", bytes, (size_t)len);
    assert_int_equal(import(state, store, "c.txt", &saying).changed, 0);
    assert_int_equal(records_sequence(store, &err), sequence);
    store_close(&store);
}

/* What curators have changed stays when the text comes again. */
static void curators_are_heard(void **state)
{
    struct store *store = store_in(state);
    struct record *record = NULL;
    struct saying saying;
    struct err err = {0};
    char id[100];

    file_put(state, "a.txt", old_law, strlen(old_law));
    import(state, store, "a.txt", &saying);
    snprintf(id, sizeof id, "%.20s", strstr(saying.said, "doc-"));
    assert_int_equal(records_get(store, id, &record, &err), 1);
    json_object_set_new(record->json, "place", json_string("a"));
    json_object_set_new(json_object_get(record->json, "names"), "en",
                        json_string("Opening Rules"));
    json_object_set_new(json_object_get(record->json, "source"), "publisher",
                        json_string("乙"));
    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(
        records_put(store, record, (struct author){"anna", 2}, NULL, &err), 1);
    assert_int_equal(store_commit(store, &err), 0);
    record_free(&record);
    assert_int_equal(import(state, store, "a.txt", &saying).changed, 0);
    /* another text of the same title and date */
    file_put(state, "a.txt", old_law, strlen(old_law) - 3);
    assert_int_equal(import(state, store, "a.txt", &saying).changed, 1);
    assert_int_equal(records_get(store, id, &record, &err), 1);
    assert_string_equal(record_string(record, "place"), "a");
    assert_string_equal(record_name(record, LANG_EN), "Opening Rules");
    record_free(&record);
    store_close(&store);
}

/* A version that is taken away no longer ends the one before. */
static void marks_are_taken_back(void **state)
{
    struct store *store = store_in(state);
    struct standing standing;
    struct saying saying;
    struct err err = {0};
    char id[100];

    import_text(state, store, old_law);
    import_text(state, store, old_rule);
    file_put(state, "a.txt", new_law, strlen(new_law));
    import(state, store, "a.txt", &saying);
    snprintf(id, sizeof id, "%.20s", strstr(saying.said, "doc-"));
    stand(store, &standing);
    assert_non_null(strstr(standing.text, "2020-08-31 old"));
    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(
        records_retire(store, id, (struct author){"anna", 3}, &err), 1);
    assert_true(documents_settle(store, (struct author){"import", 4}, &err) ==
                2);
    assert_int_equal(store_commit(store, &err), 0);
    stand(store, &standing);
    assert_null(strstr(standing.text, "old"));
    assert_null(strstr(standing.text, "repealed"));
    store_close(&store);
}

static void put_json(struct store *store, const char *json)
{
    struct record *record = NULL;
    struct err err = {0};

    if (record_parse(json, strlen(json), &record, &err) < 0 ||
        store_begin(store, &err) < 0 ||
        records_put(store, record, (struct author){"corpus", 1}, NULL, &err) <
            0 ||
        store_commit(store, &err) < 0)
        fail_msg("%s", err.text);
    record_free(&record);
}

static void places_are_known(void **state)
{
    static const struct {
        const char *text, *place, *city, *scope;
    } rows[] = {
        {old_law, "jia", NULL, "local"},
        {"某办法\n发文机关：丙省政府\n第一条 好。\n第二条 "
         "本办法自2020年1月1日起施行。",
         NULL, "jia", "local"},
        {"中国（丙）自由贸易试验区条例\n好。", NULL, "jia", "local"},
        {"中华人民共和国甲市法\n好。", NULL, NULL, "national"},
        {"甲市工业园区奖励办法\n好。", "jia-park", NULL, "local"},
        {"丁市条例\n好。", NULL, NULL, "local"},
        {"甲市的新闻\n他们说好。", NULL, NULL, NULL},
    };
    struct store *store = store_in(state);
    struct err err = {0};

    put_json(store,
             "{\"id\":\"jia\",\"kind\":\"city\",\"state\":\"published\","
             "\"names\":{\"zh-Hans\":\"甲市\"},\"aliases\":{\"zh-Hans\":"
             "[\"甲\"]},\"province\":{\"zh-Hans\":\"丙省\",\"en\":\"Bing\"}}");
    put_json(store, "{\"id\":\"jia-park\",\"kind\":\"park\",\"state\":"
                    "\"published\",\"names\":{\"zh-Hans\":\"甲市工业园区\"}}");
    put_json(store,
             "{\"id\":\"yi\",\"kind\":\"city\",\"state\":\"published\","
             "\"names\":{\"zh-Hans\":\"乙市\"},\"province\":{\"zh-Hans\":"
             "\"丙）\",\"en\":\"x\"}}");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct saying saying;
        struct record *record = NULL;
        const json_t *cities = NULL;
        char id[100];

        file_put(state, "a.txt", rows[i].text, strlen(rows[i].text));
        import(state, store, "a.txt", &saying);
        snprintf(id, sizeof id, "%.20s", strstr(saying.said, "doc-"));
        assert_int_equal(records_get(store, id, &record, &err), 1);
        cities = record_get(record, "cities");
        if (!(rows[i].place != NULL ? record_is(record, "place", rows[i].place)
                                    : record_get(record, "place") == NULL) ||
            !(rows[i].scope != NULL ? record_is(record, "scope", rows[i].scope)
                                    : record_get(record, "scope") == NULL) ||
            (rows[i].city != NULL) != (json_array_size(cities) != 0))
            fail_msg("row %zu: %s", i, saying.said);
        record_free(&record);
    }
    store_close(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(order_does_not_matter), DIR_TEST(again_changes_nothing),
        DIR_TEST(curators_are_heard),    DIR_TEST(marks_are_taken_back),
        DIR_TEST(places_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
