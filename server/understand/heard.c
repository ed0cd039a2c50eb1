/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/heard.h"

#include <string.h>

#include "text/fold.h"

/* "5 million US dollars" speaks of no country, and Arabic "billion" is not
 * "in Lyon": names of places within an amount are part of it. */
static void drop_in_amounts(struct heard *heard)
{
    static const char *const kinds[] = {"city", "country", "place"};
    struct lexicon_matches *names = &heard->names;
    size_t kept = 0;

    for (size_t i = 0; i < names->count; i++) {
        const struct lexicon_match *match = &names->items[i];
        bool place = false, within = false;

        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            place = place || strcmp(match->entries[0]->kind, kinds[k]) == 0;
        for (size_t k = 0; place && k < heard->quantities.count; k++)
            within = within || (match->from > heard->quantities.items[k].from &&
                                match->to <= heard->quantities.items[k].to);
        if (!within)
            names->items[kept++] = *match;
    }
    names->count = kept;
}

const struct heard *heard_make(struct workspace *ws, const char *plain,
                               enum lang lang)
{
    struct heard *heard = arena_zero(ws->arena, sizeof *heard);

    heard->plain = plain;
    heard->len = strlen(plain);
    heard->lang = lang;
    lexicon_starts(snapshot_lexicon(ws->snapshot), ws->analyser, plain, lang,
                   ws->arena, &heard->names);
    lexicon_starts(snapshot_cues(ws->snapshot), ws->analyser, plain, lang,
                   ws->arena, &heard->cues);
    quantity_find(plain, heard->len, lang, ws->arena, &heard->quantities);
    drop_in_amounts(heard);
    return heard;
}

void heard_names(struct workspace *ws, const struct heard *heard, size_t from,
                 size_t to, struct lexicon_matches *out)
{
    lexicon_choose(&heard->names, from, to, ws->arena, out);
}

struct words heard_words(struct workspace *ws, const struct heard *heard,
                         const char *record, const char *member)
{
    const struct record *found = snapshot_record(ws->snapshot, record);
    enum lang read = heard->lang == LANG_ZH_HANT ? LANG_ZH_HANS : heard->lang;
    const json_t *list =
        found != NULL
            ? json_object_get(record_get(found, member), lang_code(read))
            : NULL;
    struct words out = {
        arena_zero(ws->arena, (json_array_size(list) + 1) * sizeof *out.items),
        0};
    size_t i = 0;
    const json_t *word = NULL;

    json_array_foreach(list, i, word)
        out.items[out.count++] =
            analyser_plain(ws->analyser, json_string_value(word),
                           json_string_length(word), ws->arena);
    return out;
}

static bool letter_at(const struct heard *heard, size_t at)
{
    size_t next = at;

    return at < heard->len &&
           fold_letter(fold_rune(heard->plain, heard->len, &next));
}

/* Does a word stand at at by itself? Where blanks part words, no letter may
 * go on before or after it. */
static bool stands_at(const struct heard *heard, size_t at, const char *word)
{
    size_t len = strlen(word), before = at;

    if (strncmp(heard->plain + at, word, len) != 0)
        return false;
    if (lang_is_han(heard->lang) || heard->lang == LANG_KO)
        return true;
    while (before > 0 && (heard->plain[--before] & 0xC0) == 0x80)
        ;
    return (at == 0 || !letter_at(heard, before)) &&
           !letter_at(heard, at + len);
}

size_t heard_word(const struct heard *heard, const struct words *words,
                  size_t from, size_t to, size_t *end)
{
    size_t best = to;

    for (size_t i = 0; i < words->count; i++) {
        size_t len = strlen(words->items[i]);

        for (size_t at = from; at < best && at + len <= to; at++)
            if (stands_at(heard, at, words->items[i])) {
                best = at;
                *end = at + len;
            }
    }
    return best;
}

bool heard_alias(struct workspace *ws, const struct record *record,
                 enum lang lang, const char *text)
{
    const json_t *list =
        json_object_get(record_get(record, "aliases"), lang_code(lang));
    size_t i = 0;
    const json_t *item = NULL;

    json_array_foreach(list, i, item) {
        const char *alias = json_string_value(item);

        if (strcmp(
                analyser_plain(ws->analyser, alias, strlen(alias), ws->arena),
                text) == 0)
            return true;
    }
    return false;
}
