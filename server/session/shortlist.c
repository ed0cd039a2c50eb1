/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shortlists: kept under a secret link, shared by it, opened by it. A wrong
 * secret and an id that never was are answered alike, and alike fast. */
#include "store/shortlists.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "answer/answer.h"
#include "match/compare.h"
#include "order/seal.h"
#include "session/calls.h"
#include "store/reference.h"
#include "text/fold.h"
#include "text/typed.h"

enum {
    ITEMS_MAX = COMPARE_LIST_MAX,
    TITLE_MAX = 120,      /* characters */
    OF_VISITOR_MAX = 100, /* lists */
    ID_TRIES = 8,
    DEMAND_MAX = 8000 /* bytes */
};

static const int64_t keep_ms = 365LL * 24 * 60 * 60 * 1000;

/* ---- secrets ------------------------------------------------------------- */

/* The same for the same request, so that it can be told again. */
static void secret_make(const unsigned char key[REFERENCE_SECRET_KEY],
                        const char *visitor, const char *cid,
                        char out[REFERENCE_SECRET_MAX])
{
    unsigned char derived[REFERENCE_SECRET_KEY];

    crypto_kdf_derive_from_key(derived, sizeof derived, 1, "shortlst", key);
    reference_secret(derived, visitor, cid, out);
}

static void id_make(char out[SHORTLIST_ID_MAX])
{
    char tail[11];

    reference_letters(tail, sizeof tail);
    snprintf(out, SHORTLIST_ID_MAX, "L-%s", tail);
}

/* Does the secret open the list: 0, or -1 with *error. */
static int secret_check(struct workspace *ws, const char *id,
                        const char *secret, struct rpc_error *error)
{
    unsigned char kept[SHORTLIST_HASH];
    struct err err = {0};
    int ret = shortlists_secret(ws->store, id, kept, &err);
    int fits = 0;

    if (ret < 0)
        return call_failed("shortlist", &err, error);
    fits = seal_secret_fits(secret, kept);
    return ret == 1 && fits ? 0 : rpc_not_found(error);
}

/* ---- shortlist.put ------------------------------------------------------- */

/* A title is one line for people. */
static int title_read(const json_t *params, char out[SHORTLIST_TITLE_MAX + 1],
                      struct rpc_error *error)
{
    const char *title =
        rpc_text_or(params, "title", SHORTLIST_TITLE_MAX, NULL, error);

    out[0] = '\0';
    if (title == NULL)
        return error->code != 0 ? -1 : 0;
    if (!typed_clean(title, strlen(title), false))
        return rpc_bad_param(error, "title", "contains control characters");
    if (fold_length(title, strlen(title)) > TITLE_MAX)
        return rpc_bad_param(error, "title", "is longer than 120 characters");
    snprintf(out, SHORTLIST_TITLE_MAX + 1, "%s", title);
    return 0;
}

static int demand_read(struct workspace *ws, const json_t *params,
                       struct shortlist *out, struct rpc_error *error)
{
    const json_t *given = json_object_get(params, "demand");
    const struct demand *demand = NULL;
    struct demand room;

    if (call_demand(ws, params, &room, &demand, error) < 0)
        return -1;
    if (demand == NULL)
        return 0;
    if (json_dumpb(given, NULL, 0, JSON_COMPACT) > DEMAND_MAX)
        return rpc_bad_param(error, "demand", "is too large");
    out->demand = json_deep_copy(given);
    return 0;
}

static int content_read(struct workspace *ws, const json_t *params,
                        struct shortlist *out, struct rpc_error *error)
{
    struct ids records;

    if (title_read(params, out->title, error) < 0 ||
        call_records(ws, params, "items", ITEMS_MAX, &records, error) < 0 ||
        demand_read(ws, params, out, error) < 0)
        return -1;
    if (records.count == 0)
        return rpc_bad_param(error, "items", "names nothing");
    out->items = json_array();
    for (size_t i = 0; i < records.count; i++)
        json_array_append_new(out->items, json_string(records.items[i]->id));
    out->created_at = out->changed_at = ws->now;
    return 0;
}

/* In the open transaction: 1 kept, or known from the same request; 0 too
 * many, -1. */
static int keep_new(struct workspace *ws, struct shortlist *list,
                    struct err *err)
{
    int ret = shortlists_of_request(ws->store, list->visitor, list->cid,
                                    list->id, err);
    int64_t count = 0;

    if (ret != 0)
        return ret;
    count = shortlists_count(ws->store, list->visitor, err);
    if (count < 0)
        return -1;
    if (count >= OF_VISITOR_MAX)
        return 0;
    for (int i = 0; ret == 0 && i < ID_TRIES; i++) {
        id_make(list->id);
        ret = shortlists_add(ws->store, list, err);
    }
    if (ret == 0)
        return err_set(err, ERR_LIMIT, "no free id of a shortlist was found");
    return ret;
}

static json_t *receipt(const char *id, const char *secret)
{
    char url[128];
    json_t *out = NULL;

    snprintf(url, sizeof url, "/shortlist/%s#%s", id, secret);
    out = json_pack("{s:s, s:s, s:s}", "id", id, "secret", secret, "url", url);
    sodium_memzero(url, sizeof url);
    return out;
}

static int put_new(struct workspace *ws, const struct caller *who,
                   const char *cid, struct shortlist *list, json_t **result,
                   struct rpc_error *error)
{
    char secret[REFERENCE_SECRET_MAX];
    struct err err = {0};
    int ret = 0;

