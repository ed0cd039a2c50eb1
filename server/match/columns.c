/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns are made when they are first asked for: a corpus whose candidates
 * nobody ranks costs nothing. */
#include "match/columns.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sphere.h"

enum { TYPES_MAX = 96, LANDMARKS_MAX = 32, WALK_MAX = 16 };

/* What is made of one kind of candidate. */
struct set {
    struct spots *spots;
    const struct type *types[TYPES_MAX];
    struct classes *classes[TYPES_MAX];
    size_t type_count;
    const struct record *landmarks[LANDMARKS_MAX];
    unsigned char *sides[LANDMARKS_MAX];
    size_t landmark_count;
};

struct columns {
    pthread_mutex_t lock;
    struct set sets[KINDS_MAX];
    struct offers *offers;
    const struct record **named; /* a hash set of records that others name */
    size_t slot_count;
};

/* ---- records that others name ------------------------------------------- */

static const struct record **slot_of(const struct columns *columns,
                                     const struct record *record)
{
    size_t at = (uintptr_t)record / sizeof(void *) * 0x9e3779b97f4a7c15u >> 20;

    for (;; at++) {
        const struct record **slot =
            &columns->named[at & (columns->slot_count - 1)];

        if (*slot == NULL || *slot == record)
            return slot;
    }
}

/* Members that say what a record is, not what it has to do with. */
static bool tells_nothing(const char *member)
{
    static const char *const members[] = {"id",       "kind",   "names",
                                          "summary",  "source", "aliases",
                                          "keywords", "text"};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (strcmp(members[i], member) == 0)
            return true;
    return false;
}

static void named_walk(struct columns *columns, const struct snapshot *snapshot,
                       const json_t *json, unsigned depth)
{
    const char *key = NULL;
    json_t *value = NULL;
    size_t i = 0;

    if (json_is_string(json)) {
        const struct record *record =
            snapshot_record(snapshot, json_string_value(json));

        if (record != NULL && spot_kind_of(record) != 0)
            *slot_of(columns, record) = record;
        return;
    }
    if (depth >= WALK_MAX)
        return;
    json_array_foreach((json_t *)json, i, value)
        named_walk(columns, snapshot, value, depth + 1);
    json_object_foreach((json_t *)json, key, value) {
        if (depth != 0 || !tells_nothing(key))
            named_walk(columns, snapshot, value, depth + 1);
    }
}

static void named_make(struct columns *columns, const struct snapshot *snapshot)
{
    static const char *const kinds[] = {"site",   "clause",      "cooperation",
                                        "parlor", "pavilion",    "event",
                                        "fact",   "opportunity", "enterprise"};
    size_t most = 1;

    for (unsigned kind = 1; kind <= SPOT_ANY; kind *= 2)
        most += snapshot_kind(snapshot, spot_kind_name(kind)).count;
    columns->slot_count = 16;
    while (columns->slot_count < most * 2)
        columns->slot_count *= 2;
    columns->named = mem_zero(columns->slot_count * sizeof *columns->named);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct ids records = snapshot_kind(snapshot, kinds[k]);

        for (size_t i = 0; i < records.count; i++)
            named_walk(columns, snapshot, records.items[i]->json, 0);
    }
}

/* ---- candidates --------------------------------------------------------- */

static void place_spot(struct spots *spots, size_t i)
{
    const struct position *at = &spots->items[i].position;
    struct sphere_point point;

    if (!at->known)
        return;
    point = sphere_point(at->lon, at->lat);
    spots->known[i] = at->of_city ? KNOWN_OF_CITY : KNOWN_OWN;
    spots->x[i] = (float)point.x;
    spots->y[i] = (float)point.y;
    spots->z[i] = (float)point.z;
}

static void industries_read(struct spots *spots,
                            const struct snapshot *snapshot)
{
    size_t count = 0, room = 0;

    for (size_t i = 0; i < spots->count; i++) {
        const json_t *list = spot_industries(&spots->items[i], &spots->lent[i]);
        size_t at = 0;
        json_t *entry = NULL;

        spots->listed[i] = json_array_size(list) != 0;
        json_array_foreach((json_t *)list, at, entry) {
            long place = industry_place(snapshot, entry);

            if (place < 0)
                continue;
            spots->industries = mem_room(spots->industries, count, &room,
                                         sizeof *spots->industries);
            spots->industries[count++] = (uint32_t)place;
        }
        spots->industry_from[i + 1] = (uint32_t)count;
    }
}

/* Numbers for groups, by a hash of their records. */
static void groups_number(struct spots *spots)
{
    size_t slots = 16;
    const struct record **keys = NULL;
    int32_t *numbers = NULL;

    while (slots < spots->count * 2)
        slots *= 2;
    keys = mem_zero(slots * sizeof *keys);
    numbers = mem_zero(slots * sizeof *numbers);
    for (size_t i = 0; i < spots->count; i++) {
        const struct record *group = spot_group(&spots->items[i]);
        size_t at =
            (uintptr_t)group / sizeof(void *) * 0x9e3779b97f4a7c15u >> 20;

        spots->groups[i] = GROUP_NONE;
        if (group == NULL)
            continue;
        for (at &= slots - 1; keys[at] != NULL && keys[at] != group;)
            at = (at + 1) & (slots - 1);
        if (keys[at] == NULL) {
            keys[at] = group;
            numbers[at] = (int32_t)spots->group_count++;
        }
        spots->groups[i] = numbers[at];
    }
    free(keys);
    free(numbers);
}

static struct spots *spots_make(const struct columns *columns,
                                const struct snapshot *snapshot,
                                enum spot_kind kind)
{
    struct ids records = snapshot_kind(snapshot, spot_kind_name(kind));
    struct spots *spots = mem_zero(sizeof *spots);
    size_t room = records.count + 1;

