/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of an introduction. Consents are asked for before a step is taken,
 * and looked at again whenever a contact is shown (introduction_view.c). */
#include "order/introduce.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "order/change.h"
#include "order/fields.h"
#include "order/moves.h"
#include "order/reasons.h"
#include "order/step.h"

enum { ANYBODY = 1u << SIDE_ORDERER | 1u << SIDE_PARTNER };

static const struct turn_of {
    const char *from;
    unsigned sides;
    bool agree;
    const char *to;
} turns[] = {
    {"proposed", 1u << SIDE_ORDERER, true, "agreed_orderer"},
    {"proposed", 1u << SIDE_PARTNER, true, "agreed_partner"},
    {"agreed_orderer", 1u << SIDE_PARTNER, true, "introduced"},
    {"agreed_partner", 1u << SIDE_ORDERER, true, "introduced"},
    {"proposed", ANYBODY, false, "declined"},
    {"agreed_orderer", ANYBODY, false, "declined"},
    {"agreed_partner", ANYBODY, false, "declined"},
};

const char *introduce_next(const char *state, enum introduce_side side,
                           bool agree)
{
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (strcmp(turns[i].from, state) == 0 && turns[i].agree == agree &&
            (turns[i].sides & (1u << side)) != 0)
            return turns[i].to;
    }
    return NULL;
}

bool introduce_open(const char *state)
{
    return introduce_next(state, SIDE_ORDERER, false) != NULL;
}

void introduce_secret(const struct workspace *ws, const char *id,
                      char out[SEAL_SECRET_MAX])
{
    seal_secret(ws->key, "introduction", id, out);
}

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

/* ---- the orders of it ---------------------------------------------------- */

/* An entry in the timeline of an order that the introduction is of. */
static int order_note(struct workspace *ws, const struct order_row *order,
                      const struct introduction_row *row, const char *actor,
                      const char *who, const struct introduce_answer *answer,
                      struct err *err)
{
    char detail[ORDER_REFERENCE_MAX + ORDER_WORD_MAX + 2];
    struct order_entry entry = {
        .actor = actor, .who = who, .action = "introduction", .detail = detail};

    if (answer != NULL && !answer->agree) {
        entry.reason = answer->reason;
        entry.note = answer->words;
    }
    snprintf(detail, sizeof detail, "%s %s", row->id, row->state);
    return change_note(ws, order, &entry, err);
}

/* Both have agreed: the order is introduced, if it was not before. */
static int order_complete(struct workspace *ws, struct order_row *order,
                          struct err *err)
{
    struct order_step step = {
        .to = "introduced", .actor = ORDER_PARTNER, .who = ""};
    const struct move *move = move_find(order->state, "introduced");
    struct order_refusal refusal;

    if (move == NULL || !order->partner)
        return 1;
    return step_take(ws, order, &step, &refusal, err) < 0 ? -1 : 1;
}

static int order_follow(struct workspace *ws, const char *reference,
                        const struct introduction_row *row, const char *actor,
                        const char *who, const struct introduce_answer *answer,
                        struct err *err)
{
    struct order_row order = {0};
    int ret = orders_get(ws->store, reference, &order, err);

    if (ret == 1)
        ret = order_note(ws, &order, row, actor, who, answer, err);
    if (ret == 1 && strcmp(row->state, "introduced") == 0)
        ret = order_complete(ws, &order, err);
    order_row_fini(&order);
    return ret < 0 ? -1 : 1;
}

/* What *row says goes into the orders on both sides. */
static int orders_follow(struct workspace *ws,
                         const struct introduction_row *row, const char *actor,
                         const char *who, const struct introduce_answer *answer,
                         struct err *err)
{
    int ret = order_follow(ws, row->reference, row, actor, who, answer, err);

    if (ret == 1 && strcmp(row->partner_kind, "order") == 0)
        ret = order_follow(ws, row->partner, row, actor, who, answer, err);
    return ret;
}

static int row_follow(struct workspace *ws, struct introduction_row *row,
                      const char *actor, const char *who,
                      const struct introduce_answer *answer, struct err *err)
{
    row->changed_at = ws->now;
    if (introductions_put(ws->store, row, err) < 0)
        return -1;
    return orders_follow(ws, row, actor, who, answer, err);
}

/* ---- answering ----------------------------------------------------------- */