    if (ws->key == NULL)
        return rpc_fail(error, RPC_INTERNAL, NULL,
                        "shortlists cannot be kept without key_file");
    snprintf(list->visitor, sizeof list->visitor, "%s", who->visitor);
    snprintf(list->cid, sizeof list->cid, "%s", cid);
    secret_make(ws->key, who->visitor, cid, secret);
    seal_secret_hash(secret, list->secret);
    ret = store_begin(ws->store, &err);
    if (ret == 0)
        ret = store_end(ws->store, keep_new(ws, list, &err), &err);
    if (ret == 1)
        *result = receipt(list->id, secret);
    sodium_memzero(secret, sizeof secret);
    if (ret < 0)
        return call_failed("shortlist.put", &err, error);
    return ret == 1 ? 0
                    : rpc_fail(error, RPC_TOO_MANY, NULL,
                               "there are too many shortlists");
}

static int put_again(struct workspace *ws, const char *id, const char *secret,
                     struct shortlist *list, json_t **result,
                     struct rpc_error *error)
{
    struct err err = {0};
    int ret = 0;

    if (secret_check(ws, id, secret, error) < 0)
        return -1;
    snprintf(list->id, sizeof list->id, "%s", id);
    ret = store_begin(ws->store, &err);
    if (ret == 0)
        ret = store_end(ws->store, shortlists_change(ws->store, list, &err),
                        &err);
    if (ret < 0)
        return call_failed("shortlist.put", &err, error);
    if (ret == 0)
        return rpc_not_found(error);
    *result = receipt(id, secret);
    return 0;
}

int call_shortlist_put(struct workspace *ws, struct caller *who,
                       const json_t *params, json_t **result,
                       struct rpc_error *error)
{
    const char *cid = call_cid(params, error);
    const char *id = NULL, *secret = NULL;
    struct shortlist list = {0};
    int ret = -1;

    if (cid != NULL)
        id = rpc_text_or(params, "id", SHORTLIST_ID_MAX - 1, NULL, error);
    if (id != NULL)
        secret = rpc_text(params, "secret", RPC_ID_MAX, error);
    if (error->code == 0 && content_read(ws, params, &list, error) == 0)
        ret = id != NULL ? put_again(ws, id, secret, &list, result, error)
                         : put_new(ws, who, cid, &list, result, error);
    shortlist_fini(&list);
    return ret;
}

/* ---- shortlist.get ------------------------------------------------------- */

/* What is still published of it. */
static struct ids records_of(struct workspace *ws, const json_t *items)
{
    struct ids out = {0};
    size_t i = 0;
    const json_t *item = NULL;

    json_array_foreach(items, i, item) {
        const struct record *record =
            snapshot_record(ws->snapshot, json_string_value(item));

        if (record != NULL && compare_kind(record->kind))
            ids_add(&out, record, ws->arena);
    }
    return out;
}

/* A demand that no longer holds is passed over, not complained of. */
static const struct demand *demand_kept(struct workspace *ws,
                                        const json_t *kept, struct demand *room)
{
    struct err err = {0};

    *room = (struct demand){0};
    return kept != NULL && match_demand_read(ws->snapshot, kept, ws->arena,
                                             room, &err) == 0
               ? room
               : NULL;
}

static void add_comparison(struct workspace *ws, enum lang lang,
                           const struct compare_table *table, json_t *out)
{
    json_t *citations = json_array();
    json_t *shown = answer_compare_table(ws, lang, table, citations);

    json_object_set_new(shown, "citations", citations);
    json_object_set_new(out, "compare", shown);
}

static json_t *list_json(struct workspace *ws, enum lang lang,
                         const struct shortlist *list)
{
    struct ids records = records_of(ws, list->items);
    struct compare_table table;
    struct demand room;
    json_t *out = json_pack(
        "{s:s, s:s?, s:o, s:O?}", "id", list->id, "title",
        list->title[0] != '\0' ? list->title : NULL, "items",
        answer_shortlist_items(ws, lang, list->items), "demand", list->demand);

    compare_run(ws->snapshot, &records, demand_kept(ws, list->demand, &room),
                ws->arena, &table);
    json_object_set_new(out, "csv", answer_shortlist_csv(ws, lang, &table));
    if (records.count >= COMPARE_MIN && records.count <= COMPARE_MAX)
        add_comparison(ws, lang, &table, out);
    return out;
}

int call_shortlist_get(struct workspace *ws, struct caller *who,
                       const json_t *params, json_t **result,
                       struct rpc_error *error)
{
    const char *id = rpc_text(params, "id", RPC_ID_MAX, error);
    const char *secret =
        id != NULL ? rpc_text(params, "secret", RPC_ID_MAX, error) : NULL;
    struct shortlist list = {0};
    struct err err = {0};
    enum lang lang = LANG_NONE;
    int ret = 0;

    if (secret == NULL || call_lang(params, who->lang, &lang, error) < 0 ||
        secret_check(ws, id, secret, error) < 0)
        return -1;
    ret = shortlists_get(ws->store, id, &list, &err);
    if (ret == 1)
        *result = list_json(ws, lang, &list);
    shortlist_fini(&list);
    if (ret < 0)
        return call_failed("shortlist.get", &err, error);
    return ret == 1 ? 0 : rpc_not_found(error);
}

int session_sweep(struct workspace *ws, struct err *err)
{
    return shortlists_sweep(ws->store, ws->now - keep_ms, err);
}
