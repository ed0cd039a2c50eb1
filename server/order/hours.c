/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk at this moment: shut, until when, and who stands in. Days off come
 * from the calendar of its country; hours only where its record has them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/calendar.h"
#include "order/moves.h"
#include "order/route.h"
#include "order/words.h"
#include "store/waiting.h"

enum { LOOK_AHEAD = 30 /* days */ };

/* Where and when a desk is. */
struct moment {
    const struct record *desk;
    struct calendar calendar;
    struct hours hours;
    bool hours_known;
    struct date day;
    int minute;
};

/* The operator's own, where a country has several or none that is known. */
static const char *zone_of(const struct calendar *calendar)
{
    const char *own = getenv("TZ"); /* set by main.c from time_zone */

    return calendar->time_zone != NULL ? calendar->time_zone
           : own != NULL               ? own
                                       : "UTC";
}

/* False if nobody knows what time it is there. */
static bool moment_of(const struct workspace *ws, const struct record *desk,
                      struct moment *out)
{
    *out = (struct moment){.desk = desk};
    calendar_at(ws->snapshot, desk, &out->calendar);
    out->hours_known =
        hours_read(record_string(desk, "hours"), &out->hours) == 1;
    return calendar_local(zone_of(&out->calendar), ws->now, &out->day,
                          &out->minute) == 1;
}

static bool moment_open(const struct moment *moment)
{
    return calendar_works(&moment->calendar, moment->day) &&
           moment->hours_known &&
           hours_hold(&moment->hours, moment->day, moment->minute,
                      moment->minute + 1);
}

/* The next working day on which it opens, and when: false if that is not
 * within sight. */
static bool opens_next(const struct moment *moment, struct date *day,
                       struct hours_span *span)
{
    *day = moment->day;
    for (int i = 0; i < LOOK_AHEAD; i++) {
        int after = i == 0 ? moment->minute : -1;

        if (calendar_works(&moment->calendar, *day) &&
            hours_next(&moment->hours, *day, after, span) == 1)
            return true;
        if (calendar_add_working_days(&moment->calendar, *day, 1, day) != 1)
            return false;
    }
    return false;
}

/* Another desk of the same city that is open at this moment. */
static const struct record *stand_in(const struct workspace *ws,
                                     const struct moment *moment)
{
    const struct record *host = route_host(ws->snapshot, moment->desk);
    struct ids parlors = snapshot_kind(ws->snapshot, "parlor");

    for (size_t i = 0; host != NULL && i < parlors.count; i++) {
        struct moment other;

        if (parlors.items[i] != moment->desk &&
            route_host(ws->snapshot, parlors.items[i]) == host &&
            moment_of(ws, parlors.items[i], &other) && moment_open(&other))
            return parlors.items[i];
    }
    return NULL;
}

/* false: it is open, or nobody knows. */
static bool shut_note(struct workspace *ws, const struct moment *moment,
                      struct phrase *out)
{
    struct hours_span span;
    struct date day;
    char *time = NULL;

    if (moment->hours_known && !moment_open(moment) &&
        opens_next(moment, &day, &span)) {
        time = arena_zero(ws->arena, 8);
        snprintf(time, 8, "%02d:%02d", span.from / 60 % 24, span.from % 60);
        *out = phrase_of("order.note.off_hours");
        phrase_text(out, "time", time);
    } else if (!calendar_works(&moment->calendar, moment->day)) {
        day = calendar_next_working_day(&moment->calendar, moment->day);
        *out = phrase_of("order.note.day_off");
    } else {
        return false;
    }
    phrase_name(out, "desk", moment->desk);
    phrase_date(out, "date", day);
    return true;
}

size_t route_notes(struct workspace *ws, const char *desk, const char *instead,
                   struct phrase out[static ROUTE_NOTES_MAX])
{
    const struct record *now = snapshot_record(ws->snapshot, desk);
    const struct record *meant = snapshot_record(ws->snapshot, instead);
    const struct record *other = NULL;
    struct moment moment;
    size_t count = 0;

    if (now == NULL)
        return 0;
    if (meant != NULL) {
        out[count] = phrase_of("order.note.not_open");
        phrase_name(&out[count], "parlor", meant);
        phrase_name(&out[count++], "desk", now);
    }
    if (!moment_of(ws, now, &moment) || !shut_note(ws, &moment, &out[count]))
        return count;
    count++;
    other = stand_in(ws, &moment);
    out[count] =
        phrase_of(other != NULL ? "order.note.stand_in" : "order.note.nobody");
    if (other != NULL)
        phrase_name(&out[count], "desk", other);
    return count + 1;
}

json_t *route_said(struct workspace *ws, enum lang lang, const char *desk,
                   const char *instead)
{
    struct phrase notes[ROUTE_NOTES_MAX];
    size_t count = route_notes(ws, desk, instead, notes);
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, words_of(ws, lang, &notes[i]));
    return list;
}

int64_t route_deadline(struct workspace *ws, const char *desk, int64_t at)
{
    const struct record *record = snapshot_record(ws->snapshot, desk);
    struct calendar calendar;
    int64_t due = 0;

    if (record != NULL)
        calendar_at(ws->snapshot, record, &calendar);
    else
        calendar_of(ws->snapshot, "CN", &calendar);
    if (calendar_deadline(&calendar, zone_of(&calendar), at, 1, &due) == 1)
        return due;
    return at + 24LL * 60 * 60 * 1000;
}

/* ---- load ---------------------------------------------------------------- */

static int64_t load_of(void *context, const char *desk)
{
    struct workspace *ws = context;
    struct err ignored = {0}; /* a desk without a count is as any other */
    int64_t count = waiting_at_desk(ws->store, desk, states_open(), &ignored);

    return count < 0 ? 0 : count;
}

void order_route_now(struct workspace *ws, const struct order_draft *draft,
                     enum lang lang, struct order_desk *out)
{
    const struct order_case at = {lang, load_of, ws};

    order_route_case(ws->snapshot, draft, &at, out);
}
