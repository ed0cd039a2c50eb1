/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/calls.h"
#include "match/match.h"
#include "order/escalate.h"
#include "store/fits.h"
#include "store/outbox.h"
#include "store/records.h"

enum {
    CHANGES_MAX = 500, /* looked at in one call */
    FRESH_MAX = 20,    /* enterprises of them */
    LIST_MAX = 10
};

static const double score_least = 0.5;
static const char sequence_key[] = "fits.sequence";

/* ---- what an order seeks ------------------------------------------------- */

static void list_put(json_t *to, const char *name, const json_t *fields,
                     const char *field)
{
    json_t *value = json_object_get(fields, field);

    if (json_is_string(value))
        json_object_set_new(to, name, json_pack("[O]", value));
}

/* As match_demand_read() reads it; NULL: no enterprises, or too little is
 * said to judge by. A new object. */
static json_t *demand_of(const struct order_row *row)
{
    static const char *const kinds[] = {"city_order", "import", "outbound"};
    json_t *city = json_object_get(row->fields, "city");
    json_t *out = NULL;
    bool seeks = false;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        seeks |= strcmp(kinds[i], row->kind) == 0;
    if (!seeks || !json_is_string(json_object_get(row->fields, "industry")))
        return NULL;
    out = json_pack("{s:s}", "seeks", "enterprise");
    list_put(out, "industries", row->fields, "industry");
    list_put(out, "countries", row->fields, "country");
    if (json_is_string(city) && strcmp(row->kind, "city_order") == 0)
        json_object_set(out, "asker", city);
    return out;
}

static int demand_read(struct workspace *ws, struct arena *arena,
                       const struct order_row *row, json_t **json,
                       struct demand *out)
{
    struct err ignored = {0}; /* what the corpus no longer has */

    *out = (struct demand){.limit = LIST_MAX};
    *json = demand_of(row);
    if (*json == NULL ||
        match_demand_read(ws->snapshot, *json, arena, out, &ignored) < 0)
        return 0;
    return 1;
}

/* ---- as they come -------------------------------------------------------- */

struct looking {
    struct workspace *ws;
    struct arena *arena; /* for one order at a time */
    struct outgoing *out;
    const struct record *fresh[FRESH_MAX];
    size_t fresh_count;
    int64_t sequence; /* up to here all is looked at */
    int found;
};

/* -1 without an error stops before a change the snapshot has not yet. */
static int change_take(void *context, const char *id, int64_t sequence,
                       const struct record *record, struct err *err)
{
    struct looking *looking = context;
    const struct record *known = snapshot_record(looking->ws->snapshot, id);

    (void)err;
    if (looking->fresh_count == FRESH_MAX)
        return -1;
    if (record != NULL && strcmp(record->kind, "enterprise") == 0 &&
        !record_invented(record)) {
        if (known == NULL || known->revision < record->revision)
            return -1;
        looking->fresh[looking->fresh_count++] = known;
    }
    looking->sequence = sequence;
    return 0;
}

/* Ranked by the rest, but none of these may speak against it. */
static bool failed(const struct candidate *candidate)
{
    static const char *const criteria[] = {
        "criterion-industry", "criterion-origin", "criterion-within",
        "criterion-size", "criterion-language"};

    for (size_t i = 0; i < candidate->failed_count; i++)
        for (size_t j = 0; j < sizeof criteria / sizeof *criteria; j++)
            if (strcmp(candidate->failed[i].criterion, criteria[j]) == 0)
                return true;
    return false;
}

static bool fits(const struct candidate *candidate)
{
    return candidate->score >= score_least && !failed(candidate);
}

/* Both in one transaction: what is told is known, and the other way round. */
static int fit_keep(struct looking *looking, const struct order_row *row,
                    const struct candidate *candidate, struct err *err)
{
    json_auto_t *payload =
        json_pack("{s:s,s:s,s:s}", "desk", row->desk, "kind", row->kind,
                  "record", candidate->record->id);
    const struct outbox_notice notice = {
        "fit", row->reference, "desk",          candidate->record->id,
        "",    payload,        looking->ws->now};
    struct fit fit = {.revision = candidate->record->revision,
                      .score = candidate->score,
                      .at = looking->ws->now};
    int ret = store_begin(looking->ws->store, err);

    if (ret < 0)
        return -1;
    snprintf(fit.record, sizeof fit.record, "%s", candidate->record->id);
    ret = fits_add(looking->ws->store, row->reference, &fit, err);
    if (ret == 1 && outbox_add(looking->ws->store, &notice, err) < 0)
        ret = -1;
    ret = store_end(looking->ws->store, ret, err);
    if (ret == 1) {
        looking->found++;
        outgoing_staff(looking->out, "fit", row->reference);
    }
    return ret < 0 ? -1 : 0;
}

