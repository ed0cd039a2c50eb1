/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "session/calls.h"
#include "session/outcome.h"
#include "session/rpc.h"

static const struct {
    const char *name;
    session_method *run;
} methods[] = {
    {"hello", call_hello},
    {"ask", call_ask},
    {"history.get", call_history},
    {"citation.open", call_citation},
    {"feedback", call_feedback},
    {"person.request", call_person},
    {"match.run", call_match},
    {"clock.run", call_clock},
    {"visit.compose", call_visit},
    {"room.list", call_room_list},
    {"room.request", call_room_request},
    {"event.list", call_event_list},
    {"event.register", call_event_register},
    {"booking.get", call_booking_get},
    {"booking.cancel", call_booking_cancel},
    {"form.get", call_form},
    {"order.place", call_order_place},
    {"order.get", call_order_get},
    {"order.withdraw", call_order_withdraw},
    {"order.list", call_order_list},
    {"order.answer", call_order_answer},
    {"order.consent", call_order_consent},
    {"introduction.get", call_introduction_get},
    {"introduction.answer", call_introduction_answer},
    {"compare.get", call_compare},
    {"shortlist.put", call_shortlist_put},
    {"shortlist.get", call_shortlist_get},
    {"profile.submit", call_profile_submit},
    {"profile.get", call_profile_get},
};

int session_call(struct workspace *ws, struct caller *who, const char *method,
                 const json_t *params, json_t **result, struct rpc_error *error)
{
    bool hello = strcmp(method, "hello") == 0;

    *result = NULL;
    if (!hello && !who->conversation[0])
        return rpc_fail(error, RPC_HELLO_FIRST, NULL, "say hello first");
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(methods[i].name, method) == 0)
            return methods[i].run(ws, who, params, result, error);
    return rpc_fail(error, RPC_METHOD, NULL, "no such method");
}

int call_failed(const char *what, const struct err *err,
                struct rpc_error *error)
{
    log_error("%s: %s", what, err->text);
    if (err->code == ERR_BUSY)
        return rpc_fail(error, RPC_BUSY, NULL, "busy; try again in a moment");
    return rpc_fail(error, RPC_INTERNAL, NULL, "internal error");
}

int call_outcome(int ret, const char *what, const struct order_refusal *refusal,
                 const struct err *err, struct rpc_error *error)
{
    if (ret < 0)
        return call_failed(what, err, error);
    return ret == 0 ? outcome_refused(refusal, error) : 0;
}

int call_link_read(const struct caller *who, const json_t *params,
                   const char *name, struct call_link *out,
                   struct rpc_error *error)
{
    out->reference = rpc_text(params, name, RPC_ID_MAX, error);
    out->secret =
        out->reference ? rpc_text(params, "secret", RPC_ID_MAX, error) : NULL;
    return out->secret && call_lang(params, who->lang, &out->lang, error) == 0
               ? 0
               : -1;
}

int call_send(struct workspace *ws, struct caller *who, const json_t *params,
              call_send_fn *send, const char *method, const char *what,
              json_t **result, struct rpc_error *error)
{
    struct order_owner owner = {who->visitor, who->conversation, who->lang};
    struct order_refusal refusal = {0};
    struct err err = {0};
    int ret = 0;

    if (!call_cid(params, error) ||
        call_lang(params, who->lang, &owner.lang, error) < 0)
        return -1;
    ret = send(ws, &owner, params, result, &refusal, &err);
    if (call_outcome(ret, method, &refusal, &err, error) < 0)
        return -1;
    outgoing_staff(who->out, what,
                   json_string_value(json_object_get(*result, "reference")));
    return 0;
}

int call_look(struct workspace *ws, struct caller *who, const json_t *params,
              const char *name, call_look_fn *look, const char *method,
              json_t **result, struct rpc_error *error)
{
    struct call_link by;
    struct order_refusal refusal = {0};
    struct err err = {0};

    if (call_link_read(who, params, name, &by, error) < 0)
        return -1;
    return call_outcome(
        look(ws, by.reference, by.secret, by.lang, result, &refusal, &err),
        method, &refusal, &err, error);
}

