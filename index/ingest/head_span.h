/* SPDX-License-Identifier: GPL-3.0-or-later */
/* head_span.h - stretches of text, and the dates in them; inside of head
 * only.
 *
 * Threads: any; pure. */
#ifndef INGEST_HEAD_SPAN_H
#define INGEST_HEAD_SPAN_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/clean.h"
#include "ingest/head.h"

/* A stretch of text. */
struct span {
    const char *text;
    size_t len;
};

struct span span_of(const struct cleaned *text, size_t i);
struct span span_from(struct span span, size_t at);
/* Where what begins in span, or -1. */
long span_find(struct span span, const char *what);
/* words end in NULL. */
bool span_has_any(struct span span, const char *const *words);
void span_blank(const char *text, size_t len, size_t *at); /* skip blanks */
/* Skip blanks and word, if it stands there. */
bool span_word(const char *text, size_t len, size_t *at, const char *word);

/* Does a paragraph begin with a date, perhaps in brackets? */
bool date_leads(struct span span, size_t *behind, char out[DATE_SIZE]);

bool date_in_words(struct span span, char out[DATE_SIZE]);
/* "shall come into force as of ...", "tritt am ... in Kraft". */
bool begin_in_words(const struct buf *text, char out[DATE_SIZE]);

/* What stands behind one of the labels (which end in NULL) in a line such as
 * "发文机关：国务院 | 发文字号：国令第722号": false if none does. */
bool span_label(struct span line, const char *const *labels,
                struct span *value);

/* Fill in date, from and to of *document; the beginning as the text states
 * it, which is that of an older version if it was amended; or NULL. */
const char *head_when(const struct cleaned *text, size_t head,
                      struct arena *arena, struct document *document);

/* Fill in repealed and repeals of *document; begin: since when. */
void head_repeals(const struct cleaned *text, size_t head, const char *begin,
                  struct arena *arena, struct document *document);

/* Fill in official and national of *document; everything else is there. */
void head_rank(struct document *document);

#endif
