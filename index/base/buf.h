/* SPDX-License-Identifier: GPL-3.0-or-later */
/* buf.h - a growing run of bytes to build text in.
 *
 * bytes is always ended by NUL, which len does not count.
 * Threads: one at a time. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct buf {
    char *bytes;
    size_t len, capacity;
};

void buf_init(struct buf *buf);
void buf_fini(struct buf *buf); /* may be called twice */
void buf_clear(struct buf *buf);
void buf_add(struct buf *buf, const char *bytes, size_t len);
void buf_text(struct buf *buf, const char *text); /* NULL adds nothing */
void buf_char(struct buf *buf, char c);
void buf_format(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One Unicode code point as UTF-8. */
void buf_rune(struct buf *buf, int rune);

#endif
