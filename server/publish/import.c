/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/import.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "publish/files.h"

/* ---- import ------------------------------------------------------------ */

struct import {
    struct store *store;
    const struct sources *sources;
    const struct import_options *options;
    struct import_result *result;
};

/* 1 if somebody else made its latest revision. */
static int record_of_others(struct import *import, const char *id,
                            struct err *err)
{
    char *author = NULL;
    int ret = records_author(import->store, id, &author, err);

    if (ret == 1)
        ret = strcmp(author, import->options->author.name) != 0;
    free(author);
    return ret;
}

static int import_record(struct import *import, const struct record *record,
                         struct err *err)
{
    int ret = 0;

    import->result->records++;
    if (import->options->yield) {
        ret = record_of_others(import, record->id, err);
        if (ret != 0) {
            import->result->yielded += ret == 1;
            return ret;
        }
    }
    if (import->options->draft)
        json_object_set_new(record->json, "state", json_string("in_review"));
    ret =
        records_put(import->store, record, import->options->author, NULL, err);
    import->result->changed += ret == 1;
    return ret;
}

static int import_source(struct import *import, const struct source *source,
                         struct err *err)
{
    int ret = 0;

    if (source->record != NULL)
        return import_record(import, source->record, err);
    import->result->wording++;
    if (import->options->draft)
        return 0; /* wording has no review */
    ret = wording_put(import->store, source->lang, source->wording, err);
    import->result->changed += ret == 1;
    return ret;
}

static bool kind_given(const struct sources *sources, const char *kind)
{
    for (size_t i = 0; i < sources->count; i++)
        if (sources->items[i].record != NULL &&
            strcmp(sources->items[i].record->kind, kind) == 0)
            return true;
    return false;
}

static int retire_missing(void *context, struct record **record,
                          struct err *err)
{
    struct import *import = context;
    int ret = 0;

    if (sources_record(import->sources, (*record)->id) != NULL ||
        !kind_given(import->sources, (*record)->kind))
        return 0;
    ret = records_retire(import->store, (*record)->id, import->options->author,
                         err);
    import->result->retired += ret == 1;
    return ret < 0 ? -1 : 0;
}

static int import_all(struct import *import, struct err *err)
{
    for (size_t i = 0; i < import->sources->count; i++)
        if (import_source(import, &import->sources->items[i], err) < 0)
            return err_at(err, import->sources->items[i].path);
    if (!import->options->retire_missing)
        return 0;
    return records_each(import->store, NULL, retire_missing, import, err);
}

int import_run(struct store *store, const struct sources *sources,
               const struct import_options *options, struct import_result *out,
               struct err *err)
{
    struct import import = {store, sources, options, out};

    assert(sources->mistakes == 0);
    *out = (struct import_result){0};
    if (store_begin(store, err) < 0)
        return -1;
    return store_end(store, import_all(&import, err), err) < 0 ? -1 : 0;
}

/* ---- export ------------------------------------------------------------ */

struct export
{
    const char *directory;
    long written;
};

static int folder_make(const char *path, struct err *err)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return 0;
    return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
}

/* Is the file this text already? */
static bool file_is(const char *path, const char *text)
{
    struct buf have;
    struct err ignored;
    bool same = false;

    buf_init(&have);
    if (files_read(path, RECORD_BYTES_MAX * 2, &have, &ignored) == 0)
        same = strcmp(have.bytes, text) == 0;
    buf_fini(&have);
    return same;
}

static int export_json(struct export *export, const char *folder,
                       const char *name, const json_t *json, struct err *err)
{
    char path[FILES_PATH_MAX];
    struct buf text;
    char *dump = NULL;
    int ret = 0;

    snprintf(path, sizeof path, "%s/%s", export->directory, folder);
    if (folder_make(path, err) < 0)
        return -1;
    snprintf(path, sizeof path, "%s/%s/%s.json", export->directory, folder,
             name);
    dump = json_dumps(json, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    assert(dump != NULL);
    buf_init(&text);
    buf_text(&text, dump);
    buf_char(&text, '\n');
    if (!file_is(path, text.bytes)) {
        ret = files_write(path, text.bytes, text.len, 0666, err);
        export->written += ret == 0;
    }
    buf_fini(&text);
    free(dump);
    return ret;
}

static int export_record(void *context, struct record **record, struct err *err)
{
    const char *state = record_string(*record, "state");

    if (state != NULL && strcmp(state, "retired") == 0)
        return 0;
    return export_json(context, (*record)->kind, (*record)->id, (*record)->json,
                       err);
}

static int export_wording(struct export *export, struct store *store,
                          struct err *err)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        json_t *wording = NULL;
        int ret = wording_get(store, (enum lang)lang, &wording, err);

        if (ret == 1)
            ret = export_json(export, "wording", lang_code((enum lang)lang),
                              wording, err);
        json_decref(wording);
        if (ret < 0)
            return -1;
    }
    return 0;
}

long export_run(struct store *store, const char *directory, struct err *err)
{
    struct export export = {directory, 0};

    if (strlen(directory) > FILES_PATH_MAX - 512)
        return err_set(err, ERR_USAGE, "%.200s...: path too long", directory);
    if (folder_make(directory, err) < 0 ||
        records_each_latest(store, export_record, &export, err) < 0 ||
        export_wording(&export, store, err) < 0)
        return -1;
    return export.written;
}
