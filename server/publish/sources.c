/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/sources.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "ingest/document.h"
#include "publish/files.h"

enum { WORDING_BYTES_MAX = 2 * 1024 * 1024, COMPLAINT_MAX = 1024 };

void sources_init(struct sources *sources, complaint_fn *complain,
                  void *context)
{
    *sources = (struct sources){.complain = complain, .context = context};
}

static void __attribute__((format(printf, 2, 3)))
sources_tell(const struct sources *sources, const char *format, ...)
{
    char text[COMPLAINT_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    sources->complain(sources->context, text);
}

static void sources_mistake(struct sources *sources, const char *path,
                            const char *what)
{
    sources->mistakes++;
    sources_tell(sources, "%s: %s", path, what);
}

/* A raw text that is not taken; the rest of a run is. */
static void sources_refuse(struct sources *sources, const char *path,
                           const char *why)
{
    sources->refused++;
    sources_tell(sources, "%s: refused: %s", path, why);
}

/* ---- one file ---------------------------------------------------------- */

static bool name_ends(const char *name, const char *end)
{
    size_t len = strlen(name), end_len = strlen(end);

    return len > end_len && strcmp(name + len - end_len, end) == 0;
}

static struct source *sources_room(struct sources *sources, const char *path)
{
    struct source *source = NULL;

    sources->items = mem_room(sources->items, sources->count,
                              &sources->capacity, sizeof *sources->items);
    source = &sources->items[sources->count++];
    *source = (struct source){.path = mem_text(path), .lang = LANG_NONE};
    return source;
}

/* What is being checked, for the complaints of a schema. */
struct checking {
    struct sources *sources;
    const char *path;
};

static void checking_complain(void *context, const char *path, const char *what)
{
    struct checking *checking = context;

    checking->sources->mistakes++;
    sources_tell(checking->sources, "%s: %s: %s", checking->path, path, what);
}

/* In a folder, a record lies where its kind and id say. */
static void record_placed(struct sources *sources, const char *path,
                          const struct record *record)
{
    const char *name = files_name(path);
    size_t len = strlen(record->id);
    char folder[RECORD_KIND_MAX + 2], what[512];

    if (strncmp(name, record->id, len) != 0 ||
        strcmp(name + len, ".json") != 0) {
        snprintf(what, sizeof what,
                 "$.id: is \"%.120s\"; the file must be named %.120s.json",
                 record->id, record->id);
        sources_mistake(sources, path, what);
    }
    files_folder(path, folder, sizeof folder);
    if (strcmp(folder, record->kind) != 0) {
        snprintf(what, sizeof what,
                 "$.kind: is \"%s\"; the file must lie in a folder %s/",
                 record->kind, record->kind);
        sources_mistake(sources, path, what);
    }
}

static void read_record(struct sources *sources, const char *path, bool named,
                        const struct schemas *schemas, const struct buf *bytes)
{
    struct checking checking = {sources, path};
    struct record *record = NULL;
    struct err err = {0};

    if (record_parse(bytes->bytes, bytes->len, &record, &err) < 0) {
        sources_mistake(sources, path, err.text);
        return;
    }
    if (!named)
        record_placed(sources, path, record);
    schemas_check(schemas, record, checking_complain, &checking);
    sources_room(sources, path)->record = record;
}

/* A raw text becomes a record of its own; what is in it decides its id. */
static void read_document(struct sources *sources, const char *path,
                          const struct schemas *schemas,
                          const struct buf *bytes)
{
    struct checking checking = {sources, path};
    struct document *document = NULL;
    struct record *record = NULL;
    struct err err = {0};

    if (document_read(bytes->bytes, bytes->len, LANG_NONE, &document, &err) <
            0 ||
        document_record(document, "published", &record, &err) < 0) {
        sources_refuse(sources, path, err.text);
    } else {
        schemas_check(schemas, record, checking_complain, &checking);
        sources_room(sources, path)->record = record;
    }
    document_free(&document);
}

/* A text, or texts by plural category with one for all others. */
static bool wording_fits(const json_t *entry)
{
    const char *category = NULL;
    json_t *text = NULL;

    if (!json_is_object(entry))
        return json_is_string(entry);
    json_object_foreach((json_t *)entry, category, text) {
        if (!json_is_string(text))
            return false;
    }
    return json_object_get(entry, "other") != NULL;
}

static void check_wording(struct sources *sources, const char *path,
                          json_t *wording)
{
    const char *key = NULL;
    json_t *entry = NULL;

    json_object_foreach(wording, key, entry) {
        char what[256];

        if (wording_fits(entry))
            continue;
        snprintf(what, sizeof what,
                 "$.%.100s: must be a text, or texts by plural category with "
                 "\"other\" among them",
                 key);
        sources_mistake(sources, path, what);
    }
}

static void read_wording(struct sources *sources, const char *path,
                         const struct buf *bytes)
{
    const char *name = files_name(path);
    char code[16];
    json_error_t why;
    json_t *json = NULL;
    struct source *source = NULL;
    enum lang lang = LANG_NONE;

    snprintf(code, sizeof code, "%.*s", (int)(strlen(name) - 5), name);
    lang = lang_parse(code);
    if (lang == LANG_NONE || strcmp(lang_code(lang), code) != 0) {
        sources_mistake(sources, path,
                        "wording is named after one of en zh-Hans zh-Hant ja "
                        "ko de fr ru es ar");
        return;
    }
    json = json_loadb(bytes->bytes, bytes->len, JSON_REJECT_DUPLICATES, &why);
    if (!json_is_object(json)) {
        char what[256];

        snprintf(what, sizeof what, "line %d, column %d: %s", why.line,
                 why.column,
                 json == NULL ? why.text : "must be an object of texts");
        sources_mistake(sources, path, what);
        json_decref(json);
        return;
    }
    check_wording(sources, path, json);
    source = sources_room(sources, path);
    source->lang = lang;
    source->wording = json;
}

struct adding {
    struct sources *sources;
    const struct schemas *schemas;
};

/* What a file is taken for. */
enum content {
    CONTENT_NONE,
    CONTENT_RECORD,
    CONTENT_WORDING,
    CONTENT_DOCUMENT
};

static const size_t limits[] = {
    [CONTENT_RECORD] = RECORD_BYTES_MAX,
    [CONTENT_WORDING] = WORDING_BYTES_MAX,
    [CONTENT_DOCUMENT] = DOCUMENT_BYTES_MAX,
};

static enum content content_of(const char *path, bool named)
{
    static const char *const texts[] = {".md",   ".markdown", ".txt",  ".text",
                                        ".html", ".htm",      ".xhtml"};
    char folder[64];

    files_folder(path, folder, sizeof folder);
    if (strcmp(files_name(path), "README.md") == 0)
        return CONTENT_NONE;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (name_ends(path, texts[i]))
            return CONTENT_DOCUMENT;
    if (!name_ends(path, ".json"))
        return named ? CONTENT_DOCUMENT : CONTENT_NONE;
    if (strcmp(folder, "schema") == 0)
        return CONTENT_NONE;
    return strcmp(folder, "wording") == 0 ? CONTENT_WORDING : CONTENT_RECORD;
}

static void read_content(const struct adding *adding, const char *path,
                         enum content content, bool named,
                         const struct buf *bytes)
{
    if (content == CONTENT_WORDING)
        read_wording(adding->sources, path, bytes);
    else if (content == CONTENT_DOCUMENT)
        read_document(adding->sources, path, adding->schemas, bytes);
    else
        read_record(adding->sources, path, named, adding->schemas, bytes);
}

static int add_file(void *context, const char *path, const struct stat *status,
                    bool named, struct err *err)
{
    const struct adding *adding = context;
    enum content content = content_of(path, named);
    struct buf bytes;
    struct err why = {0};

    (void)status;
    (void)err;
    if (content == CONTENT_NONE) {
        if (named && strcmp(files_name(path), "README.md") != 0)
            sources_mistake(adding->sources, path,
                            "is neither a record (ID.json) nor a text (.md, "
                            ".txt, .html)");
        else if (named ||
                 (!name_ends(path, ".json") && !name_ends(path, "/README.md")))
            adding->sources->passed++;
        return 0;
    }
    adding->sources->files++;
    buf_init(&bytes);
    if (files_read(path, limits[content], &bytes, &why) < 0) {
        if (content == CONTENT_DOCUMENT)
            sources_refuse(adding->sources, path, why.text);
        else
            sources_mistake(adding->sources, path, why.text);
    } else {
        read_content(adding, path, content, named, &bytes);
    }
    buf_fini(&bytes);
    return 0;
}

int sources_add(struct sources *sources, const char *path,
                const struct schemas *schemas, struct err *err)
{
    struct adding adding = {sources, schemas};

    return files_walk(path, add_file, &adding, err);
}

/* ---- all together ------------------------------------------------------ */

static int source_order(const void *a, const void *b)
{
    const struct source *one = a, *two = b;
    int order = 0;

    if (one->record == NULL || two->record == NULL)
        order = (one->record == NULL) - (two->record == NULL);
    else
        order = strcmp(one->record->id, two->record->id);
    return order != 0 ? order : strcmp(one->path, two->path);
}

static bool source_same(const struct source *one, const struct source *two)
{
    return one->record != NULL && two->record != NULL &&
           strcmp(one->record->id, two->record->id) == 0;
}

static void source_fini(struct source *source)
{
    free(source->path);
    record_free(&source->record);
    json_decref(source->wording);
}

/* The same text in two files is one document; else an id is given once. */
static void source_twice(struct sources *sources, const struct source *one,
                         const struct source *two)
{
    char what[FILES_PATH_MAX + 200];
    const char *text = record_string(two->record, "text");
    const char *other = record_string(one->record, "text");

    if (strcmp(two->record->kind, "document") == 0 && text != NULL &&
        other != NULL && strcmp(text, other) == 0)
        return;
    if (strcmp(two->record->kind, "document") == 0) {
        snprintf(what, sizeof what,
                 "%s has another text of the same title, number and date; "
                 "import the right one by itself",
                 one->path);
        sources_refuse(sources, two->path, what);
        return;
    }
    snprintf(what, sizeof what,
             "$.id: \"%s\" is also in %s; an id is given once", two->record->id,
             one->path);
    sources_mistake(sources, two->path, what);
}

void sources_sort(struct sources *sources)
{
    size_t kept = 0;

    if (sources->count != 0)
        qsort(sources->items, sources->count, sizeof *sources->items,
              source_order);
    for (size_t i = 0; i < sources->count; i++) {
        struct source *source = &sources->items[i];

        if (kept != 0 && source_same(&sources->items[kept - 1], source)) {
            source_twice(sources, &sources->items[kept - 1], source);
            source_fini(source);
        } else {
            sources->items[kept++] = *source;
        }
    }
    sources->count = kept;
}

const struct record *sources_record(const struct sources *sources,
                                    const char *id)
{
    size_t low = 0, high = sources->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct record *record = sources->items[middle].record;
        int order = record != NULL ? strcmp(record->id, id) : 1;

        if (order == 0)
            return record;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

void sources_fini(struct sources *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        source_fini(&sources->items[i]);
    free(sources->items);
    *sources = (struct sources){0};
}
