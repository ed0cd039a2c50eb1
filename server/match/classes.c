/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates fall into classes by what a type of criterion looks at. A hash
 * finds the class, a comparison makes sure of it. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/columns.h"

/* FNV-1a over 64 bits, a step for each number taken in. */
static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash ^= value;
    hash *= 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

static uint64_t mix_text(uint64_t hash, const char *text, size_t len)
{
    uint64_t value = 0xcbf29ce484222325u;

    for (size_t i = 0; i < len; i++)
        value = (value ^ (unsigned char)text[i]) * 0x100000001b3u;
    return mix(hash, value);
}

static uint64_t mix_double(uint64_t hash, double number)
{
    uint64_t bits = 0;

    memcpy(&bits, &number, sizeof bits);
    return mix(hash, bits);
}

/* Records are at most RECORD_DEPTH_MAX deep. */
static uint64_t mix_json(uint64_t hash, const json_t *json)
{
    const char *key = NULL;
    json_t *value = NULL;
    size_t i = 0;

    hash = mix(hash, json != NULL ? (uint64_t)json_typeof(json) + 1 : 0);
    if (json_is_string(json))
        return mix_text(hash, json_string_value(json),
                        json_string_length(json));
    if (json_is_number(json))
        return mix_double(hash, json_number_value(json));
    json_array_foreach((json_t *)json, i, value)
        hash = mix_json(hash, value);
    json_object_foreach((json_t *)json, key, value) {
        hash = mix_text(hash, key, strlen(key));
        hash = mix_json(hash, value);
    }
    return hash;
}

static const struct record *own(const struct spots *spots, size_t i)
{
    return spots->named[i] ? spots->items[i].record : NULL;
}

/* A member of the record itself, or of the park that it lies in. */
static const json_t *member_of(const struct spot *spot, const char *member)
{
    if (*member != '^')
        return record_get(spot->record, member);
    return spot->inside != NULL ? record_get(spot->inside, member + 1) : NULL;
}

static uint64_t spot_hash(const struct spots *spots, size_t i,
                          const struct type *type)
{
    const struct spot *spot = &spots->items[i];
    uint64_t hash = 0;

    if ((type->rests & RESTS_CITY) != 0)
        hash = mix(hash, (uintptr_t)spot->city);
    if ((type->rests & RESTS_INSIDE) != 0)
        hash = mix(hash, (uintptr_t)spot->inside);
    if ((type->rests & RESTS_COUNTRY) != 0)
        hash = mix(hash, (uintptr_t)spot->country);
    if ((type->rests & RESTS_POSITION) != 0) {
        hash = mix_double(hash, spot->position.lon);
        hash = mix_double(hash, spot->position.lat);
    }
    if ((type->rests & RESTS_NAMED) != 0)
        hash = mix(hash, (uintptr_t)own(spots, i));
    for (const char *const *member = type->members; *member != NULL; member++)
        hash = mix_json(hash, member_of(spot, *member));
    return hash ^ hash >> 32;
}

static bool position_same(const struct position *a, const struct position *b)
{
    return a->known == b->known && a->of_city == b->of_city &&
           a->lon == b->lon && a->lat == b->lat;
}

static bool member_same(const struct spot *a, const struct spot *b,
                        const char *member)
{
    const json_t *one = member_of(a, member);
    const json_t *two = member_of(b, member);

    return one == two || json_equal(one, two);
}

static bool spot_same(const struct spots *spots, size_t i, size_t j,
                      const struct type *type)
{
    const struct spot *a = &spots->items[i], *b = &spots->items[j];

    if (((type->rests & RESTS_CITY) != 0 && a->city != b->city) ||
        ((type->rests & RESTS_INSIDE) != 0 && a->inside != b->inside) ||
        ((type->rests & RESTS_COUNTRY) != 0 && a->country != b->country) ||
        ((type->rests & RESTS_POSITION) != 0 &&
         !position_same(&a->position, &b->position)) ||
        ((type->rests & RESTS_NAMED) != 0 && own(spots, i) != own(spots, j)))
        return false;
    for (const char *const *member = type->members; *member != NULL; member++)
        if (!member_same(a, b, *member))
            return false;
    return true;
}

struct classes *classes_make(const struct spots *spots, const struct type *type)
{
    struct classes *classes = mem_zero(sizeof *classes);
    size_t slots = 16;
    uint32_t *table = NULL;

    while (slots < spots->count * 2)
        slots *= 2;
    table = mem_zero(slots * sizeof *table); /* class + 1 */
    classes->first = mem_zero((spots->count + 1) * sizeof *classes->first);
    classes->of = mem_zero((spots->count + 1) * sizeof *classes->of);
    for (size_t i = 0; i < spots->count; i++) {
        size_t at = spot_hash(spots, i, type) & (slots - 1);

        while (table[at] != 0 &&
               !spot_same(spots, classes->first[table[at] - 1], i, type))
            at = (at + 1) & (slots - 1);
        if (table[at] == 0) {
            classes->first[classes->count] = (uint32_t)i;
            table[at] = (uint32_t)++classes->count;
        }
        classes->of[i] = table[at] - 1;
    }
    free(table);
    return classes;
}

void classes_free(struct classes *classes)
{
    if (classes == NULL)
        return;
    free(classes->of);
    free(classes->first);
    free(classes);
}
