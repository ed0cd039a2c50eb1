/* SPDX-License-Identifier: GPL-3.0-or-later */
/* encoding.h - the bytes of a file as UTF-8, whatever they were written in;
 * inside of document only.
 *
 * Told by its mark at the start, by what a page declares, else guessed by
 * ICU; nothing is converted that does not convert as a whole. Files that are
 * no text are refused with what to do about it.
 * Threads: any; pure. */
#ifndef INGEST_ENCODING_H
#define INGEST_ENCODING_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

enum { ENCODING_NAME_MAX = 40 };

struct decoded {
    struct buf text;              /* UTF-8, without a mark at its start */
    char name[ENCODING_NAME_MAX]; /* "UTF-8", "GB18030", "Big5" ... */
    size_t mark;                  /* bytes of the mark at its start */
};

/* 0, or -1 with ERR_INPUT: no text, cut off, or in no encoding that fits.
 * *out is given back with decoded_fini() in any case. */
int encoding_decode(const char *bytes, size_t len, struct decoded *out,
                    struct err *err);
void decoded_fini(struct decoded *decoded); /* may be called twice */

/* Make places, which are bytes of the decoded text in rising order, bytes of
 * the file that it was decoded from. */
void encoding_places(const struct decoded *decoded, const char *bytes,
                     size_t len, size_t *places, size_t count);

#endif
