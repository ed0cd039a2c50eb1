/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/clock.h"

#include <time.h>

static int64_t clock_read(clockid_t id)
{
    struct timespec now = {0};

    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t system_wall(void *context)
{
    (void)context;
    return clock_read(CLOCK_REALTIME);
}

static int64_t system_span(void *context)
{
    (void)context;
    return clock_read(CLOCK_MONOTONIC);
}

static int64_t fixed_now(void *context)
{
    return *(const int64_t *)context;
}

struct clock clock_system(void)
{
    return (struct clock){system_wall, system_span, NULL};
}

struct clock clock_fixed(int64_t *now)
{
    return (struct clock){fixed_now, fixed_now, now};
}

int64_t clock_wall(const struct clock *clock)
{
    return clock->wall(clock->context);
}

int64_t clock_span(const struct clock *clock)
{
    return clock->span(clock->context);
}

struct date clock_day(int64_t ms)
{
    /* downwards, before 1970 too */
    time_t seconds = (time_t)(ms / 1000 - (ms % 1000 < 0));
    struct tm day = {0};

    localtime_r(&seconds, &day);
    return (struct date){day.tm_year + 1900, day.tm_mon + 1, day.tm_mday};
}
