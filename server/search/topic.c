/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/topic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search/pairs.h"

/* Weight left to words that are part of the name of a city, which nearly
 * every passage has, and of a park or a parlor. */
static const double city_weight = 0.25;
static const double site_weight = 0.7;
/* Weight of a word that no passage has, against the rarest that one has. */
static const double unknown_weight = 0.75;
/* Of a clause: what a word counts that only stands around it. */
static const double around_weight = 0.6;
/* Of a way of several terms: the least that must stand, and what it counts. */
static const double part_least = 0.5, part_of_way = 0.7;

static const char documents[] = "kind:document";

/* Scripts without blanks, and Korean with its particles, are compared by
 * pairs of characters. */
static bool by_pairs(enum lang lang)
{
    return lang_is_han(lang) || lang == LANG_KO;
}

double topic_rarity(long passages, long with)
{
    return log(1 + ((double)(passages - with) + 0.5) / ((double)with + 0.5));
}

/* Does a term stand for the word so written? */
static bool says(const struct topic_term *term, uint64_t hash)
{
    for (size_t i = 0; i < term->way_count; i++)
        if (term->ways[i].count == 1 && term->ways[i].hashes[0] == hash)
            return true;
    return false;
}

static void dampen_names(struct workspace *ws, const struct ids *places,
                         double weight, struct topic *topic)
{
    for (size_t i = 0; i < places->count; i++) {
        const char *name = record_name(places->items[i], topic->lang);
        struct terms terms = {0};

        if (name == NULL)
            continue;
        analyser_terms(ws->analyser, name, strlen(name), topic->lang,
                       TERM_DOCUMENT, ws->arena, &terms);
        for (size_t j = 0; j < terms.count; j++)
            for (size_t k = 0; k < topic->count; k++)
                if (strcmp(terms.items[j].text, topic->terms[k].text) == 0 &&
                    !topic->terms[k].place) {
                    topic->terms[k].weight *= weight;
                    topic->terms[k].place = true;
                }
    }
}

double topic_besides(struct workspace *ws, const struct topic *topic,
                     const struct record *record)
{
    const char *name = record_name(record, topic->lang);
    struct terms terms = {0};
    double sum = topic->own;

    if (name == NULL)
        return sum;
    analyser_terms(ws->analyser, name, strlen(name), topic->lang, TERM_DOCUMENT,
                   ws->arena, &terms);
    for (size_t k = 0; k < topic->count; k++)
        for (size_t j = 0; j < terms.count; j++)
            if (!topic->terms[k].place &&
                strcmp(terms.items[j].text, topic->terms[k].text) == 0) {
                sum -= topic->terms[k].weight;
                break;
            }
    return sum;
}

static double weight_of(enum lang lang, const struct terms *terms,
                        const struct term *term, long passages, long with)
{
    double weight = with > 0 ? topic_rarity(passages, with)
                             : unknown_weight * topic_rarity(passages, 1);

    if (by_pairs(lang))
        weight *= pair_weight(lang, terms, term);
    return weight;
}

/* Support for the rent is not support for what is rented: the cost that is
 * named must be spoken of. */
static void mark_costs(struct workspace *ws, const struct meaning *meaning,
                       struct topic *topic)
{
    struct terms terms = {0};

    analyser_terms(ws->analyser, meaning->costs, strlen(meaning->costs),
                   meaning->lang, TERM_QUESTION, ws->arena, &terms);
    for (size_t i = 0; i < terms.count; i++)
        for (size_t j = 0; j < topic->count; j++)
            if (strcmp(terms.items[i].text, topic->terms[j].text) == 0)
                topic->terms[j].cost = true;
}

static const struct topic_way *way_of(struct arena *arena, const char *text)
{
    struct topic_way *way = arena_zero(arena, sizeof *way);
    uint64_t *hash = arena_zero(arena, sizeof *hash);

    *hash = termbook_hash(text);
    *way = (struct topic_way){.hashes = hash, .count = 1, .weight = 1};
    return way;
}

/* Of so many passages, in how many a word stands. */
struct standing_in {
    long passages, with;
};

static int count_word(struct workspace *ws, enum lang lang, enum topic_of of,
                      const char *text, struct standing_in *out,
                      struct err *err)
{
    /* Texts in Traditional characters are folded to Simplified ones. */
    enum lang of_texts = lang == LANG_ZH_HANT ? LANG_ZH_HANS : lang;
    bool records = of == TOPIC_OF_RECORDS;

    out->with = records ? reader_term_without(ws->reader, text, documents, err)
                        : reader_term_passages(ws->reader, text, err);
    if (out->with == 0 && records)
        records = reader_term_passages(ws->reader, text, err) > 0;
    out->passages = reader_lang_passages(ws->reader, of_texts,
                                         records ? documents : NULL, err);
    return out->with < 0 || out->passages < 0 ? -1 : 0;
}

int topic_make(struct workspace *ws, const struct meaning *meaning,
               enum topic_of of, struct topic *out, struct err *err)
{
    struct terms terms = {0};

