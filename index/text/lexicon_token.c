/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts as one word of a name, the same for names and messages:
 * accents, Arabic vowel signs and the article are taken off, apostrophes
 * within a word closed ("Xi'an", "Xian"), French elisions and the English
 * genitive cut away. */
#include "text/lexicon_parts.h"

#include <string.h>

#include "text/fold.h"

static bool is_apostrophe(int rune)
{
    return rune == '\'' || rune == 0x2019 || rune == 0x2BC;
}

static bool is_hard(int rune)
{
    return (rune < 0x80 && rune > ' ' && strchr(",;:!?()[]\"|", rune)) ||
           rune == 0x3001 || rune == 0x3002 || rune == 0x60C || rune == 0x61B ||
           rune == 0x61F;
}

static bool is_word_rune(int rune)
{
    enum rune_kind kind = rune < 0 ? RUNE_OTHER : rune_kind(rune);

    return kind == RUNE_LETTER || kind == RUNE_DIGIT;
}

/* After an apostrophe: nothing but "s"? */
static bool is_genitive(const char *text, size_t len, size_t at)
{
    size_t next = at + 1;

    return at < len && text[at] == 's' &&
           !is_word_rune(fold_rune(text, len, &next));
}

static void article_cut(struct buf *word)
{
    static const char *const articles[] = {"ال", "لل"};

    for (size_t i = 0; i < 2; i++) {
        if (word->len < 10 || memcmp(word->bytes, articles[i], 4) != 0)
            continue;
        memmove(word->bytes, word->bytes + 4, word->len - 3);
        word->len -= 4;
        return;
    }
}

/* Letters from *at on into word; *at comes to stand behind them. */
static void word_read(const char *text, size_t len, size_t *at, size_t *to,
                      struct buf *word)
{
    while (*at < len) {
        size_t next = *at, after = 0;
        int rune = fold_rune(text, len, &next);

        if (is_apostrophe(rune) && word->len != 0) {
            after = next;
            if (!is_word_rune(fold_rune(text, len, &after)))
                return;
            if (elision(word->bytes, word->len))
                return;
            if (is_genitive(text, len, next)) {
                *at = next + 1;
                return;
            }
            *at = next;
            continue;
        }
        if (!is_word_rune(rune))
            return;
        if (fold_bare(rune) != 0)
            buf_rune(word, fold_bare(rune));
        *at = *to = next;
    }
}

bool token_next(const char *text, size_t len, size_t *at, struct token *token,
                struct buf *word)
{
    *token = (struct token){0};
    buf_clear(word);
    while (*at < len) {
        size_t from = *at;
        int rune = fold_rune(text, len, at);

        token->from = from;
        token->to = *at;
        if (rune_is_cjk(rune)) {
            token->rune = rune;
            return true;
        }
        if (is_word_rune(rune)) {
            *at = from;
            word_read(text, len, at, &token->to, word);
            article_cut(word);
            if (word->len != 0)
                return true;
        }
        token->apart = true;
        token->hard = token->hard || is_hard(rune);
    }
    return false;
}
