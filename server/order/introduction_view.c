/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An introduction as each side sees it, and as staff do. A side sees its own
 * answer, and of the rest only whether it is open, made or ended; a contact
 * only once both have agreed and while every consent it needs stands. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "order/fields.h"
#include "order/introduce.h"
#include "order/quote.h"
#include "order/reasons.h"
#include "order/view.h"

/* Everybody an introduction is about. */
struct both {
    struct order_row order; /* of the orderer */
    struct order_row other; /* the other side, if it is an order */
    const struct record *record;
};

static int both_load(struct workspace *ws, const struct introduction_row *row,
                     struct both *out, struct err *err)
{
    *out = (struct both){0};
    if (orders_get(ws->store, row->reference, &out->order, err) < 0)
        return -1;
    if (strcmp(row->partner_kind, "order") == 0)
        return orders_get(ws->store, row->partner, &out->other, err);
    out->record = snapshot_record(ws->snapshot, row->partner);
    return 1;
}

static void both_fini(struct both *both)
{
    order_row_fini(&both->order);
    order_row_fini(&both->other);
}

/* ---- contact ------------------------------------------------------------- */

static bool order_passes(const struct introduction_row *row,
                         const struct order_row *order)
{
    return order->contact && order->partner && (!row->abroad || order->abroad);
}

static bool made(const struct introduction_row *row)
{
    return strcmp(row->state, "introduced") == 0 && row->orderer_at != 0 &&
           row->partner_at != 0 && row->erased_at == 0;
}

/* The contact of one side for the other: 1 and *out (an array, or null). */
static int contact_show(struct workspace *ws,
                        const struct introduction_row *row,
                        const struct both *both, enum introduce_side of,
                        enum lang lang, json_t **out, struct err *err)
{
    const struct order_row *order = of == SIDE_ORDERER ? &both->order
                                    : both->other.reference[0] != '\0'
                                        ? &both->other
                                        : NULL;
    json_t *contact = NULL;
    int ret = 0;

    *out = NULL;
    if (made(row) && order != NULL && order_passes(row, order))
        ret = seal_open(ws->key, order, &contact, err);
    else if (made(row) && order == NULL && row->partner_pass &&
             (!row->abroad || row->partner_abroad))
        ret = seal_open_bytes(ws->key, row->id, row->sealed, row->sealed_len,
                              &contact, err);
    if (ret < 0)
        return -1;
    *out =
        ret == 1 ? fields_show(ws->snapshot, lang, contact, true) : json_null();
    json_decref(contact);
    return 1;
}

/* ---- a side -------------------------------------------------------------- */

static const char *side_state(const struct introduction_row *row)
{
    if (introduce_open(row->state))
        return "open";
    return strcmp(row->state, "introduced") == 0 ? "introduced" : "ended";
}

static json_t *side_answer(const struct introduction_row *row,
                           enum introduce_side side)
{
    const char *name = side == SIDE_ORDERER ? "orderer" : "partner";
    int64_t at = side == SIDE_ORDERER ? row->orderer_at : row->partner_at;

    if (strcmp(row->ended_by, name) == 0)
        return json_string("declined");
    return at != 0 ? json_string("agreed") : json_null();
}

static json_t *kind_label(const struct workspace *ws, const char *kind,
                          enum lang lang)
{
    return json_string(
        snapshot_word(ws->snapshot, lang, "form.order.kind.", kind));
}

static json_t *order_shown(struct workspace *ws, const struct order_row *order,
                           enum lang lang)
{
    return json_pack(
        "{s:s,s:s,s:o,s:o}", "kind", "order", "order_kind", order->kind, "name",
        kind_label(ws, order->kind, lang), "fields",
        quote_fields(ws, order->fields, lang_parse(order->lang), lang));
}

