/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns as they come out of dialogue_turn(): what is remembered, and what a
 * damaged index costs. What answers say is tests/scenario's. */
#include "parlor_room.h"

#include <stdlib.h>
#include <unistd.h>

static bool warns(const json_t *reply)
{
    size_t i = 0;
    const json_t *block = NULL;

    json_array_foreach(json_object_get(reply, "blocks"), i, block) {
        if (strcmp(text_of(block, "type"), "notice") == 0 &&
            strcmp(text_of(block, "tone"), "warn") == 0)
            return true;
    }
    return false;
}

/* Every turn has these, whatever was said. */
static void test_body(void **state)
{
    static const char *const rows[] = {
        "Hello",
        "How much subsidy for 50 million RMB of equipment in Suzhou?",
        "在苏州附近找一个园区",
        "We want to place an order for partners in Germany",
        "What is the corporate income tax rate in Vietnam?",
        "",
        " ",
        "?",
        "\xF0\x9F\x99\x82",
    };
    static const char *const members[] = {
        "lang",    "intent",    "answer", "blocks",  "citations",
        "matches", "abstained", "person", "prompts", "turn",
    };

    (void)state;
    parlor_fixture_reset(&parlor);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *reply = parlor_fixture_ask(&parlor, rows[i], LANG_NONE);
        const json_t *turn = json_object_get(reply, "turn");

        for (size_t m = 0; m < sizeof members / sizeof *members; m++)
            if (json_object_get(reply, members[m]) == NULL)
                fail_msg("row %zu: no %s", i, members[m]);
        if (json_integer_value(turn) != (json_int_t)i + 1)
            fail_msg("row %zu: turn %d", i, (int)json_integer_value(turn));
        if (*text_of(reply, "answer") == '\0')
            fail_msg("row %zu: no answer", i);
        if (warns(reply))
            fail_msg("row %zu: a warning", i);
        json_decref(reply);
    }
}

static void index_spoil(void)
{
    static const char *const files[] = {"postlist.glass", "docdata.glass"};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[200];

        snprintf(path, sizeof path, "%s/index/%s", parlor.directory, files[i]);
        assert_int_equal(truncate(path, 0), 0);
    }
}

/* The turn that meets the damage is answered like those behind it: what the
 * snapshot knows still, the rest is abstained from, each with a warning.
 * Last of all, since the fixture has no publisher that mends the index. */
static void test_damaged_index(void **state)
{
    static const struct {
        const char *text, *intent;
    } rows[] = {
        {"What is the time limit for starting a company in Suzhou?", "none"},
        {"How long does starting a company in Suzhou take?", "none"},
        {"Hello", "greeting"},
        {"Looking for a park near Suzhou for a Korean company", "match"},
        {"We want to place an order for partners in Germany", "order"},
    };

    (void)state;
    parlor_fixture_reset(&parlor);
    index_spoil();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *reply = parlor_fixture_ask(&parlor, rows[i].text, LANG_NONE);

        if (strcmp(text_of(reply, "intent"), rows[i].intent) != 0)
            fail_msg("row %zu: %s", i, text_of(reply, "intent"));
        if (!warns(reply))
            fail_msg("row %zu: no warning", i);
        json_decref(reply);
    }
    assert_int_equal(json_integer_value(json_object_get(parlor.state, "turn")),
                     sizeof rows / sizeof *rows);
}

/* What a conversation has come to is a value: kept as text between turns, it
 * goes on as if it had not been. */
static void test_replay(void **state)
{
    static const char *const rows[] = {
        "A leading company invests 50 million RMB in equipment in Suzhou. "
        "How much subsidy?",
        "And for others?",
        "if it were 200 million?",
        "在苏州附近找一个生物医药园区",
        "第二个呢？",
        "Wir suchen einen Park in Suzhou für Biotechnologie",
        "Und in Qingdao?",
        "We want to place an order for suppliers in Germany",
        "make that Japan",
        "How long does a water connection take in Suzhou?",
        "And for gas?",
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    json_t *said[ROWS], *kept[ROWS];

    (void)state;
    parlor_fixture_reset(&parlor);
    for (size_t i = 0; i < ROWS; i++) {
        said[i] = parlor_fixture_ask(&parlor, rows[i], LANG_NONE);
        kept[i] = json_deep_copy(parlor.state);
    }
    parlor_fixture_reset(&parlor);
    for (size_t i = 0; i < ROWS; i++) {
        json_t *again = parlor_fixture_ask(&parlor, rows[i], LANG_NONE);
        char *text = json_dumps(parlor.state, JSON_SORT_KEYS);

        if (!json_equal(again, said[i]))
            fail_msg("row %zu (%s): another answer", i, rows[i]);
        if (!json_equal(parlor.state, kept[i]))
            fail_msg("row %zu (%s): another state: %s", i, rows[i], text);
        json_decref(parlor.state);
        parlor.state = json_loads(text, 0, NULL);
        assert_true(json_equal(parlor.state, kept[i]));
        free(text);
        json_decref(again);
        json_decref(said[i]);
        json_decref(kept[i]);
    }
}

/* However often a weight is raised, the ranking can be changed further. */
static void test_weights(void **state)
{
    static const char more[] = "The distance is more important";

    (void)state;
    parlor_fixture_reset(&parlor);
    json_decref(parlor_fixture_ask(
        &parlor, "Looking for a park near Suzhou for semiconductors", LANG_EN));
    for (int i = 0; i < 40; i++) {
        json_t *reply = parlor_fixture_ask(&parlor, more, LANG_EN);

        if (strcmp(text_of(reply, "intent"), "match") != 0)
            fail_msg("turn %d: %s", i, text_of(reply, "answer"));
        json_decref(reply);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_body),
        cmocka_unit_test(test_replay),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_damaged_index),
    };

    return cmocka_run_group_tests(tests, parlor_open, parlor_close);
}
