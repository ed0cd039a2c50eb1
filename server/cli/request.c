/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/request.h"

#include <stdio.h>

#include "cli/house.h"
#include "session/rpc.h"

int request_lang(json_t *params, const char *code)
{
    enum lang lang = lang_parse(code);

    if (lang >= LANG_COUNT)
        return -1;
    return json_object_set_new(params, "lang", json_string(lang_code(lang)));
}

const char *request_text(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text != NULL ? text : "";
}

static int refused(const struct rpc_error *error)
{
    fprintf(stderr, "parlor: %s\n", error->message);
    return error->code == RPC_NOT_FOUND ? CLI_NO : CLI_USAGE;
}

struct request {
    const char *method;
    const json_t *params;
    bool json;
    request_print *print;
};

static int call(const struct house *house, struct workspace *ws, void *context,
                struct err *err)
{
    const struct request *request = context;
    struct outgoing out = {0};
    struct caller who = {
        .visitor = "cli", .conversation = "cli", .lang = LANG_EN, .out = &out};
    struct rpc_error error = {0};
    json_t *result = NULL;
    int ret = session_call(ws, &who, request->method, request->params, &result,
                           &error);

    (void)house;
    (void)err;
    if (ret < 0) {
        ret = refused(&error);
    } else if (request->json) {
        json_dumpf(result, stdout, JSON_COMPACT);
        putchar('\n');
        ret = CLI_DONE;
    } else {
        ret = request->print(result);
    }
    json_decref(result);
    json_decref(error.data);
    outgoing_fini(&out);
    return ret;
}

int request_run(const struct cli *cli, const char *method, const json_t *params,
                bool json, request_print *print)
{
    struct request request = {method, params, json, print};

    return house_do(cli->config, false, call, &request);
}
