/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor clock [--json] [--lang L] [--answer NAME=VALUE]... START [CLOCK] */
#include <stdio.h>
#include <string.h>

#include "cli/request.h"

static int print_plain(const json_t *result)
{
    const json_t *clocks = json_object_get(result, "clocks");
    size_t i = 0, j = 0;
    json_t *clock = NULL, *one = NULL, *note = NULL;

    json_array_foreach((json_t *)clocks, i, clock) {
        printf("%s\n", request_text(clock, "text"));
        json_array_foreach(json_object_get(clock, "cases"), j, one)
            printf("  %s %s\n", request_text(one, "text"),
                   request_text(one, "limit_text"));
        json_array_foreach(json_object_get(clock, "questions"), j, one)
            printf("  ? %s (--answer %s=...)\n", request_text(one, "label"),
                   request_text(one, "name"));
        one = json_array_get(json_object_get(clock, "cases"), 0);
        json_array_foreach(json_object_get(one, "notes"), j, note)
            printf("  - %s\n", json_string_value(note));
    }
    return json_array_size(clocks) != 0 ? CLI_DONE : CLI_NO;
}

static int answer_take(json_t *params, const char *text)
{
    const char *equals = text != NULL ? strchr(text, '=') : NULL;
    json_t *answers = json_object_get(params, "answers");

    if (equals == NULL || equals == text)
        return -1;
    if (answers == NULL) {
        answers = json_object();
        json_object_set_new(params, "answers", answers);
    }
    return json_object_setn_new(answers, text, (size_t)(equals - text),
                                json_string(equals + 1));
}

/* CLI_DONE, or how it is used. */
static int line_read(const struct cli *cli, json_t *params, bool *json)
{
    static const char *const places[] = {"start", "clock"};
    size_t given = 0;

    for (int i = 1; i < cli->argc; i++) {
        const char *arg = cli->argv[i];
        const char *value = i + 1 < cli->argc ? cli->argv[i + 1] : NULL;

        if (strcmp(arg, "--json") == 0) {
            *json = true;
        } else if (strcmp(arg, "--lang") == 0) {
            if (value == NULL || request_lang(params, value) < 0)
                return cli_misused(cli, "--lang needs a language");
            i++;
        } else if (strcmp(arg, "--answer") == 0) {
            if (answer_take(params, value) < 0)
                return cli_misused(cli, "--answer needs NAME=VALUE");
            i++;
        } else if (given == 2 || strncmp(arg, "--", 2) == 0) {
            return cli_misused(cli, arg);
        } else {
            json_object_set_new(params, places[given++], json_string(arg));
        }
    }
    return given != 0 ? CLI_DONE : cli_misused(cli, "START is missing");
}

int cli_clock(const struct cli *cli)
{
    json_t *params = json_object();
    bool json = false;
    int ret = line_read(cli, params, &json);

    if (ret == CLI_DONE)
        ret = request_run(cli, "clock.run", params, json, print_plain);
    json_decref(params);
    return ret;
}
