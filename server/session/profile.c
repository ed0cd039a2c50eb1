/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles from outside, as who writes them handles them. What is legal is
 * order/'s to say. */
#include "order/profile.h"

#include "session/calls.h"

int call_profile_submit(struct workspace *ws, struct caller *who,
                        const json_t *params, json_t **result,
                        struct rpc_error *error)
{
    struct order_owner owner = {who->visitor, who->conversation, who->lang};
    struct order_refusal refusal = {0};
    struct err err = {0};
    int ret = 0;

    if (!call_cid(params, error) ||
        call_lang(params, who->lang, &owner.lang, error) < 0)
        return -1;
    ret = profile_submit(ws, &owner, params, result, &refusal, &err);
    if (call_outcome(ret, "profile.submit", &refusal, &err, error) < 0)
        return -1;
    outgoing_staff(who->out, "draft",
                   json_string_value(json_object_get(*result, "reference")));
    return 0;
}

int call_profile_get(struct workspace *ws, struct caller *who,
                     const json_t *params, json_t **result,
                     struct rpc_error *error)
{
    struct call_link by;
    struct order_refusal refusal = {0};
    struct err err = {0};

    if (call_link_read(who, params, "reference", &by, error) < 0)
        return -1;
    return call_outcome(profile_get(ws, by.reference, by.secret, by.lang,
                                    result, &refusal, &err),
                        "profile.get", &refusal, &err, error);
}
