/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/precedence.h"

#include <string.h>

#include "search/hold.h"
#include "search/wanted.h"

/* What a city's own measure must cover of a question of law. */
static const double bar_law = 0.65;
/* A clause must cover so much more than a record that answers as well. */
static const double clause_lead = 0.2;

/* Bytes of a title that is told apart from others. */
enum { TITLE_MIN = 18 };
enum { PLACES_MAX = 2 }; /* that are shown beside each other */

/* Was the record made of the document? A page's title may have the name of
 * what it belongs to before it. */
static bool same_source(const struct record *record,
                        const struct record *document)
{
    const char *number = record_string(document, "source.number");
    const char *title = record_string(document, "source.title");
    const char *of = record_string(record, "source.title");

    if (number != NULL && record_is(record, "source.number", number))
        return true;
    return title != NULL && of != NULL && strlen(title) >= TITLE_MIN &&
           strstr(of, title) != NULL;
}

/* ---- clauses of several lands ------------------------------------------ */

/* What is nearly as good as the best, and what is as good. */
static const double near_best = 0.85, as_good = 0.92;

static bool names_place(const struct meaning *meaning)
{
    return meaning->strange || meaning->cities.count + meaning->parks.count +
                                       meaning->parlors.count +
                                       meaning->outside.count +
                                       meaning->lands.count !=
                                   0;
}

static bool is_local(const struct evidence *evidence)
{
    return record_is(evidence->record, "scope", "local");
}

/* Would it answer as the best does? */
static bool rivals(const struct inquiry *inquiry, const struct contender *best,
                   const struct contender *one, double least)
{
    return !one->elsewhere &&
           one->evidence.score >= least * best->evidence.score &&
           one->has_asked >= best->has_asked &&
           one->standing == STANDING_FORCE && bars_clause(inquiry, one);
}

static bool goes_before(const struct inquiry *inquiry,
                        const struct contender *best,
                        const struct contender *one)
{
    if (best->evidence.holds != NULL)
        return is_local(&one->evidence) && one->evidence.holds == NULL &&
               rivals(inquiry, best, one, near_best);
    return !names_place(&inquiry->asked) && is_local(&best->evidence) &&
           record_is(one->evidence.record, "scope", "national") &&
           rivals(inquiry, best, one, as_good);
}

void precedence_order(const struct inquiry *inquiry, struct contenders *all)
{
    struct contender best;

    if (inquiry->named.count != 0 || inquiry->context != NULL)
        return;
    for (size_t i = 1; i < all->count; i++) {
        if (!goes_before(inquiry, &all->items[0], &all->items[i]))
            continue;
        best = all->items[i];
        memmove(&all->items[1], &all->items[0], i * sizeof best);
        all->items[0] = best;
        return;
    }
}

static bool place_told(struct workspace *ws, const struct findings *found,
                       const struct evidence *one)
{
    const struct record *place = hold_place(ws, one->record);

    for (size_t i = 0; i < found->count; i++)
        if (place == NULL || hold_place(ws, found->items[i].record) == place)
            return true;
    return false;
}

bool precedence_places(const struct inquiry *inquiry,
                       const struct contenders *all, struct findings *out)
{
    const struct contender *best = &all->items[0];

    if (names_place(&inquiry->asked) || inquiry->named.count != 0 ||
        inquiry->context != NULL || !is_local(&best->evidence) ||
        hold_place(inquiry->ws, best->evidence.record) == NULL)
        return false;
    out->items[out->count++] = best->evidence;
    for (size_t i = 1; i < all->count && out->count < PLACES_MAX; i++)
        if (is_local(&all->items[i].evidence) &&
            rivals(inquiry, best, &all->items[i], as_good) &&
            !place_told(inquiry->ws, out, &all->items[i].evidence))
            out->items[out->count++] = all->items[i].evidence;
    out->by_place = out->count > 1;
    if (!out->by_place)
        out->count = 0;
    return out->by_place;
}

/* ---- the same of several places --------------------------------------- */

/* Of a clause of the place itself, what it must cover. */
static const double each_coverage = 0.5, each_sentence = 0.45;

static bool answers_each(const struct inquiry *inquiry,
                         const struct contender *one)
{
    struct contender own = *one;

    own.held = 1;
    own.evidence.holds = NULL;
    return one->standing == STANDING_FORCE &&
           (bars_clause(inquiry, &own) ||
            (inquiry->legal.asked != ASKED_ANY && one->has_asked &&
             one->evidence.coverage >= each_coverage &&
             one->sentence >= each_sentence));
}

