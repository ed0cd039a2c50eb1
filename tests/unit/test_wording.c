/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "answer/wording.h"

static struct world {
    struct analyser *analyser;
    struct arena *arena;
    struct snapshot *snapshot;
    struct locale *locale;
} world;

static void add(const char *text)
{
    struct record *record = NULL;
    struct err err = {0};

    if (record_parse(text, strlen(text), &record, &err) < 0)
        fail_msg("%s: %s", text, err.text);
    snapshot_add(world.snapshot, &record);
}

static int world_open(void **state)
{
    static const char english[] =
        "{\"plain\": \"Nothing to fill in.\","
        " \"name\": \"It is {name}.\","
        " \"twice\": \"{a}{a} and {b}\","
        " \"days\": {\"one\": \"{n} day\", \"other\": \"{n} days\"},"
        " \"inner\": \"the {what} of it\","
        " \"self\": \"again: {what}\","
        " \"open\": \"a brace { alone\","
        " \"only_english\": \"said in English\"}";
    static const char german[] = "{\"name\": \"Es ist {name}.\"}";
    struct err err = {0};

    (void)state;
    assert_int_equal(analyser_open(&world.analyser, &err), 0);
    world.arena = arena_new();
    world.snapshot = snapshot_new();
    add("{\"id\":\"a\",\"kind\":\"city\",\"names\":{\"en\":\"aton\","
        "\"de\":\"Astadt\"}}");
    add("{\"id\":\"t\",\"kind\":\"term\",\"concept\":\"land_price\","
        "\"names\":{\"en\":\"land price\"}}");
    snapshot_say(world.snapshot, LANG_EN, json_loads(english, 0, NULL));
    snapshot_say(world.snapshot, LANG_DE, json_loads(german, 0, NULL));
    snapshot_seal(world.snapshot, world.analyser, 1);
    return 0;
}

static int world_close(void **state)
{
    (void)state;
    snapshot_free(&world.snapshot);
    arena_free(&world.arena);
    analyser_close(&world.analyser);
    return 0;
}

static const char *said(enum lang lang, const struct phrase *phrase)
{
    struct locale *locale = locale_open(lang);
    struct wording *wording = wording_open(world.snapshot, locale, lang);
    const char *text = wording_text(wording, phrase, world.arena);

    wording_close(&wording);
    assert_null(wording);
    locale_close(&locale);
    return text;
}

static void must_say(size_t row, enum lang lang, const struct phrase *phrase,
                     const char *wanted)
{
    const char *text = said(lang, phrase);

    if (strcmp(text, wanted) != 0)
        fail_msg("row %zu: %s", row, text);
}

static void test_args(void **state)
{
    const struct record *city = snapshot_record(world.snapshot, "a");
    json_t *langs =
        json_loads("{\"en\":\"a law\",\"de\":\"ein Gesetz\"}", 0, NULL);
    const struct {
        enum lang lang;
        struct arg arg;
        const char *text;
    } rows[] = {
        {LANG_EN, {.type = ARG_TEXT, .text = "{name}"}, "It is {name}."},
        {LANG_EN, {.type = ARG_NAME, .record = city}, "It is aton."},
        {LANG_DE, {.type = ARG_NAME, .record = city}, "Es ist Astadt."},
        {LANG_EN, {.type = ARG_LANGS, .json = langs}, "It is a law."},
        {LANG_DE, {.type = ARG_LANGS, .json = langs}, "Es ist ein Gesetz."},
        {LANG_EN,
         {.type = ARG_KEY, .text = "plain"},
         "It is Nothing to fill in."},
        {LANG_EN,
         {.type = ARG_KEY, .text = "term.land_price"},
         "It is land price."},
        {LANG_EN, {.type = ARG_KEY, .text = "term.nothing"}, "It is ."},
        {LANG_EN, {.type = ARG_NUMBER, .number = 1500}, "It is 1,500."},
        {LANG_DE, {.type = ARG_NUMBER, .number = 1500}, "Es ist 1.500."},
        {LANG_EN, {.type = ARG_SHARE, .number = 0.06}, "It is 6%."},
        {LANG_EN,
         {.type = ARG_DATE, .date = {2020, 10, 0}},
         "It is October 2020."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct phrase phrase = phrase_of("name");

        phrase_arg(&phrase, "name", rows[i].arg);
        must_say(i, rows[i].lang, &phrase, rows[i].text);
    }
    json_decref(langs);
}

static void test_plural(void **state)
{
    static const struct {
        double count;
        const char *text;
    } rows[] = {{1, "1 day"}, {2, "2 days"}, {0, "0 days"}, {1.5, "1.5 days"}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct phrase phrase = phrase_of("days");

        phrase_arg(&phrase, "n",
                   (struct arg){.type = ARG_COUNT, .number = rows[i].count});
        must_say(i, LANG_EN, &phrase, rows[i].text);
    }
}

/* Sentences begin with a capital; what a language lacks is English; what is
 * unknown adds nothing. */
static void test_keys(void **state)
{
    static const struct {
        enum lang lang;
        const char *key, *text;
    } rows[] = {
        {LANG_EN, "plain", "Nothing to fill in."},
        {LANG_EN, "only_english", "Said in English"},
        {LANG_DE, "only_english", "Said in English"},
        {LANG_AR, "only_english", "Said in English"},
        {LANG_EN, "name", "It is ."},
        {LANG_EN, "open", "A brace { alone"},
        {LANG_EN, "no_such_key", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct phrase phrase = phrase_of(rows[i].key);

        must_say(i, rows[i].lang, &phrase, rows[i].text);
    }
}

static void test_many(void **state)
{
    struct phrase phrase = phrase_of("twice");

    (void)state;
    phrase_arg(&phrase, "b", (struct arg){.type = ARG_TEXT, .text = "y"});
    phrase_arg(&phrase, "a", (struct arg){.type = ARG_TEXT, .text = "x"});
    phrase_arg(&phrase, "c", (struct arg){.type = ARG_TEXT, .text = "z"});
    must_say(0, LANG_EN, &phrase, "Xx and y");
}

/* A wording that names itself ends. */
static void test_depth(void **state)
{
    struct phrase phrase = phrase_of("self");

    (void)state;
    phrase_arg(&phrase, "what", (struct arg){.type = ARG_KEY, .text = "self"});
    assert_true(strlen(said(LANG_EN, &phrase)) < 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_args),  cmocka_unit_test(test_plural),
        cmocka_unit_test(test_keys),  cmocka_unit_test(test_many),
        cmocka_unit_test(test_depth),
    };

    return cmocka_run_group_tests(tests, world_open, world_close);
}
