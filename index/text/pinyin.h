/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pinyin.h - Chinese typed in Latin letters, read back as Chinese.
 *
 * "suzhou waishang touzi butie" is 苏州外商投资补贴: names and phrases whose
 * readings, without tones and blanks, are the letters typed; the longest
 * first. What has no such name stays as typed. Knows no grammar.
 * Threads: built by one, then read by any; never changes once built. */
#ifndef TEXT_PINYIN_H
#define TEXT_PINYIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct pinyin;

enum pinyin_rank {
    PINYIN_PLACE,  /* named in other languages in the same letters */
    PINYIN_PHRASE, /* what nobody says in pinyin but in Chinese */
    PINYIN_CITY    /* a place that is surely meant, in any language */
};

struct pinyin *pinyin_new(void);
void pinyin_free(struct pinyin **pinyin);

/* Add a plain name; other than 2 to 12 Han characters it is left out. Of two
 * that are read alike the higher rank stands, then the first. */
void pinyin_add(struct pinyin *pinyin, const char *plain,
                enum pinyin_rank rank);

/* Is a word of small Latin letters made of syllables? */
bool pinyin_word(const char *word, size_t len);

/* Is plain text pinyin, by a phrase at least and most of its words? Then true
 * and its Chinese appended to out; else out is left alone. */
bool pinyin_read(const struct pinyin *pinyin, const char *plain, size_t len,
                 struct buf *out);

#endif
