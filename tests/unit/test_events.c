/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events have places and a waiting list, fairs a year that follows, and what
 * is personal goes when it is asked to. */
#include "booking_room.h"

#include "store/outbox.h"

/* Five places: 3 in, 3 wait, 2 wait behind them although they would fit; the
 * first goes, and both come up in turn. */
static void test_event(void **state)
{
    struct booking_refusal refusal;
    struct booking_request many = request_of("many", 6);
    struct booking_row a, b, c, row = {0};
    struct room room;
    struct err err = {0};
    json_auto_t *more = json_pack("{s:i}", "places", 8);
    json_auto_t *less = json_pack("{s:i}", "places", 3);

    bookings_open(&room, state);
    a = registered(&room, "a", "small-day", 3);
    b = registered(&room, "b", "small-day", 3);
    c = registered(&room, "c", "small-day", 2);
    assert_string_equal(a.state, "approved");
    assert_string_equal(b.state, "waiting");
    assert_string_equal(c.state, "waiting");
    assert_int_equal(
        booking_event(&room.ws, &many, "small-day", &row, &refusal, &err), 0);
    assert_string_equal(refusal.path, "people");
    assert_int_equal(
        moved(&room, b.reference, "approved", BOOKING_STAFF, NULL, &refusal),
        0);
    assert_int_equal(refusal.code, BOOKING_REFUSED_TAKEN);
    assert_int_equal(
        moved(&room, a.reference, "cancelled", BOOKING_VISITOR, NULL, &refusal),
        1);
    assert_string_equal(state_now(&room, b.reference), "approved");
    assert_string_equal(state_now(&room, c.reference), "approved");
    assert_int_equal(
        event_set(&room.ws, "small-day", less, "s", &refusal, &err), 0);
    assert_int_equal(
        event_set(&room.ws, "small-day", more, "s", &refusal, &err), 1);
    booking_row_fini(&a);
    booking_row_fini(&b);
    booking_row_fini(&c);
    a = registered(&room, "d", "small-day", 3);
    assert_string_equal(a.state, "approved");
    booking_row_fini(&a);
    /* where the number of places is not known, staff decide */
    a = registered(&room, "e", "city-theme-day", 3);
    assert_string_equal(a.state, "requested");
    booking_row_fini(&a);
    room_close(&room);
}

static void test_event_refused(void **state)
{
    static const struct {
        const char *event, *path;
        enum booking_refusal_code code;
    } rows[] = {
        {"past-fair", "event", BOOKING_REFUSED_FIELD},
        {"shandong-parlor-opening", "event", BOOKING_REFUSED_FIELD},
        {"no-event", "event", BOOKING_REFUSED_UNKNOWN},
        {"test-room", "event", BOOKING_REFUSED_UNKNOWN},
    };
    static const char *const bad[] = {
        "{'places':-1}",
        "{'places':1.5}",
        "{'open':'yes'}",
        "{'first':'2026-13-01'}",
        "{'first':'2026-12-05','last':'2026-12-01'}",
        "{'last':'2026-12-05','first':null}"};
    struct room room;
    struct err err = {0};

    bookings_open(&room, state);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct booking_request request = request_of("x", 1);
        struct booking_refusal refusal = {0};
        struct booking_row row = {0};

        if (booking_event(&room.ws, &request, rows[i].event, &row, &refusal,
                          &err) != 0 ||
            refusal.code != rows[i].code ||
            strcmp(refusal.path, rows[i].path) != 0)
            fail_msg("row %zu: %d %s", i, refusal.code, refusal.path);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        json_auto_t *params = params_make(bad[i]);
        struct booking_refusal refusal = {0};

        if (event_set(&room.ws, "city-theme-day", params, "s", &refusal,
                      &err) != 0)
            fail_msg("row %zu: %s", i, bad[i]);
    }
    room_close(&room);
}

