/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far orders came, and whether the ledger stands as it was written. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order/fields.h"
#include "order/reasons.h"
#include "order/seal.h"
#include "order/step.h"
#include "store/funnel.h"
#include "store/ledger.h"

/* ---- funnel -------------------------------------------------------------- */

struct funnel_view {
    struct workspace *ws;
    enum lang lang;
    json_t *kinds, *reasons;
    struct funnel total;
};

static json_t *counts_show(const struct funnel *funnel)
{
    json_t *out = json_object();

    for (int i = 0; i < FUNNEL_STAGES; i++)
        json_object_set_new(out, funnel_stage(i),
                            json_integer(funnel->counts[i]));
    return out;
}

static int kind_add(void *context, const struct funnel *funnel, struct err *err)
{
    struct funnel_view *view = context;
    json_t *item = counts_show(funnel);

    (void)err;
    json_object_set_new(item, "kind", json_string(funnel->kind));
    json_object_set_new(
        item, "label",
        json_string(snapshot_word(view->ws->snapshot, view->lang,
                                  "form.order.kind.", funnel->kind)));
    json_array_append_new(view->kinds, item);
    for (int i = 0; i < FUNNEL_STAGES; i++)
        view->total.counts[i] += funnel->counts[i];
    return 0;
}

static int reason_add(void *context, const char *state, const char *reason,
                      int64_t count, struct err *err)
{
    struct funnel_view *view = context;

    (void)err;
    json_array_append_new(
        view->reasons, json_pack("{s:s,s:s,s:s,s:I}", "state", state, "reason",
                                 reason, "label",
                                 snapshot_word(view->ws->snapshot, view->lang,
                                               "order.reason.", reason),
                                 "count", (json_int_t)count));
    return 0;
}

int order_report_funnel(struct workspace *ws, enum lang lang, int64_t from,
                        int64_t to, json_t **out, struct err *err)
{
    struct funnel_view view = {
        ws, lang, json_array(), json_array(), {.kind = ""}};

    *out = NULL;
    if (to == 0)
        to = INT64_MAX;
    if (funnel_each(ws->store, from, to, kind_add, &view, err) < 0 ||
        funnel_reasons(ws->store, from, to, reason_add, &view, err) < 0) {
        json_decref(view.kinds);
        json_decref(view.reasons);
        return -1;
    }
    *out = json_pack("{s:o,s:o,s:o}", "kinds", view.kinds, "reasons",
                     view.reasons, "total", counts_show(&view.total));
    return 0;
}

/* ---- the ledger ---------------------------------------------------------- */

/* "COUNT:HASH" as it was printed: false if it is none. */
static bool anchor_read(const char *text, struct ledger_head *out)
{
    char *end = NULL;
    size_t len = 0;

    out->count = strtoll(text, &end, 10);
    return end != text && *end == ':' && out->count >= 0 &&
           sodium_hex2bin(out->hash, sizeof out->hash, end + 1, strlen(end + 1),
                          NULL, &len, NULL) == 0 &&
           len == sizeof out->hash;
}

static json_t *report_show(const struct ledger_report *report, bool anchored)
{
    char hex[2 * CHAIN_HASH + 1], head[2 * CHAIN_HASH + 32];
    json_t *out = NULL;

    sodium_bin2hex(hex, sizeof hex, report->head.hash, CHAIN_HASH);
    snprintf(head, sizeof head, "%lld:%s", (long long)report->head.count, hex);
    out = json_pack("{s:I,s:s,s:b,s:b,s:b,s:I}", "entries",
                    (json_int_t)report->entries, "head", head, "intact",
                    report->broken == 0, "complete", !report->cut, "signed",
                    report->signed_, "broken_at", (json_int_t)report->broken);
    if (anchored)
        json_object_set_new(out, "anchored", json_boolean(report->anchored));
    return out;
}

int order_verify(struct workspace *ws, const char *anchor, json_t **out,
                 struct err *err)
{
    struct ledger_report report;
    struct ledger_head head = {0};
    unsigned char key[SEAL_KEY];
    int ret = step_key(ws, err);

    *out = NULL;
    if (ret == 0 && anchor != NULL && !anchor_read(anchor, &head))
        ret = err_set(err, ERR_USAGE,
                      "a head is COUNT:HASH as it was printed before");
    if (ret == 0)
        ret = store_read(ws->store, err);
    if (ret < 0)
        return -1;
    seal_ledger_key(ws->key, key);
    ret = ledger_verify(ws->store, key, anchor != NULL ? &head : NULL, &report,
                        err);
    store_rollback(ws->store);
    sodium_memzero(key, sizeof key);
    if (ret >= 0)
        *out = report_show(&report, anchor != NULL);
    return ret;
}
