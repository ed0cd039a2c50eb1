/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A room is given once, whoever asks at the same time. */
#include "booking_room.h"

#include <sys/wait.h>
#include <unistd.h>

/* Refusals of a room, in one row each; the first two are taken. */
static const struct {
    const char *cid, *room, *from, *to;
    int64_t people;
    int ret;
    enum booking_refusal_code code;
    const char *path;
} asks[] = {
    {"a", "H", "2026-12-01T09:00", "2026-12-01T11:00", 8, 1, 0, ""},
    {"b", "H", "2026-12-01T11:00", "2026-12-01T12:00", 8, 1, 0, ""},
    {"c", "H", "2026-12-01T10:59", "2026-12-01T11:30", 8, 0,
     BOOKING_REFUSED_TAKEN, "from"},
    {"d", "H", "2026-12-01T08:00", "2026-12-01T09:15", 8, 0,
     BOOKING_REFUSED_TAKEN, "from"},
    {"e", "H", "2026-12-01T08:00", "2026-12-01T13:00", 8, 0,
     BOOKING_REFUSED_TAKEN, "from"},
    {"f", "H", "2026-12-01T08:00", "2026-12-01T09:00", 8, 1, 0, ""},
    {"a", "H", "2026-12-01T09:00", "2026-12-01T11:00", 8, 1, 0, ""},
    {"g", "H", "2026-12-01T14:00", "2026-12-02T11:00", 8, 0,
     BOOKING_REFUSED_FIELD, "to"},
    {"h", "H", "2026-12-01T14:00", "2026-12-01T14:10", 8, 0,
     BOOKING_REFUSED_FIELD, "to"},
    {"i", "H", "2026-12-01T14:00", "2026-12-01T13:00", 8, 0,
     BOOKING_REFUSED_FIELD, "to"},
    {"j", "H", "2026-11-20T14:00", "2026-11-20T15:00", 8, 0,
     BOOKING_REFUSED_FIELD, "from"},
    {"k", "H", "2028-11-20T14:00", "2028-11-20T15:00", 8, 0,
     BOOKING_REFUSED_FIELD, "from"},
    {"l", "H", "2026-12-01 14:00", "2026-12-01T15:00", 8, 0,
     BOOKING_REFUSED_FIELD, "from"},
    {"m", "H", "2026-12-01T25:00", "2026-12-01T26:00", 8, 0,
     BOOKING_REFUSED_FIELD, "from"},
    {"n", "H", "2026-12-01T14:00", "2026-12-01T15:00", 1001, 0,
     BOOKING_REFUSED_FIELD, "people"},
    {"o", "H", "2026-12-01T14:00", "2026-12-01T15:00", 0, 0,
     BOOKING_REFUSED_FIELD, "people"},
    {"p", "no-room", "2026-12-01T14:00", "2026-12-01T15:00", 8, 0,
     BOOKING_REFUSED_UNKNOWN, "room"},
    {"q", "suzhou-hongqiao-parlor", "2026-12-01T14:00", "2026-12-01T15:00", 8,
     0, BOOKING_REFUSED_UNKNOWN, "room"},
    {"r", "shut-room", "2026-12-01T14:00", "2026-12-01T15:00", 8, 0,
     BOOKING_REFUSED_FIELD, "room"},
    {"s", "test-room", "2026-12-01T08:00", "2026-12-01T10:00", 8, 0,
     BOOKING_REFUSED_FIELD, "from"},
    {"t", "test-room", "2026-12-05T10:00", "2026-12-05T11:00", 8, 0,
     BOOKING_REFUSED_FIELD, "from"},
    {"u", "test-room", "2026-12-01T10:00", "2026-12-01T11:00", 13, 0,
     BOOKING_REFUSED_FIELD, "people"},
    {"v", "test-room", "2026-12-01T10:00", "2026-12-01T11:00", 12, 1, 0, ""},
    {"w", "H", "2026-12-01T23:00", "2026-12-01T24:00", 1, 1, 0, ""},
};

static void test_room(void **state)
{
    struct room room;

    bookings_open(&room, state);
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        struct booking_request request =
            request_of(asks[i].cid, asks[i].people);
        struct booking_refusal refusal = {0};
        struct booking_row row = {0};
        struct err err = {0};
        int ret =
            booking_room(&room.ws, &request,
                         strcmp(asks[i].room, "H") == 0 ? hall : asks[i].room,
                         asks[i].from, asks[i].to, &row, &refusal, &err);

        if (ret != asks[i].ret || refusal.code != asks[i].code ||
            strcmp(refusal.path, asks[i].path) != 0)
            fail_msg("row %zu: %d %d %s %s %s", i, ret, refusal.code,
                     refusal.path, refusal.what, err.text);
        booking_row_fini(&row);
    }
    room_close(&room);
}

