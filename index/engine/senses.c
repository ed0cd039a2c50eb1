/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/senses.h"

#include <math.h>
#include <string.h>

#include "engine/stream.h"
#include "text/analyser.h"
#include "text/fold.h"
#include "text/units.h"

enum { SLOTS = 2 * SENSE_WAYS_MAX };

/* Phrases less sure than that have no parts; and what a part is worth, for
 * all of them together. */
static const double parts_from = 0.4, parts_share = 0.6;

uint64_t sense_character(uint32_t rune)
{
    return rune;
}

uint64_t sense_word(uint32_t stem)
{
    return (uint64_t)1 << 32 | stem;
}

/* Where a key stands, or would. */
static size_t slot_of(const struct senses *senses, uint64_t key)
{
    size_t slot = (size_t)(key * 0x9e3779b97f4a7c15u >> 40) % SLOTS;

    while (senses->firsts[slot] != 0 && senses->keys[slot] != key)
        slot = (slot + 1) % SLOTS;
    return slot;
}

const struct sense_way *senses_first(const struct senses *senses, uint64_t key)
{
    uint16_t first = senses->firsts[slot_of(senses, key)];

    return first != 0 ? &senses->ways[first - 1] : NULL;
}

const struct sense_way *senses_next(const struct senses *senses,
                                    const struct sense_way *way)
{
    return way->next != 0 ? &senses->ways[way->next - 1] : NULL;
}

static uint64_t key_of(const struct unit *unit)
{
    size_t at = 0;

    if (unit->kind == UNIT_WORD)
        return sense_word(stream_hash(unit->stem, unit->stem_len));
    return sense_character((uint32_t)fold_rune(unit->text, unit->len, &at));
}

static const char *pair_of(const struct unit *one, const struct unit *two,
                           struct arena *arena)
{
    return arena_format(arena, "%.*s%.*s", (int)one->len, one->text,
                        (int)two->len, two->text);
}

/* Stems, pairs of characters, and a character that is alone. */
static void way_terms(struct sense_way *way, const struct units *units,
                      struct arena *arena)
{
    bool follows = false;

    way->terms = arena_zero(arena, (units->count + 1) * sizeof *way->terms);
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->items[i];
        bool more = i + 1 < units->count && unit->kind == UNIT_CHARACTER &&
                    unit[1].kind == UNIT_CHARACTER;

        if (unit->kind == UNIT_WORD)
            way->terms[way->term_count++] =
                arena_text_n(arena, unit->stem, unit->stem_len);
        else if (more)
            way->terms[way->term_count++] = pair_of(unit, unit + 1, arena);
        else if (!follows)
            way->terms[way->term_count++] =
                arena_text_n(arena, unit->text, unit->len);
        follows = more;
    }
}

/* Characters, and words that are not small ones. */
static void units_clean(struct units *units)
{
    size_t kept = 0;

    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->items[i];

        if (unit->kind == UNIT_CHARACTER ||
            (unit->kind == UNIT_WORD && unit->stem_len != 0 && !unit->struck))
            units->items[kept++] = *unit;
    }
    units->count = kept;
}

static void way_add(struct senses *senses, const struct units *units,
                    double weight, struct arena *arena)
{
    struct sense_way *way = &senses->ways[senses->way_count];
    uint64_t *keys = NULL;
    size_t slot = 0;

    if (senses->way_count == SENSE_WAYS_MAX)
        return;
    keys = arena_zero(arena, units->count * sizeof *keys);
    for (size_t i = 0; i < units->count; i++)
        keys[i] = key_of(&units->items[i]);
    *way = (struct sense_way){.sense = senses->count,
                              .weight = weight,
                              .near = sqrt(weight),
                              .keys = keys,
                              .key_count = units->count,
                              .words = units->items[0].kind == UNIT_WORD};
    way_terms(way, units, arena);
    slot = slot_of(senses, keys[0]);
    way->next = senses->firsts[slot];
    senses->keys[slot] = keys[0];
    senses->firsts[slot] = (uint16_t)++senses->way_count;
}

/* The words of a phrase, each for itself: a passage rarely says a dictionary's
 * phrase, but often its words. */
static void parts_add(struct senses *senses, const struct units *units,
                      double weight, struct arena *arena)
{
    if (units->count < 2 || weight < parts_from)
        return;
    for (size_t i = 0; i < units->count; i++) {
        struct units part = {&units->items[i], 1};

        if (part.items->kind == UNIT_WORD)
            way_add(senses, &part, weight * parts_share / (double)units->count,
                    arena);
    }
}

/* Ways are folded already; of characters alone there is nothing to analyse. */
static bool units_plain(const char *text, struct arena *arena,
                        struct units *out)
{
    size_t len = strlen(text), at = 0;

    *out = (struct units){arena_zero(arena, (len / 3 + 1) * sizeof *out->items),
                          0};
    while (at < len) {
        size_t from = at;

        if (!rune_is_cjk(fold_rune(text, len, &at)) || at - from < 3)
            return false;
        out->items[out->count++] = (struct unit){
            .kind = UNIT_CHARACTER, .text = text + from, .len = at - from};
    }
    return true;
}

static void ways_add(struct senses *senses, struct analyser *analyser,
                     const struct way *way, enum lang lang, struct arena *arena)
{
    struct units units;

    if (way->weight <= 0)
        return;
    if (!units_plain(way->text, arena, &units))
        analyser_units(analyser, way->text, strlen(way->text), lang,
                       TERM_QUESTION, arena, &units);
    units_clean(&units);
    if (units.count == 0 || units.count > WAY_UNITS_MAX)
        return;
    way_add(senses, &units, way->weight, arena);
    parts_add(senses, &units, way->weight, arena);
}

void senses_make(struct analyser *analyser, const struct groups *groups,
                 enum lang lang, struct arena *arena, struct senses *out)
{
    *out = (struct senses){.lang = stream_lang(lang)};
    out->items = arena_zero(arena, SENSES_MAX * sizeof *out->items);
    out->ways = arena_zero(arena, SENSE_WAYS_MAX * sizeof *out->ways);
    out->keys = arena_zero(arena, SLOTS * sizeof *out->keys);
    out->firsts = arena_zero(arena, SLOTS * sizeof *out->firsts);
    for (size_t i = 0; i < groups->count && out->count < SENSES_MAX; i++) {
        const struct group *group = &groups->items[i];
        size_t before = out->way_count;

        for (size_t w = 0; w < group->count; w++)
            ways_add(out, analyser, &group->ways[w], lang, arena);
        if (out->way_count != before)
            out->items[out->count++].weight = group->weight;
    }
}
