/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading files of a corpus: every mistake with file, place and what is
 * allowed; nothing of a run with one is kept. */
#include "test_dir.h"

#include <sys/stat.h>

#include "publish/files.h"
#include "publish/import.h"
#include "publish/references.h"
#include "store/records.h"

static const char city_schema[] =
    "{\"type\":\"object\",\"properties\":{"
    "\"id\":{\"type\":\"string\"},\"kind\":{\"type\":\"string\"},"
    "\"state\":{\"type\":\"string\"},"
    "\"part_of\":{\"type\":\"string\"},"
    "\"industries\":{\"type\":\"array\"},"
    "\"rate\":{\"type\":\"number\"},"
    "\"names\":{\"type\":\"object\"}},\"required\":[\"names\"],"
    "\"additionalProperties\":false}";

#define CITY(id, name)                                              \
    "{\"id\":\"" id "\",\"kind\":\"city\",\"state\":\"published\"," \
    "\"names\":{\"en\":\"" name "\"}}"

static void file_put(void **state, const char *name, const char *text)
{
    char path[600], *slash = NULL;
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/%s", test_dir(state), name);
    for (slash = strchr(path + strlen(test_dir(state)) + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void file_drop(void **state, const char *name)
{
    char path[600];

    snprintf(path, sizeof path, "%s/%s", test_dir(state), name);
    unlink(path);
}

/* All complaints one after another. */
static void complain(void *context, const char *text)
{
    char *all = context;

    if (strlen(all) + strlen(text) + 2 < 4096) {
        strcat(all, text);
        strcat(all, "\n");
    }
}

static void read_all(void **state, struct sources *sources, char *said)
{
    struct schemas *schemas = NULL;
    struct err err = {0};
    char path[600];

    *said = '\0';
    sources_init(sources, complain, said);
    snprintf(path, sizeof path, "%s/schema", test_dir(state));
    if (schemas_load(path, &schemas, &err) < 0 ||
        sources_add(sources, test_dir(state), schemas, &err) < 0)
        fail_msg("%s", err.text);
    sources_sort(sources);
    schemas_free(&schemas);
}

static void tells_mistakes(void **state)
{
    static const struct {
        const char *name, *text;
        size_t mistakes;
        const char *said[3];
    } rows[] = {
        {"city/a.json", CITY("a", "A"), 0, {NULL}},
        {"city/a.json", "{\"id\":", 1, {"city/a.json: ", "line 1"}},
        {"city/a.json", CITY("b", "A"), 1, {"must be named b.json"}},
        {"town/a.json", CITY("a", "A"), 1, {"folder city/"}},
        {"city/a.json",
         "{\"id\":\"a\",\"kind\":\"city\",\"colour\":1}",
         2,
         {"city/a.json: $", "names", "colour"}},
        {"town/a.json", "{\"id\":\"a\",\"kind\":\"town\"}", 1, {"town"}},
        {"wording/en.json", "{\"a\":\"b\"}", 0, {NULL}},
        {"wording/xx.json", "{}", 1, {"zh-Hant"}},
        {"wording/zh.json", "{}", 1, {"zh-Hant"}},
        {"wording/en.json", "[]", 1, {"object"}},
        {"wording/en.json", "{\"a\":1,\"b\":null}", 2, {"$.a", "$.b"}},
        {"wording/en.json", "{\"a\":{\"other\":\"b\"}}", 0, {NULL}},
        {"wording/en.json", "{\"a\":{\"one\":\"b\"}}", 1, {"other"}},
        {"wording/en.json", "{\"a\":{\"other\":[]}}", 1, {"$.a"}},
        {"wording/en.json", "{\"a\":1,\"a\":2}", 1, {"line 1"}},
        {"README.md", "{", 0, {NULL}},
        {".hidden/a.json", "{", 0, {NULL}},
        {"city/sub/b.json", CITY("b", "A"), 1, {"folder city/"}},
        {"copy/city/base.json", CITY("base", "A"), 1, {"also in"}},
        {"law.md",
         "# Rules\n\nArticle 1 First.\n\nArticle 2 Second.\n",
         0,
         {NULL}},
        {"deep/law.txt", "Rules\n\nArticle 1 First.\n", 0, {NULL}},
        {"README.md", "\xff", 0, {NULL}},
        {"law.md", "\xff", 1, {"law.md: ", "UTF-8"}},
        {"law.md", "", 1, {"law.md: "}},
        {"law.pdf", "%PDF", 0, {NULL}},
    };

    file_put(state, "schema/document.json", "{\"type\":\"object\"}");
    file_put(state, "schema/city.json", city_schema);
    file_put(state, "city/base.json", CITY("base", "Base"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sources sources;
        char said[4096];

        file_put(state, rows[i].name, rows[i].text);
        read_all(state, &sources, said);
        if (sources.passed != (strcmp(rows[i].name, "law.pdf") == 0))
            fail_msg("row %zu: %zu passed over", i, sources.passed);
        if (sources.mistakes + sources.refused != rows[i].mistakes)
            fail_msg("row %zu: %zu mistakes: %s", i, sources.mistakes, said);
        for (size_t s = 0; s < 3 && rows[i].said[s] != NULL; s++)
            if (strstr(said, rows[i].said[s]) == NULL)
                fail_msg("row %zu: \"%s\" not in: %s", i, rows[i].said[s],
                         said);
        sources_fini(&sources);
        sources_fini(&sources);
        file_drop(state, rows[i].name);
    }
}

/* The same text twice is one document. */
static void documents_are_records(void **state)
{
    struct sources sources;
    char said[4096];

    file_put(state, "schema/document.json", "{\"type\":\"object\"}");
    file_put(state, "a.md", "# Rules\n\nArticle 1 First.\n");
    file_put(state, "b.md", "# Rules\n\nArticle 1 First.\n");
    read_all(state, &sources, said);
    if (sources.mistakes != 0 || sources.count != 1)
        fail_msg("%zu sources: %s", sources.count, said);
    assert_string_equal(sources.items[0].record->kind, "document");
    assert_string_equal(record_string(sources.items[0].record, "state"),
                        "published");
    sources_fini(&sources);
    file_put(state, "b.md", "# Rules\n\nArticle 1 Other.\n");
    read_all(state, &sources, said);
    assert_int_equal(sources.mistakes, 0);
    assert_int_equal(sources.refused, 1); /* another text, the same head */
    assert_non_null(strstr(said, "b.md: refused: "));
    sources_fini(&sources);
}

static int known_none(void *context, const char *id,
                      char kind[REFERENCE_KIND_MAX], struct err *err)
{
    (void)err;
    snprintf(kind, REFERENCE_KIND_MAX, "city");
    return context != NULL && strcmp(context, id) == 0;
}

static void finds_references_to_nothing(void **state)
{
    struct sources sources;
    struct err err = {0};
    char said[4096], known[] = "china";

    file_put(state, "schema/city.json", city_schema);
    file_put(state, "city/a.json",
             "{\"id\":\"a\",\"kind\":\"city\",\"names\":{},"
             "\"part_of\":\"b\"}");
    file_put(state, "city/b.json",
             "{\"id\":\"b\",\"kind\":\"city\",\"names\":{},"
             "\"part_of\":\"china\"}");
    read_all(state, &sources, said);
    assert_int_equal(sources.mistakes, 0);
    assert_int_equal(references_check(&sources, known_none, NULL, &err), 1);
    assert_non_null(strstr(said, "\"china\""));
    assert_int_equal(references_check(&sources, known_none, known, &err), 0);
    sources_fini(&sources);
}

/* What a member names is of the kinds that it is for. */
static void finds_references_of_another_kind(void **state)
{
    struct sources sources;
    struct err err = {0};
    char said[4096], known[] = "china";

    file_put(state, "schema/city.json", city_schema);
    file_put(state, "schema/industry.json", "{\"type\":\"object\"}");
    file_put(state, "city/a.json",
             "{\"id\":\"a\",\"kind\":\"city\",\"names\":{},"
             "\"industries\":[\"chips\",\"b\"]}");
    file_put(state, "city/b.json",
             "{\"id\":\"b\",\"kind\":\"city\",\"names\":{},"
             "\"part_of\":\"a\",\"industries\":[\"china\"]}");
    file_put(state, "industry/chips.json",
             "{\"id\":\"chips\",\"kind\":\"industry\",\"names\":{}}");
    read_all(state, &sources, said);
    assert_int_equal(sources.mistakes, 0);
    assert_int_equal(references_check(&sources, known_none, known, &err), 2);
    assert_non_null(strstr(said,
                           "city/a.json: $...industries: \"b\" is of kind city,"
                           " must be industry"));
    assert_non_null(strstr(said, "\"china\" is of kind city,"));
    sources_fini(&sources);
}

/* ---- import ------------------------------------------------------------ */

static struct import_result import(void **state, struct store *store,
                                   const struct import_options *options)
{
    struct import_result result;
    struct sources sources;
    struct err err = {0};
    char said[4096];

    read_all(state, &sources, said);
    if (sources.mistakes != 0 ||
        import_run(store, &sources, options, &result, &err) < 0)
        fail_msg("%s %s", said, err.text);
    sources_fini(&sources);
    return result;
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

static void edit(struct store *store, const char *json)
{
    struct record *record = NULL;
    struct err err = {0};

    if (record_parse(json, strlen(json), &record, &err) < 0 ||
        store_begin(store, &err) < 0 ||
        records_put(store, record, (struct author){"anna", 2}, NULL, &err) <
            0 ||
        store_commit(store, &err) < 0)
        fail_msg("%s", err.text);
    record_free(&record);
}

static void imports_what_changed(void **state)
{
    struct import_options options = {.author = {"corpus", 1}};
    struct store *store = store_in(state);
    struct import_result result;
    struct record *record = NULL;
    struct err err = {0};

    file_put(state, "schema/city.json", city_schema);
    file_put(state, "city/a.json", CITY("a", "A"));
    file_put(state, "city/b.json", CITY("b", "B"));
    file_put(state, "wording/en.json", "{\"a\":\"b\"}");
    result = import(state, store, &options);
    assert_int_equal(result.changed, 3);
    result = import(state, store, &options);
    assert_int_equal(result.changed, 0);
    assert_int_equal(records_sequence(store, &err), 3);
    /* staff edit one, the corpus changes both: only the other follows */
    edit(store, CITY("a", "Edited"));
    file_put(state, "city/a.json", CITY("a", "A2"));
    file_put(state, "city/b.json", CITY("b", "B2"));
    options.yield = true;
    result = import(state, store, &options);
    assert_int_equal(result.changed, 1);
    assert_int_equal(result.yielded, 1);
    assert_int_equal(records_get(store, "a", &record, &err), 1);
    assert_string_equal(record_name(record, LANG_EN), "Edited");
    record_free(&record);
    /* told to, it overwrites */
    options.yield = false;
    result = import(state, store, &options);
    assert_int_equal(result.changed, 1);
    store_close(&store);
}

static void drafts_wait(void **state)
{
    const struct import_options options = {.author = {"import", 1},
                                           .draft = true};
    struct store *store = store_in(state);
    struct record *record = NULL;
    struct err err = {0};

    file_put(state, "schema/city.json", city_schema);
    file_put(state, "city/a.json", CITY("a", "A"));
    assert_int_equal(import(state, store, &options).changed, 1);
    assert_int_equal(records_get(store, "a", &record, &err), 0);
    assert_int_equal(records_latest(store, "a", &record, &err), 1);
    assert_string_equal(record_string(record, "state"), "in_review");
    record_free(&record);
    store_close(&store);
}

static void retires_only_when_told(void **state)
{
    struct import_options options = {.author = {"corpus", 1}};
    struct store *store = store_in(state);
    struct err err = {0};

    file_put(state, "schema/city.json", city_schema);
    file_put(state, "city/a.json", CITY("a", "A"));
    file_put(state, "city/b.json", CITY("b", "B"));
    edit(store, "{\"id\":\"p\",\"kind\":\"park\",\"state\":\"published\"}");
    import(state, store, &options);
    file_drop(state, "city/b.json");
    assert_int_equal(import(state, store, &options).retired, 0);
    options.retire_missing = true;
    assert_int_equal(import(state, store, &options).retired, 1);
    assert_int_equal(import(state, store, &options).retired, 0);
    assert_int_equal(records_count(store, &err), 2); /* the park stays */
    store_close(&store);
}

static void run_is_whole_or_nothing(void **state)
{
    const struct import_options options = {.author = {"corpus", 1}};
    struct store *store = store_in(state);
    struct import_result result;
    struct sources sources;
    struct err err = {0};
    char said[4096];

    file_put(state, "schema/city.json", city_schema);
    file_put(state, "city/a.json", CITY("a", "A"));
    file_put(state, "city/z.json", CITY("z", "Z"));
    edit(store, "{\"id\":\"z\",\"kind\":\"park\",\"state\":\"published\"}");
    read_all(state, &sources, said);
    assert_int_equal(import_run(store, &sources, &options, &result, &err), -1);
    assert_non_null(strstr(err.text, "city/z.json"));
    assert_int_equal(records_count(store, &err), 1);
    sources_fini(&sources);
    store_close(&store);
}

/* What is exported and imported again changes nothing. */
static void export_comes_back(void **state)
{
    const struct import_options options = {.author = {"corpus", 1}};
    struct store *store = store_in(state);
    struct err err = {0};
    char before[33], after[33], path[600];

    file_put(state, "schema/city.json", city_schema);
    file_put(state, "city/a.json",
             "{\"id\": \"a\", \"kind\": \"city\", \"state\": \"published\",\n"
             "\"names\": {\"zh-Hans\": \"苏州\", \"en\": \"A/\\\"\"}, "
             "\"rate\": 0.1}");
    file_put(state, "wording/en.json", "{\"a\":\"b\"}");
    import(state, store, &options);
    snprintf(path, sizeof path, "%s", test_dir(state));
    assert_int_equal(export_run(store, path, &err), 2);
    assert_int_equal(files_fingerprint(path, before, &err), 0);
    assert_int_equal(import(state, store, &options).changed, 0);
    assert_int_equal(export_run(store, path, &err), 0);
    assert_int_equal(files_fingerprint(path, after, &err), 0);
    assert_string_equal(before, after);
    store_close(&store);
}

static void fingerprint_sees_changes(void **state)
{
    struct err err = {0};
    char one[33], two[33];

    file_put(state, "city/a.json", "1");
    assert_int_equal(files_fingerprint(test_dir(state), one, &err), 0);
    assert_int_equal(files_fingerprint(test_dir(state), two, &err), 0);
    assert_string_equal(one, two);
    file_put(state, "city/b.json", "1");
    assert_int_equal(files_fingerprint(test_dir(state), two, &err), 0);
    assert_string_not_equal(one, two);
    file_drop(state, "city/b.json");
    file_put(state, "city/a.json", "12");
    assert_int_equal(files_fingerprint(test_dir(state), two, &err), 0);
    assert_string_not_equal(one, two);
    assert_int_equal(files_fingerprint("/nowhere", two, &err), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(tells_mistakes),
        DIR_TEST(documents_are_records),
        DIR_TEST(finds_references_to_nothing),
        DIR_TEST(finds_references_of_another_kind),
        DIR_TEST(imports_what_changed),
        DIR_TEST(drafts_wait),
        DIR_TEST(retires_only_when_told),
        DIR_TEST(run_is_whole_or_nothing),
        DIR_TEST(export_comes_back),
        DIR_TEST(fingerprint_sees_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
