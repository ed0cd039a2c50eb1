/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terms.h - index terms out of text, for documents and questions alike.
 *
 * Folded; Traditional made Simplified (OpenCC t2s, on all Han text); Han and
 * kana runs as character bigrams and ICU words; other scripts as ICU words,
 * stemmed by libstemmer (English, German, French, Spanish, Russian, Arabic),
 * Hangul as bigrams and words. Source of the settings: measured on XQuAD,
 * CMRC and DRCD. Does not know the index.
 * Threads: one analyser a thread. */
#ifndef TEXT_TERMS_H
#define TEXT_TERMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "text/language.h"

struct analyser;

/* 0, or -1 with *err (a data file of OpenCC or ICU is missing). */
int analyser_open(struct analyser **out, struct err *err);
void analyser_close(struct analyser **analyser);

enum term_use {
    TERM_DOCUMENT, /* everything */
    TERM_PAIRS,    /* of a document, but ICU's words of Han are not sought:
                      for who looks at characters and their pairs alone */
    TERM_QUESTION  /* without stop and question words of the language */
};

struct term {
    const char *text; /* at most 200 bytes, NUL-ended, in the arena */
    unsigned count;   /* how often */
    bool word;        /* a word, not a bigram */
};

struct terms {
    struct term *items;
    size_t count;
};

/* Terms of text (valid UTF-8), each once, in order of first appearance; in
 * arena. Both uses make the same term from the same word. */
void analyser_terms(struct analyser *analyser, const char *text, size_t len,
                    enum lang lang, enum term_use use, struct arena *arena,
                    struct terms *out);

/* text folded, Han simplified: the form lexicon and cues are matched on.
 * The result is NUL-ended and lives in arena. */
const char *analyser_plain(struct analyser *analyser, const char *text,
                           size_t len, struct arena *arena);

/* Is a folded word one that says little in lang ("the", "eu" in French)? */
bool terms_stop(enum lang lang, const char *word, size_t len);

/* A word's stem in lang (the word itself where lang has no stemmer). word
 * is folded; the result lives in arena. */
const char *analyser_stem(struct analyser *analyser, const char *word,
                          size_t len, enum lang lang, struct arena *arena);

#endif
