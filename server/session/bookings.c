/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rooms and events as a visitor handles them. What is legal, and what is
 * free, is calendar/'s to say. */
#include "calendar/bookings.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order/order.h"
#include "order/seal.h"
#include "session/booking_form.h"
#include "session/booking_link.h"
#include "session/calls.h"
#include "session/outcome.h"

/* ---- refusals ------------------------------------------------------------ */

/* ret of a function of bookings.h: 0, or -1 with *error. */
static int outcome(int ret, const char *what,
                   const struct booking_refusal *refusal, const struct err *err,
                   struct rpc_error *error)
{
    if (ret < 0)
        return call_failed(what, err, error);
    return ret == 0 ? outcome_booking_refused(refusal, error) : 0;
}

/* ---- asking -------------------------------------------------------------- */

struct sealing {
    const struct workspace *ws;
    const json_t *contact;
};

static void contact_seal(void *context, struct booking_row *row)
{
    const struct sealing *with = context;

    free(row->sealed);
    order_contact_seal(with->ws, row->reference, with->contact, &row->sealed,
                       &row->sealed_len);
}

static json_t *receipt(struct workspace *ws, const struct booking_row *row,
                       enum lang lang, struct err *err)
{
    char secret[SEAL_SECRET_MAX], url[BOOKING_PATH_MAX];
    json_t *out = NULL;

    if (booking_view(ws, row, lang, false, &out, err) < 0)
        return NULL;
    booking_secret(ws, row->visitor, row->cid, secret);
    booking_path(ws, row->reference, row->visitor, row->cid, url);
    json_object_set_new(out, "secret", json_string(secret));
    json_object_set_new(out, "url", json_string(url));
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(url, sizeof url);
    return out;
}

/* What both ask, read from params. fields and contact are the caller's. */
static int request_read(struct workspace *ws, struct caller *who,
                        const json_t *params, struct booking_request *out,
                        json_t **fields, json_t **contact,
                        struct rpc_error *error)
{
    char secret[SEAL_SECRET_MAX];

    *fields = *contact = NULL;
    *out = (struct booking_request){.visitor = who->visitor,
                                    .conversation = who->conversation};
    if (ws->key == NULL)
        return rpc_fail(error, RPC_INTERNAL, NULL,
                        "bookings cannot be taken without the key");
    out->cid = call_cid(params, error);
    if (out->cid == NULL ||
        call_lang(params, who->lang, &out->lang, error) < 0 ||
        rpc_integer(params, "people", 1, BOOKING_PEOPLE_MAX, 1, &out->people,
                    error) < 0 ||
        booking_form_read(ws->snapshot, params, fields, contact, &out->partner,
                          error) < 0)
        return -1;
    out->notice = booking_form_notice(ws->snapshot);
    out->fields = *fields;
    booking_secret(ws, out->visitor, out->cid, secret);
    seal_secret_hash(secret, out->secret);
    sodium_memzero(secret, sizeof secret);
    out->lookup_count = seal_lookups(ws->key, *contact, out->lookups);
    return 0;
}

/* One of both: a room, or an event. */
static int booked(struct workspace *ws, const struct booking_request *request,
                  const json_t *params, bool room, struct booking_row *row,
                  struct rpc_error *error)
{
    const char *id =
        rpc_text(params, room ? "room" : "event", RECORD_ID_MAX, error);
    const char *from = "", *to = "";
    struct booking_refusal refusal = {0};
    struct err err = {0};

    if (id != NULL && room)
        from = rpc_text(params, "from", 16, error);
    if (id != NULL && from != NULL && room)
        to = rpc_text(params, "to", 16, error);
    if (id == NULL || from == NULL || to == NULL)
        return -1;
    if (room)
        return outcome(
            booking_room(ws, request, id, from, to, row, &refusal, &err),
            "room.request", &refusal, &err, error);
    return outcome(booking_event(ws, request, id, row, &refusal, &err),
                   "event.register", &refusal, &err, error);
}

static int book(struct workspace *ws, struct caller *who, const json_t *params,
                bool room, json_t **result, struct rpc_error *error)
{
    struct booking_request request;
    struct booking_row row = {0};
    json_t *fields = NULL, *contact = NULL;
    struct sealing sealing = {ws, NULL};
    struct err err = {0};
    int ret = request_read(ws, who, params, &request, &fields, &contact, error);

    sealing.contact = contact;
    request.seal = contact_seal;
    request.context = &sealing;
    if (ret == 0)
        ret = booked(ws, &request, params, room, &row, error);
    if (ret == 0) {
        *result = receipt(ws, &row, request.lang, &err);
        ret = *result != NULL ? 0 : call_failed("booking", &err, error);
        outgoing_staff(who->out, "booking", row.reference);
    }
    booking_row_fini(&row);
    json_decref(fields);
    json_decref(contact);
    return ret;
}

