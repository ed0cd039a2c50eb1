/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/synonym.h"

#include <string.h>

#include "text/fold.h"

enum { NAMES_MAX = 8, SPOKEN_MAX = 3, BYTES_LEAST = 6 /* two characters */ };

static const double other_name = 0.75; /* of a term, against that asked */

/* Names of one term. */
struct names {
    const char *items[NAMES_MAX];
    size_t count;
};

static void add_name(struct workspace *ws, const char *name, struct names *out)
{
    if (name == NULL || strlen(name) < BYTES_LEAST || out->count == NAMES_MAX)
        return;
    out->items[out->count++] =
        analyser_plain(ws->analyser, name, strlen(name), ws->arena);
}

static void names_of(struct workspace *ws, const struct record *term,
                     enum lang lang, struct names *out)
{
    const char *code = lang_code(lang);
    size_t i = 0;
    const json_t *item = NULL;

    add_name(
        ws, json_string_value(json_object_get(record_get(term, "names"), code)),
        out);
    json_array_foreach(json_object_get(record_get(term, "aliases"), code), i,
                       item)
        add_name(ws, json_string_value(item), out);
}

static const struct record *term_at(struct workspace *ws,
                                    const struct lexicon_match *match, size_t i)
{
    if (strcmp(match->entries[i]->kind, "term") != 0)
        return NULL;
    return snapshot_record(ws->snapshot, match->entries[i]->id);
}

/* Names of all terms that a match may mean. */
static void names_at(struct workspace *ws, const struct lexicon_match *match,
                     enum lang lang, struct names *out)
{
    for (size_t e = 0; e < match->count; e++) {
        const struct record *term = term_at(ws, match, e);

        if (term != NULL)
            names_of(ws, term, lang, out);
    }
}

static void find_terms(struct workspace *ws, const struct meaning *meaning,
                       struct lexicon_matches *out)
{
    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, meaning->topic,
                 meaning->lang, ws->arena, out);
}

/* All pairs of characters of a name, which stand together or not at all. */
static struct topic_way way_of(struct workspace *ws, const char *name)
{
    size_t len = strlen(name), at = 0, before = 0, count = 0;
    uint64_t *hashes = arena_zero(ws->arena, (len + 1) * sizeof *hashes);

    fold_rune(name, len, &at);
    while (at < len) {
        size_t middle = at;

        fold_rune(name, len, &at);
        hashes[count++] = termbook_hash_n(name + before, at - before);
        before = middle;
    }
    return (struct topic_way){hashes, count, other_name, true};
}

static void add_ways(struct workspace *ws, struct topic_term *term,
                     const struct names *names)
{
    struct topic_way *ways = arena_zero(
        ws->arena, (term->way_count + names->count + 1) * sizeof *ways);
    size_t count = term->way_count;

    memcpy(ways, term->ways, count * sizeof *ways);
    for (size_t i = 0; i < names->count; i++)
        if (strstr(names->items[i], term->text) == NULL)
            ways[count++] = way_of(ws, names->items[i]);
    term->ways = ways;
    term->way_count = count;
}

void synonym_ways(struct workspace *ws, const struct meaning *meaning,
                  struct topic *topic)
{
    struct lexicon_matches found = {0};

    find_terms(ws, meaning, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct lexicon_match *match = &found.items[i];
        const char *asked = arena_text_n(
            ws->arena, meaning->topic + match->from, match->to - match->from);
        struct names names = {0};

        names_at(ws, match, LANG_ZH_HANS, &names);
        for (size_t t = 0; t < topic->count && names.count > 1; t++)
            if (strstr(asked, topic->terms[t].text) != NULL)
                add_ways(ws, &topic->terms[t], &names);
    }
}

