/* SPDX-License-Identifier: GPL-3.0-or-later */
/* titles.h - what published texts are called.
 *
 * A text has its title in its own language. In others it goes by the names
 * that were given to it, or by those of the lexicon: terms whose name in
 * Chinese ends as those of laws do name a law, or a kind of law that many
 * places have ("优化营商环境条例" of Shandong). Does not search. Threads: any
 * with an analyser of its own. */
#ifndef PUBLISH_TITLES_H
#define PUBLISH_TITLES_H

#include "publish/snapshot.h"

/* A title without the name of the state before it; part of title. */
const char *titles_core(const char *title);

/* Is the term the name of a law, or of a kind of law? */
bool titles_is_law(const struct record *term);

/* What the document is called in lang, in arena or borrowed; NULL if no name
 * in that language is known. */
const char *titles_name(const struct snapshot *snapshot,
                        struct analyser *analyser,
                        const struct record *document, enum lang lang,
                        struct arena *arena);

#endif
