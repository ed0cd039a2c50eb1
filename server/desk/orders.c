/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox, and one order. */
#include <string.h>

#include "desk/calls.h"
#include "desk/fairness.h"
#include "session/outcome.h"
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
        return outcome_refused(&refusal, error);
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

static struct order_staff staff_of(const struct caller *who)
{
    return (struct order_staff){who->staff, desk_admin(who)};
}

/* Everybody hears of it, it is in the audit, and the order is shown. */
static int change_end(struct workspace *ws, struct caller *who,
                      const char *action, const char *reference,
                      struct order_change *change, json_t **result,
                      struct rpc_error *error)
{
    int ret = 0;

    desk_tell(who, "order", reference);
    ret = outcome_change_tell(ws, who, change, error);
    order_change_fini(change);
    if (ret < 0 || desk_audit(ws, who, action, reference, error) < 0)
        return -1;
    return order_look(ws, who, reference, result, error);
}

static int step_read(const json_t *params, struct order_step *step,
                     struct rpc_error *error)
{
    step->to = rpc_text_or(params, "to", ORDER_WORD_MAX - 1, "", error);
    if (step->to != NULL)
        step->reason =
            rpc_text_or(params, "reason", ORDER_WORD_MAX - 1, "", error);
    if (step->reason != NULL)
        step->outcome =
            rpc_text_or(params, "outcome", ORDER_WORD_MAX - 1, "", error);
    if (step->outcome != NULL)
        step->note = rpc_text_or(params, "note", NOTE_MAX, "", error);
    return step->note != NULL ? 0 : -1;
}

int desk_move(struct workspace *ws, struct caller *who, const json_t *params,
              json_t **result, struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", ORDER_REFERENCE_MAX - 1, error);
    struct order_step step = {
        .actor = ORDER_STAFF, .who = who->staff, .any = desk_admin(who)};
    struct order_refusal refusal;
    struct order_change change;
    struct err err = {0};
    int ret = 0;

    if (reference == NULL || step_read(params, &step, error) < 0)
        return -1;
    ret = order_move(ws, reference, &step, &change, &refusal, &err);
    if (ret < 0)
        return desk_failed("move", &err, error);
    if (ret == 0)
        return outcome_refused(&refusal, error);
    return change_end(ws, who, "order.move", reference, &change, result, error);
}

int desk_assign(struct workspace *ws, struct caller *who, const json_t *params,
                json_t **result, struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", ORDER_REFERENCE_MAX - 1, error);
    const char *user = NULL;
    struct order_refusal refusal;
    struct order_change change;
    struct err err = {0};
    int ret = 0;

    if (reference != NULL)
        user =
            rpc_text_or(params, "user", PERSON_NAME_MAX - 1, who->staff, error);
    if (user == NULL)
        return -1;
    ret = order_assign(ws, reference, user, staff_of(who), &change, &refusal,
                       &err);
    if (ret < 0)
        return desk_failed("assign", &err, error);
    if (ret == 0)
        return outcome_refused(&refusal, error);
    return change_end(ws, who, "order.assign", reference, &change, result,
                      error);
}

/* ---- introductions ------------------------------------------------------- */

static int introduced(struct workspace *ws, struct caller *who, int ret,
                      const struct order_refusal *refusal,
                      const struct err *err, json_t **result,
                      struct rpc_error *error)
{
    const char *reference = NULL;

    if (ret < 0)
        return desk_failed("introduce", err, error);
    if (ret == 0)
        return outcome_refused(refusal, error);
    reference = json_string_value(json_object_get(*result, "reference"));
    desk_tell(who, "order", reference);
    return desk_audit(ws, who, "order.introduce", reference, error);
}

int desk_introduce(struct workspace *ws, struct caller *who,
                   const json_t *params, json_t **result,
                   struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", ORDER_REFERENCE_MAX - 1, error);
    struct order_refusal refusal = {0};
    struct err err = {0};
    int ret = 0;

    if (reference == NULL)
        return -1;
    ret = order_introduce(ws, reference, params, staff_of(who), who->lang,
                          result, &refusal, &err);
    return introduced(ws, who, ret, &refusal, &err, result, error);
}

int desk_introduce_end(struct workspace *ws, struct caller *who,
                       const json_t *params, json_t **result,
                       struct rpc_error *error)
{
    const char *id =
        rpc_text(params, "introduction", ORDER_REFERENCE_MAX - 1, error);
    const char *note = NULL;
    struct order_refusal refusal = {0};
    struct err err = {0};
    int ret = 0;

    if (id != NULL)
        note = rpc_text_or(params, "note", NOTE_MAX, "", error);
    if (note == NULL)
        return -1;
    ret = order_introduce_end(ws, id, staff_of(who), note, who->lang, result,
                              &refusal, &err);
    return introduced(ws, who, ret, &refusal, &err, result, error);
}

/* ---- reports ------------------------------------------------------------- */

static int report_funnel(struct workspace *ws, enum lang lang, json_t **out,
                         struct err *err)
{
    return order_report_funnel(ws, lang, 0, 0, out, err);
}

static int report_fairness(struct workspace *ws, enum lang lang, json_t **out,
                           struct err *err)
{
    return fairness_report(ws, "", lang, out, err);
}

static const struct report {
    const char *name;
    int (*run)(struct workspace *ws, enum lang lang, json_t **out,
               struct err *err);
    bool admin; /* for them only */
} reports[] = {
    {"funnel", report_funnel, false},
    {"first", order_report_first, false},
    {"fairness", report_fairness, true},
};

int desk_report(struct workspace *ws, struct caller *who, const json_t *params,
                json_t **result, struct rpc_error *error)
{
    const char *name = rpc_text(params, "report", 20, error);
    struct err err = {0};

    if (name == NULL)
        return -1;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        if (strcmp(reports[i].name, name) != 0)
            continue;
        if (reports[i].admin && !desk_admin(who))
            return rpc_fail(error, RPC_NOT_ALLOWED, NULL,
                            "only an administrator may see it");
        return reports[i].run(ws, who->lang, result, &err) < 0
                   ? desk_failed("report", &err, error)
                   : 0;
    }
    return rpc_bad_param(error, "report", "is none of the reports");
}
