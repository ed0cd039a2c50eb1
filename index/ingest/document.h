/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document.h - a published text made into a record: whose it is, since when
 * it is in force, and its clauses.
 *
 * Reads plain text and Markdown in UTF-8. States only what the text states:
 * a date or an issuer that is not there stays NULL. Does not open files,
 * decode other formats or judge what a clause means.
 * Threads: a document never changes once read. */
#ifndef INGEST_DOCUMENT_H
#define INGEST_DOCUMENT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "ingest/record.h"
#include "text/language.h"

enum {
    DOCUMENT_BYTES_MAX = 20 * 1024 * 1024,
    DOCUMENT_CLAUSES_MAX = 20000,
    DOCUMENT_CLAUSE_BYTES_MAX = 16 * 1024, /* longer ones are cut in pieces */
    DOCUMENT_TITLE_MAX = 200               /* characters */
};

/* One passage: a numbered clause, or a paragraph where there are no numbers.
 * Texts live as long as the document. */
struct document_clause {
    const char *number;  /* as the source writes it: "第二十二条", "11",
                          * "（一）"; NULL if it has none */
    const char *heading; /* its own: "支持企业扩大有效投入"; or NULL */
    const char *under;   /* headings above it: "第一章 总则"; or NULL */
    size_t from, to;     /* bytes of text, number and heading included */
};

struct document {
    enum lang lang;
    const char *title;  /* never NULL */
    const char *issuer; /* or NULL */
    const char *number; /* "苏委发〔2020〕1号", "国务院令第707号"; or NULL */
    const char *date; /* of this version, ISO 8601; or NULL */
    const char *from; /* in force from; or NULL */
    const char *to;   /* last day in force; or NULL */
    const char *text; /* cleaned; paragraphs end in LF */
    size_t len;
    const struct document_clause *clauses;
    size_t clause_count;
    struct arena *arena; /* owns all of the above */
};

/* Read a text: 0, or -1 with ERR_LIMIT (size, number of clauses) or
 * ERR_INPUT (no valid UTF-8: says which byte; nothing in it). hint is the
 * language where the text does not show it, or LANG_NONE.
 * *out is given back with document_free(). */
int document_read(const char *bytes, size_t len, enum lang hint,
                  struct document **out, struct err *err);
void document_free(struct document **document);

/* The record (kind document) of a document, in the given state ("draft",
 * "published"): 0, or -1 with *err. Its id is made from title, number and
 * date, so that the same text imported again is the same record.
 * *out is given back with record_free(). */
int document_record(const struct document *document, const char *state,
                    struct record **out, struct err *err);

#endif
