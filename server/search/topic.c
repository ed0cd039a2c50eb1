/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/topic.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "search/pairs.h"
#include "text/fold.h"

enum { HEADING_TERMS_MAX = 64 };

/* Weight left to words that are part of the name of a city, which nearly
 * every passage has, and of a park or a parlor. */
static const double city_weight = 0.25;
static const double site_weight = 0.7;
/* Weight of a word that no passage has, against the rarest that one has. */
static const double unknown_weight = 0.75;

/* Figures are not words; a year is. */
static bool is_number(const char *text)
{
    bool year = strlen(text) == 4 && (strncmp(text, "19", 2) == 0 ||
                                      strncmp(text, "20", 2) == 0);

    for (; *text != '\0'; text++)
        if (!isdigit((unsigned char)*text) && strchr(".,%", *text) == NULL)
            return false;
    return !year;
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* Scripts without blanks, and Korean with its particles, are compared by
 * pairs of characters; the others by stemmed words. */
static bool by_pairs(enum lang lang)
{
    return lang_is_han(lang) || lang == LANG_KO;
}

static bool counts(const struct term *term, enum lang lang)
{
    if (is_number(term->text))
        return false;
    if (by_pairs(lang))
        return is_ascii(term->text) ||
               fold_length(term->text, strlen(term->text)) == 2;
    return term->word;
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

        if (!counts(&terms.items[i], meaning->lang))
            continue;
        with = reader_term_passages(ws->reader, text, err);
        if (with < 0)
            return -1;
        out->terms[out->count++] =
            (struct topic_term){.text = text,
                                .unknown = with == 0,
                                .weight = weight_of(
                                    meaning->lang, &terms, &terms.items[i],
                                    passages, with)};
    }
    dampen_names(ws, &meaning->cities, city_weight, out);
    dampen_names(ws, &meaning->parks, site_weight, out);
    dampen_names(ws, &meaning->parlors, site_weight, out);
    for (size_t i = 0; i < out->count; i++) {
        out->total += out->terms[i].weight;
        out->own += out->terms[i].place ? 0 : out->terms[i].weight;
    }
    return 0;
}

static void mark_n(struct workspace *ws, const struct topic *topic,
                   const char *text, size_t len, struct cover *cover)
{
    struct terms terms = {0};

    analyser_terms(ws->analyser, text, len, topic->lang, TERM_DOCUMENT,
                   ws->arena, &terms);
    for (size_t i = 0; i < terms.count; i++)
        for (size_t j = 0; j < topic->count; j++)
            if (strcmp(terms.items[i].text, topic->terms[j].text) == 0)
                cover->has[j] = true;
}

static void mark(struct workspace *ws, const struct topic *topic,
                 const char *text, struct cover *cover)
{
    if (text != NULL)
        mark_n(ws, topic, text, strlen(text), cover);
}

static void mark_list(struct workspace *ws, const struct topic *topic,
                      const json_t *by_lang, struct cover *cover)
{
    const json_t *list = json_object_get(by_lang, lang_code(topic->lang));
    size_t i = 0;
    const json_t *item = NULL;

    if (list == NULL && topic->lang == LANG_ZH_HANT)
        list = json_object_get(by_lang, "zh-Hans");
    json_array_foreach(list, i, item)
        mark(ws, topic, json_string_value(item), cover);
}

static const struct topic_term *topic_find(const struct topic *topic,
                                           const char *text)
{
    for (size_t i = 0; i < topic->count; i++)
        if (strcmp(topic->terms[i].text, text) == 0)
            return &topic->terms[i];
    return NULL;
}

/* Share of the words of the record's heading that were asked for. */
static double heading_precision(struct workspace *ws,
                                const struct topic *topic, const char *name)
{
    struct terms terms = {0};
    size_t of = 0, hit = 0;

    if (name == NULL)
        return 0;
    analyser_terms(ws->analyser, name, strlen(name), topic->lang,
                   TERM_QUESTION, ws->arena, &terms);
    for (size_t i = 0; i < terms.count && of < HEADING_TERMS_MAX; i++) {
        const struct topic_term *asked = NULL;

        if (!counts(&terms.items[i], topic->lang))
            continue;
        asked = topic_find(topic, terms.items[i].text);
        if (asked != NULL && asked->place)
            continue; /* that it is the place asked for is no merit */
        of++;
        hit += asked != NULL;
    }
    return of != 0 ? (double)hit / (double)of : 0;
}

static void mark_record(struct workspace *ws, const struct topic *topic,
                        const struct record *record, struct cover *out)
{
    mark(ws, topic, record_name(record, topic->lang), out);
    mark(ws, topic, record_summary(record, topic->lang, NULL), out);
    mark_list(ws, topic, record_get(record, "aliases"), out);
    mark_list(ws, topic, record_get(record, "keywords"), out);
    if (lang_is_han(topic->lang))
        mark(ws, topic, record_string(record, "wording.text"), out);
}

void topic_cover(struct workspace *ws, const struct topic *topic,
                 const struct evidence *evidence, struct cover *out)
{
    const char *heading = record_name(evidence->record, topic->lang);
    const char *text = NULL;
    size_t len = 0;

    memset(out, 0, sizeof *out);
    out->has = arena_zero(ws->arena, (topic->count + 1) * sizeof *out->has);
    if (evidence->clause == NULL) {
        mark_record(ws, topic, evidence->record, out);
    } else {
        heading = json_string_value(
            json_object_get(evidence->clause, "heading"));
        text = evidence_text(evidence, &len);
        if (text != NULL)
            mark_n(ws, topic, text, len, out);
    }
    for (size_t i = 0; i < topic->count; i++)
        if (out->has[i] && topic->total > 0) {
            out->share += topic->terms[i].weight / topic->total;
            out->weight += topic->terms[i].place ? 0 : topic->terms[i].weight;
        }
    out->precision = heading_precision(ws, topic, heading);
}
