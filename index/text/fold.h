/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fold.h - one form for what means the same: NFKC, case, widths.
 *
 * Knows no language and no words. Threads: any; pure. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Valid UTF-8 without NUL? */
bool fold_utf8_valid(const char *text, size_t len);

/* Append text to out in NFKC with case folded (utf8proc NFKC_Casefold), runs
 * of white space as one blank. text must be valid UTF-8. */
void fold_text(const char *text, size_t len, struct buf *out);

/* Read one code point at *at and move on; -1 at the end. */
int fold_rune(const char *text, size_t len, size_t *at);

/* A letter of an alphabet, or a mark upon one? */
bool fold_letter(int rune);

/* A letter without its accent or vowel marks, for languages in which these
 * are left out; 0 for a rune that is nothing but such a mark. */
int fold_bare(int rune);

/* Length of text in code points. */
size_t fold_length(const char *text, size_t len);

#endif
