/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bell.h - a thread that sleeps until it is woken, a time has gone, or it is
 * to end.
 *
 * Does no work itself and hands nothing over: what there is to do the thread
 * finds in the store. Threads: bell_wait() is the thread's own, the rest
 * anybody's; the owner makes and ends it. */
#ifndef WORK_BELL_H
#define WORK_BELL_H

#include <pthread.h>
#include <stdbool.h>

#include "base/err.h"

struct bell {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t rung;
    bool stopping, woken; /* under the lock */
};

void bell_init(struct bell *bell);
void bell_fini(struct bell *bell); /* no thread runs, or none any more */

/* Start the thread, which takes no signals: 0 or -1. */
int bell_start(struct bell *bell, void *(*run)(void *), void *context,
               struct err *err);
/* Sleep until woken or ms have gone: false when it is to end. *woken (may be
 * NULL): was it woken, now or before? */
bool bell_wait(struct bell *bell, int ms, bool *woken);
bool bell_stopping(struct bell *bell);
void bell_wake(struct bell *bell);
/* Tell the thread to end, and wait until it has. */
void bell_stop(struct bell *bell);

#endif
