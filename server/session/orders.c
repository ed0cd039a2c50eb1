/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders as a visitor handles them. What is legal is order/'s to say. */
#include "order/order.h"

#include <stdlib.h>
#include <string.h>

#include "session/booking_form.h"
#include "session/calls.h"

/* A refusal in the words of the wire; -1. */
static int refused(const struct order_refusal *refusal, struct rpc_error *error)
{
    static const int codes[] = {
        [ORDER_REFUSED_FIELD] = RPC_PARAMS,
        [ORDER_REFUSED_CONSENT] = RPC_CONSENT,
        [ORDER_REFUSED_MOVE] = RPC_NOT_LEGAL,
        [ORDER_REFUSED_MANY] = RPC_TOO_MANY,
        [ORDER_REFUSED_ROLE] = RPC_NOT_ALLOWED,
        [ORDER_REFUSED_UNKNOWN] = RPC_NOT_FOUND,
    };

    if (refusal->code == ORDER_REFUSED_FIELD)
        return rpc_bad_param(error, refusal->path, refusal->what);
    if (refusal->code == ORDER_REFUSED_UNKNOWN)
        return rpc_not_found(error);
    return rpc_fail(error, codes[refusal->code], NULL, "%s", refusal->what);
}

/* ret of a function of order.h: 0 with *result, or -1 with *error. */
static int outcome(int ret, const char *what,
                   const struct order_refusal *refusal, const struct err *err,
                   struct rpc_error *error)
{
    if (ret < 0)
        return call_failed(what, err, error);
    return ret == 0 ? refused(refusal, error) : 0;
}

static void tell_staff(struct caller *who, const char *reference)
{
    outgoing_add(who->out, OUTGOING_STAFF, "", "desk.changed",
                 json_pack("{s:s, s:s}", "what", "order", "id", reference));
}

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
    else
        return rpc_not_found(error);
    return 0;
}

int call_order_place(struct workspace *ws, struct caller *who,
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
    ret = order_place(ws, &owner, params, result, &refusal, &err);
    if (outcome(ret, "order.place", &refusal, &err, error) < 0)
        return -1;
    tell_staff(who, json_string_value(json_object_get(*result, "reference")));
    return 0;
}

struct credentials {
    const char *reference, *secret;
    enum lang lang;
};

static int credentials_read(const struct caller *who, const json_t *params,
                            struct credentials *out, struct rpc_error *error)
{
    out->reference = rpc_text(params, "reference", RPC_ID_MAX, error);
    out->secret =
        out->reference ? rpc_text(params, "secret", RPC_ID_MAX, error) : NULL;
    return out->secret && call_lang(params, who->lang, &out->lang, error) == 0
               ? 0
               : -1;
}

int call_order_get(struct workspace *ws, struct caller *who,
                   const json_t *params, json_t **result,
                   struct rpc_error *error)
{
    struct credentials by;
    struct order_refusal refusal = {0};
    struct err err = {0};

    if (credentials_read(who, params, &by, error) < 0)
        return -1;
    return outcome(
        order_get(ws, by.reference, by.secret, by.lang, result, &refusal, &err),
        "order.get", &refusal, &err, error);
}

int call_order_withdraw(struct workspace *ws, struct caller *who,
                        const json_t *params, json_t **result,
                        struct rpc_error *error)
{
    struct credentials by;
    struct order_refusal refusal = {0};
    struct err err = {0};
    const char *why = NULL, *reason = NULL;
    int ret = 0;

    if (credentials_read(who, params, &by, error) < 0)
        return -1;
    why = rpc_text_or(params, "why", CALLS_WHY_MAX, NULL, error);
    if (!error->code)
        reason = rpc_text_or(params, "reason", 20, NULL, error);
    if (error->code)
        return -1;
    ret = order_withdraw(ws, by.reference, by.secret, reason, why, by.lang,
                         result, &refusal, &err);
    if (outcome(ret, "order.withdraw", &refusal, &err, error) < 0)
        return -1;
    tell_staff(who, by.reference);
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

/* The conversation of an order hears of it, if there still is one. */
static int change_tell(struct workspace *ws, struct caller *who,
                       struct order_change *change, struct rpc_error *error)
{
    const char *reference =
        json_string_value(json_object_get(change->event, "reference"));
    int ret = 0;

    if (reference != NULL)
        tell_staff(who, reference);
    if (change->conversation[0] != '\0')
        ret = session_event(ws, who, change->conversation, "order.updated",
                            json_incref(change->event), NULL, error);
    if (ret < 0 && error->code == RPC_NOT_FOUND) {
        json_decref(error->data);
        *error = (struct rpc_error){0};
        ret = 0;
    }
    order_change_fini(change);
    return ret;
}

int call_order_answer(struct workspace *ws, struct caller *who,
                      const json_t *params, json_t **result,
                      struct rpc_error *error)
{
    struct credentials by;
    struct order_refusal refusal = {0};
    struct order_change change = {0};
    struct err err = {0};

    if (credentials_read(who, params, &by, error) < 0 ||
        outcome(order_answer(ws, by.reference, by.secret, params, by.lang,
                             result, &change, &refusal, &err),
                "order.answer", &refusal, &err, error) < 0)
        return -1;
    return change_tell(ws, who, &change, error);
}

int call_order_consent(struct workspace *ws, struct caller *who,
                       const json_t *params, json_t **result,
                       struct rpc_error *error)
{
    const json_t *consents = json_object_get(params, "consents");
    struct credentials by;
    struct order_refusal refusal = {0};
    struct err err = {0};

    if (credentials_read(who, params, &by, error) < 0)
        return -1;
    if (!json_is_object(consents))
        return rpc_bad_param(error, "consents", "must be an object");
    if (outcome(order_consent(ws, by.reference, by.secret, consents, by.lang,
                              result, &refusal, &err),
                "order.consent", &refusal, &err, error) < 0)
        return -1;
    tell_staff(who, by.reference);
    return 0;
}

static int link_read(const struct caller *who, const json_t *params,
                     struct credentials *out, struct rpc_error *error)
{
    out->reference = rpc_text(params, "id", RPC_ID_MAX, error);
    out->secret =
        out->reference ? rpc_text(params, "secret", RPC_ID_MAX, error) : NULL;
    return out->secret && call_lang(params, who->lang, &out->lang, error) == 0
               ? 0
               : -1;
}

int call_introduction_get(struct workspace *ws, struct caller *who,
                          const json_t *params, json_t **result,
                          struct rpc_error *error)
{
    struct credentials by;
    struct order_refusal refusal = {0};
    struct err err = {0};

    if (link_read(who, params, &by, error) < 0 ||
        outcome(introduction_get(ws, by.reference, by.secret, by.lang, result,
                                 &refusal, &err),
                "introduction.get", &refusal, &err, error) < 0)
        return -1;
    json_object_set_new(*result, "responsible", responsible(ws));
    return 0;
}

int call_introduction_answer(struct workspace *ws, struct caller *who,
                             const json_t *params, json_t **result,
                             struct rpc_error *error)
{
    struct credentials by;
    struct order_refusal refusal = {0};
    struct order_change change = {0};
    struct err err = {0};

    if (link_read(who, params, &by, error) < 0 ||
        outcome(introduction_answer(ws, by.reference, by.secret, params,
                                    by.lang, result, &change, &refusal, &err),
                "introduction.answer", &refusal, &err, error) < 0)
        return -1;
    return change_tell(ws, who, &change, error);
}
