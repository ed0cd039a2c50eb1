/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/within.h"

#include <stdlib.h>
#include <string.h>

#include "publish/titles.h"
#include "search/article.h"
#include "search/hold.h"
#include "search/standing.h"

/* Bytes of titles: of one kind are those that end alike and have little
 * before that. */
enum { KIND_MIN = 18, BEFORE_KIND_MAX = 30 };

/* How much a document holds in a place: its own, or one within its land. */
static const double held_own = 0.99, held_larger = 0.85;

bool within_names_place(const struct meaning *meaning)
{
    for (size_t i = 0; i < meaning->terms.count; i++)
        if (hold_is_province(meaning->terms.items[i]))
            return true;
    return meaning->cities.count + meaning->outside.count +
               meaning->parks.count !=
           0;
}

static bool is_place(struct workspace *ws, const struct lexicon_entry *entry)
{
    static const char *const kinds[] = {"city", "place", "park"};
    const struct record *record = NULL;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(entry->kind, kinds[i]) == 0)
            return true;
    record = snapshot_record(ws->snapshot, entry->id);
    return record != NULL && hold_is_province(record);
}

const char *within_no_places(struct workspace *ws, const char *topic,
                             enum lang lang)
{
    struct lexicon_matches found = {0};
    char *text = arena_text(ws->arena, topic);

    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, topic, lang,
                 ws->arena, &found);
    for (size_t i = 0; i < found.count; i++)
        if (is_place(ws, found.items[i].entries[0]))
            memset(text + found.items[i].from, ' ',
                   found.items[i].to - found.items[i].from);
    return text;
}

/* ---- versions ----------------------------------------------------------- */

bool within_asks_version(const struct meaning *meaning)
{
    return meaning->earlier || standing_year(meaning) != 0;
}

const struct record *within_version(struct workspace *ws,
                                    const struct meaning *meaning,
                                    const struct record *document)
{
    struct ids documents = snapshot_kind(ws->snapshot, "document");
    const char *title = record_string(document, "source.title");
    const char *told = record_string(document, "source.date");
    const char *latest = "";
    const struct record *best = NULL;
    long year = standing_year(meaning);

    if (!within_asks_version(meaning) || title == NULL || told == NULL)
        return NULL;
    for (size_t i = 0; i < documents.count; i++) {
        const struct record *one = documents.items[i];
        const char *date = record_string(one, "source.date");
        long of = date != NULL ? strtol(date, NULL, 10) : 0;

        if (of == 0 || !record_is(one, "source.title", title) ||
            strcmp(date, latest) <= 0)
            continue;
        if (year == 0 ? strcmp(date, told) >= 0
                      : of >= year + !meaning->earlier)
            continue;
        best = one;
        latest = date;
    }
    return best;
}

/* ---- documents of one kind ---------------------------------------------- */

static size_t common_tail(const char *a, const char *b)
{
    size_t left = strlen(a), right = strlen(b), count = 0;

    while (count < left && count < right &&
           a[left - 1 - count] == b[right - 1 - count])
        count++;
    return count;
}

static bool same_kind(const struct record *a, const struct record *b)
{
    const char *one = record_string(a, "source.title");
    const char *two = record_string(b, "source.title");
    size_t tail = 0;

    if (one == NULL || two == NULL)
        return false;
    one = titles_core(one);
    two = titles_core(two);
    tail = common_tail(one, two);
    return tail >= KIND_MIN && strlen(one) - tail <= BEFORE_KIND_MAX &&
           strlen(two) - tail <= BEFORE_KIND_MAX;
}

struct ids within_place(struct workspace *ws, const struct meaning *meaning,
                        const struct record *document, bool own,
                        struct date day)
{
    struct ids documents = snapshot_kind(ws->snapshot, "document");
    struct ids out = {0};

    for (size_t i = 0; i < documents.count && out.count < NAMED_MAX; i++) {
        struct evidence one = {.record = documents.items[i]};
        double held = 0;

        if ((document != NULL && !same_kind(one.record, document)) ||
            standing_of(one.record, day) != STANDING_FORCE)
            continue;
        held = hold_share(ws, meaning, &one);
        if (own ? held >= held_own : held >= held_larger && held < held_own)
            ids_add(&out, one.record, ws->arena);
    }
    return out;
}

/* ---- articles ----------------------------------------------------------- */

const json_t *within_step(const struct record *document, size_t at, int step)
{
    const json_t *clause =
        at != 0 ? json_array_get(record_get(document, "clauses"), at - 1)
                : NULL;
    long number =
        article_number(json_string_value(json_object_get(clause, "number")));

    return number + step > 0 && number != 0
               ? article_of(document, number + step)
               : NULL;
}
