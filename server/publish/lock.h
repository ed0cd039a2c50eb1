/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lock.h - who may write the index, and whether the last one stopped well.
 *
 * A file beside the index, locked while it is open for writing and not empty
 * until it has been closed. Whoever finds it unlocked and not empty follows
 * one that was killed or lost power, and must not trust the index unseen.
 * Threads: any; the lock is the process's. */
#ifndef PUBLISH_LOCK_H
#define PUBLISH_LOCK_H

#include <stdbool.h>

#include "base/err.h"

struct lock {
    int descriptor; /* -1: not held */
};

#define LOCK_NONE ((struct lock){-1})

/* 1 taken, and the last holder stopped badly; 0 taken; -1 with ERR_BUSY if
 * another holds it. */
int lock_take(const char *data_dir, struct lock *lock, struct err *err);
/* Stopped well. May be called twice. */
void lock_release(struct lock *lock);
/* Give it up, but leave word that something was amiss. */
void lock_drop(struct lock *lock);

/* Has the last holder stopped badly, and nobody taken it since? */
bool lock_left(const char *data_dir);

#endif
