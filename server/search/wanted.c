/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/wanted.h"

#include <string.h>

/* Terms that are measured in one kind of figure. */
static const struct measure {
    const char *concept;
    enum asked asked;
    bool unit; /* names only the unit: a clause need not say it so */
    bool law;  /* is set by law, and is a figure however it is asked for */
} measures[] = {
    {"tax_rate", ASKED_SHARE, false, true},
    {"corporate_income_tax_rate", ASKED_SHARE, false, true},
    {"foreign_equity_limit", ASKED_SHARE, false, true},
    {"registered_capital", ASKED_MONEY, false, false},
    {"administrative_fine", ASKED_MONEY, false, true},
    {"minimum_capital", ASKED_MONEY, false, true},
    {"inventor_bonus", ASKED_MONEY, false, false},
    {"standard_deduction", ASKED_MONEY, false, false},
    {"validity_period", ASKED_TIME, false, false},
    {"loss_carry_forward", ASKED_TIME, false, true},
    {"year", ASKED_TIME, true, false},
    {"month", ASKED_TIME, true, false},
    {"day", ASKED_TIME, true, false},
    {"working_day", ASKED_TIME, true, false},
    {"hour", ASKED_TIME, true, false},
};

static const struct measure *measure_of(const struct record *term)
{
    const char *concept = record_string(term, "concept");

    for (size_t i = 0;
         concept != NULL && i < sizeof measures / sizeof *measures; i++)
        if (strcmp(measures[i].concept, concept) == 0)
            return &measures[i];
    return NULL;
}

static const struct record *term_of(struct workspace *ws,
                                    const struct lexicon_match *match)
{
    for (size_t i = 0; i < match->count; i++)
        if (strcmp(match->entries[i]->kind, "term") == 0)
            return snapshot_record(ws->snapshot, match->entries[i]->id);
    return NULL;
}

static void find_terms(struct workspace *ws, const struct meaning *meaning,
                       struct lexicon_matches *out)
{
    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, meaning->plain,
                 meaning->lang, ws->arena, out);
}

static const struct measure *law_of(const struct meaning *meaning)
{
    for (size_t i = 0; i < meaning->terms.count; i++) {
        const struct measure *measure = measure_of(meaning->terms.items[i]);

        if (measure != NULL && measure->law)
            return measure;
    }
    return NULL;
}

bool wanted_law(const struct meaning *meaning)
{
    return law_of(meaning) != NULL;
}

/* Is it the unit of an amount: "within three years"? */
static bool of_amount(const struct meaning *meaning,
                      const struct lexicon_match *match)
{
    for (size_t i = 0; i < meaning->quantities.count; i++)
        if (match->from >= meaning->quantities.items[i].from &&
            match->to <= meaning->quantities.items[i].to)
            return true;
    return false;
}

/* "How many days" is counted in days, "how much a month" is not. */
static bool unit_asked(const struct meaning *meaning,
                       const struct lexicon_match *match)
{
    return (meaning->asked == ASKED_TIME || meaning->asked == ASKED_COUNT) &&
           !of_amount(meaning, match);
}

/* "Which is the lowest registered capital?" asks for a figure. */
static bool asks_bound(const struct meaning *meaning)
{
    return meaning->asks && (meaning_says(meaning, "minimum") ||
                             meaning_says(meaning, "maximum"));
}

/* The first term that is measured tells; a unit goes before, as it is what
 * the answer is counted in. */
enum asked wanted_figure(struct workspace *ws, const struct meaning *meaning)
{
    struct lexicon_matches found = {0};
    enum asked asked = meaning->asked;
    const struct measure *law = law_of(meaning);
    bool known = false;

    if (asked == ASKED_WHO)
        return asked;
    if (asked == ASKED_ANY && !asks_bound(meaning))
        return law != NULL ? law->asked : asked;
    find_terms(ws, meaning, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct record *term = term_of(ws, &found.items[i]);
        const struct measure *measure = term != NULL ? measure_of(term) : NULL;

        if (measure == NULL || (known && !measure->unit) ||
            (measure->unit && !unit_asked(meaning, &found.items[i])))
            continue;
        asked = measure->asked;
        known = true;
        if (measure->unit)
            return asked;
    }
    return known ? asked : meaning->asked;
}

