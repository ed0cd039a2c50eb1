/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile from its sending to its publication. */
#include "order/profile.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order/fields.h"
#include "order/profile_fields.h"
#include "order/seal.h"
#include "order/step.h"
#include "store/outbox.h"
#include "store/records.h"
#include "store/subjects.h"

enum { REFERENCE_TRIES = 8, LIST_MAX = 200 };

static const int64_t day_ms = 24LL * 60 * 60 * 1000;
static const char subject_kind[] = "profile";
static const char *const reasons[] = {
    "not_verified", "duplicate", "out_of_scope", "incomplete", "other", NULL};

/* ---- sending ------------------------------------------------------------- */

struct request {
    const struct order_owner *owner;
    char cid[ORDER_CID_MAX + 1], kind[ORDER_WORD_MAX];
    const struct record *corrects; /* NULL: a new profile */
    json_t *json, *contact;        /* owned */
};

static int kind_read(const json_t *params, struct request *out,
                     struct order_refusal *refusal)
{
    const char *kind = json_string_value(json_object_get(params, "kind"));

    if (kind == NULL ||
        (strcmp(kind, "enterprise") != 0 && strcmp(kind, "partner") != 0))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "kind",
                            "must be enterprise or partner");
    snprintf(out->kind, sizeof out->kind, "%s", kind);
    return 1;
}

/* Only what is published can be corrected; invented ones are nobody's. */
static int corrected_read(const struct snapshot *snapshot, const json_t *params,
                          struct request *out, struct order_refusal *refusal)
{
    const json_t *id = json_object_get(params, "id");
    const struct record *record = NULL;

    if (id == NULL || json_is_null(id))
        return 1;
    if (json_is_string(id))
        record = snapshot_record(snapshot, json_string_value(id));
    if (record == NULL || strcmp(record->kind, "enterprise") != 0 ||
        record_invented(record))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "id",
                            "is no profile that is published here");
    out->corrects = record;
    return 1;
}

static int request_read(struct workspace *ws, const json_t *params,
                        struct request *out, struct order_refusal *refusal)
{
    json_t *contact = json_object_get(params, "contact");
    json_auto_t *of_contact = json_object();
    int ret = 0;

    if (fields_cid(params, out->cid, refusal) == 0 ||
        kind_read(params, out, refusal) == 0 ||
        corrected_read(ws->snapshot, params, out, refusal) == 0)
        return 0;
    json_object_set(of_contact, "fields", contact);
    json_object_set(of_contact, "consents",
                    json_object_get(params, "consents"));
    json_object_set(of_contact, "notice", json_object_get(params, "notice"));
    ret = order_contact_read(ws->snapshot, of_contact, &out->contact, refusal);
    if (ret == 0 && strncmp(refusal->path, "fields", 6) == 0) {
        char path[64];

        snprintf(path, sizeof path, "contact%.50s", refusal->path + 6);
        snprintf(refusal->path, sizeof refusal->path, "%s", path);
    }
    if (ret == 1)
        ret = profile_fields_read(ws->snapshot, params, out->corrects != NULL,
                                  &out->json, refusal);
    return ret;
}

static void secret_of(const struct workspace *ws, const char *visitor,
                      const char *cid, char out[SEAL_SECRET_MAX])
{
    char name[ORDER_CID_MAX + 16];

    snprintf(name, sizeof name, "profile %s", cid);
    seal_secret(ws->key, visitor, name, out);
}

static void row_make(const struct workspace *ws, const struct request *request,
                     struct draft_row *row)
{
    char secret[SEAL_SECRET_MAX];

