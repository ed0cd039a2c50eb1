/* SPDX-License-Identifier: GPL-3.0-or-later */
/* booking_room.h - a store with rooms and events, for the tests of bookings. */
#ifndef BOOKING_ROOM_H
#define BOOKING_ROOM_H

#include "order_room.h"

#include "base/mem.h"
#include "calendar/bookings.h"
#include "calendar/calendar.h"

static const char *const hall = "suzhou-parlor-multifunction-hall";
static const char *const extra =
    "{\"id\":\"test-parlor\",\"kind\":\"parlor\",\"names\":{\"en\":\"P\"},"
    "\"status\":\"open\",\"hours\":\"Mo-Fr 09:00-17:00\"}";
static const char *const extra_room =
    "{\"id\":\"test-room\",\"kind\":\"room\",\"names\":{\"en\":\"R\"},"
    "\"parlor\":\"test-parlor\",\"seats\":12}";
static const char *const shut_room =
    "{\"id\":\"shut-room\",\"kind\":\"room\",\"names\":{\"en\":\"S\"},"
    "\"parlor\":\"qingdao-sco-parlor\"}";
static const char *const past_fair =
    "{\"id\":\"past-fair\",\"kind\":\"event\",\"names\":{\"en\":\"F\"},"
    "\"role\":\"fair\",\"date\":\"2026-11-01\",\"date_to\":\"2026-11-06\"}";
static const char *const small_day =
    "{\"id\":\"small-day\",\"kind\":\"event\",\"names\":{\"en\":\"D\"},"
    "\"role\":\"theme_day\",\"date\":\"2026-12-10\",\"places\":5}";

static inline void bookings_open(struct room *room, void **state)
{
    struct err err = {0};

    *room = (struct room){.snapshot = snapshot_new()};
    assert_true(sodium_init() >= 0);
    assert_int_equal(analyser_open(&room->analyser, &err), 0);
    kind_add(room->snapshot, "parlor");
    kind_add(room->snapshot, "room");
    kind_add(room->snapshot, "event");
    kind_add(room->snapshot, "country");
    kind_add(room->snapshot, "calendar");
    record_add(room->snapshot, extra);
    record_add(room->snapshot, extra_room);
    record_add(room->snapshot, shut_room);
    record_add(room->snapshot, past_fair);
    record_add(room->snapshot, small_day);
    snapshot_seal(room->snapshot, room->analyser, 1);
    room->ws = (struct workspace){.arena = arena_new(),
                                  .analyser = room->analyser,
                                  .snapshot = room->snapshot,
                                  .now = 1795248000000, /* 2026-11-21 */
                                  .today = {2026, 11, 21},
                                  .key = room_key};
    if (store_open(test_dir(state), &room->ws.store, &err) < 0)
        fail_msg("store_open: %s", err.text);
}

static inline void seal_plainly(void *context, struct booking_row *row)
{
    (void)context;
    free(row->sealed);
    row->sealed = mem_alloc(4);
    memcpy(row->sealed, "seal", 4);
    row->sealed_len = 4;
}

static inline struct booking_request request_of(const char *cid, int64_t people)
{
    static json_t *fields;

    if (fields == NULL)
        fields = json_pack("{s:s}", "purpose", "canary-purpose");
    return (struct booking_request){.visitor = "visitor-1",
                                    .conversation = "talk-1",
                                    .cid = cid,
                                    .notice = "1",
                                    .lang = LANG_EN,
                                    .people = people,
                                    .fields = fields,
                                    .lookups = {{7}},
                                    .lookup_count = 1,
                                    .seal = seal_plainly};
}

static inline struct booking_row booked(struct room *room, const char *cid,
                                        const char *from, const char *to)
{
    struct booking_request request = request_of(cid, 2);
    struct booking_refusal refusal = {0};
    struct booking_row row = {0};
    struct err err = {0};

    if (booking_room(&room->ws, &request, hall, from, to, &row, &refusal,
                     &err) != 1)
        fail_msg("%s: %s %s", cid, refusal.what, err.text);
    return row;
}

static inline int moved(struct room *room, const char *reference,
                        const char *to, enum booking_actor actor,
                        const char *note, struct booking_refusal *refusal)
{
    struct err err = {0};
    int ret = booking_move(&room->ws, reference, to, actor, "staff-1", note,
                           refusal, &err);

    if (ret < 0)
        fail_msg("%s: %s", to, err.text);
    return ret;
}

static inline struct booking_row registered(struct room *room, const char *cid,
                                            const char *event, int64_t people)
{
    struct booking_request request = request_of(cid, people);
    struct booking_refusal refusal = {0};
    struct booking_row row = {0};
    struct err err = {0};

    if (booking_event(&room->ws, &request, event, &row, &refusal, &err) != 1)
        fail_msg("%s: %s %s", cid, refusal.what, err.text);
    return row;
}

static inline const char *state_now(struct room *room, const char *reference)
{
    static char state[BOOKING_WORD_MAX];
    struct booking_row row = {0};
    struct err err = {0};

    assert_int_equal(booking_find(&room->ws, reference, &row, &err), 1);
    snprintf(state, sizeof state, "%s", row.state);
    booking_row_fini(&row);
    return state;
}

#endif
