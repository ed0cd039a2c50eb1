/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens are interned: an alphabetic word by its spelling, a character of
 * Han, kana or Hangul by its rune. A name is a path of tokens from a root;
 * all edges of all nodes lie in one hash table. There is a root for names as
 * written and one for each Latin stemmer, whose paths are of stems, so that
 * "Parks" finds "Park" in the languages that say so and nowhere else. */
#include "text/lexicon.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"
#include "text/lexicon_parts.h"

enum { EDGES_FIRST = 1 << 14, WORDS_FIRST = 1 << 11, STEM_BYTES = 64 };

struct lexicon *lexicon_new(void)
{
    struct lexicon *lexicon = mem_zero(sizeof *lexicon);

    lexicon->arena = arena_new();
    lexicon->edge_mask = EDGES_FIRST - 1;
    lexicon->word_mask = lexicon->id_mask = WORDS_FIRST - 1;
    lexicon->edges = mem_zero(EDGES_FIRST * sizeof *lexicon->edges);
    lexicon->words = mem_zero(WORDS_FIRST * sizeof *lexicon->words);
    lexicon->ids = mem_zero(WORDS_FIRST * sizeof *lexicon->ids);
    lexicon->meaning_count = 1;
    lexicon->meaning_room = 1;
    lexicon->meanings = mem_zero(sizeof *lexicon->meanings);
    buf_init(&lexicon->plain);
    buf_init(&lexicon->word);
    return lexicon;
}

void lexicon_free(struct lexicon **lexicon)
{
    struct lexicon *old = *lexicon;

    if (old == NULL)
        return;
    arena_free(&old->arena);
    free(old->edges);
    free(old->words);
    free(old->ids);
    free(old->meanings);
    free(old->forms);
    buf_fini(&old->plain);
    buf_fini(&old->word);
    free(old);
    *lexicon = NULL;
}

void lexicon_seal(struct lexicon *lexicon)
{
    buf_fini(&lexicon->plain);
    buf_fini(&lexicon->word);
    free(lexicon->ids);
    lexicon->ids = NULL;
    lexicon->sealed = true;
}

enum root lexicon_root(enum lang lang)
{
    switch (lang) {
    case LANG_DE:
        return ROOT_DE;
    case LANG_FR:
        return ROOT_FR;
    case LANG_ES:
        return ROOT_ES;
    default:
        return ROOT_EN;
    }
}

static uint32_t bytes_hash(const char *bytes, size_t len)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static uint32_t edge_hash(uint32_t node, uint32_t token)
{
    uint64_t key = ((uint64_t)node << 32 | token) * 0x9E3779B97F4A7C15u;

    return (uint32_t)(key >> 32);
}

/* The slot that holds the edge or would. */
static struct edge *edge_slot(const struct lexicon *lexicon, uint32_t node,
                              uint32_t token)
{
    uint32_t at = edge_hash(node, token) & lexicon->edge_mask;

    for (;; at = (at + 1) & lexicon->edge_mask) {
        struct edge *edge = &lexicon->edges[at];

        if (edge->token == NO_TOKEN ||
            (edge->token == token && edge->node == node))
            return edge;
    }
}

const struct edge *lexicon_edge(const struct lexicon *lexicon, uint32_t node,
                                uint32_t token)
{
    const struct edge *edge = NULL;

    if (token == NO_TOKEN)
        return NULL;
    edge = edge_slot(lexicon, node, token);
    return edge->token != NO_TOKEN ? edge : NULL;
}

static void edges_grow(struct lexicon *lexicon)
{
    struct edge *old = lexicon->edges;
    size_t size = (size_t)lexicon->edge_mask + 1;

    lexicon->edges = mem_zero(size * 4 * sizeof *old);
    lexicon->edge_mask = (uint32_t)(size * 4 - 1);
    for (size_t i = 0; i < size; i++) {
        if (old[i].token != NO_TOKEN)
            *edge_slot(lexicon, old[i].node, old[i].token) = old[i];
    }
    free(old);
}

/* The edge, made if need be; good until the next is made. */
static struct edge *edge_make(struct lexicon *lexicon, uint32_t node,
                              uint32_t token)
{
    struct edge *edge = NULL;

    if (lexicon->edge_count * 2 >= lexicon->edge_mask)
        edges_grow(lexicon);
    edge = edge_slot(lexicon, node, token);
    if (edge->token == NO_TOKEN)
        *edge = (struct edge){.node = node,
                              .token = token,
                              .next = ROOT_COUNT + lexicon->edge_count++};
    return edge;
}

