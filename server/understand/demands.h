/* SPDX-License-Identifier: GPL-3.0-or-later */
/* demands.h - what is demanded in words: the language that whoever serves
 * must speak, the day by which something must be ready, people counted.
 *
 * Hears them wherever they are said; that they are demands is for who asks
 * to know. Internal to understand/. */
#ifndef UNDERSTAND_DEMANDS_H
#define UNDERSTAND_DEMANDS_H

#include "publish/workspace.h"
#include "turn.h"
#include "understand/heard.h"
#include "understand/signal.h"

/* Fill speaks, by and staff of out. */
void demands_find(struct workspace *ws, const struct meaning *meaning,
                  struct profile *out);

/* Is it said which language somebody must speak? */
bool demands_speaker(const struct cues *cues);

/* Is a name within words that say which language somebody must speak?
 * "Japanese-speaking" names no country. */
bool demands_language(const struct cues *cues,
                      const struct lexicon_match *name);

#endif
