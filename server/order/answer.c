/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What both sides say to an introduction, and to the consents it needs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order/change.h"
#include "order/fields.h"
#include "order/introduce.h"
#include "order/reasons.h"
#include "order/step.h"

/* ---- what came in -------------------------------------------------------- */

static bool consent_given(const json_t *params, const char *name)
{
    return json_is_true(
        json_object_get(json_object_get(params, "consents"), name));
}

static int answer_read(const json_t *params, struct introduce_answer *out,
                       struct order_refusal *refusal)
{
    const json_t *agree = json_object_get(params, "agree");

    if (!json_is_boolean(agree))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "agree",
                            "must be true or false");
    out->agree = json_is_true(agree);
    out->words = json_string_value(json_object_get(params, "words"));
    out->reason = json_string_value(json_object_get(params, "reason"));
    if (out->words != NULL && out->words[0] == '\0')
        out->words = NULL;
    if (out->agree || (out->reason != NULL && out->reason[0] == '\0'))
        out->reason = NULL;
    if (out->reason != NULL && !reason_listed(out->reason, REASON_REFUSE))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "reason",
                            "is none of those for this answer");
    return step_note(out->words, "words", refusal);
}

static int consent_needed(struct order_refusal *refusal, const char *path)
{
    return order_refuse(refusal, ORDER_REFUSED_CONSENT, path,
                        "is needed before both sides can be introduced");
}

/* ---- by the link --------------------------------------------------------- */

/* By id as people type it, and secret: 1, 0 refused, -1. It takes as long
 * whether there is such an introduction or not. Between two orders there is
 * no link: each answers on its own page. */
static int link_open(struct workspace *ws, const char *id, const char *secret,
                     struct introduction_row *row,
                     struct order_refusal *refusal, struct err *err)
{
    char upper[ORDER_REFERENCE_MAX];
    int ret = 0;

    *row = (struct introduction_row){0};
    ret = step_fits(ws, id, secret, introductions_secret, upper, refusal, err);
    if (ret != 1)
        return ret;
    ret = introductions_get(ws->store, upper, row, err);
    if (ret == 0 || (ret == 1 && strcmp(row->partner_kind, "record") != 0))
        return order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "", "not found");
    return ret;
}

int introduction_get(struct workspace *ws, const char *id, const char *secret,
                     enum lang lang, json_t **out,
                     struct order_refusal *refusal, struct err *err)
{
    struct introduction_row row = {0};
    int ret = step_key(ws, err);

    *out = NULL;
    if (ret == 0)
        ret = link_open(ws, id, secret, &row, refusal, err);
    if (ret == 1)
        ret = introduction_side(ws, &row, SIDE_PARTNER, lang, out, err);
    introduction_row_fini(&row);
    return ret;
}

/* Notice and consents, and only then the contact. */
static int contact_take(struct workspace *ws, const json_t *params,
                        struct introduction_row *row, json_t **contact,
                        struct order_refusal *refusal)
{
    struct order_content content = {0};
    int ret = fields_contact(ws->snapshot, params, &content, refusal);

    if (ret == 1 && !content.partner)
        ret = consent_needed(refusal, "consents.partner");
    if (ret == 1 && row->abroad && !content.abroad)
        ret = consent_needed(refusal, "consents.abroad");
    if (ret == 1) {
        row->partner_pass = true;
        row->partner_abroad = content.abroad;
        snprintf(row->notice, sizeof row->notice, "%s",
                 order_notice(ws->snapshot));
        free(row->sealed);
        seal_bytes(ws->key, row->id, content.contact, &row->sealed,
                   &row->sealed_len);
        *contact = json_incref(content.contact);
    }
    order_content_fini(&content);
    return ret;
}

static int lookups_add(struct workspace *ws, const char *id,
                       const json_t *contact, struct err *err)
{
    unsigned char hashes[SEAL_LOOKUPS][ORDER_HASH];
    size_t count = seal_lookups(ws->key, contact, hashes);

    for (size_t i = 0; i < count; i++)
        if (introductions_find_by(ws->store, id, hashes[i], err) < 0)
            return -1;
    return 1;
}

static int link_answer(struct workspace *ws, struct introduction_row *row,
                       const struct introduce_answer *answer,
                       const json_t *params, struct order_refusal *refusal,
                       struct err *err)
{
    json_auto_t *contact = NULL;
    int ret = 1;

    if (answer->agree && introduce_next(row->state, SIDE_PARTNER, true) != NULL)
        ret = contact_take(ws, params, row, &contact, refusal);
    if (ret == 1)
        ret = introduce_take(ws, row, answer, refusal, err);
    if (ret == 1 && contact != NULL)
        ret = lookups_add(ws, row->id, contact, err);
    return ret;
}

/* Whom the orderer's page belongs to hears of it. */
static int orderer_tell(struct workspace *ws, const char *reference,
                        struct order_change *change, struct err *err)
{
    struct order_row row = {0};
    int ret = orders_get(ws->store, reference, &row, err);

    if (ret == 1)
        step_tell(ws, &row, change);
    order_row_fini(&row);
    return ret < 0 ? -1 : 1;
}

int introduction_answer(struct workspace *ws, const char *id,
                        const char *secret, const json_t *params,
                        enum lang lang, json_t **out,
                        struct order_change *change,
                        struct order_refusal *refusal, struct err *err)
{
    struct introduce_answer answer = {.side = SIDE_PARTNER, .lang = lang};
    struct introduction_row row = {0};
    int ret = step_key(ws, err);

