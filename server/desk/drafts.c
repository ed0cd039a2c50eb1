/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles from outside: read, published, declined. Publishing says
 * something to everybody, so it is for admins. */
#include "order/profile.h"

#include <string.h>

#include "desk/calls.h"
#include "session/outcome.h"
#include "store/orders.h"

/* Shown only once the look is in the audit. */
static int draft_look(struct workspace *ws, struct caller *who,
                      const char *reference, json_t **result,
                      struct rpc_error *error)
{
    struct order_refusal refusal = {0};
    json_t *draft = NULL;
    struct err err = {0};
    int ret = profile_show(ws, reference, who->lang, &draft, &refusal, &err);

    if (ret < 0)
        return desk_failed("draft", &err, error);
    if (ret == 0)
        return outcome_refused(&refusal, error);
    if (json_object_get(draft, "contact") != NULL &&
        desk_audit(ws, who, "contact.view", reference, error) < 0) {
        json_decref(draft);
        return -1;
    }
    *result = draft;
    return 0;
}

int desk_drafts(struct workspace *ws, struct caller *who, const json_t *params,
                json_t **result, struct rpc_error *error)
{
    const char *reference =
        rpc_text_or(params, "reference", ORDER_REFERENCE_MAX - 1, "", error);
    struct err err = {0};

    if (reference == NULL)
        return -1;
    if (*reference != '\0')
        return draft_look(ws, who, reference, result, error);
    if (profile_list(ws, who->lang, result, &err) < 0)
        return desk_failed("drafts", &err, error);
    return 0;
}

int desk_draft_move(struct workspace *ws, struct caller *who,
                    const json_t *params, json_t **result,
                    struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", ORDER_REFERENCE_MAX - 1, error);
    const char *to =
        reference ? rpc_text(params, "to", ORDER_WORD_MAX - 1, error) : NULL;
    struct order_refusal refusal = {0};
    struct err err = {0};
    int ret = 0;

    if (to == NULL)
        return -1;
    if (strcmp(to, "published") == 0 && !desk_admin(who))
        return rpc_fail(error, RPC_NOT_ALLOWED, NULL,
                        "only an admin publishes");
    ret = profile_move(ws, reference, params, who->staff_name, who->lang,
                       result, &refusal, &err);
    if (ret < 0)
        return desk_failed("draft", &err, error);
    if (ret == 0)
        return outcome_refused(&refusal, error);
    desk_tell(who, "draft", reference);
    return desk_audit(ws, who, "draft.move", reference, error);
}
