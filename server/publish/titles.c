/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/titles.h"

#include <string.h>

static const char state_name[] = "中华人民共和国";
static const char law_prefix[] = "law_";

const char *titles_core(const char *title)
{
    size_t len = strlen(state_name);

    return strncmp(title, state_name, len) == 0 && title[len] != '\0'
               ? title + len
               : title;
}

bool titles_is_law(const struct record *term)
{
    const char *concept = record_string(term, "concept");

    return concept != NULL &&
           strncmp(concept, law_prefix, strlen(law_prefix)) == 0;
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

/* Bytes of title before name, if it ends in it; -1 if not. */
static long before(struct analyser *analyser, const char *title,
                   const char *name, struct arena *arena)
{
    size_t size = 0, len = strlen(title);

    if (name == NULL)
        return -1;
    name = analyser_plain(analyser, name, strlen(name), arena);
    size = strlen(name);
    return size <= len && size != 0 && strcmp(title + len - size, name) == 0
               ? (long)(len - size)
               : -1;
}

long titles_ends_in(struct analyser *analyser, const char *title,
                    const struct record *term, struct arena *arena)
{
    const json_t *aliases =
        json_object_get(record_get(term, "aliases"), "zh-Hans");
    long at = before(analyser, title, record_name(term, LANG_ZH_HANS), arena);
    size_t i = 0;
    const json_t *item = NULL;

    json_array_foreach(aliases, i, item) {
        if (at < 0)
            at = before(analyser, title, json_string_value(item), arena);
    }
    return at;
}
