/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visitor thinks of an answer, and asking for a person. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order/order.h"
#include "session/calls.h"

enum { TURN_EVENTS_MAX = 2000 };

/* Question and answer of a turn, borrowed from events; false: no such. */
static bool turn_find(const json_t *events, int64_t turn, const char **question,
                      const char **answer)
{
    size_t i = 0;
    json_t *event = NULL;

    *question = *answer = NULL;
    json_array_foreach((json_t *)events, i, event) {
        const json_t *params = json_object_get(event, "params");
        const json_t *reply = json_object_get(params, "reply");
        const json_t *number = json_object_get(params, "turn");

        if (!json_is_integer(number) || json_integer_value(number) != turn)
            continue;
        if (reply)
            *answer = json_string_value(json_object_get(reply, "answer"));
        else
            *question = json_string_value(json_object_get(params, "text"));
    }
    return *answer != NULL;
}

static int feedback_keep(struct workspace *ws, const struct caller *who,
                         struct feedback *feedback, struct rpc_error *error)
{
    json_auto_t *events = NULL;
    struct conversation mine;
    struct err err = {0};
    int ret = call_conversation(ws, who, who->conversation, &mine, error);

    conversation_fini(&mine);
    if (ret < 0)
        return -1;
    ret = events_list(ws->store, who->conversation, 0, TURN_EVENTS_MAX, &events,
                      &err);

    if (ret >= 0 && !turn_find(events, feedback->turn, &feedback->question,
                               &feedback->answer))
        return rpc_not_found(error);
    if (ret >= 0)
        ret = feedback_add(ws->store, feedback, ws->now, &err);
    return ret < 0 ? call_failed("feedback", &err, error) : 0;
}

int call_feedback(struct workspace *ws, struct caller *who,
                  const json_t *params, json_t **result,
                  struct rpc_error *error)
{
    struct feedback feedback = {.conversation = who->conversation};
    const char *verdict = rpc_text(params, "verdict", 8, error);

    if (!verdict)
        return -1;
    feedback.right = strcmp(verdict, "right") == 0;
    if (!feedback.right && strcmp(verdict, "wrong") != 0)
        return rpc_bad_param(error, "verdict", "must be right or wrong");
    if (!json_is_integer(json_object_get(params, "turn")))
        return rpc_bad_param(error, "turn", "must be a whole number");
    feedback.turn = json_integer_value(json_object_get(params, "turn"));
    feedback.why = rpc_text_or(params, "why", CALLS_WHY_MAX, NULL, error);
    if (error->code || feedback_keep(ws, who, &feedback, error) < 0)
        return -1;
    *result = json_object();
    return 0;
}

/* ---- a person ----------------------------------------------------------- */

/* The city that was last talked about, or NULL. */
static const struct record *city_of(const struct workspace *ws,
                                    const json_t *state)
{
    const json_t *last = json_object_get(state, "last");
    const json_t *ids = json_object_get(last, "records");
    size_t i = 0;
    json_t *id = NULL;

    json_array_foreach((json_t *)ids, i, id) {
        const char *text = json_string_value(id);
        const struct record *record =
            text ? snapshot_record(ws->snapshot, text) : NULL;
        const char *city = record ? record_string(record, "city") : NULL;

        if (record && strcmp(record->kind, "city") == 0)
            return record;
        if (city && snapshot_record(ws->snapshot, city))
            return snapshot_record(ws->snapshot, city);
    }
    return NULL;
}

static const char *desk_of(struct workspace *ws, const json_t *state)
{
    struct order_draft draft = {.kind = "service", .city = city_of(ws, state)};
    struct order_desk desk = {0};

    order_route(ws->snapshot, &draft, &desk);
    return desk.desk ? desk.desk->id : "";
}

/* In a transaction: 1 asked for, 0 there is a request already, -1. */
static int person_keep(struct workspace *ws, const struct caller *who,
                       const struct handover *wanted, json_t *presence,
                       struct err *err)
{
    int64_t seq = 0;
    int ret = store_begin(ws->store, err);

    if (ret < 0)
        return -1;
    ret = handovers_add(ws->store, wanted->id, who->conversation, wanted->desk,
                        wanted->text, wanted->lang, ws->now, err);
    if (ret == 1)
        ret = events_add(ws->store, who->conversation, "presence", NULL,
                         presence, ws->now, &seq, err) == 1
                  ? 1
                  : -1;
    return store_end(ws->store, ret, err);
}

/* Ask for one, or find the request that is open: 0 with *result, or -1. */
static int person_ask(struct workspace *ws, struct caller *who,
                      const struct handover *wanted, json_t **result,
                      struct err *err)
{
    json_auto_t *presence = json_pack("{s:s}", "state", "waiting");
    struct handover open = {0};
    int ret = person_keep(ws, who, wanted, presence, err);

    if (ret < 0)
        return -1;
    if (ret == 1) {
        outgoing_add(who->out, OUTGOING_CONVERSATION, who->conversation,
                     "presence", json_incref(presence));
        outgoing_staff(who->out, "handover", wanted->id);
    }
    ret = handovers_open(ws->store, who->conversation, &open, err);
    if (ret >= 0)
        *result = json_pack(
            "{s:s, s:o}", "state",
            ret == 1 && strcmp(open.state, "taken") == 0 ? "person" : "waiting",
            "desk",
            call_named(ws, ret == 1 ? open.desk : wanted->desk, who->lang));
    handover_fini(&open);
    return ret < 0 ? -1 : 0;
}

int call_person(struct workspace *ws, struct caller *who, const json_t *params,
                json_t **result, struct rpc_error *error)
{
    unsigned char random[16];
    char id[RPC_ID_MAX] = "h";
    const char *text = rpc_text_or(params, "text", CALLS_TEXT_MAX, "", error);
    struct conversation mine = {0};
    struct err err = {0};
    int ret = -1;

    randombytes_buf(random, sizeof random);
    sodium_bin2hex(id + 1, sizeof id - 1, random, sizeof random);
    if (text &&
        call_conversation(ws, who, who->conversation, &mine, error) == 0) {
        struct handover wanted = {
            .id = id,
            .desk = (char *)(uintptr_t)desk_of(ws, mine.state),
            .text = (char *)(uintptr_t)text,
            .lang = who->lang};

        ret = person_ask(ws, who, &wanted, result, &err);
        if (ret < 0)
            call_failed("person.request", &err, error);
    }
    conversation_fini(&mine);
    return ret;
}
