/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack/train_names.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static void add_lists(struct lexicon *lexicon, struct analyser *analyser,
                      const json_t *record, const char *member)
{
    const char *id = json_string_value(json_object_get(record, "id"));
    const char *kind = json_string_value(json_object_get(record, "kind"));
    const char *code = NULL;
    json_t *texts = NULL, *text = NULL;
    size_t at = 0;

    json_object_foreach(json_object_get(record, member), code, texts) {
        if (json_is_string(texts))
            lexicon_add(lexicon, analyser, json_string_value(texts),
                        lang_parse(code), id, kind);
        json_array_foreach(texts, at, text)
            lexicon_add(lexicon, analyser, json_string_value(text),
                        lang_parse(code), id, kind);
    }
}

/* The server knows no names of these either. */
static bool invented(const json_t *record)
{
    const char *kind = json_string_value(json_object_get(record, "kind"));

    return kind != NULL && strcmp(kind, "enterprise") == 0 &&
           json_is_true(json_object_get(record, "synthetic"));
}

static int read_record(const char *path, struct analyser *analyser,
                       struct names *out, struct err *err)
{
    json_error_t why;
    json_t *record = json_load_file(path, 0, &why);

    if (record == NULL)
        return err_set(err, ERR_INPUT, "%s: %s", path, why.text);
    if (json_string_value(json_object_get(record, "id")) != NULL &&
        json_string_value(json_object_get(record, "kind")) != NULL) {
        add_lists(out->cues, analyser, record, "cues");
        if (json_object_get(record, "cues") == NULL && !invented(record)) {
            add_lists(out->names, analyser, record, "names");
            add_lists(out->names, analyser, record, "aliases");
        }
    }
    json_decref(record);
    return 0;
}

static int read_kind(const char *folder, struct analyser *analyser,
                     struct names *out, struct err *err)
{
    DIR *files = opendir(folder);
    const struct dirent *file = NULL;
    int ret = 0;

    if (files == NULL)
        return err_set(err, ERR_IO, "%s: %s", folder, strerror(errno));
    while (ret == 0 && (file = readdir(files)) != NULL) {
        size_t len = strlen(file->d_name);
        char path[2 * PATH_MAX];

        if (len < 5 || strcmp(file->d_name + len - 5, ".json") != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, file->d_name);
        ret = read_record(path, analyser, out, err);
    }
    closedir(files);
    return ret;
}

int names_read(const char *corpus, struct analyser *analyser, struct names *out,
               struct err *err)
{
    static const char *const kinds[] = {
        "city",  "park",       "parlor",  "country", "industry",
        "term",  "agency",     "service", "event",   "landmark",
        "place", "enterprise", "intent",
    };
    int ret = 0;

    *out = (struct names){lexicon_new(), lexicon_new()};
    for (size_t i = 0; ret == 0 && i < sizeof kinds / sizeof *kinds; i++) {
        char folder[PATH_MAX];

        snprintf(folder, sizeof folder, "%s/%s", corpus, kinds[i]);
        ret = read_kind(folder, analyser, out, err);
    }
    lexicon_seal(out->names);
    lexicon_seal(out->cues);
    return ret;
}

void names_fini(struct names *names)
{
    lexicon_free(&names->names);
    lexicon_free(&names->cues);
}
