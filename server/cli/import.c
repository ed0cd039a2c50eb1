/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor import [--draft] [--retire-missing] PATH...: into the store, and
 * back when it can be found. */
#include "cli/cli.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "cli/fill.h"
#include "cli/house.h"
#include "cli/paths.h"
#include "publish/import.h"

enum { SEARCHABLE_MS = 10000, REMARKS_SHOWN = 3 };

struct request {
    bool draft, retire;
    char **paths;
    int count;
};

static void import_complain(void *context, const char *text)
{
    (void)context;
    fprintf(stderr, "%s\n", text);
}

static void import_line(void *context, const char *text)
{
    (void)context;
    puts(text);
}

/* A reference to nothing hinders no import; a few are shown. */
static void import_remark(void *context, const char *text)
{
    size_t *remarks = context;

    if (++*remarks <= REMARKS_SHOWN)
        log_warn("%s", text);
}

/* What comes from the corpus folder itself goes on following it. */
static const char *import_author(const struct request *request,
                                 const char *corpus)
{
    char home[PATH_MAX], path[PATH_MAX];
    size_t len = 0;

    if (corpus == NULL || realpath(corpus, home) == NULL)
        return "import";
    len = strlen(home);
    for (int i = 0; i < request->count; i++)
        if (realpath(request->paths[i], path) == NULL ||
            strncmp(path, home, len) != 0 ||
            (path[len] != '/' && path[len] != '\0'))
            return "import";
    return FILL_AUTHOR;
}

static int import_keep(struct house *house, const struct request *request,
                       const char *corpus, struct sources *sources,
                       struct err *err)
{
    struct import_options options = {
        .author = {import_author(request, corpus), clock_wall(&house->clock)},
        .draft = request->draft,
        .retire_missing = request->retire,
        .tell = import_line,
    };
    struct import_result result;
    size_t remarks = 0;

    if (sources->mistakes != 0)
        return err_set(err, ERR_INPUT,
                       "import: nothing was taken, because of mistakes (%zu)",
                       sources->mistakes);
    sources->complain = import_remark;
    sources->context = &remarks;
    if (references_check(sources, fill_known, house->store, err) < 0 ||
        import_run(house->store, sources, &options, &result, err) < 0)
        return -1;
    if (remarks > REMARKS_SHOWN)
        log_warn("%zu more wrong references; parlor check lists them",
                 remarks - REMARKS_SHOWN);
    printf("%zu records and %zu wordings read, %zu changed, %zu retired%s\n",
           result.records, result.wording, result.changed, result.retired,
           request->draft ? "; they wait for review" : "");
    if (sources->passed != 0)
        printf("%zu %s passed over: neither records nor texts\n",
               sources->passed, sources->passed == 1 ? "file" : "files");
    if (sources->refused != 0)
        printf("%zu files refused, the others are in\n", sources->refused);
    return 0;
}

/* 0 done, 1 done but for files that were refused, -1. */
static int import_paths(struct house *house, const struct request *request,
                        struct err *err)
{
    char *corpus = house_corpus(house->config);
    struct sources sources;
    size_t refused = 0;
    int ret = -1;

    sources_init(&sources, import_complain, NULL);
    if (paths_read(request->paths, request->count, corpus, &sources, err) ==
            0 &&
        import_keep(house, request, corpus, &sources, err) == 0)
        ret = house_index(house->data_dir, house->store, &house->clock,
                          SEARCHABLE_MS, err);
    refused = sources.refused;
    sources_fini(&sources);
    free(corpus);
    if (ret == 1 && refused != 0)
        return 1;
    if (ret == 0)
        return err_set(err, ERR_BUSY,
                       "import: everything is in the store, but the server "
                       "has not made it searchable within 10 s; see its log");
    return ret < 0 ? -1 : 0;
}

static int request_read(const struct cli *cli, struct request *out)
{
    int at = 1;

    *out = (struct request){0};
    for (; at < cli->argc && cli->argv[at][0] == '-'; at++) {
        if (strcmp(cli->argv[at], "--draft") == 0)
            out->draft = true;
        else if (strcmp(cli->argv[at], "--retire-missing") == 0)
            out->retire = true;
        else if (strcmp(cli->argv[at], "--") == 0) {
            at++;
            break;
        } else
            return cli_misused(cli, "there is no such option");
    }
    out->paths = cli->argv + at;
    out->count = cli->argc - at;
    return out->count == 0 ? cli_misused(cli, "which file or folder?") : 0;
}

int cli_import(const struct cli *cli)
{
    struct request request;
    struct house *house = NULL;
    struct err err = {0};
    int code = request_read(cli, &request), ret = -1;

    if (code != 0)
        return code;
    if (house_open_writing(cli->config, &house, &err) == 0)
        ret = import_paths(house, &request, &err);
    code = ret < 0 ? cli_fail(&err) : ret == 0 ? CLI_DONE : CLI_NO;
    house_close(&house);
    return code;
}
