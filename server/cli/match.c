/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor match [--json] [--lang L] [--demand FILE] [--industry ID] ... [TEXT]
 *
 * The text is understood as a message would be; the demand of a file ("-":
 * standard input, which is also read if --json stands alone) adds to it, and
 * options add to that. */
#include "cli/cli.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer/answer.h"
#include "cli/house.h"
#include "match/match.h"
#include "text/fold.h"
#include "understand/understand.h"

enum { TEXT_MAX = 8000, DEMAND_MAX = 64 * 1024 };

enum form {
    FORM_ID,     /* one more id of a list */
    FORM_WORD,   /* a word or id */
    FORM_NUMBER, /* a number */
    FORM_WEIGHT  /* CRITERION=NUMBER */
};

static const struct option {
    const char *name, *member;
    enum form form;
} option_list[] = {
    {"--industry", "industries", FORM_ID},
    {"--country", "countries", FORM_ID},
    {"--near", "near", FORM_ID},
    {"--within", "within", FORM_ID},
    {"--landmark", "landmark", FORM_WORD},
    {"--side", "side", FORM_WORD},
    {"--kind", "kind", FORM_WORD},
    {"--zone", "zone", FORM_WORD},
    {"--land", "land_m2", FORM_NUMBER},
    {"--building", "building_m2", FORM_NUMBER},
    {"--km", "near_km", FORM_NUMBER},
    {"--plot-ratio", "plot_ratio", FORM_NUMBER},
    {"--investment", "investment", FORM_NUMBER},
    {"--staff", "staff_min", FORM_NUMBER},
    {"--by", "by", FORM_WORD},
    {"--seeks", "seeks", FORM_WORD},
    {"--asker", "asker", FORM_WORD},
    {"--project", "project", FORM_WORD},
    {"--role", "role", FORM_WORD},
    {"--purpose", "purpose", FORM_WORD},
    {"--speaks", "speaks", FORM_WORD},
    {"--group", "group", FORM_WORD},
    {"--counts", "counts", FORM_ID},
    {"--unit", "area_unit", FORM_WORD},
    {"--limit", "limit", FORM_NUMBER},
    {"--weight", "weights", FORM_WEIGHT},
};

struct request {
    bool json;
    enum lang lang;
    json_t *demand; /* owned */
    const char *text;
};

/* ---- the command line --------------------------------------------------- */

static json_t *number_of(const char *text)
{
    char *end = NULL;
    double value = strtod(text, &end);

    return end != text && *end == '\0' ? json_real(value) : NULL;
}

static int weight_take(json_t *demand, const char *text)
{
    const char *equals = strchr(text, '=');
    json_t *weights = json_object_get(demand, "weights");
    json_t *value = equals != NULL ? number_of(equals + 1) : NULL;

    if (value == NULL)
        return -1;
    if (weights == NULL) {
        weights = json_object();
        json_object_set_new(demand, "weights", weights);
    }
    return json_object_setn_new(weights, text, (size_t)(equals - text), value);
}

static int option_take(json_t *demand, const struct option *option,
                       const char *text)
{
    json_t *list = NULL;

    switch (option->form) {
    case FORM_ID:
        list = json_object_get(demand, option->member);
        if (list == NULL) {
            list = json_array();
            json_object_set_new(demand, option->member, list);
        }
        return json_array_append_new(list, json_string(text));
    case FORM_WORD:
        return json_object_set_new(demand, option->member, json_string(text));
    case FORM_NUMBER:
        return json_object_set_new(demand, option->member, number_of(text));
    case FORM_WEIGHT:
        return weight_take(demand, text);
    }
    return -1;
}

static const struct option *option_named(const char *name)
{
    for (size_t i = 0; i < sizeof option_list / sizeof *option_list; i++)
        if (strcmp(option_list[i].name, name) == 0)
            return &option_list[i];
    return NULL;
}

/* The demand of a file, "-" being standard input, goes under what options
 * have said already. */
static int demand_take(const struct cli *cli, const char *path,
                       struct request *out)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    char *text = NULL;
    size_t len = 0;
    json_auto_t *demand = NULL;

    if (file == NULL)
        return cli_misused(cli, "that file cannot be read");
    text = malloc(DEMAND_MAX + 1);
    len = text != NULL ? fread(text, 1, DEMAND_MAX + 1, file) : 0;
    if (file != stdin)
        fclose(file);
    if (len <= DEMAND_MAX)
        demand = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
    free(text);
    if (!json_is_object(demand))
        return cli_misused(cli, "a demand is a JSON object, 64 kB at most");
    json_object_update_missing(out->demand, demand);
    return CLI_DONE;
}

static int option_read(const struct cli *cli, int at, struct request *out)
{
    const struct option *option = option_named(cli->argv[at]);
    const char *value = at + 1 < cli->argc ? cli->argv[at + 1] : NULL;

    if (value == NULL)
        return cli_misused(cli, "an option lacks its value, or is unknown");
    if (strcmp(cli->argv[at], "--lang") == 0) {
        out->lang = lang_parse(value);
        return out->lang != LANG_NONE ? CLI_DONE
                                      : cli_misused(cli, "unknown language");
    }
    if (strcmp(cli->argv[at], "--demand") == 0)
        return demand_take(cli, value, out);
    if (option == NULL)
        return cli_misused(cli, "unknown option");
    return option_take(out->demand, option, value) == 0
               ? CLI_DONE
               : cli_misused(cli, "that is no number, or no UTF-8");
}

