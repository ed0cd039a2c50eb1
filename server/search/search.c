/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and clauses of documents are searched for and weighed apart, since
 * a record says in the asker's language what a clause says in its own; then
 * it is decided which of them answers. */
#include "search/search.h"

#include <string.h>

#include "search/anchor.h"
#include "search/article.h"
#include "search/candidate.h"
#include "search/hold.h"
#include "search/needs.h"
#include "search/precedence.h"
#include "search/sentence.h"
#include "search/synonym.h"
#include "search/wanted.h"
#include "search/within.h"

enum { ARTICLES_MAX = 2 };

static const double bar_own = 1.5;       /* less asks for nothing special */
static const double bar_validity = 7;    /* two words at most besides */
static const double bar_elsewhere = 2.5; /* of a follow-up with a place */

/* Of several questions the first is answered first, by itself. */
static struct meaning first_question(const struct meaning *meaning)
{
    struct meaning first = *meaning;

    if (meaning->part_count > 1) {
        first.topic = meaning->parts[0].topic;
        first.asked = meaning->parts[0].asked;
    }
    return first;
}

/* The question of a follow-up with what the turn before was about. */
static struct meaning with_topic(struct workspace *ws,
                                 const struct meaning *meaning,
                                 const struct search_context *context)
{
    struct meaning joined = first_question(meaning);

    joined.text = meaning->plain; /* what was mistyped is mended there */
    if (context != NULL && !meaning->asks)
        joined.asked = context->asked;
    if (context != NULL && context->topic != NULL)
        joined.text =
            arena_format(ws->arena, "%s\n%s", meaning->plain, context->topic);
    return joined;
}

/* In a follow-up what is new counts most, and an answer given already is
 * not given again; of a document there is more to say. */
static void lean(const struct search_context *context,
                 struct contenders *candidates)
{
    for (size_t i = 0; i < candidates->count; i++) {
        struct evidence *evidence = &candidates->items[i].evidence;

        if (evidence->record == context->record)
            evidence->score *= evidence->clause != NULL ? 1.3 : 0.9;
        else if (choice_related(context->record, evidence->record))
            evidence->score *= 1.3;
    }
    candidates_sort(candidates);
}

/* Does the message name a city or a country? A rule of another one is worth
 * a word then. */
static bool names_land(const struct meaning *meaning)
{
    return meaning->cities.count + meaning->outside.count +
                   meaning->lands.count !=
               0 ||
           meaning->strange;
}

/* "What incentives does Suzhou have?" is answered by its policy. */
static bool bare_policy(struct workspace *ws, const struct meaning *meaning,
                        struct findings *out)
{
    struct ids policies = snapshot_kind(ws->snapshot, "policy");

    for (size_t i = 0; i < policies.count; i++) {
        struct evidence one = {
            .record = policies.items[i], .score = 1, .coverage = 1};

        if (meaning->cities.count + meaning->parks.count == 0 ||
            anchor_share(ws, meaning, &one) <= 0)
            continue;
        out->items[out->count++] = one;
        return true;
    }
    return false;
}

/* "Who is Libao?" asks for nothing but the enterprise. */
static bool bare_firm(struct workspace *ws, const struct meaning *meaning,
                      const struct topic *topic, struct findings *out)
{
    const struct record *firm = meaning_firm(meaning);

    if (firm == NULL || meaning->support ||
        (meaning->asked != ASKED_ANY && meaning->asked != ASKED_WHO) ||
        topic_besides(ws, topic, firm) >= bar_own)
        return false;
    out->items[out->count++] =
        (struct evidence){.record = firm, .score = 1, .coverage = 1};
    return true;
}

/* "Tell me about the Suxitong park" asks for nothing but the thing itself,
 * "And in Shanghai?" for more than what Shanghai is. */
static bool bare(struct workspace *ws, const struct meaning *meaning,
                 const struct topic *topic, struct findings *out)
{
    const struct ids *named[] = {&meaning->parlors, &meaning->parks,
                                 &meaning->cities};

    if (bare_firm(ws, meaning, topic, out))
        return true;
    if (topic->own >= bar_own)
        return false;
    if (meaning->support)
        return bare_policy(ws, meaning, out);
    if (meaning->asked != ASKED_ANY)
        return false;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i]->count != 0 &&
            !(meaning->follow_up && named[i] == &meaning->cities)) {
            out->items[out->count++] = (struct evidence){
                .record = named[i]->items[0], .score = 1, .coverage = 1};
            return true;
        }
    return false;
}

