/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rights of whoever is kept here: to have it, and to have it erased. */
#include "order/person.h"

#include <stdio.h>
#include <string.h>

#include "calendar/bookings.h"
#include "order/change.h"
#include "order/fields.h"
#include "order/introduce.h"
#include "order/moves.h"
#include "order/profile.h"
#include "order/step.h"
#include "order/view.h"
#include "store/outbox.h"
#include "store/subjects.h"
#include "store/transcripts.h"

struct bundle {
    struct workspace *ws;
    json_t *list;
    int count;
};

/* ---- orders -------------------------------------------------------------- */

/* As staff see it, but the other side's contact only as far as it was passed
 * on. */
static int order_add(void *context, struct order_row *row, struct err *err)
{
    struct bundle *bundle = context;
    enum lang lang = lang_parse(row->lang);
    json_t *whole = NULL, *introductions = NULL;

    if (view_staff(bundle->ws, row, lang, &whole, err) < 0)
        return -1;
    json_array_append_new(bundle->list, whole);
    json_object_del(whole, "moves");
    json_object_del(whole, "outcomes");
    json_object_del(whole, "reports");
    if (introductions_show(bundle->ws, row, lang, false, &introductions, err) <
        0)
        return -1;
    json_object_set_new(whole, "introductions", introductions);
    return 0;
}

static int orders_show(struct workspace *ws,
                       const unsigned char hash[ORDER_HASH], json_t *list,
                       struct err *err)
{
    struct bundle bundle = {ws, list, 0};

    return orders_found(ws->store, hash, order_add, &bundle, err);
}

static int introduction_drop(void *context, struct introduction_row *row,
                             struct err *err)
{
    struct bundle *bundle = context;
    int ret =
        introductions_erase(bundle->ws->store, row->id, bundle->ws->now, err);

    bundle->count += ret == 1;
    return ret < 0 ? -1 : 0;
}

/* Whatever is open ends first, so that the other side is not left waiting. */
static int erase_locked(struct workspace *ws, const char *reference,
                        struct err *err)
{
    struct order_entry entry = {
        .actor = "staff", .who = "", .action = "erased"};
    struct bundle bundle = {ws, NULL, 0};
    struct order_row row = {0};
    int ret = orders_get(ws->store, reference, &row, err);

    if (ret == 1 && row.erased_at != 0)
        ret = 0;
    if (ret == 1)
        ret = introduce_end_all(ws, &row, false, err);
    if (ret == 1)
        ret = change_note(ws, &row, &entry, err);
    if (ret == 1 && (introductions_each(ws->store, reference, introduction_drop,
                                        &bundle, err) < 0 ||
                     outbox_erase(ws->store, reference, err) < 0))
        ret = -1;
    if (ret == 1)
        ret = orders_erase(ws->store, reference, ws->now, err);
    order_row_fini(&row);
    return ret;
}

int person_erase_order(struct workspace *ws, const char *reference,
                       struct err *err)
{
    int ret = store_begin(ws->store, err);

    if (ret == 0) {
        ret = erase_locked(ws, reference, err);
        ret = store_end(ws->store, ret, err);
    }
    return ret;
}

/* The conversation an order came of says what it was about. */
static int order_drop(void *context, struct order_row *row, struct err *err)
{
    struct bundle *bundle = context;
    int ret = 0;

    if (row->conversation[0] != '\0' &&
        transcripts_erase(bundle->ws->store, row->visitor, err) < 0)
        return -1;
    ret = person_erase_order(bundle->ws, row->reference, err);
    bundle->count += ret == 1;
    return ret < 0 ? -1 : 0;
}

static int orders_drop(struct workspace *ws,
                       const unsigned char hash[ORDER_HASH], struct err *err)
{
    struct bundle bundle = {ws, NULL, 0};

    return orders_found(ws->store, hash, order_drop, &bundle, err) < 0
               ? -1
               : bundle.count;
}

/* ---- the other side of introductions ------------------------------------- */

static int introduction_add(void *context, struct introduction_row *row,
                            struct err *err)
{
    struct bundle *bundle = context;
    json_t *item = NULL, *contact = NULL;
    enum lang lang = lang_parse(row->lang);

