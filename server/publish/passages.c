/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/passages.h"

#include <string.h>

enum { WEIGHT_NAME = 2, WEIGHT_HEADING = 2, WEIGHT_TEXT = 1 };

/* Kinds that questions are understood with, not answered from. */
static const char *const silent_kinds[] = {
    "term",  "industry", "intent", "criterion", "rate",     "calendar",
    "clock", "country",  "place",  "landmark",  "province",
};

/* A passage that is being filled. */
struct draft {
    struct arena *arena;
    struct passage_text *texts;
    size_t text_count, text_capacity;
    const char **filters;
    size_t filter_count, filter_capacity;
};

static bool kind_silent(const char *kind)
{
    for (size_t i = 0; i < sizeof silent_kinds / sizeof silent_kinds[0]; i++)
        if (strcmp(silent_kinds[i], kind) == 0)
            return true;
    return false;
}

/* Invented enterprises and figures serve matching alone, where every card
 * marks them: no question is answered from them. */
static bool record_silent(const struct record *record)
{
    return kind_silent(record->kind) ||
           (record_invented(record) &&
            (strcmp(record->kind, "enterprise") == 0 ||
             strcmp(record->kind, "fact") == 0));
}

static void draft_text(struct draft *draft, const char *text, size_t len,
                       enum lang lang, unsigned weight)
{
    draft->texts = arena_room(draft->arena, draft->texts, draft->text_count,
                              &draft->text_capacity, sizeof *draft->texts);
    draft->texts[draft->text_count++] = (struct passage_text){
        .lang = lang, .text = text, .len = len, .weight = weight};
}

static void draft_json(struct draft *draft, const json_t *text, enum lang lang,
                       unsigned weight)
{
    if (json_is_string(text) && json_string_length(text) != 0)
        draft_text(draft, json_string_value(text), json_string_length(text),
                   lang, weight);
}

/* A text by language, or lists of them. Terms are made of the Simplified
 * form, so Traditional only adds where Simplified is missing. */
static void draft_langs(struct draft *draft, const json_t *by_lang,
                        unsigned weight)
{
    for (int i = 0; i < LANG_COUNT; i++) {
        enum lang lang = (enum lang)i;
        const json_t *value = json_object_get(by_lang, lang_code(lang));
        size_t at = 0;
        json_t *item = NULL;

        if (lang == LANG_ZH_HANT &&
            json_object_get(by_lang, lang_code(LANG_ZH_HANS)) != NULL)
            continue;
        if (json_is_string(value))
            draft_json(draft, value, lang, weight);
        json_array_foreach((json_t *)value, at, item) {
            draft_json(draft, item, lang, weight);
        }
    }
}

static void draft_wording(struct draft *draft, const json_t *wording)
{
    const char *code = json_string_value(json_object_get(wording, "lang"));

    draft_json(draft, json_object_get(wording, "text"),
               code != NULL ? lang_parse(code) : LANG_NONE, WEIGHT_TEXT);
}

static void draft_filter(struct draft *draft, const char *name,
                         const char *value)
{
    if (value == NULL)
        return;
    draft->filters =
        arena_room(draft->arena, draft->filters, draft->filter_count,
                   &draft->filter_capacity, sizeof *draft->filters);
    draft->filters[draft->filter_count++] =
        arena_format(draft->arena, "%s:%s", name, value);
}

/* A record is about what it names, and about itself. */
static void draft_about(struct draft *draft, const struct record *record)
{
    static const char *const members[] = {"policy", "park", "city", "parlor"};
    static const char *const lists[] = {"about", "parties", "agencies",
                                        "cities"};

    draft_filter(draft, "about", record->id);
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        draft_filter(draft, "about", record_string(record, members[i]));
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        size_t at = 0;
        json_t *id = NULL;

        json_array_foreach((json_t *)record_get(record, lists[i]), at, id) {
            draft_filter(draft, "about", json_string_value(id));
        }
    }
}

/* Where it holds: what it says of itself, or the place it is in or is. */
static const char *record_place(const struct record *record)
{
    static const char *const members[] = {"place", "city", "host"};

    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const char *place = record_string(record, members[i]);

        if (place != NULL)
            return place;
    }
    return strcmp(record->kind, "city") == 0 ? record->id : NULL;
}

