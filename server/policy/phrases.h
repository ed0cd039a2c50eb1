/* SPDX-License-Identifier: GPL-3.0-or-later */
/* phrases.h - lists of phrases that grow in an arena.
 *
 * Which keys there are and what they take: server/policy/README.md.
 * Threads: that of the arena. */
#ifndef POLICY_PHRASES_H
#define POLICY_PHRASES_H

#include "base/arena.h"
#include "turn.h"

struct phrases {
    struct arena *arena;
    struct phrase *items;
    size_t count, capacity;
};

/* A new phrase at the end, to be filled at once: the next one may move it. */
struct phrase *phrases_add(struct phrases *list, const char *key,
                           const struct record *evidence);

#endif
