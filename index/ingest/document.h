/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document.h - a published text made into a record: whose it is, since when
 * it is in force, and its clauses.
 *
 * Reads plain text, Markdown and HTML in any encoding. States only what the
 * text states: a date or an issuer that is not there stays NULL. Does not
 * open files, decode other formats or judge what a clause means.
 * Threads: a document never changes once read. */
#ifndef INGEST_DOCUMENT_H
#define INGEST_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "ingest/record.h"
#include "text/language.h"

enum {
    DOCUMENT_BYTES_MAX = 20 * 1024 * 1024,
    DOCUMENT_CLAUSES_MAX = 20000,
    DOCUMENT_CLAUSE_MAX = 800, /* characters; longer ones are cut in pieces */
    DOCUMENT_CLAUSE_BYTES_MAX = 4 * DOCUMENT_CLAUSE_MAX,
    DOCUMENT_TITLE_MAX = 200 /* characters */
};

/* One passage: a numbered clause, or a paragraph where there are no numbers.
 * Texts live as long as the document. */
struct document_clause {
    const char *number;  /* as the source writes it: "第二十二条", "11",
                          * "（一）"; NULL if it has none */
    const char *heading; /* its own: "支持企业扩大有效投入"; or NULL */
    const char *under;   /* headings above it: "第一章 总则"; or NULL */
    size_t from, to;     /* bytes of text, number and heading included */
    int part;            /* of a clause cut in pieces: 1, 2 ...; else 0 */
};

/* A text that a document puts out of force. */
struct document_repeal {
    const char *title;
    const char *from; /* since when, ISO 8601; or NULL */
};

struct document {
    enum lang lang;
    const char *title;  /* never NULL */
    const char *issuer; /* or NULL */
    const char *number; /* "苏委发〔2020〕1号", "国务院令第707号"; or NULL */
    const char *date; /* of this version, ISO 8601; or NULL */
    const char *from; /* in force from; or NULL */
    const char *to;   /* last day in force; or NULL */
    bool official;    /* has the form of a rule or a decision, not of news */
    bool national;    /* ... of a body of the whole country */
    bool repealed;    /* says of itself that it is out of force */
    const struct document_repeal *repeals;
    size_t repeal_count;
    const char *text; /* cleaned; paragraphs end in LF */
    size_t len;
    struct document_clause *clauses;
    size_t clause_count;
    const char *format;   /* "text" or "html" */
    const char *encoding; /* of the file */
    size_t bytes;         /* of the file */
    const char *map;      /* text to file, as origin.h writes it */
    struct arena *arena;  /* owns all of the above */
};

/* Read a text: 0, or -1 with ERR_LIMIT (size, number of clauses) or
 * ERR_INPUT (no text, no known encoding, cut off; nothing in it), which says
 * why and what to do. hint is the language where the text does not show it,
 * or LANG_NONE.
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
