/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for a room: its hours, its size, and that nobody else has it. */
#include <stdio.h>
#include <string.h>

#include "calendar/booking_parts.h"

enum { DAY_MINUTES = 24 * 60, MOMENT_TEXT = 17 };

/* A span of one day in the room's own time. */
struct slot {
    struct date day;
    int from, to; /* minutes */
    int64_t from_at, to_at;
};

/* "2026-12-01T09:00": 1 or 0. */
static int moment_read(const char *text, struct date *day, int *minute)
{
    char date[DAY_TEXT] = "";
    unsigned hour = 0, minutes = 0;
    int len = 0;

    if (text == NULL || strlen(text) != MOMENT_TEXT - 1 || text[10] != 'T')
        return 0;
    memcpy(date, text, DAY_TEXT - 1);
    if (day_read(date, day) == 0 || strspn(text + 11, "0123456789:") != 5 ||
        sscanf(text + 11, "%2u:%2u%n", &hour, &minutes, &len) != 2 ||
        len != 5 || minutes > 59 || hour * 60 + minutes > DAY_MINUTES)
        return 0;
    *minute = (int)(hour * 60 + minutes);
    return 1;
}

static int slot_read(const struct workspace *ws, const char *zone,
                     const char *from, const char *to, struct slot *out,
                     struct booking_refusal *refusal)
{
    static const char *const shape =
        "must be a time of the room such as 2026-12-01T09:00";
    struct date last;

    if (moment_read(from, &out->day, &out->from) == 0)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "from", shape);
    if (moment_read(to, &last, &out->to) == 0)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "to", shape);
    if (day_compare(out->day, last) != 0)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "to",
                              "must be on the day of from");
    if (out->to - out->from < BOOKING_LEAST_MINUTES)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "to",
                              "must be at least 15 minutes after from");
    if (calendar_moment(zone, out->day, out->from, &out->from_at) == 0 ||
        calendar_moment(zone, out->day, out->to, &out->to_at) == 0)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "from", shape);
    if (out->from_at <= ws->now)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "from",
                              "has passed");
    if (out->from_at - ws->now > BOOKING_AHEAD_DAYS * 86400000LL)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "from",
                              "is more than 365 days ahead");
    return 1;
}

static int people_check(const struct record *room, int64_t people,
                        struct booking_refusal *refusal)
{
    double seats = record_number(room, "seats", 0);

    if (people < 1 || people > BOOKING_PEOPLE_MAX)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "people",
                              "must be from 1 to 1000");
    if (seats > 0 && (double)people > seats)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "people",
                              "is more than the room holds");
    return 1;
}

/* What is known not to work; what is not known is said in the view. */
static int room_check(const struct workspace *ws, const struct record *room,
                      const struct slot *slot, struct booking_refusal *refusal)
{
    const struct record *parlor = booking_parlor(ws, room);
    struct hours hours;

    if (parlor != NULL && record_is(parlor, "status", "not_yet_open"))
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "room",
                              "is in a parlor that is not open yet");
    if (booking_hours(ws, room, &hours) == 1 &&
        !hours_hold(&hours, slot->day, slot->from, slot->to))
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "from",
                              "is outside the opening hours");
    return 1;
}

/* In a transaction: look, then keep, and nobody comes between. */
static int room_locked(struct workspace *ws,
                       const struct booking_request *request,
                       const struct booking_entry *first,
                       const struct slot *slot, const char *room,
                       struct booking_row *out, struct booking_refusal *refusal,
                       struct err *err)
{
    int ret = 0;

    if (request->cid[0] != '\0')
        ret = booking_before(ws, request, out, refusal, err);
    if (ret != 0 || refusal->code != 0)
        return ret;
    ret = bookings_clash(ws->store, room, slot->from_at, slot->to_at, out, err);
    booking_row_fini(out);
    if (ret < 0)
        return -1;
    if (ret == 1)
        return booking_refuse(refusal, BOOKING_REFUSED_TAKEN, "from",
                              "is taken at that time");
    booking_row_make(ws, request, "room", room, out);
    snprintf(out->state, sizeof out->state, "%s", first->state);
    out->from_at = slot->from_at;
    out->to_at = slot->to_at;
    return booking_keep(ws, request, first, out, err);
}

static int room_ask(struct workspace *ws, const struct booking_request *request,
                    const struct booking_entry *first, const char *id,
                    const char *from, const char *to, struct booking_row *out,
                    struct booking_refusal *refusal, struct err *err)
{
    const struct record *room = booking_record(ws, id, "room");
    struct calendar calendar;
    struct slot slot;
    int ret = 0;

    *out = (struct booking_row){0};
    *refusal = (struct booking_refusal){0};
    if (room == NULL)
        return booking_refuse(refusal, BOOKING_REFUSED_UNKNOWN, "room",
                              "not found");
    calendar_at(ws->snapshot, room, &calendar);
    if (slot_read(ws, booking_zone(&calendar), from, to, &slot, refusal) == 0 ||
        people_check(room, request->people, refusal) == 0 ||
        (strcmp(first->actor, "visitor") == 0 &&
         room_check(ws, room, &slot, refusal) == 0))
        return 0;
    ret = store_begin(ws->store, err);
    if (ret == 0) {
        ret = room_locked(ws, request, first, &slot, id, out, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    if (ret != 1)
        booking_row_fini(out);
    return ret;
}

int booking_room(struct workspace *ws, const struct booking_request *request,
                 const char *room, const char *from, const char *to,
                 struct booking_row *out, struct booking_refusal *refusal,
                 struct err *err)
{
    struct booking_entry first = {
        .state = "requested", .actor = "visitor", .who = ""};
    /* the same request again is answered before its time is looked at */
    int ret = bookings_of_request(ws->store, request->visitor, request->cid,
                                  out, err);

    return ret != 0 ? ret
                    : room_ask(ws, request, &first, room, from, to, out,
                               refusal, err);
}

int booking_hold(struct workspace *ws, const char *who, const char *room,
                 const char *from, const char *to, const char *note,
                 struct booking_row *out, struct booking_refusal *refusal,
                 struct err *err)
{
    json_auto_t *fields = json_object();
    struct booking_request request = {.visitor = "",
                                      .conversation = "",
                                      .cid = "",
                                      .notice = "",
                                      .lang = LANG_EN,
                                      .people = 1,
                                      .fields = fields};
    struct booking_entry first = {
        .state = "held", .actor = "staff", .who = who, .note = note};

    return room_ask(ws, &request, &first, room, from, to, out, refusal, err);
}
