/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two to four records side by side, as a visitor picked them. */
#include "match/compare.h"

#include <string.h>

#include "answer/answer.h"
#include "session/calls.h"

int call_records(struct workspace *ws, const json_t *params, const char *name,
                 size_t most, struct ids *out, struct rpc_error *error)
{
    const json_t *list = json_object_get(params, name);
    size_t i = 0;
    const json_t *item = NULL;

    *out = (struct ids){0};
    if (!json_is_array(list) || json_array_size(list) > most)
        return rpc_bad_param(error, name, "must be a list, not too long");
    json_array_foreach(list, i, item) {
        const char *id = json_string_value(item);
        const struct record *record =
            id != NULL && strlen(id) == json_string_length(item)
                ? snapshot_record(ws->snapshot, id)
                : NULL;

        if (record == NULL || !compare_kind(record->kind))
            return rpc_bad_param(error, name,
                                 "names what is not published, or cannot be "
                                 "compared");
        ids_add(out, record, ws->arena);
    }
    return 0;
}

int call_demand(struct workspace *ws, const json_t *params, struct demand *room,
                const struct demand **out, struct rpc_error *error)
{
    const json_t *demand = json_object_get(params, "demand");
    const json_t *weights = json_object_get(params, "weights");
    json_auto_t *wanted = NULL;
    struct err err = {0};

    *out = NULL;
    *room = (struct demand){0};
    if (demand == NULL || json_is_null(demand))
        return 0;
    if (!json_is_object(demand))
        return rpc_bad_param(error, "demand", "must be an object");
    wanted = json_copy((json_t *)(uintptr_t)demand);
    if (weights != NULL && !json_is_null(weights))
        json_object_set(wanted, "weights", (json_t *)(uintptr_t)weights);
    if (match_demand_read(ws->snapshot, wanted, ws->arena, room, &err) < 0)
        return rpc_bad_param(error, "demand", err.text);
    *out = room;
    return 0;
}

int call_compare(struct workspace *ws, struct caller *who, const json_t *params,
                 json_t **result, struct rpc_error *error)
{
    struct compare_table table;
    const struct demand *demand = NULL;
    struct demand room;
    struct ids records;
    enum lang lang = LANG_NONE;
    json_t *citations = NULL;

    if (call_lang(params, who->lang, &lang, error) < 0 ||
        call_records(ws, params, "ids", COMPARE_MAX, &records, error) < 0 ||
        call_demand(ws, params, &room, &demand, error) < 0)
        return -1;
    if (records.count < COMPARE_MIN)
        return rpc_bad_param(error, "ids", "names fewer than two");
    compare_run(ws->snapshot, &records, demand, ws->arena, &table);
    citations = json_array();
    *result = answer_compare_table(ws, lang, &table, citations);
    json_object_set_new(*result, "citations", citations);
    call_shown_comparison(ws, params, *result);
    return 0;
}
