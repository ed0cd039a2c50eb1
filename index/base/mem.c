/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *mem_checked(void *memory)
{
    if (memory == NULL) {
        fputs("parlor: out of memory\n", stderr);
        abort();
    }
    return memory;
}

void *mem_alloc(size_t size)
{
    return mem_checked(malloc(size != 0 ? size : 1));
}

void *mem_zero(size_t size)
{
    return mem_checked(calloc(1, size != 0 ? size : 1));
}

void *mem_grow(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return mem_checked(NULL);
    return mem_checked(realloc(old, count * size != 0 ? count * size : 1));
}

char *mem_text_n(const char *text, size_t len)
{
    char *copy = mem_alloc(len + 1);

    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *mem_text(const char *text)
{
    return text != NULL ? mem_text_n(text, strlen(text)) : NULL;
}

void *mem_room(void *base, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return base;
    *capacity = *capacity != 0 ? *capacity * 2 : 8;
    return mem_grow(base, *capacity, size);
}
