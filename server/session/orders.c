/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders as a visitor handles them. What is legal is order/'s to say. */
#include "order/order.h"

#include <stdlib.h>
#include <string.h>

#include "order/profile.h"
#include "session/booking_form.h"
#include "session/calls.h"
#include "session/outcome.h"

static json_t *responsible(struct workspace *ws)
{
    return json_pack("{s:o, s:o}", "name", call_setting(ws, "responsible_name"),
                     "contact", call_setting(ws, "responsible_contact"));
}

int call_form(struct workspace *ws, struct caller *who, const json_t *params,
              json_t **result, struct rpc_error *error)
{
    const char *form = rpc_text(params, "form", 20, error);
    json_auto_t *whom = NULL;
    enum lang lang = LANG_NONE;

    if (!form || call_lang(params, who->lang, &lang, error) < 0)
        return -1;
    whom = responsible(ws);
    if (strcmp(form, "order") == 0)
        *result = order_form(ws->snapshot, lang, whom);
    else if (strcmp(form, "booking") == 0)
        *result = booking_form(ws->snapshot, lang, whom);
    else if (strcmp(form, "profile") == 0)
        *result = profile_form(ws->snapshot, lang, whom);
    else
        return rpc_not_found(error);
    return 0;
}

int call_order_place(struct workspace *ws, struct caller *who,
                     const json_t *params, json_t **result,
                     struct rpc_error *error)
{
    return call_send(ws, who, params, order_place, "order.place", "order",
                     result, error);
}

int call_order_get(struct workspace *ws, struct caller *who,
                   const json_t *params, json_t **result,
                   struct rpc_error *error)
{
    return call_look(ws, who, params, "reference", order_get, "order.get",
                     result, error);
}

int call_order_withdraw(struct workspace *ws, struct caller *who,
                        const json_t *params, json_t **result,
                        struct rpc_error *error)
{
    struct call_link by;
    struct order_refusal refusal = {0};
    struct err err = {0};
    const char *why = NULL, *reason = NULL;
    int ret = 0;

    if (call_link_read(who, params, "reference", &by, error) < 0)
        return -1;
    why = rpc_text_or(params, "why", CALLS_WHY_MAX, NULL, error);
    if (!error->code)
        reason = rpc_text_or(params, "reason", 20, NULL, error);
    if (error->code)
        return -1;
    ret = order_withdraw(ws, by.reference, by.secret, reason, why, by.lang,
                         result, &refusal, &err);
    if (call_outcome(ret, "order.withdraw", &refusal, &err, error) < 0)
        return -1;
    outgoing_staff(who->out, "order", by.reference);
    return 0;
}

int call_order_list(struct workspace *ws, struct caller *who,
                    const json_t *params, json_t **result,
                    struct rpc_error *error)
{
    struct err err = {0};
    enum lang lang = LANG_NONE;

    if (call_lang(params, who->lang, &lang, error) < 0)
        return -1;
    if (order_list(ws, who->visitor, lang, result, &err) < 0)
        return call_failed("order.list", &err, error);
    return 0;
}

/* ---- consents and introductions ------------------------------------------ */

typedef int answer_fn(struct workspace *ws, const char *reference,
                      const char *secret, const json_t *params, enum lang lang,
                      json_t **out, struct order_change *change,
                      struct order_refusal *refusal, struct err *err);

/* Staff hear of it, and so does the conversation of the order. */
static int answer(struct workspace *ws, struct caller *who,
                  const json_t *params, const char *name, answer_fn *run,
                  const char *method, json_t **result, struct rpc_error *error)
{
    struct call_link by;
    struct order_refusal refusal = {0};
    struct order_change change = {0};
    struct err err = {0};
    const char *reference = NULL;
    int ret = call_link_read(who, params, name, &by, error);

    if (ret == 0)
        ret = call_outcome(run(ws, by.reference, by.secret, params, by.lang,
                               result, &change, &refusal, &err),
                           method, &refusal, &err, error);
    if (ret == 0) {
        reference =
            json_string_value(json_object_get(change.event, "reference"));
        if (reference != NULL)
            outgoing_staff(who->out, "order", reference);
        ret = outcome_change_tell(ws, who, &change, error);
    }
    order_change_fini(&change);
    return ret;
}

int call_order_answer(struct workspace *ws, struct caller *who,
                      const json_t *params, json_t **result,
                      struct rpc_error *error)
{
    return answer(ws, who, params, "reference", order_answer, "order.answer",
                  result, error);
}

int call_order_consent(struct workspace *ws, struct caller *who,
                       const json_t *params, json_t **result,
                       struct rpc_error *error)
{
    const json_t *consents = json_object_get(params, "consents");
    struct call_link by;
    struct order_refusal refusal = {0};
    struct err err = {0};

    if (call_link_read(who, params, "reference", &by, error) < 0)
        return -1;
    if (!json_is_object(consents))
        return rpc_bad_param(error, "consents", "must be an object");
    if (call_outcome(order_consent(ws, by.reference, by.secret, consents,
                                   by.lang, result, &refusal, &err),
                     "order.consent", &refusal, &err, error) < 0)
        return -1;
    outgoing_staff(who->out, "order", by.reference);
    return 0;
}

int call_introduction_get(struct workspace *ws, struct caller *who,
                          const json_t *params, json_t **result,
                          struct rpc_error *error)
{
    if (call_look(ws, who, params, "id", introduction_get, "introduction.get",
                  result, error) < 0)
        return -1;
    json_object_set_new(*result, "responsible", responsible(ws));
    return 0;
}

int call_introduction_answer(struct workspace *ws, struct caller *who,
                             const json_t *params, json_t **result,
                             struct rpc_error *error)
{
    return answer(ws, who, params, "id", introduction_answer,
                  "introduction.answer", result, error);
}
