/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rooms and events have in common: finding, keeping, moving, erasing. */
#include "calendar/bookings.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "calendar/booking_parts.h"
#include "store/outbox.h"
#include "store/reference.h"
#include "text/typed.h"

enum { REFERENCE_TRIES = 8, SWEEP_MAX = 200, OLD_MAX = 1000 };

static const int64_t day_ms = 24LL * 60 * 60 * 1000;

int booking_refuse(struct booking_refusal *refusal,
                   enum booking_refusal_code code, const char *path,
                   const char *what)
{
    refusal->code = code;
    snprintf(refusal->path, sizeof refusal->path, "%s", path);
    snprintf(refusal->what, sizeof refusal->what, "%s", what);
    return 0;
}

/* ---- records ------------------------------------------------------------- */

const struct record *booking_record(const struct workspace *ws, const char *id,
                                    const char *kind)
{
    const struct record *record =
        id != NULL ? snapshot_record(ws->snapshot, id) : NULL;

    return record != NULL && strcmp(record->kind, kind) == 0 ? record : NULL;
}

const struct record *booking_parlor(const struct workspace *ws,
                                    const struct record *record)
{
    return booking_record(ws, record_string(record, "parlor"), "parlor");
}

const char *booking_zone(const struct calendar *calendar)
{
    return calendar->time_zone != NULL ? calendar->time_zone : "Etc/UTC";
}

int booking_hours(const struct workspace *ws, const struct record *room,
                  struct hours *out)
{
    const struct record *parlor = booking_parlor(ws, room);

    *out = (struct hours){0};
    return parlor != NULL ? hours_read(record_string(parlor, "hours"), out) : 0;
}

/* ---- keeping ------------------------------------------------------------- */

void booking_row_make(const struct workspace *ws,
                      const struct booking_request *request, const char *kind,
                      const char *subject, struct booking_row *row)
{
    *row = (struct booking_row){.people = request->people,
                                .contact = request->seal != NULL,
                                .partner = request->partner,
                                .created_at = ws->now,
                                .changed_at = ws->now,
                                .fields = json_deep_copy(request->fields)};
    snprintf(row->kind, sizeof row->kind, "%s", kind);
    snprintf(row->subject, sizeof row->subject, "%s", subject);
    snprintf(row->visitor, sizeof row->visitor, "%s", request->visitor);
    snprintf(row->conversation, sizeof row->conversation, "%s",
             request->conversation);
    snprintf(row->cid, sizeof row->cid, "%s", request->cid);
    snprintf(row->lang, sizeof row->lang, "%s", lang_code(request->lang));
    snprintf(row->notice, sizeof row->notice, "%s", request->notice);
    memcpy(row->secret, request->secret, sizeof row->secret);
}

int booking_before(struct workspace *ws, const struct booking_request *request,
                   struct booking_row *row, struct booking_refusal *refusal,
                   struct err *err)
{
    int ret = bookings_of_request(ws->store, request->visitor, request->cid,
                                  row, err);
    int64_t today = 0;

    if (ret != 0)
        return ret;
    today = bookings_count(ws->store, request->visitor, ws->now - day_ms, err);
    if (today < 0)
        return -1;
    if (today >= BOOKING_A_DAY)
        booking_refuse(refusal, BOOKING_REFUSED_MANY, "",
                       "too many bookings in a day");
    return 0;
}

static int tell(struct workspace *ws, const struct booking_row *row,
                const char *receiver, const char *lang, const char *key,
                struct err *err)
{
    const struct record *subject = snapshot_record(ws->snapshot, row->subject);
    const struct record *parlor =
        subject != NULL ? booking_parlor(ws, subject) : NULL;
    json_auto_t *payload =
        json_pack("{s:s,s:s,s:s*}", "state", row->state, "record", row->subject,
                  "desk", parlor != NULL ? parlor->id : NULL);
    struct outbox_notice notice = {.kind = "booking",
                                   .subject = row->reference,
                                   .receiver = receiver,
                                   .key = key,
                                   .lang = lang,
                                   .payload = payload,
                                   .at = ws->now};

    return outbox_add(ws->store, &notice, err) < 0 ? -1 : 0;
}

int booking_tell(struct workspace *ws, const struct booking_row *row,
                 const char *key, struct err *err)
{
    return tell(ws, row, "desk", "", key, err);
}

int booking_tell_visitor(struct workspace *ws, const struct booking_row *row,
                         struct err *err)
{
    if (!row->contact)
        return 0;
    return tell(ws, row, "visitor", row->lang, row->state, err);
}

static int lookups_keep(struct workspace *ws,
                        const struct booking_request *request,
                        const char *reference, struct err *err)
{
    for (size_t i = 0; i < request->lookup_count; i++)
        if (bookings_find_by(ws->store, reference, request->lookups[i], err) <
            0)
            return -1;
    return 0;
}

int booking_keep(struct workspace *ws, const struct booking_request *request,
                 const struct booking_entry *first, struct booking_row *row,
                 struct err *err)
{
    int ret = 0;

