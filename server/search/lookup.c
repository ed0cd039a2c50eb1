/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/lookup.h"

#include <string.h>

#include "search/hits.h"
#include "search/synonym.h"

static const double by_names = 0.9; /* what only the lexicon found */

/* Kinds of records that answer by what they say. */
static const char *const kinds[] = {
    "kind:agency", "kind:city",       "kind:clause",   "kind:cooperation",
    "kind:event",  "kind:enterprise", "kind:fact",     "kind:opportunity",
    "kind:park",   "kind:parlor",     "kind:pavilion", "kind:policy",
    "kind:room",   "kind:route",      "kind:service",  "kind:site"};
static const char *const documents[] = {"kind:document"};

/* The question for passages that have one of the filters. */
static struct question question_of(const struct inquiry *inquiry,
                                   const char *const *any, size_t any_count,
                                   size_t limit)
{
    return (struct question){.text = inquiry->asked.text,
                             .len = strlen(inquiry->asked.text),
                             .lang = inquiry->asked.lang,
                             .any = any,
                             .any_count = any_count,
                             .limit = limit,
                             .pack = inquiry->ws->pack};
}

static struct question question_records(const struct inquiry *inquiry)
{
    return question_of(inquiry, kinds, sizeof kinds / sizeof *kinds,
                       RECORDS_MAX);
}

/* The filters of a search in documents: those named, else all. */
static const char *const *within(struct inquiry *inquiry, size_t *count)
{
    const char **any = NULL;

    *count = inquiry->named.count;
    if (*count == 0) {
        *count = 1;
        return documents;
    }
    any = arena_zero(inquiry->ws->arena, *count * sizeof *any);
    for (size_t i = 0; i < *count; i++)
        any[i] = arena_format(inquiry->ws->arena, "about:%s",
                              inquiry->named.items[i]->id);
    return any;
}

static struct question question_clauses(struct inquiry *inquiry)
{
    size_t count = 0;
    const char *const *any = within(inquiry, &count);

    return question_of(inquiry, any, count, CLAUSES_MAX);
}

/* The hits with scores as shares of the best one, and room for more. */
static struct hits scaled(struct inquiry *inquiry, const struct hits *hits,
                          double of, size_t more)
{
    double best = hits->count != 0 ? hits->items[0].score : 1;
    struct hits out = {arena_zero(inquiry->ws->arena,
                                  (hits->count + more + 1) * sizeof *out.items),
                       hits->count};

    for (size_t i = 0; i < hits->count; i++) {
        out.items[i] = hits->items[i];
        out.items[i].score *= of / best;
    }
    return out;
}

/* Add those that are not there, and raise those that are. */
static void join(struct hits *hits, const struct hits *more)
{
    size_t before = hits->count;

    for (size_t i = 0; i < more->count; i++) {
        size_t at = 0;

        while (at < before &&
               strcmp(hits->items[at].id, more->items[i].id) != 0)
            at++;
        if (at == before)
            hits->items[hits->count++] = more->items[i];
        else if (hits->items[at].score < more->items[i].score)
            hits->items[at].score = more->items[i].score;
    }
}

int lookup_both(struct inquiry *inquiry, struct err *err)
{
    const struct question both[] = {question_records(inquiry),
                                    question_clauses(inquiry)};

    return hits_find_both(inquiry->ws, both, err);
}

int lookup_records(struct inquiry *inquiry, struct hits *out, struct err *err)
{
    const struct question question = question_records(inquiry);

    return hits_find(inquiry->ws, &question, out, err);
}

/* What the terms of the question are called in Chinese is asked besides: the
 * words around them may lead astray. */
int lookup_clauses(struct inquiry *inquiry, struct hits *out, struct err *err)
{
    struct question question = question_clauses(inquiry);
    const char *names = synonym_text(inquiry->ws, &inquiry->legal);
    struct hits found = {0}, named = {0};

    if (hits_find(inquiry->ws, &question, &found, err) < 0)
        return -1;
    question.text = names;
    question.len = strlen(names);
    question.lang = LANG_ZH_HANS;
    if (*names != '\0' && hits_find(inquiry->ws, &question, &named, err) < 0)
        return -1;
    *out = scaled(inquiry, &found, 1, named.count);
    named = scaled(inquiry, &named, by_names, 0);
    join(out, &named);
    return 0;
}
