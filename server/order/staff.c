/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff, timers and the law do with orders. */
#include <stdio.h>
#include <string.h>

#include "order/fields.h"
#include "order/moves.h"
#include "order/order.h"
#include "order/seal.h"
#include "order/told.h"
#include "order/view.h"
#include "store/orders.h"
#include "store/outbox.h"

enum { INBOX_MAX = 500, SWEEP_MAX = 100, FOUND_MAX = 1000, NOTE_MAX = 2000 };

static const int64_t day_ms = 24LL * 60 * 60 * 1000;

void order_change_fini(struct order_change *change)
{
    json_decref(change->event);
    change->event = NULL;
}

/* ---- looking ------------------------------------------------------------- */

struct inbox {
    struct workspace *ws;
    enum lang lang;
    json_t *list;
};

static int inbox_add(void *context, struct order_row *row, struct err *err)
{
    struct inbox *inbox = context;

    (void)err;
    json_array_append_new(inbox->list, view_inbox(inbox->ws, row, inbox->lang));
    return 0;
}

int order_inbox(struct workspace *ws, enum lang lang, json_t **out,
                struct err *err)
{
    struct inbox inbox = {ws, lang, json_array()};

    *out = NULL;
    if (orders_each(ws->store, NULL, INBOX_MAX, inbox_add, &inbox, err) < 0) {
        json_decref(inbox.list);
        return -1;
    }
    *out = inbox.list;
    return 1;
}

static int row_find(struct workspace *ws, const char *reference,
                    struct order_row *row, struct order_refusal *refusal,
                    struct err *err)
{
    int ret = orders_get(ws->store, reference, row, err);

    if (ret == 0)
        return order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "", "not found");
    return ret;
}

static int key_check(const struct workspace *ws, struct err *err)
{
    if (ws->key == NULL)
        return err_set(err, ERR_USAGE,
                       "contact values cannot be opened without their key: "
                       "set key_file");
    return 0;
}

int order_show(struct workspace *ws, const char *reference, enum lang lang,
               json_t **out, struct order_refusal *refusal, struct err *err)
{
    struct order_row row = {0};
    int ret = key_check(ws, err);

    *out = NULL;
    if (ret == 0)
        ret = row_find(ws, reference, &row, refusal, err);
    if (ret == 1)
        ret = view_staff(ws, &row, lang, out, err);
    order_row_fini(&row);
    return ret;
}

/* ---- moving -------------------------------------------------------------- */

static bool note_clean(const char *note)
{
    for (; *note != '\0'; note++) {
        unsigned char c = (unsigned char)*note;

        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static int move_check(const struct order_row *row, const char *to,
                      enum order_actor actor, const char *note,
                      struct order_refusal *refusal)
{
    const struct move *move = move_find(row->state, to);

    if (move == NULL || !move_allowed(move, actor) || row->erased_at != 0)
        return order_refuse(refusal, ORDER_REFUSED_MOVE, "to",
                            "is no legal move from here");
    if (move->needs_note && (note == NULL || note[0] == '\0'))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "note",
                            "is required for this move");
    if (note != NULL && (strlen(note) > NOTE_MAX || !note_clean(note)))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "note",
                            "is too long or holds control characters");
    if (move->needs_partner && !row->partner)
        return order_refuse(refusal, ORDER_REFUSED_CONSENT, "to",
                            "needs the orderer's consent to be introduced");
    return 1;
}

/* In a transaction. *row is the order as it was before. */
static int move_locked(struct workspace *ws, const char *reference,
                       struct order_entry *entry, enum order_actor actor,
                       struct order_row *row, struct order_refusal *refusal,
                       struct err *err)
{
    int ret = row_find(ws, reference, row, refusal, err);

    if (ret == 1)
        ret = move_check(row, entry->state, actor, entry->note, refusal);
    if (ret == 1)
        ret =
            orders_move(ws->store, reference, row->state, entry, ws->now, err);
    if (ret == 1 && told_entry(ws, row, entry, err) < 0)
        return -1;
    return ret;
}

