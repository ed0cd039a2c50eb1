/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "ingest/record.h"

#define HEAD "\"id\":\"a\",\"kind\":\"city\""

static void test_good(void **state)
{
    static const struct {
        const char *json, *id, *kind;
    } rows[] = {
        {"{" HEAD "}", "a", "city"},
        {"{\"kind\":\"free_zone\",\"id\":\"suzhou-2020-1.m11-1\"}",
         "suzhou-2020-1.m11-1", "free_zone"},
        {" {" HEAD ",\"x\":\"[[[[[[[[[[[[[[[[[[[[\"}\n", "a", "city"},
        {"{" HEAD ",\"x\":[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]}", "a", "city"},
        {"{" HEAD ",\"x\":\"\\\"}}\\\\\"}", "a", "city"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record *record = NULL;
        struct err err = {0};

        if (record_parse(rows[i].json, strlen(rows[i].json), &record, &err))
            fail_msg("row %zu: %s", i, err.text);
        if (strcmp(record->id, rows[i].id) != 0 ||
            strcmp(record->kind, rows[i].kind) != 0)
            fail_msg("row %zu: %s %s", i, record->id, record->kind);
        record_free(&record);
        assert_null(record);
        record_free(&record);
    }
}

static void test_bad(void **state)
{
    static const struct {
        const char *json;
        enum err_code code;
        const char *says;
    } rows[] = {
        {"", ERR_INPUT, "line "},
        {"{", ERR_INPUT, "line 1, column 1"},
        {"{\n  \"id\" \"a\"}", ERR_INPUT, "line 2, column 10"},
        {"[]", ERR_INPUT, "JSON object"},
        {"7", ERR_INPUT, "JSON object"},
        {"{" HEAD ",\"id\":\"b\"}", ERR_INPUT, "duplicate"},
        {"{" HEAD "} x", ERR_INPUT, "end of file"},
        {"{" HEAD ",\"x\":\"\\u0000\"}", ERR_INPUT, "line 1"},
        {"{" HEAD ",\"x\":\"\\ud800\"}", ERR_INPUT, "line 1"},
        {"{" HEAD ",\"x\":\"\xff\"}", ERR_INPUT, "decode byte 0xff"},
        {"{" HEAD ",\"x\":1e999}", ERR_INPUT, "line 1"},
        {"{\"kind\":\"city\"}", ERR_INPUT, "$.id must"},
        {"{\"id\":\"a\"}", ERR_INPUT, "$.kind must"},
        {"{\"id\":7,\"kind\":\"city\"}", ERR_INPUT, "$.id must"},
        {"{\"id\":\"../a\",\"kind\":\"city\"}", ERR_INPUT, "$.id must"},
        {"{\"id\":\"a/b\",\"kind\":\"city\"}", ERR_INPUT, "$.id must"},
        {"{\"id\":\"A\",\"kind\":\"city\"}", ERR_INPUT, "$.id must"},
        {"{\"id\":\"a\",\"kind\":\"..\"}", ERR_INPUT, "$.kind must"},
        {"{\n" HEAD ",\n\"x\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}", ERR_LIMIT,
         "line 3, column 20: nested deeper than 16"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record *record = NULL;
        struct err err = {0};

        if (record_parse(rows[i].json, strlen(rows[i].json), &record, &err) !=
                -1 ||
            record != NULL)
            fail_msg("row %zu: taken", i);
        if (err.code != rows[i].code || !strstr(err.text, rows[i].says))
            fail_msg("row %zu: %s: %s", i, err_name(err.code), err.text);
    }
}

static void test_limits(void **state)
{
    struct record *record = NULL;
    struct err err = {0};
    struct buf buf;

    (void)state;
    buf_init(&buf);
    buf_text(&buf, "{" HEAD ",\"x\":[0");
    for (size_t i = 0; i < RECORD_VALUES_MAX; i++)
        buf_text(&buf, ",0");
    buf_text(&buf, "]}");
    assert_int_equal(record_parse(buf.bytes, buf.len, &record, &err), -1);
    assert_int_equal(err.code, ERR_LIMIT);
    assert_int_equal(
        record_parse(buf.bytes, RECORD_BYTES_MAX + 1, &record, &err), -1);
    assert_int_equal(err.code, ERR_LIMIT);
    buf_fini(&buf);
}

static struct record *parsed(const char *json)
{
    struct record *record = NULL;
    struct err err = {0};

    if (record_parse(json, strlen(json), &record, &err) < 0)
        fail_msg("%s: %s", json, err.text);
    return record;
}

static void test_text(void **state)
{
    static const struct {
        const char *names;
        enum lang lang;
        const char *text;
        enum lang used;
    } rows[] = {
        {"{\"en\":\"E\",\"de\":\"D\"}", LANG_DE, "D", LANG_DE},
        {"{\"en\":\"E\",\"de\":\"D\"}", LANG_FR, "E", LANG_EN},
        {"{\"en\":\"E\",\"zh-Hans\":\"H\"}", LANG_ZH_HANT, "H", LANG_ZH_HANS},
        {"{\"en\":\"E\",\"zh-Hant\":\"T\",\"zh-Hans\":\"H\"}", LANG_ZH_HANT,
         "T", LANG_ZH_HANT},
        {"{\"en\":\"E\",\"zh-Hans\":\"H\"}", LANG_NONE, "E", LANG_EN},
        {"{\"ru\":\"R\"}", LANG_DE, "R", LANG_RU},
        {"{\"en\":7}", LANG_EN, NULL, LANG_NONE},
        {"{}", LANG_EN, NULL, LANG_NONE},
        {"\"E\"", LANG_EN, NULL, LANG_NONE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum lang used = LANG_AR;
        struct buf json;
        struct record *record = NULL;
        const char *text = NULL;

        buf_init(&json);
        buf_format(&json, "{" HEAD ",\"names\":%s,\"summary\":%s}",
                   rows[i].names, rows[i].names);
        record = parsed(json.bytes);
        text = record_summary(record, rows[i].lang, &used);
        if ((text == NULL) != (rows[i].text == NULL) ||
            (text != NULL && strcmp(text, rows[i].text) != 0) ||
            used != rows[i].used)
            fail_msg("row %zu: %s (%d)", i, text, (int)used);
        assert_ptr_equal(
            record_text(record_get(record, "summary"), rows[i].lang, NULL),
            text);
        text = record_name(record, rows[i].lang);
        assert_int_equal(text == NULL, rows[i].text == NULL);
        record_free(&record);
        buf_fini(&json);
    }
}

static void test_get(void **state)
{
    struct record *record =
        parsed("{" HEAD ",\"source\":{\"title\":\"T\",\"date\":null,"
               "\"n\":{\"m\":2.5}},\"i\":7,\"list\":[\"a\",1,\"b\"]}");
    static const struct {
        const char *path, *text;
        double number;
    } rows[] = {
        {"id", "a", -1},
        {"source.title", "T", -1},
        {"source.date", NULL, -1},
        {"source.n.m", NULL, 2.5},
        {"i", NULL, 7},
        {"i.j", NULL, -1},
        {"source.x", NULL, -1},
        {"x.y", NULL, -1},
        {"source..title", NULL, -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = record_string(record, rows[i].path);

        if ((text == NULL) != (rows[i].text == NULL) ||
            (text != NULL && strcmp(text, rows[i].text) != 0) ||
            record_number(record, rows[i].path, -1) != rows[i].number)
            fail_msg("row %zu: %s", i, rows[i].path);
    }
    assert_true(record_list_has(record_get(record, "list"), "b"));
    assert_false(record_list_has(record_get(record, "list"), "1"));
    assert_false(record_list_has(record_get(record, "id"), "a"));
    assert_false(record_list_has(NULL, "a"));
    record_free(&record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),   cmocka_unit_test(test_bad),
        cmocka_unit_test(test_limits), cmocka_unit_test(test_text),
        cmocka_unit_test(test_get),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
