/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/protocol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *protocol_fault_name(enum protocol_fault fault)
{
    static const char *const names[PROTOCOL_FAULTS] = {
        [PROTOCOL_FINE] = "fine",           [PROTOCOL_DEEP] = "deep",
        [PROTOCOL_DUPLICATE] = "duplicate", [PROTOCOL_JSON] = "json",
        [PROTOCOL_REQUEST] = "request",
    };

    return names[fault];
}

int protocol_scan(const char *text, size_t len)
{
    int depth = 0, values = 0;
    bool quoted = false;

    for (size_t i = 0; i < len; i++) {
        char c = text[i];

        if (quoted) {
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > PROTOCOL_DEPTH_MAX)
                return 0;
        } else if (c == '}' || c == ']') {
            depth--;
        } else if (c == ',' && ++values > PROTOCOL_VALUES_MAX) {
            return 0;
        }
    }
    return 1;
}

/* Jansson knows keys by what they mean ("\u0061" is "a"), so it judges
 * duplicates, after the scan has bounded what it may be given. */
static enum protocol_fault parse(const char *text, size_t len, json_t **out,
                                 struct rpc_error *error)
{
    json_error_t why;

    if (!protocol_scan(text, len)) {
        rpc_fail(error, RPC_REQUEST, NULL, "nested too deeply or too long");
        return PROTOCOL_DEEP;
    }
    *out = json_loadb(text, len, JSON_REJECT_DUPLICATES, &why);
    if (*out)
        return PROTOCOL_FINE;
    if (json_error_code(&why) == json_error_duplicate_key) {
        rpc_fail(error, RPC_REQUEST, NULL, "a key stands twice");
        return PROTOCOL_DUPLICATE;
    }
    rpc_fail(error, RPC_PARSE, NULL, "not JSON");
    return PROTOCOL_JSON;
}

static const char *request_fault(const json_t *frame)
{
    const json_t *id = json_object_get(frame, "id");
    const json_t *method = json_object_get(frame, "method");
    const json_t *params = json_object_get(frame, "params");
    const char *version = json_string_value(json_object_get(frame, "jsonrpc"));

    if (!json_is_object(frame))
        return "a request is one object";
    if (!version || strcmp(version, "2.0") != 0)
        return "jsonrpc must be \"2.0\"";
    if (!json_is_integer(id) && !json_is_string(id))
        return "id must be a text or a whole number";
    if (json_string_length(id) > PROTOCOL_ID_MAX)
        return "id is too long";
    if (!json_is_string(method) || json_string_length(method) == 0 ||
        json_string_length(method) >= RPC_METHOD_MAX)
        return "method must be a short text";
    if (params && !json_is_object(params))
        return "params must be an object";
    return NULL;
}

static bool id_can_be_answered(const json_t *id)
{
    return json_is_integer(id) ||
           (json_is_string(id) && json_string_length(id) <= PROTOCOL_ID_MAX);
}

enum protocol_fault protocol_read(const char *text, size_t len,
                                  struct request *out, struct rpc_error *error)
{
    json_auto_t *frame = NULL;
    json_t *params = NULL;
    const char *what = NULL;
    enum protocol_fault fault = parse(text, len, &frame, error);

    *out = (struct request){0};
    if (fault != PROTOCOL_FINE)
        return fault;
    if (id_can_be_answered(json_object_get(frame, "id")))
        out->id = json_incref(json_object_get(frame, "id"));
    what = request_fault(frame);
    if (what) {
        rpc_fail(error, RPC_REQUEST, NULL, "%s", what);
        return PROTOCOL_REQUEST;
    }
    snprintf(out->method, sizeof out->method, "%s",
             json_string_value(json_object_get(frame, "method")));
    params = json_object_get(frame, "params");
    out->params = params ? json_incref(params) : json_object();
    return PROTOCOL_FINE;
}

void request_fini(struct request *request)
{
    json_decref(request->id);
    json_decref(request->params);
    request->id = NULL;
    request->params = NULL;
}

static char *frame_text(json_t *frame, size_t *len)
{
    char *text = json_dumps(frame, JSON_COMPACT);

    json_decref(frame);
    if (!text)
        abort(); /* out of memory, or a value of ours that is no JSON */
    *len = strlen(text);
    return text;
}

char *protocol_result(const json_t *id, const json_t *result, size_t *len)
{
    json_t *frame = json_pack("{s:s, s:O?, s:O?}", "jsonrpc", "2.0", "id",
                              (json_t *)id, "result", (json_t *)result);

    return frame_text(frame, len);
}

char *protocol_error(const json_t *id, const struct rpc_error *error,
                     size_t *len)
{
    json_t *body = json_pack("{s:i, s:s, s:O*}", "code", error->code, "message",
                             error->message, "data", error->data);
    json_t *frame = json_pack("{s:s, s:O?, s:o}", "jsonrpc", "2.0", "id",
                              (json_t *)id, "error", body);

    return frame_text(frame, len);
}

char *protocol_event(const char *type, const json_t *params, size_t *len)
{
    json_t *frame = json_pack("{s:s, s:s, s:O}", "jsonrpc", "2.0", "method",
                              type, "params", (json_t *)params);

    return frame_text(frame, len);
}
