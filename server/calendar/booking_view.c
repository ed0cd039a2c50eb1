/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bookings, rooms and events as the wire shows them. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "calendar/booking_parts.h"

/* What takes a room never overlaps: there is no more of it than fits. */
enum {
    TAKEN_DAYS = 60,
    TAKEN_MAX = TAKEN_DAYS * 24 * 60 / BOOKING_LEAST_MINUTES + 2
};

static const int64_t day_ms = 24LL * 60 * 60 * 1000;

/* ---- words and times ----------------------------------------------------- */

static json_t *utc(int64_t at)
{
    time_t seconds = (time_t)(at / 1000);
    char text[40];
    struct tm day;

    gmtime_r(&seconds, &day);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &day);
    snprintf(text + strlen(text), sizeof text - strlen(text), ".%03dZ",
             (int)(at % 1000));
    return json_string(text);
}

/* "2026-12-01T09:00" in the zone; null if it is not known. */
static json_t *local(const char *zone, int64_t at)
{
    char day[DAY_TEXT], text[40];
    struct date date;
    int minute = 0;

    if (at == 0 || calendar_local(zone, at, &date, &minute) == 0)
        return json_null();
    day_write(date, day);
    snprintf(text, sizeof text, "%sT%02d:%02d", day, minute / 60, minute % 60);
    return json_string(text);
}

static json_t *named(const struct record *record, enum lang lang)
{
    const char *name = record != NULL ? record_name(record, lang) : NULL;

    if (record == NULL)
        return json_null();
    return json_pack("{s:s,s:s}", "id", record->id, "name",
                     name != NULL ? name : record->id);
}

static json_t *number_or_null(int64_t number)
{
    return number >= 0 ? json_integer(number) : json_null();
}

/* ---- one booking --------------------------------------------------------- */

struct showing {
    struct workspace *ws;
    enum lang lang;
    bool staff;
    json_t *list;
};

static int entry_show(void *context, const struct booking_entry *entry,
                      struct err *err)
{
    struct showing *to = context;
    json_t *one = json_pack("{s:o,s:s,s:s}", "at", utc(entry->at), "state",
                            entry->state, "label",
                            snapshot_word(to->ws->snapshot, to->lang,
                                          "booking.state.", entry->state));

    (void)err;
    if (entry->note != NULL)
        json_object_set_new(one, "note", json_string(entry->note));
    if (to->staff) {
        json_object_set_new(one, "actor", json_string(entry->actor));
        json_object_set_new(one, "who", json_string(entry->who));
    }
    json_array_append_new(to->list, one);
    return 0;
}

static json_t *moves_show(const struct showing *to, const char *state)
{
    unsigned bit = 1u << (to->staff ? BOOKING_STAFF : BOOKING_VISITOR);
    json_t *list = json_array();

    for (const struct booking_step *step = booking_steps(); step->from != NULL;
         step++) {
        if (strcmp(step->from, state) != 0 || (step->actors & bit) == 0)
            continue;
        if (!to->staff)
            json_array_append_new(list, json_string(step->to));
        else
            json_array_append_new(
                list, json_pack("{s:s,s:s,s:b}", "to", step->to, "label",
                                snapshot_word(to->ws->snapshot, to->lang,
                                              "booking.move.", step->to),
                                "note", (step->needs_note & bit) != 0));
    }
    return list;
}

static json_t *fields_show(const struct showing *to, const json_t *fields)
{
    json_t *list = json_array(), *value = NULL;
    const char *name = NULL;

    json_object_foreach((json_t *)fields, name, value) {
        json_array_append_new(
            list, json_pack("{s:s,s:s,s:O}", "name", name, "label",
                            snapshot_word(to->ws->snapshot, to->lang,
                                          "form.booking.", name),
                            "value", value));
    }
    return list;
}

static void note_put(const struct showing *to, json_t *notes, const char *key)
{
    json_array_append_new(
        notes, json_string(snapshot_word(to->ws->snapshot, to->lang, key, "")));
}

