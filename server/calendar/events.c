/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registration for events: places, the waiting list, and what staff set. */
#include <stdio.h>
#include <string.h>

#include "calendar/booking_parts.h"

enum { PLACES_MAX = 1000000, WAITING_MAX = 1000 };

/* ---- an event as it stands ----------------------------------------------- */

static void days_read(const struct record *event,
                      const struct event_setting *setting,
                      struct event_state *out)
{
    const char *first =
        *setting->first != '\0' ? setting->first : record_string(event, "date");
    const char *last = *setting->last != '\0' ? setting->last
                       : *setting->first != '\0'
                           ? setting->first
                           : record_string(event, "date_to");

    if (day_read(first, &out->first) == 0)
        return;
    if (day_read(last, &out->last) == 0 ||
        day_compare(out->last, out->first) < 0)
        out->last = out->first;
}

int event_state_of(struct workspace *ws, const struct record *event,
                   struct event_state *out, struct err *err)
{
    struct event_setting setting;
    int64_t record_places = (int64_t)record_number(event, "places", -1);

    *out = (struct event_state){.event = event};
    if (event_settings_get(ws->store, event->id, &setting, err) < 0)
        return -1;
    days_read(event, &setting, out);
    out->places = setting.places >= 0 ? setting.places : record_places;
    out->open = setting.open;
    out->over = out->last.year != 0 && day_compare(out->last, ws->today) < 0;
    out->taken = bookings_people(ws->store, event->id, "approved", err);
    if (out->taken < 0)
        return -1;
    out->waiting = bookings_people(ws->store, event->id, "waiting", err);
    return out->waiting < 0 ? -1 : 0;
}

/* ---- registering --------------------------------------------------------- */

static int event_check(const struct event_state *state, int64_t people,
                       struct booking_refusal *refusal)
{
    if (state->over)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "event",
                              "is over");
    if (!state->open)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "event",
                              "takes no registrations");
    if (people < 1 || people > BOOKING_PEOPLE_MAX)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "people",
                              "must be from 1 to 1000");
    if (state->places >= 0 && people > state->places)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "people",
                              "is more than the event has places");
    return 1;
}

/* Without a known number of places staff decide; who comes while others wait
 * waits behind them. */
static const char *first_state(const struct event_state *state, int64_t people)
{
    if (state->places < 0)
        return "requested";
    return state->waiting == 0 && state->taken + people <= state->places
               ? "approved"
               : "waiting";
}

/* In a transaction: the places are counted where they are given. */
static int event_locked(struct workspace *ws,
                        const struct booking_request *request,
                        const struct record *event, struct booking_row *out,
                        struct booking_refusal *refusal, struct err *err)
{
    struct booking_entry first = {.actor = "visitor", .who = ""};
    struct event_state state;
    int ret = booking_before(ws, request, out, refusal, err);

    if (ret != 0 || refusal->code != 0)
        return ret;
    if (event_state_of(ws, event, &state, err) < 0)
        return -1;
    if (event_check(&state, request->people, refusal) == 0)
        return 0;
    first.state = first_state(&state, request->people);
    booking_row_make(ws, request, "event", event->id, out);
    snprintf(out->state, sizeof out->state, "%s", first.state);
    return booking_keep(ws, request, &first, out, err);
}

int booking_event(struct workspace *ws, const struct booking_request *request,
                  const char *event, struct booking_row *out,
                  struct booking_refusal *refusal, struct err *err)
{
    const struct record *record = booking_record(ws, event, "event");
    int ret = 0;

