/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor report fairness|funnel [--since DATE] [--lang L] [--json|--csv]: what
 * the operator should see of how cities and orders are served. */
#include "cli/cli.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/house.h"
#include "desk/fairness.h"
#include "order/order.h"

struct request {
    bool funnel, json, csv;
    const char *since; /* "" from the beginning */
    enum lang lang;
};

static int option_read(const struct cli *cli, int *at, struct request *out)
{
    const char *name = cli->argv[*at];
    const char *value = *at + 1 < cli->argc ? cli->argv[*at + 1] : NULL;
    struct date date;

    if (strcmp(name, "--json") == 0) {
        out->json = true;
        return CLI_DONE;
    }
    if (strcmp(name, "--csv") == 0) {
        out->csv = true;
        return CLI_DONE;
    }
    *at += 1;
    if (strcmp(name, "--since") == 0) {
        if (!date_parse(value, &date) || date.month == 0)
            return cli_misused(cli, "--since needs a day like 2026-11-01");
        out->since = value;
        return CLI_DONE;
    }
    if (strcmp(name, "--lang") != 0)
        return cli_misused(cli, "unknown option");
    out->lang = value != NULL ? lang_parse(value) : LANG_NONE;
    return out->lang != LANG_NONE ? CLI_DONE
                                  : cli_misused(cli, "unknown language");
}

static int request_read(const struct cli *cli, struct request *out)
{
    int ret = CLI_DONE;

    if (cli->argc < 2 || (strcmp(cli->argv[1], "fairness") != 0 &&
                          strcmp(cli->argv[1], "funnel") != 0))
        return cli_misused(cli, "which report?");
    out->funnel = strcmp(cli->argv[1], "funnel") == 0;
    for (int at = 2; ret == CLI_DONE && at < cli->argc; at++)
        ret = option_read(cli, &at, out);
    if (ret == CLI_DONE && out->csv && (out->json || out->funnel))
        return cli_misused(cli, "--csv is for fairness, and without --json");
    return ret;
}

static long long number_at(const json_t *object, const char *name)
{
    return (long long)json_integer_value(json_object_get(object, name));
}

/* For people: who was shown, and who is assisted, also at zero. */
static void print_plain(const json_t *report)
{
    size_t i = 0;
    const json_t *place = NULL;

    printf("%8s %8s %8s\n", "shown", "first", "ordered");
    json_array_foreach(json_object_get(report, "places"), i, place) {
        bool assisted = json_is_true(json_object_get(place, "assisted"));

        if (number_at(place, "shown") + number_at(place, "ordered") == 0 &&
            !assisted)
            continue;
        printf("%8lld %8lld %8lld  %s%s\n", number_at(place, "shown"),
               number_at(place, "first"), number_at(place, "ordered"),
               json_string_value(json_object_get(place, "name")),
               assisted ? " (assisted)" : "");
    }
}

static int print_fairness(struct workspace *ws, const struct request *request,
                          struct err *err)
{
    json_t *report = NULL;
    char *csv = NULL;

    if (fairness_report(ws, request->since, request->lang, &report, err) < 0)
        return -1;
    if (request->csv) {
        csv = fairness_csv(report);
        fputs(csv, stdout);
        free(csv);
    } else if (request->json) {
        json_dumpf(report, stdout, JSON_COMPACT);
        putchar('\n');
    } else {
        print_plain(report);
    }
    json_decref(report);
    return CLI_DONE;
}

static int64_t since_ms(const char *since)
{
    struct tm tm = {.tm_mday = 1};
    struct date date;

    if (!date_parse(since, &date))
        return 0;
    tm.tm_year = date.year - 1900;
    tm.tm_mon = date.month - 1;
    if (date.day != 0)
        tm.tm_mday = date.day;
    return (int64_t)timegm(&tm) * 1000;
}

static int print_funnel(struct workspace *ws, const struct request *request,
                        struct err *err)
{
    json_t *report = NULL;

    if (order_report_funnel(ws, request->lang, since_ms(request->since), 0,
                            &report, err) < 0)
        return -1;
    json_dumpf(report, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(report);
    return CLI_DONE;
}

static int report(const struct house *house, struct workspace *ws,
                  void *context, struct err *err)
{
    const struct request *request = context;

    (void)house;
    return request->funnel ? print_funnel(ws, request, err)
                           : print_fairness(ws, request, err);
}

int cli_report(const struct cli *cli)
{
    struct request request = {.since = "", .lang = LANG_EN};
    int ret = request_read(cli, &request);

    return ret == CLI_DONE ? house_do(cli->config, false, report, &request)
                           : ret;
}
