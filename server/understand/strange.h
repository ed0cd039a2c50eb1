/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strange.h - a place that nothing is known of, not even its name.
 *
 * "in Dubuque" speaks of a place whether or not the lexicon has it. Only
 * where names are told by a capital letter: English, French, Spanish,
 * Russian. Internal to understand/. */
#ifndef UNDERSTAND_STRANGE_H
#define UNDERSTAND_STRANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "publish/workspace.h"
#include "turn.h"

/* Has a name, a phrase of corpus/intent or any passage the word? */
bool strange_known(struct workspace *ws, const char *word, size_t len,
                   enum lang lang);

/* Does text name, behind "in" or the like, a word with a capital that
 * neither the lexicon nor any passage has? */
bool strange_place(struct workspace *ws, const char *text, enum lang lang);

#endif
