/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/titles.h"

#include <string.h>

static const char state_name[] = "中华人民共和国";

enum { LAW_BYTES = 12 }; /* of a law's name in Chinese: four characters */

const char *titles_core(const char *title)
{
    size_t len = strlen(state_name);

    return strncmp(title, state_name, len) == 0 && title[len] != '\0'
               ? title + len
               : title;
}

bool titles_is_law(const struct record *term)
{
    static const char *const ends[] = {"法", "条例", "细则", "规定", "办法"};
    const char *name = record_name(term, LANG_ZH_HANS);
    size_t len = name != NULL ? strlen(name) : 0;

    if (strcmp(term->kind, "term") != 0 || len < LAW_BYTES)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);

        if (strcmp(name + len - size, ends[i]) == 0)
            return true;
    }
    return false;
}

/* The parts of a title: places, then a law. */
struct parts {
    const struct record *place, *law;
};

static bool is_place(const struct record *record)
{
    const char *concept = record_string(record, "concept");

    return strcmp(record->kind, "city") == 0 ||
           strcmp(record->kind, "place") == 0 ||
           strcmp(record->kind, "park") == 0 ||
           (concept != NULL && strncmp(concept, "province_", 9) == 0);
}

static void take(const struct snapshot *snapshot,
                 const struct lexicon_match *match, struct parts *parts)
{
    parts->law = NULL;
    for (size_t i = 0; i < match->count; i++) {
        const struct record *record =
            snapshot_record(snapshot, match->entries[i]->id);

        if (record == NULL)
            continue;
        if (titles_is_law(record))
            parts->law = record;
        else if (parts->place == NULL && is_place(record))
            parts->place = record;
    }
}

/* Marks that may stand between the parts. */
static bool only_marks(const char *text, size_t from, size_t to)
{
    for (; from < to; from++)
        if (strchr("() ", text[from]) == NULL)
            return false;
    return true;
}

const char *titles_name(const struct snapshot *snapshot,
                        struct analyser *analyser,
                        const struct record *document, enum lang lang,
                        struct arena *arena)
{
    const char *title = record_string(document, "source.title");
    const char *own = json_string_value(
        json_object_get(record_get(document, "names"), lang_code(lang)));
    struct lexicon_matches found = {0};
    struct parts parts = {0};
    size_t at = 0;

    if (own != NULL || title == NULL)
        return own;
    title = titles_core(title);
    title = analyser_plain(analyser, title, strlen(title), arena);
    lexicon_find(snapshot_lexicon(snapshot), analyser, title, LANG_ZH_HANS,
                 arena, &found);
    for (size_t i = 0; i < found.count; i++) {
        if (!only_marks(title, at, found.items[i].from))
            return NULL;
        take(snapshot, &found.items[i], &parts);
        at = found.items[i].to;
    }
    if (parts.law == NULL || title[at] != '\0')
        return NULL;
    own = json_string_value(
        json_object_get(record_get(parts.law, "names"), lang_code(lang)));
    if (own == NULL || parts.place == NULL)
        return own;
    return arena_format(arena, "%s (%s)", own, record_name(parts.place, lang));
}
