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

struct stream_unit {
    enum unit_kind kind;
    uint32_t rune; /* of a character */
    const char *word;
    size_t len;
    uint32_t stem; /* hash */
};

/* The next text, or the next unit: 1, 0 at the end, -1 if what lies there is
 * no stream. */
int stream_next(struct stream *stream, struct stream_text *out);
int stream_read(struct stream_text *text, struct stream_unit *out);

uint32_t stream_hash(const char *text, size_t len);

/* Both scripts of Chinese are one language to the index. */
enum lang stream_lang(enum lang lang);

#endif
