/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox, and one order. */
#include <string.h>

#include "desk/calls.h"
#include "store/orders.h"

enum { NOTE_MAX = 2000 };

static int handover_add(void *context, const struct handover *handover,
                        struct err *err)
{
    json_t *list = context;

    (void)err;
    json_array_append_new(
        list,
        json_pack("{s:s,s:s,s:o,s:s,s:s,s:s,s:s,s:s}", "id", handover->id,
                  "conversation", handover->conversation, "at",
                  order_time(handover->at), "state", handover->state, "text",
                  handover->text, "lang", lang_code(handover->lang), "desk",
                  handover->desk, "staff", handover->staff));
    return 0;
}

int desk_inbox(struct workspace *ws, struct caller *who, const json_t *params,
               json_t **result, struct rpc_error *error)
{
    json_t *orders = NULL, *handovers = json_array();
    struct err err = {0};

    (void)params;
    if (order_inbox(ws, who->lang, &orders, &err) < 0 ||
        handovers_each(ws->store, handover_add, handovers, &err) < 0) {
        json_decref(orders);
        json_decref(handovers);
        return desk_failed("inbox", &err, error);
    }
    *result = json_pack("{s:o,s:o}", "orders", orders, "handovers", handovers);
    return 0;
}

/* Shown only once the look is in the audit. */
static int order_look(struct workspace *ws, struct caller *who,
                      const char *reference, json_t **result,
                      struct rpc_error *error)
{
    struct order_refusal refusal;
    json_t *order = NULL;
    struct err err = {0};
    int ret = order_show(ws, reference, who->lang, &order, &refusal, &err);

    if (ret < 0)
        return desk_failed("order", &err, error);
    if (ret == 0)
        return desk_refused(&refusal, error);
    if (json_is_array(json_object_get(order, "contact")) &&
        desk_audit(ws, who, "contact.view", reference, error) < 0) {
        json_decref(order);
        return -1;
    }
    *result = order;
    return 0;
}

int desk_order(struct workspace *ws, struct caller *who, const json_t *params,
               json_t **result, struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", ORDER_REFERENCE_MAX - 1, error);

    if (reference == NULL)
        return -1;
    return order_look(ws, who, reference, result, error);
}

/* The orderer's conversation hears of it, if there still is one. */
static int change_tell(struct workspace *ws, struct caller *who,
                       struct order_change *change, struct rpc_error *error)
{
    int ret = 0;

    if (change->conversation[0] != '\0')
        ret = session_event(ws, who, change->conversation, "order.updated",
                            json_incref(change->event), NULL, error);
    if (ret < 0 && error->code == RPC_NOT_FOUND) {
        json_decref(error->data);
        *error = (struct rpc_error){0};
        ret = 0;
    }
    return ret;
}

int desk_move(struct workspace *ws, struct caller *who, const json_t *params,
              json_t **result, struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", ORDER_REFERENCE_MAX - 1, error);
    const char *to = NULL, *note = NULL;
    struct order_refusal refusal;
    struct order_change change;
    struct err err = {0};
    int ret = 0;

    if (reference != NULL)
        to = rpc_text(params, "to", ORDER_WORD_MAX - 1, error);
    if (to != NULL)
        note = rpc_text_or(params, "note", NOTE_MAX, "", error);
    if (note == NULL)
        return -1;
    ret = order_move(ws, reference, to, ORDER_STAFF, who->staff, note, &change,
                     &refusal, &err);
    if (ret < 0)
        return desk_failed("move", &err, error);
    if (ret == 0)
        return desk_refused(&refusal, error);
    desk_tell(who, "order", reference);
    ret = change_tell(ws, who, &change, error);
    order_change_fini(&change);
    if (ret < 0 || desk_audit(ws, who, "order.move", reference, error) < 0)
        return -1;
    return order_look(ws, who, reference, result, error);
}
