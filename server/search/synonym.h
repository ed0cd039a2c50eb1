/* SPDX-License-Identifier: GPL-3.0-or-later */
/* synonym.h - what the lexicon calls the terms that a question names.
 *
 * Clauses say 台湾同胞 where one asks of 台胞, and 出资比例 where one asks
 * what share may be held. The published lexicon is read, so that what a
 * curator adds counts at once. Internal to search/.
 * Threads: one worker's workspace. */
#ifndef SEARCH_SYNONYM_H
#define SEARCH_SYNONYM_H

#include "search/topic.h"

/* Let the words of a topic in Chinese stand in clauses by the other names of
 * the terms that they name. */
void synonym_ways(struct workspace *ws, const struct meaning *meaning,
                  struct topic *topic);

/* The names in Chinese of the terms that the meaning's topic names, with
 * blanks between: a question of its own. "" if it names none. In the arena. */
const char *synonym_text(struct workspace *ws, const struct meaning *meaning);

/* The same for records, in the asker's own language: words that no passage
 * has stand where another name of the term stands that they are part of. */
void synonym_records(struct workspace *ws, const struct meaning *meaning,
                     struct topic *topic);

#endif
