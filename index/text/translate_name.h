/* SPDX-License-Identifier: GPL-3.0-or-later */
/* translate_name.h - how a foreign name may be written in Chinese.
 *
 * Inside text/ alone. Threads: values of one call. */
#ifndef TEXT_TRANSLATE_NAME_H
#define TEXT_TRANSLATE_NAME_H

#include "text/translate_ways.h"

/* Add how a name (folded) may be written, by its sound: whole names and the
 * pairs of characters in them, likelier ones heavier. */
void name_ways(const struct pack *pack, const char *word, size_t len,
               double factor, struct bag *bag);

#endif
