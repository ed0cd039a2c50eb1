/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/outcome.h"

int outcome_refused(const struct order_refusal *refusal,
                    struct rpc_error *error)
{
    switch (refusal->code) {
    case ORDER_REFUSED_FIELD:
        return rpc_bad_param(error, refusal->path, refusal->what);
    case ORDER_REFUSED_CONSENT:
        return rpc_fail(error, RPC_CONSENT, NULL, "%s", refusal->what);
    case ORDER_REFUSED_MOVE:
        return rpc_fail(error, RPC_NOT_LEGAL, NULL, "%s", refusal->what);
    case ORDER_REFUSED_MANY:
        return rpc_fail(error, RPC_TOO_MANY, NULL, "%s", refusal->what);
    case ORDER_REFUSED_ROLE:
        return rpc_fail(error, RPC_NOT_ALLOWED, NULL, "%s", refusal->what);
    case ORDER_REFUSED_UNKNOWN:
        break;
    }
    return rpc_not_found(error);
}

int outcome_booking_refused(const struct booking_refusal *refusal,
                            struct rpc_error *error)
{
    switch (refusal->code) {
    case BOOKING_REFUSED_FIELD:
        return rpc_bad_param(error, refusal->path, refusal->what);
    case BOOKING_REFUSED_MANY:
        return rpc_fail(error, RPC_TOO_MANY, NULL, "%s", refusal->what);
    case BOOKING_REFUSED_TAKEN:
    case BOOKING_REFUSED_MOVE:
        return rpc_fail(error, RPC_NOT_LEGAL, NULL, "%s: %s", refusal->path,
                        refusal->what);
    case BOOKING_REFUSED_UNKNOWN:
        break;
    }
    return rpc_not_found(error);
}

int outcome_change_tell(struct workspace *ws, struct caller *who,
                        const struct order_change *change,
                        struct rpc_error *error)
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
