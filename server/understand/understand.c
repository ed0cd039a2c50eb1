/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/understand.h"

#include <string.h>
#include <utf8proc.h>

#include "text/fold.h"
#include "understand/asker.h"
#include "understand/classes.h"
#include "understand/demands.h"
#include "understand/forms.h"
#include "understand/heard.h"
#include "understand/learnt.h"
#include "understand/mend.h"
#include "understand/mixed.h"
#include "understand/parts.h"
#include "understand/signal.h"
#include "understand/strange.h"

enum { SHORT_NAME = 3, DECLINED_MAX = 10 }; /* bytes */

/* The list of the meaning that a kind of record belongs to. */
static struct ids *ids_of_kind(struct meaning *meaning, const char *kind)
{
    const struct {
        const char *kind;
        struct ids *ids;
    } rows[] = {
        {"city", &meaning->cities},         {"park", &meaning->parks},
        {"parlor", &meaning->parlors},      {"country", &meaning->countries},
        {"industry", &meaning->industries}, {"term", &meaning->terms},
        {"place", &meaning->outside},       {"province", &meaning->provinces},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].kind, kind) == 0)
            return rows[i].ids;
    return &meaning->others;
}

/* How much the corpus has to say about a place: clauses and facts of it. */
static size_t prominence(const struct snapshot *snapshot, const char *id)
{
    struct ids clauses = snapshot_kind(snapshot, "clause");
    struct ids facts = snapshot_kind(snapshot, "fact");
    size_t count = 0;

    for (size_t i = 0; i < clauses.count; i++)
        count += record_is(clauses.items[i], "place", id);
    for (size_t i = 0; i < facts.count; i++)
        count += record_list_has(record_get(facts.items[i], "about"), id);
    return count;
}

/* Does the message name the province of a city besides? */
static bool province_named(struct workspace *ws, const struct record *city,
                           const struct meaning *meaning)
{
    const char *name =
        record_text(record_get(city, "province"), meaning->lang, NULL);

    if (name == NULL)
        return false;
    name = analyser_plain(ws->analyser, name, strlen(name), ws->arena);
    return strstr(meaning->plain, name) != NULL;
}

/* Of cities with one name, the one meant: whose province is named, else the
 * one the corpus says most about. */
static const struct record *city_meant(struct workspace *ws,
                                       const struct lexicon_match *match,
                                       const struct meaning *meaning)
{
    const struct record *best = NULL;
    size_t best_weight = 0;

    for (size_t i = 0; i < match->count; i++) {
        const struct record *city = NULL;
        size_t weight = 0;

        if (strcmp(match->entries[i]->kind, "city") != 0)
            continue;
        city = snapshot_record(ws->snapshot, match->entries[i]->id);
        if (city == NULL)
            continue;
        weight = prominence(ws->snapshot, city->id) + 1;
        if (province_named(ws, city, meaning))
            weight += 10000;
        if (weight > best_weight) {
            best = city;
            best_weight = weight;
        }
    }
    return best;
}

/* "in the UK", "في السعودية": an alias right behind a word of place is the
 * land's short name, whatever adjective is written the same. */
static bool placed(const struct meaning *meaning, size_t from)
{
    static const struct {
        enum lang lang;
        const char *word;
    } rows[] = {{LANG_EN, " in "},     {LANG_EN, " in the "}, {LANG_DE, " in "},
                {LANG_DE, " in den "}, {LANG_DE, " in der "}, {LANG_FR, " en "},
                {LANG_FR, " au "},     {LANG_FR, " aux "},    {LANG_ES, " en "},
                {LANG_ES, " en los "}, {LANG_RU, " в "},      {LANG_RU, " во "},
                {LANG_AR, " في "}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = strlen(rows[i].word);

        if (rows[i].lang == meaning->lang && from >= len &&
            memcmp(meaning->plain + from - len, rows[i].word, len) == 0)
            return true;
    }
    return false;
}

/* Is it an English adjective, "in American hands"? */
static bool english_adjective(const struct meaning *meaning, const char *text)
{
    static const char *const ends[] = {"an", "ans", "ish", "ese", "ch", "i"};
    size_t len = strlen(text);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (meaning->lang == LANG_EN && len > strlen(ends[i]) &&
            strcmp(text + len - strlen(ends[i]), ends[i]) == 0)
            return true;
    return false;
}

/* "in Vietnam" speaks of a place, "Vietnamese" of where somebody is from:
 * adjectives and peoples are aliases, the land has the name. */
static void take_land(struct workspace *ws, const struct lexicon_match *match,
                      const struct record *country, struct meaning *meaning)
{
    const char *text = arena_text_n(ws->arena, meaning->plain + match->from,
                                    match->to - match->from);

    if (!record_is(country, "code", "CN") &&
        (!heard_alias(ws, country, meaning->lang, text) ||
         (placed(meaning, match->from) && !english_adjective(meaning, text))))
        ids_add(&meaning->lands, country, ws->arena);
}

/* A short name that is a common word of the language means that word:
 * French "eu" is not the Union. */
static bool common_word(const struct lexicon_match *match,
                        const struct meaning *meaning)
{
    return match->to - match->from <= SHORT_NAME &&
           terms_stop(meaning->lang, meaning->plain + match->from,
                      match->to - match->from);
}

