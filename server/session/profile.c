/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles from outside, as who writes them handles them. What is legal is
 * order/'s to say. */
#include "order/profile.h"

#include "session/calls.h"

/* ret of a function of profile.h: 0, or -1 with *error. */
static int outcome(int ret, const char *what,
                   const struct order_refusal *refusal, const struct err *err,
                   struct rpc_error *error)
{
    if (ret < 0)
        return call_failed(what, err, error);
    if (ret == 1)
        return 0;
    switch (refusal->code) {
    case ORDER_REFUSED_FIELD:
        return rpc_bad_param(error, refusal->path, refusal->what);
    case ORDER_REFUSED_CONSENT:
        return rpc_fail(error, RPC_CONSENT, NULL, "%s", refusal->what);
    case ORDER_REFUSED_MANY:
        return rpc_fail(error, RPC_TOO_MANY, NULL, "%s", refusal->what);
    case ORDER_REFUSED_MOVE:
        return rpc_fail(error, RPC_NOT_LEGAL, NULL, "%s", refusal->what);
    case ORDER_REFUSED_ROLE:
        return rpc_fail(error, RPC_NOT_ALLOWED, NULL, "%s", refusal->what);
    case ORDER_REFUSED_UNKNOWN:
        break;
    }
    return rpc_not_found(error);
}

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
    if (outcome(ret, "profile.submit", &refusal, &err, error) < 0)
        return -1;
    outgoing_add(who->out, OUTGOING_STAFF, "", "desk.changed",
                 json_pack("{s:s, s:O}", "what", "draft", "id",
                           json_object_get(*result, "reference")));
    return 0;
}

int call_profile_get(struct workspace *ws, struct caller *who,
                     const json_t *params, json_t **result,
                     struct rpc_error *error)
{
    const char *reference = rpc_text(params, "reference", RPC_ID_MAX, error);
    const char *secret =
        reference ? rpc_text(params, "secret", RPC_ID_MAX, error) : NULL;
    struct order_refusal refusal = {0};
    enum lang lang = LANG_NONE;
    struct err err = {0};

    if (!secret || call_lang(params, who->lang, &lang, error) < 0)
        return -1;
    return outcome(
        profile_get(ws, reference, secret, lang, result, &refusal, &err),
        "profile.get", &refusal, &err, error);
}
