/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/query.h"

#include <string.h>

#include "engine/schema.h"
#include "engine/stream.h"
#include "text/fold.h"

enum { SLOTS = 1024 }; /* twice QUERY_FEATURES_MAX */

uint64_t query_pair_key(uint32_t first, uint32_t second)
{
    return (uint64_t)first << 32 | second;
}

static void table_put(struct feature_table *table, struct arena *arena,
                      uint64_t key, size_t place)
{
    size_t slot = 0;

    if (table->keys == NULL) {
        table->keys = arena_zero(arena, SLOTS * sizeof *table->keys);
        table->places = arena_zero(arena, SLOTS * sizeof *table->places);
        table->mask = SLOTS - 1;
    }
    slot = query_slot(key, table->mask);
    while (table->places[slot] != 0)
        slot = (slot + 1) & table->mask;
    table->keys[slot] = key;
    table->places[slot] = (uint16_t)(place + 1);
}

/* prefix 0: none. NULL if there is no room: a question of more features is
 * asked by its first. */
static struct feature *query_add(struct query *query, struct arena *arena,
                                 enum feature_class kind, uint64_t key,
                                 char prefix, const char *text, size_t len)
{
    struct feature *feature = query_find(query, kind, key);

    if (feature != NULL) {
        feature->count++;
        return feature;
    }
    if (query->count == QUERY_FEATURES_MAX)
        return NULL;
    feature = &query->items[query->count];
    *feature = (struct feature){.kind = kind, .key = key, .count = 1};
    if (prefix != 0)
        feature->term = arena_format(arena, "%c%.*s", prefix, (int)len, text);
    else if (kind != FEATURE_FORM)
        feature->term = arena_text_n(arena, text, len);
    table_put(&query->tables[kind], arena, key, query->count++);
    return feature;
}

size_t grams_from(const struct grams *grams)
{
    size_t from = grams->at;

    for (int back = 0; back < GRAM_RUNES; back++)
        do {
            from--;
        } while (((unsigned char)grams->word[from] & 0xC0) == 0x80);
    return from;
}

static void add_word(struct query *query, struct arena *arena,
                     const struct unit *unit)
{
    struct grams grams = {.word = unit->text, .len = unit->len};
    struct feature *stem = NULL, *form = NULL;

    if (unit->stem_len == 0)
        return;
    stem = query_add(query, arena, FEATURE_STEM,
                     stream_hash(unit->stem, unit->stem_len), 0, unit->stem,
                     unit->stem_len);
    form =
        query_add(query, arena, FEATURE_FORM,
                  stream_hash(unit->text, unit->len), 0, unit->text, unit->len);
    if (form != NULL && stem != NULL)
        form->stem = (size_t)(stem - query->items);
    while (grams_next(&grams) == 1) {
        size_t from = grams_from(&grams);

        query_add(query, arena, FEATURE_GRAM, grams.key, SCHEMA_PREFIX_GRAM,
                  unit->text + from, grams.at - from);
    }
}

static uint32_t rune_of(const struct unit *unit)
{
    size_t at = 0;

    return (uint32_t)fold_rune(unit->text, unit->len, &at);
}

/* Two characters with a blank between them are a pair all the same: lines
 * are broken within words. */
static void add_character(struct query *query, struct arena *arena,
                          const struct unit *unit, const struct unit *next)
{
    uint32_t rune = rune_of(unit);
    const char *pair = NULL;

    query_add(query, arena, FEATURE_CHARACTER, rune, 0, unit->text, unit->len);
    if (next == NULL || next->kind != UNIT_CHARACTER || next->struck)
        return;
    pair = arena_format(arena, "%.*s%.*s", (int)unit->len, unit->text,
                        (int)next->len, next->text);
    query_add(query, arena, FEATURE_PAIR, query_pair_key(rune, rune_of(next)),
              0, pair, unit->len + next->len);
}

void query_make(const struct units *units, enum lang lang, struct arena *arena,
                struct query *out)
{
    *out = (struct query){.lang = stream_lang(lang)};
    out->items = arena_zero(arena, QUERY_FEATURES_MAX * sizeof *out->items);
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->items[i];
        const struct unit *next = i + 1 < units->count ? unit + 1 : NULL;

        if (unit->struck)
            continue;
        if (unit->kind == UNIT_CHARACTER)
            add_character(out, arena, unit, next);
        else if (unit->kind == UNIT_WORD)
            add_word(out, arena, unit);
    }
}