    for (int i = 0; ret == 0 && i < REFERENCE_TRIES; i++) {
        reference_make('B', ws->now, row->reference, BOOKING_REFERENCE_MAX);
        if (row->cid[0] == '\0')
            snprintf(row->cid, sizeof row->cid, "%s", row->reference);
        if (request->seal != NULL)
            request->seal(request->context, row);
        ret = bookings_add(ws->store, row, first, err);
    }
    if (ret == 0)
        return err_set(err, ERR_LIMIT, "no free booking reference was found");
    if (ret == 1 && lookups_keep(ws, request, row->reference, err) < 0)
        return -1;
    if (ret == 1 && strcmp(row->state, "held") != 0)
        return booking_tell(ws, row, row->state, err) < 0 ||
                       booking_tell_visitor(ws, row, err) < 0
                   ? -1
                   : 1;
    return ret;
}

int booking_find(struct workspace *ws, const char *reference,
                 struct booking_row *out, struct err *err)
{
    char upper[BOOKING_REFERENCE_MAX] = "";

    for (size_t i = 0; i + 1 < sizeof upper && reference[i] != '\0'; i++)
        upper[i] = (char)toupper((unsigned char)reference[i]);
    return bookings_get(ws->store, upper, out, err);
}

/* ---- moving -------------------------------------------------------------- */

#define VISITOR (1u << BOOKING_VISITOR)
#define STAFF   (1u << BOOKING_STAFF)
#define TIMER   (1u << BOOKING_TIMER)

static const struct booking_step steps[] = {
    {"requested", "approved", STAFF, 0},
    {"requested", "declined", STAFF, STAFF},
    {"requested", "cancelled", VISITOR | STAFF | TIMER, 0},
    {"approved", "cancelled", VISITOR | STAFF, STAFF},
    {"waiting", "approved", STAFF | TIMER, 0},
    {"waiting", "declined", STAFF, STAFF},
    {"waiting", "cancelled", VISITOR | STAFF | TIMER, 0},
    {"held", "cancelled", STAFF, 0},
    {NULL, NULL, 0, 0},
};

const struct booking_step *booking_steps(void)
{
    return steps;
}

const struct booking_step *booking_step_find(const char *from, const char *to)
{
    for (const struct booking_step *step = steps; step->from != NULL; step++)
        if (strcmp(step->from, from) == 0 && strcmp(step->to, to) == 0)
            return step;
    return NULL;
}

static int move_check(const struct booking_row *row, const char *to,
                      enum booking_actor actor, const char *note,
                      struct booking_refusal *refusal)
{
    const struct booking_step *step = booking_step_find(row->state, to);

    if (step == NULL || (step->actors >> actor & 1u) == 0 ||
        row->erased_at != 0)
        return booking_refuse(refusal, BOOKING_REFUSED_MOVE, "to",
                              "is no legal move from here");
    if ((step->needs_note >> actor & 1u) != 0 &&
        (note == NULL || *note == '\0'))
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "note",
                              "is required for this move");
    if (note != NULL && (strlen(note) > BOOKING_NOTE_MAX ||
                         !typed_clean(note, strlen(note), true)))
        return booking_refuse(refusal, BOOKING_REFUSED_FIELD, "note",
                              "is too long or holds control characters");
    return 1;
}

/* An event takes no more people than it has places. */
static int places_check(struct workspace *ws, const struct booking_row *row,
                        const char *to, struct booking_refusal *refusal,
                        struct err *err)
{
    const struct record *event = booking_record(ws, row->subject, "event");
    struct event_state state;

    if (event == NULL || strcmp(to, "approved") != 0)
        return 1;
    if (event_state_of(ws, event, &state, err) < 0)
        return -1;
    if (state.places >= 0 && state.taken + row->people > state.places)
        return booking_refuse(refusal, BOOKING_REFUSED_TAKEN, "to",
                              "has not so many places left");
    return 1;
}

/* In a transaction. */
static int move_locked(struct workspace *ws, const char *reference,
                       struct booking_entry *entry, enum booking_actor actor,
                       struct booking_refusal *refusal, struct err *err)
{
    struct booking_row row = {0};
    int ret = booking_find(ws, reference, &row, err);

    if (ret == 0)
        ret = booking_refuse(refusal, BOOKING_REFUSED_UNKNOWN, "", "not found");
    else if (ret == 1)
        ret = move_check(&row, entry->state, actor, entry->note, refusal);
    if (ret == 1)
        ret = places_check(ws, &row, entry->state, refusal, err);
    if (ret == 1)
        ret = bookings_move(ws->store, row.reference, row.state, entry, ws->now,
                            err);
    if (ret == 1) {
        snprintf(row.state, sizeof row.state, "%s", entry->state);
        ret = actor == BOOKING_VISITOR
                  ? booking_tell(ws, &row, entry->state, err)
                  : booking_tell_visitor(ws, &row, err);
        ret = ret < 0 ? -1 : 1;
    }
    if (ret == 1 && strcmp(row.kind, "event") == 0 &&
        event_promote(ws, row.subject, err) < 0)
        ret = -1;
    booking_row_fini(&row);
    return ret;
}

