/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words are cut where the script changes or something stands between; an
 * apostrophe within a word is closed ("Xi'an", "Xian"), a genitive or an
 * elision cut away. */
#include <string.h>

#include <utf8proc.h>

#include "text/fold.h"
#include "text/translate_parts.h"

struct cutter {
    struct analyser *analyser;
    const char *text;
    size_t len;
    enum lang lang;
    struct arena *arena;
    struct tokens *out;
    size_t capacity;
    struct buf plain, key;
};

const char *tongue_code(enum lang lang)
{
    return lang == LANG_ZH_HANT || lang == LANG_ZH_HANS ? "zh"
                                                        : lang_code(lang);
}

static bool is_apostrophe(int rune)
{
    return rune == '\'' || rune == 0x2019 || rune == 0x2BC;
}

/* Which token a rune belongs to; -1: none. */
static int kind_of(int rune)
{
    switch (rune_kind(rune)) {
    case RUNE_LETTER:
        return TOKEN_WORD;
    case RUNE_DIGIT:
        return TOKEN_NUMBER;
    case RUNE_HAN:
    case RUNE_HIRAGANA:
    case RUNE_KATAKANA:
        return TOKEN_HAN;
    case RUNE_HANGUL:
        return TOKEN_HANGUL;
    default:
        return -1;
    }
}

/* A letter without its accent; 0 for one that is left out. German keeps its
 * dots: they tell words apart, and nobody leaves them out. */
static int letter_plain(int rune, enum lang lang)
{
    bool latin = rune < 0x250 || (rune >= 0x1E00 && rune < 0x1F00);

    return lang == LANG_DE && latin ? rune : fold_bare(rune);
}

static void word_key(struct cutter *cutter, const struct buf *plain)
{
    size_t len = 0, at = 0;
    const char *stem = NULL;
    enum lang lang = word_lang(plain->bytes, plain->len, cutter->lang);

    stem =
        analyser_stem_n(cutter->analyser, plain->bytes, plain->len, lang, &len);
    while (at < len) {
        int rune = letter_plain(fold_rune(stem, len, &at), lang);

        if (rune != 0)
            buf_rune(&cutter->key, rune);
    }
    if (cutter->key.len == 0)
        buf_add(&cutter->key, plain->bytes, plain->len);
}

static bool listed(const char *list, const char *word, size_t len)
{
    const char *at = list;

    while ((at = memmem(at, strlen(at), word, len)) != NULL) {
        if (at[-1] == ' ' && at[len] == ' ')
            return true;
        at += len;
    }
    return false;
}

/* Words beside the stop words that dictionaries give far too many ways. */
static bool weak_word(enum lang lang, const char *word, size_t len)
{
    static const char *const weak[LANG_COUNT] = {
        [LANG_EN] =
            " after again all also another any before being between both "
            "called case did during each else ever every first following got "
            "happen happened how's just kind last like likely long made main "
            "make many more most much name named names next no not number "
            "often one ones only other others out over own per same several "
            "since some such than then through times type types under until "
            "up use used using very was way well were what's while within "
            "without yes yet ",
        [LANG_DE] =
            " alle allen aller alles andere anderen anderer bei beim bevor "
            "dabei dann davon dazu denen deren dessen doch dort durch durchs "
            "einige einigen etwa gegen genannt gewesen hatte hatten hier hieß "
            "hinter ihre ihrem ihren ihrer ihres immer indem ins jede jedem "
            "jeden jeder jedes keine keinen konnte konnten mehr mehrere sehr "
            "seine seinem seinen seiner seines seit selbst sind solche sondern "
            "sowie statt trotz unter viele vielen vor waren warum was weil "
            "weiter wenig wessen weswegen wieder wieso wobei wodurch wohin "
            "womit wonach worauf woraus worin wurde wurden während wäre würde "
            "würden zwischen art name namen namens heißt dauert dauern "
            "dauerte ",
        [LANG_FR] = " dure durent durer ",
        [LANG_ES] = " dura duran tarda tardan ",
        [LANG_AR] = " يستغرق تستغرق ",
    };

    return lang < LANG_COUNT && weak[lang] != NULL &&
           listed(weak[lang], word, len);
}

