/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor visit [--json] [--lang L] [--start DAY] [--hours N] [--minutes N]
 * [--in-order] STOP... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/request.h"

static int print_plain(const json_t *result)
{
    size_t i = 0, j = 0;
    json_t *day = NULL, *stop = NULL, *note = NULL;

    printf("%s\n", request_text(result, "text"));
    json_array_foreach(json_object_get(result, "days"), i, day) {
        printf("%s\n", request_text(day, "date"));
        json_array_foreach(json_object_get(day, "stops"), j, stop)
            printf("  %s-%s %s (%.0f km)\n", request_text(stop, "from"),
                   request_text(stop, "to"), request_text(stop, "name"),
                   json_number_value(json_object_get(stop, "km")));
    }
    json_array_foreach(json_object_get(result, "notes"), i, note)
        printf("- %s\n", json_string_value(note));
    return CLI_DONE;
}

static int number_take(json_t *params, const char *name, const char *text)
{
    char *end = NULL;
    long value = text != NULL ? strtol(text, &end, 10) : 0;

    if (text == NULL || end == text || *end != '\0')
        return -1;
    return json_object_set_new(params, name, json_integer(value));
}

/* An option and its value: 1, 0 it is none, -1 it is wrong. */
static int option_take(json_t *params, const char *name, const char *value)
{
    if (strcmp(name, "--lang") == 0)
        return value != NULL && request_lang(params, value) == 0 ? 1 : -1;
    if (strcmp(name, "--hours") == 0 || strcmp(name, "--minutes") == 0)
        return number_take(params, name + 2, value) == 0 ? 1 : -1;
    if (strcmp(name, "--start") == 0 && value != NULL)
        return json_object_set_new(params, "start", json_string(value)) == 0
                   ? 1
                   : -1;
    return strncmp(name, "--", 2) == 0 ? -1 : 0;
}

static int line_read(const struct cli *cli, json_t *params, bool *json)
{
    json_t *stops = json_array();

    json_object_set_new(params, "stops", stops);
    for (int i = 1; i < cli->argc; i++) {
        const char *arg = cli->argv[i];
        const char *value = i + 1 < cli->argc ? cli->argv[i + 1] : NULL;
        int taken = 0;

        if (strcmp(arg, "--json") == 0) {
            *json = true;
            continue;
        }
        if (strcmp(arg, "--in-order") == 0) {
            json_object_set_new(params, "in_order", json_true());
            continue;
        }
        taken = option_take(params, arg, value);
        if (taken < 0)
            return cli_misused(cli, arg);
        if (taken == 0)
            json_array_append_new(stops, json_string(arg));
        i += taken;
    }
    return json_array_size(stops) != 0 ? CLI_DONE
                                       : cli_misused(cli, "STOP is missing");
}

int cli_visit(const struct cli *cli)
{
    json_t *params = json_object();
    bool json = false;
    int ret = line_read(cli, params, &json);

    if (ret == CLI_DONE)
        ret = request_run(cli, "visit.compose", params, json, print_plain);
    json_decref(params);
    return ret;
}