/* What is not known of a room, and that its day is no working day. */
static json_t *room_notes(const struct showing *to, const struct record *room,
                          const struct booking_row *row)
{
    json_t *notes = json_array();
    struct calendar calendar;
    struct hours hours;
    struct date day;
    int minute = 0;

    calendar_at(to->ws->snapshot, room, &calendar);
    if (booking_hours(to->ws, room, &hours) == 0)
        note_put(to, notes, "booking.note.hours_unknown");
    if (calendar_local(booking_zone(&calendar), row->from_at, &day, &minute) ==
            1 &&
        !calendar_works(&calendar, day))
        note_put(to, notes, "booking.note.day_off");
    return notes;
}

static int event_show(const struct showing *to, const struct record *event,
                      const struct booking_row *row, json_t *out,
                      struct err *err)
{
    struct event_state state;
    json_t *notes = json_array();

    json_object_set_new(out, "notes", notes);
    if (event_state_of(to->ws, event, &state, err) < 0)
        return -1;
    json_object_set_new(out, "first", day_json(state.first));
    json_object_set_new(out, "last", day_json(state.last));
    if (state.first.year == 0)
        note_put(to, notes, "booking.note.date_unknown");
    if (state.places < 0 && strcmp(row->state, "requested") == 0)
        note_put(to, notes, "booking.note.places_unknown");
    return 0;
}

static json_t *booking_base(const struct showing *to,
                            const struct booking_row *row)
{
    const struct record *subject =
        snapshot_record(to->ws->snapshot, row->subject);

    return json_pack(
        "{s:s,s:s,s:s,s:s,s:o,s:I,s:o,s:o}", "reference", row->reference,
        "kind", row->kind, "state", row->state, "state_label",
        snapshot_word(to->ws->snapshot, to->lang, "booking.state.", row->state),
        "at", utc(row->changed_at), "people", (json_int_t)row->people,
        "subject",
        subject != NULL
            ? named(subject, to->lang)
            : json_pack("{s:s,s:s}", "id", row->subject, "name", row->subject),
        "parlor",
        subject != NULL ? named(booking_parlor(to->ws, subject), to->lang)
                        : json_null());
}

static int subject_show(const struct showing *to, const struct booking_row *row,
                        json_t *out, struct err *err)
{
    const struct record *subject =
        snapshot_record(to->ws->snapshot, row->subject);
    struct calendar calendar;

    if (subject == NULL) {
        json_object_set_new(out, "notes", json_array());
        return 0;
    }
    if (strcmp(row->kind, "event") == 0)
        return event_show(to, subject, row, out, err);
    calendar_at(to->ws->snapshot, subject, &calendar);
    json_object_set_new(out, "from",
                        local(booking_zone(&calendar), row->from_at));
    json_object_set_new(out, "to", local(booking_zone(&calendar), row->to_at));
    json_object_set_new(out, "time_zone", json_string(booking_zone(&calendar)));
    json_object_set_new(out, "notes", room_notes(to, subject, row));
    return 0;
}

int booking_view(struct workspace *ws, const struct booking_row *row,
                 enum lang lang, bool staff, json_t **out, struct err *err)
{
    struct showing to = {ws, lang, staff, json_array()};
    json_t *view = booking_base(&to, row);

    *out = NULL;
    json_object_set_new(view, "timeline", to.list);
    json_object_set_new(view, "fields", fields_show(&to, row->fields));
    json_object_set_new(view, "moves", moves_show(&to, row->state));
    if (subject_show(&to, row, view, err) < 0 ||
        bookings_timeline(ws->store, row->reference, entry_show, &to, err) <
            0) {
        json_decref(view);
        return -1;
    }
    if (staff)
        json_object_set_new(view, "consents",
                            json_pack("{s:b,s:b,s:s}", "contact", row->contact,
                                      "partner", row->partner, "notice",
                                      row->notice));
    if (staff)
        json_object_set_new(view, "lang", json_string(row->lang));
    *out = view;
    return 0;
}

/* ---- lists --------------------------------------------------------------- */

