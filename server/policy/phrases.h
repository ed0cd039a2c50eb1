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

/* A new phrase at the end, to be filled by the functions below at once: the
 * next one may move it. */
struct phrase *phrases_add(struct phrases *list, const char *key,
                           const struct record *evidence);

void phrase_money(struct phrase *phrase, const char *name, double value,
                  const char *currency);
void phrase_number(struct phrase *phrase, const char *name, double value);
void phrase_count(struct phrase *phrase, const char *name, double value);
void phrase_share(struct phrase *phrase, const char *name, double value);
void phrase_key(struct phrase *phrase, const char *name, const char *key);
void phrase_text(struct phrase *phrase, const char *name, const char *text);
void phrase_langs(struct phrase *phrase, const char *name,
                  const json_t *by_lang);
void phrase_date(struct phrase *phrase, const char *name, struct date date);
void phrase_name(struct phrase *phrase, const char *name,
                 const struct record *record);

#endif