static struct word *word_slot(const struct lexicon *lexicon, const char *text,
                              size_t len, uint32_t hash)
{
    uint32_t at = hash & lexicon->word_mask;

    for (;; at = (at + 1) & lexicon->word_mask) {
        struct word *word = &lexicon->words[at];

        if (word->text == NULL || (word->hash == hash && word->len == len &&
                                   memcmp(word->text, text, len) == 0))
            return word;
    }
}

uint32_t lexicon_token(const struct lexicon *lexicon, const char *word,
                       size_t len)
{
    const struct word *slot =
        word_slot(lexicon, word, len, bytes_hash(word, len));

    return slot->text != NULL ? slot->token : NO_TOKEN;
}

static void words_grow(struct lexicon *lexicon)
{
    struct word *old = lexicon->words;
    size_t size = (size_t)lexicon->word_mask + 1;

    lexicon->words = mem_zero(size * 4 * sizeof *old);
    lexicon->word_mask = (uint32_t)(size * 4 - 1);
    for (size_t i = 0; i < size; i++) {
        if (old[i].text != NULL)
            *word_slot(lexicon, old[i].text, old[i].len, old[i].hash) = old[i];
    }
    free(old);
}

/* The word, made if need be; good until the next is made. */
static struct word *word_make(struct lexicon *lexicon, const char *text,
                              size_t len)
{
    uint32_t hash = bytes_hash(text, len);
    struct word *word = NULL;

    if (lexicon->word_count * 2 >= lexicon->word_mask)
        words_grow(lexicon);
    word = word_slot(lexicon, text, len, hash);
    if (word->text == NULL)
        *word = (struct word){.text = arena_text_n(lexicon->arena, text, len),
                              .len = (uint32_t)len,
                              .hash = hash,
                              .token = WORD_TOKENS + lexicon->word_count++};
    return word;
}

/* The tokens of the word and of its stem; a stemmer is asked once a word. */
static void word_tokens(struct lexicon *lexicon, struct analyser *analyser,
                        const struct buf *text, enum lang lang,
                        uint32_t *written, uint32_t *stemmed)
{
    enum root root = lexicon_root(lang);
    struct word *word = word_make(lexicon, text->bytes, text->len);
    size_t len = 0;
    const char *stem = NULL;

    *written = word->token;
    *stemmed = word->stems[root];
    if (*stemmed != NO_TOKEN)
        return;
    stem = analyser_stem_n(analyser, text->bytes, text->len,
                           word_lang(text->bytes, text->len, lang), &len);
    *stemmed = len != 0 ? word_make(lexicon, stem, len)->token : *written;
    word_make(lexicon, text->bytes, text->len)->stems[root] = *stemmed;
}

/* Tokens of the plain name, as written and as stems, with its words; their
 * number, or 0 if the name cannot serve. *alphabetic: it has a word. */
static size_t name_read(struct lexicon *lexicon, struct analyser *analyser,
                        enum lang lang, uint32_t *written, uint32_t *stems,
                        struct form *words, bool *alphabetic)
{
    const struct buf *plain = &lexicon->plain;
    struct token token;
    size_t count = 0, letters = 0;

    for (size_t at = 0;
         token_next(plain->bytes, plain->len, &at, &token, &lexicon->word);) {
        if (count + 2 > NAME_TOKENS)
            return 0;
        if (token.hard && count != 0) {
            written[count] = stems[count] = STOP_TOKEN;
            count++;
        }
        if (token.rune != 0) {
            written[count] = stems[count] = (uint32_t)token.rune;
            letters += 2;
        } else {
            *alphabetic = true;
            letters += fold_length(lexicon->word.bytes, lexicon->word.len);
            word_tokens(lexicon, analyser, &lexicon->word, lang,
                        &written[count], &stems[count]);
            words[count].text =
                word_make(lexicon, lexicon->word.bytes, lexicon->word.len)
                    ->text;
            words[count].len = (uint32_t)lexicon->word.len;
        }
        count++;
    }
    return letters >= 2 ? count : 0;
}

static const struct lexicon_entry *entry_make(struct lexicon *lexicon,
                                              const char *id, const char *kind)
{
    uint32_t at = bytes_hash(id, strlen(id)) & lexicon->id_mask;
    struct lexicon_entry *entry = NULL;

    for (; (entry = lexicon->ids[at]) != NULL;
         at = (at + 1) & lexicon->id_mask) {
        if (strcmp(entry->id, id) == 0 && strcmp(entry->kind, kind) == 0)
            return entry;
    }
    entry = arena_zero(lexicon->arena, sizeof *entry);
    entry->id = arena_text(lexicon->arena, id);
    entry->kind = arena_text(lexicon->arena, kind);
    lexicon->ids[at] = entry;
    lexicon->id_count++;
    return entry;
}

