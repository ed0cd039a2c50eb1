/* SPDX-License-Identifier: GPL-3.0-or-later */
/* locale_names.h - names of countries, languages and currencies in all
 * languages, as ICU has them (CLDR).
 *
 * Threads: one. */
#ifndef PACK_LOCALE_NAMES_H
#define PACK_LOCALE_NAMES_H

#include "pack/words/maker.h"

/* Give the maker a line for each name. */
void locale_names(struct maker *maker);

#endif
