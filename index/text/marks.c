/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/marks.h"

#include <stdio.h>
#include <string.h>

/* Singles first; their pairs take what room is left. */
enum { SINGLES_MAX = 16 };

struct marks {
    uint32_t *items;
    size_t count, room;
};

static uint32_t hash_text(const char *a, const char *b)
{
    uint32_t hash = 2166136261u;

    for (; *a != '\0'; a++)
        hash = (hash ^ (unsigned char)*a) * 16777619u;
    for (; *b != '\0'; b++)
        hash = (hash ^ (unsigned char)*b) * 16777619u;
    return hash ^ hash >> 15;
}

static void add(struct marks *marks, uint32_t mark)
{
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i] == mark)
            return;
    if (marks->count < marks->room)
        marks->items[marks->count++] = mark;
}

static void add_matches(struct marks *marks,
                        const struct lexicon_matches *matches)
{
    for (size_t i = 0; i < matches->count; i++) {
        const struct lexicon_match *match = &matches->items[i];

        for (size_t j = 0; j < match->count; j++) {
            const struct lexicon_entry *entry = match->entries[j];
            /* Words that add nothing say nothing of what is wanted. */
            if (strcmp(entry->id, "filler") == 0)
                continue;
            /* Of phrases and terms it matters which; of places, that. */
            add(marks,
                hash_text(entry->kind, strcmp(entry->kind, "intent") == 0 ||
                                               strcmp(entry->kind, "term") == 0
                                           ? entry->id
                                           : ""));
        }
    }
}

static void add_quantities(struct marks *marks,
                           const struct quantities *quantities)
{
    for (size_t i = 0; i < quantities->count; i++) {
        const struct quantity *one = &quantities->items[i];
        char name[40];

        snprintf(name, sizeof name, "%d %s", (int)one->type,
                 one->type == QUANTITY_PLAIN && one->high >= QUANTITY_LARGE
                     ? "large"
                     : "");
        add(marks, hash_text("amount", name));
    }
}

size_t marks_find(const struct lexicon_matches *names,
                  const struct lexicon_matches *cues,
                  const struct quantities *quantities, uint32_t out[MARKS_MAX])
{
    struct marks marks = {out, 0, SINGLES_MAX};
    size_t singles = 0;

    add_matches(&marks, cues);
    add_quantities(&marks, quantities);
    add_matches(&marks, names);
    singles = marks.count;
    marks.room = MARKS_MAX;
    for (size_t i = 0; i < singles; i++)
        for (size_t j = 0; j < i; j++) {
            uint32_t low = out[i] < out[j] ? out[i] : out[j];
            uint32_t high = out[i] < out[j] ? out[j] : out[i];

            add(&marks, low * 31 + high * 17);
        }
    return marks.count;
}
