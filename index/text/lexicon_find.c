/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each token of the message is looked up once, as written and as the stems
 * of the message's language and of English; from each token on, a path is
 * walked as far as it leads. Names are short, so the walk is linear. */
#include "text/lexicon.h"

#include <assert.h>
#include <string.h>

#include "text/fold.h"
#include "text/lexicon_parts.h"

enum { READINGS = 3 };

/* A token with what it may be, by reading; the second is an Arabic word
 * without a one-letter prefix. */
struct heard {
    struct token token;
    uint32_t first[READINGS], second[READINGS];
    const char *word; /* NULL for a character */
    size_t len, skip; /* skip: what the second is without */
};

struct hearing {
    const struct lexicon *lexicon;
    struct analyser *analyser;
    enum lang lang;
    enum root roots[READINGS];
    size_t readings;
    struct heard *items;
    size_t count, capacity;
    struct arena *arena;
};

static void hear_word(const struct hearing *hearing, const char *word,
                      size_t len, uint32_t *tokens)
{
    static const enum lang langs[ROOT_COUNT] = {[ROOT_EN] = LANG_EN,
                                                [ROOT_DE] = LANG_DE,
                                                [ROOT_FR] = LANG_FR,
                                                [ROOT_ES] = LANG_ES};

    tokens[0] = lexicon_token(hearing->lexicon, word, len);
    for (size_t i = 1; i < hearing->readings; i++) {
        size_t size = 0;
        enum lang lang = word_lang(word, len, langs[hearing->roots[i]]);
        const char *stem =
            analyser_stem_n(hearing->analyser, word, len, lang, &size);

        tokens[i] = lexicon_token(hearing->lexicon, stem, size);
    }
}

/* And, so, with, to, like: written with the word in Arabic. */
static bool has_prefix(const struct buf *word)
{
    static const char *const prefixes[] = {"و", "ف", "ب", "ل", "ك"};

    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (word->len >= 8 && memcmp(word->bytes, prefixes[i], 2) == 0)
            return true;
    }
    return false;
}

static void hear_token(struct hearing *hearing, const struct token *token,
                       struct buf *word)
{
    struct heard *heard = NULL;

    hearing->items = arena_room(hearing->arena, hearing->items, hearing->count,
                                &hearing->capacity, sizeof *heard);
    heard = &hearing->items[hearing->count++];
    *heard = (struct heard){.token = *token};
    if (token->rune != 0) {
        for (size_t i = 0; i < READINGS; i++)
            heard->first[i] = (uint32_t)token->rune;
        return;
    }
    heard->word = arena_text_n(hearing->arena, word->bytes, word->len);
    heard->len = word->len;
    hear_word(hearing, word->bytes, word->len, heard->first);
    if (has_prefix(word)) {
        size_t skip = 2;

        if (word->len >= 12 && memcmp(word->bytes + 2, "ال", 4) == 0)
            skip = 6;
        heard->skip = skip;
        hear_word(hearing, word->bytes + skip, word->len - skip, heard->second);
    }
}

/* May a name begin at this token? A Korean one not inside a word. */
static bool may_begin(const struct hearing *hearing, size_t at)
{
    const struct token *token = &hearing->items[at].token;

    return at == 0 || token->apart || token->rune == 0 ||
           rune_kind(token->rune) != RUNE_HANGUL ||
           rune_kind(hearing->items[at - 1].token.rune) != RUNE_HANGUL;
}

/* May a name end before this token? Not inside a syllable of katakana. */
static bool may_end(const struct hearing *hearing, size_t at)
{
    const struct token *token = NULL;

    if (at >= hearing->count)
        return true;
    token = &hearing->items[at].token;
    switch (token->apart ? 0 : token->rune) {
    case 0x30FC: /* long vowel */
    case 0x30A1: /* small a i u e o */
    case 0x30A3:
    case 0x30A5:
    case 0x30A7:
    case 0x30A9:
    case 0x30E3: /* small ya yu yo */
    case 0x30E5:
    case 0x30E7:
        return false;
    default:
        return true;
    }
}

/* The edge by a token as heard, NULL if it leads nowhere: of a stem the word
 * must be like one that a name has. */
static const struct edge *step(const struct hearing *hearing, uint32_t node,
                               const struct heard *heard, size_t reading,
                               enum likeness *like)
{
    const struct lexicon *lexicon = hearing->lexicon;
    const uint32_t tokens[] = {heard->first[reading], heard->second[reading]};

    for (size_t i = 0; i < 2; i++) {
        const struct edge *edge = lexicon_edge(lexicon, node, tokens[i]);
        size_t skip = i == 0 ? 0 : heard->skip;

        if (edge == NULL)
            continue;
        *like = LIKE_CASE;
        if (edge->form != 0 && heard->word != NULL)
            *like = lexicon_likeness(lexicon, edge->form, heard->word + skip,
                                     heard->len - skip);
        if (*like != LIKE_NOT)
            return edge;
    }
    return NULL;
}

