/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sources.h - what an import run or a check has been given, read and
 * checked as a whole before anything is done with it.
 *
 * A file KIND/ID.json is a record, wording/LANG.json what Parlor says, a .md,
 * .txt or .html a raw text that becomes a record of kind document, as does
 * any other file that is named itself. The folder schema/, README.md and
 * other files are passed over. Every mistake is told, not only the first; a
 * text that cannot be read is refused by itself and hinders no other. Knows
 * no store.
 * Threads: one at a time. */
#ifndef PUBLISH_SOURCES_H
#define PUBLISH_SOURCES_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ingest/record.h"
#include "ingest/schema_check.h"
#include "text/language.h"

struct source {
    char *path;
    struct record *record; /* or NULL, then it is wording: */
    enum lang lang;
    json_t *wording;
};

/* "corpus/city/x.json: $.names: is missing ..."; one line, no newline. */
typedef void complaint_fn(void *context, const char *text);

struct sources {
    struct source *items; /* records in order of id, then wording */
    size_t count, capacity;
    size_t files;    /* looked at */
    size_t mistakes; /* told to complain */
    size_t refused;  /* raw texts that make no document, told too */
    size_t passed;   /* files that are neither records nor texts */
    complaint_fn *complain;
    void *context;
};

void sources_init(struct sources *sources, complaint_fn *complain,
                  void *context);
void sources_fini(struct sources *sources); /* twice is fine */

/* Read a file or folder. Mistakes are told and counted; -1 only if path
 * itself cannot be read. */
int sources_add(struct sources *sources, const char *path,
                const struct schemas *schemas, struct err *err);

/* After the last one: sort, and tell of ids given twice; the same document
 * given twice is kept once, of two with one id the second is refused. */
void sources_sort(struct sources *sources);

/* The record of an id; NULL. Only after sources_sort(). */
const struct record *sources_record(const struct sources *sources,
                                    const char *id);

#endif
