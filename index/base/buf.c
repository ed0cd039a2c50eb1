/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void buf_need(struct buf *buf, size_t more)
{
    size_t want = buf->len + more + 1;

    if (want <= buf->capacity)
        return;
    while (buf->capacity < want)
        buf->capacity = buf->capacity != 0 ? buf->capacity * 2 : 64;
    buf->bytes = mem_grow(buf->bytes, buf->capacity, 1);
}

void buf_init(struct buf *buf)
{
    *buf = (struct buf){0};
    buf_need(buf, 0);
    buf->bytes[0] = '\0';
}

void buf_fini(struct buf *buf)
{
    free(buf->bytes);
    *buf = (struct buf){0};
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
    buf->bytes[0] = '\0';
}

void buf_add(struct buf *buf, const char *bytes, size_t len)
{
    buf_need(buf, len);
    if (len != 0)
        memcpy(buf->bytes + buf->len, bytes, len);
    buf->len += len;
    buf->bytes[buf->len] = '\0';
}

void buf_text(struct buf *buf, const char *text)
{
    if (text != NULL)
        buf_add(buf, text, strlen(text));
}

void buf_char(struct buf *buf, char c)
{
    buf_add(buf, &c, 1);
}

void buf_format(struct buf *buf, const char *format, ...)
{
    va_list args;
    int len = 0;

    va_start(args, format);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(len >= 0);
    buf_need(buf, (size_t)len);
    va_start(args, format);
    vsnprintf(buf->bytes + buf->len, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
}

void buf_rune(struct buf *buf, int rune)
{
    char out[4];
    size_t len = 0;

    assert(rune >= 0 && rune <= 0x10FFFF);
    if (rune < 0x80) {
        out[len++] = (char)rune;
    } else if (rune < 0x800) {
        out[len++] = (char)(0xC0 | rune >> 6);
        out[len++] = (char)(0x80 | (rune & 0x3F));
    } else if (rune < 0x10000) {
        out[len++] = (char)(0xE0 | rune >> 12);
        out[len++] = (char)(0x80 | (rune >> 6 & 0x3F));
        out[len++] = (char)(0x80 | (rune & 0x3F));
    } else {
        out[len++] = (char)(0xF0 | rune >> 18);
        out[len++] = (char)(0x80 | (rune >> 12 & 0x3F));
        out[len++] = (char)(0x80 | (rune >> 6 & 0x3F));
        out[len++] = (char)(0x80 | (rune & 0x3F));
    }
    buf_add(buf, out, len);
}
