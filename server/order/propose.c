/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An introduction is proposed: to whom, and whether it goes abroad. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "order/introduce.h"
#include "order/fields.h"
#include "order/moves.h"
#include "order/step.h"

/* ---- countries ----------------------------------------------------------- */

/* Where an orderer is: the country named is where somebody comes from, or
 * where somebody in China wants something of. NULL: not known. */
static const char *order_country(const struct workspace *ws,
                                 const struct order_row *row)
{
    static const char *const from[] = {"investment", "service", "visit"};
    const char *id = json_string_value(json_object_get(row->fields, "country"));
    const struct record *country =
        id != NULL ? snapshot_record(ws->snapshot, id) : NULL;

    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        if (strcmp(row->kind, from[i]) == 0)
            return country != NULL ? record_string(country, "code") : NULL;
    }
    return strcmp(row->kind, "city_order") == 0 ? "CN" : NULL;
}

static const char *record_country(const struct record *record)
{
    const char *code = record_string(record, "country");

    if (code != NULL)
        return code;
    return strcmp(record->kind, "enterprise") == 0 ? NULL : "CN";
}

/* Do the two come from different countries, as far as is known? What is not
 * known counts as different. */
static bool countries_differ(const struct workspace *ws,
                             const struct order_row *row,
                             const struct record *partner,
                             const struct order_row *other)
{
    const char *one = order_country(ws, row);
    const char *two = partner != NULL ? record_country(partner)
                      : other != NULL ? order_country(ws, other)
                                      : NULL;

    return one == NULL || two == NULL || strcmp(one, two) != 0;
}

/* ---- proposing ----------------------------------------------------------- */

struct running {
    const struct order_row *order;
    const char *partner;
    bool found; /* there is one already */
};

static int proposal_look(void *context, struct introduction_row *row,
                         struct err *err)
{
    struct running *running = context;
    const char *other = strcmp(row->reference, running->order->reference) == 0
                            ? row->partner
                            : row->reference;

    (void)err;
    if (strcmp(other, running->partner) == 0 &&
        (introduce_open(row->state) || strcmp(row->state, "introduced") == 0))
        running->found = true;
    return 0;
}

static bool partner_kind(const struct record *record)
{
    static const char *const kinds[] = {"enterprise", "park",   "city",
                                        "service",    "agency", "pavilion"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(record->kind, kinds[i]) == 0)
            return true;
    }
    return false;
}

static bool order_stands(const struct order_row *row)
{
    return row->erased_at == 0 && move_find(row->state, "closed") != NULL;
}

/* Who the other side is: *record, or *other and its order. */
static int partner_find(struct workspace *ws, const struct order_row *row,
                        const char *partner, const struct record **record,
                        struct order_row *other, struct order_refusal *refusal,
                        struct err *err)
{
    const char *city = json_string_value(json_object_get(row->fields, "city"));
    char upper[ORDER_REFERENCE_MAX];
    int ret = 0;

    *record = snapshot_record(ws->snapshot, partner);
    if (*record != NULL && strcmp(row->kind, "city_order") == 0 &&
        city != NULL && strcmp(city, partner) == 0)
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "partner",
                            "is the city that orders");
    if (*record != NULL)
        return partner_kind(*record) ||
               order_refuse(refusal, ORDER_REFUSED_FIELD, "partner",
                            "is nobody to be introduced to");
    step_reference(partner, upper);
    ret = orders_get(ws->store, upper, other, err);
    if (ret < 0)
        return -1;
    if (ret == 0 || strcmp(upper, row->reference) == 0)
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "partner",
                            ret == 0 ? "is not known" : "is the order itself");
    if (!order_stands(other))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "partner",
                            "is an order that nobody is in contact with");
    return 1;
}