/* A rule of a province holds in its cities, one of the country everywhere. */
static void draft_province(struct draft *draft, const struct record *record)
{
    size_t at = 0;
    json_t *id = NULL;

    json_array_foreach((json_t *)record_get(record, "cities"), at, id) {
        draft_filter(draft, "place", json_string_value(id));
    }
    draft_filter(draft, "scope", record_string(record, "scope"));
}

static void draft_filters(struct draft *draft, const struct record *record)
{
    draft_filter(draft, "kind", record->kind);
    draft_filter(draft, "place", record_place(record));
    if (strcmp(record->kind, "document") == 0)
        draft_province(draft, record);
    draft_filter(draft, "topic", record_string(record, "topic"));
    draft_about(draft, record);
}

static void passages_add(struct passages *out, size_t *capacity,
                         const struct draft *draft, const char *id,
                         const struct record *record)
{
    if (draft->text_count == 0)
        return;
    out->items = arena_room(draft->arena, out->items, out->count, capacity,
                            sizeof *out->items);
    out->items[out->count++] = (struct passage){
        .id = id,
        .record = record->id,
        .texts = draft->texts,
        .text_count = draft->text_count,
        .filters = draft->filters,
        .filter_count = draft->filter_count,
    };
}

/* Bytes from to to of text, if they are whole characters of it. */
static bool clause_text(const json_t *clause, const json_t *text,
                        const char **out, size_t *len)
{
    const char *bytes = json_string_value(text);
    json_int_t from = json_integer_value(json_object_get(clause, "from"));
    json_int_t to = json_integer_value(json_object_get(clause, "to"));

    if (bytes == NULL || from < 0 || to <= from ||
        to > (json_int_t)json_string_length(text) ||
        (bytes[from] & 0xC0) == 0x80 || (bytes[to] & 0xC0) == 0x80)
        return false;
    *out = bytes + from;
    *len = (size_t)(to - from);
    return true;
}

/* A passage a clause of an imported text: "ID#1", "ID#2" ... in the order of
 * its clauses. */
static void passages_document(const struct record *record, struct arena *arena,
                              struct passages *out, size_t *capacity)
{
    const json_t *text = record_get(record, "text");
    const char *code = record_string(record, "source.lang");
    enum lang lang = code != NULL ? lang_parse(code) : LANG_NONE;
    size_t i = 0;
    json_t *clause = NULL;

    json_array_foreach((json_t *)record_get(record, "clauses"), i, clause) {
        struct draft draft = {.arena = arena};
        const char *bytes = NULL;
        size_t len = 0;

        if (!clause_text(clause, text, &bytes, &len))
            continue;
        draft_text(&draft, bytes, len, lang, WEIGHT_TEXT);
        draft_json(&draft, json_object_get(clause, "heading"), lang,
                   WEIGHT_HEADING);
        draft_json(&draft, json_object_get(clause, "under"), lang, WEIGHT_TEXT);
        draft_json(&draft, record_get(record, "source.title"), lang,
                   WEIGHT_TEXT);
        draft_filters(&draft, record);
        passages_add(out, capacity, &draft,
                     arena_format(arena, "%s#%zu", record->id, i + 1), record);
    }
}

void passages_of(const struct record *record, struct arena *arena,
                 struct passages *out)
{
    struct draft draft = {.arena = arena};
    size_t capacity = 0;

    *out = (struct passages){0};
    if (record_silent(record))
        return;
    if (strcmp(record->kind, "document") == 0) {
        passages_document(record, arena, out, &capacity);
        if (record_get(record, "summary") == NULL && out->count != 0)
            return; /* its name alone says nothing */
    }
    draft_langs(&draft, record_get(record, "names"), WEIGHT_NAME);
    draft_langs(&draft, record_get(record, "aliases"), WEIGHT_NAME);
    draft_langs(&draft, record_get(record, "summary"), WEIGHT_TEXT);
    draft_langs(&draft, record_get(record, "keywords"), WEIGHT_TEXT);
    draft_wording(&draft, record_get(record, "wording"));
    draft_filters(&draft, record);
    passages_add(out, &capacity, &draft, record->id, record);
}
