/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question held against texts of another language: what the lexicon knows
 * is called by its names there, what a dictionary knows by its translations,
 * the rest by itself. */
#include <string.h>

#include "base/buf.h"
#include "search/groups.h"
#include "search/topic.h"
#include "text/analyser.h"
#include "text/fold.h"

enum {
    WAYS_MAX = 14, /* that are looked for */
    SPOKEN_MAX = 3 /* that names and titles are held against */
};

/* A way less sure than this does not make its group common. */
static const double way_sure = 0.3;
/* Of a word that is called nothing that any passage has: much where the
 * dictionary is large, as English has, else it is the dictionary's lack. */
static const double unknown_weight = 0.4, unknown_thin = 0.2;

static double unknown_in(enum lang lang)
{
    return lang == LANG_EN || lang == LANG_DE ? unknown_weight : unknown_thin;
}

/* Is the only way the word as it was asked? Passages that have it are in the
 * asker's language then, and say nothing of the others. */
static bool only_itself(struct workspace *ws, const struct group *group)
{
    return group->count == 1 && group->asked != NULL &&
           strcmp(group->ways[0].text,
                  analyser_plain(ws->analyser, group->asked,
                                 strlen(group->asked), ws->arena)) == 0;
}

/* Hashes of the index terms of a way, as they are gathered. */
struct terms_of_way {
    struct workspace *ws;
    uint64_t *hashes;
    size_t count, capacity;
    long passages; /* of the rarest term; -1 none yet */
};

static int add_term(struct terms_of_way *of, const char *text, size_t len,
                    struct err *err)
{
    struct arena *arena = of->ws->arena;
    long with = reader_term_passages(of->ws->reader,
                                     arena_text_n(arena, text, len), err);

    if (with < 0)
        return -1;
    of->hashes = arena_room(arena, of->hashes, of->count, &of->capacity,
                            sizeof *of->hashes);
    of->hashes[of->count++] = termbook_hash_n(text, len);
    if (of->passages < 0 || with < of->passages)
        of->passages = with;
    return 0;
}

static bool all_han(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len)
        if (!rune_is_cjk(fold_rune(text, len, &at)))
            return false;
    return len != 0;
}

/* Pairs of neighbours; one character alone stands for itself. */
static int add_pairs(struct terms_of_way *of, const char *text, size_t len,
                     struct err *err)
{
    size_t at = 0, before = 0;

    fold_rune(text, len, &at);
    if (at == len)
        return add_term(of, text, len, err);
    while (at < len) {
        size_t middle = at;

        fold_rune(text, len, &at);
        if (add_term(of, text + before, at - before, err) < 0)
            return -1;
        before = middle;
    }
    return 0;
}

static int add_words(struct terms_of_way *of, const char *text, size_t len,
                     enum lang lang, struct err *err)
{
    struct terms terms = {0};

    analyser_terms(of->ws->analyser, text, len, lang, TERM_DOCUMENT,
                   of->ws->arena, &terms);
    for (size_t i = 0; i < terms.count; i++) {
        const char *term = terms.items[i].text;

        if (termbook_counts(&terms.items[i], lang) &&
            add_term(of, term, strlen(term), err) < 0)
            return -1;
    }
    return 0;
}

/* The way's index terms; *with: in how many passages it may stand. */
static int way_make(struct workspace *ws, const struct way *way, enum lang to,
                    struct topic_way *out, long *with, struct err *err)
{
    struct terms_of_way of = {.ws = ws, .passages = -1};
    size_t len = strlen(way->text);
    int done = lang_is_han(to) && all_han(way->text, len)
                   ? add_pairs(&of, way->text, len, err)
                   : add_words(&of, way->text, len, to, err);

    *out = (struct topic_way){
        .hashes = of.hashes, .count = of.count, .weight = way->weight};
    *with = of.passages > 0 ? of.passages : 0;
    return done;
}

static const char *spoken(struct arena *arena, const struct group *group)
{
    const char *text = "";

    for (size_t i = 0; i < group->count && i < SPOKEN_MAX; i++)
        if (i == 0 || group->ways[i].weight >= way_sure)
            text = arena_format(arena, "%s %s", text, group->ways[i].text);
    return text;
}

static int term_make(struct workspace *ws, const struct group *group,
                     enum lang from, enum lang to, long passages,
                     struct topic_term *out, struct err *err)
{
    size_t count = group->count < WAYS_MAX ? group->count : WAYS_MAX;
    struct topic_way *ways = arena_zero(ws->arena, (count + 1) * sizeof *ways);
    long common = 0;

