/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/learnt.h"

#include <string.h>

#include "text/classifier.h"
#include "understand/heard.h"
#include "understand/signal.h"

/* A longer message says more than a courtesy; a longer word is several. */
enum { COURTESY_MAX = 120, KEYWORD_MAX = 24 };

/* How probable an intent must be to stand against a question of fact: chosen
 * on held-out examples and on the questions of tests/eval, where a question
 * lost weighs more than a wish not guessed. */
static const struct {
    const char *label;
    enum intent intent;
    double least;
} rows[] = {
    {"greeting", INTENT_GREETING, 0.5}, {"thanks", INTENT_THANKS, 0.5},
    {"help", INTENT_HELP, 0.65},        {"amount", INTENT_AMOUNT, 0.7},
    {"match", INTENT_MATCH, 0.85},      {"order", INTENT_ORDER, 0.8},
    {"person", INTENT_PERSON, 0.6},     {"none", INTENT_NONE, 0.55},
};

static void judge(struct workspace *ws, const struct meaning *meaning,
                  struct judgement *out)
{
    const struct heard *heard = meaning->heard;
    struct features *features = arena_zero(ws->arena, sizeof *features);
    struct lexicon_matches names = {0}, cues = {0};

    heard_names(ws, heard, 0, heard->len, &names);
    lexicon_choose(&heard->cues, 0, heard->len, ws->arena, &cues);
    features_find(heard->plain, heard->len, &names, &cues, &heard->quantities,
                  features);
    classifier_judge(library_intents(ws->library), features, out);
}

static bool names_ours(const struct meaning *meaning)
{
    return meaning_firm(meaning) != NULL ||
           meaning->cities.count + meaning->parks.count +
                   meaning->parlors.count + meaning->terms.count +
                   meaning->industries.count !=
               0;
}

/* One word alone is a thing to look up, whatever it resembles. */
static bool is_keyword(const char *plain)
{
    return strchr(plain, ' ') == NULL && strlen(plain) <= KEYWORD_MAX;
}

/* What the intent needs besides, so that it can be acted on. */
static bool may_be(const struct meaning *meaning, enum intent intent)
{
    switch (intent) {
    case INTENT_GREETING:
    case INTENT_THANKS:
        return strlen(meaning->plain) < COURTESY_MAX && !names_ours(meaning) &&
               meaning->outside.count + meaning->quantities.count == 0;
    case INTENT_AMOUNT:
        return signals_amount(meaning);
    case INTENT_MATCH:
        if (meaning->parks.count != 0)
            return false; /* of a park that is named something is asked */
        /* fall through */
    case INTENT_ORDER:
        return !meaning->follow_up && meaning->asked == ASKED_ANY;
    case INTENT_NONE:
        if (is_keyword(meaning->plain))
            return false;
        /* fall through */
    default:
        return !names_ours(meaning) && meaning->outside.count == 0;
    }
}

void learnt_decide(struct workspace *ws, struct meaning *out)
{
    struct judgement judgement;

    if (out->intent != INTENT_FACT || library_intents(ws->library) == NULL)
        return;
    judge(ws, out, &judgement);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].label, judgement.label) == 0 &&
            judgement.probability >= rows[i].least &&
            may_be(out, rows[i].intent))
            out->intent = rows[i].intent;
}
