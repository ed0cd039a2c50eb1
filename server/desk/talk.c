/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conversations that a person takes over, and what visitors thought. */
#include <string.h>

#include "desk/calls.h"

enum {
    TEXT_MAX = 8000,
    EVENTS_MAX = 500,
    LIST_BYTES = 128 * 1024,
    FEEDBACK_MAX = 200,
    CID_MAX = 36
};

/* The request by its id, or "not found"; -1 with *error. handover_fini() it
 * either way. */
static int handover_find(struct workspace *ws, const json_t *params,
                         struct handover *out, struct rpc_error *error)
{
    const char *id = rpc_text(params, "id", RPC_ID_MAX - 1, error);
    struct err err = {0};
    int ret = 0;

    *out = (struct handover){0};
    if (id == NULL)
        return -1;
    ret = handovers_get(ws->store, id, out, &err);
    if (ret < 0)
        return desk_failed("handover", &err, error);
    return ret == 0 ? rpc_not_found(error) : 0;
}

static int presence_tell(struct workspace *ws, struct caller *who,
                         const char *conversation, const char *state,
                         struct rpc_error *error)
{
    json_t *params = json_pack("{s:s}", "state", state);

    if (strcmp(state, "person") == 0)
        json_object_set_new(params, "name", json_string(who->staff_name));
    return session_event(ws, who, conversation, "presence", params, NULL,
                         error);
}

typedef int handover_change(struct store *store, const char *id,
                            struct caller *who, int64_t now, struct err *err);

static int change_take(struct store *store, const char *id, struct caller *who,
                       int64_t now, struct err *err)
{
    return handovers_take(store, id, who->staff, now, err);
}

static int change_close(struct store *store, const char *id, struct caller *who,
                        int64_t now, struct err *err)
{
    (void)who;
    return handovers_close(store, id, now, err);
}

/* Take or close: change it, then everybody hears of it. */
static int handover_do(struct workspace *ws, struct caller *who,
                       const json_t *params, handover_change *change,
                       const char *presence, const char *action,
                       struct rpc_error *error)
{
    struct handover handover;
    struct err err = {0};
    int ret = handover_find(ws, params, &handover, error);

    if (ret == 0) {
        ret = change(ws->store, handover.id, who, ws->now, &err);
        if (ret < 0)
            ret = desk_failed("handover", &err, error);
        else if (ret == 0)
            ret = rpc_fail(error, RPC_NOT_LEGAL, NULL,
                           "the request is in no such state");
        else
            ret = desk_audit(ws, who, action, handover.id, error);
        if (ret == 0) {
            desk_tell(who, "handover", handover.id);
            ret =
                presence_tell(ws, who, handover.conversation, presence, error);
        }
    }
    handover_fini(&handover);
    return ret;
}

int desk_take(struct workspace *ws, struct caller *who, const json_t *params,
              json_t **result, struct rpc_error *error)
{
    if (handover_do(ws, who, params, change_take, "person", "handover.take",
                    error) < 0)
        return -1;
    *result = json_object();
    return 0;
}

int desk_close(struct workspace *ws, struct caller *who, const json_t *params,
               json_t **result, struct rpc_error *error)
{
    if (handover_do(ws, who, params, change_close, "none", "handover.close",
                    error) < 0)
        return -1;
    *result = json_object();
    return 0;
}

/* ---- one conversation ---------------------------------------------------- */

/* {"type", "params"} as kept to one object, as lists on the wire have it. */
static json_t *events_flat(const json_t *kept)
{
    json_t *list = json_array();
    size_t bytes = 0, i = json_array_size(kept);

    /* the newest that a socket can hold */
    while (i > 0 && bytes < LIST_BYTES)
        bytes += json_dumpb(json_array_get(kept, --i), NULL, 0, JSON_COMPACT);
    for (; i < json_array_size(kept); i++) {
        const json_t *item = json_array_get(kept, i);
        json_t *event = json_object();

        json_object_set(event, "type", json_object_get(item, "type"));
        json_object_update(event, json_object_get(item, "params"));
        json_array_append_new(list, event);
    }
    return list;
}

