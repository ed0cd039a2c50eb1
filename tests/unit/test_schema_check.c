/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"
#include "ingest/schema_check.h"

static const char common[] =
    "{\"rate\":{\"type\":\"number\",\"minimum\":0,\"maximum\":1},"
    "\"share\":{\"$ref\":\"common.json#/rate\"},"
    "\"date\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},"
    "\"names\":{\"type\":\"object\",\"properties\":{"
    "\"en\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":3},"
    "\"zh-Hans\":{\"type\":\"string\",\"maxLength\":3}},"
    "\"additionalProperties\":false,\"required\":[\"en\"]}}";

static const char city[] =
    "{\"type\":\"object\",\"description\":\"for tests\",\"properties\":{"
    "\"id\":{\"type\":\"string\"},\"kind\":{\"enum\":[\"city\"]},"
    "\"names\":{\"$ref\":\"common.json#/names\"},"
    "\"date\":{\"$ref\":\"common.json#/date\"},"
    "\"code\":{\"type\":\"string\",\"pattern\":\"^[A-Z]{2}$\"},"
    "\"count\":{\"type\":\"integer\",\"minimum\":1},"
    "\"open\":{\"type\":\"boolean\"},"
    "\"map\":{\"type\":\"object\",\"additionalProperties\":"
    "{\"enum\":[\"a\",\"b\"]}},"
    "\"rule\":{\"type\":\"object\",\"properties\":{\"tiers\":"
    "{\"type\":\"array\",\"minItems\":1,\"maxItems\":2,\"items\":"
    "{\"type\":\"object\",\"properties\":{\"rate\":"
    "{\"$ref\":\"common.json#/share\"}},\"required\":[\"rate\"]}}}}},"
    "\"required\":[\"names\"],\"additionalProperties\":false}";

static void file_write(const char *directory, const char *name,
                       const char *text)
{
    char path[300];
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/%s", directory, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void directory_make(char *directory, size_t size)
{
    snprintf(directory, size, "build/test-schema-XXXXXX");
    if (mkdtemp(directory) == NULL) {
        snprintf(directory, size, "/tmp/test-schema-XXXXXX");
        assert_non_null(mkdtemp(directory));
    }
}

static void directory_drop(const char *directory)
{
    static const char *const names[] = {"common.json", "city.json",
                                        "README.md"};
    char path[300];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", directory, names[i]);
        unlink(path);
    }
    rmdir(directory);
}

static void remember(void *context, const char *path, const char *what)
{
    buf_format(context, "%s: %s\n", path, what);
}

#define HEAD  "{\"id\":\"a\",\"kind\":\"city\","
#define NAMES HEAD "\"names\":{\"en\":\"E\"},"

static const struct {
    const char *json, *complaints;
} rows[] = {
    {HEAD "\"names\":{\"en\":\"E\"}}", ""},
    {HEAD "\"names\":{\"en\":\"E\",\"zh-Hans\":\"\xe8\x8b\x8f\xe5\xb7\x9e"
          "\xe5\xb8\x82\"}}",
     ""},
    {NAMES "\"date\":\"2020-02-29\",\"count\":2,\"open\":true,"
           "\"map\":{\"x\":\"a\"},\"code\":\"CN\"}",
     ""},
    {NAMES "\"date\":null,\"count\":2.0}", ""},
    {NAMES "\"rule\":{\"tiers\":[{\"rate\":0.5},{\"rate\":\"twelve\"}]}}",
     "$.rule.tiers[1].rate: is \"twelve\", must be a number from 0 to 1\n"},
    {NAMES "\"rule\":{\"tiers\":[{},{\"rate\":1.5}]}}",
     "$.rule.tiers[0].rate: is missing, must be there: a number from 0 to 1\n"
     "$.rule.tiers[1].rate: is 1.5, must be a number from 0 to 1\n"},
    {NAMES "\"rule\":{\"tiers\":[]}}",
     "$.rule.tiers: is a list of 0, must be a list of 1 to 2 items\n"},
    {HEAD "\"x\":1}",
     "$.names: is missing, must be there: an object\n"
     "$.x: is not known here, allowed are id, kind, names, date, code, "
     "count, open, map, rule\n"},
    {HEAD "\"names\":{\"en\":\"\",\"fr\":\"x\"}}",
     "$.names.en: is \"\", must be a text of 1 to 3 characters\n"
     "$.names.fr: is not known here, allowed are en, zh-Hans\n"},
    {NAMES "\"date\":\"2021-02-29\"}",
     "$.date: is \"2021-02-29\", must be a date such as 2020, 2020-10 or "
     "2020-10-13 or null\n"},
    {NAMES "\"date\":\"2021-13\"}",
     "$.date: is \"2021-13\", must be a date such as 2020, 2020-10 or "
     "2020-10-13 or null\n"},
    {NAMES "\"date\":\"2021/02\"}",
     "$.date: is \"2021/02\", must be a date such as 2020, 2020-10 or "
     "2020-10-13 or null\n"},
    {NAMES "\"code\":\"Cn\"}",
     "$.code: is \"Cn\", must be a text of the form ^[A-Z]{2}$\n"},
    {NAMES "\"count\":0}", "$.count: is 0, must be a whole number from 1 up\n"},
    {NAMES "\"count\":2.5}",
     "$.count: is 2.5, must be a whole number from 1 up\n"},
    {NAMES "\"open\":{}}", "$.open: is an object, must be true or false\n"},
    {NAMES "\"map\":{\"a b\":\"c\"}}",
     "$.map[\"a b\"]: is \"c\", must be one of \"a\", \"b\"\n"},
    {"{\"id\":\"a\",\"kind\":\"town\"}",
     "$.kind: is \"town\", must be one of city\n"},
    {"{\"id\":\"a\",\"kind\":\"common\"}",
     "$.kind: is \"common\", must be one of city\n"},
};