/* A fair of six days, and the year after it. */
static int due_check(void *context, const struct follow_up *task,
                     struct err *err)
{
    static const char *const due[] = {"2026-12-17", "2027-01-11", "2027-03-10",
                                      "2027-06-08", "2027-09-06", "2027-12-10"};
    size_t *count = context;
    char text[DAY_TEXT];

    (void)err;
    day_write(task->due, text);
    if (*count >= 6 || strcmp(text, due[*count]) != 0)
        fail_msg("task %zu: %s", *count, text);
    (*count)++;
    return 0;
}

static int count_tasks(void *context, const struct follow_up *task,
                       struct err *err)
{
    (void)err;
    assert_non_null(task->row);
    (*(size_t *)context)++;
    return 0;
}

static void test_follow_ups(void **state)
{
    json_auto_t *fair = params_make("{'places':10,'first':'2026-12-05',"
                                    "'last':'2026-12-10'}");
    struct booking_refusal refusal;
    struct booking_row row;
    struct room room;
    struct err err = {0};
    size_t count = 0;

    bookings_open(&room, state);
    assert_int_equal(
        event_set(&room.ws, "import-expo", fair, "s", &refusal, &err), 1);
    row = registered(&room, "a", "import-expo", 2);
    follow_ups_each(&room.ws, (struct date){2028, 1, 1}, true, 100, count_tasks,
                    &count, &err);
    assert_int_equal(count, 0); /* it is still to come */
    room.ws.today = (struct date){2026, 12, 11};
    follow_ups_each(&room.ws, (struct date){2028, 1, 1}, true, 100, due_check,
                    &count, &err);
    assert_int_equal(count, 6);
    count = 0;
    follow_ups_each(&room.ws, (struct date){2026, 12, 31}, false, 100,
                    count_tasks, &count, &err);
    assert_int_equal(count, 1);
    assert_int_equal(
        follow_up_done(&room.ws, row.reference, 8, "s", NULL, &refusal, &err),
        0);
    assert_int_equal(follow_up_done(&room.ws, row.reference, 7, "s", "called",
                                    &refusal, &err),
                     1);
    assert_int_equal(
        follow_up_done(&room.ws, row.reference, 7, "s", NULL, &refusal, &err),
        0);
    count = 0;
    follow_ups_each(&room.ws, (struct date){2026, 12, 31}, false, 100,
                    count_tasks, &count, &err);
    assert_int_equal(count, 0);
    booking_row_fini(&row);
    room_close(&room);
}

/* Late requests end, holds keep others out, and erasing leaves no word. */
static void test_time_and_persons(void **state)
{
    unsigned char hash[BOOKING_HASH] = {7};
    struct booking_refusal refusal = {0};
    struct booking_request other = request_of("z", 1);
    struct booking_row a, b, held = {0}, row = {0};
    struct room room;
    struct err err = {0};

    bookings_open(&room, state);
    a = booked(&room, "a", "2026-12-01T09:00", "2026-12-01T10:00");
    b = booked(&room, "b", "2026-12-03T09:00", "2026-12-03T10:00");
    assert_int_equal(booking_hold(&room.ws, "staff-1", hall, "2026-12-04T09:00",
                                  "2026-12-04T18:00", "fair", &held, &refusal,
                                  &err),
                     1);
    assert_string_equal(held.state, "held");
    assert_int_equal(booking_room(&room.ws, &other, hall, "2026-12-04T10:00",
                                  "2026-12-04T11:00", &row, &refusal, &err),
                     0);
    assert_int_equal(refusal.code, BOOKING_REFUSED_TAKEN);
    room.ws.now += 11 * 86400000LL;
    assert_int_equal(booking_sweep(&room.ws, &err), 1);
    assert_string_equal(state_now(&room, a.reference), "cancelled");
    assert_string_equal(state_now(&room, b.reference), "requested");
    assert_int_equal(booking_erase_person(&room.ws, hash, &err), 2);
    assert_int_equal(booking_erase_person(&room.ws, hash, &err), 0);
    assert_string_equal(state_now(&room, b.reference), "cancelled");
    assert_int_equal(booking_find(&room.ws, b.reference, &row, &err), 1);
    assert_null(row.sealed);
    assert_null(row.fields);
    assert_string_equal(row.visitor, "");
    booking_row_fini(&row);
    booking_row_fini(&a);
    booking_row_fini(&b);
    booking_row_fini(&held);
    room_close(&room);
}

