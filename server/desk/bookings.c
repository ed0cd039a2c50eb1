/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rooms, events and what follows a fair, as staff handle them. */
#include "calendar/bookings.h"

#include <string.h>

#include "desk/calls.h"
#include "session/outcome.h"

enum { LIST_MAX = 500, TASKS_MAX = 500, FOLLOW_UP_MAX = 3660 };

static int outcome(int ret, const char *what,
                   const struct booking_refusal *refusal, const struct err *err,
                   struct rpc_error *error)
{
    if (ret < 0)
        return desk_failed(what, err, error);
    return ret == 0 ? outcome_booking_refused(refusal, error) : 0;
}

/* ---- the list ------------------------------------------------------------ */

struct listing {
    struct workspace *ws;
    enum lang lang;
    json_t *list;
};

static int row_add(void *context, struct booking_row *row, struct err *err)
{
    struct listing *to = context;
    json_t *view = NULL;

    if (booking_view(to->ws, row, to->lang, true, &view, err) < 0)
        return -1;
    /* the timeline is for the one that is opened */
    json_object_del(view, "timeline");
    json_array_append_new(to->list, view);
    return 0;
}

int desk_bookings(struct workspace *ws, struct caller *who,
                  const json_t *params, json_t **result,
                  struct rpc_error *error)
{
    struct booking_filter filter = {.limit = LIST_MAX};
    struct listing to = {ws, who->lang, NULL};
    struct err err = {0};

    filter.kind =
        rpc_text_or(params, "kind", BOOKING_WORD_MAX - 1, NULL, error);
    filter.state =
        rpc_text_or(params, "state", BOOKING_WORD_MAX - 1, NULL, error);
    filter.subject =
        rpc_text_or(params, "subject", BOOKING_RECORD_MAX - 1, NULL, error);
    if (error->code != 0)
        return -1;
    to.list = json_array();
    if (bookings_each(ws->store, &filter, row_add, &to, &err) < 0) {
        json_decref(to.list);
        return desk_failed("bookings", &err, error);
    }
    *result = json_pack("{s:o}", "bookings", to.list);
    return 0;
}

/* ---- one booking --------------------------------------------------------- */

/* Contact values are shown only once the look is in the audit. */
static int contact_open(struct workspace *ws, const struct caller *who,
                        const struct booking_row *row, json_t *view,
                        struct rpc_error *error)
{
    json_auto_t *contact = NULL;
    struct err err = {0};
    int ret = 0;

    json_object_set_new(view, "contact", json_null());
    if (ws->key == NULL || row->sealed == NULL)
        return 0;
    ret = order_contact_open(ws, row->reference, row->sealed, row->sealed_len,
                             &contact, &err);
    if (ret < 0)
        return desk_failed("booking", &err, error);
    if (ret == 1 &&
        desk_audit(ws, who, "contact.view", row->reference, error) < 0)
        return -1;
    if (ret == 1)
        json_object_set_new(
            view, "contact",
            order_contact_show(ws->snapshot, who->lang, contact));
    return 0;
}

static int booking_look(struct workspace *ws, const struct caller *who,
                        const char *reference, json_t **result,
                        struct rpc_error *error)
{
    struct booking_row row = {0};
    struct err err = {0};
    json_t *view = NULL;
    int ret = booking_find(ws, reference, &row, &err);

    if (ret == 1 && booking_view(ws, &row, who->lang, true, &view, &err) < 0)
        ret = -1;
    if (ret < 0)
        ret = desk_failed("booking", &err, error);
    else if (ret == 0)
        ret = rpc_not_found(error);
    else
        ret = contact_open(ws, who, &row, view, error);
    booking_row_fini(&row);
    if (ret < 0)
        json_decref(view);
    else
        *result = view;
    return ret;
}

int desk_booking(struct workspace *ws, struct caller *who, const json_t *params,
                 json_t **result, struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", BOOKING_REFERENCE_MAX - 1, error);

    return reference != NULL ? booking_look(ws, who, reference, result, error)
                             : -1;
}

int desk_booking_move(struct workspace *ws, struct caller *who,
                      const json_t *params, json_t **result,
                      struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", BOOKING_REFERENCE_MAX - 1, error);
    const char *to = NULL, *note = NULL;
    struct booking_refusal refusal;
    struct err err = {0};

    if (reference != NULL)
        to = rpc_text(params, "to", BOOKING_WORD_MAX - 1, error);
    if (to != NULL)
        note = rpc_text_or(params, "note", BOOKING_NOTE_MAX, "", error);
    if (note == NULL)
        return -1;
    if (outcome(booking_move(ws, reference, to, BOOKING_STAFF, who->staff, note,
                             &refusal, &err),
                "booking_move", &refusal, &err, error) < 0)
        return -1;
    desk_tell(who, "booking", reference);
    if (desk_audit(ws, who, "booking.move", reference, error) < 0)
        return -1;
    return booking_look(ws, who, reference, result, error);
}