    *row = (struct draft_row){.corrects = request->corrects != NULL,
                              .created_at = ws->now,
                              .changed_at = ws->now,
                              .json = json_incref(request->json)};
    snprintf(row->visitor, sizeof row->visitor, "%s", request->owner->visitor);
    snprintf(row->cid, sizeof row->cid, "%s", request->cid);
    snprintf(row->kind, sizeof row->kind, "%s", request->kind);
    snprintf(row->record, sizeof row->record, "%s",
             request->corrects != NULL ? request->corrects->id : "");
    snprintf(row->state, sizeof row->state, "in_review");
    snprintf(row->lang, sizeof row->lang, "%s",
             lang_code(request->owner->lang));
    snprintf(row->notice, sizeof row->notice, "%s", order_notice(ws->snapshot));
    secret_of(ws, row->visitor, row->cid, secret);
    seal_secret_hash(secret, row->secret);
    sodium_memzero(secret, sizeof secret);
}

static int tell(struct workspace *ws, const struct draft_row *row,
                const char *kind, const char *receiver, struct err *err)
{
    json_auto_t *payload =
        json_pack("{s:s,s:s}", "state", row->state, "record", row->record);
    const struct outbox_notice notice = {kind,       row->reference, receiver,
                                         row->state, row->lang,      payload,
                                         ws->now};

    return outbox_add(ws->store, &notice, err) < 0 ? -1 : 0;
}

/* In a transaction: 1 or -1. */
static int row_keep(struct workspace *ws, const struct request *request,
                    struct draft_row *row, struct err *err)
{
    int ret = 0;

    row_make(ws, request, row);
    for (int i = 0; ret == 0 && i < REFERENCE_TRIES; i++) {
        seal_reference('F', ws->now, row->reference);
        free(row->sealed);
        order_contact_seal(ws, row->reference, request->contact, &row->sealed,
                           &row->sealed_len);
        ret = drafts_add(ws->store, row, err);
    }
    if (ret == 0)
        return err_set(err, ERR_LIMIT, "no free reference was found");
    if (ret == 1 && (order_contact_find_by(ws, subject_kind, row->reference,
                                           request->contact, err) < 0 ||
                     tell(ws, row, "draft", "staff", err) < 0))
        return -1;
    return ret;
}

static int submit_locked(struct workspace *ws, const struct request *request,
                         struct draft_row *row, struct order_refusal *refusal,
                         struct err *err)
{
    int64_t today = 0;
    int ret = drafts_of_request(ws->store, request->owner->visitor,
                                request->cid, row, err);

    if (ret != 0)
        return ret;
    today =
        drafts_count(ws->store, request->owner->visitor, ws->now - day_ms, err);
    if (today < 0)
        return -1;
    if (today >= PROFILES_A_DAY)
        return order_refuse(refusal, ORDER_REFUSED_MANY, "",
                            "too many profiles in a day");
    return row_keep(ws, request, row, err);
}

static json_t *receipt(struct workspace *ws, const struct request *request,
                       const struct draft_row *row)
{
    char secret[SEAL_SECRET_MAX];
    json_t *out = NULL;

    secret_of(ws, row->visitor, row->cid, secret);
    out = json_pack("{s:s,s:s,s:s,s:s}", "reference", row->reference, "secret",
                    secret, "state", row->state, "state_label",
                    snapshot_word(ws->snapshot, request->owner->lang,
                                  "profile.state.", row->state));
    sodium_memzero(secret, sizeof secret);
    return out;
}

int profile_submit(struct workspace *ws, const struct order_owner *owner,
                   const json_t *params, json_t **out,
                   struct order_refusal *refusal, struct err *err)
{
    struct request request = {.owner = owner};
    struct draft_row row = {0};
    int ret = step_key(ws, err);

    *out = NULL;
    if (ret < 0)
        return -1;
    ret = request_read(ws, params, &request, refusal);
    if (ret == 1 && store_begin(ws->store, err) < 0)
        ret = -1;
    else if (ret == 1)
        ret = store_end(ws->store,
                        submit_locked(ws, &request, &row, refusal, err), err);
    if (ret == 1)
        *out = receipt(ws, &request, &row);
    draft_row_fini(&row);
    json_decref(request.json);
    json_decref(request.contact);
    return ret;
}

/* ---- looking ------------------------------------------------------------- */

