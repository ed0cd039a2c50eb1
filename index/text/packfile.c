/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/packfile.h"

#include <string.h>

uint32_t packfile_hash(const char *key, size_t len)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)key[i]) * 16777619u;
    return hash ^ hash >> 15;
}

bool wordtable_open(const struct pack *pack, const char *name,
                    struct wordtable *out)
{
    size_t len = 0;
    const char *bytes = pack == NULL ? NULL : pack_section(pack, name, &len);
    const struct wordtable_head *head = (const void *)bytes;

    *out = (struct wordtable){0};
    if (bytes == NULL || len < sizeof *head || head->slots == 0 ||
        (head->slots & (head->slots - 1)) != 0 ||
        head->slots > (len - sizeof *head) / 4 ||
        head->len != len - sizeof *head - 4 * (size_t)head->slots)
        return false;
    out->slots = (const uint32_t *)(bytes + sizeof *head);
    out->mask = head->slots - 1;
    out->entries = (const unsigned char *)(out->slots + head->slots);
    out->len = head->len;
    return true;
}

bool wordtable_find(const struct wordtable *table, const char *key, size_t len,
                    struct wordways *out)
{
    uint32_t slot = 0;

    *out = (struct wordways){NULL, 0};
    if (table->slots == NULL || len == 0 || len > PACKFILE_KEY_BYTES)
        return false;
    slot = packfile_hash(key, len) & table->mask;
    for (; table->slots[slot] != 0; slot = (slot + 1) & table->mask) {
        size_t at = 4 * (size_t)(table->slots[slot] - 1);
        const unsigned char *entry = table->entries + at;
        size_t ways_at = (2 + len + 3) & ~(size_t)3;

        if (at + 2 + len > table->len || entry[0] != len ||
            memcmp(entry + 2, key, len) != 0)
            continue;
        if (at + ways_at + 4 * (size_t)entry[1] > table->len)
            return false;
        out->items = (const uint32_t *)(const void *)(entry + ways_at);
        out->count = entry[1];
        return true;
    }
    return false;
}

bool pool_open(const struct pack *pack, const char *name, struct pool *out)
{
    out->len = 0;
    out->bytes = pack == NULL ? NULL : pack_section(pack, name, &out->len);
    if (out->bytes == NULL || out->len < 2 ||
        out->bytes[out->len - 1] != '\0' || out->bytes[out->len - 2] != '\0') {
        *out = (struct pool){NULL, 0};
        return false;
    }
    return true;
}

const char *pool_text(const struct pool *pool, uint32_t way)
{
    return way_target(way) < pool->len ? pool->bytes + way_target(way) : "";
}

const char *pool_key(const struct pool *pool, uint32_t way)
{
    const char *text = pool_text(pool, way), *key = text;

    if (*text == '\0')
        return "";
    key = text + strlen(text) + 1;
    /* The pool ends with two NUL, so a key is always there. */
    return key < pool->bytes + pool->len && *key != '\0' ? key : text;
}