int call_room_request(struct workspace *ws, struct caller *who,
                      const json_t *params, json_t **result,
                      struct rpc_error *error)
{
    return book(ws, who, params, true, result, error);
}

int call_event_register(struct workspace *ws, struct caller *who,
                        const json_t *params, json_t **result,
                        struct rpc_error *error)
{
    return book(ws, who, params, false, result, error);
}

/* ---- looking ------------------------------------------------------------- */

int call_room_list(struct workspace *ws, struct caller *who,
                   const json_t *params, json_t **result,
                   struct rpc_error *error)
{
    struct err err = {0};
    enum lang lang = LANG_NONE;
    json_t *rooms = NULL;

    if (call_lang(params, who->lang, &lang, error) < 0)
        return -1;
    if (booking_rooms(ws, lang, &rooms, &err) < 0)
        return call_failed("room.list", &err, error);
    *result = json_pack("{s:o}", "rooms", rooms);
    return 0;
}

int call_event_list(struct workspace *ws, struct caller *who,
                    const json_t *params, json_t **result,
                    struct rpc_error *error)
{
    const char *city = rpc_text_or(params, "city", RECORD_ID_MAX, NULL, error);
    const char *theme =
        rpc_text_or(params, "theme", RECORD_ID_MAX, NULL, error);
    struct err err = {0};
    enum lang lang = LANG_NONE;
    json_t *events = NULL;

    if (error->code != 0 || call_lang(params, who->lang, &lang, error) < 0)
        return -1;
    if (booking_events(ws, lang, city, theme, &events, &err) < 0)
        return call_failed("event.list", &err, error);
    *result = json_pack("{s:o}", "events", events);
    return 0;
}

/* By reference and secret: 0 with *row, or -1. It takes as long whether there
 * is such a booking or not. */
static int row_open(struct workspace *ws, const json_t *params,
                    struct booking_row *row, struct rpc_error *error)
{
    const char *reference = rpc_text(params, "reference", RPC_ID_MAX, error);
    const char *secret = reference != NULL
                             ? rpc_text(params, "secret", RPC_ID_MAX, error)
                             : NULL;
    struct err err = {0};
    int ret = 0;

    *row = (struct booking_row){0};
    if (secret == NULL)
        return -1;
    ret = booking_find(ws, reference, row, &err);
    if (ret < 0)
        return call_failed("booking", &err, error);
    if (seal_secret_fits(secret, row->secret) == 0 || ret == 0 ||
        row->erased_at != 0) {
        booking_row_fini(row);
        return rpc_not_found(error);
    }
    return 0;
}

static int row_show(struct workspace *ws, struct caller *who,
                    const json_t *params, const struct booking_row *row,
                    json_t **result, struct rpc_error *error)
{
    struct err err = {0};
    enum lang lang = LANG_NONE;

    if (call_lang(params, who->lang, &lang, error) < 0)
        return -1;
    if (booking_view(ws, row, lang, false, result, &err) < 0)
        return call_failed("booking.get", &err, error);
    return 0;
}

int call_booking_get(struct workspace *ws, struct caller *who,
                     const json_t *params, json_t **result,
                     struct rpc_error *error)
{
    struct booking_row row;
    int ret = row_open(ws, params, &row, error);

    if (ret == 0)
        ret = row_show(ws, who, params, &row, result, error);
    booking_row_fini(&row);
    return ret;
}

int call_booking_cancel(struct workspace *ws, struct caller *who,
                        const json_t *params, json_t **result,
                        struct rpc_error *error)
{
    const char *why = rpc_text_or(params, "why", CALLS_WHY_MAX, NULL, error);
    struct booking_refusal refusal = {0};
    struct booking_row row;
    struct err err = {0};
    int ret = error->code != 0 ? -1 : row_open(ws, params, &row, error);

    if (ret < 0)
        return -1;
    ret = outcome(booking_move(ws, row.reference, "cancelled", BOOKING_VISITOR,
                               "", why, &refusal, &err),
                  "booking.cancel", &refusal, &err, error);
    if (ret == 0)
        outgoing_staff(who->out, "booking", row.reference);
    booking_row_fini(&row);
    return ret == 0 ? call_booking_get(ws, who, params, result, error) : -1;
}
