/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of an introduction. Consents are asked for before a step is taken,
 * and looked at again whenever a contact is shown (introduction_view.c). */
#include "order/introduce.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "order/change.h"
#include "order/fields.h"
#include "order/moves.h"
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

int introduce_follow(struct workspace *ws, const struct introduction_row *row,
                     const char *actor, const char *who,
                     const struct introduce_answer *answer, struct err *err)
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
    return introduce_follow(ws, row, actor, who, answer, err);
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