static void test_view(void **state)
{
    json_t *list = NULL, *view = NULL, *staff = NULL;
    struct booking_row row;
    struct room room;
    struct err err = {0};

    bookings_open(&room, state);
    row = booked(&room, "a", "2026-12-05T09:00", "2026-12-05T10:00");
    assert_int_equal(booking_view(&room.ws, &row, LANG_EN, false, &view, &err),
                     0);
    assert_string_equal(text_of(view, "from"), "2026-12-05T09:00");
    assert_string_equal(text_of(view, "time_zone"), "Asia/Shanghai");
    assert_int_equal(json_array_size(json_object_get(view, "notes")), 2);
    assert_null(json_object_get(view, "consents"));
    assert_int_equal(booking_view(&room.ws, &row, LANG_EN, true, &staff, &err),
                     0);
    assert_int_equal(json_array_size(json_object_get(staff, "moves")), 3);
    assert_int_equal(booking_rooms(&room.ws, LANG_EN, &list, &err), 0);
    assert_true(json_says(list, "2026-12-05T09:00"));
    assert_false(json_says(list, "canary"));
    json_decref(list);
    assert_int_equal(
        booking_events(&room.ws, LANG_EN, "qingdao", "fair", &list, &err), 0);
    assert_true(json_array_size(list) >= 4);
    json_decref(list);
    json_decref(view);
    json_decref(staff);
    booking_row_fini(&row);
    room_close(&room);
}

static void row_put(struct room *room, const char *reference,
                    struct booking_row row)
{
    struct booking_entry first = {
        .state = row.state, .actor = "visitor", .who = ""};
    struct err err = {0};

    snprintf(row.reference, sizeof row.reference, "%s", reference);
    snprintf(row.cid, sizeof row.cid, "%s", reference);
    row.people = 1;
    row.fields = json_object();
    if (bookings_add(room->ws.store, &row, &first, &err) != 1)
        fail_msg("%s: %s", reference, err.text);
    booking_row_fini(&row);
}

/* What was cancelled takes no time, and a full calendar is shown whole. */
static void test_taken(void **state)
{
    const int64_t quarter = 15LL * 60 * 1000;
    struct booking_row row = {.kind = "room"};
    struct room room;
    struct err err = {0};
    json_t *list = NULL, *one = NULL;
    size_t i = 0;

    bookings_open(&room, state);
    snprintf(row.subject, sizeof row.subject, "%s", hall);
    assert_int_equal(store_begin(room.ws.store, &err), 0);
    for (int n = 0; n < 600; n++) {
        char reference[BOOKING_REFERENCE_MAX];

        snprintf(reference, sizeof reference, "B-0000-%05u",
                 (unsigned)n % 100000);
        snprintf(row.state, sizeof row.state, "%s",
                 n < 300 ? "cancelled" : "approved");
        row.from_at = room.ws.now + (n < 300 ? 1 : n) * quarter;
        row.to_at = row.from_at + quarter;
        row_put(&room, reference, row);
    }
    assert_int_equal(store_commit(room.ws.store, &err), 0);
    assert_int_equal(booking_rooms(&room.ws, LANG_EN, &list, &err), 0);
    json_array_foreach(list, i, one) {
        if (strcmp(text_of(one, "id"), hall) == 0)
            assert_int_equal(json_array_size(json_object_get(one, "taken")),
                             300);
    }
    json_decref(list);
    room_close(&room);
}