static void ids_grow(struct lexicon *lexicon)
{
    struct lexicon_entry **old = lexicon->ids;
    size_t size = (size_t)lexicon->id_mask + 1;

    lexicon->ids = mem_zero(size * 4 * sizeof *old);
    lexicon->id_mask = (uint32_t)(size * 4 - 1);
    for (size_t i = 0; i < size; i++) {
        uint32_t at = 0;

        if (old[i] == NULL)
            continue;
        at = bytes_hash(old[i]->id, strlen(old[i]->id)) & lexicon->id_mask;
        while (lexicon->ids[at] != NULL)
            at = (at + 1) & lexicon->id_mask;
        lexicon->ids[at] = old[i];
    }
    free(old);
}

static void meaning_add(struct lexicon *lexicon, struct edge *edge,
                        const struct lexicon_entry *entry)
{
    struct meaning *meaning = NULL;

    if (edge->meaning == 0) {
        lexicon->meanings =
            mem_room(lexicon->meanings, lexicon->meaning_count,
                     &lexicon->meaning_room, sizeof *lexicon->meanings);
        edge->meaning = (uint32_t)lexicon->meaning_count++;
        lexicon->meanings[edge->meaning] = (struct meaning){0};
    }
    meaning = &lexicon->meanings[edge->meaning];
    for (size_t i = 0; i < meaning->count; i++) {
        if (meaning->entries[i] == entry)
            return;
    }
    if ((meaning->count & (meaning->count - 1)) == 0) { /* full: 0, 1, 2, 4 */
        size_t room = meaning->count != 0 ? meaning->count * 2 : 1;
        const struct lexicon_entry **more =
            arena_zero(lexicon->arena, room * sizeof *more);

        if (meaning->count != 0)
            memcpy(more, meaning->entries, meaning->count * sizeof *more);
        meaning->entries = more;
    }
    meaning->entries[meaning->count++] = entry;
}

static void form_add(struct lexicon *lexicon, struct edge *edge,
                     const struct form *word)
{
    for (uint32_t at = edge->form; at != 0; at = lexicon->forms[at].next)
        if (lexicon->forms[at].text == word->text)
            return; /* words are kept once */
    lexicon->forms = mem_room(lexicon->forms, lexicon->form_count,
                              &lexicon->form_room, sizeof *lexicon->forms);
    if (lexicon->form_count == 0)
        lexicon->forms[lexicon->form_count++] = (struct form){0};
    lexicon->forms = mem_room(lexicon->forms, lexicon->form_count,
                              &lexicon->form_room, sizeof *lexicon->forms);
    lexicon->forms[lexicon->form_count] = *word;
    lexicon->forms[lexicon->form_count].next = edge->form;
    edge->form = (uint32_t)lexicon->form_count++;
}

/* words: of a path of stems, as written; NULL for a path of words. */
static void path_add(struct lexicon *lexicon, enum root root,
                     const uint32_t *tokens, const struct form *words,
                     size_t count, const struct lexicon_entry *entry)
{
    struct edge *edge = NULL;
    uint32_t node = root;

    for (size_t i = 0; i < count; i++) {
        edge = edge_make(lexicon, node, tokens[i]);
        if (words != NULL && words[i].text != NULL)
            form_add(lexicon, edge, &words[i]);
        node = edge->next;
    }
    meaning_add(lexicon, edge, entry);
}

void lexicon_add(struct lexicon *lexicon, struct analyser *analyser,
                 const char *name, enum lang lang, const char *id,
                 const char *kind)
{
    uint32_t written[NAME_TOKENS], stems[NAME_TOKENS];
    struct form words[NAME_TOKENS] = {{0}};
    const struct lexicon_entry *entry = NULL;
    bool alphabetic = false;
    size_t count = 0;

    assert(!lexicon->sealed);
    analyser_plain_buf(analyser, name, strlen(name), &lexicon->plain);
    count =
        name_read(lexicon, analyser, lang, written, stems, words, &alphabetic);
    if (count == 0)
        return;
    if (lexicon->id_count * 2 >= lexicon->id_mask)
        ids_grow(lexicon);
    entry = entry_make(lexicon, id, kind);
    path_add(lexicon, ROOT_WRITTEN, written, NULL, count, entry);
    if (alphabetic)
        path_add(lexicon, lexicon_root(lang), stems, words, count, entry);
}
