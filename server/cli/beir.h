/* SPDX-License-Identifier: GPL-3.0-or-later */
/* beir.h - a retrieval set in BEIR form: corpus.jsonl and queries.jsonl
 * {_id, text}, qrels.tsv with a head line (query, passage, score).
 *
 * Reads it; asks nothing. Threads: any; one set a thread. */
#ifndef CLI_BEIR_H
#define CLI_BEIR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "text/language.h"

struct beir_text {
    char *id, *text;
};

struct beir_texts {
    struct beir_text *items;
    size_t count, capacity;
};

/* A passage that answers a query. */
struct beir_judgement {
    char *query, *passage;
};

struct beir {
    struct beir_texts passages, queries;
    struct beir_judgement *judgements; /* by query, once beir_ready() */
    size_t judgement_count, judgement_capacity;
};

/* Add what lies in a directory: 0 or -1. prefix goes before every id, so that
 * several sets can be read into one. */
int beir_passages(struct beir *beir, const char *directory, const char *prefix,
                  struct err *err);
int beir_queries(struct beir *beir, const char *directory, const char *prefix,
                 struct err *err);
void beir_ready(struct beir *beir);
void beir_fini(struct beir *beir);

/* Is any passage said to answer the query? And this one? */
bool beir_judged(const struct beir *beir, const char *query);
bool beir_answers(const struct beir *beir, const char *query,
                  const char *passage);

/* The language that most of the first texts are guessed to be in. */
enum lang beir_lang(const struct beir_texts *texts);

#endif
