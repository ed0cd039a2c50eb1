/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/mixed.h"

#include <string.h>

#include "base/buf.h"
#include "text/fold.h"
#include "understand/heard.h"

enum script_kind { SCRIPT_LATIN, SCRIPT_HAN, SCRIPT_OTHER, SCRIPT_KINDS };

/* Shorter ones are initials that stand in any language: "IPO". */
enum { NAME_MIN = 5 };

static enum script_kind script_of(int rune)
{
    if (rune < 0x250)
        return SCRIPT_LATIN;
    return rune >= 0x2E80 && rune < 0xA000 ? SCRIPT_HAN : SCRIPT_OTHER;
}

static enum script_kind script_of_lang(enum lang lang)
{
    if (lang_is_han(lang))
        return SCRIPT_HAN;
    return lang == LANG_KO || lang == LANG_RU || lang == LANG_AR ? SCRIPT_OTHER
                                                                 : SCRIPT_LATIN;
}

/* Which scripts the letters of a text are of. */
static void scripts_of(const char *text, size_t len, bool has[SCRIPT_KINDS])
{
    memset(has, 0, SCRIPT_KINDS * sizeof *has);
    for (size_t at = 0; at < len;) {
        int rune = fold_rune(text, len, &at);

        if (rune >= 0x80 || fold_letter(rune))
            has[script_of(rune)] = true;
    }
}

/* Of what a match may mean, a term before all else. */
static const struct record *meant_by(struct workspace *ws,
                                     const struct lexicon_match *match)
{
    const struct lexicon_entry *best = match->entries[0];

    for (size_t i = 1; i < match->count && strcmp(best->kind, "term") != 0; i++)
        if (strcmp(match->entries[i]->kind, "term") == 0)
            best = match->entries[i];
    return snapshot_record(ws->snapshot, best->id);
}

/* The name in the message's language of what a match means, or NULL. */
static const char *name_of(struct workspace *ws,
                           const struct lexicon_match *match, enum lang lang)
{
    const struct record *record = meant_by(ws, match);
    const char *name = NULL;

    if (record == NULL)
        return NULL;
    name = json_string_value(
        json_object_get(record_get(record, "names"), lang_code(lang)));
    return name != NULL
               ? analyser_plain(ws->analyser, name, strlen(name), ws->arena)
               : NULL;
}

/* Is the match in another script than the language is written in? */
static bool is_foreign(const struct lexicon_match *match, const char *plain,
                       enum lang lang)
{
    bool has[SCRIPT_KINDS];

    scripts_of(plain + match->from, match->to - match->from, has);
    return match->to - match->from >= NAME_MIN && !has[script_of_lang(lang)];
}

/* Is text, in plain form, a name that the record has in the language? */
static bool has_name(struct workspace *ws, const struct record *record,
                     enum lang lang, const char *text)
{
    const char *name = json_string_value(
        json_object_get(record_get(record, "names"), lang_code(lang)));

    return (name != NULL &&
            strcmp(analyser_plain(ws->analyser, name, strlen(name), ws->arena),
                   text) == 0) ||
           heard_alias(ws, record, lang, text);
}

/* English words of a trade within another language of the same script:
 * several together, since one alone is often a word of both. */
static bool is_english(struct workspace *ws, const struct lexicon_match *match,
                       const char *plain, enum lang lang)
{
    const struct record *record = meant_by(ws, match);
    const char *text =
        arena_text_n(ws->arena, plain + match->from, match->to - match->from);

    return record != NULL && strchr(text, ' ') != NULL &&
           strcmp(record->kind, "term") == 0 &&
           has_name(ws, record, LANG_EN, text) &&
           !has_name(ws, record, lang, text);
}

static const char *put_in(struct workspace *ws, const struct meaning *meaning,
                          const struct lexicon_matches *names)
{
    const char *plain = meaning->plain, *out = plain;
    struct buf text;
    size_t at = 0;

    buf_init(&text);
    for (size_t i = 0; i < names->count; i++) {
        const struct lexicon_match *match = &names->items[i];
        const char *name = is_foreign(match, plain, meaning->lang) ||
                                   is_english(ws, match, plain, meaning->lang)
                               ? name_of(ws, match, meaning->lang)
                               : NULL;

        if (name == NULL)
            continue;
        buf_add(&text, plain + at, match->from - at);
        buf_text(&text, name);
        at = match->to;
    }
    buf_text(&text, plain + at);
    if (at != 0)
        out = arena_text(ws->arena, text.bytes);
    buf_fini(&text);
    return out;
}

void mixed_message(struct workspace *ws, struct meaning *out)
{
    struct lexicon_matches names = {0};
    bool has[SCRIPT_KINDS];
    const char *plain = out->plain;

    scripts_of(plain, strlen(plain), has);
    if (has[SCRIPT_LATIN] + has[SCRIPT_HAN] + has[SCRIPT_OTHER] < 2 &&
        (out->lang == LANG_EN || script_of_lang(out->lang) != SCRIPT_LATIN))
        return;
    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, plain, out->lang,
                 ws->arena, &names);
    out->plain = put_in(ws, out, &names);
    if (out->plain != plain)
        out->text = out->plain;
}
