/* SPDX-License-Identifier: GPL-3.0-or-later */
/* analyser.h - what the files of this folder share behind terms.h.
 *
 * Not for other folders. Threads: one analyser a thread; the rune functions
 * and the tables are pure. */
#ifndef TEXT_ANALYSER_H
#define TEXT_ANALYSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "text/language.h"

enum rune_kind {
    RUNE_OTHER,
    RUNE_LETTER, /* of an alphabet, with its marks */
    RUNE_DIGIT,
    RUNE_HAN,
    RUNE_HIRAGANA,
    RUNE_KATAKANA,
    RUNE_HANGUL
};

enum rune_kind rune_kind(int rune);
bool rune_is_cjk(int rune); /* Han, kana or Hangul */

/* Traditional to Simplified. */
struct script;
int script_open(struct script **out, struct err *err);
void script_close(struct script **script);
/* Append text (folded) to out with its Han simplified. */
void script_simplify(struct script *script, const char *text, size_t len,
                     struct buf *out);

struct analyser;

/* As analyser_plain(), into out, which is cleared first. */
void analyser_plain_buf(struct analyser *analyser, const char *text, size_t len,
                        struct buf *out);
/* As analyser_stem(); the result is good until the next call. */
const char *analyser_stem_n(struct analyser *analyser, const char *word,
                            size_t len, enum lang lang, size_t *out_len);
/* The language whose stemmer serves a word of a text in lang: Cyrillic is
 * Russian, Arabic script Arabic, Latin lang itself or else English. */
enum lang word_lang(const char *word, size_t len, enum lang lang);

/* Is the folded word said too often in lang to tell passages apart? */
bool stop_word(enum lang lang, const char *word, size_t len);
/* Is it what French writes before an apostrophe: l, d, qu ...? */
bool elision(const char *word, size_t len);
/* Length in bytes of the longest stop or question word of Chinese (plain)
 * that text begins with, of two characters or more; 0 if none. */
size_t stop_phrase(enum lang lang, const char *text, size_t len);
/* Length of a Korean word without the particle at its end (a word of two
 * syllables or more is left); len for all else. */
size_t particle_cut(const char *word, size_t len);

#endif
