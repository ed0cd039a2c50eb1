/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placing an order. An order is known by its
 * reference, which anybody may hear, and its secret, which is told once (or
 * again to the same request) and kept as a hash. */
#include "order/order.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order/change.h"
#include "order/fields.h"
#include "order/lead.h"
#include "order/moves.h"
#include "order/route.h"
#include "order/seal.h"
#include "order/step.h"
#include "order/view.h"
#include "store/orders.h"
#include "store/shown.h"

enum {
    ORDERS_A_DAY = 20, /* of one visitor */
    REFERENCE_TRIES = 8
};

static const int64_t day_ms = 24LL * 60 * 60 * 1000;

/* ---- placing ------------------------------------------------------------- */

static const struct record *field_record(const struct snapshot *snapshot,
                                         const json_t *fields, const char *name)
{
    const char *id = json_string_value(json_object_get(fields, name));

    return id != NULL ? snapshot_record(snapshot, id) : NULL;
}

/* The parlor that an order names itself, if it is open. */
static void parlor_choose(const struct record *parlor, struct order_row *row)
{
    if (parlor == NULL)
        return;
    if (record_is(parlor, "status", "not_yet_open")) {
        snprintf(row->instead, sizeof row->instead, "%s", parlor->id);
    } else {
        snprintf(row->desk, sizeof row->desk, "%s", parlor->id);
        row->instead[0] = '\0';
    }
}

static void desk_choose(struct workspace *ws,
                        const struct order_content *content,
                        struct order_row *row)
{
    const struct record *industry =
        field_record(ws->snapshot, content->fields, "industry");
    struct order_draft draft = {
        .kind = content->kind,
        .country = field_record(ws->snapshot, content->fields, "country"),
        .city = field_record(ws->snapshot, content->fields, "city"),
        .industries = {&industry, industry != NULL},
    };
    struct order_desk desk;

    order_route_now(ws, &draft, lang_parse(row->lang), &desk);
    if (desk.desk != NULL)
        snprintf(row->desk, sizeof row->desk, "%s", desk.desk->id);
    if (desk.instead != NULL)
        snprintf(row->instead, sizeof row->instead, "%s", desk.instead->id);
    parlor_choose(field_record(ws->snapshot, content->fields, "parlor"), row);
}

static void row_make(struct workspace *ws, const struct order_owner *owner,
                     const char *cid, struct order_content *content,
                     struct order_row *row)
{
    char secret[SEAL_SECRET_MAX];

    *row = (struct order_row){.contact = true,
                              .partner = content->partner,
                              .abroad = content->abroad,
                              .created_at = ws->now,
                              .changed_at = ws->now,
                              .held_at = ws->now,
                              .fields = json_incref(content->fields)};
    snprintf(row->visitor, sizeof row->visitor, "%s", owner->visitor);
    snprintf(row->conversation, sizeof row->conversation, "%s",
             owner->conversation);
    snprintf(row->cid, sizeof row->cid, "%s", cid);
    snprintf(row->kind, sizeof row->kind, "%s", content->kind);
    snprintf(row->state, sizeof row->state, "received");
    snprintf(row->lang, sizeof row->lang, "%s", lang_code(owner->lang));
    snprintf(row->notice, sizeof row->notice, "%s", order_notice(ws->snapshot));
    seal_secret(ws->key, owner->visitor, cid, secret);
    seal_secret_hash(secret, row->secret);
    sodium_memzero(secret, sizeof secret);
    desk_choose(ws, content, row);
}

static int lookups_add(struct workspace *ws, const struct order_row *row,
                       const json_t *contact, struct err *err)
{
    unsigned char hashes[SEAL_LOOKUPS][ORDER_HASH];
    size_t count = seal_lookups(ws->key, contact, hashes);

    for (size_t i = 0; i < count; i++)
        if (orders_find_by(ws->store, row->reference, hashes[i], err) < 0)
            return -1;
    return 0;
}

/* For the operator's report: which city was ordered from, by theme. */
static int count_ordered(struct workspace *ws, const struct order_row *row,
                         struct err *err)
{
    const struct record *city = field_record(ws->snapshot, row->fields, "city");
    const struct record *industry =
        field_record(ws->snapshot, row->fields, "industry");

    if (city == NULL)
        return 0;
    return shown_ordered(ws->store, ws->now, city->id,
                         industry != NULL ? industry->id : row->kind, err);
}

/* Under a reference that is free. 1, or -1. */
static int row_keep(struct workspace *ws, struct order_row *row,
                    const json_t *contact, struct err *err)
{
    int ret = 0;

    for (int i = 0; ret == 0 && i < REFERENCE_TRIES; i++) {
        seal_reference('P', ws->now, row->reference);
        free(row->sealed);
        seal_contact(ws->key, contact, row);
        ret = change_place(ws, row, err);
    }
    if (ret == 0)
        return err_set(err, ERR_LIMIT, "no free order reference was found");
    if (ret == 1 && (lookups_add(ws, row, contact, err) < 0 ||
                     lead_add(ws, row, contact, err) < 0 ||
                     count_ordered(ws, row, err) < 0))
        return -1;
    return ret;
}

/* What two orders have in common that are one: kind, fields and contact, from
 * the same visitor. The receipt holds the secret of the order: who only knows
 * what another has written must not be given it. The command line is one. */
