/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/origin.h"

#include <stdlib.h>

#include "base/buf.h"

const char *origin_map(const struct origin_place *places, size_t count,
                       struct arena *arena)
{
    struct origin_place last = {0, 0};
    const char *map = NULL;
    struct buf text;

    buf_init(&text);
    for (size_t i = 0; i < count; i++) {
        size_t at = places[i].at - last.at, was = places[i].was - last.was;

        if (i > 0)
            buf_char(&text, ' ');
        if (at == was)
            buf_format(&text, "%zu", at);
        else
            buf_format(&text, "%zu:%zu", at, was);
        last = places[i];
    }
    map = arena_text_n(arena, text.bytes, text.len);
    buf_fini(&text);
    return map;
}

/* The next pair; false at the end of the map or where it is none. */
static bool place_next(const char **map, struct origin_place *place)
{
    char *end = NULL;
    unsigned long at = strtoul(*map, &end, 10), was = at;

    if (end == *map)
        return false;
    if (*end == ':')
        was = strtoul(end + 1, &end, 10);
    place->at += at;
    place->was += was;
    *map = end;
    return true;
}

bool origin_find(const struct record *document, size_t at, size_t *from,
                 size_t *to)
{
    const char *map = record_string(document, "origin.map");
    struct origin_place place = {0, 0};
    bool found = false;

    while (map != NULL && place_next(&map, &place)) {
        if (place.at > at) {
            *to = place.was;
            return found;
        }
        *from = place.was;
        found = true;
    }
    return false;
}
