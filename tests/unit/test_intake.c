/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_intake.c - an order told in a conversation: what is asked, what is not
 * asked again, and that its state survives being printed. */
#include "parlor_room.h"

#include <stdbool.h>
#include <stdlib.h>

/* Print and read the state, as a server that starts again does. */
static void replay(void)
{
    char *text = json_dumps(parlor.state, 0);

    json_decref(parlor.state);
    parlor.state = json_loads(text, 0, NULL);
    assert_non_null(parlor.state);
    free(text);
}

static json_t *order_after(const char *text)
{
    json_t *reply = parlor_fixture_ask(&parlor, text, LANG_EN);
    json_t *order = json_incref(json_object_get(reply, "order"));

    json_decref(reply);
    replay();
    return order;
}

static void asks(const char *text, const char *stage, const char *field)
{
    json_t *order = order_after(text);

    if (strcmp(text_of(order, "stage"), stage) != 0 ||
        strcmp(text_of(order, "asked"), field) != 0)
        fail_msg("%s: stage %s, asked %s", text, text_of(order, "stage"),
                 text_of(order, "asked"));
    json_decref(order);
}

static const char *const whole[] = {
    "I would like to place an order",
    "Investing in the region",
    "A partner for gear boxes",
    "Germany",
    "Nantong",
    "machine tools",
    "20 million EUR",
    "within a year",
};

static void one_thing_at_a_time(void **state)
{
    static const char *const asked[] = {"kind",     "seeks", "country", "city",
                                        "industry", "scale", "when",    ""};

    (void)state;
    parlor_fixture_reset(&parlor);
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        asks(whole[i], i == 7 ? "confirm" : "ask", asked[i]);
    asks("yes", "form", "");
}

/* Whatever was told first is not asked for. */
static void not_again(void **state)
{
    static const struct {
        const char *before, *asked;
    } rows[] = {
        {"Find a park near Suzhou for a Korean chip packaging plant", "scale"},
        {"What does Kunshan pay for 20 million RMB of equipment?", "country"},
        {"Hello", "country"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parlor_fixture_reset(&parlor);
        json_decref(parlor_fixture_ask(&parlor, rows[i].before, LANG_EN));
        json_decref(parlor_fixture_ask(&parlor, whole[0], LANG_EN));
        json_decref(parlor_fixture_ask(&parlor, whole[1], LANG_EN));
        asks(whole[2], "ask", rows[i].asked);
    }
}

/* The form is offered after a yes, and at once to who asks for it. */
static void form_after_yes(void **state)
{
    static const char *const last[] = {"yes", "open the form"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        json_t *reply = NULL;
        const json_t *blocks = NULL;
        bool offered = false;

        parlor_fixture_reset(&parlor);
        for (size_t k = 0; k < (i == 0 ? 8 : 3); k++) {
            json_decref(reply);
            reply = parlor_fixture_ask(&parlor, whole[k], LANG_EN);
            blocks = json_object_get(reply, "blocks");
            for (size_t b = 0; b < json_array_size(blocks); b++)
                assert_string_not_equal(
                    text_of(json_array_get(blocks, b), "type"), "order");
        }
        json_decref(reply);
        reply = parlor_fixture_ask(&parlor, last[i], LANG_EN);
        blocks = json_object_get(reply, "blocks");
        for (size_t b = 0; b < json_array_size(blocks); b++)
            offered =
                offered || strcmp(text_of(json_array_get(blocks, b), "type"),
                                  "order") == 0;
        if (!offered)
            fail_msg("row %zu: %s", i, text_of(reply, "answer"));
        json_decref(reply);
    }
}

/* An address is not taken into what is sought. */
static void no_addresses(void **state)
{
    static const char *const rows[] = {
        "Gear boxes; write to anna@example.com",
        "Gear boxes; call +49 (170) 123-45-67",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *order = NULL;

        parlor_fixture_reset(&parlor);
        json_decref(parlor_fixture_ask(&parlor, whole[0], LANG_EN));
        json_decref(parlor_fixture_ask(&parlor, whole[1], LANG_EN));
        order = order_after(rows[i]);
        if (strcmp(text_of(order, "asked"), "seeks") != 0 ||
            json_object_get(json_object_get(order, "fields"), "seeks") != NULL)
            fail_msg("row %zu: asked %s", i, text_of(order, "asked"));
        json_decref(order);
    }
}

/* What a field has no room for is not said to be noted, and the question
 * stands. */
static void too_long(void **state)
{
    static const struct {
        size_t told, times;
        const char *words, *asked;
    } rows[] = {{2, 150, "steel gear boxes ", "seeks"},
                {6, 12, "as large as a small hall ", "scale"}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t size = strlen(rows[i].words);
        char text[4096] = "";
        json_t *reply = NULL;
        const json_t *order = NULL;

        parlor_fixture_reset(&parlor);
        for (size_t k = 0; k < rows[i].told; k++)
            json_decref(parlor_fixture_ask(&parlor, whole[k], LANG_EN));
        for (size_t k = 0; k < rows[i].times; k++)
            memcpy(text + k * size, rows[i].words, size + 1);
        reply = parlor_fixture_ask(&parlor, text, LANG_EN);
        order = json_object_get(reply, "order");
        if (strcmp(text_of(order, "asked"), rows[i].asked) != 0 ||
            strstr(text_of(reply, "answer"), "too long") == NULL ||
            json_object_get(json_object_get(order, "fields"), rows[i].asked) !=
                NULL)
            fail_msg("row %zu: asked %s, %s", i, text_of(order, "asked"),
                     text_of(reply, "answer"));
        json_decref(reply);
    }
}

/* State that somebody has damaged is passed over. */
static void damaged(void **state)
{
    static const char *const rows[] = {
        "{\"intake\": 7}",
        "{\"intake\": {}}",
        "{\"intake\": {\"told\": [], \"skipped\": {}}}",
        "{\"intake\": {\"told\": {}, \"skipped\": [], \"stage\": 3}}",
        "{\"intake\": {\"told\": {\"city\": \"gone\"}, \"skipped\": [1],"
        " \"stage\": \"ask\", \"asked\": \"nothing\"}}",
        "{\"known\": []}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *reply = NULL;

        parlor_fixture_reset(&parlor);
        json_decref(parlor.state);
        parlor.state = json_loads(rows[i], 0, NULL);
        reply = parlor_fixture_ask(&parlor, "What is Suzhou?", LANG_EN);
        if (*text_of(reply, "answer") == '\0')
            fail_msg("row %zu: nothing is said", i);
        json_decref(reply);
        reply = parlor_fixture_ask(&parlor, whole[0], LANG_EN);
        assert_string_equal(text_of(reply, "intent"), "order");
        json_decref(reply);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_thing_at_a_time),
        cmocka_unit_test(not_again),
        cmocka_unit_test(form_after_yes),
        cmocka_unit_test(no_addresses),
        cmocka_unit_test(too_long),
        cmocka_unit_test(damaged),
    };

    return cmocka_run_group_tests(tests, parlor_open, parlor_close);
}