static int request_read(const struct cli *cli, struct request *out)
{
    int at = 1, ret = CLI_DONE;

    while (at < cli->argc && strncmp(cli->argv[at], "--", 2) == 0) {
        if (strcmp(cli->argv[at], "--json") == 0) {
            out->json = true;
            at++;
            continue;
        }
        ret = option_read(cli, at, out);
        if (ret != CLI_DONE)
            return ret;
        at += 2;
    }
    if (at + 1 < cli->argc)
        return cli_misused(cli, "one text, in quotes");
    out->text = at < cli->argc ? cli->argv[at] : NULL;
    if (out->json && cli->argc == 2) {
        ret = demand_take(cli, "-", out);
        if (ret != CLI_DONE)
            return ret;
    }
    if (out->text == NULL && json_object_size(out->demand) == 0)
        return cli_misused(cli, "what is demanded?");
    if (out->text != NULL && (strlen(out->text) > TEXT_MAX ||
                              !fold_utf8_valid(out->text, strlen(out->text))))
        return cli_misused(cli, "a text is UTF-8 of at most 8000 bytes");
    return CLI_DONE;
}

/* ---- the run ------------------------------------------------------------ */

static int demand_make(struct workspace *ws, struct request *request,
                       struct demand *out, struct err *err)
{
    *out = (struct demand){0};
    if (request->text != NULL) {
        struct message message = {.text = request->text,
                                  .len = strlen(request->text),
                                  .hint = request->lang};
        struct meaning meaning;
        struct profile who;

        understand_message(ws, &message, &meaning);
        understand_profile(ws, &meaning, &who);
        who.rates = snapshot_kind(ws->snapshot, "rate");
        match_demand_told(&meaning, &who, out);
        if (request->lang == LANG_NONE)
            request->lang = meaning.lang;
    }
    if (request->lang == LANG_NONE)
        request->lang = LANG_EN;
    if (match_demand_read(ws->snapshot, request->demand, ws->arena, out, err) ==
        0)
        return 0;
    err->code = ERR_USAGE; /* here it is the caller's words */
    return -1;
}

static void print_reasons(const json_t *card, const char *member,
                          const char *mark)
{
    size_t i = 0;
    json_t *reason = NULL;

    json_array_foreach(json_object_get(card, member), i, reason)
        printf("   %s %s\n", mark,
               json_string_value(json_object_get(reason, "text")));
}

/* For people: rank, score and coverage in percent, what speaks for it. */
static void print_plain(const json_t *cards)
{
    size_t i = 0;
    json_t *card = NULL;

    json_array_foreach((json_t *)cards, i, card) {
        bool out = json_is_true(json_object_get(card, "excluded"));

        printf("%s%.0f/%.0f %s\n", out ? "left out: " : "",
               json_real_value(json_object_get(card, "score")) * 100,
               json_real_value(json_object_get(card, "coverage")) * 100,
               json_string_value(json_object_get(card, "name")));
        print_reasons(card, "reasons", "+");
        print_reasons(card, "failed", "-");
        print_reasons(card, "changes", "?");
    }
}

static void print_notes(const json_t *notes)
{
    size_t i = 0;
    json_t *note = NULL;

    json_array_foreach((json_t *)notes, i, note)
        printf("%s\n", json_string_value(note));
}

static void print_ranking(const json_t *ranking)
{
    print_plain(json_object_get(ranking, "matches"));
    print_plain(json_object_get(ranking, "excluded"));
    print_notes(json_object_get(ranking, "notes"));
}

static int run(const struct house *house, struct workspace *ws, void *context,
               struct err *err)
{
    struct request *request = context;
    struct demand demand;
    struct proposal proposal;
    json_auto_t *ranking = NULL;
    int64_t start = house->clock.span(house->clock.context);

    if (demand_make(ws, request, &demand, err) < 0)
        return -1;
    match_run(ws->snapshot, &demand, ws->arena, &proposal);
    match_changes(ws->snapshot, &demand, ws->arena, &proposal);
    ranking = answer_ranking(ws, request->lang, &proposal);
    if (request->json) {
        json_object_set_new(ranking, "demand", match_demand_write(&demand));
        json_object_set_new(
            ranking, "took_ms",
            json_integer(house->clock.span(house->clock.context) - start));
        json_dumpf(ranking, stdout, JSON_COMPACT);
        putchar('\n');
    } else {
        print_ranking(ranking);
    }
    return proposal.count != 0 ? CLI_DONE : CLI_NO;
}

int cli_match(const struct cli *cli)
{
    struct request request = {.lang = LANG_NONE, .demand = json_object()};
    int ret = request_read(cli, &request);

    if (ret == CLI_DONE)
        ret = house_do(cli->config, false, run, &request);
    json_decref(request.demand);
    return ret;
}
