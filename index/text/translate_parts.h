/* SPDX-License-Identifier: GPL-3.0-or-later */
/* translate_parts.h - what the files of translate.h share, also with the
 * programs that make the pack.
 *
 * Threads: values of one call. */
#ifndef TEXT_TRANSLATE_PARTS_H
#define TEXT_TRANSLATE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "text/analyser.h"
#include "text/packfile.h"
#include "text/terms.h"
#include "text/translate.h"

enum token_kind {
    TOKEN_WORD,   /* of an alphabet */
    TOKEN_NUMBER, /* digits */
    TOKEN_HAN,    /* a run of Han and kana, not cut into words */
    TOKEN_HANGUL  /* what stands between blanks */
};

struct token {
    enum token_kind kind;
    const char *text; /* folded, Han simplified */
    size_t len;
    const char *key; /* what the tables are asked for: the stem, without
                        accents, article or particle */
    size_t key_len;
    bool upper;   /* begins with a capital */
    bool upright; /* nothing but capitals */
    bool stop;    /* says little */
};

struct tokens {
    struct token *items;
    size_t count;
};

/* Cut text (as written) of language lang. */
void tokens_cut(struct analyser *analyser, const char *text, size_t len,
                enum lang lang, struct arena *arena, struct tokens *out);

/* "zh" for both scripts, else lang_code(). */
const char *tongue_code(enum lang lang);

/* Append the key of tokens from..to-1: blanks between words of an alphabet,
 * none in Han and Hangul. */
void tokens_key(const struct tokens *tokens, size_t from, size_t to,
                struct buf *out);

#endif