static json_t *record_shown(const struct introduction_row *row,
                            const struct record *record, enum lang lang)
{
    enum lang used = LANG_NONE;
    const char *name = record != NULL ? record_name(record, lang) : NULL;
    const char *summary =
        record != NULL ? record_summary(record, lang, &used) : NULL;

    if (record == NULL)
        return json_pack("{s:s,s:s}", "id", row->partner, "name", row->partner);
    return json_pack("{s:s,s:s,s:s,s:b,s:s?,s:s}", "kind", record->kind, "id",
                     record->id, "name", name != NULL ? name : record->id,
                     "synthetic", record_invented(record), "summary", summary,
                     "summary_lang", lang_code(summary != NULL ? used : lang));
}

static json_t *consent_asked(const struct workspace *ws, enum lang lang,
                             const char *name, bool required)
{
    return json_pack(
        "{s:s,s:s,s:b}", "name", name, "label",
        snapshot_word(ws->snapshot, lang, "form.introduction.consent.", name),
        "required", required);
}

/* What has to be agreed to still, and by which form. */
static void side_asks(struct workspace *ws, const struct introduction_row *row,
                      const struct both *both, enum introduce_side side,
                      enum lang lang, json_t *out)
{
    const struct order_row *own = side == SIDE_ORDERER ? &both->order
                                  : both->other.reference[0] != '\0'
                                      ? &both->other
                                      : NULL;
    json_t *list = json_array();

    if (own == NULL)
        json_array_append_new(list, consent_asked(ws, lang, "contact", true));
    if (own == NULL || !own->partner)
        json_array_append_new(list, consent_asked(ws, lang, "partner", true));
    if (row->abroad && (own == NULL || !own->abroad))
        json_array_append_new(list, consent_asked(ws, lang, "abroad", true));
    json_object_set_new(out, "consents", list);
    if (own == NULL) {
        json_auto_t *form = order_form(ws->snapshot, lang, NULL);
        json_t *fields = json_array(), *field = NULL;
        size_t i = 0;

        json_array_foreach(json_object_get(form, "fields"), i, field) {
            if (json_is_true(json_object_get(field, "contact")))
                json_array_append(fields, field);
        }
        json_object_set_new(out, "fields", fields);
        json_object_set(out, "notice", json_object_get(form, "notice"));
    }
    json_object_set_new(out, "reasons",
                        reasons_show(ws->snapshot, lang, REASON_REFUSE));
}

static int side_show(struct workspace *ws, const struct introduction_row *row,
                     const struct both *both, enum introduce_side side,
                     enum lang lang, json_t **out, struct err *err)
{
    const char *state = side_state(row);
    enum introduce_side there =
        side == SIDE_ORDERER ? SIDE_PARTNER : SIDE_ORDERER;
    json_t *contact = NULL, *other = NULL;

    if (contact_show(ws, row, both, there, lang, &contact, err) < 0)
        return -1;
    if (there == SIDE_ORDERER)
        other = order_shown(ws, &both->order, lang);
    else if (both->other.reference[0] != '\0')
        other = order_shown(ws, &both->other, lang);
    else
        other = record_shown(row, both->record, lang);
    *out = json_pack(
        "{s:s,s:s,s:s,s:s,s:o,s:o,s:b,s:o,s:o,s:o}", "id", row->id, "side",
        side == SIDE_ORDERER ? "orderer" : "partner", "state", state,
        "state_label",
        snapshot_word(ws->snapshot, lang, "introduction.state.", state), "at",
        order_time(row->created_at), "answer", side_answer(row, side), "abroad",
        row->abroad, "other", other, "words",
        quote_words(ws, row->words, lang_parse(row->words_lang), lang),
        "contact", contact);
    if (side == SIDE_ORDERER && made(row))
        json_object_set_new(*out, "partner_words",
                            quote_words(ws, row->partner_words,
                                        lang_parse(row->partner_lang), lang));
    if (strcmp(state, "open") == 0)
        side_asks(ws, row, both, side, lang, *out);
    return 1;
}

int introduction_side(struct workspace *ws, const struct introduction_row *row,
                      enum introduce_side side, enum lang lang, json_t **out,
                      struct err *err)
{
    struct both both;
    int ret = both_load(ws, row, &both, err);

    *out = NULL;
    if (ret >= 0)
        ret = side_show(ws, row, &both, side, lang, out, err);
    both_fini(&both);
    return ret < 0 ? -1 : 1;
}

