/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match_corpus.h - a snapshot to match in: the corpus's own records, records
 * written in the test, or both. */
#ifndef MATCH_CORPUS_H
#define MATCH_CORPUS_H

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "match/match.h"
#include "publish/files.h"

struct corpus {
    struct snapshot *snapshot;
    struct analyser *analyser;
    struct arena *arena;
};

/* Bytes of a record. */
static inline void corpus_add(struct corpus *corpus, const char *bytes)
{
    struct record *record = NULL;
    struct err err = {0};

    if (record_parse(bytes, strlen(bytes), &record, &err) < 0)
        fail_msg("%s: %s", bytes, err.text);
    snapshot_add(corpus->snapshot, &record);
}

/* The same; ' stands for ". */
static inline void corpus_write(struct corpus *corpus, const char *text)
{
    char *bytes = strdup(text);

    for (char *at = bytes; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    corpus_add(corpus, bytes);
    free(bytes);
}

static int corpus_file(void *context, const char *path,
                       const struct stat *status, bool named, struct err *err)
{
    struct corpus *corpus = context;
    struct record *record = NULL;
    struct buf bytes;
    int ret = 0;

    (void)status;
    (void)named;
    if (strstr(path, "/schema/") != NULL || strstr(path, "/wording/") != NULL ||
        strstr(path, ".jsonl") != NULL || strstr(path, ".json") == NULL)
        return 0;
    buf_init(&bytes);
    ret = files_read(path, RECORD_BYTES_MAX, &bytes, err);
    if (ret == 0)
        ret = record_parse(bytes.bytes, bytes.len, &record, err);
    if (ret == 0)
        snapshot_add(corpus->snapshot, &record);
    buf_fini(&bytes);
    return ret;
}

static inline void corpus_begin(struct corpus *corpus)
{
    struct err err = {0};

    corpus->snapshot = snapshot_new();
    corpus->arena = arena_new();
    if (analyser_open(&corpus->analyser, &err) < 0)
        fail_msg("%s", err.text);
}

/* Every record of corpus/. */
static inline void corpus_read(struct corpus *corpus)
{
    struct err err = {0};

    if (files_walk("corpus", corpus_file, corpus, &err) < 0)
        fail_msg("%s: run from the top folder", err.text);
}

static inline void corpus_seal(struct corpus *corpus)
{
    snapshot_seal(corpus->snapshot, corpus->analyser, 1);
}

static inline void corpus_end(struct corpus *corpus)
{
    snapshot_free(&corpus->snapshot);
    analyser_close(&corpus->analyser);
    arena_free(&corpus->arena);
}

/* What a demand, as JSON with ' for ", finds. */
static inline void corpus_match(struct corpus *corpus, const char *text,
                                struct proposal *out)
{
    char *bytes = arena_text(corpus->arena, text);
    struct demand demand = {0};
    struct err err = {0};
    json_t *json = NULL;

    for (char *at = bytes; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    json = json_loads(bytes, 0, NULL);
    if (json == NULL || match_demand_read(corpus->snapshot, json, corpus->arena,
                                          &demand, &err) < 0)
        fail_msg("%s: %s", text, err.text);
    match_run(corpus->snapshot, &demand, corpus->arena, out);
    json_decref(json);
}

/* Place among candidates, from 0; -1 not there. */
static inline int candidate_place(const struct candidate *items, size_t count,
                                  const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i].record->id, id) == 0)
            return (int)i;
    return -1;
}

static inline const struct reason *reason_said(const struct reason *reasons,
                                               size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(reasons[i].why.key, key) == 0)
            return &reasons[i];
    return NULL;
}

#endif
