/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pool.h - texts of a language, each once, while a pack is made.
 *
 * Threads: one. */
#ifndef PACK_POOL_H
#define PACK_POOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct pool_maker {
    struct buf bytes;
    uint32_t *slots; /* where a text stands, + 1 */
    size_t mask, count;
};

void pool_maker_init(struct pool_maker *pool);
void pool_maker_fini(struct pool_maker *pool);
/* Where text stands, 0 if it is not there yet. */
uint32_t pool_maker_find(const struct pool_maker *pool, const char *text);
/* Where text (and its key, which may be the same) stands in bytes. */
uint32_t pool_maker_put(struct pool_maker *pool, const char *text,
                        const char *key);

#endif