    *out = NULL;
    if (change != NULL)
        *change = (struct order_change){0};
    if (ret == 0)
        ret = store_begin(ws->store, err);
    if (ret == 0) {
        ret = link_open(ws, id, secret, &row, refusal, err);
        if (ret == 1)
            ret = answer_read(params, &answer, refusal);
        if (ret == 1)
            ret = link_answer(ws, &row, &answer, params, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    if (ret == 1)
        ret = introduction_side(ws, &row, SIDE_PARTNER, lang, out, err);
    if (ret == 1 && change != NULL)
        ret = orderer_tell(ws, row.reference, change, err);
    introduction_row_fini(&row);
    return ret;
}

/* ---- consents of an order ------------------------------------------------ */

static int consents_keep(struct workspace *ws, struct order_row *row,
                         bool partner, bool abroad, struct err *err)
{
    char detail[32];
    struct order_entry entry = {
        .actor = "visitor", .who = "", .action = "consent", .detail = detail};

    if (row->partner == partner && row->abroad == abroad)
        return 1;
    row->partner = partner;
    row->abroad = abroad;
    snprintf(detail, sizeof detail, "partner %s, abroad %s",
             partner ? "yes" : "no", abroad ? "yes" : "no");
    if (orders_consent(ws->store, row->reference, partner, abroad, err) < 0)
        return -1;
    return change_note(ws, row, &entry, err);
}

static int consent_locked(struct workspace *ws, struct order_row *row,
                          const json_t *consents, struct err *err)
{
    const json_t *partner = json_object_get(consents, "partner");
    const json_t *abroad = json_object_get(consents, "abroad");

    if (consents_keep(
            ws, row,
            json_is_boolean(partner) ? json_is_true(partner) : row->partner,
            json_is_boolean(abroad) ? json_is_true(abroad) : row->abroad,
            err) < 0)
        return -1;
    return introduce_end_all(ws, row, true, err);
}

int order_consent(struct workspace *ws, const char *reference,
                  const char *secret, const json_t *consents, enum lang lang,
                  json_t **out, struct order_refusal *refusal, struct err *err)
{
    struct order_row row = {0};
    int ret = step_key(ws, err);

    *out = NULL;
    if (ret == 0)
        ret = store_begin(ws->store, err);
    if (ret == 0) {
        ret = step_open(ws, reference, secret, &row, refusal, err);
        if (ret == 1)
            ret = consent_locked(ws, &row, consents, err);
        ret = store_end(ws->store, ret, err);
    }
    order_row_fini(&row);
    if (ret == 1)
        ret = order_get(ws, reference, secret, lang, out, refusal, err);
    return ret;
}

/* ---- by an order --------------------------------------------------------- */

/* The introduction, if it is one of this order: 1 and its side, 0, -1. */
static int own_find(struct workspace *ws, const struct order_row *order,
                    const json_t *params, struct introduction_row *row,
                    enum introduce_side *side, struct order_refusal *refusal,
                    struct err *err)
{
    const char *id = json_string_value(json_object_get(params, "introduction"));
    char upper[ORDER_REFERENCE_MAX];
    int ret = 0;

    step_reference(id != NULL ? id : "", upper);
    ret = introductions_get(ws->store, upper, row, err);
    if (ret < 0)
        return -1;
    if (ret == 1 && strcmp(row->reference, order->reference) == 0)
        *side = SIDE_ORDERER;
    else if (ret == 1 && strcmp(row->partner_kind, "order") == 0 &&
             strcmp(row->partner, order->reference) == 0)
        *side = SIDE_PARTNER;
    else
        return order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "introduction",
                            "not found");
    return 1;
}

/* What agreeing needs is there, or given now. */
static int own_consents(struct workspace *ws, struct order_row *order,
                        struct introduction_row *row, enum introduce_side side,
                        const json_t *params, struct order_refusal *refusal,
                        struct err *err)
{
    bool pass = order->partner || consent_given(params, "partner");
    bool abroad = order->abroad || consent_given(params, "abroad");

    if (!pass)
        return consent_needed(refusal, "consents.partner");
    if (row->abroad && !abroad)
        return consent_needed(refusal, "consents.abroad");
    *(side == SIDE_ORDERER ? &row->orderer_pass : &row->partner_pass) = true;
    *(side == SIDE_ORDERER ? &row->orderer_abroad : &row->partner_abroad) =
        abroad;
    return consents_keep(ws, order, pass, abroad, err);
}

static int own_locked(struct workspace *ws, struct order_row *order,
                      const json_t *params, enum lang lang,
                      struct order_refusal *refusal, struct err *err)
{
    struct introduce_answer answer = {.lang = lang};
    struct introduction_row row = {0};
    int ret = answer_read(params, &answer, refusal);

    if (ret == 1)
        ret = own_find(ws, order, params, &row, &answer.side, refusal, err);
    if (ret == 1 && answer.agree &&
        introduce_next(row.state, answer.side, true) != NULL)
        ret = own_consents(ws, order, &row, answer.side, params, refusal, err);
    if (ret == 1)
        ret = introduce_take(ws, &row, &answer, refusal, err);
    introduction_row_fini(&row);
    return ret;
}

int order_answer(struct workspace *ws, const char *reference,
                 const char *secret, const json_t *params, enum lang lang,
                 json_t **out, struct order_change *change,
                 struct order_refusal *refusal, struct err *err)
{
    struct order_row row = {0};
    int ret = step_key(ws, err);

    *out = NULL;
    if (change != NULL)
        *change = (struct order_change){0};
    if (ret == 0)
        ret = store_begin(ws->store, err);
    if (ret == 0) {
        ret = step_open(ws, reference, secret, &row, refusal, err);
        if (ret == 1)
            ret = own_locked(ws, &row, params, lang, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    if (ret == 1 && change != NULL)
        ret = orderer_tell(ws, row.reference, change, err);
    order_row_fini(&row);
    if (ret == 1)
        ret = order_get(ws, reference, secret, lang, out, refusal, err);
    return ret;
}
