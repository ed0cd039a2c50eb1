/* SPDX-License-Identifier: GPL-3.0-or-later */
/* known.h - is it a word of a language, as far as the pack's dictionaries go?
 *
 * So that a real word that names nothing of ours is not taken for another
 * with a mistake in it. Threads: as pack.h; the analyser is one thread's. */
#ifndef TEXT_KNOWN_H
#define TEXT_KNOWN_H

#include <stdbool.h>

#include "base/arena.h"
#include "text/pack.h"
#include "text/terms.h"

/* Does a dictionary of lang or of English have the folded word? pack may be
 * NULL: then none does. arena is scratch. */
bool word_known(const struct pack *pack, struct analyser *analyser,
                const char *word, size_t len, enum lang lang,
                struct arena *arena);

#endif
