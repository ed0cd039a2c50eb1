/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wanted.h - what a question asks of a raw text.
 *
 * Records say what kind of figure they have; of a clause it must be known
 * more closely: a tax rate is a share, "how many years" is a time. Looks at
 * the lexicon's terms, never at texts. Internal to search/.
 * Threads: one worker's workspace. */
#ifndef SEARCH_WANTED_H
#define SEARCH_WANTED_H

#include "publish/workspace.h"
#include "turn.h"

/* The kind of figure that is asked for, by the terms named; ASKED_ANY and
 * ASKED_WHO stay. */
enum asked wanted_figure(struct workspace *ws, const struct meaning *meaning);

/* The unit that a time is asked in: "working_day", as quantities name it;
 * NULL if none is named. */
const char *wanted_unit(struct workspace *ws, const struct meaning *meaning);

/* Is a figure asked for that the law sets: a tax rate, a fine? */
bool wanted_law(const struct meaning *meaning);

/* Is it what another country levies or allows: "the tax rate of Japan" said
 * with the country right before the tax, and no place here named? */
bool wanted_abroad(struct workspace *ws, const struct meaning *meaning);

/* The topic with the terms that only said what is asked ("tax rate"), since a
 * clause says them too; without the unit of the time that is asked for, which
 * is looked for among figures. In the arena. */
const char *wanted_topic(struct workspace *ws, const struct meaning *meaning);

#endif
