/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A follow-up on what a document said: what is new in it joins what the turn
 * before asked, and the document told is asked first. */
#include <ctype.h>
#include <string.h>

#include "search/article.h"
#include "search/candidate.h"
#include "search/hold.h"
#include "search/needs.h"
#include "search/sentence.h"
#include "search/wanted.h"
#include "search/within.h"
#include "text/analyser.h"
#include "text/fold.h"

enum { NOTHING_MAX = 9 /* "et au" */ };

/* A clause that is like the one told must speak to so much of the question
 * itself. */
static const double like_least = 0.15;

/* How much a character says: one of Chinese is half a word. */
static size_t says(int rune)
{
    if (rune < 0x80)
        return isalnum(rune) != 0;
    switch (rune_kind(rune)) {
    case RUNE_HAN:
        return 5;
    default:
        return rune_is_cjk(rune) ? 2 : 1;
    }
}

/* Is next to nothing said beside the places named: "and in Henan?" */
static bool says_nothing(const char *topic)
{
    size_t left = 0, at = 0, len = strlen(topic);

    for (int rune = 0; (rune = fold_rune(topic, len, &at)) >= 0;)
        left += says(rune);
    return left <= NOTHING_MAX;
}

/* What is asked anew, and what of the turn before it leaves unsaid. */
static void follow_topics(struct inquiry *inquiry,
                          const struct meaning *meaning, const char *before)
{
    struct workspace *ws = inquiry->ws;
    const char *fresh = meaning->topic;

    if (within_names_place(meaning)) {
        before = within_no_places(ws, before, meaning->lang);
        fresh = within_no_places(ws, fresh, meaning->lang);
    }
    inquiry->asked.text =
        arena_format(ws->arena, "%s\n%s", meaning->plain, before);
    if (says_nothing(fresh)) {
        inquiry->asked.topic = before;
    } else {
        inquiry->asked.topic = meaning->topic;
        inquiry->before = before;
    }
}

/* What the turn before wanted without a word of asking: "the tax rate". */
static void follow_asked(struct inquiry *inquiry, const char *before)
{
    struct meaning old = inquiry->asked;

    if (old.asks)
        return;
    old.plain = old.topic = before;
    inquiry->asked.asked = wanted_figure(inquiry->ws, &old);
}

/* What of the clause told before answered there: a question in the words of
 * the documents. NULL if it is not known. */
static const char *told_words(struct inquiry *inquiry,
                              const struct topic *topic)
{
    const struct search_context *context = inquiry->context;
    struct evidence told = {.record = context->record};
    struct said said;
    size_t len = 0;
    const char *text = NULL;

    if (context->clause != 0)
        told.clause = json_array_get(record_get(told.record, "clauses"),
                                     context->clause - 1);
    if (told.clause == NULL)
        return NULL;
    sentence_choose(inquiry->ws, topic, inquiry->asked.asked, &told, &said);
    if (told.core_to > told.core_from) {
        told.from = told.core_from;
        told.to = told.core_to;
    }
    text = evidence_quote(&told, &len);
    return text != NULL ? arena_text_n(inquiry->ws->arena, text, len) : NULL;
}

static bool says_asked(struct inquiry *inquiry, const struct topic *question,
                       const struct evidence *evidence)
{
    size_t len = 0;
    const char *text = evidence_text(evidence, &len);

    return topic_share(inquiry->ws, question, text, len) >= like_least;
}

/* Is it the clause that the question itself finds first there? */
static int first_by_question(struct inquiry *inquiry,
                             const struct contender *one, struct err *err)
{
    struct contenders all;

    memset(inquiry->made, 0, sizeof inquiry->made);
    if (candidates_clauses(inquiry, &all, err) < 0)
        return -1;
    return candidates_here(&all) != 0 &&
           all.items[0].evidence.clause == one->evidence.clause;
}

/* Does a clause that is like the one told answer? It says something of what
 * is asked, and either much of what was told or what the question finds. */
static int like_answers(struct inquiry *inquiry, const struct inquiry *like,
                        const struct topic *question,
                        const struct contender *one, struct err *err)
{
    if (!one->has_asked || !says_asked(inquiry, question, &one->evidence))
        return 0;
    return bars_clause(like, one) ? 1 : first_by_question(inquiry, one, err);
}

/* In the documents chosen, the clause that is most like the one told. */
static int answer_like(struct inquiry *inquiry, struct findings *out,
                       struct err *err)
{
    struct inquiry like = *inquiry;
    const char *words = NULL;
    const struct topic *question = NULL;
    struct contenders all;
    int answers = 0;

    if (inquiry->named.count == 0)
        return 0;
    if (candidates_topic(inquiry, &question, err) < 0)
        return -1;
    words = told_words(inquiry, question);
    if (words == NULL)
        return 0;
    like.asked.lang = LANG_ZH_HANS;
    like.asked.text = like.asked.topic = like.asked.plain = words;
    like.before = NULL;
    memset(like.made, 0, sizeof like.made);
    if (candidates_clauses(&like, &all, err) < 0)
        return -1;
    if (candidates_here(&all) != 0)
        answers = like_answers(inquiry, &like, question, &all.items[0], err);
    if (answers == 1)
        out->items[out->count++] = all.items[0].evidence;
    return answers < 0 ? -1 : 0;
}

/* The clauses of the documents chosen, by what is asked. sure: they are not
 * known to be about it, and must cover it well. */
static int answer_within(struct inquiry *inquiry, bool sure,
                         struct findings *out, struct err *err)
{
    struct contenders all;
    size_t here = 0;

