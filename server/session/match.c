/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A match with demands and weights that the visitor set by hand. */
#include <string.h>

#include "answer/answer.h"
#include "match/match.h"
#include "session/calls.h"

enum { IDS_MAX = 20, WEIGHTS_MAX = 40, MATCHES = 10 };

/* Records of a list of ids; unknown ids are not found. */
static int ids_read(struct workspace *ws, const json_t *demand,
                    const char *name, struct ids *out, struct rpc_error *error)
{
    const json_t *list = json_object_get(demand, name);
    size_t i = 0;
    json_t *id = NULL;

    if (!list || json_is_null(list))
        return 0;
    if (!json_is_array(list) || json_array_size(list) > IDS_MAX)
        return rpc_bad_param(error, name, "must be a list of up to 20 ids");
    out->items =
        arena_zero(ws->arena, (json_array_size(list) + 1) * sizeof *out->items);
    json_array_foreach((json_t *)list, i, id)
    {
        const char *text = json_string_value(id);
        const struct record *record =
            text ? snapshot_record(ws->snapshot, text) : NULL;

        if (!record)
            return rpc_bad_param(error, name, "has an id that is unknown");
        out->items[out->count++] = record;
    }
    return 0;
}

static int side_read(struct workspace *ws, const json_t *demand,
                     struct demand *out, struct rpc_error *error)
{
    const char *side = rpc_text_or(demand, "side", 8, "", error);
    const char *landmark =
        rpc_text_or(demand, "landmark", RECORD_ID_MAX, "", error);
    const char *kind = rpc_text_or(demand, "kind", 8, NULL, error);

    if (error->code || !side || !landmark)
        return -1;
    if (*side && strcmp(side, "north") != 0 && strcmp(side, "south") != 0)
        return rpc_bad_param(error, "side", "must be north or south");
    if (kind && strcmp(kind, "city") != 0 && strcmp(kind, "park") != 0)
        return rpc_bad_param(error, "kind", "must be city or park");
    out->landmark = *landmark ? snapshot_record(ws->snapshot, landmark) : NULL;
    if (*landmark && !out->landmark)
        return rpc_bad_param(error, "landmark", "is unknown");
    if (*side && out->landmark)
        out->side = *side == 'n' ? SIDE_NORTH : SIDE_SOUTH;
    out->kind = kind;
    return 0;
}

static int weights_check(const json_t *weights, struct rpc_error *error)
{
    const char *name = NULL;
    json_t *weight = NULL;

    if (!weights || json_is_null(weights))
        return 0;
    if (!json_is_object(weights) || json_object_size(weights) > WEIGHTS_MAX)
        return rpc_bad_param(error, "weights", "must be an object");
    json_object_foreach((json_t *)weights, name, weight)
    {
        double value = json_number_value(weight);

        if (!json_is_number(weight) || value < 0 || value > 100)
            return rpc_bad_param(error, "weights",
                                 "must be numbers from 0 to 100");
    }
    return 0;
}

static int land_read(const json_t *demand, double *out, struct rpc_error *error)
{
    const json_t *land = json_object_get(demand, "land_m2");

    *out = json_number_value(land);
    if (land && !json_is_null(land) &&
        (!json_is_number(land) || *out < 0 || *out > 1e10))
        return rpc_bad_param(error, "land_m2", "must be an area");
    return 0;
}

static int demand_read(struct workspace *ws, const json_t *params,
                       struct demand *out, struct rpc_error *error)
{
    const json_t *demand = json_object_get(params, "demand");
    const json_t *weights = json_object_get(params, "weights");

    *out = (struct demand){.limit = MATCHES};
    if (!json_is_object(demand))
        return rpc_bad_param(error, "demand", "must be an object");
    if (ids_read(ws, demand, "industries", &out->industries, error) < 0 ||
        ids_read(ws, demand, "countries", &out->countries, error) < 0 ||
        ids_read(ws, demand, "near", &out->near, error) < 0 ||
        ids_read(ws, demand, "within", &out->within, error) < 0 ||
        side_read(ws, demand, out, error) < 0 ||
        land_read(demand, &out->land_m2, error) < 0 ||
        weights_check(weights, error) < 0)
        return -1;
    out->weights = json_is_object(weights) ? weights : NULL;
    return 0;
}

int call_match(struct workspace *ws, struct caller *who, const json_t *params,
               json_t **result, struct rpc_error *error)
{
    struct demand demand;
    struct proposal proposal;
    enum lang lang = LANG_NONE;
    json_t *citations = NULL, *matches = NULL;

    if (call_lang(params, who->lang, &lang, error) < 0 ||
        demand_read(ws, params, &demand, error) < 0)
        return -1;
    match_run(ws->snapshot, &demand, ws->arena, &proposal);
    citations = json_array();
    matches = answer_match_cards(ws, lang, &proposal, citations);
    *result =
        json_pack("{s:o, s:o}", "matches", matches, "citations", citations);
    return 0;
}
