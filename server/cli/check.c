/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor check PATH...: every mistake, one a line; nothing is opened. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/house.h"
#include "cli/paths.h"
#include "publish/documents.h"
#include "publish/files.h"
#include "publish/references.h"

static void check_complain(void *context, const char *text)
{
    (void)context;
    puts(text);
}

/* Which files of the corpus bear an id's name. */
struct search {
    const char *id;
    char *kind; /* of REFERENCE_KIND_MAX; "": not found */
};

static int search_file(void *context, const char *path,
                       const struct stat *status, bool named, struct err *err)
{
    struct search *search = context;
    const char *name = files_name(path);
    size_t len = strlen(search->id);

    (void)status;
    (void)named;
    (void)err;
    if (strncmp(name, search->id, len) == 0 && strcmp(name + len, ".json") == 0)
        files_folder(path, search->kind, REFERENCE_KIND_MAX);
    return 0;
}

static int check_known(void *context, const char *id,
                       char kind[REFERENCE_KIND_MAX], struct err *err)
{
    const char *corpus = context;
    struct search search = {id, kind};

    if (corpus == NULL)
        return 0;
    if (files_walk(corpus, search_file, &search, err) < 0)
        return -1;
    return kind[0] != '\0';
}

/* What an import would make of each raw text. */
static void check_documents(const struct sources *sources)
{
    char about[600];

    for (size_t i = 0; i < sources->count; i++) {
        const struct record *record = sources->items[i].record;

        if (record == NULL || strcmp(record->kind, "document") != 0 ||
            record_get(record, "origin") == NULL)
            continue;
        document_tell(record, about, sizeof about);
        printf("%s: %s\n", sources->items[i].path, about);
    }
}

static int check_run(const struct cli *cli, char *corpus, struct err *err)
{
    struct sources sources;
    long wrong = 0;
    int ret = -1;

    sources_init(&sources, check_complain, NULL);
    if (paths_read(cli->argv + 1, cli->argc - 1, corpus, &sources, err) < 0)
        goto out;
    wrong = references_check(&sources, check_known, corpus, err);
    if (wrong < 0)
        goto out;
    check_documents(&sources);
    ret = sources.mistakes != 0 || sources.refused != 0 || wrong != 0;
    if (ret == 1)
        printf("%zu files, %zu mistakes, %ld wrong references\n", sources.files,
               sources.mistakes + sources.refused, wrong);
    else
        printf("%zu files, no mistakes\n", sources.files);
out:
    sources_fini(&sources);
    return ret;
}

int cli_check(const struct cli *cli)
{
    struct err err = {0};
    char *corpus = NULL;
    int ret = 0;

    if (cli->argc < 2)
        return cli_misused(cli, "which file or folder?");
    corpus = house_corpus(cli->config);
    ret = check_run(cli, corpus, &err);
    free(corpus);
    if (ret < 0)
        return cli_fail(&err);
    return ret == 0 ? CLI_DONE : CLI_NO;
}
