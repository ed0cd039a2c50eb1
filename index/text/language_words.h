/* SPDX-License-Identifier: GPL-3.0-or-later */
/* language_words.h - the words and characters a language is known by.
 *
 * Tables of language.c alone. Threads: any; never change. */
#ifndef TEXT_LANGUAGE_WORDS_H
#define TEXT_LANGUAGE_WORDS_H

#include "text/language.h"

struct language_words {
    enum lang lang;
    const char *function; /* " word word ", folded */
    const char *topic;    /* what investors speak of, less telling */
    const char *letters;  /* that few of the ten languages have */
    const char *endings;  /* " ung schaft ", of longer words */
};

enum { LANGUAGE_WORD_ROWS = 6 };
extern const struct language_words language_words[LANGUAGE_WORD_ROWS];

/* Lists of characters, each of three bytes, in order of their bytes. */
/* Characters of one script of Chinese that the other does not have. */
extern const char language_hans[];
extern const char language_hant[];
/* Characters of Japanese alone, and Simplified ones that Japanese shares. */
extern const char language_ja[];
extern const char language_shinjitai[];
/* Characters a Chinese sentence is built with. */
extern const char language_zh_function[];
extern const char language_marks_es[]; /* marks, in no order */

#endif
