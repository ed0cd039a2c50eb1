/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.h - a passage's texts as they lie in the index to be scored.
 *
 * The units of each text in order, so that nothing is analysed again when a
 * question is asked. A text is a head (language, weight, number of units,
 * bytes) and its units:
 *
 *     a character   its UTF-8, 3 or 4 bytes
 *     a word        0x02, its length, its bytes, hash of its stem (4 bytes)
 *     a sentence's end 0x03, another gap 0x04
 *
 * Reading believes nothing that it is told. Scores nothing.
 * Threads: any; pure. */
#ifndef ENGINE_STREAM_H
#define ENGINE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "text/language.h"
#include "text/units.h"

/* What goes beyond is found, but not looked at in the exact score. */
enum { STREAM_BYTES_MAX = 256 * 1024 };

void stream_add(struct buf *out, enum lang lang, unsigned weight,
                const struct units *units);

struct stream {
    const unsigned char *at, *end;
};

/* A text within a stream. */
struct stream_text {
    enum lang lang;
    unsigned weight;
    size_t count; /* of units that are characters or words */
    const unsigned char *at, *end;
};

enum { STREAM_WORD = 2, STREAM_END = 3, STREAM_GAP = 4 };

struct stream_unit {
    enum unit_kind kind;
    uint32_t rune; /* of a character */
    const char *word;
    size_t len;
    uint32_t stem; /* hash */
};

/* The next text: 1, 0 at the end, -1 if what lies there is no stream. */
int stream_next(struct stream *stream, struct stream_text *out);

static inline uint32_t stream_number(const unsigned char *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
           (uint32_t)at[3] << 24;
}

static inline int stream_word(struct stream_text *text, struct stream_unit *out)
{
    size_t left = (size_t)(text->end - text->at);

    if (left < 2 || left - 2 < text->at[1] + 4u)
        return -1;
    out->kind = UNIT_WORD;
    out->word = (const char *)text->at + 2;
    out->len = text->at[1];
    out->stem = stream_number(text->at + 2 + out->len);
    text->at += out->len + 6;
    return 1;
}

static inline int stream_character(struct stream_text *text,
                                   struct stream_unit *out)
{
    const unsigned char *at = text->at;
    size_t size = at[0] < 0xF0 ? 3 : 4;

    if (at[0] < 0xE0 || (size_t)(text->end - at) < size)
        return -1;
    out->kind = UNIT_CHARACTER;
    out->rune = size == 3 ? (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 |
                                (at[2] & 0x3Fu)
                          : (at[0] & 0x07u) << 18 | (at[1] & 0x3Fu) << 12 |
                                (at[2] & 0x3Fu) << 6 | (at[3] & 0x3Fu);
    text->at += size;
    return 1;
}

/* The next unit: as stream_next(). Inline, because scoring reads every unit
 * of every candidate. */
static inline int stream_read(struct stream_text *text, struct stream_unit *out)
{
    if (text->at == text->end)
        return 0;
    switch (*text->at) {
    case STREAM_WORD:
        return stream_word(text, out);
    case STREAM_END:
    case STREAM_GAP:
        out->kind = *text->at++ == STREAM_END ? UNIT_END : UNIT_GAP;
        return 1;
    default:
        return stream_character(text, out);
    }
}

uint32_t stream_hash(const char *text, size_t len);

/* Both scripts of Chinese are one language to the index. */
enum lang stream_lang(enum lang lang);

#endif
