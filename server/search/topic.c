/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/topic.h"

#include <math.h>
#include <string.h>

#include "search/pairs.h"

/* Weight left to words that are part of the name of a city, which nearly
 * every passage has, and of a park or a parlor. */
static const double city_weight = 0.25;
static const double site_weight = 0.7;
/* Weight of a word that no passage has, against the rarest that one has. */
static const double unknown_weight = 0.75;

/* Scripts without blanks, and Korean with its particles, are compared by
 * pairs of characters. */
static bool by_pairs(enum lang lang)
{
    return lang_is_han(lang) || lang == LANG_KO;
}

static double rarity(double passages, double with)
{
    return log(1 + (passages - with + 0.5) / (with + 0.5));
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

static double weight_of(enum lang lang, const struct terms *terms,
                        const struct term *term, long passages, long with)
{
    double weight = with > 0 ? rarity((double)passages, (double)with)
                             : unknown_weight * rarity((double)passages, 1);

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

int topic_make(struct workspace *ws, const struct meaning *meaning,
               struct topic *out, struct err *err)
{
    struct terms terms = {0};
    long passages = reader_count(ws->reader, err);

    memset(out, 0, sizeof *out);
    out->lang = meaning->lang;
    if (passages < 0)
        return -1;
    analyser_terms(ws->analyser, meaning->topic, strlen(meaning->topic),
                   meaning->lang, TERM_QUESTION, ws->arena, &terms);
    out->terms = arena_zero(ws->arena, (terms.count + 1) * sizeof *out->terms);
    for (size_t i = 0; i < terms.count; i++) {
        const char *text = terms.items[i].text;
        long with = 0;

        if (!termbook_counts(&terms.items[i], meaning->lang))
            continue;
        with = reader_term_passages(ws->reader, text, err);
        if (with < 0)
            return -1;
        out->terms[out->count++] = (struct topic_term){
            .text = text,
            .hash = termbook_hash(text),
            .unknown = with == 0,
            .weight = weight_of(meaning->lang, &terms, &terms.items[i],
                                passages, with)};
    }
    mark_costs(ws, meaning, out);
    dampen_names(ws, &meaning->cities, city_weight, out);
    dampen_names(ws, &meaning->parks, site_weight, out);
    dampen_names(ws, &meaning->parlors, site_weight, out);
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
            if (topic->terms[j].hash == set->heading[i])
                asked = &topic->terms[j];
        if (asked != NULL && asked->place)
            continue; /* that it is the place asked for is no merit */
        of++;
        hit += asked != NULL;
    }
    return of != 0 ? (double)hit / (double)of : 0;
}

void topic_cover(struct workspace *ws, const struct topic *topic,
                 const struct evidence *evidence, struct cover *out)
{
    const struct termset *set = termbook_of(ws->termbook, ws->analyser,
                                            evidence, topic->lang, ws->arena);

    bool cost = false, speaks = false;

    memset(out, 0, sizeof *out);
    out->has = arena_zero(ws->arena, (topic->count + 1) * sizeof *out->has);
    for (size_t i = 0; i < topic->count; i++) {
        const struct topic_term *term = &topic->terms[i];

        out->has[i] = termset_has(set, term->hash);
        cost = cost || term->cost;
        speaks = speaks || (term->cost && out->has[i]);
        if (!out->has[i] || topic->total <= 0)
            continue;
        out->share += term->weight / topic->total;
        out->weight += term->place ? 0 : term->weight;
    }
    out->misses_cost = cost && !speaks;
    out->precision = heading_precision(topic, set);
}
