/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mem.h - heap memory that is there or ends the process.
 *
 * Out of memory aborts by design: every outside size is limited before it
 * reaches these. Threads: any. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                         /* uninitialised */
void *mem_zero(size_t size);                          /* zeroed */
void *mem_grow(void *old, size_t count, size_t size); /* realloc, checked */
char *mem_text(const char *text);               /* copy; NULL gives NULL */
char *mem_text_n(const char *text, size_t len); /* copy of len bytes + NUL */

/* Make room for one more in a growing array: new base, capacity doubled. */
void *mem_room(void *base, size_t count, size_t *capacity, size_t size);

#endif
