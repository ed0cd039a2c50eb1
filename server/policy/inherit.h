/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inherit.h - which text binds a zone on a day, and through which link.
 *
 * A zone has what its own city, and the city that one is part of, issued; and
 * over a recorded link, a cooperation with `inherits`, what it shares with a
 * free trade area. Of that the records say how many tasks and results there
 * are, and seldom which: what they do not name stays unnamed here. Another
 * city's policy binds nobody, however close the two cities work together.
 * Writes no text. Threads: any; pure. */
#ifndef POLICY_INHERIT_H
#define POLICY_INHERIT_H

#include "base/arena.h"
#include "publish/snapshot.h"
#include "turn.h"

/* What binds a zone on a day; lives in arena and borrows from the snapshot.
 * zone is a park, a free trade area itself, or a city. */
void policy_bindings(const struct snapshot *snapshot, const struct record *zone,
                     struct date day, struct arena *arena,
                     struct bindings *out);

#endif
