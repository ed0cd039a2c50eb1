/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rounds.h - one look at the outbox: plan what is new, send what is due.
 *
 * Private to notify/. Knows no thread and no waiting; the time is passed in
 * by a clock. Threads: that of the store. */
#ifndef NOTIFY_ROUNDS_H
#define NOTIFY_ROUNDS_H

#include "notify/notify.h"
#include "notify/receivers.h"
#include "notify/send.h"

struct rounds {
    struct store *store;
    const struct receivers *receivers;
    struct clock clock;
    notify_words_fn *words;
    void *worker; /* for words */
    struct sender sender;
};

/* Until nothing is due or sender.stop says so: how many tries were made, or
 * -1. */
int rounds_run(const struct rounds *rounds, struct err *err);

/* How long to wait after so many failed tries, ms: doubled each time, a
 * quarter more or less by chance (0 to 1). */
int64_t rounds_wait(const struct receivers *receivers, int64_t tries,
                    double chance);

#endif
