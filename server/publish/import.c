/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/import.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "publish/documents.h"
#include "publish/files.h"

/* ---- import ------------------------------------------------------------ */

struct import {
    struct store *store;
    const struct sources *sources;
    const struct import_options *options;
    struct import_result *result;
    struct place_names *names; /* loaded with the first document */
    const char **told;         /* by source: what became of a document */
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

/* Somebody at a desk, not an import or the corpus. */
static bool author_edits(const struct import *import, const char *author)
{
    return author != NULL && strcmp(author, "import") != 0 &&
           strcmp(author, "corpus") != 0 &&
           strcmp(author, import->options->author.name) != 0;
}

/* A document is joined with what the store has of it: 1 to be kept, 0 it is
 * nothing new, -1. */
static int import_document(struct import *import, struct record *record,
                           struct err *err)
{
    struct record *old = NULL;
    char *author = NULL;
    int ret = records_latest(import->store, record->id, &old, err);

    if (ret < 0 ||
        (ret == 1 &&
         records_author(import->store, record->id, &author, err) < 0) ||
        (import->names == NULL &&
         place_names_load(import->store, &import->names, err) < 0))
        goto out;
    ret = document_join(record, old, author_edits(import, author));
    if (ret == 1)
        document_place(import->names, record);
out:
    record_free(&old);
    free(author);
    return ret;
}

static int import_record(struct import *import, struct record *record,
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
    if (strcmp(record->kind, "document") == 0) {
        ret = import_document(import, record, err);
        if (ret <= 0)
            return ret;
    }
    ret =
        records_put(import->store, record, import->options->author, NULL, err);
    import->result->changed += ret == 1;
    return ret;
}

static int import_source(struct import *import, size_t i, struct err *err)
{
    const struct source *source = &import->sources->items[i];
    int ret = 0;

    if (source->record != NULL) {
        ret = import_record(import, source->record, err);
        import->told[i] = ret == 1 ? "imported" : "unchanged";
        return ret;
    }
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
    long settled = 0;

    for (size_t i = 0; i < import->sources->count; i++)
        if (import_source(import, i, err) < 0)
            return err_at(err, import->sources->items[i].path);
    if (import->options->retire_missing &&
        records_each(import->store, NULL, retire_missing, import, err) < 0)
        return -1;
    if (!kind_given(import->sources, "document"))
        return 0;
    settled = documents_settle(import->store, import->options->author, err);
    import->result->settled = settled > 0 ? (size_t)settled : 0;
    return settled < 0 ? -1 : 0;
}

/* "FILE: imported as ID: "title", ..." of each raw text, as it stands now. */
static int import_tell(struct import *import, struct err *err)
{
    const struct sources *sources = import->sources;
    const struct import_options *options = import->options;

    for (size_t i = 0; options->tell != NULL && i < sources->count; i++) {
        const struct record *given = sources->items[i].record;
        struct record *record = NULL;
        struct buf line;
        char about[600];

        if (given == NULL || strcmp(given->kind, "document") != 0)
            continue;
        if (records_latest(import->store, given->id, &record, err) < 0)
            return -1;
        document_tell(record != NULL ? record : given, about, sizeof about);
        buf_init(&line);
        buf_format(&line, "%s: %s as %s: %s", sources->items[i].path,
                   import->told[i], given->id, about);
        options->tell(options->context, line.bytes);
        buf_fini(&line);
        record_free(&record);
    }
    return 0;
}

int import_run(struct store *store, const struct sources *sources,
               const struct import_options *options, struct import_result *out,
               struct err *err)
{
    struct import import = {store, sources, options, out, NULL, NULL};
    int ret = -1;

    assert(sources->mistakes == 0);
    *out = (struct import_result){0};
    import.told = mem_zero((sources->count + 1) * sizeof *import.told);
    if (store_begin(store, err) == 0)
        ret = store_end(store, import_all(&import, err), err);
    if (ret >= 0)
        ret = import_tell(&import, err);
    place_names_free(&import.names);
    free(import.told);
    return ret < 0 ? -1 : 0;
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