static void same_hash(const struct workspace *ws,
                      const struct order_owner *owner,
                      const struct order_content *content,
                      unsigned char hash[ORDER_HASH])
{
    bool shell = strncmp(owner->visitor, "cli-", 4) == 0;
    json_auto_t *whole = json_pack(
        "{s:s,s:s,s:O,s:O}", "visitor", shell ? "cli" : owner->visitor, "kind",
        content->kind, "fields", content->fields, "contact", content->contact);
    char *text = json_dumps(whole, JSON_COMPACT | JSON_SORT_KEYS);

    seal_hash(ws->key, "same", text, hash);
    sodium_memzero(text, strlen(text));
    free(text);
}

/* The same content from the same person lately is the same order, and this
 * request from now on another name of it. 1 and *row, 0, -1. */
static int same_find(struct workspace *ws, const struct order_owner *owner,
                     const char *cid, const struct order_content *content,
                     unsigned char hash[ORDER_HASH], struct order_row *row,
                     struct err *err)
{
    int64_t since = ws->now - ORDER_SAME_HOURS * (day_ms / 24);
    int ret = 0;

    same_hash(ws, owner, content, hash);
    ret = orders_same(ws->store, hash, since, row, err);
    if (ret == 1 && (state_ended(row->state) || row->erased_at != 0)) {
        order_row_fini(row);
        *row = (struct order_row){0};
        ret = 0; /* that one is over: they ask anew */
    }
    if (ret == 1 &&
        orders_also(ws->store, owner->visitor, cid, row->reference, err) < 0)
        return -1;
    return ret;
}

/* In a transaction: the order of this request before, or a new one. */
static int place_locked(struct workspace *ws, const struct order_owner *owner,
                        const char *cid, struct order_content *content,
                        struct order_row *made, struct order_row *row,
                        struct order_refusal *refusal, struct err *err)
{
    unsigned char same[ORDER_HASH];
    int ret = orders_of_request(ws->store, owner->visitor, cid, row, err);
    int64_t today = 0;

    if (ret == 0)
        ret = same_find(ws, owner, cid, content, same, row, err);
    if (ret != 0)
        return ret;
    today = orders_count(ws->store, owner->visitor, ws->now - day_ms, err);
    if (today < 0)
        return -1;
    if (today >= ORDERS_A_DAY)
        return order_refuse(refusal, ORDER_REFUSED_MANY, "",
                            "too many orders in a day");
    *row = *made;
    made->fields = NULL; /* the row's now */
    ret = row_keep(ws, row, content->contact, err);
    if (ret == 1 &&
        orders_same_add(ws->store, same, row->reference, ws->now, err) < 0)
        return -1;
    return ret;
}

static json_t *receipt(struct workspace *ws, const struct order_owner *owner,
                       const struct order_row *row)
{
    char secret[SEAL_SECRET_MAX], url[128];
    json_t *out = NULL;

    seal_secret(ws->key, row->visitor, row->cid, secret);
    snprintf(url, sizeof url, "/order/%s#%s", row->reference, secret);
    out = json_pack("{s:s,s:s,s:s,s:s,s:s,s:o}", "reference", row->reference,
                    "secret", secret, "url", url, "state", row->state,
                    "state_label",
                    view_state(ws->snapshot, owner->lang, row->state), "desk",
                    view_desk(ws->snapshot, owner->lang, row->desk));
    if (row->instead[0] != '\0')
        json_object_set_new(out, "instead",
                            view_desk(ws->snapshot, owner->lang, row->instead));
    json_object_set_new(out, "notes",
                        route_said(ws, owner->lang, row->desk, row->instead));
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(url, sizeof url);
    return out;
}

/* A request on its way into a transaction, perhaps another worker's. */
struct placing {
    struct group_item item;
    const struct order_owner *owner;
    const char *cid;
    struct order_content *content;
    struct order_row made, row; /* as it would be; as it is */
    struct order_refusal *refusal;
};

static int placing_run(struct group_item *item, void *worker, struct err *err)
{
    struct placing *placing = (struct placing *)item;

    return place_locked(worker, placing->owner, placing->cid, placing->content,
                        &placing->made, &placing->row, placing->refusal, err);
}

static int place(struct workspace *ws, const struct order_owner *owner,
                 const char *cid, struct order_content *content, json_t **out,
                 struct order_refusal *refusal, struct err *err)
{
    struct placing placing = {.item = {.run = placing_run},
                              .owner = owner,
                              .cid = cid,
                              .content = content,
                              .refusal = refusal};
    int ret = 0;

    row_make(ws, owner, cid, content, &placing.made);
    ret = group_run(ws->group, ws->store, ws, &placing.item, err);
    if (ret == 1)
        *out = receipt(ws, owner, &placing.row);
    order_row_fini(&placing.made);
    order_row_fini(&placing.row);
    return ret;
}

int order_place(struct workspace *ws, const struct order_owner *owner,
                const json_t *params, json_t **out,
                struct order_refusal *refusal, struct err *err)
{
    char cid[ORDER_CID_MAX + 1] = "";
    struct order_content content = {0};
    struct order_row row = {0};
    int ret = 0;

    *out = NULL;
    if (step_key(ws, err) < 0)
        return -1;
    if (fields_cid(params, cid, refusal) == 0)
        return 0;
    /* a repeated request is answered even if the notice is newer now */
    ret = orders_of_request(ws->store, owner->visitor, cid, &row, err);
    if (ret == 1)
        *out = receipt(ws, owner, &row);
    order_row_fini(&row);
    if (ret != 0)
        return ret;
    if (fields_read(ws->snapshot, ws->today, params, &content, refusal) == 1)
        ret = place(ws, owner, cid, &content, out, refusal, err);
    order_content_fini(&content);
    return ret;
}