    if (introduction_side(bundle->ws, row, SIDE_PARTNER, lang, &item, err) < 0)
        return -1;
    json_array_append_new(bundle->list, item);
    json_object_del(item, "reasons");
    json_object_del(item, "fields");
    if (seal_open_bytes(bundle->ws->key, row->id, row->sealed, row->sealed_len,
                        &contact, err) < 0)
        return -1;
    json_object_set_new(item, "own_contact",
                        fields_show(bundle->ws->snapshot, lang, contact, true));
    if (row->partner_words != NULL)
        json_object_set_new(item, "own_words", json_string(row->partner_words));
    json_decref(contact);
    return 0;
}

static int introductions_kept(struct workspace *ws,
                              const unsigned char hash[ORDER_HASH],
                              json_t *list, struct err *err)
{
    struct bundle bundle = {ws, list, 0};

    return introductions_found(ws->store, hash, introduction_add, &bundle, err);
}

/* An open one is declined with it. */
static int introduction_leave(void *context, struct introduction_row *row,
                              struct err *err)
{
    struct bundle *bundle = context;
    struct introduce_answer answer = {.side = SIDE_PARTNER};
    struct order_refusal refusal;
    int ret = store_begin(bundle->ws->store, err);

    if (ret == 0) {
        ret = introduce_open(row->state)
                  ? introduce_take(bundle->ws, row, &answer, &refusal, err)
                  : 0;
        if (ret >= 0)
            ret = introduction_drop(bundle, row, err);
        ret = store_end(bundle->ws->store, ret, err);
    }
    return ret;
}

static int introductions_leave(struct workspace *ws,
                               const unsigned char hash[ORDER_HASH],
                               struct err *err)
{
    struct bundle bundle = {ws, NULL, 0};

    return introductions_found(ws->store, hash, introduction_leave, &bundle,
                               err) < 0
               ? -1
               : bundle.count;
}

/* ---- all of it ----------------------------------------------------------- */

struct keeper {
    const char *name; /* in what is exported */
    /* Append what is kept under the hash to list: 0 or -1. */
    int (*show)(struct workspace *ws, const unsigned char hash[ORDER_HASH],
                json_t *list, struct err *err);
    /* Erase it, in transactions of its own: how many, or -1. */
    int (*erase)(struct workspace *ws, const unsigned char hash[ORDER_HASH],
                 struct err *err);
};

static const struct keeper keepers[] = {
    {"orders", orders_show, orders_drop},
    {"introductions", introductions_kept, introductions_leave},
    {"profiles", profiles_kept, profiles_drop},
    {"bookings", person_bookings_show, booking_erase_person},
    {.name = NULL},
};

int person_export(struct workspace *ws, const char *contact, json_t **out,
                  struct err *err)
{
    unsigned char hash[ORDER_HASH];
    json_t *whole = json_object();

    *out = NULL;
    if (step_key(ws, err) < 0) {
        json_decref(whole);
        return -1;
    }
    for (const struct keeper *keeper = keepers; keeper->name != NULL;
         keeper++) {
        json_t *list = json_array();

        json_object_set_new(whole, keeper->name, list);
        if (seal_lookup(ws->key, contact, hash) == 1 &&
            keeper->show(ws, hash, list, err) < 0) {
            json_decref(whole);
            return -1;
        }
    }
    *out = whole;
    return 0;
}

int person_erase(struct workspace *ws, const char *contact, struct err *err)
{
    unsigned char hash[ORDER_HASH];
    int count = 0;

    if (step_key(ws, err) < 0)
        return -1;
    if (seal_lookup(ws->key, contact, hash) != 1)
        return 0;
    for (const struct keeper *keeper = keepers; keeper->name != NULL;
         keeper++) {
        int erased = keeper->erase(ws, hash, err);

        if (erased < 0)
            return -1;
        count += erased;
    }
    return orders_forget(ws->store, err) < 0 ? -1 : count;
}

int order_erase(struct workspace *ws, const char *reference,
                struct order_refusal *refusal, struct err *err)
{
    char upper[ORDER_REFERENCE_MAX];
    int ret = step_key(ws, err);

    if (ret < 0)
        return -1;
    step_reference(reference, upper);
    ret = person_erase_order(ws, upper, err);
    if (ret == 0)
        return order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "", "not found");
    if (ret == 1 && orders_forget(ws->store, err) < 0)
        return -1;
    return ret;
}
