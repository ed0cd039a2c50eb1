/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A match with demands and weights that the visitor set by hand. */
#include "answer/answer.h"
#include "match/match.h"
#include "session/calls.h"

enum { MATCHES = 10 };

int call_match(struct workspace *ws, struct caller *who, const json_t *params,
               json_t **result, struct rpc_error *error)
{
    struct demand demand = {.limit = MATCHES};
    struct proposal proposal;
    json_auto_t *wanted = NULL;
    const json_t *weights = json_object_get(params, "weights");
    const json_t *limit = json_object_get(params, "limit");
    struct err err = {0};
    enum lang lang = LANG_NONE;

    if (call_lang(params, who->lang, &lang, error) < 0)
        return -1;
    if (!json_is_object(json_object_get(params, "demand")))
        return rpc_bad_param(error, "demand", "must be an object");
    wanted = json_copy(json_object_get(params, "demand"));
    if (weights && !json_is_null(weights))
        json_object_set(wanted, "weights", (json_t *)(uintptr_t)weights);
    if (limit && !json_is_null(limit))
        json_object_set(wanted, "limit", (json_t *)(uintptr_t)limit);
    if (match_demand_read(ws->snapshot, wanted, ws->arena, &demand, &err) < 0)
        return rpc_bad_param(error, "demand", err.text);
    match_run(ws->snapshot, &demand, ws->arena, &proposal);
    match_changes(ws->snapshot, &demand, ws->arena, &proposal);
    *result = answer_ranking(ws, lang, &proposal);
    call_shown_ranking(ws, params, *result);
    return 0;
}
