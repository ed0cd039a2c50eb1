/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question: known by its cid, answered by dialogue (or kept for the
 * person who has taken over), and kept whole before it is acknowledged. */
#include <stdlib.h>
#include <string.h>

#include "dialogue/dialogue.h"
#include "session/calls.h"

struct asking {
    struct conversation conversation;
    const char *cid, *text;
    enum lang lang;
    bool person;   /* somebody of the staff has taken over */
    bool waiting;  /* for somebody of the staff */
    json_t *state; /* of dialogue, after this turn */
    struct reply reply;
    json_t *message; /* event */
    json_t *done;    /* event, NULL for a person */
    int64_t seq;     /* of the message */
};

static void asking_fini(struct asking *asking)
{
    conversation_fini(&asking->conversation);
    json_decref(asking->state);
    json_decref(asking->reply.body);
    json_decref(asking->message);
    json_decref(asking->done);
}

/* It was asked before: 1 with *result, 0 no, -1 with *error. */
static int asked_before(struct workspace *ws, const struct asking *asking,
                        json_t **result, struct rpc_error *error)
{
    json_auto_t *events = NULL;
    struct err err = {0};
    const char *id = asking->conversation.id;
    const json_t *params = NULL;
    int64_t seq = 0;
    int ret = events_by_cid(ws->store, id, asking->cid, &seq, &err);

    if (ret == 1)
        ret =
            events_list(ws->store, id, seq - 1, 1, &events, &err) < 0 ? -1 : 1;
    if (ret < 0)
        return call_failed("ask", &err, error);
    if (ret == 0)
        return 0;
    params = json_object_get(json_array_get(events, 0), "params");
    *result = json_pack("{s:O?, s:I}", "turn", json_object_get(params, "turn"),
                        "seq", (json_int_t)seq);
    return 1;
}

static int look_for_person(struct workspace *ws, struct asking *asking,
                           struct err *err)
{
    struct handover handover = {0};
    int ret =
        handovers_open(ws->store, asking->conversation.id, &handover, err);

    if (ret == 1) {
        asking->person = strcmp(handover.state, "taken") == 0;
        asking->waiting = !asking->person;
    }
    handover_fini(&handover);
    return ret < 0 ? -1 : 0;
}

static void make_message(struct asking *asking, const json_t *turn)
{
    asking->message =
        json_pack("{s:O?, s:s, s:s, s:s}", "turn", (json_t *)turn, "cid",
                  asking->cid, "who", "visitor", "text", asking->text);
}

static int take_turn(struct workspace *ws, struct asking *asking,
                     struct err *err)
{
    struct message message = {.text = asking->text,
                              .len = strlen(asking->text),
                              .hint = asking->lang};
    const json_t *turn = NULL;

    if (look_for_person(ws, asking, err) < 0)
        return -1;
    if (asking->person) {
        make_message(asking, NULL);
        return 0;
    }
    asking->state = json_is_object(asking->conversation.state)
                        ? json_deep_copy(asking->conversation.state)
                        : json_object();
    if (dialogue_turn(ws, asking->state, &message, &asking->reply, err) < 0)
        return -1;
    turn = json_object_get(asking->reply.body, "turn");
    make_message(asking, turn);
    asking->done = json_pack("{s:O?, s:O}", "turn", (json_t *)turn, "reply",
                             asking->reply.body);
    return 0;
}

/* In the open transaction. 1 kept, 0 the conversation is gone, -1. */
static int keep_turn(struct workspace *ws, struct asking *asking,
                     struct err *err)
{
    const char *id = asking->conversation.id;
    int64_t seq = 0;
    int ret = events_add(ws->store, id, "message", asking->cid, asking->message,
                         ws->now, &asking->seq, err);

    if (ret == 1 && asking->done)
        ret = events_add(ws->store, id, "answer.done", NULL, asking->done,
                         ws->now, &seq, err);
    if (ret == 1 && asking->state)
        ret = conversations_keep(ws->store, id, asking->lang, asking->state,
                                 ws->now, err);
    if (ret == 1 && shown_write(ws->store, ws->shown, err) < 0)
        return -1;
    return ret;
}

/* Everybody in the conversation hears of it in this order. */
static void tell_turn(struct caller *who, const struct asking *asking)
{
    const char *id = asking->conversation.id;
    const json_t *reply = asking->reply.body;
    const json_t *turn = json_object_get(reply, "turn");
    const json_t *blocks = json_object_get(reply, "blocks");

    outgoing_add(who->out, OUTGOING_CONVERSATION, id, "message",
                 json_incref(asking->message));
    if (asking->person || asking->waiting)
        outgoing_staff(who->out, "message", id);
    if (!asking->done)
        return;
    outgoing_add(who->out, OUTGOING_CONVERSATION, id, "answer.start",
                 json_pack("{s:O?, s:O?}", "turn", (json_t *)turn, "lang",
                           json_object_get(reply, "lang")));
    for (size_t i = 0; i < json_array_size(blocks); i++)
        outgoing_add(who->out, OUTGOING_CONVERSATION, id, "answer.block",
                     json_pack("{s:O?, s:I, s:O}", "turn", (json_t *)turn,
                               "index", (json_int_t)i, "block",
                               json_array_get(blocks, i)));
    outgoing_add(who->out, OUTGOING_CONVERSATION, id, "answer.done",
                 json_incref(asking->done));
}

static int ask(struct workspace *ws, struct caller *who, struct asking *asking,
               json_t **result, struct rpc_error *error)
{
    struct err err = {0};
    int ret = asked_before(ws, asking, result, error);

    if (ret != 0)
        return ret < 0 ? -1 : 0;
    ret = take_turn(ws, asking, &err);
    if (ret == 0)
        call_shown_reply(ws, asking->reply.body);
    if (ret == 0)
        ret = store_begin(ws->store, &err);
    if (ret == 0)
        ret = store_end(ws->store, keep_turn(ws, asking, &err), &err);
    if (ret < 0)
        return call_failed("ask", &err, error);
    if (ret == 0)
        return rpc_not_found(error);
    shown_clear(ws->shown);
    tell_turn(who, asking);
    *result = json_pack("{s:O?, s:I}", "turn",
                        json_object_get(asking->message, "turn"), "seq",
                        (json_int_t)asking->seq);
    return 0;
}

int call_ask(struct workspace *ws, struct caller *who, const json_t *params,
             json_t **result, struct rpc_error *error)
{
    struct asking asking = {0};
    int ret = -1;

    asking.cid = call_cid(params, error);
    if (asking.cid)
        asking.text = rpc_text(params, "text", CALLS_TEXT_MAX, error);
    if (asking.text && call_lang(params, who->lang, &asking.lang, error) == 0 &&
        call_conversation(ws, who, who->conversation, &asking.conversation,
                          error) == 0)
        ret = ask(ws, who, &asking, result, error);
    asking_fini(&asking);
    return ret;
}