const char *wanted_unit(struct workspace *ws, const struct meaning *meaning)
{
    struct lexicon_matches found = {0};

    find_terms(ws, meaning, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct record *term = term_of(ws, &found.items[i]);
        const struct measure *measure = term != NULL ? measure_of(term) : NULL;

        if (measure != NULL && measure->unit &&
            unit_asked(meaning, &found.items[i]))
        return measure->concept;
    }
    return NULL;
}

const char *wanted_topic(struct workspace *ws, const struct meaning *meaning)
{
    struct lexicon_matches found = {0};
    char *topic = arena_text(ws->arena, meaning->topic);
    size_t len = strlen(topic);
    bool timed = wanted_figure(ws, meaning) == ASKED_TIME;

    if (len != strlen(meaning->plain))
        return topic; /* of a part, or of the turn before */
    for (size_t i = 0; i < len; i++)
        if (topic[i] != ' ' && topic[i] != meaning->plain[i])
            return topic;
    find_terms(ws, meaning, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct lexicon_match *match = &found.items[i];
        const struct record *term = term_of(ws, match);
        const struct measure *measure = term != NULL ? measure_of(term) : NULL;

        if (term == NULL)
            continue;
        if (measure == NULL || !measure->unit)
            memcpy(topic + match->from, meaning->plain + match->from,
                   match->to - match->from);
        else if (timed && unit_asked(meaning, match))
            memset(topic + match->from, ' ', match->to - match->from);
    }
    return topic;
}

static const struct record *country_of(struct workspace *ws,
                                       const struct lexicon_match *match)
{
    for (size_t i = 0; i < match->count; i++)
        if (strcmp(match->entries[i]->kind, "country") == 0)
            return snapshot_record(ws->snapshot, match->entries[i]->id);
    return NULL;
}

/* The end of what may stand between a country and what is its own. */
static size_t over_link(const char *text, size_t at)
{
    static const char *const links[] = {"的", "の", "의"};

    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (strncmp(text + at, links[i], strlen(links[i])) == 0)
            at += strlen(links[i]);
    while (text[at] == ' ')
        at++;
    return at;
}

/* Does a word of the concept begin so? "sewage_treatment" is no wage. */
static bool has_word(const char *concept, const char *word)
{
    for (const char *at = strstr(concept, word); at != NULL;
         at = strstr(at + 1, word))
        if (at == concept || at[-1] == '_')
            return true;
    return false;
}

static bool is_levied(const struct record *term)
{
    static const char *const words[] = {"tax", "telecom", "wage", "court"};
    const char *concept = record_string(term, "concept");

    for (size_t i = 0; concept != NULL && i < sizeof words / sizeof *words; i++)
        if (has_word(concept, words[i]))
            return true;
    return false;
}

static bool is_here(struct workspace *ws, const struct lexicon_match *match)
{
    const struct record *country = country_of(ws, match);

    for (size_t i = 0; i < match->count; i++)
        if (strcmp(match->entries[i]->kind, "city") == 0 ||
            strcmp(match->entries[i]->kind, "park") == 0)
            return true;
    return country != NULL && record_is(country, "code", "CN");
}

/* "May a Japanese telecom company in China ...?" is asked of China. What the
 * turn before was about is not said, and does not count. */
static bool names_here(struct workspace *ws,
                       const struct lexicon_matches *found)
{
    for (size_t i = 0; i < found->count; i++)
        if (is_here(ws, &found->items[i]))
            return true;
    return false;
}

bool wanted_abroad(struct workspace *ws, const struct meaning *meaning)
{
    struct lexicon_matches found = {0};

    if (meaning->countries.count == 0)
        return false;
    find_terms(ws, meaning, &found);
    if (names_here(ws, &found))
        return false;
    for (size_t i = 0; i + 1 < found.count; i++) {
        const struct record *country = country_of(ws, &found.items[i]);
        const struct record *term = term_of(ws, &found.items[i + 1]);

        if (country != NULL && term != NULL && is_levied(term) &&
            over_link(meaning->plain, found.items[i].to) ==
                found.items[i + 1].from)
            return true;
    }
    return false;
}