    memset(out, 0, sizeof *out);
    out->lang = meaning->lang;
    analyser_terms(ws->analyser, meaning->topic, strlen(meaning->topic),
                   meaning->lang, TERM_QUESTION, ws->arena, &terms);
    out->terms = arena_zero(ws->arena, (terms.count + 1) * sizeof *out->terms);
    for (size_t i = 0; i < terms.count; i++) {
        const char *text = terms.items[i].text;
        struct standing_in in;

        if (!termbook_counts(&terms.items[i], meaning->lang))
            continue;
        if (count_word(ws, meaning->lang, of, text, &in, err) < 0)
            return -1;
        out->terms[out->count++] = (struct topic_term){
            .text = text,
            .spoken = text,
            .ways = way_of(ws->arena, text),
            .way_count = 1,
            .unknown = in.with == 0,
            .border = by_pairs(meaning->lang) &&
                      pair_weight(meaning->lang, &terms, &terms.items[i]) < 1,
            .weight = weight_of(meaning->lang, &terms, &terms.items[i],
                                in.passages, in.with)};
    }
    mark_costs(ws, meaning, out);
    dampen_names(ws, &meaning->cities, city_weight, out);
    dampen_names(ws, &meaning->parks, site_weight, out);
    dampen_names(ws, &meaning->parlors, site_weight, out);
    dampen_names(ws, &meaning->outside, city_weight, out);
    for (size_t i = 0; i < out->count; i++) {
        out->total += out->terms[i].weight;
        out->own += out->terms[i].place ? 0 : out->terms[i].weight;
    }
    return 0;
}

/* Share of the words of the heading that were asked for. */
static double heading_precision(const struct topic *topic,
                                const struct termset *set)
{
    size_t of = 0, hit = 0;

    for (size_t i = 0; i < set->heading_count; i++) {
        const struct topic_term *asked = NULL;

        for (size_t j = 0; asked == NULL && j < topic->count; j++)
            if (says(&topic->terms[j], set->heading[i]))
                asked = &topic->terms[j];
        if (asked != NULL && asked->place)
            continue; /* that it is the place asked for is no merit */
        of++;
        hit += asked != NULL;
    }
    return of != 0 ? (double)hit / (double)of : 0;
}

typedef bool has_fn(const void *set, uint64_t hash);

/* How well a set of hashes speaks of a term: the best of its ways, as far as
 * it stands there. Of a long way half is something, less is chance. */
static double held_alone(const struct topic_term *term, has_fn *has,
                         const void *set)
{
    double best = 0;

    for (size_t i = 0; i < term->way_count; i++) {
        const struct topic_way *way = &term->ways[i];
        size_t hits = 0;
        double part = 0;

        if (way->count == 0 || way->weight <= best)
            continue;
        for (size_t j = 0; j < way->count; j++)
            hits += has(set, way->hashes[j]);
        part = (double)hits / (double)way->count;
        if (part < 1)
            part = part >= part_least && !way->all ? part * part_of_way : 0;
        if (part * way->weight > best)
            best = part * way->weight;
    }
    return best;
}

/* The same of the term at a place; a word of a name where that stands. */
static double held(const struct topic *topic, size_t at, has_fn *has,
                   const void *set)
{
    const struct topic_term *term = &topic->terms[at];
    double own = held_alone(term, has, set), whole = 0;

    if (term->whole != 0)
        whole = held_alone(&topic->terms[term->whole - 1], has, set);
    return whole > own ? whole : own;
}

static bool in_set(const void *set, uint64_t hash)
{
    return termset_has(set, hash);
}

static bool around_set(const void *set, uint64_t hash)
{
    return termset_around(set, hash);
}

/* What the term has of a clause, by its text or by what stands around. */
static double held_by_clause(const struct topic *topic, size_t at,
                             const struct termset *set, double *own)
{
    double around = 0;

    *own = held(topic, at, in_set, set);
    if (*own < around_weight)
        around = around_weight * held(topic, at, around_set, set);
    return *own > around ? *own : around;
}

void topic_cover(struct workspace *ws, const struct topic *topic,
                 const struct evidence *evidence, struct cover *out)
{
    const struct termset *set = termbook_of(ws->termbook, ws->analyser,
                                            evidence, topic->lang, ws->arena);
    bool clause = evidence->clause != NULL;
    double total = clause ? topic->own : topic->total;
    bool cost = false, speaks = false;

    memset(out, 0, sizeof *out);
    out->has = arena_zero(ws->arena, (topic->count + 1) * sizeof *out->has);
    for (size_t i = 0; i < topic->count; i++) {
        const struct topic_term *term = &topic->terms[i];
        double own = 0;

        if (clause && term->place)
            continue;
        out->has[i] = clause ? held_by_clause(topic, i, set, &own)
                             : (own = held(topic, i, in_set, set));
        cost = cost || term->cost;
        speaks = speaks || (term->cost && out->has[i] > 0);
        if (total > 0)
            out->share += out->has[i] * term->weight / total;
        out->weight += term->place ? 0 : own * term->weight;
    }
    out->misses_cost = cost && !speaks;
    out->precision = clause ? 0 : heading_precision(topic, set);
}

/* ---- a stretch of text -------------------------------------------------- */

void topic_has(struct workspace *ws, const struct topic *topic,
               const char *text, size_t len, double *has)
{
    const struct termset *set = termbook_text(ws->termbook, ws->analyser, text,
                                              len, topic->lang, ws->arena);

    for (size_t i = 0; i < topic->count; i++)
        has[i] = topic->terms[i].place ? 0 : held(topic, i, in_set, set);
}

double topic_sum(const struct topic *topic, const double *has)
{
    double share = 0;

    for (size_t i = 0; i < topic->count && topic->own > 0; i++)
        share += has[i] * topic->terms[i].weight / topic->own;
    return share;
}

double topic_share(struct workspace *ws, const struct topic *topic,
                   const char *text, size_t len)
{
    double *has = arena_zero(ws->arena, (topic->count + 1) * sizeof *has);

    topic_has(ws, topic, text, len, has);
    return topic_sum(topic, has);
}
