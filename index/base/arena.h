/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena.h - memory that lives for one turn and goes away all at once.
 *
 * Each worker has one; it is reset when the reply has left. Nothing in it is
 * freed alone, nothing in it may be kept. Threads: one at a time. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena **arena);
void arena_reset(struct arena *arena); /* keeps its first block */

/* size zeroed bytes, aligned for any type; never NULL. */
void *arena_zero(struct arena *arena, size_t size);
/* Copies, ended by NUL. NULL gives NULL. */
char *arena_text(struct arena *arena, const char *text);
char *arena_text_n(struct arena *arena, const char *text, size_t len);
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

/* Room for one more element in a growing array that lives in the arena. */
void *arena_room(struct arena *arena, void *base, size_t count,
                 size_t *capacity, size_t size);

#endif
