/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stream.h"

#include <string.h>

enum { HEAD_BYTES = 10 };

/* FNV-1a. */
uint32_t stream_hash(const char *text, size_t len)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash ^ hash >> 15;
}

enum lang stream_lang(enum lang lang)
{
    return lang == LANG_ZH_HANT ? LANG_ZH_HANS : lang;
}

static void put_number(char *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(number >> (8 * i));
}

static void add_word(struct buf *out, const struct unit *unit)
{
    char number[4];

    buf_char(out, STREAM_WORD);
    buf_char(out, (char)unit->len);
    buf_add(out, unit->text, unit->len);
    put_number(number, stream_hash(unit->stem, unit->stem_len));
    buf_add(out, number, sizeof number);
}

void stream_add(struct buf *out, enum lang lang, unsigned weight,
                const struct units *units)
{
    size_t head = out->len;
    uint32_t count = 0;
    char zero[HEAD_BYTES] = {(char)stream_lang(lang),
                             (char)(weight < 255 ? weight : 255)};

    buf_add(out, zero, sizeof zero);
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->items[i];

        if (out->len >= STREAM_BYTES_MAX)
            break;
        if (unit->kind == UNIT_WORD)
            add_word(out, unit);
        else if (unit->kind == UNIT_CHARACTER)
            buf_add(out, unit->text, unit->len);
        else
            buf_char(out, unit->kind == UNIT_END ? STREAM_END : STREAM_GAP);
        count += unit->kind == UNIT_WORD || unit->kind == UNIT_CHARACTER;
    }
    put_number(out->bytes + head + 2, count);
    put_number(out->bytes + head + 6, (uint32_t)(out->len - head - HEAD_BYTES));
}

int stream_next(struct stream *stream, struct stream_text *out)
{
    size_t left = (size_t)(stream->end - stream->at);
    size_t bytes = 0;

    if (left == 0)
        return 0;
    if (left < HEAD_BYTES || stream->at[0] > LANG_LAST)
        return -1;
    out->lang = (enum lang)stream->at[0];
    out->weight = stream->at[1];
    out->count = stream_number(stream->at + 2);
    bytes = stream_number(stream->at + 6);
    if (bytes > left - HEAD_BYTES)
        return -1;
    out->at = stream->at + HEAD_BYTES;
    out->end = stream->at = out->at + bytes;
    return 1;
}