static void change_make(struct workspace *ws, struct order_row *row,
                        const char *to, struct order_change *out)
{
    snprintf(row->state, sizeof row->state, "%s", to);
    *out = (struct order_change){.event = view_event(ws, row)};
    snprintf(out->conversation, sizeof out->conversation, "%s",
             row->conversation);
}

int order_move(struct workspace *ws, const char *reference, const char *to,
               enum order_actor actor, const char *who, const char *note,
               struct order_change *change, struct order_refusal *refusal,
               struct err *err)
{
    static const char *const actors[] = {"visitor", "staff", "timer"};
    bool said = note != NULL && note[0] != '\0';
    struct order_entry entry = {.state = to,
                                .actor = actors[actor],
                                .who = who,
                                .note = said ? note : NULL};
    struct order_row row = {0};
    int ret = store_begin(ws->store, err);

    if (change != NULL)
        *change = (struct order_change){0};
    if (ret == 0) {
        ret = move_locked(ws, reference, &entry, actor, &row, refusal, err);
        ret = store_end(ws->store, ret, err);
    }
    if (ret == 1 && change != NULL)
        change_make(ws, &row, to, change);
    order_row_fini(&row);
    return ret;
}

/* ---- the rights of who is kept here -------------------------------------- */

struct bundle {
    struct workspace *ws;
    json_t *list;
};

static int export_add(void *context, struct order_row *row, struct err *err)
{
    struct bundle *bundle = context;
    json_t *whole = NULL;

    if (view_staff(bundle->ws, row, lang_parse(row->lang), &whole, err) < 0)
        return -1;
    json_object_del(whole, "moves");
    json_array_append_new(bundle->list, whole);
    return 0;
}

int order_export(struct workspace *ws, const char *contact, json_t **out,
                 struct err *err)
{
    struct bundle bundle = {ws, json_array()};
    unsigned char hash[ORDER_HASH];
    int ret = key_check(ws, err);

    *out = NULL;
    if (ret == 0 && seal_lookup(ws->key, contact, hash) == 1)
        ret =
            orders_found(ws->store, hash, FOUND_MAX, export_add, &bundle, err);
    if (ret < 0) {
        json_decref(bundle.list);
        return -1;
    }
    *out = bundle.list;
    return 0;
}

int order_erase(struct workspace *ws, const char *reference,
                struct order_refusal *refusal, struct err *err)
{
    int ret = store_begin(ws->store, err);

    if (ret == 0) {
        ret = orders_erase(ws->store, reference, ws->now, err);
        if (ret == 1 && outbox_erase(ws->store, reference, err) < 0)
            ret = -1;
        ret = store_end(ws->store, ret, err);
    }
    if (ret == 0)
        return order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "", "not found");
    if (ret == 1 && orders_forget(ws->store, err) < 0)
        return -1;
    return ret;
}

/* ---- time ---------------------------------------------------------------- */

struct sweep {
    struct workspace *ws;
    int changed;
};

static int sweep_expire(void *context, struct order_row *row, struct err *err)
{
    struct sweep *sweep = context;
    struct order_refusal refusal;
    int ret = order_move(sweep->ws, row->reference, "expired", ORDER_TIMER, "",
                         NULL, NULL, &refusal, err);

    sweep->changed += ret == 1;
    return ret < 0 ? -1 : 0;
}

static int sweep_erase(void *context, struct order_row *row, struct err *err)
{
    struct sweep *sweep = context;
    struct order_refusal refusal;
    int ret = order_erase(sweep->ws, row->reference, &refusal, err);

    sweep->changed += ret == 1;
    return ret < 0 ? -1 : 0;
}

int order_sweep(struct workspace *ws, struct err *err)
{
    struct sweep sweep = {ws, 0};

    if (orders_idle(ws->store, ws->now - ORDER_IDLE_DAYS * day_ms,
                    states_open(), SWEEP_MAX, sweep_expire, &sweep, err) < 0 ||
        orders_idle(ws->store, ws->now - ORDER_KEEP_DAYS * day_ms,
                    states_ended(), SWEEP_MAX, sweep_erase, &sweep, err) < 0)
        return -1;
    return sweep.changed;
}