static const struct contender *best_of_place(const struct inquiry *inquiry,
                                             const struct contenders *all,
                                             const struct record *place)
{
    for (size_t i = 0; i < all->count; i++)
        if (hold_place(inquiry->ws, all->items[i].evidence.record) == place)
            return answers_each(inquiry, &all->items[i]) ? &all->items[i]
                                                         : NULL;
    return NULL;
}

/* The places that a meaning names, cities and lands. */
static struct ids places_of(const struct inquiry *inquiry)
{
    const struct meaning *meaning = &inquiry->asked;
    const struct ids *lists[] = {&meaning->cities, &meaning->outside,
                                 &meaning->terms};
    struct ids out = {0};

    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < lists[l]->count; i++)
            if (lists[l] != &meaning->terms ||
                hold_is_province(lists[l]->items[i]))
                ids_add(&out, lists[l]->items[i], inquiry->ws->arena);
    return out;
}

bool precedence_each(const struct inquiry *inquiry,
                     const struct contenders *clauses, struct findings *out)
{
    struct ids places = places_of(inquiry);

    if (places.count < 2 || places.count > FINDINGS_MAX)
        return false;
    for (size_t i = 0; i < places.count; i++) {
        const struct contender *one =
            best_of_place(inquiry, clauses, places.items[i]);

        if (one == NULL) {
            out->count = 0;
            return false;
        }
        out->items[out->count++] = one->evidence;
    }
    return true;
}

/* ---- records and clauses ----------------------------------------------- */

/* Does the question ask of the whole country, and of no place in it? */
static bool asks_nation(const struct meaning *meaning)
{
    if (meaning->cities.count + meaning->parks.count + meaning->parlors.count !=
        0)
        return false;
    for (size_t i = 0; i < meaning->countries.count; i++)
        if (record_is(meaning->countries.items[i], "code", "CN"))
            return true;
    for (size_t i = 0; i < meaning->terms.count; i++)
        if (record_is(meaning->terms.items[i], "concept", "within_territory"))
            return true;
    return false;
}

/* Is it a matter of the country's law, which a city's own measures do not
 * settle? */
static bool asks_law(const struct inquiry *inquiry)
{
    const struct meaning *meaning = &inquiry->asked;

    return inquiry->named.count != 0 || asks_nation(meaning) ||
           (meaning->cities.count == 0 && wanted_law(meaning));
}

static bool has_documents(const struct inquiry *inquiry)
{
    return snapshot_kind(inquiry->ws->snapshot, "document").count != 0;
}

bool precedence_record(const struct inquiry *inquiry,
                       const struct contenders *records)
{
    const struct evidence *best = &records->items[0].evidence;

    if (inquiry->abroad ||
        (inquiry->before != NULL && asks_nation(&inquiry->asked)))
        return record_get(best->record, "policy") == NULL;
    if (inquiry->context != NULL || !asks_law(inquiry) ||
        record_get(best->record, "policy") == NULL)
        return true;
    return records->items[0].cover.precision > 0 &&
           (!has_documents(inquiry) || best->coverage >= bar_law);
}

/* What was made into records by hand is told by them, unless the text itself
 * is asked for. */
static bool told_by_records(const struct inquiry *inquiry,
                            const struct contender *clause)
{
    const struct record *document = clause->evidence.record;

    return clause->curated && !ids_has(&inquiry->named, document) &&
           !(inquiry->context != NULL && inquiry->context->record == document);
}

bool precedence_clause(const struct inquiry *inquiry, const struct found *found)
{
    const struct evidence *record = NULL, *clause = NULL;

    if (found->clause && told_by_records(inquiry, found->clauses.items))
        return false;
    if (!found->clause || !found->record)
        return found->clause;
    record = &found->records.items[0].evidence;
    clause = &found->clauses.items[0].evidence;
    if (inquiry->context != NULL && inquiry->context->record == clause->record)
        return true;
    if (same_source(record->record, clause->record))
        return false;
    if (inquiry->context != NULL && inquiry->context->record != NULL &&
        choice_related(inquiry->context->record, record->record))
        return false; /* the talk is about it */
    if (asks_law(inquiry))
        return true;
    if (inquiry->legal.asked == ASKED_WHO && !names_place(&inquiry->asked) &&
        clause->coverage >= record->coverage)
        return true; /* it names a body, where a record may name none */
    if (clause->holds != NULL)
        return false; /* what is said of the place itself goes before */
    if (record->coverage < bars_half())
        return clause->coverage >= record->coverage;
    return clause->coverage >= record->coverage + clause_lead;
}
