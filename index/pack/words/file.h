/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file.h - the sections of a pack while it is made, and its writing.
 *
 * Threads: one. */
#ifndef PACK_FILE_H
#define PACK_FILE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "text/packfile.h"

struct pack_maker {
    struct packfile_section *items;
    size_t count, capacity;
    struct buf bytes; /* of all sections; each begins at a multiple of 8 */
};

void pack_maker_init(struct pack_maker *pack);
void pack_maker_fini(struct pack_maker *pack);
void pack_maker_add(struct pack_maker *pack, const char *name,
                    const char *bytes, size_t len);
/* Write a new file and put it in the place of path: 0 or -1. */
int pack_maker_write(struct pack_maker *pack, const char *path,
                     struct err *err);

#endif
