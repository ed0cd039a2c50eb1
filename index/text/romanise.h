/* SPDX-License-Identifier: GPL-3.0-or-later */
/* romanise.h - any script in bare Latin letters, so that a name can be told
 * to be the same in two of them.
 *
 * ICU's Any-Latin (Chinese by pinyin, kana, Hangul, Cyrillic, Arabic ...),
 * without accents, folded, nothing left but a-z and 0-9. Good to compare by,
 * not to be shown. Threads: any; opens a transliterator for each call. */
#ifndef TEXT_ROMANISE_H
#define TEXT_ROMANISE_H

#include <stddef.h>

#include "base/buf.h"

/* Append the letters of text (valid UTF-8) to out. Appends nothing if ICU
 * has no such data. */
void romanise(const char *text, size_t len, struct buf *out);

#endif
