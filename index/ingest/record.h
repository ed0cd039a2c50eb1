/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record.h - a record of the corpus: parsed, checked, read.
 *
 * Format: corpus/README.md. Does not know where records are kept.
 * Threads: a record never changes once loaded; any thread may read it. */
#ifndef INGEST_RECORD_H
#define INGEST_RECORD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "text/language.h"

enum {
    RECORD_BYTES_MAX = 24 * 1024 * 1024, /* a document carries its text */
    RECORD_VALUES_MAX = 250000,          /* objects, lists, texts, numbers */
    RECORD_DEPTH_MAX = 16,
    RECORD_ID_MAX = 120,
    RECORD_KIND_MAX = 40
};

struct record {
    const char *id;   /* borrowed from json */
    const char *kind; /* borrowed from json */
    int64_t revision; /* of the store; 0 if not from there */
    json_t *json;     /* owned */
};

/* Parse bytes as one JSON object (no duplicate keys, depth at most 16) with
 * id ([a-z0-9][a-z0-9.-]*) and kind ([a-z][a-z_]*): both are safe as file
 * names. 0, or -1 with *err naming line and column. Schema not yet checked.
 * *out is given back with record_free(). */
int record_parse(const char *bytes, size_t len, struct record **out,
                 struct err *err);
void record_free(struct record **record);

/* The text of an object by language: lang, else (zh-Hant) zh-Hans, else en,
 * else any; used says which one it is (may be NULL). NULL if there is none. */
const char *record_text(const json_t *by_lang, enum lang lang, enum lang *used);
/* Shorthands on "names" and "summary". */
const char *record_name(const struct record *record, enum lang lang);
const char *record_summary(const struct record *record, enum lang lang,
                           enum lang *used);

/* Member by dotted path ("source.title"): NULL if absent or null. */
const json_t *record_get(const struct record *record, const char *path);
const char *record_string(const struct record *record, const char *path);
/* Number at path, or fallback. */
double record_number(const struct record *record, const char *path,
                     double fallback);
/* Is the text at path this one? */
bool record_is(const struct record *record, const char *path, const char *text);
bool record_list_has(const json_t *list, const char *text);
/* Is it marked as invented, for tests and demonstrations? */
bool record_invented(const struct record *record);

#endif