/* A name that was found: how many tokens, what it means, and how alike its
 * least alike word is. */
struct way {
    size_t size;
    uint32_t meaning;
    enum likeness like;
};

/* The longest name from a token on in one reading. */
static struct way walk(const struct hearing *hearing, size_t from,
                       size_t reading)
{
    uint32_t node = hearing->roots[reading];
    enum likeness least = LIKE_CASE, like = LIKE_CASE;
    struct way best = {0};

    for (size_t i = from; i < hearing->count; i++) {
        const struct heard *heard = &hearing->items[i];
        const struct edge *edge = NULL;

        if (heard->token.hard && i != from) {
            edge = lexicon_edge(hearing->lexicon, node, STOP_TOKEN);
            if (edge == NULL)
                break;
            node = edge->next;
        }
        edge = step(hearing, node, heard, reading, &like);
        if (edge == NULL)
            break;
        least = like < least ? like : least;
        node = edge->next;
        if (edge->meaning != 0 && may_end(hearing, i + 1))
            best = (struct way){i + 1 - from, edge->meaning, least};
    }
    return best;
}

/* The longest of all readings; as written where two are as long. */
static struct way longest(const struct hearing *hearing, size_t from)
{
    struct way best = {0};

    for (size_t i = 0; i < hearing->readings; i++) {
        struct way way = walk(hearing, from, i);

        if (way.size > best.size)
            best = way;
    }
    return best;
}

/* A place goes by its own name: what is only derived from it does not count.
 * How many entries are left, in *entries. */
static size_t known_by(const struct hearing *hearing, const struct way *way,
                       const struct lexicon_entry *const **entries)
{
    static const char *const kinds[] = {"city", "country", "place"};
    const struct meaning *meaning = &hearing->lexicon->meanings[way->meaning];
    const struct lexicon_entry **kept = NULL;
    size_t count = 0;

    *entries = meaning->entries;
    if (way->like == LIKE_CASE)
        return meaning->count;
    kept = arena_zero(hearing->arena, (meaning->count + 1) * sizeof *kept);
    for (size_t i = 0; i < meaning->count; i++) {
        bool place = false;

        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            place = place || strcmp(meaning->entries[i]->kind, kinds[k]) == 0;
        if (!place)
            kept[count++] = meaning->entries[i];
    }
    *entries = kept;
    return count;
}

static void hear(struct hearing *hearing, const char *plain)
{
    size_t len = strlen(plain);
    struct token token;
    struct buf word;

    buf_init(&word);
    for (size_t at = 0; token_next(plain, len, &at, &token, &word);)
        hear_token(hearing, &token, &word);
    buf_fini(&word);
}

void lexicon_starts(const struct lexicon *lexicon, struct analyser *analyser,
                    const char *plain, enum lang lang, struct arena *arena,
                    struct lexicon_matches *out)
{
    struct hearing hearing = {
        .lexicon = lexicon,
        .analyser = analyser,
        .lang = lang,
        .roots = {ROOT_WRITTEN, lexicon_root(lang), ROOT_EN},
        .arena = arena};
    size_t capacity = 0;

    assert(lexicon->sealed);
    hearing.readings = hearing.roots[1] == ROOT_EN ? 2 : 3;
    *out = (struct lexicon_matches){0};
    hear(&hearing, plain);
    for (size_t at = 0; at < hearing.count; at++) {
        struct way way = {0};
        struct lexicon_match *match = NULL;

        if (may_begin(&hearing, at))
            way = longest(&hearing, at);
        if (way.size == 0)
            continue;
        out->items = arena_room(arena, out->items, out->count, &capacity,
                                sizeof *out->items);
        match = &out->items[out->count];
        match->from = hearing.items[at].token.from;
        match->to = hearing.items[at + way.size - 1].token.to;
        match->count = known_by(&hearing, &way, &match->entries);
        out->count += match->count != 0;
    }
}

void lexicon_choose(const struct lexicon_matches *starts, size_t from,
                    size_t to, struct arena *arena, struct lexicon_matches *out)
{
    size_t at = from;

    *out = (struct lexicon_matches){
        .items = arena_zero(arena, (starts->count + 1) * sizeof *out->items)};
    for (size_t i = 0; i < starts->count; i++) {
        const struct lexicon_match *match = &starts->items[i];

        if (match->from < at || match->to > to)
            continue;
        out->items[out->count++] = *match;
        at = match->to;
    }
}

void lexicon_find(const struct lexicon *lexicon, struct analyser *analyser,
                  const char *plain, enum lang lang, struct arena *arena,
                  struct lexicon_matches *out)
{
    struct lexicon_matches starts = {0};

    lexicon_starts(lexicon, analyser, plain, lang, arena, &starts);
    lexicon_choose(&starts, 0, strlen(plain), arena, out);
}
