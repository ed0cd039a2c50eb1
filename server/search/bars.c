/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BM25 always finds something: the bars on what is covered are what lets
 * Parlor say that it does not know. Set on the development questions;
 * tests/eval holds them. */
#include <string.h>

#include "search/anchor.h"
#include "search/candidate.h"
#include "search/needs.h"
#include "text/fold.h"

static const double bar_coverage = 0.5; /* less answers nothing */
static const double bar_share = 0.6;    /* of a rate, and no heading */
/* Words that stand far apart in it, its heading not asked, must be many. */
static const double bar_together = 0.42, bar_scattered = 11.5;
static const double bar_weight = 2.6;   /* about one word that few have */
static const double bar_unnamed = 6;    /* where the heading is not asked */
static const double bar_heading = 0.21; /* or next to nothing of it */
/* All that is asked of a site, in common words, and its heading besides. */
static const double bar_whole = 0.9, bar_whole_heading = 0.6,
                    bar_whole_weight = 1.3;
static const double bar_held = 0.65; /* a place is only named there */
static const double bar_named_there = 9;
static const double bar_larger = 9; /* law of the land a place lies in */
static const double bar_larger_coverage = 0.6;
static const double bar_fresh = 0.5;   /* of what a follow-up says anew */
static const double bar_before = 0.3;  /* and of what it leaves unsaid */
static const double bar_nearest = 0.3; /* less is not even near */

/* Below half of the question, what else must hold. */
static const struct bar {
    double coverage, weight, heading;
    double runner_up; /* at most so much of its score */
    bool site;        /* a park or a parlor is named */
} lower_bars[] = {
    {0.25, 5, 0.6, 1, false},   /* the heading is asked */
    {0.28, 9, 0.2, 1, false},   /* some of it, and rare words */
    {0.40, 15, 0.11, 1, false}, /* little of it, and many */
    {0.35, 11, 0, 0.5, false},  /* nothing else comes near */
    {0.40, 2.3, 0, 1, true},    /* of a site little is said: less will do */
};

/* Of a clause, by its own text: one of these rows must hold. Less will do of
 * a numbered clause of a law or regulation that is not told by records, and
 * of a text that is named or was spoken of. */
static const struct clause_bar {
    double coverage;
    double weight;     /* of words it has itself */
    double sentence;   /* that one sentence says */
    bool asked;        /* it has a figure of the kind asked for */
    bool figure;       /* and such a kind was asked for, or who */
    bool plain, known; /* not told by records; named or spoken of */
} clause_bars[] = {
    {0.80, 5.2, 0.50, true, false, false, false}, /* all of it is said */
    {0.55, 9, 0.30, true, false, false, false},   /* more than half */
    {0.40, 12, 0.34, true, false, true, false},   /* of a longer question */
    {0.30, 14, 0.28, true, false, true, false},   /* a little, rare words */
    {0.40, 6.3, 0.30, true, true, true, false},   /* and the figure */
    {0.31, 7, 0.28, true, true, true, false},
    {0.60, 4.5, 0.50, true, true, true, false}, /* most of it, with that */
    {0.30, 3, 0.25, true, false, true, true},
};

bool bars_fresh(const struct contender *one)
{
    return topic_fresh_share(one->topic, &one->cover) >= bar_fresh;
}

bool bars_joined(const struct contender *one)
{
    return bars_fresh(one) &&
           topic_before_share(one->topic, &one->cover) >= bar_before;
}

double bars_half(void)
{
    return bar_coverage;
}

bool bars_near(const struct contender *one)
{
    return one->evidence.coverage >= bar_nearest &&
           (one->evidence.clause != NULL || one->cover.weight >= bar_unnamed ||
            one->cover.precision >= bar_heading);
}

/* Bytes of text up to the end of a phrase, its mark included. */
static size_t phrase_length(const char *text)
{
    static const int marks[] = {',',    ';',    ':',    '.',    0x3001, 0x3002,
                                0xFF0C, 0xFF1B, 0xFF1A, 0x060C, 0x061B};
    size_t at = 0, len = strlen(text);

    while (at < len) {
        int rune = fold_rune(text, len, &at);

        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (rune == marks[i])
                return at;
    }
    return len;
}

/* The most of the question that one phrase of a record speaks of: a keyword,
 * or what stands between two marks of its summary. */
