/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack.h - the words across languages, one read-only file made at build time
 * (index/pack) and mapped at start, so that all workers and processes share
 * its pages.
 *
 * Sections by name; what a section holds is known to who reads it. Checked
 * once when opened: a file that is cut off, of another version or damaged is
 * refused. Threads: never changes once mapped. */
#ifndef TEXT_PACK_H
#define TEXT_PACK_H

#include <stddef.h>

#include "base/err.h"

struct pack;

/* Map a file: 0, or -1 with *err (ERR_IO: not there; ERR_CORRUPT: not a pack
 * of this version). */
int pack_open(const char *path, struct pack **out, struct err *err);
void pack_close(struct pack **pack);

/* Bytes of a section, aligned to 8, and their number; NULL if there is none
 * of that name. They live as long as the pack. */
const void *pack_section(const struct pack *pack, const char *name,
                         size_t *len);

#endif
