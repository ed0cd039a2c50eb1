/* SPDX-License-Identifier: GPL-3.0-or-later */
/* packfile.h - how the pack lies in its file, for who reads and who makes it.
 *
 * A word table is a hash of keys, each with its ways; a way is one number:
 * how well it does in the upper byte (255 is sure), in the rest where its
 * text stands in a pool, or the number of a concept. A text of a pool is
 * ended by NUL and followed by its own key, empty if that is the same.
 * Threads: pure. */
#ifndef TEXT_PACKFILE_H
#define TEXT_PACKFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/pack.h"

#define PACKFILE_MAGIC "PARLWORD"
enum {
    PACKFILE_VERSION = 1,
    PACKFILE_KEY_BYTES = 120, /* longer keys are not kept */
    PACKFILE_WAYS = 200       /* of one key */
};

struct packfile_head {
    char magic[8];
    uint32_t version, sections;
    uint64_t len, sum; /* of the file; of all behind this head */
};

struct packfile_section {
    char name[24]; /* ended by NUL */
    uint64_t from, len;
};

uint64_t packfile_sum(const char *bytes, size_t len);
uint32_t packfile_hash(const char *key, size_t len);

static inline unsigned way_weight(uint32_t way)
{
    return way >> 24;
}

static inline uint32_t way_target(uint32_t way)
{
    return way & 0xFFFFFF;
}

/* What begins a section that is a word table: this, the slots (where an
 * entry stands in 4 bytes, + 1; 0 is empty), then the entries. An entry is
 * the length of its key, the number of ways, the key, bytes up to a multiple
 * of 4 and the ways. */
struct wordtable_head {
    uint32_t slots; /* a power of two */
    uint32_t keys;
    uint32_t len; /* of the entries in bytes */
    uint32_t reserved;
};

struct wordtable {
    const uint32_t *slots;
    uint32_t mask;
    const unsigned char *entries;
    size_t len;
};

struct wordways {
    const uint32_t *items; /* best first */
    size_t count;
};

/* False, and a table without keys, if the pack (or NULL) has no such table. */
bool wordtable_open(const struct pack *pack, const char *name,
                    struct wordtable *out);
bool wordtable_find(const struct wordtable *table, const char *key, size_t len,
                    struct wordways *out);

struct pool {
    const char *bytes;
    size_t len;
};

bool pool_open(const struct pack *pack, const char *name, struct pool *out);
/* The text a way stands for; its own key; "" if there is none. */
const char *pool_text(const struct pool *pool, uint32_t way);
const char *pool_key(const struct pool *pool, uint32_t way);

#endif
