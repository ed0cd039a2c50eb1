/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts which cities and parks a visitor was shown: ranked, compared, or as
 * the place of what was cited. The visitor is not in the count. */
#include "store/shown.h"

#include <string.h>

#include "base/log.h"
#include "session/calls.h"

static const char *text_at(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static bool counted(const struct record *record)
{
    return record != NULL && (strcmp(record->kind, "city") == 0 ||
                              strcmp(record->kind, "park") == 0);
}

static void count(struct workspace *ws, struct ids *seen, const char *id,
                  const char *theme, bool first)
{
    const struct record *record =
        id != NULL ? snapshot_record(ws->snapshot, id) : NULL;

    if (!counted(record) || ids_has(seen, record))
        return;
    ids_add(seen, record, ws->arena);
    shown_add(ws->shown, ws->now, record->id, theme, first);
}

static void count_cards(struct workspace *ws, const json_t *cards,
                        const char *theme)
{
    struct ids seen = {0};
    size_t i = 0;
    const json_t *card = NULL;

    json_array_foreach(cards, i, card)
        if (!json_is_true(json_object_get(card, "excluded")))
            count(ws, &seen, text_at(card, "id"), theme, i == 0);
}

static void count_columns(struct workspace *ws, const json_t *comparison,
                          const char *theme)
{
    struct ids seen = {0};
    size_t i = 0;
    const json_t *column = NULL;

    json_array_foreach(json_object_get(comparison, "columns"), i, column)
        count(ws, &seen, text_at(column, "id"), theme, false);
}

/* What is cited is of a place, or is one. */
static void count_cited(struct workspace *ws, const json_t *citations,
                        const char *theme)
{
    struct ids seen = {0};
    size_t i = 0;
    const json_t *citation = NULL;

    json_array_foreach(citations, i, citation) {
        const char *id = text_at(citation, "id");
        const struct record *record =
            id != NULL ? snapshot_record(ws->snapshot, id) : NULL;

        if (record == NULL)
            continue;
        count(ws, &seen, record->id, theme, false);
        count(ws, &seen, record_string(record, "place"), theme, false);
    }
}

/* What it was about: the industry that was demanded, else its kind. */
static const char *theme_of(const json_t *demand, const char *otherwise)
{
    const char *industry = json_string_value(
        json_array_get(json_object_get(demand, "industries"), 0));

    if (industry != NULL && strlen(industry) <= RECORD_ID_MAX)
        return industry;
    return otherwise != NULL ? otherwise : "other";
}

void call_shown_reply(struct workspace *ws, const json_t *reply)
{
    const json_t *matches = json_object_get(reply, "matches");
    const json_t *comparison = json_object_get(reply, "comparison");
    const char *theme =
        theme_of(json_object_get(reply, "demand"), text_at(reply, "intent"));

    if (json_array_size(matches) != 0)
        count_cards(ws, matches, theme);
    else if (comparison != NULL)
        count_columns(ws, comparison, theme);
    else
        count_cited(ws, json_object_get(reply, "citations"), theme);
}

static void flush_due(struct workspace *ws)
{
    struct err err = {0};

    if (shown_due(ws->shown, ws->now) &&
        shown_flush(ws->store, ws->shown, &err) < 0)
        log_warn("what was shown could not be counted: %s", err.text);
}

void call_shown_ranking(struct workspace *ws, const json_t *params,
                        const json_t *ranking)
{
    count_cards(ws, json_object_get(ranking, "matches"),
                theme_of(json_object_get(params, "demand"), "match"));
    flush_due(ws);
}

void call_shown_comparison(struct workspace *ws, const json_t *params,
                           const json_t *comparison)
{
    count_columns(ws, comparison,
                  theme_of(json_object_get(params, "demand"), "compare"));
    flush_due(ws);
}
