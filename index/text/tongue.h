/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tongue.h - which language a longer text is in, of more than the ten.
 *
 * For texts that are only indexed; a message of a visitor is language.h's.
 * Threads: any; pure. */
#ifndef TEXT_TONGUE_H
#define TEXT_TONGUE_H

#include <stddef.h>

#include "text/language.h"

/* By script and commonest words; LANG_NONE where neither tells. text is valid
 * UTF-8; its beginning is enough. */
enum lang tongue_guess(const char *text, size_t len);

#endif