static void token_add(struct cutter *cutter, int kind, const char *from,
                      size_t len, bool upper, bool upright)
{
    struct token *token = NULL;

    analyser_plain_buf(cutter->analyser, from, len, &cutter->plain);
    if (cutter->plain.len == 0)
        return;
    buf_clear(&cutter->key);
    if (kind == TOKEN_WORD)
        word_key(cutter, &cutter->plain);
    else
        buf_add(&cutter->key, cutter->plain.bytes,
                particle_cut(cutter->plain.bytes, cutter->plain.len));
    cutter->out->items =
        arena_room(cutter->arena, cutter->out->items, cutter->out->count,
                   &cutter->capacity, sizeof *token);
    token = &cutter->out->items[cutter->out->count++];
    *token = (struct token){
        .kind = (enum token_kind)kind,
        .text =
            arena_text_n(cutter->arena, cutter->plain.bytes, cutter->plain.len),
        .len = cutter->plain.len,
        .key = arena_text_n(cutter->arena, cutter->key.bytes, cutter->key.len),
        .key_len = cutter->key.len,
        .upper = upper,
        .upright = upright};
    token->stop = stop_word(cutter->lang, token->text, token->len) ||
                  weak_word(cutter->lang, token->text, token->len) ||
                  (kind == TOKEN_WORD && token->len == 1 && !upper);
}

/* A word of an alphabet may have apostrophes in it: take it without. */
static size_t word_take(struct cutter *cutter, size_t from)
{
    struct buf word;
    size_t at = from, end = from, capitals = 0, letters = 0;
    int rune = 0, first = 0;

    buf_init(&word);
    while (at < cutter->len) {
        rune = fold_rune(cutter->text, cutter->len, &at);
        if (is_apostrophe(rune)) {
            size_t next = at;
            int after = fold_rune(cutter->text, cutter->len, &next);

            if (after < 0 || kind_of(after) != TOKEN_WORD)
                break;
            if (cutter->lang == LANG_FR && elision(word.bytes, word.len)) {
                end = at;
                break;
            }
            continue;
        }
        if (kind_of(rune) != TOKEN_WORD)
            break;
        first = letters == 0 ? rune : first;
        letters++;
        capitals += utf8proc_category(rune) == UTF8PROC_CATEGORY_LU;
        buf_rune(&word, rune);
        end = at;
    }
    if (cutter->lang == LANG_EN && end - from > word.len && letters > 2 &&
        (word.bytes[word.len - 1] == 's' || word.bytes[word.len - 1] == 'S') &&
        is_apostrophe((unsigned char)cutter->text[end - 2] < 0x80
                          ? cutter->text[end - 2]
                          : 0x2019)) {
        word.len--;
        letters--;
    }
    token_add(cutter, TOKEN_WORD, word.bytes, word.len,
              utf8proc_category(first) == UTF8PROC_CATEGORY_LU,
              letters > 1 && capitals == letters);
    buf_fini(&word);
    return end > from ? end : at;
}

static size_t run_take(struct cutter *cutter, size_t from, int kind)
{
    size_t at = from, end = from;

    while (at < cutter->len) {
        int rune = fold_rune(cutter->text, cutter->len, &at);

        if (kind_of(rune) != kind) {
            size_t next = at;

            /* 1.5 and 50,000 stay whole. */
            if (kind != TOKEN_NUMBER || (rune != '.' && rune != ',') ||
                kind_of(fold_rune(cutter->text, cutter->len, &next)) != kind)
                break;
        }
        end = at;
    }
    token_add(cutter, kind, cutter->text + from, end - from, false, false);
    return end;
}

void tokens_cut(struct analyser *analyser, const char *text, size_t len,
                enum lang lang, struct arena *arena, struct tokens *out)
{
    struct cutter cutter = {.analyser = analyser,
                            .text = text,
                            .len = len,
                            .lang = lang,
                            .arena = arena,
                            .out = out};

    *out = (struct tokens){NULL, 0};
    buf_init(&cutter.plain);
    buf_init(&cutter.key);
    for (size_t at = 0; at < len;) {
        size_t from = at;
        int kind = kind_of(fold_rune(text, len, &at));

        if (kind == TOKEN_WORD)
            at = word_take(&cutter, from);
        else if (kind >= 0)
            at = run_take(&cutter, from, kind);
    }
    buf_fini(&cutter.plain);
    buf_fini(&cutter.key);
}

void tokens_key(const struct tokens *tokens, size_t from, size_t to,
                struct buf *out)
{
    for (size_t i = from; i < to; i++) {
        const struct token *token = &tokens->items[i];

        if (i > from && token->kind != TOKEN_HAN && token->kind != TOKEN_HANGUL)
            buf_char(out, ' ');
        buf_add(out, token->key, token->key_len);
    }
}