struct taken {
    const char *zone;
    json_t *list;
};

/* That a room is taken, not by whom. */
static int taken_add(void *context, struct booking_row *row, struct err *err)
{
    struct taken *taken = context;

    (void)err;
    json_array_append_new(taken->list,
                          json_pack("{s:o,s:o}", "from",
                                    local(taken->zone, row->from_at), "to",
                                    local(taken->zone, row->to_at)));
    return 0;
}

static int room_show(struct workspace *ws, enum lang lang,
                     const struct record *room, json_t *list, struct err *err)
{
    const struct record *parlor = booking_parlor(ws, room);
    const char *hours = parlor != NULL ? record_string(parlor, "hours") : NULL;
    struct booking_filter filter = {.kind = "room",
                                    .subject = room->id,
                                    .occupies = true,
                                    .from = ws->now,
                                    .to = ws->now + TAKEN_DAYS * day_ms,
                                    .limit = TAKEN_MAX};
    struct calendar calendar;
    struct taken taken = {NULL, json_array()};

    calendar_at(ws->snapshot, room, &calendar);
    taken.zone = booking_zone(&calendar);
    json_array_append_new(
        list,
        json_pack("{s:s,s:s,s:o,s:b,s:o,s:s?,s:s,s:o}", "id", room->id, "name",
                  record_name(room, lang), "parlor", named(parlor, lang),
                  "outdoor", json_is_true(record_get(room, "outdoor")), "seats",
                  number_or_null((int64_t)record_number(room, "seats", -1)),
                  "hours", hours, "time_zone", taken.zone, "taken",
                  taken.list));
    return bookings_each(ws->store, &filter, taken_add, &taken, err);
}

int booking_rooms(struct workspace *ws, enum lang lang, json_t **out,
                  struct err *err)
{
    struct ids rooms = snapshot_kind(ws->snapshot, "room");
    json_t *list = json_array();

    *out = NULL;
    for (size_t i = 0; i < rooms.count; i++) {
        if (room_show(ws, lang, rooms.items[i], list, err) < 0) {
            json_decref(list);
            return -1;
        }
    }
    *out = list;
    return 0;
}

static bool event_wanted(const struct record *event, const char *city,
                         const char *theme)
{
    if (city != NULL && !record_is(event, "city", city))
        return false;
    return theme == NULL || record_is(event, "role", theme) ||
           record_list_has(record_get(event, "industries"), theme);
}

static int one_event(struct workspace *ws, enum lang lang,
                     const struct record *event, json_t *list, struct err *err)
{
    const char *city = record_string(event, "city");
    struct event_state state;

    if (event_state_of(ws, event, &state, err) < 0)
        return -1;
    json_array_append_new(
        list,
        json_pack(
            "{s:s,s:s,s:s?,s:s?,s:o,s:o,s:o,s:o,s:o,s:o,s:I,s:b,s:b,s:b}", "id",
            event->id, "name", record_name(event, lang), "summary",
            record_summary(event, lang, NULL), "role",
            record_string(event, "role"), "city",
            named(city != NULL ? snapshot_record(ws->snapshot, city) : NULL,
                  lang),
            "parlor", named(booking_parlor(ws, event), lang), "first",
            day_json(state.first), "last", day_json(state.last), "places",
            number_or_null(state.places), "left",
            number_or_null(state.places < 0 ? -1 : state.places - state.taken),
            "waiting", (json_int_t)state.waiting, "over", state.over, "open",
            state.open && !state.over, "synthetic", record_invented(event)));
    return 0;
}

int booking_events(struct workspace *ws, enum lang lang, const char *city,
                   const char *theme, json_t **out, struct err *err)
{
    struct ids events = snapshot_kind(ws->snapshot, "event");
    json_t *list = json_array();

    *out = NULL;
    for (size_t i = 0; i < events.count; i++) {
        if (event_wanted(events.items[i], city, theme) &&
            one_event(ws, lang, events.items[i], list, err) < 0) {
            json_decref(list);
            return -1;
        }
    }
    *out = list;
    return 0;
}
