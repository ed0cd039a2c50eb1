/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack/words/pool.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/packfile.h"

void pool_maker_init(struct pool_maker *pool)
{
    *pool = (struct pool_maker){.mask = 1023};
    buf_init(&pool->bytes);
    buf_add(&pool->bytes, "\0", 2); /* nothing stands at 0 */
    pool->slots = mem_zero((pool->mask + 1) * sizeof *pool->slots);
}

void pool_maker_fini(struct pool_maker *pool)
{
    buf_fini(&pool->bytes);
    free(pool->slots);
}

static void pool_widen(struct pool_maker *pool)
{
    size_t mask = pool->mask * 4 + 3;
    uint32_t *slots = mem_zero((mask + 1) * sizeof *slots);

    for (size_t i = 0; i <= pool->mask; i++) {
        const char *text = NULL;
        size_t slot = 0;

        if (pool->slots[i] == 0)
            continue;
        text = pool->bytes.bytes + pool->slots[i] - 1;
        slot = packfile_hash(text, strlen(text)) & mask;
        while (slots[slot] != 0)
            slot = (slot + 1) & mask;
        slots[slot] = pool->slots[i];
    }
    free(pool->slots);
    pool->slots = slots;
    pool->mask = mask;
}

uint32_t pool_maker_find(const struct pool_maker *pool, const char *text)
{
    size_t slot = packfile_hash(text, strlen(text)) & pool->mask;

    for (; pool->slots[slot] != 0; slot = (slot + 1) & pool->mask) {
        if (strcmp(pool->bytes.bytes + pool->slots[slot] - 1, text) == 0)
            return pool->slots[slot] - 1;
    }
    return 0;
}

uint32_t pool_maker_put(struct pool_maker *pool, const char *text,
                        const char *key)
{
    size_t len = strlen(text), slot = 0;
    uint32_t there = pool_maker_find(pool, text);

    if (there != 0)
        return there;
    if (pool->count * 2 > pool->mask)
        pool_widen(pool);
    slot = packfile_hash(text, len) & pool->mask;
    while (pool->slots[slot] != 0)
        slot = (slot + 1) & pool->mask;
    pool->slots[slot] = (uint32_t)pool->bytes.len + 1;
    pool->count++;
    buf_add(&pool->bytes, text, len + 1);
    buf_add(&pool->bytes, key, strcmp(key, text) == 0 ? 0 : strlen(key));
    buf_char(&pool->bytes, '\0');
    return pool->slots[slot] - 1;
}
