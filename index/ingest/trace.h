/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.h - where each byte of a text stood in the text it was made from.
 *
 * Kept as steps: within one, both run along byte by byte. Knows nothing of
 * what the texts say. Threads: that of its owner. */
#ifndef INGEST_TRACE_H
#define INGEST_TRACE_H

#include <stddef.h>

struct trace_step {
    size_t at, was;
};

struct trace {
    struct trace_step *items; /* by at */
    size_t count, capacity;
};

/* What stands at "at" stood at "was"; at never falls. */
void trace_add(struct trace *trace, size_t at, size_t was);
/* Forget what stands at "at" and behind it. */
void trace_cut(struct trace *trace, size_t at);
/* Where the byte at "at" stood; with no steps, at "at" itself. */
size_t trace_find(const struct trace *trace, size_t at);
void trace_fini(struct trace *trace); /* may be called twice */

#endif
