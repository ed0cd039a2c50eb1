/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/mailbox.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"

struct mailbox {
    pthread_mutex_t lock; /* of first and last */
    struct letter *first, **last;
    void (*wake)(void *context);
    void *context;
};

struct mailbox *mailbox_new(void (*wake)(void *context), void *context)
{
    struct mailbox *mailbox = mem_zero(sizeof *mailbox);

    pthread_mutex_init(&mailbox->lock, NULL);
    mailbox->last = &mailbox->first;
    mailbox->wake = wake;
    mailbox->context = context;
    return mailbox;
}

void mailbox_free(struct mailbox **mailbox)
{
    if (*mailbox == NULL)
        return;
    assert((*mailbox)->first == NULL);
    pthread_mutex_destroy(&(*mailbox)->lock);
    free(*mailbox);
    *mailbox = NULL;
}

void mailbox_post(struct mailbox *mailbox, struct letter *letter)
{
    bool was_empty = false;

    letter->next = NULL;
    pthread_mutex_lock(&mailbox->lock);
    was_empty = mailbox->first == NULL;
    *mailbox->last = letter;
    mailbox->last = &letter->next;
    /* within the lock: once the loop has seen the letter it may be gone */
    if (was_empty)
        mailbox->wake(mailbox->context);
    pthread_mutex_unlock(&mailbox->lock);
}

size_t mailbox_deliver(struct mailbox *mailbox, void *loop)
{
    struct letter *letter = NULL;
    size_t count = 0;

    pthread_mutex_lock(&mailbox->lock);
    letter = mailbox->first;
    mailbox->first = NULL;
    mailbox->last = &mailbox->first;
    pthread_mutex_unlock(&mailbox->lock);
    while (letter != NULL) {
        struct letter *next = letter->next;

        letter->deliver(letter, loop);
        letter = next;
        count++;
    }
    return count;
}
