/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "6+365": a fair lasts six days, and its leads are looked after for the year
 * that follows. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "calendar/booking_parts.h"

enum { INTERVALS_MAX = 12, ROWS_MAX = 5000 };

/* Days after the last day of a fair, where its record names none. */
static const int usual[] = {7, 30, 90, 180, 270, 365};

static size_t intervals_of(const struct record *event, int out[INTERVALS_MAX])
{
    const json_t *list = record_get(event, "follow_up_days");
    size_t count = 0, i = 0;
    json_t *one = NULL;

    json_array_foreach((json_t *)list, i, one) {
        if (count < INTERVALS_MAX)
            out[count++] = (int)json_integer_value(one);
    }
    if (list == NULL && record_is(event, "role", "fair")) {
        count = sizeof usual / sizeof *usual;
        memcpy(out, usual, sizeof usual);
    }
    return count;
}

struct gathering {
    struct workspace *ws;
    const struct record *event;
    struct date last, until;
    bool done;
    follow_up_fn *fn;
    void *context;
    int left;
};

static int task_tell(struct gathering *to, const struct booking_row *row,
                     int after_days, struct err *err)
{
    struct follow_up task = {
        .row = row, .event = to->event, .after_days = after_days};
    struct calendar calendar;
    int ret = follow_ups_at(to->ws->store, row->reference, after_days,
                            &task.done_at, err);

    if (ret < 0)
        return -1;
    if (ret == 1 && !to->done)
        return 0;
    calendar_at(to->ws->snapshot, to->event, &calendar);
    task.due =
        calendar_next_working_day(&calendar, day_plus(to->last, after_days));
    if (day_compare(task.due, to->until) > 0 || to->left-- <= 0)
        return 0;
    return to->fn(to->context, &task, err);
}

static int lead_tell(void *context, struct booking_row *row, struct err *err)
{
    struct gathering *to = context;
    int days[INTERVALS_MAX];
    size_t count = intervals_of(to->event, days);

    for (size_t i = 0; i < count; i++)
        if (task_tell(to, row, days[i], err) < 0)
            return -1;
    return 0;
}

int follow_ups_each(struct workspace *ws, struct date until, bool done,
                    int limit, follow_up_fn *fn, void *context, struct err *err)
{
    struct ids events = snapshot_kind(ws->snapshot, "event");
    struct gathering to = {ws, NULL, {0}, until, done, fn, context, limit};

    for (size_t i = 0; i < events.count; i++) {
        struct booking_filter filter = {.kind = "event",
                                        .subject = events.items[i]->id,
                                        .state = "approved",
                                        .limit = ROWS_MAX};
        struct event_state state;
        int days[INTERVALS_MAX];

        to.event = events.items[i];
        if (intervals_of(to.event, days) == 0)
            continue;
        if (event_state_of(ws, to.event, &state, err) < 0)
            return -1;
        to.last = state.last;
        if (state.over &&
            bookings_each(ws->store, &filter, lead_tell, &to, err) < 0)
            return -1;
    }
    return 0;
}

/* Is there such a task for the booking? */
static bool task_known(const struct workspace *ws,
                       const struct booking_row *row, int after_days)
{
    const struct record *event = booking_record(ws, row->subject, "event");
    int days[INTERVALS_MAX];
    size_t count = event != NULL ? intervals_of(event, days) : 0;

    for (size_t i = 0; i < count; i++)
        if (days[i] == after_days && strcmp(row->state, "approved") == 0)
            return true;
    return false;
}

static int done_locked(struct workspace *ws, const char *reference,
                       int after_days, const char *who, const char *note,
                       struct booking_refusal *refusal, struct err *err)
{
    struct booking_row row = {0};
    int ret = booking_find(ws, reference, &row, err);

    if (ret == 0 ||
        (ret == 1 && (row.erased_at != 0 || !task_known(ws, &row, after_days))))
        ret = booking_refuse(refusal, BOOKING_REFUSED_UNKNOWN, "", "not found");
    if (ret == 1) {
        ret = follow_ups_done(ws->store, row.reference, after_days, who, note,
                              ws->now, err);
        if (ret == 0)
            booking_refuse(refusal, BOOKING_REFUSED_MOVE, "after_days",
                           "is done already");
    }
    booking_row_fini(&row);
    return ret;
}

int follow_up_done(struct workspace *ws, const char *reference, int after_days,
                   const char *who, const char *note,
                   struct booking_refusal *refusal, struct err *err)
{
    int ret = store_begin(ws->store, err);

    *refusal = (struct booking_refusal){0};
    if (ret == 0) {
        ret = done_locked(ws, reference, after_days, who, note, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    return ret;
}
