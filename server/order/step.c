/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of an order: moves, outcomes, and who holds it. */
#include "order/step.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "order/change.h"
#include "order/fields.h"
#include "order/introduce.h"
#include "order/moves.h"
#include "order/reasons.h"
#include "order/seal.h"
#include "order/view.h"
#include "store/people.h"
#include "text/typed.h"

void order_change_fini(struct order_change *change)
{
    json_decref(change->event);
    change->event = NULL;
}

int step_key(const struct workspace *ws, struct err *err)
{
    if (ws->key == NULL)
        return err_set(err, ERR_USAGE,
                       "orders cannot be handled without the key that seals "
                       "contact values: set key_file");
    return 0;
}

/* ---- finding ------------------------------------------------------------- */

void step_reference(const char *typed, char out[ORDER_REFERENCE_MAX])
{
    size_t i = 0;

    for (; i + 1 < ORDER_REFERENCE_MAX && typed[i] != '\0'; i++)
        out[i] = (char)toupper((unsigned char)typed[i]);
    out[i] = '\0';
}

int step_row(struct workspace *ws, const char *reference, struct order_row *row,
             struct order_refusal *refusal, struct err *err)
{
    char upper[ORDER_REFERENCE_MAX];
    int ret = 0;

    step_reference(reference, upper);
    ret = orders_get(ws->store, upper, row, err);
    if (ret == 0)
        return order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "", "not found");
    return ret;
}

int step_fits(struct workspace *ws, const char *typed, const char *secret,
              step_secret_fn *find, char out[ORDER_REFERENCE_MAX],
              struct order_refusal *refusal, struct err *err)
{
    unsigned char hash[ORDER_HASH];
    int ret = 0;

    step_reference(typed, out);
    ret = find(ws->store, out, hash, err);
    if (ret < 0)
        return -1;
    if (seal_secret_fits(secret, hash) == 0 || ret == 0)
        return order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "", "not found");
    return 1;
}

int step_open(struct workspace *ws, const char *reference, const char *secret,
              struct order_row *row, struct order_refusal *refusal,
              struct err *err)
{
    char upper[ORDER_REFERENCE_MAX];
    int ret = 0;

    *row = (struct order_row){0};
    ret = step_fits(ws, reference, secret, orders_secret, upper, refusal, err);
    return ret == 1 ? step_row(ws, upper, row, refusal, err) : ret;
}

/* ---- moving -------------------------------------------------------------- */

int step_note(const char *note, const char *path, struct order_refusal *refusal)
{
    if (note != NULL && (strlen(note) > STEP_NOTE_MAX ||
                         !typed_clean(note, strlen(note), true)))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, path,
                            "is too long or holds control characters");
    return 1;
}

static bool said(const char *text)
{
    return text != NULL && text[0] != '\0';
}

static int reason_check(const struct order_step *step, unsigned uses,
                        bool needed, struct order_refusal *refusal)
{
    if (!said(step->reason))
        return needed ? order_refuse(refusal, ORDER_REFUSED_FIELD, "reason",
                                     "is required for this move")
                      : 1;
    if (!reason_listed(step->reason, uses))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "reason",
                            "is none of those for this move");
    return 1;
}

static int move_check(const struct order_row *row,
                      const struct order_step *step,
                      struct order_refusal *refusal)
{
    const struct move *move = move_find(row->state, step->to);
    unsigned uses = step->actor == ORDER_VISITOR ? REASON_WITHDRAW : 0;

    if (move == NULL || !move_allowed(move, step->actor) || row->erased_at != 0)
        return order_refuse(refusal, ORDER_REFUSED_MOVE, "to",
                            "is no legal move from here");
    if (move->needs_partner && !row->partner)
        return order_refuse(refusal, ORDER_REFUSED_CONSENT, "to",
                            "needs the orderer's consent to be introduced");
    if (said(step->outcome) && strcmp(step->outcome, "lost") == 0)
        uses |= REASON_LOST;
    if (reason_check(step, uses | move->reasons, move->reasons != 0, refusal) ==
        0)
        return 0;
    if (move->needs_note && step->actor == ORDER_STAFF && !said(step->note))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "note",
                            "is required for this move");
    return 1;
}

/* Outcomes follow an introduction, and may come long after the order was
 * closed. Without one, nothing but `lost` can be said, in closing. */
static int outcome_check(const struct order_row *row,
                         const struct order_step *step,
                         struct order_refusal *refusal)
{
    bool lost = strcmp(step->outcome, "lost") == 0;
    bool open = strcmp(row->state, "introduced") == 0 ||
                (strcmp(row->state, "closed") == 0 && row->outcome[0] != '\0');
    bool closing = lost && said(step->to) && strcmp(step->to, "closed") == 0;

