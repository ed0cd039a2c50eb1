/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chain of blocks; the newest is filled from the front. A reset keeps the
 * first block, so that a usual turn asks the heap for nothing. */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { ARENA_BLOCK = 64 * 1024 };

struct block {
    struct block *older;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct block *newest;
    size_t used;
};

static struct block *block_new(struct block *older, size_t size)
{
    struct block *block = mem_alloc(sizeof *block + size);

    block->older = older;
    block->size = size;
    block->used = 0;
    return block;
}

struct arena *arena_new(void)
{
    struct arena *arena = mem_zero(sizeof *arena);

    arena->newest = block_new(NULL, ARENA_BLOCK);
    return arena;
}

void arena_reset(struct arena *arena)
{
    while (arena->newest->older != NULL) {
        struct block *block = arena->newest;

        arena->newest = block->older;
        free(block);
    }
    arena->newest->used = 0;
    arena->used = 0;
}

void arena_free(struct arena **arena)
{
    if (*arena == NULL)
        return;
    arena_reset(*arena);
    free((*arena)->newest);
    free(*arena);
    *arena = NULL;
}

void *arena_zero(struct arena *arena, size_t size)
{
    const size_t step = alignof(max_align_t);
    size_t need = (size + step - 1) / step * step;
    struct block *block = arena->newest;
    void *out = NULL;

    assert(need >= size);
    if (need > block->size - block->used) {
        size_t room = need > ARENA_BLOCK ? need : ARENA_BLOCK;

        block = arena->newest = block_new(block, room);
    }
    out = block->bytes + block->used;
    block->used += need;
    arena->used += need;
    memset(out, 0, need);
    return out;
}

char *arena_text_n(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_zero(arena, len + 1);

    memcpy(copy, text, len);
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return text != NULL ? arena_text_n(arena, text, strlen(text)) : NULL;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list args;
    char *out = NULL;
    int len = 0;

    va_start(args, format);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(len >= 0);
    out = arena_zero(arena, (size_t)len + 1);
    va_start(args, format);
    vsnprintf(out, (size_t)len + 1, format, args);
    va_end(args);
    return out;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}

void *arena_room(struct arena *arena, void *base, size_t count,
                 size_t *capacity, size_t size)
{
    void *bigger = NULL;

    if (count < *capacity)
        return base;
    *capacity = *capacity != 0 ? *capacity * 2 : 8;
    bigger = arena_zero(arena, *capacity * size);
    if (count != 0)
        memcpy(bigger, base, count * size);
    return bigger;
}