    *out = (struct booking_row){0};
    *refusal = (struct booking_refusal){0};
    if (record == NULL)
        return booking_refuse(refusal, BOOKING_REFUSED_UNKNOWN, "event",
                              "not found");
    ret = store_begin(ws->store, err);
    if (ret == 0) {
        ret = event_locked(ws, request, record, out, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    if (ret != 1)
        booking_row_fini(out);
    return ret;
}

/* ---- the waiting list ---------------------------------------------------- */

struct promotion {
    struct workspace *ws;
    int64_t left;
};

/* A group too large for what is free waits on and holds up nobody. */
static int promote_one(void *context, struct booking_row *row, struct err *err)
{
    struct promotion *promotion = context;
    struct workspace *ws = promotion->ws;
    struct booking_entry entry = {
        .state = "approved", .actor = "timer", .who = ""};
    int ret = 0;

    if (row->people > promotion->left)
        return 0;
    ret = bookings_move(ws->store, row->reference, "waiting", &entry, ws->now,
                        err);
    if (ret != 1)
        return ret;
    promotion->left -= row->people;
    snprintf(row->state, sizeof row->state, "approved");
    if (booking_tell_visitor(ws, row, err) < 0)
        return -1;
    return booking_tell(ws, row, "promoted", err);
}

int event_promote(struct workspace *ws, const char *event, struct err *err)
{
    const struct record *record = booking_record(ws, event, "event");
    struct booking_filter filter = {.kind = "event",
                                    .subject = event,
                                    .state = "waiting",
                                    .limit = WAITING_MAX};
    struct promotion promotion = {ws, 0};
    struct event_state state;

    if (record == NULL)
        return 0;
    if (event_state_of(ws, record, &state, err) < 0)
        return -1;
    promotion.left = state.places - state.taken;
    if (state.waiting == 0 || state.over || promotion.left <= 0)
        return 0;
    return bookings_each(ws->store, &filter, promote_one, &promotion, err);
}

/* ---- what staff set ------------------------------------------------------ */

static int day_take(const json_t *params, const char *name,
                    char out[BOOKING_DAY_MAX], struct booking_refusal *refusal)
{
    const json_t *value = json_object_get(params, name);
    struct date day;

    if (value == NULL)
        return 1;
    if (json_is_null(value)) {
        out[0] = '\0';
        return 1;
    }
    if (day_read(json_string_value(value), &day) == 0)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, name,
                              "is no day (2026-11-23)");
    day_write(day, out);
    return 1;
}

static int setting_take(const json_t *params, struct event_setting *out,
                        struct booking_refusal *refusal)
{
    const json_t *places = json_object_get(params, "places");
    const json_t *open = json_object_get(params, "open");

    if (json_is_null(places))
        out->places = -1;
    else if (json_is_integer(places) && json_integer_value(places) >= 0 &&
             json_integer_value(places) <= PLACES_MAX)
        out->places = json_integer_value(places);
    else if (places != NULL)
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "places",
                              "must be a whole number from 0 to 1000000");
    if (open != NULL && !json_is_boolean(open))
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "open",
                              "must be true or false");
    if (open != NULL)
        out->open = json_is_true(open);
    if (day_take(params, "first", out->first, refusal) == 0 ||
        day_take(params, "last", out->last, refusal) == 0)
        return 0;
    if (out->last[0] != '\0' &&
        (out->first[0] == '\0' || strcmp(out->last, out->first) < 0))
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "last",
                              "must not be before first");
    return 1;
}

/* Fewer places than are given take nothing away from anybody: refused. */
static int setting_locked(struct workspace *ws, const struct record *event,
                          const json_t *params, const char *who,
                          struct booking_refusal *refusal, struct err *err)
{
    struct event_setting setting;
    int64_t taken = bookings_people(ws->store, event->id, "approved", err);

    if (taken < 0 ||
        event_settings_get(ws->store, event->id, &setting, err) < 0)
        return -1;
    if (setting_take(params, &setting, refusal) == 0)
        return 0;
    if (setting.places >= 0 && setting.places < taken)
        return booking_refuse(refusal, BOOKING_REFUSED_TAKEN, "places",
                              "is less than are given already");
    if (event_settings_put(ws->store, event->id, &setting, who, ws->now, err) <
            0 ||
        event_promote(ws, event->id, err) < 0)
        return -1;
    return 1;
}

int event_set(struct workspace *ws, const char *event, const json_t *params,
              const char *who, struct booking_refusal *refusal, struct err *err)
{
    const struct record *record = booking_record(ws, event, "event");
    int ret = 0;

    *refusal = (struct booking_refusal){0};
    if (record == NULL)
        return booking_refuse(refusal, BOOKING_REFUSED_UNKNOWN, "event",
                              "not found");
    ret = store_begin(ws->store, err);
    if (ret == 0) {
        ret = setting_locked(ws, record, params, who, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    return ret;
}