    *spots = (struct spots){
        .kind = kind,
        .count = records.count,
        .items = mem_zero(room * sizeof *spots->items),
        .x = mem_zero(room * sizeof *spots->x),
        .y = mem_zero(room * sizeof *spots->y),
        .z = mem_zero(room * sizeof *spots->z),
        .known = mem_zero(room * sizeof *spots->known),
        .bare = mem_zero(room * sizeof *spots->bare),
        .named = mem_zero(room * sizeof *spots->named),
        .groups = mem_zero(room * sizeof *spots->groups),
        .industry_from = mem_zero(room * sizeof *spots->industry_from),
        .listed = mem_zero(room * sizeof *spots->listed),
        .lent = mem_zero(room * sizeof *spots->lent),
    };
    for (size_t i = 0; i < records.count; i++) {
        spots->items[i] = spot_of(snapshot, kind, records.items[i]);
        spots->bare[i] = spots->items[i].documents == 0;
        spots->named[i] = *slot_of(columns, records.items[i]) != NULL;
        place_spot(spots, i);
    }
    industries_read(spots, snapshot);
    groups_number(spots);
    return spots;
}

static void spots_free(struct spots *spots)
{
    if (spots == NULL)
        return;
    free(spots->items);
    free(spots->x);
    free(spots->y);
    free(spots->z);
    free(spots->known);
    free(spots->bare);
    free(spots->named);
    free(spots->groups);
    free(spots->industry_from);
    free(spots->industries);
    free(spots->listed);
    free(spots->lent);
    free(spots);
}

/* ---- the whole ---------------------------------------------------------- */

static void *columns_make(const struct snapshot *snapshot)
{
    struct columns *columns = mem_zero(sizeof *columns);

    pthread_mutex_init(&columns->lock, NULL);
    named_make(columns, snapshot);
    return columns;
}

static void columns_free(void *made)
{
    struct columns *columns = made;

    for (size_t k = 0; k < KINDS_MAX; k++) {
        struct set *set = &columns->sets[k];

        for (size_t i = 0; i < set->type_count; i++)
            classes_free(set->classes[i]);
        for (size_t i = 0; i < set->landmark_count; i++)
            free(set->sides[i]);
        spots_free(set->spots);
    }
    offers_free(columns->offers);
    pthread_mutex_destroy(&columns->lock);
    free(columns->named);
    free(columns);
}

static const struct keepsake keepsake = {columns_make, columns_free};

/* The set of a kind, locked, with its candidates. */
static struct set *set_lock(const struct snapshot *snapshot,
                            enum spot_kind kind, struct columns **columns)
{
    struct set *set = NULL;

    *columns = snapshot_keep(snapshot, &keepsake);
    set = &(*columns)->sets[__builtin_ctz(kind)];
    pthread_mutex_lock(&(*columns)->lock);
    if (set->spots == NULL)
        set->spots = spots_make(*columns, snapshot, kind);
    return set;
}

const struct spots *columns_spots(const struct snapshot *snapshot,
                                  enum spot_kind kind)
{
    struct columns *columns = NULL;
    const struct spots *spots = set_lock(snapshot, kind, &columns)->spots;

    pthread_mutex_unlock(&columns->lock);
    return spots;
}

const struct classes *columns_classes(const struct snapshot *snapshot,
                                      enum spot_kind kind,
                                      const struct type *type)
{
    struct columns *columns = NULL;
    struct set *set = NULL;
    const struct classes *classes = NULL;
    size_t i = 0;

    if (type->rests == RESTS_SELF)
        return NULL;
    set = set_lock(snapshot, kind, &columns);
    while (i < set->type_count && set->types[i] != type)
        i++;
    if (i == set->type_count && i < TYPES_MAX) {
        set->classes[i] = classes_make(set->spots, type);
        set->types[set->type_count++] = type;
    }
    classes = i < TYPES_MAX ? set->classes[i] : NULL;
    pthread_mutex_unlock(&columns->lock);
    return classes;
}

static unsigned char *sides_make(const struct spots *spots,
                                 const struct record *landmark)
{
    unsigned char *sides = mem_zero(spots->count + 1);
    struct line line;

    line_read(landmark, NULL, &line);
    for (size_t i = 0; i < spots->count; i++)
        sides[i] = (unsigned char)line_side(&line, &spots->items[i].position);
    line_fini(&line);
    return sides;
}

const unsigned char *columns_sides(const struct snapshot *snapshot,
                                   enum spot_kind kind,
                                   const struct record *landmark)
{
    struct columns *columns = NULL;
    struct set *set = set_lock(snapshot, kind, &columns);
    const unsigned char *sides = NULL;
    size_t i = 0;

    while (i < set->landmark_count && set->landmarks[i] != landmark)
        i++;
    if (i == set->landmark_count && i < LANDMARKS_MAX) {
        set->sides[i] = sides_make(set->spots, landmark);
        set->landmarks[set->landmark_count++] = landmark;
    }
    sides = i < LANDMARKS_MAX ? set->sides[i] : NULL;
    pthread_mutex_unlock(&columns->lock);
    return sides;
}

const struct offers *columns_offers(const struct snapshot *snapshot)
{
    struct columns *columns = snapshot_keep(snapshot, &keepsake);
    const struct offers *offers = NULL;

    pthread_mutex_lock(&columns->lock);
    if (columns->offers == NULL)
        columns->offers = offers_make(snapshot);
    offers = columns->offers;
    pthread_mutex_unlock(&columns->lock);
    return offers;
}
