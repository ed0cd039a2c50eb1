/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publisher.h - the writer thread of a running server.
 *
 * Notices what anybody publishes, in this process or another, exchanges the
 * library's snapshot and tells the index; rebuilds the index when it is
 * damaged or when a command asked for it. Nothing is lost when it fails: it
 * tries again, and readers go on with what there was.
 * Threads: start and stop from one; wake and healthy from any. */
#ifndef PUBLISH_PUBLISHER_H
#define PUBLISH_PUBLISHER_H

#include <stdbool.h>

#include "base/err.h"
#include "publish/library.h"
#include "store/store.h"
#include "work/clock.h"

struct publisher;

/* library outlives it. 0, or -1 with no thread left running. */
int publisher_start(const char *data_dir, struct library *library,
                    struct clock clock, struct publisher **out,
                    struct err *err);
void publisher_stop(struct publisher **publisher); /* NULL is fine */

/* Something was published: look now and not only within 200 ms. */
void publisher_wake(struct publisher *publisher);

/* Did the last round end well? For health and staff. */
bool publisher_healthy(struct publisher *publisher);

/* Ask a running server's publisher, through the store, to rebuild. */
int publisher_ask_rebuild(struct store *store, struct err *err);
/* Is that still to be done: 1, 0, -1. */
int publisher_asked(struct store *store, struct err *err);

#endif