static json_t *view(struct workspace *ws, const struct draft_row *row,
                    enum lang lang)
{
    const struct record *record = snapshot_record(ws->snapshot, row->record);
    json_t *out = json_pack(
        "{s:s,s:s,s:s,s:s,s:o,s:b,s:s,s:O?,s:O?}", "reference", row->reference,
        "kind", row->kind, "state", row->state, "state_label",
        snapshot_word(ws->snapshot, lang, "profile.state.", row->state), "at",
        order_time(row->created_at), "corrects", row->corrects, "lang",
        row->lang, "fields", json_object_get(row->json, "fields"), "sources",
        json_object_get(row->json, "sources"));

    if (row->record[0] != '\0')
        json_object_set_new(out, "record",
                            json_pack("{s:s,s:s}", "id", row->record, "name",
                                      record != NULL ? record_name(record, lang)
                                                     : row->record));
    if (row->reason[0] != '\0') {
        json_object_set_new(out, "reason", json_string(row->reason));
        json_object_set_new(
            out, "reason_label",
            json_string(snapshot_word(ws->snapshot, lang, "profile.reason.",
                                      row->reason)));
    }
    return out;
}

static int row_find(struct workspace *ws, const char *typed,
                    struct draft_row *row, struct order_refusal *refusal,
                    struct err *err)
{
    char reference[ORDER_REFERENCE_MAX];
    int ret = 0;

    step_reference(typed, reference);
    ret = drafts_get(ws->store, reference, row, err);
    if (ret == 1 && row->erased_at != 0) {
        draft_row_fini(row);
        ret = 0;
    }
    if (ret == 0)
        return order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "", "not found");
    return ret;
}

int profile_get(struct workspace *ws, const char *reference, const char *secret,
                enum lang lang, json_t **out, struct order_refusal *refusal,
                struct err *err)
{
    struct draft_row row = {0};
    int ret = row_find(ws, reference, &row, refusal, err);

    *out = NULL;
    /* it takes as long whether there is one or not */
    if (ret >= 0 && seal_secret_fits(secret, row.secret) == 0)
        ret = order_refuse(refusal, ORDER_REFUSED_UNKNOWN, "", "not found");
    if (ret == 1)
        *out = view(ws, &row, lang);
    draft_row_fini(&row);
    return ret;
}

struct listing {
    struct workspace *ws;
    enum lang lang;
    json_t *list;
};

static int listing_add(void *context, struct draft_row *row, struct err *err)
{
    struct listing *listing = context;

    (void)err;
    json_array_append_new(listing->list, view(listing->ws, row, listing->lang));
    return 0;
}

int profile_list(struct workspace *ws, enum lang lang, json_t **out,
                 struct err *err)
{
    struct listing listing = {ws, lang, json_array()};
    json_t *words = NULL;

    *out = NULL;
    if (drafts_each(ws->store, "in_review", 0, LIST_MAX, listing_add, &listing,
                    err) < 0) {
        json_decref(listing.list);
        return -1;
    }
    words = json_array();
    for (size_t i = 0; reasons[i] != NULL; i++)
        json_array_append_new(
            words, json_pack("{s:s,s:s}", "value", reasons[i], "label",
                             snapshot_word(ws->snapshot, lang,
                                           "profile.reason.", reasons[i])));
    *out = json_pack("{s:o,s:o}", "drafts", listing.list, "reasons", words);
    return 1;
}

static int contact_add(struct workspace *ws, const struct draft_row *row,
                       enum lang lang, json_t *out, struct err *err)
{
    json_t *contact = NULL;

    if (row->sealed == NULL)
        return 1;
    if (order_contact_open(ws, row->reference, row->sealed, row->sealed_len,
                           &contact, err) < 0)
        return -1;
    json_object_set_new(out, "contact",
                        order_contact_show(ws->snapshot, lang, contact));
    json_decref(contact);
    return 1;
}

