/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/precedence.h"

#include <string.h>

#include "search/wanted.h"

/* What a city's own measure must cover of a question of law. */
static const double bar_law = 0.65;
/* A clause must cover so much more than a record that answers as well. */
static const double clause_lead = 0.2;

/* Bytes of a title that is told apart from others. */
enum { TITLE_MIN = 18 };

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
    return inquiry->context != NULL || !has_documents(inquiry) ||
           !asks_law(inquiry) || record_get(best->record, "policy") == NULL ||
           best->coverage >= bar_law;
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
    if (asks_law(inquiry))
        return true;
    if (clause->holds != NULL)
        return false; /* what is said of the place itself goes before */
    if (record->coverage < bars_half())
        return clause->coverage >= record->coverage;
    return clause->coverage >= record->coverage + clause_lead;
}