/* The newest events of a long conversation. */
static int64_t events_from(const struct conversation *conversation)
{
    return conversation->seq > EVENTS_MAX ? conversation->seq - EVENTS_MAX : 0;
}

int desk_conversation(struct workspace *ws, struct caller *who,
                      const json_t *params, json_t **result,
                      struct rpc_error *error)
{
    const char *id = rpc_text(params, "conversation", RPC_ID_MAX - 1, error);
    struct conversation conversation = {0};
    json_auto_t *kept = NULL;
    struct err err = {0};
    int ret = 0;

    if (id == NULL)
        return -1;
    ret = conversations_get(ws->store, id, &conversation, &err);
    if (ret == 1 && events_list(ws->store, id, events_from(&conversation),
                                EVENTS_MAX, &kept, &err) < 0)
        ret = -1;
    if (ret < 0)
        ret = desk_failed("conversation", &err, error);
    else if (ret == 0)
        ret = rpc_not_found(error);
    else
        ret = desk_audit(ws, who, "conversation.view", id, error);
    if (ret == 0)
        *result = json_pack("{s:o,s:s}", "events", events_flat(kept), "lang",
                            lang_code(conversation.lang));
    conversation_fini(&conversation);
    return ret;
}

/* ---- replies ------------------------------------------------------------- */

/* Who replies has taken the conversation over; an admin may step in. */
static int reply_allowed(struct workspace *ws, const struct caller *who,
                         const char *conversation, struct rpc_error *error)
{
    struct handover handover = {0};
    struct err err = {0};
    int ret = handovers_open(ws->store, conversation, &handover, &err);
    bool taken = ret == 1 && strcmp(handover.state, "taken") == 0;
    bool mine = taken && strcmp(handover.staff, who->staff) == 0;

    handover_fini(&handover);
    if (ret < 0)
        return desk_failed("reply", &err, error);
    if (ret == 0)
        return rpc_not_found(error);
    if (!taken)
        return rpc_fail(error, RPC_NOT_LEGAL, NULL,
                        "take the conversation over first");
    if (!mine && !desk_admin(who))
        return rpc_fail(error, RPC_NOT_ALLOWED, NULL,
                        "somebody else has taken it over");
    return 0;
}

int desk_reply(struct workspace *ws, struct caller *who, const json_t *params,
               json_t **result, struct rpc_error *error)
{
    const char *conversation =
        rpc_text(params, "conversation", RPC_ID_MAX - 1, error);
    const char *cid = NULL, *text = NULL;
    int64_t seq = 0;
    json_t *event = NULL;

    if (conversation != NULL)
        cid = rpc_text(params, "cid", CID_MAX, error);
    if (cid != NULL)
        text = rpc_text(params, "text", TEXT_MAX, error);
    if (text == NULL || reply_allowed(ws, who, conversation, error) < 0)
        return -1;
    event = json_pack("{s:n,s:s,s:s,s:s,s:s}", "turn", "cid", cid, "who",
                      "staff", "name", who->staff_name, "text", text);
    if (session_event(ws, who, conversation, "message", event, &seq, error) < 0)
        return -1;
    desk_tell(who, "message", conversation);
    *result = json_pack("{s:I}", "seq", (json_int_t)seq);
    return 0;
}

/* ---- feedback ------------------------------------------------------------ */

int desk_feedback(struct workspace *ws, struct caller *who,
                  const json_t *params, json_t **result,
                  struct rpc_error *error)
{
    json_t *items = NULL;
    struct err err = {0};

    (void)who;
    (void)params;
    if (feedback_list(ws->store, FEEDBACK_MAX, &items, &err) < 0)
        return desk_failed("feedback", &err, error);
    *result = json_pack("{s:o}", "items", items);
    return 0;
}
