/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calls.h - the visitors' methods, for the files of session/.
 *
 * Each has the shape of rpc_call without the method's name: 0 with *result,
 * or -1 with *error. Threads: one worker's workspace. */
#ifndef SESSION_CALLS_H
#define SESSION_CALLS_H

#include "publish/workspace.h"
#include "session/rpc.h"
#include "store/transcripts.h"

enum {
    CALLS_TEXT_MAX = 8000, /* bytes of a message */
    CALLS_CID_MAX = 36,    /* a UUID */
    CALLS_WHY_MAX = 2000,
    CALLS_LIST_BYTES = 128 * 1024, /* of events in one answer */
    CALLS_LIST_MAX = 200
};

typedef int session_method(struct workspace *ws, struct caller *who,
                           const json_t *params, json_t **result,
                           struct rpc_error *error);

session_method call_hello, call_ask, call_history, call_citation, call_feedback,
    call_person, call_match, call_clock, call_visit, call_room_list,
    call_room_request, call_event_list, call_event_register, call_booking_get,
    call_booking_cancel, call_form, call_order_place, call_order_get,
    call_order_withdraw, call_order_list, call_order_answer, call_order_consent,
    call_introduction_get, call_introduction_answer, call_compare,
    call_shortlist_put, call_shortlist_get, call_profile_submit,
    call_profile_get;

/* ---- shared by them ----------------------------------------------------- */

/* Ours to mend: log err and say no more than "internal error"; -1. */
int call_failed(const char *what, const struct err *err,
                struct rpc_error *error);
/* The caller's own conversation, or "not found"; -1 with *error. out is given
 * back with conversation_fini() either way. */
int call_conversation(struct workspace *ws, const struct caller *who,
                      const char *id, struct conversation *out,
                      struct rpc_error *error);
/* A cid: a UUID of any version, in lower or upper case; NULL with *error. */
const char *call_cid(const json_t *params, struct rpc_error *error);
/* Member lang of params, else fallback. -1 with *error if it is no text. */
int call_lang(const json_t *params, enum lang fallback, enum lang *out,
              struct rpc_error *error);
/* Events after a seq as a list for the wire ({"type", "seq", ...}), at most
 * limit of them and CALLS_LIST_BYTES: 1 there are more, 0, or -1 with
 * *error. */
int call_events(struct workspace *ws, const char *conversation, int64_t after,
                int limit, json_t **out, struct rpc_error *error);
/* {"id", "name"} of a record, or null. */
json_t *call_named(const struct workspace *ws, const char *id, enum lang lang);
/* A setting of the installation as text; "" if it was not made. */
json_t *call_setting(struct workspace *ws, const char *key);

/* Count what a reply, a ranking or a comparison shows (store/shown.h); the
 * counts of a reply are written with it. */
void call_shown_reply(struct workspace *ws, const json_t *reply);
void call_shown_ranking(struct workspace *ws, const json_t *params,
                        const json_t *ranking);
void call_shown_comparison(struct workspace *ws, const json_t *params,
                           const json_t *comparison);

/* What opens an order, a profile or an introduction without signing in. */
struct call_link {
    const char *reference, *secret; /* borrowed from params */
    enum lang lang;
};
/* Members name, secret and lang of params: 0, or -1 with *error. */
int call_link_read(const struct caller *who, const json_t *params,
                   const char *name, struct call_link *out,
                   struct rpc_error *error);
struct order_refusal;
struct order_owner;
/* ret of a function of order/: 0 with *result, or -1 with *error. */
int call_outcome(int ret, const char *what, const struct order_refusal *refusal,
                 const struct err *err, struct rpc_error *error);

/* Functions of order/ that take what somebody wrote, and that show it again
 * to whoever has the link. */
typedef int call_send_fn(struct workspace *ws, const struct order_owner *owner,
                         const json_t *params, json_t **out,
                         struct order_refusal *refusal, struct err *err);
typedef int call_look_fn(struct workspace *ws, const char *reference,
                         const char *secret, enum lang lang, json_t **out,
                         struct order_refusal *refusal, struct err *err);
/* A call by such a function, which is called method on the wire: 0 with
 * *result, or -1 with *error. Of what was sent staff hear as `what`; what is
 * shown is named by member name of params. */
int call_send(struct workspace *ws, struct caller *who, const json_t *params,
              call_send_fn *send, const char *method, const char *what,
              json_t **result, struct rpc_error *error);
int call_look(struct workspace *ws, struct caller *who, const json_t *params,
              const char *name, call_look_fn *look, const char *method,
              json_t **result, struct rpc_error *error);

struct demand;
struct ids;
/* The list called name: published records that can be compared, at most so
 * many, each once. */
int call_records(struct workspace *ws, const json_t *params, const char *name,
                 size_t most, struct ids *out, struct rpc_error *error);
/* Members demand and weights: *out is room, or NULL if nothing is demanded. */
int call_demand(struct workspace *ws, const json_t *params, struct demand *room,
                const struct demand **out, struct rpc_error *error);

#endif
