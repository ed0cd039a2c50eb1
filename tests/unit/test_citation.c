/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "answer/builder.h"

static const char equipment[] = "suzhou-2020-1.m11-1";

static void test_members(void **state)
{
    static const struct {
        const char *id, *clause, *number, *lang;
    } rows[] = {
        {"suzhou-2020-1.m11-1", "11", "苏委发〔2020〕1号", "zh-Hans"},
        {"suzhou-2020-1.m21-1", "21", "苏委发〔2020〕1号", "zh-Hans"},
        /* others have neither clauses nor numbers */
        {"s1-10", "", "", "zh-Hant"},
        {"qingdao-korea-parlor", "", "", ""},
    };
    json_t *citations = json_array();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct record *record = room_record(rows[i].id);
        const json_t *one = NULL;
        const char *quote = NULL;

        if (citation_add(citations, record, LANG_EN) != (int)i + 1)
            fail_msg("row %zu: another number", i);
        one = json_array_get(citations, i);
        quote = text_of(one, "quote");
        if (strcmp(text_of(one, "id"), rows[i].id) != 0 ||
            strcmp(text_of(one, "clause"), rows[i].clause) != 0 ||
            strcmp(text_of(one, "number"), rows[i].number) != 0 ||
            strcmp(text_of(one, "lang"), rows[i].lang) != 0)
            fail_msg("row %zu: %s of %s", i, text_of(one, "clause"),
                     text_of(one, "number"));
        if (*text_of(one, "title") == '\0' || *text_of(one, "name") == '\0')
            fail_msg("row %zu: no title or name", i);
        if (json_integer_value(json_object_get(one, "revision")) < 1)
            fail_msg("row %zu: no revision", i);
        if (json_integer_value(json_object_get(one, "from")) != 0 ||
            json_integer_value(json_object_get(one, "to")) !=
                (json_int_t)strlen(quote))
            fail_msg("row %zu: offsets", i);
    }
    json_decref(citations);
}

/* The same record is cited once; nothing is cited by 0. */
static void test_again(void **state)
{
    json_t *citations = json_array();
    const struct record *one = room_record(equipment);
    const struct record *other = room_record("s1-10");

    (void)state;
    assert_int_equal(citation_add(citations, one, LANG_EN), 1);
    assert_int_equal(citation_add(citations, other, LANG_EN), 2);
    assert_int_equal(citation_add(citations, one, LANG_DE), 1);
    assert_int_equal(citation_add(citations, NULL, LANG_EN), 0);
    assert_int_equal(json_array_size(citations), 2);
    json_decref(citations);
}

/* Whatever the offsets, what is shown is the wording in whole characters. */
static void test_view(void **state)
{
    static const struct {
        size_t from, to;
        const char *before, *match;
    } rows[] = {
        {0, 0, "", NULL},
        {0, 9, "", "当年度"},
        {9, 15, "当年度", "单个"},
        {10, 16, "当年度", "单个"}, /* in the midst of characters */
        {5, 2, "", NULL},
        {0, SIZE_MAX, "", NULL},
        {SIZE_MAX, SIZE_MAX, "", NULL},
        {SIZE_MAX - 1, 3, "", NULL},
    };
    const struct record *record = room_record(equipment);
    const char *wording = record_string(record, "wording.text");

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *view =
            answer_citation_view(LANG_EN, record, rows[i].from, rows[i].to);
        const json_t *shown = json_object_get(view, "wording");
        const char *match = rows[i].match != NULL ? rows[i].match : wording;
        char whole[4000];

        snprintf(whole, sizeof whole, "%s%s%s", text_of(shown, "before"),
                 text_of(shown, "match"), text_of(shown, "after"));
        if (strcmp(whole, wording) != 0)
            fail_msg("row %zu: %s", i, whole);
        if (strcmp(text_of(shown, "before"), rows[i].before) != 0 ||
            strcmp(text_of(shown, "match"), match) != 0)
            fail_msg("row %zu: %s|%s", i, text_of(shown, "before"),
                     text_of(shown, "match"));
        json_decref(view);
    }
}

/* A sentence of an imported text is found again in its file. */
static void test_view_origin(void **state)
{
    static const char json[] =
        "{\"id\":\"doc-x\",\"kind\":\"document\",\"names\":{\"en\":\"x\"},"
        "\"origin\":{\"map\":\"0:3 10:12 10\"}}";
    struct record *record = NULL;
    struct err err = {0};
    json_t *view = NULL;
    const json_t *origin = NULL;

    (void)state;
    assert_int_equal(record_parse(json, strlen(json), &record, &err), 0);
    view = answer_citation_view(LANG_EN, record, 12, 14);
    origin = json_object_get(view, "origin");
    assert_int_equal(json_integer_value(json_object_get(origin, "from")), 15);
    assert_int_equal(json_integer_value(json_object_get(origin, "to")), 25);
    json_decref(view);
    record_free(&record);
    view = answer_citation_view(LANG_EN, room_record(equipment), 0, 0);
    assert_true(json_is_null(json_object_get(view, "origin")));
    json_decref(view);
}

/* A record is shown in the reader's language where it has it. */
static void test_view_lang(void **state)
{
    static const struct {
        const char *id;
        enum lang lang;
        const char *used, *says;
    } rows[] = {
        {"suzhou-2020-1.m11-1", LANG_EN, "en", "12%"},
        {"suzhou-2020-1.m11-1", LANG_ZH_HANS, "zh-Hans", "先导产业"},
        {"suzhou-2020-1.m11-1", LANG_DE, "de", "12"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *view =
            answer_citation_view(rows[i].lang, room_record(rows[i].id), 0, 0);

        if (strcmp(text_of(view, "lang"), rows[i].used) != 0)
            fail_msg("row %zu: in %s", i, text_of(view, "lang"));
        if (strstr(text_of(view, "summary"), rows[i].says) == NULL)
            fail_msg("row %zu: %s", i, text_of(view, "summary"));
        if (json_is_true(json_object_get(view, "synthetic")))
            fail_msg("row %zu: synthetic", i);
        json_decref(view);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members),   cmocka_unit_test(test_again),
        cmocka_unit_test(test_view),      cmocka_unit_test(test_view_origin),
        cmocka_unit_test(test_view_lang),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
