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

static int refused(const struct rpc_error *error)
{
    fprintf(stderr, "parlor: %s\n", error->message);
    return error->code == RPC_NOT_FOUND ? CLI_NO : CLI_USAGE;
}

static int call(struct workspace *ws, const char *method, const json_t *params,
                bool json, request_print *print)
{
    struct outgoing out = {0};
    struct caller who = {
        .visitor = "cli", .conversation = "cli", .lang = LANG_EN, .out = &out};
    struct rpc_error error = {0};
    json_t *result = NULL;
    int ret = session_call(ws, &who, method, params, &result, &error);

    if (ret < 0) {
        ret = refused(&error);
    } else if (json) {
        json_dumpf(result, stdout, JSON_COMPACT);
        putchar('\n');
        ret = CLI_DONE;
    } else {
        ret = print(result);
    }
    json_decref(result);
    json_decref(error.data);
    outgoing_fini(&out);
    return ret;
}

int request_run(const struct cli *cli, const char *method, const json_t *params,
                bool json, request_print *print)
{
    struct err err = {0};
    struct house *house = NULL;
    struct workspace *ws = NULL;
    int ret = house_open(cli->config, &house, &err);

    if (ret == 0)
        ret = house_workspace(house, &ws, &err);
    if (ret == 0) {
        house_begin(house, ws);
        ret = call(ws, method, params, json, print);
        workspace_end(ws);
    }
    if (ret < 0)
        ret = cli_fail(&err);
    workspace_close(&ws);
    house_close(&house);
    return ret;
}
