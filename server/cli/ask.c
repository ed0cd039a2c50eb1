/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor ask [--json] [--lang L] [--state FILE] TURN... */
#include "cli/cli.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/house.h"
#include "dialogue/dialogue.h"
#include "text/fold.h"

enum { TURN_MAX = 8000, TURNS_MAX = 100 };

struct options {
    bool json;
    enum lang lang;
    const char *state; /* file the conversation is kept in, or NULL */
    char **turns;
    int count;
};

static int options_read(const struct cli *cli, struct options *out)
{
    int at = 1;

    *out = (struct options){.lang = LANG_NONE};
    for (; at < cli->argc && strncmp(cli->argv[at], "--", 2) == 0; at++) {
        if (strcmp(cli->argv[at], "--") == 0) {
            at++; /* what follows are turns, whatever they begin with */
            break;
        }
        if (strcmp(cli->argv[at], "--json") == 0) {
            out->json = true;
        } else if (strcmp(cli->argv[at], "--state") == 0 &&
                   at + 1 < cli->argc) {
            out->state = cli->argv[++at];
        } else if (strcmp(cli->argv[at], "--lang") == 0 && at + 1 < cli->argc) {
            out->lang = lang_parse(cli->argv[++at]);
            if (out->lang == LANG_NONE)
                return cli_misused(cli, "unknown language");
        } else {
            return cli_misused(cli, "unknown option");
        }
    }
    out->turns = cli->argv + at;
    out->count = cli->argc - at;
    if (out->count == 0 || out->count > TURNS_MAX)
        return cli_misused(cli, "it takes 1 to 100 turns");
    return CLI_DONE;
}

static int turn_check(const char *text, struct err *err)
{
    size_t len = strlen(text);

    if (len == 0 || len > TURN_MAX)
        return err_set(err, ERR_USAGE,
                       "ask: a turn has 1 to %d bytes, this one %zu", TURN_MAX,
                       len);
    if (!fold_utf8_valid(text, len))
        return err_set(err, ERR_USAGE, "ask: a turn is not valid UTF-8");
    return 0;
}

static void print_json(json_t *body)
{
    json_dumpf(body, stdout, JSON_COMPACT | JSON_REAL_PRECISION(12));
    putchar('\n');
}

/* For people: the answer, then what it rests on. */
static void print_plain(const json_t *body)
{
    const json_t *cites = json_object_get(body, "citations");
    size_t i = 0;
    const json_t *one = NULL;

    puts(json_string_value(json_object_get(body, "answer")));
    json_array_foreach(cites, i, one) {
        const char *number = json_string_value(json_object_get(one, "number"));
        const char *clause = json_string_value(json_object_get(one, "clause"));
        const char *title = json_string_value(json_object_get(one, "title"));

        printf("  [%zu] %s %s %s\n", i + 1, title != NULL ? title : "",
               number != NULL ? number : "", clause != NULL ? clause : "");
    }
    fflush(stdout);
}

static double milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e3 * (double)now.tv_sec + (double)now.tv_nsec / 1e6;
}

static int run_turn(const struct house *house, struct workspace *ws,
                    json_t *state, const struct options *options,
                    const char *text, struct err *err)
{
    struct message message = {
        .text = text, .len = strlen(text), .hint = options->lang};
    struct reply reply = {0};
    double start = 0;
    int ret = turn_check(text, err);

    if (ret < 0)
        return ret;
    house_begin(house, ws);
    start = milliseconds();
    ret = dialogue_turn(ws, state, &message, &reply, err);
    if (ret == 0) {
        double took = round((milliseconds() - start) * 10) / 10;

        json_object_set_new(reply.body, "took_ms", json_real(took));
        if (options->json)
            print_json(reply.body);
        else
            print_plain(reply.body);
        json_decref(reply.body);
    }
    workspace_end(ws);
    return ret;
}

/* What a conversation has come to, or an empty one if there is no file: NULL
 * with *err if it is something else. */
static json_t *state_load(const char *path, struct err *err)
{
    json_error_t why;
    json_t *state = NULL;

    if (path == NULL || access(path, F_OK) < 0)
        return json_object();
    state = json_load_file(path, 0, &why);
    if (json_is_object(state))
        return state;
    err_set(err, ERR_USAGE, "--state %s: %s", path,
            state == NULL ? why.text : "is no object");
    json_decref(state);
    return NULL;
}

static int state_save(const char *path, const json_t *state, struct err *err)
{
    if (path == NULL)
        return 0;
    if (json_dump_file(state, path, JSON_INDENT(2)) < 0)
        return err_set(err, ERR_IO, "--state %s: cannot be written", path);
    return 0;
}

int cli_ask(const struct cli *cli)
{
    struct err err = {0};
    struct options options;
    struct house *house = NULL;
    struct workspace *ws = NULL;
    json_t *state = NULL;
    int ret = options_read(cli, &options);

    if (ret != CLI_DONE)
        goto out;
    state = state_load(options.state, &err);
    if (state == NULL)
        ret = -1;
    if (ret == 0)
        ret = house_open(cli->config, &house, &err);
    if (ret == 0)
        ret = house_workspace(house, &ws, &err);
    for (int i = 0; ret == 0 && i < options.count; i++)
        ret = run_turn(house, ws, state, &options, options.turns[i], &err);
    if (ret == 0)
        ret = state_save(options.state, state, &err);
    if (ret < 0)
        ret = cli_fail(&err);
out:
    json_decref(state);
    workspace_close(&ws);
    house_close(&house);
    return ret;
}