static double runner_up(const struct contenders *candidates, size_t here)
{
    return here > 1 ? candidates->items[1].evidence.score : 0;
}

static int gather(struct inquiry *inquiry, struct found *out, struct err *err)
{
    memset(out, 0, sizeof *out);
    if (candidates_find(inquiry, err) < 0 ||
        candidates_records(inquiry, &out->records, err) < 0 ||
        candidates_clauses(inquiry, &out->clauses, err) < 0)
        return -1;
    if (inquiry->context != NULL && inquiry->context->record != NULL) {
        lean(inquiry->context, &out->records);
        lean(inquiry->context, &out->clauses);
    }
    out->records_here = candidates_here(&out->records);
    out->clauses_here = candidates_here(&out->clauses);
    precedence_order(inquiry, &out->clauses);
    out->record = out->records_here != 0 &&
                  bars_joined(&out->records.items[0]) &&
                  bars_record(inquiry, out->records.items,
                              runner_up(&out->records, out->records_here));
    out->clause = out->clauses_here != 0 &&
                  needs_met(inquiry->ws, &inquiry->asked, inquiry->levels,
                            &out->clauses.items[0].evidence) &&
                  bars_joined(&out->clauses.items[0]) &&
                  bars_clause(inquiry, out->clauses.items);
    return 0;
}

/* Nothing answers: what comes nearest, here and elsewhere. */
static void fall_short(const struct inquiry *inquiry, const struct found *found,
                       struct findings *out)
{
    const struct contenders *lists[] = {&found->records, &found->clauses};
    const size_t here[] = {found->records_here, found->clauses_here};

    for (size_t i = 0; i < 2; i++) {
        const struct contender *all = lists[i]->items, *other = NULL;

        if (lists[i]->count == 0)
            continue;
        other = &all[here[i]];
        if (here[i] != 0 && bars_near(&all[0]) &&
            all[0].evidence.coverage > out->nearest.coverage)
            out->nearest = all[0].evidence;
        if (out->elsewhere.record == NULL && here[i] < lists[i]->count &&
            names_land(&inquiry->asked) &&
            (i == 0 ? bars_record(inquiry, other, other->evidence.score)
                    : bars_clause(inquiry, other)))
            out->elsewhere = other->evidence;
    }
}

/* An article asked for by its number, of the documents named or of the one
 * that the turn before was answered from. */
static void quote_article(struct inquiry *inquiry, struct findings *out)
{
    const struct search_context *context = inquiry->context;
    const struct ids *named = &inquiry->named;
    size_t count = named->count;

    if (count == 0 && context != NULL && context->record != NULL)
        count = 1;
    for (size_t i = 0; i < count && out->count < ARTICLES_MAX; i++) {
        const struct record *record =
            named->count != 0 ? named->items[i] : context->record;
        struct evidence *one = &out->items[out->count];

        *one = (struct evidence){.record = record, .score = 1, .coverage = 1};
        one->clause = article_of(record, inquiry->article);
        if (one->clause == NULL) {
            out->nearest = *one;
            continue;
        }
        hold_share(inquiry->ws, &inquiry->asked, one);
        one->asked = inquiry->asked.asked;
        sentence_whole(one);
        out->count++;
    }
}

/* "Is it still in force?", "Since when?": of a document that is named, the
 * clause that says so, or its first. */
static bool quote_validity(struct inquiry *inquiry, struct findings *out)
{
    const struct meaning *meaning = &inquiry->asked;
    struct evidence *one = &out->items[0];

    if (inquiry->named.count == 0 ||
        !(meaning_says(meaning, "in_force") ||
          meaning_says(meaning, "entry_into_force")))
        return false;
    *one = (struct evidence){
        .record = inquiry->named.items[0], .score = 1, .coverage = 1};
    one->clause = sentence_of_force(one);
    if (one->clause == NULL)
        return false;
    hold_share(inquiry->ws, meaning, one);
    out->count = 1;
    return true;
}