static int told_visitor(void *context, const struct outbox_row *row,
                        const struct delivery *delivery, struct err *err)
{
    int *told = context;

    (void)delivery;
    (void)err;
    *told += strcmp(row->receiver, "visitor") == 0 &&
             strcmp(text_of(row->payload, "state"), "cancelled") == 0;
    return 0;
}

/* Who still asks or waits when an event is over is told so. */
static void test_over(void **state)
{
    static const struct {
        const char *event, *cid, *before, *after;
        int64_t people;
    } rows[] = {
        {"small-day", "a", "approved", "approved", 3},
        {"small-day", "b", "waiting", "cancelled", 3},
        {"small-day", "c", "waiting", "cancelled", 3},
        {"import-expo", "d", "requested", "cancelled", 3},
        {"city-theme-day", "e", "requested", "requested", 3},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    json_auto_t *days = params_make("{'first':'2026-12-08',"
                                    "'last':'2026-12-10'}");
    struct booking_row made[ROWS];
    struct booking_refusal refusal;
    struct room room;
    struct err err = {0};
    int told = 0;

    bookings_open(&room, state);
    assert_int_equal(
        event_set(&room.ws, "import-expo", days, "s", &refusal, &err), 1);
    for (size_t i = 0; i < ROWS; i++) {
        made[i] = registered(&room, rows[i].cid, rows[i].event, rows[i].people);
        if (strcmp(made[i].state, rows[i].before) != 0)
            fail_msg("row %zu: %s", i, made[i].state);
    }
    room.ws.today = (struct date){2026, 12, 10};
    assert_int_equal(booking_sweep(&room.ws, &err), 0);
    room.ws.today = (struct date){2026, 12, 11};
    assert_int_equal(booking_sweep(&room.ws, &err), 3);
    assert_int_equal(booking_sweep(&room.ws, &err), 0);
    for (size_t i = 0; i < ROWS; i++) {
        if (strcmp(state_now(&room, made[i].reference), rows[i].after) != 0)
            fail_msg("row %zu: %s", i, state_now(&room, made[i].reference));
        booking_row_fini(&made[i]);
    }
    assert_int_equal(outbox_each(room.ws.store, 99, told_visitor, &told, &err),
                     0);
    assert_int_equal(told, 3);
    room_close(&room);
}

/* However many of a fair that is still followed up are as old, what has
 * nothing to wait for goes. */
static void test_old(void **state)
{
    const int64_t day = 24LL * 60 * 60 * 1000;
    struct booking_row row = {.kind = "event", .state = "approved"};
    struct room room;
    struct err err = {0};

    bookings_open(&room, state);
    assert_int_equal(store_begin(room.ws.store, &err), 0);
    for (int n = 0; n <= 1000; n++) {
        char reference[BOOKING_REFERENCE_MAX];

        snprintf(reference, sizeof reference, "B-0000-%05u",
                 (unsigned)n % 100000);
        snprintf(row.subject, sizeof row.subject, "%s",
                 n < 1000 ? "past-fair" : "gone");
        row.changed_at = room.ws.now - (BOOKING_KEEP_DAYS + 2) * day + n;
        row_put(&room, reference, row);
    }
    assert_int_equal(store_commit(room.ws.store, &err), 0);
    assert_int_equal(booking_sweep(&room.ws, &err), 1);
    assert_int_equal(booking_sweep(&room.ws, &err), 0);
    room.ws.today = (struct date){2027, 12, 6};
    assert_int_equal(booking_sweep(&room.ws, &err), 0);
    room.ws.today = (struct date){2027, 12, 7};
    assert_int_equal(booking_sweep(&room.ws, &err), 1000);
    room_close(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_event),      DIR_TEST(test_event_refused),
        DIR_TEST(test_follow_ups), DIR_TEST(test_time_and_persons),
        DIR_TEST(test_view),       DIR_TEST(test_taken),
        DIR_TEST(test_over),       DIR_TEST(test_old),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
