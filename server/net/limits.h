/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limits.h - how many, and how often, by key (address prefix, visitor).
 *
 * Counts what is open and what came within a minute. Keys are forgotten once
 * nothing is open and their minute is over. Knows no clock: time is passed
 * in. Threads: the loop. */
#ifndef NET_LIMITS_H
#define NET_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LIMITS_KEY_MAX = 72, LIMITS_KEYS_MAX = 65536 };

struct limits;

struct limits *limits_new(void);
void limits_free(struct limits **limits);

/* One more is open under key, if there are fewer than max: then it has to be
 * given back with limits_leave(). */
bool limits_enter(struct limits *limits, const char *key, unsigned max,
                  int64_t now);
void limits_leave(struct limits *limits, const char *key);
/* How many are open under key. */
unsigned limits_open(struct limits *limits, const char *key);

/* One more came; false if there were max within this minute already, or if
 * LIMITS_KEYS_MAX keys are known. now: ms of a clock that does not jump. */
bool limits_hit(struct limits *limits, const char *key, unsigned max,
                int64_t now);

/* Forget what is over; to be called now and then. */
void limits_sweep(struct limits *limits, int64_t now);
size_t limits_count(const struct limits *limits);

#endif
