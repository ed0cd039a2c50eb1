/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asker.h - a city or park that speaks of itself by its name.
 *
 * "Suzhou Industrial Park looks for ...", "青岛要找...", "We are Kunshan and
 * ...". Who seeks something in a city is no such one. Internal to
 * understand/. */
#ifndef UNDERSTAND_ASKER_H
#define UNDERSTAND_ASKER_H

#include "publish/workspace.h"
#include "turn.h"
#include "understand/heard.h"

/* The city or park among the meaning's that says what it seeks; NULL if none
 * does. names are those of heard. */
const struct record *asker_find(struct workspace *ws, const struct heard *heard,
                                const struct lexicon_matches *names,
                                const struct meaning *meaning);

#endif
