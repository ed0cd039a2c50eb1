/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clean.h - takes out of a text what its way to us has put into it.
 *
 * Sentences cut by page breaks, ** and HTML comment marks, readings in
 * brackets behind characters, blanks before Chinese punctuation, advertising
 * at the head, link lists and disclaimers at the end. Words of the source
 * are never changed. Knows no numbering beyond marker.h.
 * Threads: any; pure. */
#ifndef INGEST_CLEAN_H
#define INGEST_CLEAN_H

#include <stddef.h>

#include "base/buf.h"
#include "ingest/trace.h"

struct paragraph {
    size_t from, to; /* bytes of the text, without the line break */
    int level;       /* of a heading marked #, ## ...; 0: not marked */
};

struct cleaned {
    struct buf text; /* paragraphs, each ended by one line break */
    struct paragraph *items;
    size_t count, capacity;
    struct trace lines, runes; /* text to lines, and these to what was given */
};

/* bytes must be valid UTF-8. *out is given back with cleaned_fini(). */
void clean_text(const char *bytes, size_t len, struct cleaned *out);
/* Where in the bytes given a byte of the text stood. */
size_t cleaned_place(const struct cleaned *cleaned, size_t at);
void cleaned_fini(struct cleaned *cleaned); /* may be called twice */

#endif
