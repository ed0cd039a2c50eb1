/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question is cut into tokens; the longest run of them that a dictionary
 * knows makes a group, and its words make weaker ones, since passages often
 * say the same with one of them changed. Runs of Han are cut by the words
 * known in them first (translate_han.c). What is known in no dictionary stays
 * as written. */
#include "text/translate.h"

#include <string.h>

#include "text/translate_compound.h"
#include "text/translate_han.h"
#include "text/translate_name.h"
#include "text/translate_ways.h"

enum { SPAN_MOST = 5 };

/* Weights of groups and ways, as measured on XQuAD. */
static const double PART = 0.4;       /* a word of several known together */
static const double ONE_RUNE = 0.5;   /* a way of one Chinese character */
static const double AS_ENGLISH = 0.5; /* a foreign word taken as English */
static const double KNOWN_NAME = 0.5; /* by its sound, known otherwise too */
static const double COMPOUND = 0.7;   /* a word of a compound */

struct work {
    struct bridge bridge;
    struct analyser *analyser;
    struct tokens tokens;
    struct arena *arena;
    struct groups *out;
    size_t capacity;
    struct buf key;
};

static void group_add(struct work *work, const char *asked, double weight,
                      struct bag *bag)
{
    bool chinese = lang_is_han(work->bridge.to);

    for (size_t i = 0; chinese && i < bag->count; i++) {
        const char *text = bag->items[i].text;

        if ((unsigned char)text[0] >= 0xE0 && strlen(text) == 3)
            bag->items[i].weight *= ONE_RUNE;
    }
    bag_sort(bag);
    if (bag->count == 0)
        return;
    work->out->items =
        arena_room(work->arena, work->out->items, work->out->count,
                   &work->capacity, sizeof *work->out->items);
    work->out->items[work->out->count++] = (struct group){.asked = asked,
                                                          .weight = weight,
                                                          .ways = bag->items,
                                                          .count = bag->count};
}

/* Which dictionary a token is looked up in: that of the question, but Latin
 * letters in Han or Cyrillic are English and Han anywhere is Chinese. */
static const struct tongue *tongue_of(const struct work *work,
                                      const struct token *token)
{
    enum lang from = work->bridge.from.lang;

    if (token->kind == TOKEN_HAN)
        return from == LANG_JA ? &work->bridge.from : &work->bridge.chinese;
    if (token->kind == TOKEN_HANGUL || token->kind == TOKEN_NUMBER)
        return &work->bridge.from;
    if (word_lang(token->text, token->len, from) != LANG_EN)
        return &work->bridge.from;
    return from == LANG_DE || from == LANG_FR || from == LANG_ES
               ? &work->bridge.from
               : &work->bridge.english;
}

/* A foreign word may be the English one, a name above all. */
static void english_ways(struct work *work, const struct token *token,
                         struct bag *bag)
{
    size_t len = 0;
    const char *key =
        analyser_stem_n(work->analyser, token->text, token->len, LANG_EN, &len);

    bridge_ways(&work->bridge, &work->bridge.english, key, len, AS_ENGLISH,
                bag);
}

static bool compound_add(struct work *work, const struct token *token,
                         double weight)
{
    struct compound compound;

    if (work->bridge.from.lang != LANG_DE)
        return false;
    compound_cut(&work->bridge, work->analyser, token->text, token->len,
                 work->arena, &compound);
    for (size_t i = 0; i < compound.count; i++) {
        struct bag bag;

        bag_init(&bag, work->arena);
        bridge_ways(&work->bridge, &work->bridge.from, compound.keys[i],
                    strlen(compound.keys[i]), 1, &bag);
        group_add(work, token->text, weight * COMPOUND, &bag);
    }
    return compound.count > 0;
}

/* Is a word to be written in Chinese by its sound? */
static bool is_name(const struct work *work, const struct token *token,
                    bool known)
{
    if (!lang_is_han(work->bridge.to) || work->bridge.to == LANG_JA ||
        token->kind != TOKEN_WORD || !token->upper || token->upright)
        return false;
    return !known || work->bridge.from.lang != LANG_DE;
}

/* What stands before the verb's ending: 참여 of 참여할. At least two syllables
 * of three bytes each; len if there is no such ending. */
static size_t hangul_stem(const char *word, size_t len)
{
    static const char *const endings[] = {"하", "할", "한", "합", "해", "했",
                                          "되", "될", "된", "됩", "돼", "됐"};

    for (size_t at = 6; at + 3 <= len; at += 3)
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
            if (memcmp(word + at, endings[i], 3) == 0)
                return at;
    return len;
}

