/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/outbox.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"

struct frame {
    unsigned holders;
    size_t len;
    char *text;
};

struct outbox_item {
    struct outbox_item *next;
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

bool outbox_add(struct outbox *outbox, struct frame *frame)
{
    struct outbox_item *item = NULL;

    assert(frame->len > 0);
    if (frame->len > OUTBOX_BYTES_MAX - outbox->bytes)
        return false;
    item = mem_zero(sizeof *item);
    item->frame = frame;
    frame->holders++;
    if (outbox->last)
        outbox->last->next = item;
    else
        outbox->first = item;
    outbox->last = item;
    outbox->bytes += frame->len;
    return true;
}

size_t outbox_peek(const struct outbox *outbox, size_t max, const char **bytes,
                   bool *first, bool *last)
{
    size_t left = 0;

    if (!outbox->first)
        return 0;
    left = outbox->first->frame->len - outbox->sent;
    *bytes = outbox->first->frame->text + outbox->sent;
    *first = outbox->sent == 0;
    *last = left <= max;
    return *last ? left : max;
}

void outbox_take(struct outbox *outbox, size_t bytes)
{
    struct outbox_item *item = outbox->first;

    assert(item && bytes <= item->frame->len - outbox->sent);
    outbox->sent += bytes;
    outbox->bytes -= bytes;
    if (outbox->sent < item->frame->len)
        return;
    outbox->first = item->next;
    outbox->last = item->next ? outbox->last : NULL;
    outbox->sent = 0;
    frame_drop(&item->frame);
    free(item);
}

void outbox_clear(struct outbox *outbox)
{
    while (outbox->first)
        outbox_take(outbox, outbox->first->frame->len - outbox->sent);
}