static void answer_mark(struct workspace *ws, struct introduction_row *row,
                        const struct introduce_answer *answer)
{
    bool orderer = answer->side == SIDE_ORDERER;

    if (answer->agree) {
        *(orderer ? &row->orderer_at : &row->partner_at) = ws->now;
    } else {
        snprintf(row->ended_by, sizeof row->ended_by, "%s",
                 orderer ? "orderer" : "partner");
        snprintf(row->reason, sizeof row->reason, "%s",
                 answer->reason != NULL ? answer->reason : "");
    }
    if (!orderer && answer->agree && answer->words != NULL) {
        free(row->partner_words);
        row->partner_words = mem_text(answer->words);
        snprintf(row->partner_lang, sizeof row->partner_lang, "%s",
                 lang_code(answer->lang));
    }
}

int introduce_take(struct workspace *ws, struct introduction_row *row,
                   const struct introduce_answer *answer,
                   struct order_refusal *refusal, struct err *err)
{
    const char *to = introduce_next(row->state, answer->side, answer->agree);
    int64_t before =
        answer->side == SIDE_ORDERER ? row->orderer_at : row->partner_at;

    if (row->erased_at != 0 ||
        (to == NULL && !(answer->agree && before != 0 &&
                         (introduce_open(row->state) ||
                          strcmp(row->state, "introduced") == 0))))
        return order_refuse(refusal, ORDER_REFUSED_MOVE, "agree",
                            "can no longer be answered");
    if (to == NULL)
        return 1; /* said before */
    snprintf(row->state, sizeof row->state, "%s", to);
    answer_mark(ws, row, answer);
    return row_follow(ws, row,
                      answer->side == SIDE_ORDERER ? "visitor" : "partner", "",
                      answer, err);
}

/* ---- ending -------------------------------------------------------------- */

struct ending {
    struct workspace *ws;
    const struct order_row *row;
    bool consent;
};

static int ending_take(void *context, struct introduction_row *row,
                       struct err *err)
{
    struct ending *ending = context;
    bool orderer = strcmp(row->reference, ending->row->reference) == 0;
    bool agreed = (orderer ? row->orderer_at : row->partner_at) != 0;
    bool allowed =
        ending->row->partner && (!row->abroad || ending->row->abroad);

    if (!introduce_open(row->state) ||
        (ending->consent && (!agreed || allowed)))
        return 0;
    snprintf(row->state, sizeof row->state, "withdrawn");
    snprintf(row->ended_by, sizeof row->ended_by, "%s",
             orderer ? "orderer" : "partner");
    return row_follow(ending->ws, row, "timer", "", NULL, err) < 0 ? -1 : 0;
}

int introduce_end_all(struct workspace *ws, const struct order_row *row,
                      bool consent_only, struct err *err)
{
    struct ending ending = {ws, row, consent_only};

    return introductions_each(ws->store, row->reference, ending_take, &ending,
                              err) < 0
               ? -1
               : 1;
}

static int holder_check(struct workspace *ws, const char *reference,
                        struct order_staff by, struct order_refusal *refusal,
                        struct err *err)
{
    struct order_row order = {0};
    int ret = step_row(ws, reference, &order, refusal, err);

    if (ret == 1)
        ret = step_held(&order, by, refusal);
    order_row_fini(&order);
    return ret;
}

static int end_locked(struct workspace *ws, const char *id,
                      struct order_staff by, const char *note,
                      struct introduction_row *row,
                      struct order_refusal *refusal, struct err *err)
{
    struct introduce_answer words = {.agree = false, .words = note};
    char upper[ORDER_REFERENCE_MAX];
    int ret = 0;

    step_reference(id, upper);
    ret = introductions_get(ws->store, upper, row, err);
    if (ret == 0)
        return order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "", "not found");
    if (ret < 0)
        return -1;
    if (!introduce_open(row->state) || row->erased_at != 0)
        return order_refuse(refusal, ORDER_REFUSED_MOVE, "introduction",
                            "is no longer open");
    if (step_note(note, "note", refusal) == 0)
        return 0;
    ret = holder_check(ws, row->reference, by, refusal, err);
    if (ret != 1)
        return ret;
    snprintf(row->state, sizeof row->state, "withdrawn");
    snprintf(row->ended_by, sizeof row->ended_by, "staff");
    return row_follow(ws, row, "staff", by.id, &words, err);
}

int order_introduce_end(struct workspace *ws, const char *introduction,
                        struct order_staff by, const char *note, enum lang lang,
                        json_t **out, struct order_refusal *refusal,
                        struct err *err)
{
    struct introduction_row row = {0};
    int ret = store_begin(ws->store, err);

    *out = NULL;
    if (ret == 0) {
        ret = end_locked(ws, introduction, by, note, &row, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    if (ret == 1)
        ret = introduction_staff(ws, &row, lang, out, err);
    introduction_row_fini(&row);
    return ret;
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
    return ret < 0 ? -1 : orders_follow(ws, row, "staff", who, NULL, err);
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
