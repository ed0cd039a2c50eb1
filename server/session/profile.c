/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles from outside, as who writes them handles them. What is legal is
 * order/'s to say. */
#include "order/profile.h"

#include "session/calls.h"

int call_profile_submit(struct workspace *ws, struct caller *who,
                        const json_t *params, json_t **result,
                        struct rpc_error *error)
{
    return call_send(ws, who, params, profile_submit, "profile.submit", "draft",
                     result, error);
}

int call_profile_get(struct workspace *ws, struct caller *who,
                     const json_t *params, json_t **result,
                     struct rpc_error *error)
{
    return call_look(ws, who, params, "reference", profile_get, "profile.get",
                     result, error);
}