/* Every legal and illegal step, and that a freed time can be asked for. */
static void test_moves(void **state)
{
    static const char *const states[] = {"requested", "approved", "held",
                                         "waiting",   "declined", "cancelled",
                                         "nonsense"};
    struct booking_refusal refusal;
    struct booking_row row, again;
    struct room room;

    bookings_open(&room, state);
    row = booked(&room, "a", "2026-12-01T09:00", "2026-12-01T10:00");
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i], "cancelled") != 0)
            assert_int_equal(moved(&room, row.reference, states[i],
                                   BOOKING_VISITOR, "no", &refusal),
                             0);
    assert_int_equal(
        moved(&room, row.reference, "declined", BOOKING_STAFF, "", &refusal),
        0);
    assert_int_equal(refusal.code, BOOKING_REFUSED_FIELD);
    assert_int_equal(
        moved(&room, row.reference, "approved", BOOKING_STAFF, NULL, &refusal),
        1);
    assert_int_equal(
        moved(&room, row.reference, "cancelled", BOOKING_STAFF, NULL, &refusal),
        0);
    assert_int_equal(moved(&room, row.reference, "cancelled", BOOKING_VISITOR,
                           NULL, &refusal),
                     1);
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        assert_int_equal(moved(&room, row.reference, states[i], BOOKING_STAFF,
                               "no", &refusal),
                         0);
    again = booked(&room, "b", "2026-12-01T09:00", "2026-12-01T10:00");
    assert_int_equal(
        moved(&room, "B-0000-AAAAA", "approved", BOOKING_STAFF, NULL, &refusal),
        0);
    assert_int_equal(refusal.code, BOOKING_REFUSED_UNKNOWN);
    booking_row_fini(&row);
    booking_row_fini(&again);
    room_close(&room);
}

/* Processes ask for spans of one afternoon at once; what they were told yes
 * never overlaps. */
enum { ASKERS = 4, ASKS = 12 };

static void ask_around(const char *dir, const struct room *room, int asker)
{
    struct workspace ws = room->ws;
    struct err err = {0};

    if (store_open(dir, &ws.store, &err) < 0)
        _exit(2);
    for (int i = 0; i < ASKS; i++) {
        struct booking_request request = request_of("", 2);
        struct booking_refusal refusal = {0};
        struct booking_row row = {0};
        char cid[32], visitor[32], from[32], to[32];
        int start = 12 * 60 + (i * 7 + asker * 3) % 24 * 10;

        snprintf(cid, sizeof cid, "cid-%d-%d", asker, i);
        snprintf(visitor, sizeof visitor, "visitor-%d", asker);
        snprintf(from, sizeof from, "2026-12-02T%02d:%02d", start / 60,
                 start % 60);
        start += 40;
        snprintf(to, sizeof to, "2026-12-02T%02d:%02d", start / 60, start % 60);
        request.cid = cid;
        request.visitor = visitor;
        if (booking_room(&ws, &request, hall, from, to, &row, &refusal, &err) <
            0)
            _exit(3);
        booking_row_fini(&row);
    }
    store_close(&ws.store);
    _exit(0);
}

struct overlap {
    int64_t last;
    size_t count;
};

static int overlap_check(void *context, struct booking_row *row,
                         struct err *err)
{
    struct overlap *overlap = context;

    (void)err;
    if (row->from_at < overlap->last)
        fail_msg("%s overlaps", row->reference);
    overlap->last = row->to_at;
    overlap->count++;
    return 0;
}

static void test_at_once(void **state)
{
    struct booking_filter filter = {.kind = "room", .limit = 1000};
    struct overlap overlap = {0};
    struct room room;
    struct err err = {0};
    char dir[256];

    bookings_open(&room, state);
    snprintf(dir, sizeof dir, "%s", test_dir(state));
    for (int i = 0; i < ASKERS; i++)
        if (fork() == 0)
            ask_around(dir, &room, i);
    for (int i = 0; i < ASKERS; i++) {
        int status = 0;

        wait(&status);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
    assert_int_equal(
        bookings_each(room.ws.store, &filter, overlap_check, &overlap, &err),
        0);
    assert_true(overlap.count >= 4);
    room_close(&room);
}

/* The tables hold it too, whoever writes. */
static void test_tables(void **state)
{
    struct booking_entry entry = {
        .state = "requested", .actor = "staff", .who = ""};
    struct room room;
    struct booking_row row;
    struct err err = {0};

    bookings_open(&room, state);
    row = booked(&room, "a", "2026-12-01T09:00", "2026-12-01T10:00");
    snprintf(row.reference, sizeof row.reference, "B-1");
    snprintf(row.cid, sizeof row.cid, "other");
    assert_int_equal(store_begin(room.ws.store, &err), 0);
    assert_int_equal(bookings_add(room.ws.store, &row, &entry, &err), -1);
    store_rollback(room.ws.store);
    booking_row_fini(&row);
    room_close(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_room),
        DIR_TEST(test_moves),
        DIR_TEST(test_at_once),
        DIR_TEST(test_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