/* Is little asked but whether it is in force? */
static bool asks_validity(const struct inquiry *inquiry)
{
    return inquiry->named.count != 0 &&
           inquiry->across[LANG_ZH_HANS].own <= bar_validity;
}

int search_answer(struct inquiry *inquiry, const struct meaning *meaning,
                  struct findings *out, struct err *err)
{
    struct found found;

    if (inquiry->article != 0)
        quote_article(inquiry, out);
    if (out->count != 0 || (inquiry->article != 0 && inquiry->named.count != 0))
        return 0;
    if (gather(inquiry, &found, err) < 0)
        return -1;
    if (asks_validity(inquiry) && quote_validity(inquiry, out))
        return 0;
    if (!found.record && precedence_each(inquiry, &found.clauses, out))
        return 0;
    if (precedence_clause(inquiry, &found)) {
        if (!precedence_places(inquiry, &found.clauses, out))
            choice_take(inquiry, found.clauses.items, found.clauses_here, out);
        return 0;
    }
    if (inquiry->named.count != 0 && quote_validity(inquiry, out))
        return 0;
    if (!found.record || !precedence_record(inquiry, &found.records)) {
        fall_short(inquiry, &found, out);
        return 0;
    }
    choice_take(inquiry, found.records.items, found.records_here, out);
    for (size_t i = 1; i < meaning->part_count; i++)
        if (choice_part(inquiry, &meaning->parts[i], out, err) < 0)
            return -1;
    return 0;
}

/* "The 2020 version", "before the 2023 amendment": of the documents named,
 * those versions. */
static void name_versions(struct inquiry *inquiry,
                          const struct meaning *meaning)
{
    struct ids versions = {0};

    for (size_t i = 0; i < inquiry->named.count; i++) {
        const struct record *version =
            within_version(inquiry->ws, meaning, inquiry->named.items[i]);

        ids_add(&versions, version != NULL ? version : inquiry->named.items[i],
                inquiry->ws->arena);
    }
    inquiry->named = versions;
}

int search_findings(struct workspace *ws, const struct meaning *meaning,
                    const struct search_context *context, struct findings *out,
                    struct err *err)
{
    struct inquiry *inquiry = arena_zero(ws->arena, sizeof *inquiry);
    struct search_context elsewhere;

    memset(out, 0, sizeof *out);
    out->items = arena_zero(ws->arena, FINDINGS_MAX * sizeof *out->items);
    inquiry->ws = ws;
    if (context != NULL && context->topic != NULL &&
        within_names_place(meaning)) {
        elsewhere = *context;
        elsewhere.topic = within_no_places(ws, context->topic, meaning->lang);
        context = &elsewhere;
    }
    inquiry->asked = with_topic(ws, meaning, context);
    inquiry->context = context;
    inquiry->levels = needs_levels(ws, meaning->plain, meaning->lang);
    inquiry->day = standing_day(meaning, ws->today);
    inquiry->named = article_documents(ws, meaning, inquiry->day);
    name_versions(inquiry, meaning);
    inquiry->article = article_asked(meaning->plain);
    inquiry->abroad = wanted_abroad(ws, meaning);
    if (topic_make(ws, &inquiry->asked, TOPIC_OF_RECORDS, &inquiry->topic,
                   err) < 0)
        return -1;
    synonym_records(ws, &inquiry->asked, &inquiry->topic);
    if (context == NULL && inquiry->named.count == 0 &&
        bare(ws, meaning, &inquiry->topic, out))
        return 0;
    if (context != NULL &&
        inquiry->topic.own <
            (within_names_place(meaning) ? bar_elsewhere : bar_own)) {
        /* "And in Hangzhou?": the same, elsewhere. */
        inquiry->asked.topic = context->topic;
        if (topic_make(ws, &inquiry->asked, TOPIC_OF_RECORDS, &inquiry->topic,
                       err) < 0)
            return -1;
    }
    return search_answer(inquiry, meaning, out, err);
}

bool search_names_place(const struct meaning *meaning)
{
    return within_names_place(meaning);
}

bool search_names_document(struct workspace *ws, const struct meaning *meaning,
                           const struct record *besides)
{
    struct ids named = article_documents(ws, meaning, ws->today);

    return article_asked(meaning->plain) != 0 ||
           (named.count != 0 && !ids_has(&named, besides));
}
