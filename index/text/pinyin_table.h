/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pinyin_table.h - how Chinese characters are read.
 *
 * Table of pinyin.c alone. Threads: any; never changes. */
#ifndef TEXT_PINYIN_TABLE_H
#define TEXT_PINYIN_TABLE_H

/* "ba " and the characters read so, in order of syllables. */
enum { PINYIN_SYLLABLES = 401 };
extern const char *const pinyin_table[PINYIN_SYLLABLES];

#endif
