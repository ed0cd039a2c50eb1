/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/fill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "cli/house.h"
#include "publish/files.h"
#include "publish/import.h"
#include "store/records.h"

static const char fingerprint_key[] = "corpus.fingerprint";

int fill_known(void *context, const char *id, char kind[REFERENCE_KIND_MAX],
               struct err *err)
{
    struct record *record = NULL;
    int ret = records_latest(context, id, &record, err);

    if (ret == 1)
        snprintf(kind, REFERENCE_KIND_MAX, "%s", record->kind);
    record_free(&record);
    return ret;
}

/* Keeps the first mistake for the one line there is. */
static void fill_complain(void *context, const char *text)
{
    char *first = context;

    if (*first == '\0')
        snprintf(first, 400, "%s", text);
}

static int fill_read(const char *corpus, struct sources *sources,
                     struct err *err)
{
    char path[FILES_PATH_MAX];
    struct schemas *schemas = NULL;
    int ret = -1;

    snprintf(path, sizeof path, "%s/schema", corpus);
    if (schemas_load(path, &schemas, err) == 0)
        ret = sources_add(sources, corpus, schemas, err);
    sources_sort(sources);
    schemas_free(&schemas);
    return ret;
}

static int fill_refused(struct store *store, const char *corpus,
                        const struct sources *sources, struct err *err)
{
    const char *first = sources->context;
    int64_t have = records_count(store, err);

    if (have < 0)
        return -1;
    if (have == 0)
        return err_set(
            err, ERR_INPUT,
            "the corpus has mistakes (%zu; parlor check %.100s lists "
            "them), first: %.300s",
            sources->mistakes, corpus, first);
    log_warn("%s: not taken, it has mistakes (%zu), first: %s", corpus,
             sources->mistakes, first);
    return 0;
}

static int fill_import(struct store *store, const struct sources *sources,
                       const struct clock *clock, struct err *err)
{
    const struct import_options options = {
        .author = {FILL_AUTHOR, clock_wall(clock)},
        .yield = true,
    };
    struct import_result result;

    if (import_run(store, sources, &options, &result, err) < 0)
        return -1;
    if (sources->refused != 0)
        log_warn("corpus: %zu texts refused; parlor check lists them",
                 sources->refused);
    log_info("corpus: %zu records, %zu changes taken", result.records,
             result.changed);
    if (result.yielded != 0)
        log_info("corpus: %zu records left as they were changed here",
                 result.yielded);
    return result.changed != 0;
}

static int fill_take(struct store *store, const char *corpus,
                     const char *fingerprint, const struct clock *clock,
                     struct err *err)
{
    char first[400] = "";
    struct sources sources;
    int ret = -1;

    sources_init(&sources, fill_complain, first);
    if (fill_read(corpus, &sources, err) < 0)
        goto out;
    if (sources.mistakes != 0) {
        ret = fill_refused(store, corpus, &sources, err);
        goto out;
    }
    ret = fill_import(store, &sources, clock, err);
    if (ret >= 0 &&
        store_setting_put(store, fingerprint_key, fingerprint, err) < 0)
        ret = -1;
out:
    sources_fini(&sources);
    return ret;
}

static int fill_without(struct store *store, struct err *err)
{
    int64_t have = records_count(store, err);

    if (have < 0)
        return -1;
    if (have == 0)
        return err_set(err, ERR_USAGE,
                       "%s is empty and there is no corpus to fill it from; "
                       "name its folder with PARLOR_CORPUS",
                       store_path(store));
    return 0;
}

int fill_from_corpus(const struct config *config, struct store *store,
                     const struct clock *clock, struct err *err)
{
    char *corpus = house_corpus(config);
    char *before = NULL, now[33];
    int ret = -1;

    if (corpus == NULL)
        return fill_without(store, err);
    if (files_fingerprint(corpus, now, err) < 0) {
        err_at(err, "the corpus to fill from (PARLOR_CORPUS)");
        goto out;
    }
    if (store_setting(store, fingerprint_key, &before, err) < 0)
        goto out;
    ret = 0;
    if (before == NULL || strcmp(before, now) != 0)
        ret = fill_take(store, corpus, now, clock, err);
out:
    free(before);
    free(corpus);
    return ret;
}
