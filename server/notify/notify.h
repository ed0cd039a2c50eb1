/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notify.h - takes notices of the outbox to receivers the operator named.
 *
 * One thread sends mail through the operator's server and posts signed
 * webhooks, tries again later what did not go, and gives up in the end, so
 * that staff see it. Connects to nobody but who stands in the operator's
 * file, follows no redirect and uses no proxy. Makes no words and opens no
 * seals: who starts it passes a function that does, called on its thread at
 * the moment of sending.
 * Threads: start and stop from one; the work is done on a thread of its
 * own. */
#ifndef NOTIFY_H
#define NOTIFY_H

#include "base/err.h"
#include "store/outbox.h"
#include "work/clock.h"

/* What a mail says. The texts are owned, and given back with
 * notify_words_fini(). */
struct notify_words {
    char *to;      /* address of the person; NULL for staff */
    char *subject; /* one line of UTF-8 */
    char *body;    /* plain text, lines ended by \n */
};
void notify_words_fini(struct notify_words *words); /* twice is fine */

/* Word a notice in lang (a code) for its receiver; for_staff: it goes to an
 * address of the operator's file. 1 and *out; 0 there is nobody to be
 * written to (erased, no address, consent taken back); -1. */
typedef int notify_words_fn(void *worker, const struct outbox_row *row,
                            const char *lang, bool for_staff,
                            struct notify_words *out, struct err *err);

struct notify_options {
    const char *data_dir; /* its store */
    const char *file;     /* the operator's; "" or NULL: nothing leaves */
    struct clock clock;
    /* On the thread before and after all else: what words() is given. */
    void *(*begin)(void *context, struct err *err);
    void (*end)(void *context, void *worker);
    void *context;
    notify_words_fn *words;
};

struct notify;

/* 1 and *out, 0 no receiver is configured and *out is NULL, or -1: the file
 * is wrong, or the thread cannot start. */
int notify_start(const struct notify_options *options, struct notify **out,
                 struct err *err);
/* Ends what is under way within a second; what was not acknowledged goes
 * again at the next start. NULL is fine. */
void notify_stop(struct notify **notify);

#endif
