/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clause.h - cuts a cleaned text at its numbers; inside of document only.
 *
 * A text with articles (第一条 ...) is cut at these, any other at 一、 （一）
 * and 1.; where there are no numbers, each paragraph is a clause.
 * Threads: any; pure. */
#ifndef INGEST_CLAUSE_H
#define INGEST_CLAUSE_H

#include "base/arena.h"
#include "base/err.h"
#include "ingest/clean.h"
#include "ingest/document.h"

struct clauses {
    struct document_clause *items;
    size_t count, capacity;
    size_t head; /* paragraphs before the text proper: title, number, date */
};

/* Clauses in order; they live in arena: 0, or -1 with ERR_LIMIT. */
int clauses_cut(const struct cleaned *text, struct arena *arena,
                struct clauses *out, struct err *err);

#endif