static int order_look(void *context, struct order_row *row, struct err *err)
{
    struct looking *looking = context;
    const struct ids fresh = {looking->fresh, looking->fresh_count};
    struct candidate judged[FRESH_MAX];
    struct demand demand;
    json_t *json = NULL;
    int ret = 0;

    arena_reset(looking->arena);
    if (demand_read(looking->ws, looking->arena, row, &json, &demand) == 1) {
        match_judge(looking->ws->snapshot, &demand, &fresh, looking->arena,
                    judged);
        for (size_t i = 0; ret == 0 && i < fresh.count; i++)
            if (fits(&judged[i]))
                ret = fit_keep(looking, row, &judged[i], err);
    }
    json_decref(json);
    return ret;
}

static int orders_look(struct looking *looking, struct err *err)
{
    int ret = 0;

    looking->arena = arena_new();
    ret = order_each_open(looking->ws, order_look, looking, err);
    arena_free(&looking->arena);
    return ret;
}

/* What was there before anybody looked is not new. 1, 0 first time, -1. */
static int sequence_read(struct workspace *ws, int64_t *out, struct err *err)
{
    char *text = NULL;
    int ret = store_setting(ws->store, sequence_key, &text, err);

    *out = ret == 1 ? strtoll(text, NULL, 10) : 0;
    free(text);
    return ret;
}

static int sequence_keep(struct workspace *ws, int64_t sequence,
                         struct err *err)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)sequence);
    return store_setting_put(ws->store, sequence_key, text, err);
}

int fits_run(struct workspace *ws, struct outgoing *out, struct err *err)
{
    struct looking looking = {.ws = ws, .out = out};
    struct err stopped = {0};
    int64_t before = 0, newest = records_sequence(ws->store, err);
    int ret = newest < 0 ? -1 : sequence_read(ws, &before, err);

    if (ret < 0)
        return -1;
    if (ret == 0)
        return sequence_keep(ws, newest, err);
    if (before == newest)
        return 0;
    looking.sequence = before;
    if (records_changes(ws->store, before, CHANGES_MAX, change_take, &looking,
                        &stopped) < 0 &&
        stopped.code != ERR_NONE) {
        *err = stopped;
        return -1;
    }
    if (looking.fresh_count > 0 && orders_look(&looking, err) < 0)
        return -1;
    if (looking.sequence != before &&
        sequence_keep(ws, looking.sequence, err) < 0)
        return -1;
    return looking.found;
}

/* ---- desk.fits ----------------------------------------------------------- */

struct listing {
    struct workspace *ws;
    enum lang lang;
    json_t *list;
};

static json_t *fit_show(struct workspace *ws, enum lang lang, const char *id,
                        double score)
{
    const struct record *record = snapshot_record(ws->snapshot, id);

    return json_pack("{s:s,s:s,s:f,s:b}", "id", id, "name",
                     record != NULL ? record_name(record, lang) : id, "score",
                     score, "synthetic",
                     record != NULL && record_invented(record));
}

static int told_add(void *context, const struct fit *fit, struct err *err)
{
    struct listing *listing = context;
    json_t *item =
        fit_show(listing->ws, listing->lang, fit->record, fit->score);

    (void)err;
    json_object_set_new(item, "at", order_time(fit->at));
    json_array_append_new(listing->list, item);
    return 0;
}

static json_t *ranked(struct workspace *ws, enum lang lang,
                      const struct demand *demand)
{
    json_t *list = json_array();
    struct proposal found = {0};

    match_run(ws->snapshot, demand, ws->arena, &found);
    for (size_t i = 0; i < found.count; i++) {
        json_t *item =
            fit_show(ws, lang, found.items[i].record->id, found.items[i].score);

        json_object_set_new(item, "coverage",
                            json_real(found.items[i].coverage));
        json_array_append_new(list, item);
    }
    return list;
}

static int fits_show(struct workspace *ws, enum lang lang,
                     const struct order_row *row, json_t **result,
                     struct err *err)
{
    struct listing listing = {ws, lang, json_array()};
    struct demand demand;
    json_t *json = NULL;
    int ret = fits_each(ws->store, row->reference, told_add, &listing, err);

    if (ret < 0) {
        json_decref(listing.list);
        return -1;
    }
    ret = demand_read(ws, ws->arena, row, &json, &demand);
    *result = json_pack("{s:o,s:o,s:O?}", "new", listing.list, "fits",
                        ret == 1 ? ranked(ws, lang, &demand) : json_array(),
                        "demand", json);
    json_decref(json);
    return 1;
}

int desk_fits(struct workspace *ws, struct caller *who, const json_t *params,
              json_t **result, struct rpc_error *error)
{
    const char *reference =
        rpc_text(params, "reference", ORDER_REFERENCE_MAX - 1, error);
    struct order_row row = {0};
    struct err err = {0};
    int ret = 0;

    if (reference == NULL)
        return -1;
    ret = orders_get(ws->store, reference, &row, &err);
    if (ret == 1 && row.erased_at != 0)
        ret = 0;
    if (ret == 1)
        ret = fits_show(ws, who->lang, &row, result, &err);
    order_row_fini(&row);
    if (ret < 0)
        return desk_failed("fits", &err, error);
    return ret == 0 ? rpc_not_found(error) : 0;
}