    for (size_t i = 0; i < count; i++) {
        long with = 0;

        if (way_make(ws, &group->ways[i], to, &ways[i], &with, err) < 0)
            return -1;
        if (group->ways[i].weight >= way_sure && with > common)
            common = with;
    }
    *out = (struct topic_term){
        .text = group->count != 0 ? group->ways[0].text : group->asked,
        .spoken = spoken(ws->arena, group),
        .asked = group->asked,
        .ways = ways,
        .way_count = count,
        .unknown = common == 0,
        .weight =
            group->weight * topic_rarity(passages, common != 0 ? common : 1),
    };
    if (common == 0 || (lang_is_han(to) && only_itself(ws, group)))
        out->weight *= unknown_in(from);
    return 0;
}

static bool is_one_rune(const char *text)
{
    size_t at = 0, len = strlen(text);

    fold_rune(text, len, &at);
    return at == len;
}

/* One character of hiragana: no dictionary has what it belongs to. */
static bool is_kana(const char *text)
{
    size_t at = 0;

    return is_one_rune(text) &&
           rune_kind(fold_rune(text, strlen(text), &at)) == RUNE_HIRAGANA;
}

/* Is it one of the words, which have blanks between? */
static bool has_word(const char *words, const char *word)
{
    size_t size = strlen(word);

    while (*words != '\0') {
        size_t len = strcspn(words, " ");

        if (len == size && memcmp(words, word, len) == 0)
            return true;
        words += len + (words[len] == ' ');
    }
    return false;
}

/* Is one of the places called so? */
static bool names_place(struct workspace *ws, const struct topic_term *term,
                        const struct ids *places, enum lang to)
{
    for (size_t i = 0; i < places->count; i++) {
        const char *name = record_name(places->items[i], to);

        if (name == NULL)
            continue;
        name = analyser_plain(ws->analyser, name, strlen(name), ws->arena);
        if (has_word(term->spoken, name))
            return true;
    }
    return false;
}

/* The country is where its law holds, and no matter of it. */
static bool names_nation(const struct topic_term *term)
{
    return has_word(term->spoken, "中国") || has_word(term->spoken, "中国境内");
}

int topic_across(struct workspace *ws, const struct meaning *meaning,
                 enum lang to, struct topic *out, struct err *err)
{
    const struct ids *places[] = {&meaning->cities, &meaning->parks,
                                  &meaning->parlors, &meaning->outside};
    struct groups groups = {0};
    long passages = reader_count(ws->reader, err);

    memset(out, 0, sizeof *out);
    out->lang = to;
    if (passages < 0)
        return -1;
    groups_of(ws, meaning, to, &groups);
    out->terms = arena_zero(ws->arena, (groups.count + 1) * sizeof *out->terms);
    for (size_t i = 0; i < groups.count; i++) {
        struct topic_term *term = &out->terms[out->count];

        if (is_kana(groups.items[i].asked))
            continue; /* an ending, not a word */
        if (meaning->lang == LANG_JA && is_one_rune(groups.items[i].asked))
            groups.items[i].count = 0; /* half a word that nobody knows */
        if (term_make(ws, &groups.items[i], meaning->lang, to, passages, term,
                      err) < 0)
            return -1;
        for (size_t p = 0; p < sizeof places / sizeof *places; p++)
            term->place = term->place || names_place(ws, term, places[p], to);
        term->place = term->place || (lang_is_han(to) && names_nation(term));
        out->count++;
        out->total += term->weight;
        out->own += term->place ? 0 : term->weight;
    }
    topic_link(out);
    return 0;
}

/* Does the title hold one of the words, which have blanks between? */
static bool holds_word(const char *title, const char *words)
{
    while (*words != '\0') {
        size_t len = strcspn(words, " ");

        if (len != 0 && memmem(title, strlen(title), words, len) != NULL)
            return true;
        words += len + (words[len] == ' ');
    }
    return false;
}

void topic_name(struct topic *topic, const char *title)
{
    for (size_t i = 0; i < topic->count; i++) {
        struct topic_term *term = &topic->terms[i];

        if (term->place || !holds_word(title, term->spoken))
            continue;
        term->place = true;
        topic->own -= term->weight;
    }
}

void topic_no_years(struct topic *topic)
{
    for (size_t i = 0; i < topic->count; i++) {
        struct topic_term *term = &topic->terms[i];

        if (term->place || term->text == NULL || strlen(term->text) != 4 ||
            strspn(term->text, "0123456789") != 4)
            continue;
        term->place = true;
        topic->own -= term->weight;
    }
}
