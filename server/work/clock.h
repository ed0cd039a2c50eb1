/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clock.h - what time it is, asked through a value that tests can replace.
 *
 * The wall clock dates things; the other one measures spans and never jumps.
 * Days are those of TZ, which main.c sets from the operator's time zone.
 * Threads: any. */
#ifndef WORK_CLOCK_H
#define WORK_CLOCK_H

#include <stdint.h>

#include "turn.h"

struct clock {
    int64_t (*wall)(void *context); /* ms since 1970 */
    int64_t (*span)(void *context); /* ms since some start */
    void *context;
};

/* The machine's own. */
struct clock clock_system(void);

/* A clock that stands at *now (both times) until its owner moves it. */
struct clock clock_fixed(int64_t *now);

int64_t clock_wall(const struct clock *clock);
int64_t clock_span(const struct clock *clock);

/* The calendar day of a moment. */
struct date clock_day(int64_t ms);

#endif