    if (!lost && outcome_rank(step->outcome) == 0)
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "outcome",
                            "is none of the outcomes");
    if (step->actor != ORDER_STAFF || row->erased_at != 0 ||
        !(open || closing) || !outcome_follows(row->outcome, step->outcome))
        return order_refuse(refusal, ORDER_REFUSED_MOVE, "outcome",
                            "does not follow from where the order is");
    return lost ? reason_check(step, REASON_LOST | REASON_CLOSE, true, refusal)
                : 1;
}

int step_held(const struct order_row *row, struct order_staff by,
              struct order_refusal *refusal)
{
    if (by.any || row->holder[0] == '\0' || strcmp(row->holder, by.id) == 0 ||
        strcmp(row->state, "received") == 0)
        return 1;
    return order_refuse(refusal, ORDER_REFUSED_ROLE, "",
                        "somebody else holds this order");
}

static int step_check(const struct order_row *row,
                      const struct order_step *step,
                      struct order_refusal *refusal)
{
    if (!said(step->to) && !said(step->outcome))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "to",
                            "or an outcome must be named");
    if (step->actor == ORDER_STAFF &&
        step_held(row, (struct order_staff){step->who, step->any}, refusal) ==
            0)
        return 0;
    if (step_note(step->note, "note", refusal) == 0)
        return 0;
    if (said(step->to) && move_check(row, step, refusal) == 0)
        return 0;
    return said(step->outcome) ? outcome_check(row, step, refusal) : 1;
}

static int outcome_keep(struct workspace *ws, struct order_row *row,
                        const char *outcome, const char *reason,
                        struct err *err)
{
    if (outcome != NULL)
        snprintf(row->outcome, sizeof row->outcome, "%s", outcome);
    if (reason != NULL)
        snprintf(row->reason, sizeof row->reason, "%s", reason);
    return orders_result(ws->store, row->reference, row->outcome, row->reason,
                         err);
}

/* The outcome by an entry of its own, before the move that may end it all. */
static int outcome_take(struct workspace *ws, struct order_row *row,
                        const struct order_step *step, struct err *err)
{
    bool alone = !said(step->to);
    struct order_entry entry = {.actor = change_actor(step->actor),
                                .who = step->who,
                                .note = alone && said(step->note) ? step->note
                                                                  : NULL,
                                .action = "outcome",
                                .reason = step->reason,
                                .detail = step->outcome};

    if (outcome_keep(ws, row, step->outcome, step->reason, err) < 0)
        return -1;
    return change_note(ws, row, &entry, err);
}

static int move_take(struct workspace *ws, struct order_row *row,
                     const struct order_step *step,
                     struct order_refusal *refusal, struct err *err)
{
    bool introduced = strcmp(step->to, "introduced") == 0;
    struct order_entry entry = {.state = step->to,
                                .actor = change_actor(step->actor),
                                .who = step->who,
                                .note = said(step->note) ? step->note : NULL,
                                .action = "moved",
                                .reason = step->reason};
    int ret = 1;

    if (introduced && row->outcome[0] == '\0')
        ret = outcome_keep(ws, row, "introduced", NULL, err);
    else if (said(step->reason))
        ret = outcome_keep(ws, row, NULL, step->reason, err);
    if (ret < 0)
        return -1;
    ret = change_move(ws, row, &entry, err);
    if (ret == 0)
        return order_refuse(refusal, ORDER_REFUSED_MOVE, "to",
                            "is no legal move from here");
    if (ret == 1 && state_ended(row->state))
        return introduce_end_all(ws, row, false, err);
    return ret;
}

int step_take(struct workspace *ws, struct order_row *row,
              const struct order_step *step, struct order_refusal *refusal,
              struct err *err)
{
    int ret = step_check(row, step, refusal);

    if (ret == 1 && said(step->outcome))
        ret = outcome_take(ws, row, step, err);
    if (ret == 1 && said(step->to))
        ret = move_take(ws, row, step, refusal, err);
    return ret;
}

void step_tell(struct workspace *ws, const struct order_row *row,
               struct order_change *out)
{
    *out = (struct order_change){.event = view_event(ws, row)};
    snprintf(out->conversation, sizeof out->conversation, "%s",
             row->conversation);
}

int order_move(struct workspace *ws, const char *reference,
               const struct order_step *step, struct order_change *change,
               struct order_refusal *refusal, struct err *err)
{
    struct order_row row = {0};
    int ret = step_key(ws, err);

    if (change != NULL)
        *change = (struct order_change){0};
    if (ret == 0)
        ret = store_begin(ws->store, err);
    if (ret == 0) {
        ret = step_row(ws, reference, &row, refusal, err);
        if (ret == 1)
            ret = step_take(ws, &row, step, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    if (ret == 1 && change != NULL)
        step_tell(ws, &row, change);
    order_row_fini(&row);
    return ret;
}
