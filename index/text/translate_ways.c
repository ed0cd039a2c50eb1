/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every dictionary leads to English or from it; two languages meet there,
 * each step weakening what it gives. Concepts (the corpus's own lexicon,
 * names of countries and currencies) need no step between. */
#include "text/translate_ways.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BAG_KEEP = 24,  /* ways of a group */
    HUB_WORDS = 8,  /* English words on the way between two languages */
    OUT_WAYS = 10,  /* and the ways of each */
    NAME_BYTES = 24 /* of a section */
};

static const double WEIGHT_LEAST = 0.02;

/* ---- bag --------------------------------------------------------------- */

void bag_init(struct bag *bag, struct arena *arena)
{
    *bag = (struct bag){.arena = arena};
}

void bag_add(struct bag *bag, const char *text, double weight)
{
    uint32_t hash = packfile_hash(text, strlen(text));

    if (*text == '\0')
        return;
    for (size_t i = 0; i < bag->count; i++) {
        if (bag->hashes[i] == hash && strcmp(bag->items[i].text, text) == 0) {
            if (bag->items[i].weight < weight)
                bag->items[i].weight = weight;
            return;
        }
    }
    bag->items = arena_room(bag->arena, bag->items, bag->count, &bag->capacity,
                            sizeof *bag->items);
    bag->hashes = arena_room(bag->arena, bag->hashes, bag->count,
                             &bag->hash_capacity, sizeof *bag->hashes);
    bag->hashes[bag->count] = hash;
    bag->items[bag->count++] = (struct way){text, weight};
}

static int way_order(const void *left, const void *right)
{
    const struct way *a = left, *b = right;

    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return strcmp(a->text, b->text);
}

void bag_sort(struct bag *bag)
{
    if (bag->count > 1)
        qsort(bag->items, bag->count, sizeof *bag->items, way_order);
    bag->count = bag->count < BAG_KEEP ? bag->count : BAG_KEEP;
    while (bag->count > 0 && bag->items[bag->count - 1].weight < WEIGHT_LEAST)
        bag->count--;
}

/* ---- bridge ------------------------------------------------------------ */

static void table_between(const struct pack *pack, const char *from,
                          const char *to, struct wordtable *out)
{
    char name[NAME_BYTES];

    snprintf(name, sizeof name, "%s-%s", from, to);
    wordtable_open(pack, name, out);
}

static void tongue_open(const struct pack *pack, enum lang lang, enum lang to,
                        struct tongue *out)
{
    const char *code = tongue_code(lang), *to_code = tongue_code(to);

    *out = (struct tongue){.lang = lang};
    table_between(pack, "concept", code, &out->concepts);
    if (strcmp(code, to_code) == 0)
        return;
    if (lang != LANG_EN)
        table_between(pack, code, "en", &out->hub);
    if (lang != LANG_EN && to != LANG_EN)
        table_between(pack, code, to_code, &out->direct);
}

static void names_open(struct bridge *bridge)
{
    char name[NAME_BYTES];
    size_t len = 0;
    const uint32_t *names = NULL;

    snprintf(name, sizeof name, "names-%s", tongue_code(bridge->to));
    if (bridge->pack != NULL)
        names = pack_section(bridge->pack, name, &len);
    if (names == NULL || len < 8 || names[0] > len / 4 - 2 ||
        names[1 + names[0]] > len / 4)
        return;
    bridge->names = names;
    bridge->concepts = names[0];
}

void bridge_open(const struct pack *pack, enum lang from, enum lang to,
                 struct bridge *out)
{
    char name[NAME_BYTES];

    *out = (struct bridge){.pack = pack, .to = to};
    tongue_open(pack, from, to, &out->from);
    tongue_open(pack, LANG_EN, to, &out->english);
    tongue_open(pack, LANG_ZH_HANS, to, &out->chinese);
    if (to != LANG_EN)
        table_between(pack, "en", tongue_code(to), &out->out);
    pool_open(pack, "pool-en", &out->pool_en);
    snprintf(name, sizeof name, "pool-%s", tongue_code(to));
    pool_open(pack, name, &out->pool_to);
    names_open(out);
}

/* The names of a concept: names[1 + concept] is where they begin. */
static void concept_names(const struct bridge *bridge, uint32_t concept,
                          double factor, struct bag *bag)
{
    const uint32_t *names = bridge->names;

    if (concept >= bridge->concepts ||
        names[1 + concept] > names[2 + concept] ||
        names[2 + concept] > names[1 + bridge->concepts])
        return;
    for (uint32_t i = names[1 + concept]; i < names[2 + concept]; i++)
        bag_add(bag, pool_text(&bridge->pool_to, names[i]),
                factor * way_weight(names[i]) / 255);
}

static void ways_add(const struct bridge *bridge, const struct wordways *ways,
                     size_t most, double factor, struct bag *bag)
{
    for (size_t i = 0; i < ways->count && i < most; i++)
        bag_add(bag, pool_text(&bridge->pool_to, ways->items[i]),
                factor * way_weight(ways->items[i]) / 255);
}

/* Through English: the words a key has there, and theirs. */
static void hub_ways(const struct bridge *bridge, const struct wordways *hub,
                     double factor, struct bag *bag)
{
    for (size_t i = 0; i < hub->count && i < HUB_WORDS; i++) {
        const char *key = pool_key(&bridge->pool_en, hub->items[i]);
        double weight = factor * way_weight(hub->items[i]) / 255;
        struct wordways ways, concepts;

        if (wordtable_find(&bridge->out, key, strlen(key), &ways))
            ways_add(bridge, &ways, OUT_WAYS, weight, bag);
        if (wordtable_find(&bridge->english.concepts, key, strlen(key),
                           &concepts)) {
            for (size_t j = 0; j < concepts.count; j++)
                concept_names(bridge, way_target(concepts.items[j]),
                              weight * 0.9, bag);
        }
    }
}

int bridge_ways(const struct bridge *bridge, const struct tongue *tongue,
                const char *key, size_t len, double factor, struct bag *bag)
{
    size_t before = bag->count;
    struct wordways ways;

    if (wordtable_find(&tongue->concepts, key, len, &ways)) {
        for (size_t i = 0; i < ways.count; i++)
            concept_names(bridge, way_target(ways.items[i]),
                          factor * way_weight(ways.items[i]) / 255, bag);
    }
    if (wordtable_find(&tongue->direct, key, len, &ways))
        ways_add(bridge, &ways, PACKFILE_WAYS, factor, bag);
    if (tongue->lang == LANG_EN) {
        if (wordtable_find(&bridge->out, key, len, &ways))
            ways_add(bridge, &ways, PACKFILE_WAYS, factor, bag);
    } else if (wordtable_find(&tongue->hub, key, len, &ways)) {
        if (bridge->to == LANG_EN)
            ways_add(bridge, &ways, PACKFILE_WAYS, factor, bag);
        else
            hub_ways(bridge, &ways, factor, bag);
    }
    return bag->count > before;
}

bool bridge_knows(const struct bridge *bridge, const struct tongue *tongue,
                  const char *key, size_t len)
{
    struct wordways ways;

    return wordtable_find(&tongue->concepts, key, len, &ways) ||
           wordtable_find(&tongue->direct, key, len, &ways) ||
           wordtable_find(tongue->lang == LANG_EN ? &bridge->out : &tongue->hub,
                          key, len, &ways);
}
