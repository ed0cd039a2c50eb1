/* SPDX-License-Identifier: GPL-3.0-or-later */
/* group.h - changes of several workers kept by one commit.
 *
 * A commit waits for the disk. While one worker waits, what the others want
 * to keep gathers; the next to be free does all of it on its own store, in
 * one transaction, and each hears of its own. What is answered is on the
 * disk. One that fails takes nothing of the others with it, unless the
 * commit itself fails: then all have failed.
 * Threads: any number, each with its own store. */
#ifndef STORE_GROUP_H
#define STORE_GROUP_H

#include <stdbool.h>

#include "base/err.h"
#include "store/store.h"

struct group;

struct group *group_new(void);
void group_free(struct group **group); /* when nobody uses it any more */

/* Put first into the struct that says what is to be done; it stays the
 * caller's, who is blocked meanwhile. */
struct group_item {
    /* Run in a transaction, perhaps by another worker with its own
     * workspace, worker. >= 0 keeps what was written, -1 with *err not. */
    int (*run)(struct group_item *item, void *worker, struct err *err);
    int ret;
    struct err err;
    bool done;
    struct group_item *next;
};

/* Do it, with whatever else waits; group NULL: by itself. What run()
 * answered, or -1 with *err. */
int group_run(struct group *group, struct store *store, void *worker,
              struct group_item *item, struct err *err);

#endif