int profile_show(struct workspace *ws, const char *reference, enum lang lang,
                 json_t **out, struct order_refusal *refusal, struct err *err)
{
    struct draft_row row = {0};
    int ret = step_key(ws, err);

    *out = NULL;
    if (ret == 0)
        ret = row_find(ws, reference, &row, refusal, err);
    if (ret == 1) {
        *out = view(ws, &row, lang);
        ret = contact_add(ws, &row, lang, *out, err);
    }
    draft_row_fini(&row);
    return ret;
}

/* ---- deciding ------------------------------------------------------------ */

static bool reason_known(const char *reason)
{
    for (size_t i = 0; reason != NULL && reasons[i] != NULL; i++)
        if (strcmp(reasons[i], reason) == 0)
            return true;
    return false;
}

/* In a transaction: the record of the draft, as its newest revision. */
static int publish(struct workspace *ws, struct draft_row *row,
                   const json_t *params, const char *author,
                   struct order_refusal *refusal, struct err *err)
{
    struct record *base = NULL, *record = NULL;
    json_t *json = NULL;
    char *text = NULL;
    int ret =
        row->corrects ? records_get(ws->store, row->record, &base, err) : 1;

    if (ret == 0)
        ret = order_refuse(refusal, ORDER_REFUSED_FIELD, "to",
                           "what it corrects is no longer published");
    else if (ret == 1)
        ret =
            profile_record(ws->snapshot, row, base != NULL ? base->json : NULL,
                           json_object_get(params, "record"), &json, refusal);
    if (ret == 1) {
        const struct author by = {author, ws->now};

        text = json_dumps(json, JSON_COMPACT);
        ret = record_parse(text, strlen(text), &record, err);
        if (ret == 0)
            ret = records_put(ws->store, record, by, NULL, err);
        ret = ret < 0 ? -1 : 1;
    }
    if (ret == 1)
        snprintf(row->record, sizeof row->record, "%s", record->id);
    free(text);
    json_decref(json);
    record_free(&base);
    record_free(&record);
    return ret;
}

static int move_locked(struct workspace *ws, struct draft_row *row,
                       const json_t *params, const char *author,
                       struct order_refusal *refusal, struct err *err)
{
    const char *to = json_string_value(json_object_get(params, "to"));
    const char *reason = json_string_value(json_object_get(params, "reason"));
    int ret = 1;

    if (strcmp(row->state, "in_review") != 0)
        return order_refuse(refusal, ORDER_REFUSED_MOVE, "to",
                            "has been decided already");
    if (to == NULL ||
        (strcmp(to, "published") != 0 && strcmp(to, "declined") != 0))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "to",
                            "must be published or declined");
    if (strcmp(to, "declined") == 0 && !reason_known(reason))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "reason",
                            "is required, one of the list");
    if (strcmp(to, "published") == 0)
        ret = publish(ws, row, params, author, refusal, err);
    else
        snprintf(row->reason, sizeof row->reason, "%s", reason);
    if (ret != 1)
        return ret;
    snprintf(row->state, sizeof row->state, "%s", to);
    row->changed_at = ws->now;
    ret = drafts_end(ws->store, row, err);
    return ret == 1 && tell(ws, row, "profile", "submitter", err) < 0 ? -1
                                                                      : ret;
}

int profile_move(struct workspace *ws, const char *reference,
                 const json_t *params, const char *author, enum lang lang,
                 json_t **out, struct order_refusal *refusal, struct err *err)
{
    struct draft_row row = {0};
    int ret = step_key(ws, err);

    *out = NULL;
    if (ret == 0)
        ret = store_begin(ws->store, err);
    if (ret < 0)
        return -1;
    ret = row_find(ws, reference, &row, refusal, err);
    if (ret == 1)
        ret = move_locked(ws, &row, params, author, refusal, err);
    /* a refusal keeps nothing of what went before it */
    if (ret == 0)
        store_rollback(ws->store);
    else
        ret = store_end(ws->store, ret, err);
    draft_row_fini(&row);
    return ret == 1 ? profile_show(ws, reference, lang, out, refusal, err)
                    : ret;
}
