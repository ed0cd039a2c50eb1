/* SPDX-License-Identifier: GPL-3.0-or-later */
/* head.h - what a text says about itself: title, issuer, number, dates, what
 * it repeals; inside of document only.
 *
 * Threads: any; pure. */
#ifndef INGEST_HEAD_H
#define INGEST_HEAD_H

#include <stdbool.h>

#include "ingest/clean.h"
#include "ingest/day.h"
#include "ingest/document.h"

/* A date at *at ("2020年1月1日", "二〇二〇年十月", "2020-01-01") as ISO 8601;
 * moves *at behind it. */
bool date_read(const char *text, size_t len, size_t *at, char out[DATE_SIZE]);

/* Fill in what *document says of itself: title, issuer, number, dates, what
 * it repeals. The first head paragraphs are looked at as its head. */
void head_read(const struct cleaned *text, size_t head, struct arena *arena,
               struct document *document);

#endif
