/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/quote.h"

#include <string.h>

#include "order/fields.h"
#include "order/fields_table.h"

enum { TERMS_MAX = 30 };

static bool reads(enum lang text, enum lang reader)
{
    return text == reader || (text == LANG_ZH_HANS && reader == LANG_ZH_HANT) ||
           (text == LANG_ZH_HANT && reader == LANG_ZH_HANS);
}

/* In which language are these words? The writer's own, unless they plainly
 * are another's. */
static enum lang text_lang(const char *text, enum lang written)
{
    enum lang lang = lang_guess(text, strlen(text), written);

    return lang < LANG_COUNT ? lang : written;
}

static bool term_known(const json_t *terms, const char *id)
{
    size_t i = 0;
    json_t *term = NULL;

    json_array_foreach((json_t *)terms, i, term) {
        if (strcmp(json_string_value(json_object_get(term, "id")), id) == 0)
            return true;
    }
    return false;
}

static void term_add(struct workspace *ws, json_t *terms, const char *plain,
                     const struct lexicon_match *match, enum lang reader)
{
    const struct record *record =
        snapshot_record(ws->snapshot, match->entries[0]->id);
    const char *meaning = record != NULL ? record_name(record, reader) : NULL;
    size_t len = match->to - match->from;

    if (meaning == NULL || term_known(terms, record->id) ||
        (strlen(meaning) == len &&
         memcmp(meaning, plain + match->from, len) == 0))
        return;
    json_array_append_new(terms, json_pack("{s:s%,s:s,s:s}", "term",
                                           plain + match->from, len, "meaning",
                                           meaning, "id", record->id));
}

static json_t *terms_of(struct workspace *ws, const char *text, enum lang lang,
                        enum lang reader)
{
    json_t *terms = json_array();
    struct lexicon_matches matches = {0};
    const char *plain = NULL;

    if (reads(lang, reader) || ws->analyser == NULL)
        return terms;
    plain = analyser_plain(ws->analyser, text, strlen(text), ws->arena);
    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, plain, lang,
                 ws->arena, &matches);
    for (size_t i = 0; i < matches.count && json_array_size(terms) < TERMS_MAX;
         i++) {
        if (matches.items[i].count == 1)
            term_add(ws, terms, plain, &matches.items[i], reader);
    }
    return terms;
}

json_t *quote_words(struct workspace *ws, const char *text, enum lang written,
                    enum lang reader)
{
    enum lang lang = LANG_NONE;

    if (text == NULL)
        return json_null();
    lang = text_lang(text, written);
    return json_pack("{s:s,s:s,s:o}", "text", text, "lang", lang_code(lang),
                     "terms", terms_of(ws, text, lang, reader));
}

static bool free_text(const char *name)
{
    const struct field *field = field_find(name);

    return field != NULL && (strcmp(field->type, "text") == 0 ||
                             strcmp(field->type, "textarea") == 0);
}

json_t *quote_fields(struct workspace *ws, const json_t *values,
                     enum lang written, enum lang reader)
{
    json_t *list = fields_show(ws->snapshot, reader, values, false);
    size_t i = 0;
    json_t *item = NULL;

    json_array_foreach(list, i, item) {
        const char *name = json_string_value(json_object_get(item, "name"));
        const char *text = json_string_value(json_object_get(item, "value"));
        enum lang lang = LANG_NONE;

        if (!free_text(name))
            continue;
        lang = text_lang(text, written);
        json_object_set_new(item, "lang", json_string(lang_code(lang)));
        json_object_set_new(item, "terms", terms_of(ws, text, lang, reader));
    }
    return list;
}
