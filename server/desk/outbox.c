/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has left, what waits and what was given up. */
#include <stdlib.h>
#include <string.h>

#include "desk/calls.h"
#include "store/outbox.h"

enum { OUTBOX_LIST_MAX = 200 };

static int item_add(void *context, const struct outbox_row *row,
                    const struct delivery *delivery, struct err *err)
{
    json_t *list = context;
    json_t *item = json_pack("{s:s,s:s,s:s,s:s,s:o}", "id", row->id, "kind",
                             row->kind, "subject", row->subject, "receiver",
                             row->receiver, "at", order_time(row->at));

    (void)err;
    json_array_append_new(list, item);
    if (delivery == NULL) {
        json_object_set_new(item, "state", json_string("kept"));
        if (row->payload == NULL)
            json_object_set_new(item, "why", json_string("it is damaged"));
        return 0;
    }
    json_object_set_new(item, "state", json_string(delivery->state));
    json_object_set_new(item, "channel", json_string(delivery->channel));
    json_object_set_new(item, "target", json_string(delivery->target));
    json_object_set_new(item, "tries", json_integer(delivery->tries));
    if (delivery->why[0] != '\0')
        json_object_set_new(item, "why", json_string(delivery->why));
    if (strcmp(delivery->state, "waiting") == 0)
        json_object_set_new(item, "due", order_time(delivery->due));
    else
        json_object_set_new(item, "ended", order_time(delivery->ended_at));
    return 0;
}

static int counts_make(struct workspace *ws, json_t **out, struct err *err)
{
    static const char *const states[] = {"waiting", "sent", "given_up"};

    *out = json_object();
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        int64_t count = outbox_count(ws->store, states[i], err);

        if (count < 0)
            return -1;
        json_object_set_new(*out, states[i], json_integer(count));
    }
    return 0;
}

static int outbox_show(struct workspace *ws, json_t **result, struct err *err)
{
    json_t *items = json_array(), *counts = NULL;
    char *notify = NULL;
    int ret = outbox_each(ws->store, OUTBOX_LIST_MAX, item_add, items, err);

    if (ret == 0)
        ret = counts_make(ws, &counts, err);
    if (ret == 0)
        ret = store_setting(ws->store, "notify", &notify, err);
    if (ret >= 0)
        *result = json_pack("{s:b,s:O,s:O}", "configured",
                            ret == 1 && notify[0] != '\0', "counts", counts,
                            "items", items);
    free(notify);
    json_decref(items);
    json_decref(counts);
    return ret < 0 ? -1 : 0;
}

int desk_outbox(struct workspace *ws, struct caller *who, const json_t *params,
                json_t **result, struct rpc_error *error)
{
    const json_t *again = json_object_get(params, "again");
    struct err err = {0};

    if (again != NULL && !json_is_boolean(again))
        return rpc_bad_param(error, "again", "must be true or false");
    if (json_is_true(again) &&
        (desk_audit(ws, who, "outbox.again", "", error) < 0 ||
         outbox_again(ws->store, ws->now, &err) < 0))
        return error->code != 0 ? -1 : desk_failed("outbox", &err, error);
    if (outbox_show(ws, result, &err) < 0)
        return desk_failed("outbox", &err, error);
    return 0;
}
