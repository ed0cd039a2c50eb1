/* SPDX-License-Identifier: GPL-3.0-or-later */
/* groups.h - what a question may be called in texts of another language:
 * by the names of the corpus's own lexicon, which curators extend, and by
 * the dictionaries (text/translate.h). Internal to search/. */
#ifndef SEARCH_GROUPS_H
#define SEARCH_GROUPS_H

#include "publish/workspace.h"
#include "text/translate.h"
#include "turn.h"

/* The groups of the meaning's topic for texts in language to, in arena. */
void groups_of(struct workspace *ws, const struct meaning *meaning,
               enum lang to, struct groups *out);

#endif
