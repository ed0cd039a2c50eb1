/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many orders from one table. */
#include "order/bulk.h"

#include <string.h>

#include "desk/calls.h"
#include "session/outcome.h"

static void placed_tell(struct caller *who, const json_t *report)
{
    const json_t *lines = json_object_get(report, "lines");
    json_t *line = NULL;
    size_t i = 0;

    if (json_is_true(json_object_get(report, "dry_run")))
        return;
    json_array_foreach((json_t *)lines, i, line) {
        const char *reference =
            json_string_value(json_object_get(line, "reference"));

        if (reference != NULL && json_object_get(line, "again") == NULL)
            desk_tell(who, "order", reference);
    }
}

int desk_bulk(struct workspace *ws, struct caller *who, const json_t *params,
              json_t **result, struct rpc_error *error)
{
    const char *csv = rpc_text(params, "csv", BULK_BYTES_MAX, error);
    const json_t *dry = json_object_get(params, "dry_run");
    struct bulk_options options = {who->lang, json_is_true(dry)};
    struct order_refusal refusal = {0};
    struct err err = {0};
    int ret = 0;

    if (csv == NULL)
        return -1;
    if (dry != NULL && !json_is_boolean(dry))
        return rpc_bad_param(error, "dry_run", "must be true or false");
    if (!options.dry_run && desk_audit(ws, who, "order.bulk", "", error) < 0)
        return -1;
    ret = order_bulk(ws, csv, strlen(csv), &options, result, &refusal, &err);
    if (ret < 0)
        return desk_failed("bulk", &err, error);
    if (ret == 0)
        return outcome_refused(&refusal, error);
    placed_tell(who, *result);
    return 0;
}
