/* SPDX-License-Identifier: GPL-3.0-or-later */
/* translate_ways.h - the tables of a pack for one pair of languages, and the
 * ways of one key gathered from them.
 *
 * Inside text/ alone. Threads: values of one call. */
#ifndef TEXT_TRANSLATE_WAYS_H
#define TEXT_TRANSLATE_WAYS_H

#include "text/translate_parts.h"

/* Ways of a thing asked, each text once with its best weight. */
struct bag {
    struct arena *arena;
    struct way *items;
    uint32_t *hashes;
    size_t count, capacity, hash_capacity;
};

void bag_init(struct bag *bag, struct arena *arena);
/* text must live as long as the arena. */
void bag_add(struct bag *bag, const char *text, double weight);
/* Best first; the weakest are left out. */
void bag_sort(struct bag *bag);

/* What is known of words of one language. */
struct tongue {
    enum lang lang;
    struct wordtable concepts; /* names of things that have one in each */
    struct wordtable hub;      /* to English */
    struct wordtable direct;   /* to the language asked for */
};

struct bridge {
    const struct pack *pack;
    enum lang to;
    struct tongue from, english, chinese;
    struct wordtable out; /* English to the language asked for */
    struct pool pool_en, pool_to;
    const uint32_t *names; /* of concepts in the language asked for */
    size_t concepts;
};

void bridge_open(const struct pack *pack, enum lang from, enum lang to,
                 struct bridge *out);

/* Add what key of tongue may be called in bridge->to, each way's weight times
 * factor: 1 if anything was known. */
int bridge_ways(const struct bridge *bridge, const struct tongue *tongue,
                const char *key, size_t len, double factor, struct bag *bag);
/* Is anything known of key? */
bool bridge_knows(const struct bridge *bridge, const struct tongue *tongue,
                  const char *key, size_t len);

#endif