const char *synonym_text(struct workspace *ws, const struct meaning *meaning)
{
    struct lexicon_matches found = {0};
    const char *out = "";

    find_terms(ws, meaning, &found);
    for (size_t i = 0; i < found.count; i++)
        for (size_t e = 0; e < found.items[i].count; e++) {
            const struct record *term = term_at(ws, &found.items[i], e);
            struct names names = {0};

            if (term == NULL)
                continue;
            names_of(ws, term, LANG_ZH_HANS, &names);
            for (size_t n = 0; n < names.count && n < SPOKEN_MAX; n++)
                if (strstr(out, names.items[n]) == NULL)
                    out = arena_format(ws->arena, "%s %s", out, names.items[n]);
        }
    return out;
}

/* ---- of records ---------------------------------------------------------- */

/* The words of a name, which stand together or not at all. */
static struct topic_way way_of_words(struct workspace *ws, const char *name,
                                     enum lang lang)
{
    struct terms words = {0};
    struct topic_way way = {.weight = other_name, .all = true};
    uint64_t *hashes = NULL;

    analyser_terms(ws->analyser, name, strlen(name), lang, TERM_QUESTION,
                   ws->arena, &words);
    hashes = arena_zero(ws->arena, (words.count + 1) * sizeof *hashes);
    for (size_t i = 0; i < words.count; i++)
        if (termbook_counts(&words.items[i], lang))
            hashes[way.count++] = termbook_hash(words.items[i].text);
    way.hashes = hashes;
    return way;
}

/* Marks and counts the terms of the topic that are words of the stretch; does
 * it have one that no passage has? */
static bool mark_words(struct workspace *ws, const char *asked,
                       const struct topic *topic, bool *marked, size_t *count)
{
    struct terms words = {0};
    bool unknown = false;

    *count = 0;

    analyser_terms(ws->analyser, asked, strlen(asked), topic->lang,
                   TERM_QUESTION, ws->arena, &words);
    for (size_t t = 0; t < topic->count; t++) {
        marked[t] = false;
        for (size_t i = 0; !marked[t] && i < words.count; i++)
            marked[t] = strcmp(words.items[i].text, topic->terms[t].text) == 0;
        *count += marked[t];
        unknown = unknown || (marked[t] && topic->terms[t].unknown);
    }
    return unknown;
}

/* A name of fewer words says less than what was asked: "tax loss" is not yet
 * a loss that is carried forward. */
static void add_names(struct workspace *ws, const struct names *names,
                      const bool *marked, size_t least, struct topic *topic)
{
    struct topic_way *more =
        arena_zero(ws->arena, (names->count + 1) * sizeof *more);
    size_t added = 0;

    for (size_t i = 0; i < names->count; i++) {
        more[added] = way_of_words(ws, names->items[i], topic->lang);
        added += more[added].count >= least;
    }
    for (size_t t = 0; t < topic->count; t++) {
        struct topic_term *term = &topic->terms[t];
        struct topic_way *ways = NULL;

        if (!marked[t])
            continue;
        ways =
            arena_zero(ws->arena, (term->way_count + added + 1) * sizeof *ways);
        memcpy(ways, term->ways, term->way_count * sizeof *ways);
        memcpy(ways + term->way_count, more, added * sizeof *more);
        term->ways = ways;
        term->way_count += added;
    }
}

static bool has_unknown(const struct topic *topic)
{
    for (size_t i = 0; i < topic->count; i++)
        if (topic->terms[i].unknown)
            return true;
    return false;
}

void synonym_records(struct workspace *ws, const struct meaning *meaning,
                     struct topic *topic)
{
    struct lexicon_matches found = {0};
    bool *marked = arena_zero(ws->arena, (topic->count + 1) * sizeof *marked);

    if (!has_unknown(topic))
        return;
    find_terms(ws, meaning, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct lexicon_match *match = &found.items[i];
        const char *asked = arena_text_n(
            ws->arena, meaning->topic + match->from, match->to - match->from);
        struct names names = {0};
        size_t words = 0;

        names_at(ws, match, meaning->lang, &names);
        if (names.count > 1 && mark_words(ws, asked, topic, marked, &words))
            add_names(ws, &names, marked, words, topic);
    }
}