static void row_make(struct workspace *ws, const struct order_row *order,
                     const struct record *record, const struct order_row *other,
                     const char *words, enum lang lang, enum lang words_lang,
                     struct introduction_row *row)
{
    *row = (struct introduction_row){
        .abroad =
            countries_differ(ws, order, record, record == NULL ? other : NULL),
        .created_at = ws->now,
        .changed_at = ws->now,
        .words = words != NULL && words[0] != '\0' ? mem_text(words) : NULL};
    snprintf(row->reference, sizeof row->reference, "%s", order->reference);
    snprintf(row->partner_kind, sizeof row->partner_kind, "%s",
             record != NULL ? "record" : "order");
    snprintf(row->partner, sizeof row->partner, "%s",
             record != NULL ? record->id : other->reference);
    snprintf(row->state, sizeof row->state, "proposed");
    snprintf(row->lang, sizeof row->lang, "%s", lang_code(lang));
    snprintf(row->words_lang, sizeof row->words_lang, "%s",
             lang_code(words_lang));
}

/* Under an id that is free. */
static int row_keep(struct workspace *ws, struct introduction_row *row,
                    const char *who, struct err *err)
{
    char secret[SEAL_SECRET_MAX];
    int ret = 0;

    for (int i = 0; ret == 0 && i < 8; i++) {
        seal_reference('I', ws->now, row->id);
        introduce_secret(ws, row->id, secret);
        seal_secret_hash(secret, row->secret);
        ret = introductions_add(ws->store, row, err);
    }
    sodium_memzero(secret, sizeof secret);
    if (ret == 0)
        return err_set(err, ERR_LIMIT, "no free reference was found");
    return ret < 0 ? -1 : introduce_follow(ws, row, "staff", who, NULL, err);
}

struct proposing {
    const char *partner, *words;
    struct order_staff by;
    enum lang lang, words_lang;
};

static int propose_locked(struct workspace *ws, const char *reference,
                          const struct proposing *what,
                          struct introduction_row *row,
                          struct order_refusal *refusal, struct err *err)
{
    struct order_row order = {0}, other = {0};
    const struct record *record = NULL;
    struct running running = {.order = &order};
    int ret = step_row(ws, reference, &order, refusal, err);

    if (ret == 1)
        ret = step_held(&order, what->by, refusal);
    if (ret == 1 && !order_stands(&order))
        ret = order_refuse(refusal, ORDER_REFUSED_MOVE, "",
                           "nobody is in contact with the orderer yet, or the "
                           "order has ended");
    if (ret == 1)
        ret = partner_find(ws, &order, what->partner, &record, &other, refusal,
                           err);
    running.partner = record != NULL ? record->id : other.reference;
    if (ret == 1 && introductions_each(ws->store, order.reference,
                                       proposal_look, &running, err) < 0)
        ret = -1;
    if (ret == 1 && running.found)
        ret = order_refuse(refusal, ORDER_REFUSED_MOVE, "partner",
                           "is being introduced already");
    if (ret == 1) {
        enum lang lang = what->lang != LANG_NONE ? what->lang
                         : record == NULL        ? lang_parse(other.lang)
                         : strcmp(record->kind, "enterprise") == 0
                             ? LANG_EN
                             : LANG_ZH_HANS;

        row_make(ws, &order, record, &other, what->words, lang,
                 what->words_lang, row);
        ret = row_keep(ws, row, what->by.id, err);
    }
    order_row_fini(&order);
    order_row_fini(&other);
    return ret;
}

int order_introduce(struct workspace *ws, const char *reference,
                    const json_t *params, struct order_staff by, enum lang lang,
                    json_t **out, struct order_refusal *refusal,
                    struct err *err)
{
    const char *code = json_string_value(json_object_get(params, "lang"));
    struct proposing what = {
        json_string_value(json_object_get(params, "partner")),
        json_string_value(json_object_get(params, "words")), by,
        code != NULL ? lang_parse(code) : LANG_NONE, lang};
    struct introduction_row row = {0};
    int ret = step_key(ws, err);

    *out = NULL;
    if (ret < 0)
        return -1;
    if (what.partner == NULL || strlen(what.partner) >= ORDER_RECORD_MAX)
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "partner",
                            "must be the id of a record or a reference");
    if (step_note(what.words, "words", refusal) == 0)
        return 0;
    ret = store_begin(ws->store, err);
    if (ret == 0) {
        ret = propose_locked(ws, reference, &what, &row, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    if (ret == 1)
        ret = introduction_staff(ws, &row, lang, out, err);
    introduction_row_fini(&row);
    return ret;
}
