/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sendqueue.h - frames that wait to be written to one connection.
 *
 * A frame may wait in many queues at once (an event for all tabs of a
 * conversation) and is counted in each. Writes nothing itself. Threads: the
 * loop. */
#ifndef NET_SENDQUEUE_H
#define NET_SENDQUEUE_H

#include <stdbool.h>
#include <stddef.h>

enum { SENDQUEUE_MAX = 256 * 1024 };

struct frame; /* counted by its holders */

/* One holder: the caller. text (heap) is taken over. */
struct frame *frame_new(char *text, size_t len);
void frame_drop(struct frame **frame); /* NULL-safe */

struct sendqueue_item;

struct sendqueue {
    struct sendqueue_item *first, *last;
    size_t bytes; /* not yet written */
    size_t sent;  /* of the first frame */
};

/* Append; false and unchanged if it would hold over SENDQUEUE_MAX. */
bool sendqueue_add(struct sendqueue *queue, struct frame *frame);
/* What to write next, at most max bytes: their number, 0 if it is empty.
 * *first and *last say whether they begin and end their frame. */
size_t sendqueue_peek(const struct sendqueue *queue, size_t max,
                      const char **bytes, bool *first, bool *last);
/* So many of them were written. */
void sendqueue_take(struct sendqueue *queue, size_t bytes);
void sendqueue_clear(struct sendqueue *queue);

#endif
