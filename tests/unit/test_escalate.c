/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders that nobody takes rise, those that stand still are reminded of, and
 * nothing ends by itself. */
#include "order_room.h"

#include "order/escalate.h"
#include "order/route.h"
#include "store/outbox.h"
#include "store/people.h"

static const int64_t hour = 3600 * 1000;
static const int64_t monday = 1795363200000; /* 00:00 in China */

static const struct day_row {
    int64_t days, last, next;
} day_rows[] = {
    {0, 0, 9},    {8, 0, 9},    {9, 9, 21},   {20, 9, 21},   {21, 21, 45},
    {44, 21, 45}, {45, 45, 90}, {89, 45, 90}, {90, 90, 135}, {1000, 990, 1035},
};

static void days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof day_rows / sizeof *day_rows; i++)
        if (escalate_day(day_rows[i].days) != day_rows[i].last ||
            escalate_next(day_rows[i].days) != day_rows[i].next)
            fail_msg("row %zu", i);
}

static void person_add(struct room *room, const char *name, const char *role)
{
    struct person person = {.created_at = 1};
    struct err err = {0};

    snprintf(person.id, sizeof person.id, "id-%s", name);
    snprintf(person.name, sizeof person.name, "%s", name);
    snprintf(person.role, sizeof person.role, "%s", role);
    assert_int_equal(store_begin(room->ws.store, &err), 0);
    assert_int_equal(people_add(room->ws.store, &person, &err), 1);
    assert_int_equal(store_commit(room->ws.store, &err), 0);
}

/* What a tick at a moment did: "level:name" of each that rose, "again",
 * "days" of each reminder. */
static void tick_at(struct room *room, int64_t at, char *out, size_t size)
{
    json_t *done = NULL, *item = NULL;
    struct err err = {0};
    size_t i = 0, len = 0;

    room->ws.now = at;
    if (order_tick(&room->ws, &done, &err) < 0)
        fail_msg("%s", err.text);
    out[0] = '\0';
    json_array_foreach(json_object_get(done, "rose"), i, item) {
        snprintf(out + len, size - len, "%d:%s ",
                 (int)json_integer_value(json_object_get(item, "level")),
                 text_of(item, "to"));
        len = strlen(out);
    }
    json_array_foreach(json_object_get(done, "again"), i, item) {
        snprintf(out + len, size - len, "again ");
        len = strlen(out);
    }
    json_array_foreach(json_object_get(done, "reminded"), i, item) {
        snprintf(out + len, size - len, "%d ",
                 (int)json_integer_value(json_object_get(item, "days")));
        len = strlen(out);
    }
    json_decref(done);
}

static void ticks_are(struct room *room, int64_t at, const char *wanted)
{
    char said[200];

    tick_at(room, at, said, sizeof said);
    if (strcmp(said, wanted) != 0)
        fail_msg("at %lld h: \"%s\", not \"%s\"",
                 (long long)((at - monday) / hour), said, wanted);
    tick_at(room, at, said, sizeof said);
    if (said[0] != '\0')
        fail_msg("at %lld h twice: %s", (long long)((at - monday) / hour),
                 said);
}

static int count_kind(void *context, const struct outbox_row *row,
                      const struct delivery *delivery, struct err *err)
{
    int *counts = context;

    (void)delivery;
    (void)err;
    counts[0] += strcmp(row->kind, "escalated") == 0;
    counts[1] += strcmp(row->kind, "reminder") == 0;
    return 0;
}