/* ---- staff --------------------------------------------------------------- */

static json_t *time_or_null(int64_t at)
{
    return at != 0 ? order_time(at) : json_null();
}

static void reason_show(struct workspace *ws,
                        const struct introduction_row *row, enum lang lang,
                        json_t *out)
{
    if (row->ended_by[0] != '\0')
        json_object_set_new(out, "ended_by", json_string(row->ended_by));
    if (row->reason[0] == '\0')
        return;
    json_object_set_new(out, "reason", json_string(row->reason));
    json_object_set_new(out, "reason_label",
                        json_string(snapshot_word(
                            ws->snapshot, lang, "order.reason.", row->reason)));
}

/* The link is the other side's to open; the desk sends it. */
static void link_show(struct workspace *ws, const struct introduction_row *row,
                      json_t *out)
{
    char secret[SEAL_SECRET_MAX], url[128];

    if (strcmp(row->partner_kind, "record") != 0 || row->erased_at != 0)
        return;
    introduce_secret(ws, row->id, secret);
    snprintf(url, sizeof url, "/introduction/%s#%s", row->id, secret);
    json_object_set_new(out, "secret", json_string(secret));
    json_object_set_new(out, "url", json_string(url));
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(url, sizeof url);
}

int introduction_staff(struct workspace *ws, const struct introduction_row *row,
                       enum lang lang, json_t **out, struct err *err)
{
    struct both both;
    json_t *partner = NULL;

    *out = NULL;
    if (both_load(ws, row, &both, err) < 0) {
        both_fini(&both);
        return -1;
    }
    partner = both.other.reference[0] != '\0'
                  ? order_shown(ws, &both.other, lang)
                  : record_shown(row, both.record, lang);
    if (both.other.reference[0] != '\0')
        json_object_set_new(partner, "reference", json_string(row->partner));
    *out = json_pack(
        "{s:s,s:s,s:s,s:s,s:o,s:o,s:s,s:b,s:o,s:o,s:o,s:o,s:s}", "id", row->id,
        "reference", row->reference, "state", row->state, "state_label",
        snapshot_word(ws->snapshot, lang, "introduction.state.", row->state),
        "at", order_time(row->created_at), "partner", partner, "lang",
        row->lang, "abroad", row->abroad, "orderer_at",
        time_or_null(row->orderer_at), "partner_at",
        time_or_null(row->partner_at), "words",
        quote_words(ws, row->words, lang_parse(row->words_lang), lang),
        "partner_words",
        quote_words(ws, row->partner_words, lang_parse(row->partner_lang),
                    lang),
        "partner_kind", row->partner_kind);
    reason_show(ws, row, lang, *out);
    link_show(ws, row, *out);
    both_fini(&both);
    return 1;
}

/* ---- of an order --------------------------------------------------------- */

struct listing {
    struct workspace *ws;
    const struct order_row *order;
    enum lang lang;
    bool staff;
    json_t *list;
};

static int listing_add(void *context, struct introduction_row *row,
                       struct err *err)
{
    struct listing *listing = context;
    enum introduce_side side =
        strcmp(row->reference, listing->order->reference) == 0 ? SIDE_ORDERER
                                                               : SIDE_PARTNER;
    json_t *item = NULL;
    int ret = listing->staff ? introduction_staff(listing->ws, row,
                                                  listing->lang, &item, err)
                             : introduction_side(listing->ws, row, side,
                                                 listing->lang, &item, err);

    if (ret < 0)
        return -1;
    json_array_append_new(listing->list, item);
    return 0;
}

int introductions_show(struct workspace *ws, const struct order_row *row,
                       enum lang lang, bool staff, json_t **out,
                       struct err *err)
{
    struct listing listing = {ws, row, lang, staff, json_array()};

    *out = NULL;
    if (introductions_each(ws->store, row->reference, listing_add, &listing,
                           err) < 0) {
        json_decref(listing.list);
        return -1;
    }
    *out = listing.list;
    return 1;
}
