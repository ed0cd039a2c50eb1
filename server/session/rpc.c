/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/rpc.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

int rpc_fail(struct rpc_error *error, int code, json_t *data,
             const char *format, ...)
{
    va_list args;

    assert(code != 0);
    error->code = code;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    json_decref(error->data);
    error->data = data;
    return -1;
}

int rpc_not_found(struct rpc_error *error)
{
    return rpc_fail(error, RPC_NOT_FOUND, NULL, "not found");
}

int rpc_bad_param(struct rpc_error *error, const char *path, const char *what)
{
    json_t *data = json_pack("[{s:s, s:s}]", "path", path, "what", what);

    return rpc_fail(error, RPC_PARAMS, data, "%.80s: %.100s", path, what);
}

const char *rpc_text_or(const json_t *params, const char *name, size_t max,
                        const char *fallback, struct rpc_error *error)
{
    const json_t *value = json_object_get(params, name);

    if (!value || json_is_null(value))
        return fallback;
    if (!json_is_string(value)) {
        rpc_bad_param(error, name, "must be a text");
        return NULL;
    }
    if (json_string_length(value) > max) {
        rpc_bad_param(error, name, "is too long");
        return NULL;
    }
    return json_string_value(value);
}

const char *rpc_text(const json_t *params, const char *name, size_t max,
                     struct rpc_error *error)
{
    const char *text = rpc_text_or(params, name, max, "", error);

    if (text && !*text) {
        rpc_bad_param(error, name, "is required");
        return NULL;
    }
    return text;
}

int rpc_integer(const json_t *params, const char *name, int64_t low,
                int64_t high, int64_t fallback, int64_t *out,
                struct rpc_error *error)
{
    const json_t *value = json_object_get(params, name);

    *out = fallback;
    if (!value || json_is_null(value))
        return 0;
    if (!json_is_integer(value))
        return rpc_bad_param(error, name, "must be a whole number");
    *out = json_integer_value(value);
    if (*out < low || *out > high)
        return rpc_bad_param(error, name, "is out of range");
    return 0;
}

void outgoing_add(struct outgoing *out, enum outgoing_to to, const char *id,
                  const char *type, json_t *params)
{
    struct outgoing_event *event = NULL;

    out->items =
        mem_room(out->items, out->count, &out->capacity, sizeof *out->items);
    event = &out->items[out->count++];
    *event = (struct outgoing_event){.to = to, .type = type, .params = params};
    snprintf(event->id, sizeof event->id, "%s", id);
}

void outgoing_staff(struct outgoing *out, const char *what, const char *id)
{
    outgoing_add(out, OUTGOING_STAFF, "", "desk.changed",
                 json_pack("{s:s,s:s}", "what", what, "id", id));
}

void outgoing_fini(struct outgoing *out)
{
    for (size_t i = 0; i < out->count; i++)
        json_decref(out->items[i].params);
    free(out->items);
    *out = (struct outgoing){0};
}