static bool verb_ways(struct work *work, const struct tongue *tongue,
                      const struct token *token, struct bag *bag)
{
    size_t len = token->kind == TOKEN_HANGUL
                     ? hangul_stem(token->text, token->len)
                     : token->len;

    return len < token->len &&
           bridge_ways(&work->bridge, tongue, token->text, len, 1, bag) == 1;
}

/* One word: its ways, or itself. */
static void word_add(struct work *work, const struct token *token,
                     double weight)
{
    const struct tongue *tongue = tongue_of(work, token);
    bool known = false;
    struct bag bag;

    bag_init(&bag, work->arena);
    if (token->kind != TOKEN_NUMBER)
        known = bridge_ways(&work->bridge, tongue, token->key, token->key_len,
                            1, &bag) == 1 ||
                verb_ways(work, tongue, token, &bag);
    if (token->kind == TOKEN_WORD && tongue->lang != LANG_EN) {
        if (token->upper || !known)
            english_ways(work, token, &bag);
        if (!known && compound_add(work, token, weight))
            return;
    }
    if (is_name(work, token, known))
        name_ways(work->bridge.pack, token->text, token->len,
                  known ? KNOWN_NAME : 1, &bag);
    if (bag.count == 0 || token->kind != TOKEN_HAN)
        bag_add(&bag, token->text, 1);
    group_add(work, token->text, weight, &bag);
}

/* Do all tokens of a span go together in one dictionary? */
static bool span_fits(const struct work *work, size_t from, size_t count)
{
    const struct token *tokens = &work->tokens.items[from];

    if (tokens[0].stop || tokens[count - 1].stop)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].kind == TOKEN_HAN ||
            tongue_of(work, &tokens[i]) != tongue_of(work, tokens))
            return false;
    }
    return true;
}

static const char *span_text(struct work *work, size_t from, size_t count)
{
    struct buf text;
    const char *made = NULL;

    buf_init(&text);
    for (size_t i = from; i < from + count; i++) {
        if (i > from)
            buf_char(&text, ' ');
        buf_text(&text, work->tokens.items[i].text);
    }
    made = arena_text_n(work->arena, text.bytes, text.len);
    buf_fini(&text);
    return made;
}

/* The longest run of tokens at from that is known together: how many, 0 if
 * none; its groups are added. */
static size_t span_add(struct work *work, size_t from)
{
    size_t most = work->tokens.count - from;

    for (size_t count = most < SPAN_MOST ? most : SPAN_MOST; count > 1;
         count--) {
        struct bag bag;

        if (!span_fits(work, from, count))
            continue;
        bag_init(&bag, work->arena);
        buf_clear(&work->key);
        tokens_key(&work->tokens, from, from + count, &work->key);
        if (!bridge_ways(&work->bridge,
                         tongue_of(work, &work->tokens.items[from]),
                         work->key.bytes, work->key.len, 1, &bag))
            continue;
        group_add(work, span_text(work, from, count), 1, &bag);
        for (size_t i = from; i < from + count; i++) {
            if (!work->tokens.items[i].stop)
                word_add(work, &work->tokens.items[i], PART);
        }
        return count;
    }
    return 0;
}

/* ---- runs of Han -------------------------------------------------------- */

static void piece_add(struct work *work, const struct tongue *tongue,
                      const char *text, size_t len, double weight)
{
    const char *asked = arena_text_n(work->arena, text, len);
    struct bag bag;

    bag_init(&bag, work->arena);
    if (!bridge_ways(&work->bridge, tongue, text, len, 1, &bag))
        bag_add(&bag, asked, 1);
    group_add(work, asked, weight, &bag);
}

static void run_add(struct work *work, const struct token *token)
{
    const struct tongue *tongue = tongue_of(work, token);
    struct pieces pieces;

    han_cut(&work->bridge, tongue, token->text, token->len, work->arena,
            &pieces);
    for (size_t i = 0; i < pieces.count; i++)
        piece_add(work, tongue, pieces.items[i].text, pieces.items[i].len,
                  pieces.items[i].weight);
}

void translate_question(const struct pack *pack, struct analyser *analyser,
                        const char *text, size_t len, enum lang from,
                        enum lang to, struct arena *arena, struct groups *out)
{
    struct work work = {.analyser = analyser, .arena = arena, .out = out};

    *out = (struct groups){NULL, 0};
    buf_init(&work.key);
    bridge_open(pack, from, to, &work.bridge);
    tokens_cut(analyser, text, len, from, arena, &work.tokens);
    for (size_t i = 0; i < work.tokens.count;) {
        const struct token *token = &work.tokens.items[i];
        size_t span = 0;

        if (token->kind == TOKEN_HAN)
            run_add(&work, token);
        else
            span = span_add(&work, i);
        if (span == 0 && token->kind != TOKEN_HAN && !token->stop)
            word_add(&work, token, 1);
        i += span > 0 ? span : 1;
    }
    buf_fini(&work.key);
}