static bool has_capital(const char *text)
{
    size_t at = 0, len = strlen(text);

    for (int rune = 0; (rune = fold_rune(text, len, &at)) >= 0;)
        if (utf8proc_category(rune) == UTF8PROC_CATEGORY_LU)
            return true;
    return false;
}

/* Russian declines common words into names of places ("газа", of the gas):
 * who writes capitals, and this word without, means no place. */
static bool declined(const struct lexicon_match *match,
                     const struct meaning *meaning, struct arena *arena)
{
    size_t len = match->to - match->from;

    return meaning->lang == LANG_RU && len <= DECLINED_MAX &&
           has_capital(meaning->text) &&
           strstr(meaning->text,
                  arena_text_n(arena, meaning->plain + match->from, len)) !=
               NULL;
}

static void take_match(struct workspace *ws, const struct lexicon_match *match,
                       struct meaning *meaning)
{
    const struct record *city = city_meant(ws, match, meaning);

    if (city != NULL)
        ids_add(&meaning->cities, city, ws->arena);
    for (size_t i = 0; i < match->count; i++) {
        const char *kind = match->entries[i]->kind;
        const struct record *record =
            snapshot_record(ws->snapshot, match->entries[i]->id);

        if (record == NULL || strcmp(kind, "city") == 0)
            continue;
        /* A province that has the name of a city named is no other place. */
        if (strcmp(kind, "place") == 0 &&
            (city != NULL || declined(match, meaning, ws->arena)))
            continue;
        ids_add(ids_of_kind(meaning, kind), record, ws->arena);
        if (strcmp(kind, "country") == 0)
            take_land(ws, match, record, meaning);
    }
}

/* A province named only to say where a known city lies is not outside. */
static void drop_own_provinces(struct workspace *ws, struct meaning *meaning)
{
    struct ids kept = {0};

    for (size_t i = 0; i < meaning->outside.count; i++) {
        const struct record *place = meaning->outside.items[i];
        const char *name = record_name(place, LANG_ZH_HANS);
        bool own = false;

        for (size_t j = 0; j < meaning->cities.count && !own; j++) {
            const json_t *province =
                record_get(meaning->cities.items[j], "province");
            const char *of = record_text(province, LANG_ZH_HANS, NULL);

            own = of != NULL && name != NULL &&
                  strncmp(of, name, strlen(name)) == 0;
        }
        if (!own)
            ids_add(&kept, place, ws->arena);
    }
    meaning->outside = kept;
}

/* "the second one", "第二个": which, or 0. */
static int ordinal_of(const struct meaning *meaning)
{
    for (size_t i = 0; i < meaning->terms.count; i++) {
        const char *concept = record_string(meaning->terms.items[i], "concept");

        if (concept != NULL && strncmp(concept, "ordinal_", 8) == 0)
        return concept[8] == 'l' ? -1 : concept[8] - '0';
    }
    return 0;
}

/* The name of the place that a mistyped word was read as. */
static const char *meant_name(struct workspace *ws,
                              const struct meaning *meaning)
{
    const struct ids *lists[] = {&meaning->cities, &meaning->outside,
                                 &meaning->countries};

    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            const char *name = record_name(lists[l]->items[i], meaning->lang);

            if (name != NULL && strstr(analyser_plain(ws->analyser, name,
                                                      strlen(name), ws->arena),
                                       meaning->meant) != NULL)
                return name;
        }
    return meaning->meant;
}

/* What a city or park seeks that speaks of itself by its name. */
static void take_asker(const struct record *asker, struct signals *signals,
                       struct meaning *out)
{
    out->asker = asker;
    if (asker == NULL)
        return;
    signals->given[SIGNAL_WE_ARE_CITY]++;
    signals->given[SIGNAL_SEEK]++;
}

void understand_message(struct workspace *ws, const struct message *message,
                        struct meaning *out)
{
    struct lexicon_matches found = {0};
    const struct heard *heard = NULL;
    struct signals signals;
    struct cues cues;

    memset(out, 0, sizeof *out);
    out->lang = message->stays
                    ? message->hint
                    : lang_guess(message->text, message->len, message->hint);
    out->text = arena_text_n(ws->arena, message->text, message->len);
    out->plain =
        analyser_plain(ws->analyser, message->text, message->len, ws->arena);
    mend_message(ws, out);
    mixed_message(ws, out);
    out->heard = heard = heard_make(ws, out->plain, out->lang);
    heard_names(ws, heard, 0, heard->len, &found);
    cues_find(ws, heard, 0, heard->len, &cues);
    for (size_t i = 0; i < found.count; i++)
        if (!common_word(&found.items[i], out) &&
            !demands_language(&cues, &found.items[i]))
            take_match(ws, &found.items[i], out);
    out->speaker = demands_speaker(&cues);
    drop_own_provinces(ws, out);
    if (out->meant != NULL)
        out->meant = meant_name(ws, out);
    out->quantities = heard->quantities;
    out->ordinal = ordinal_of(out);
    out->class_ = class_named(ws, heard);
    signals_find(ws, heard, 0, heard->len, &signals);
    take_asker(asker_find(ws, heard, &found, out), &signals, out);
    signals_decide(&signals, out);
    learnt_decide(ws, out);
    forms_decide(ws, &signals, out);
    out->topic = topic_of(ws, heard, 0, heard->len);
    out->strange = strange_place(ws, out->text, out->lang);
    out->costs = signals_costs(ws, heard);
    parts_find(ws, heard, out);
}