int booking_move(struct workspace *ws, const char *reference, const char *to,
                 enum booking_actor actor, const char *who, const char *note,
                 struct booking_refusal *refusal, struct err *err)
{
    static const char *const actors[] = {"visitor", "staff", "timer"};
    bool said = note != NULL && *note != '\0';
    struct booking_entry entry = {.state = to,
                                  .actor = actors[actor],
                                  .who = who,
                                  .note = said ? note : NULL};
    int ret = store_begin(ws->store, err);

    *refusal = (struct booking_refusal){0};
    if (ret == 0) {
        ret = move_locked(ws, reference, &entry, actor, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    return ret;
}

/* ---- time and persons ---------------------------------------------------- */

struct sweep {
    struct workspace *ws;
    int changed;
};

static int sweep_late(void *context, struct booking_row *row, struct err *err)
{
    struct sweep *sweep = context;
    struct booking_refusal refusal;
    int ret = booking_move(sweep->ws, row->reference, "cancelled",
                           BOOKING_TIMER, "", NULL, &refusal, err);

    sweep->changed += ret == 1;
    return ret < 0 ? -1 : 0;
}

/* Of an event that is over, who asked without an answer and who waited. */
static int sweep_event(struct sweep *sweep, const char *event, struct err *err)
{
    static const char *const open[] = {"requested", "waiting"};

    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        struct booking_filter filter = {.kind = "event",
                                        .subject = event,
                                        .state = open[i],
                                        .limit = SWEEP_MAX};

        if (bookings_each(sweep->ws->store, &filter, sweep_late, sweep, err) <
            0)
            return -1;
    }
    return 0;
}

static int sweep_over(struct sweep *sweep, struct err *err)
{
    struct ids events = snapshot_kind(sweep->ws->snapshot, "event");

    for (size_t i = 0; i < events.count; i++) {
        struct event_state state;

        if (event_state_of(sweep->ws, events.items[i], &state, err) < 0 ||
            (state.over && sweep_event(sweep, events.items[i]->id, err) < 0))
            return -1;
    }
    return 0;
}

static int erase_one(struct workspace *ws, const char *reference,
                     struct err *err)
{
    int ret = store_begin(ws->store, err);

    if (ret == 0) {
        ret = bookings_erase(ws->store, reference, ws->now, err);
        if (ret == 1 && outbox_erase(ws->store, reference, err) < 0)
            ret = -1;
        ret = store_end(ws->store, ret, err);
    }
    return ret;
}

static int erase_row(void *context, struct booking_row *row, struct err *err)
{
    struct sweep *sweep = context;
    int ret = erase_one(sweep->ws, row->reference, err);

    sweep->changed += ret == 1;
    return ret < 0 ? -1 : 0;
}

/* Events whose follow-ups are not over, as ",a,b,": their bookings stay. */
static int events_followed(struct workspace *ws, struct buf *out,
                           struct err *err)
{
    struct ids events = snapshot_kind(ws->snapshot, "event");

    buf_char(out, ',');
    for (size_t i = 0; i < events.count; i++) {
        struct event_state state;

        if (event_state_of(ws, events.items[i], &state, err) < 0)
            return -1;
        if (state.last.year != 0 &&
            day_compare(day_plus(state.last, BOOKING_KEEP_DAYS), ws->today) > 0)
            buf_format(out, "%s,", events.items[i]->id);
    }
    return 0;
}

static int sweep_old(struct sweep *sweep, struct err *err)
{
    int64_t before = sweep->ws->now - BOOKING_KEEP_DAYS * day_ms;
    struct buf followed;
    int ret = 0;

    buf_init(&followed);
    ret = events_followed(sweep->ws, &followed, err);
    if (ret == 0)
        ret = bookings_old(sweep->ws->store, before, followed.bytes, OLD_MAX,
                           erase_row, sweep, err);
    buf_fini(&followed);
    return ret;
}

static int promote_all(struct sweep *sweep, struct err *err)
{
    struct ids events = snapshot_kind(sweep->ws->snapshot, "event");
    int ret = store_begin(sweep->ws->store, err);

    for (size_t i = 0; ret == 0 && i < events.count; i++)
        ret = event_promote(sweep->ws, events.items[i]->id, err);
    return store_end(sweep->ws->store, ret, err);
}

int booking_sweep(struct workspace *ws, struct err *err)
{
    struct sweep sweep = {ws, 0};

    if (bookings_late(ws->store, ws->now, SWEEP_MAX, sweep_late, &sweep, err) <
            0 ||
        sweep_over(&sweep, err) < 0 || promote_all(&sweep, err) < 0 ||
        sweep_old(&sweep, err) < 0)
        return -1;
    return sweep.changed;
}

int booking_erase_person(struct workspace *ws,
                         const unsigned char hash[BOOKING_HASH],
                         struct err *err)
{
    struct sweep erased = {ws, 0};

    if (bookings_found(ws->store, hash, erase_row, &erased, err) < 0 ||
        (erased.changed != 0 && store_scrub(ws->store, err) < 0))
        return -1;
    return erased.changed;
}