int desk_booking_hold(struct workspace *ws, struct caller *who,
                      const json_t *params, json_t **result,
                      struct rpc_error *error)
{
    const char *room = rpc_text(params, "room", RECORD_ID_MAX, error);
    const char *from = NULL, *to = NULL, *note = NULL;
    struct booking_refusal refusal;
    struct booking_row row = {0};
    struct err err = {0};
    int ret = 0;

    if (room != NULL)
        from = rpc_text(params, "from", 16, error);
    if (from != NULL)
        to = rpc_text(params, "to", 16, error);
    if (to != NULL)
        note = rpc_text_or(params, "note", BOOKING_NOTE_MAX, "", error);
    if (note == NULL)
        return -1;
    ret =
        outcome(booking_hold(ws, who->staff, room, from, to,
                             *note != '\0' ? note : NULL, &row, &refusal, &err),
                "booking_hold", &refusal, &err, error);
    if (ret == 0) {
        desk_tell(who, "booking", row.reference);
        ret = desk_audit(ws, who, "booking.hold", row.reference, error);
    }
    if (ret == 0)
        ret = booking_look(ws, who, row.reference, result, error);
    booking_row_fini(&row);
    return ret;
}

/* ---- events -------------------------------------------------------------- */

int desk_event_set(struct workspace *ws, struct caller *who,
                   const json_t *params, json_t **result,
                   struct rpc_error *error)
{
    const char *event = rpc_text(params, "event", RECORD_ID_MAX, error);
    struct booking_refusal refusal;
    struct err err = {0};
    json_t *events = NULL;

    if (event == NULL)
        return -1;
    if (!desk_admin(who))
        return rpc_fail(error, RPC_NOT_ALLOWED, NULL,
                        "only an admin sets places and days of an event");
    if (outcome(event_set(ws, event, params, who->staff, &refusal, &err),
                "event_set", &refusal, &err, error) < 0)
        return -1;
    desk_tell(who, "booking", event);
    if (desk_audit(ws, who, "event.set", event, error) < 0)
        return -1;
    if (booking_events(ws, who->lang, NULL, NULL, &events, &err) < 0)
        return desk_failed("event_set", &err, error);
    *result = json_pack("{s:o}", "events", events);
    return 0;
}

static int task_add(void *context, const struct follow_up *task,
                    struct err *err)
{
    struct listing *to = context;
    char due[DAY_TEXT];
    bool late = task->done_at == 0 && day_compare(task->due, to->ws->today) < 0;

    (void)err;
    day_write(task->due, due);
    json_array_append_new(
        to->list,
        json_pack("{s:s,s:{s:s,s:s},s:i,s:s,s:b,s:o,s:I,s:s}", "reference",
                  task->row->reference, "event", "id", task->event->id, "name",
                  record_name(task->event, to->lang), "after_days",
                  task->after_days, "due", due, "late", late, "done_at",
                  task->done_at != 0 ? order_time(task->done_at) : json_null(),
                  "people", (json_int_t)task->row->people, "lang",
                  task->row->lang));
    return 0;
}

int desk_follow_ups(struct workspace *ws, struct caller *who,
                    const json_t *params, json_t **result,
                    struct rpc_error *error)
{
    const char *day = rpc_text_or(params, "until", DAY_TEXT - 1, NULL, error);
    bool done = json_is_true(json_object_get(params, "done"));
    struct listing to = {ws, who->lang, NULL};
    struct date until = ws->today;
    struct err err = {0};

    if (error->code != 0)
        return -1;
    if (day != NULL && day_read(day, &until) == 0)
        return rpc_bad_param(error, "until", "is no day (2026-11-23)");
    to.list = json_array();
    if (follow_ups_each(ws, until, done, TASKS_MAX, task_add, &to, &err) < 0) {
        json_decref(to.list);
        return desk_failed("follow_ups", &err, error);
    }
    *result = json_pack("{s:o}", "tasks", to.list);
    return 0;
}

int desk_follow_up_done(struct workspace *ws, struct caller *who,
                        const json_t *params, json_t **result,
                        struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", BOOKING_REFERENCE_MAX - 1, error);
    const char *note = NULL;
    struct booking_refusal refusal;
    struct err err = {0};
    int64_t after = 0;

    if (reference != NULL)
        note = rpc_text_or(params, "note", BOOKING_NOTE_MAX, "", error);
    if (note == NULL || rpc_integer(params, "after_days", 1, FOLLOW_UP_MAX, 0,
                                    &after, error) < 0)
        return -1;
    if (outcome(follow_up_done(ws, reference, (int)after, who->staff,
                               *note != '\0' ? note : NULL, &refusal, &err),
                "follow_up_done", &refusal, &err, error) < 0 ||
        desk_audit(ws, who, "booking.follow_up", reference, error) < 0)
        return -1;
    desk_tell(who, "booking", reference);
    return booking_look(ws, who, reference, result, error);
}
