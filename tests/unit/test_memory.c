/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include <stdlib.h>

#include "dialogue/memory.h"

/* What is written is read again, also after a journey through text. */
static void test_round(void **state)
{
    const struct record *records[] = {room_record("suzhou-2020-1.m11-1")};
    const struct record *matches[] = {room_record("suxitong-park"),
                                      room_record("suzhou-industrial-park")};
    struct input inputs[] = {
        {"equipment_investment", 5e7, 8e7, "CNY", true, false}};
    struct memory before = {
        .turn = 4,
        .lang = LANG_ZH_HANS,
        .intent = "policy.amount",
        .topic = "设备 \"投资\"",
        .class_ = "leading",
        .records = {records, 1},
        .matches = {matches, 2},
        .demand = json_pack("{s:s}", "kind", "park"),
        .who = {.inputs = inputs, .input_count = 1},
    };
    struct memory after;
    json_t *kept = json_object(), *read = NULL;
    char *text = NULL;

    (void)state;
    memory_write(kept, &before);
    text = json_dumps(kept, 0);
    read = json_loads(text, 0, NULL);
    assert_non_null(read);
    memory_read(parlor.ws, read, &after);
    assert_int_equal(after.turn, 4);
    assert_int_equal(after.lang, LANG_ZH_HANS);
    assert_string_equal(after.intent, before.intent);
    assert_string_equal(after.topic, before.topic);
    assert_string_equal(after.class_, before.class_);
    assert_int_equal(after.records.count, 1);
    assert_ptr_equal(after.records.items[0], records[0]);
    assert_int_equal(after.matches.count, 2);
    assert_ptr_equal(after.matches.items[1], matches[1]);
    assert_string_equal(
        json_string_value(json_object_get(after.demand, "kind")), "park");
    assert_null(after.intake);
    assert_null(after.known);
    assert_int_equal(after.who.input_count, 1);
    assert_string_equal(after.who.inputs[0].field, "equipment_investment");
    assert_string_equal(after.who.inputs[0].unit, "CNY");
    assert_float_equal(after.who.inputs[0].high, 8e7, 0.5);
    assert_true(after.who.inputs[0].assumed);
    free(text);
    json_decref(read);
    json_decref(kept);
}

/* State that somebody has damaged reads as far as it makes sense. */
static void test_damaged(void **state)
{
    static const struct {
        const char *json;
        long turn;
        enum lang lang;
        size_t records, inputs;
    } rows[] = {
        {"{}", 0, LANG_NONE, 0, 0},
        {"{\"turn\": \"x\", \"lang\": 7, \"last\": []}", 0, LANG_NONE, 0, 0},
        {"{\"turn\": 2, \"lang\": \"tlh\"}", 2, LANG_NONE, 0, 0},
        {"{\"lang\": \"de\", \"last\": {\"records\": [1, null, \"gone\","
         " \"suzhou-2020-1.m11-1\"]}}",
         0, LANG_DE, 1, 0},
        {"{\"last\": {\"records\": {\"a\": 1}, \"inputs\": 3}}", 0, LANG_NONE,
         0, 0},
        {"{\"last\": {\"inputs\": [{}, 1, {\"field\": \"land_price\","
         " \"unit\": \"a unit that is longer than any\"}]}}",
         0, LANG_NONE, 0, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *kept = json_loads(rows[i].json, 0, NULL);
        struct memory memory;

        assert_non_null(kept);
        memory_read(parlor.ws, kept, &memory);
        if (memory.turn != rows[i].turn || memory.lang != rows[i].lang)
            fail_msg("row %zu: turn %ld, %s", i, memory.turn,
                     lang_code(memory.lang));
        if (memory.records.count != rows[i].records)
            fail_msg("row %zu: %zu records", i, memory.records.count);
        if (memory.who.input_count != rows[i].inputs)
            fail_msg("row %zu: %zu inputs", i, memory.who.input_count);
        json_decref(kept);
    }
}

/* However much there was, so much is kept. */
static void test_limits(void **state)
{
    const struct record *many[40];
    struct memory before = {.turn = 1, .records = {many, 40}}, after;
    json_t *kept = json_object(), *list = json_array();

    (void)state;
    for (size_t i = 0; i < 40; i++) {
        many[i] = room_record("suzhou");
        json_array_append_new(list, json_string("suzhou"));
    }
    memory_write(kept, &before);
    memory_read(parlor.ws, kept, &after);
    assert_in_range(after.records.count, 1, 39);
    json_object_set_new(json_object_get(kept, "last"), "matches", list);
    memory_read(parlor.ws, kept, &after);
    assert_in_range(after.matches.count, 1, 39);
    json_decref(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_limits),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