static double together_share(const struct inquiry *inquiry,
                             const struct contender *one)
{
    const struct topic *topic = one->topic;
    const struct record *record = one->evidence.record;
    /* Keywords are written in Simplified characters, words are compared so. */
    enum lang lang = topic->lang == LANG_ZH_HANT ? LANG_ZH_HANS : topic->lang;
    enum lang used = lang;
    const char *text = record_summary(record, lang, &used);
    const json_t *keywords =
        json_object_get(record_get(record, "keywords"), lang_code(lang));
    double best = 0;
    size_t i = 0;
    json_t *keyword = NULL;

    json_array_foreach((json_t *)keywords, i, keyword) {
        double share =
            topic_share(inquiry->ws, topic, json_string_value(keyword),
                        json_string_length(keyword));

        best = share > best ? share : best;
    }
    while (text != NULL && *text != '\0') {
        size_t len = phrase_length(text);
        double share = topic_share(inquiry->ws, topic, text, len);

        best = share > best ? share : best;
        text += len;
    }
    return best;
}

/* A short question must be covered by half; of a long one, told with its
 * circumstances, less will do if that is much and the heading is among it,
 * or if nothing else comes near. What covers only the name of the place and
 * a common word does not answer. */
bool bars_record(const struct inquiry *inquiry, const struct contender *one,
                 double runner_up)
{
    const struct meaning *meaning = &inquiry->asked;
    const struct search_context *context = inquiry->context;
    bool site = meaning->parks.count + meaning->parlors.count != 0;
    double coverage = one->evidence.coverage;
    double weight = one->cover.weight;
    double heading = one->cover.precision;

    if (!needs_met(inquiry->ws, meaning, inquiry->levels, &one->evidence))
        return false;
    if (meaning->support && heading < bar_heading &&
        strcmp(one->evidence.record->kind, "clause") == 0 &&
        !anchor_supports(one->evidence.record))
        return false; /* it grants nothing, and is not called so */
    if (meaning->asked == ASKED_SHARE && heading == 0 && coverage < bar_share)
        return false;
    if (heading == 0 && !site && context == NULL && weight < bar_scattered &&
        together_share(inquiry, one) < bar_together)
        return false;
    if (coverage >= bar_coverage)
        return weight >= (heading >= bar_heading || site ? bar_weight
                                                         : bar_unnamed) ||
               (site && coverage >= bar_whole && heading >= bar_whole_heading &&
                weight >= bar_whole_weight) ||
               (one->has_asked && meaning->asked != ASKED_ANY) ||
               (context != NULL && context->record != NULL &&
                choice_related(context->record, one->evidence.record));
    if (!one->has_asked)
        return false;
    for (size_t i = 0; i < sizeof lower_bars / sizeof *lower_bars; i++) {
        const struct bar *bar = &lower_bars[i];

        if (coverage >= bar->coverage && weight >= bar->weight &&
            heading >= bar->heading && site >= bar->site &&
            runner_up <= bar->runner_up * one->evidence.score)
            return true;
    }
    return false;
}

/* Is the document that the talk is about? */
static bool document_known(const struct inquiry *inquiry,
                           const struct record *document)
{
    const struct search_context *context = inquiry->context;

    return ids_has(&inquiry->named, document) ||
           (context != NULL && context->record == document);
}

/* What a place gives is asked: the law of its land does not say. */
static bool asks_support(const struct meaning *meaning)
{
    return meaning->support || meaning->intent == INTENT_AMOUNT;
}

/* A clause stands among thousands, and its words are common ones: more of
 * the question must be covered, and much of that by one sentence. */
bool bars_clause(const struct inquiry *inquiry, const struct contender *one)
{
    enum asked asked = inquiry->legal.asked;
    bool figure = asked != ASKED_ANY;
    bool known = document_known(inquiry, one->evidence.record);

    if (one->held < bar_held && one->cover.weight < bar_named_there)
        return false;
    if (one->evidence.holds != NULL && !known &&
        (asks_support(&inquiry->asked) || (figure && !one->has_asked) ||
         one->cover.weight < bar_larger ||
         one->evidence.coverage < bar_larger_coverage))
        return false;
    for (size_t i = 0; i < sizeof clause_bars / sizeof *clause_bars; i++) {
        const struct clause_bar *bar = &clause_bars[i];

        if (one->evidence.coverage >= bar->coverage &&
            one->cover.weight >= bar->weight &&
            one->sentence >= bar->sentence && one->has_asked >= bar->asked &&
            figure >= bar->figure && one->plain >= bar->plain &&
            known >= bar->known)
            return true;
    }
    return false;
}
