/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mailbox.h - how workers, the writer and timers reach the event loop.
 *
 * Anybody posts; the loop is woken once and takes all there is, in the order
 * of posting. Not bounded by itself: every letter answers a job that the
 * pool's bounded queue let in. Threads: post from any, the rest from the
 * loop's. */
#ifndef WORK_MAILBOX_H
#define WORK_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>

/* Put into the struct that carries what is to be said; deliver() runs on the
 * loop's thread and owns it. */
struct letter {
    void (*deliver)(struct letter *letter, void *loop);
    struct letter *next; /* the mailbox's */
};

struct mailbox;

/* wake is called on the poster's thread when the box was empty: it must only
 * nudge the loop (ev_async_send). */
struct mailbox *mailbox_new(void (*wake)(void *context), void *context);
/* Only when nobody posts any more; what lies there must have been
 * delivered. */
void mailbox_free(struct mailbox **mailbox);

void mailbox_post(struct mailbox *mailbox, struct letter *letter);

/* Deliver what lies there now; how many. */
size_t mailbox_deliver(struct mailbox *mailbox, void *loop);

#endif