    if (inquiry->named.count == 0 || out->count != 0)
        return 0;
    memset(inquiry->made, 0, sizeof inquiry->made);
    if (candidates_clauses(inquiry, &all, err) < 0)
        return -1;
    here = candidates_here(&all);
    if (here != 0 && bars_fresh(&all.items[0]) &&
        bars_clause(inquiry, &all.items[0]) &&
        (!sure || (all.items[0].has_asked &&
                   all.items[0].evidence.coverage >= bars_half())))
        choice_take(inquiry, all.items, here, out);
    return 0;
}

/* The whole of a clause answers; none if it is NULL. */
static bool quote_clause(struct inquiry *inquiry, const struct record *document,
                         const json_t *clause, struct findings *out)
{
    struct evidence *one = &out->items[0];

    if (clause == NULL)
        return false;
    *one = (struct evidence){
        .record = document, .clause = clause, .score = 1, .coverage = 1};
    hold_share(inquiry->ws, &inquiry->asked, one);
    sentence_whole(one);
    out->count = 1;
    return true;
}

/* The article of a version whose number the turn before asked for. */
static bool quote_same(struct inquiry *inquiry, const struct record *version,
                       struct findings *out)
{
    long number = article_asked(inquiry->context->topic);

    return number != 0 &&
           quote_clause(inquiry, version, article_of(version, number), out);
}

/* Another version of the document told. 1 if one is asked for. */
static int follow_version(struct inquiry *inquiry,
                          const struct meaning *meaning, struct findings *out,
                          struct err *err)
{
    const struct record *version =
        within_version(inquiry->ws, meaning, inquiry->context->record);

    if (version == NULL)
        return within_asks_version(meaning);
    if (quote_same(inquiry, version, out))
        return 1;
    inquiry->asked.text = inquiry->asked.topic = inquiry->context->topic;
    inquiry->before = NULL;
    ids_add(&inquiry->named, version, inquiry->ws->arena);
    return answer_like(inquiry, out, err) < 0 ||
                   answer_within(inquiry, false, out, err) < 0
               ? -1
               : 1;
}

/* The same of another place: in its document of the kind, in another of its
 * own, in that of the land it lies in. */
static int follow_place(struct inquiry *inquiry, const struct meaning *meaning,
                        struct findings *out, struct err *err)
{
    const struct record *told = inquiry->context->record;
    const struct {
        const struct record *kind;
        bool own;
    } rows[] = {{told, true}, {NULL, true}, {told, false}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows && out->count == 0; i++) {
        inquiry->named = within_place(inquiry->ws, meaning, rows[i].kind,
                                      rows[i].own, inquiry->day);
        if (answer_like(inquiry, out, err) < 0 ||
            answer_within(inquiry, rows[i].kind == NULL, out, err) < 0)
            return -1;
    }
    return 0;
}

/* In the document told, its version or its like: 1 to look no further. */
static int follow_stays(struct inquiry *inquiry, const struct meaning *meaning,
                        struct findings *out, struct err *err)
{
    int done = follow_version(inquiry, meaning, out, err);

    if (done != 0)
        return done;
    if (inquiry->context->places)
        return follow_place(inquiry, meaning, out, err);
    ids_add(&inquiry->named, inquiry->context->record, inquiry->ws->arena);
    return answer_within(inquiry, false, out, err);
}

/* Anywhere, with what the turn before was about. */
static int answer_joined(struct inquiry *inquiry, struct findings *out,
                         struct err *err)
{
    struct meaning old = inquiry->asked;
    struct topic fresh, before;

    memset(inquiry->made, 0, sizeof inquiry->made);
    inquiry->named = (struct ids){0};
    if (topic_make(inquiry->ws, &inquiry->asked, TOPIC_OF_RECORDS, &fresh,
                   err) < 0)
        return -1;
    inquiry->topic = fresh;
    if (inquiry->before != NULL) {
        old.topic = inquiry->before;
        if (topic_make(inquiry->ws, &old, TOPIC_OF_RECORDS, &before, err) < 0)
            return -1;
        topic_join(inquiry->ws, &fresh, &before, &inquiry->topic);
    }
    return search_answer(inquiry, &inquiry->asked, out, err);
}

/* The article after the one that was told, or before it. */
static bool quote_step(struct inquiry *inquiry, struct findings *out)
{
    const struct search_context *context = inquiry->context;

    return inquiry->asked.step != 0 && context->record != NULL &&
           quote_clause(inquiry, context->record,
                        within_step(context->record, context->clause,
                                    inquiry->asked.step),
                        out);
}

int search_follow(struct workspace *ws, const struct meaning *meaning,
                  const struct search_context *context, struct findings *out,
                  struct err *err)
{
    struct inquiry *inquiry = arena_zero(ws->arena, sizeof *inquiry);
    int done = 0;

    memset(out, 0, sizeof *out);
    out->items = arena_zero(ws->arena, FINDINGS_MAX * sizeof *out->items);
    inquiry->ws = ws;
    inquiry->context = context;
    inquiry->asked = *meaning;
    inquiry->asked.part_count = 1;
    inquiry->day = standing_day(meaning, ws->today);
    inquiry->levels = needs_levels(ws, meaning->plain, meaning->lang);
    inquiry->abroad = wanted_abroad(ws, meaning);
    if (quote_step(inquiry, out))
        return 0;
    follow_topics(inquiry, meaning, context->topic);
    follow_asked(inquiry, context->topic);
    if (context->record != NULL)
        done = follow_stays(inquiry, meaning, out, err);
    if (done != 0 || out->count != 0)
        return done < 0 ? -1 : 0;
    return answer_joined(inquiry, out, err);
}