int call_conversation(struct workspace *ws, const struct caller *who,
                      const char *id, struct conversation *out,
                      struct rpc_error *error)
{
    struct err err = {0};
    int ret = 0;

    *out = (struct conversation){0};
    ret = conversations_get(ws->store, id, out, &err);
    if (ret < 0)
        return call_failed("conversation", &err, error);
    if (ret == 0 || strcmp(out->visitor, who->visitor) != 0)
        return rpc_not_found(error);
    return 0;
}

const char *call_cid(const json_t *params, struct rpc_error *error)
{
    const char *cid = rpc_text(params, "cid", CALLS_CID_MAX, error);

    for (size_t i = 0; cid && i < CALLS_CID_MAX; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? cid[i] != '-' : !isxdigit((unsigned char)cid[i])) {
            rpc_bad_param(error, "cid", "must be a UUID");
            return NULL;
        }
    }
    return cid;
}

int call_lang(const json_t *params, enum lang fallback, enum lang *out,
              struct rpc_error *error)
{
    const char *code = rpc_text_or(params, "lang", 35, "", error);

    if (!code)
        return -1;
    *out = lang_parse(code);
    if (*out == LANG_NONE)
        *out = fallback;
    return 0;
}

/* {"type", "params"} as kept to one object as listed. */
static json_t *event_flat(const json_t *kept)
{
    json_t *event = json_object();

    json_object_set(event, "type", json_object_get(kept, "type"));
    json_object_update(event, json_object_get(kept, "params"));
    return event;
}

int call_events(struct workspace *ws, const char *conversation, int64_t after,
                int limit, json_t **out, struct rpc_error *error)
{
    json_auto_t *kept = NULL;
    struct err err = {0};
    size_t bytes = 0;
    int more = events_list(ws->store, conversation, after, limit, &kept, &err);

    *out = NULL;
    if (more < 0)
        return call_failed("events", &err, error);
    *out = json_array();
    for (size_t i = 0; i < json_array_size(kept); i++) {
        const json_t *event = json_array_get(kept, i);

        bytes += json_dumpb(event, NULL, 0, JSON_COMPACT);
        if (i > 0 && bytes > CALLS_LIST_BYTES)
            return 1;
        json_array_append_new(*out, event_flat(event));
    }
    return more;
}

json_t *call_named(const struct workspace *ws, const char *id, enum lang lang)
{
    const struct record *record =
        id && *id ? snapshot_record(ws->snapshot, id) : NULL;
    const char *name = record ? record_name(record, lang) : NULL;

    return record ? json_pack("{s:s, s:s}", "id", id, "name", name ? name : id)
                  : json_null();
}

json_t *call_setting(struct workspace *ws, const char *key)
{
    char *value = NULL;
    json_t *text = NULL;

    if (store_setting(ws->store, key, &value, NULL) == 1)
        text = json_string(value);
    free(value);
    return text ? text : json_string("");
}

/* In the open transaction: 1 kept, 0 there is no such conversation or the
 * cid is known (*seq is then its), -1. */
static int event_keep(struct workspace *ws, const char *conversation,
                      const char *type, json_t *params, int64_t *seq,
                      struct err *err)
{
    const char *cid = json_string_value(json_object_get(params, "cid"));
    int ret = cid ? events_by_cid(ws->store, conversation, cid, seq, err) : 0;

    if (ret != 0)
        return ret < 0 ? -1 : 0;
    return events_add(ws->store, conversation, type, cid, params, ws->now, seq,
                      err);
}

int session_event(struct workspace *ws, struct caller *who,
                  const char *conversation, const char *type, json_t *params,
                  int64_t *seq, struct rpc_error *error)
{
    struct err err = {0};
    int64_t number = 0;
    int ret = store_begin(ws->store, &err);

    if (ret == 0) {
        ret = event_keep(ws, conversation, type, params, &number, &err);
        ret = store_end(ws->store, ret, &err);
    }
    if (ret == 1)
        outgoing_add(who->out, OUTGOING_CONVERSATION, conversation, type,
                     json_incref(params));
    json_decref(params);
    if (seq)
        *seq = number;
    if (ret < 0)
        return call_failed("event", &err, error);
    return ret == 0 && number == 0 ? rpc_not_found(error) : 0;
}