static void test_check(void **state)
{
    char directory[64];
    struct schemas *schemas = NULL;
    struct err err = {0};
    struct buf told;

    (void)state;
    directory_make(directory, sizeof directory);
    file_write(directory, "common.json", common);
    file_write(directory, "city.json", city);
    file_write(directory, "README.md", "no schema");
    if (schemas_load(directory, &schemas, &err) < 0)
        fail_msg("%s", err.text);
    buf_init(&told);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record *record = NULL;
        size_t lines = 0, mistakes = 0;

        if (record_parse(rows[i].json, strlen(rows[i].json), &record, &err) < 0)
            fail_msg("row %zu: %s", i, err.text);
        buf_clear(&told);
        mistakes = schemas_check(schemas, record, remember, &told);
        for (size_t c = 0; c < told.len; c++)
            lines += told.bytes[c] == '\n';
        if (strcmp(told.bytes, rows[i].complaints) != 0 || mistakes != lines)
            fail_msg("row %zu: %zu: %s", i, mistakes, told.bytes);
        assert_int_equal(schemas_check(schemas, record, NULL, NULL), lines);
        record_free(&record);
    }
    buf_fini(&told);
    schemas_free(&schemas);
    directory_drop(directory);
}

static void test_load_fails(void **state)
{
    static const struct {
        const char *common, *city, *says;
    } bad[] = {
        {"{", "{}", "common.json: line 1"},
        {"[]", "{}", "common.json"},
        {"{}", "[]", "city.json: a schema must be an object"},
        {"{}", "{\"type\":\"text\"}", "\"type\" must be object"},
        {"{}", "{\"type\":[]}", "\"type\" must be object"},
        {"{}", "{\"oneOf\":[]}", "\"oneOf\" must be a keyword"},
        {"{}", "{\"pattern\":\"(\"}", "\"pattern\" must be"},
        {"{}", "{\"format\":\"mail\"}", "\"format\" must be"},
        {"{}", "{\"minLength\":-1}", "\"minLength\" must be"},
        {"{}", "{\"maximum\":\"1\"}", "\"maximum\" must be"},
        {"{}", "{\"enum\":[]}", "\"enum\" must be"},
        {"{}", "{\"required\":[1]}", "\"required\" must be"},
        {"{}", "{\"properties\":[]}", "\"properties\" must be"},
        {"{}", "{\"$ref\":\"other.json#/x\"}", "\"$ref\" must be"},
        {"{}", "{\"$ref\":\"common.json#/x\"}", "nothing named \"x\""},
        {"{}", "{\"items\":{\"$ref\":\"common.json#/x\"}}", "city: common"},
        {"{\"x\":{\"$ref\":\"common.json#/x\"}}", "{}", "in circles"},
        {"{}", "{\"properties\":{\"a\":{\"items\":7}}}", "a: a schema must"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char directory[64];
        struct schemas *schemas = NULL;
        struct err err = {0};

        directory_make(directory, sizeof directory);
        file_write(directory, "common.json", bad[i].common);
        file_write(directory, "city.json", bad[i].city);
        if (schemas_load(directory, &schemas, &err) != -1 || schemas != NULL)
            fail_msg("row %zu: loaded", i);
        if (strstr(err.text, bad[i].says) == NULL)
            fail_msg("row %zu: %s", i, err.text);
        directory_drop(directory);
    }
}

static void test_no_directory(void **state)
{
    struct schemas *schemas = NULL;
    struct err err = {0};

    (void)state;
    assert_int_equal(schemas_load("build/no-such", &schemas, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    schemas_free(&schemas);
}

/* The project's own schemas can be read. */
static void test_ours(void **state)
{
    struct schemas *schemas = NULL;
    struct err err = {0};

    (void)state;
    if (access("corpus/schema", R_OK) != 0)
        skip();
    if (schemas_load("corpus/schema", &schemas, &err) < 0)
        fail_msg("%s", err.text);
    schemas_free(&schemas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_load_fails),
        cmocka_unit_test(test_no_directory),
        cmocka_unit_test(test_ours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