/* Placed on Monday at 10: due on Tuesday at 10, then a working day each. */
static void rises(void **state)
{
    char reference[ORDER_REFERENCE_MAX];
    struct order_row row = {0};
    struct err err = {0};
    struct room room;
    json_t *placed = NULL;
    int counts[2] = {0};

    room_open(&room, state);
    person_add(&room, "agent1", "agent");
    person_add(&room, "agent2", "agent");
    person_add(&room, "boss1", "admin");
    person_add(&room, "boss2", "admin");
    room.ws.now = monday + 10 * hour;
    placed = order_of(&room, order_good);
    snprintf(reference, sizeof reference, "%s", text_of(placed, "reference"));
    json_decref(placed);
    ticks_are(&room, monday + 11 * hour, "");
    ticks_are(&room, monday + 33 * hour, "");
    ticks_are(&room, monday + 34 * hour, "1:agent1 ");
    ticks_are(&room, monday + 57 * hour, "");
    ticks_are(&room, monday + 58 * hour, "2:boss1 ");
    ticks_are(&room, monday + 82 * hour, "3:boss2 ");
    ticks_are(&room, monday + 106 * hour, "again ");
    ticks_are(&room, monday + 130 * hour, ""); /* Saturday */
    ticks_are(&room, monday + 178 * hour, "again ");
    assert_int_equal(orders_get(room.ws.store, reference, &row, &err), 1);
    assert_string_equal(row.state, "received");
    assert_string_equal(row.holder, "id-boss2");
    order_row_fini(&row);
    assert_int_equal(orders_intact(room.ws.store, reference, &err), 1);
    assert_int_equal(outbox_each(room.ws.store, 100, count_kind, counts, &err),
                     0);
    assert_int_equal(counts[0], 5);
    assert_int_equal(counts[1], 0);
    room_close(&room);
}

/* Two orders go to two agents. */
static void by_load(void **state)
{
    char other[8192];
    struct room room;
    char said[200];

    room_open(&room, state);
    person_add(&room, "agent1", "agent");
    person_add(&room, "agent2", "agent");
    room.ws.now = monday + 10 * hour;
    json_decref(order_of(&room, order_good));
    snprintf(other, sizeof other, "%s", order_good);
    memcpy(strstr(other, "c-1"), "c-2", 3);
    memcpy(strstr(other, "frozen"), "canned", 6);
    json_decref(order_of(&room, other));
    tick_at(&room, monday + 11 * hour, said, sizeof said);
    tick_at(&room, monday + 34 * hour, said, sizeof said);
    if (strcmp(said, "1:agent1 1:agent2 ") != 0 &&
        strcmp(said, "1:agent2 1:agent1 ") != 0)
        fail_msg("%s", said);
    room_close(&room);
}

static void nobody_there(void **state)
{
    struct room room;

    room_open(&room, state);
    room.ws.now = monday + 10 * hour;
    json_decref(order_of(&room, order_good));
    ticks_are(&room, monday + 11 * hour, "");
    ticks_are(&room, monday + 34 * hour, "again ");
    room_close(&room);
}

/* In a state that somebody works in, days without a change. */
static void reminders(void **state)
{
    static const struct {
        int64_t day;
        const char *said;
    } rows[] = {{8, ""},     {9, "9 "},   {10, ""},      {21, "21 "}, {30, ""},
                {45, "45 "}, {90, "90 "}, {200, "180 "}, {201, ""}};
    char reference[ORDER_REFERENCE_MAX];
    struct order_entry entry = {
        .state = "in_contact", .actor = "staff", .who = ""};
    struct order_row row = {0};
    struct err err = {0};
    struct room room;
    json_t *placed = NULL;

    room_open(&room, state);
    person_add(&room, "agent1", "agent");
    room.ws.now = monday + 10 * hour;
    placed = order_of(&room, order_good);
    snprintf(reference, sizeof reference, "%s", text_of(placed, "reference"));
    json_decref(placed);
    ticks_are(&room, monday + 11 * hour, "");
    assert_int_equal(store_begin(room.ws.store, &err), 0);
    assert_int_equal(orders_move(room.ws.store, reference, "received", &entry,
                                 monday + 12 * hour, &err),
                     1);
    assert_int_equal(store_commit(room.ws.store, &err), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ticks_are(&room, monday + (12 + rows[i].day * 24) * hour, rows[i].said);
    assert_int_equal(orders_get(room.ws.store, reference, &row, &err), 1);
    assert_string_equal(row.state, "in_contact");
    assert_int_equal(row.due_at, 0);
    order_row_fini(&row);
    room_close(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days), DIR_TEST(rises),     DIR_TEST(by_load),
        DIR_TEST(nobody_there), DIR_TEST(reminders),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
