/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/sendqueue.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"

struct frame {
    unsigned holders;
    size_t len;
    char *text;
};

struct sendqueue_item {
    struct sendqueue_item *next;
    struct frame *frame;
};

struct frame *frame_new(char *text, size_t len)
{
    struct frame *frame = mem_zero(sizeof *frame);

    *frame = (struct frame){1, len, text};
    return frame;
}

void frame_drop(struct frame **frame)
{
    if (*frame && --(*frame)->holders == 0) {
        free((*frame)->text);
        free(*frame);
    }
    *frame = NULL;
}

bool sendqueue_add(struct sendqueue *queue, struct frame *frame)
{
    struct sendqueue_item *item = NULL;

    assert(frame->len > 0);
    if (frame->len > SENDQUEUE_MAX - queue->bytes)
        return false;
    item = mem_zero(sizeof *item);
    item->frame = frame;
    frame->holders++;
    if (queue->last)
        queue->last->next = item;
    else
        queue->first = item;
    queue->last = item;
    queue->bytes += frame->len;
    return true;
}

size_t sendqueue_peek(const struct sendqueue *queue, size_t max,
                      const char **bytes, bool *first, bool *last)
{
    size_t left = 0;

    if (!queue->first)
        return 0;
    left = queue->first->frame->len - queue->sent;
    *bytes = queue->first->frame->text + queue->sent;
    *first = queue->sent == 0;
    *last = left <= max;
    return *last ? left : max;
}

void sendqueue_take(struct sendqueue *queue, size_t bytes)
{
    struct sendqueue_item *item = queue->first;

    assert(item && bytes <= item->frame->len - queue->sent);
    queue->sent += bytes;
    queue->bytes -= bytes;
    if (queue->sent < item->frame->len)
        return;
    queue->first = item->next;
    queue->last = item->next ? queue->last : NULL;
    queue->sent = 0;
    frame_drop(&item->frame);
    free(item);
}

void sendqueue_clear(struct sendqueue *queue)
{
    while (queue->first)
        sendqueue_take(queue, queue->first->frame->len - queue->sent);
}
