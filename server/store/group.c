/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/group.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/sql.h"

struct group {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct group_item *first, **last; /* that wait, in order of coming */
    bool led;                         /* somebody does what waited before */
};

struct group *group_new(void)
{
    struct group *group = mem_zero(sizeof *group);

    pthread_mutex_init(&group->lock, NULL);
    pthread_cond_init(&group->changed, NULL);
    group->last = &group->first;
    return group;
}

void group_free(struct group **group)
{
    if (*group == NULL)
        return;
    pthread_cond_destroy(&(*group)->changed);
    pthread_mutex_destroy(&(*group)->lock);
    free(*group);
    *group = NULL;
}

/* One of several, so that its failure is its own. */
static void item_run(struct store *store, void *worker, struct group_item *item)
{
    struct err ignored;

    item->ret = sql_run(store, "SAVEPOINT item", SQL_NO_ARGS, &item->err);
    if (item->ret == 0)
        item->ret = item->run(item, worker, &item->err);
    if (item->ret < 0)
        sql_run(store, "ROLLBACK TO item", SQL_NO_ARGS, &ignored);
    if (sql_run(store, "RELEASE item", SQL_NO_ARGS, &ignored) < 0 &&
        item->ret >= 0) {
        item->ret = -1;
        item->err = ignored;
    }
}

static void items_run(struct store *store, void *worker,
                      struct group_item *items)
{
    struct err err = {0};
    int ret = store_begin(store, &err);

    for (struct group_item *item = items; ret == 0 && item != NULL;
         item = item->next)
        item_run(store, worker, item);
    if (ret == 0)
        ret = store_commit(store, &err);
    for (struct group_item *item = items; ret < 0 && item != NULL;
         item = item->next) {
        if (item->ret >= 0)
            item->err = err;
        item->ret = -1;
    }
}

/* With the lock: do all that waits. */
static void lead(struct group *group, struct store *store, void *worker)
{
    struct group_item *items = group->first, *next = NULL;

    group->first = NULL;
    group->last = &group->first;
    group->led = true;
    pthread_mutex_unlock(&group->lock);
    items_run(store, worker, items);
    pthread_mutex_lock(&group->lock);
    for (; items != NULL; items = next) {
        next = items->next; /* it is gone once it is done */
        items->done = true;
    }
    group->led = false;
    pthread_cond_broadcast(&group->changed);
}

static int alone(struct store *store, void *worker, struct group_item *item,
                 struct err *err)
{
    int ret = store_begin(store, err);

    if (ret == 0) {
        ret = item->run(item, worker, err);
        ret = store_end(store, ret, err);
    }
    return ret;
}

int group_run(struct group *group, struct store *store, void *worker,
              struct group_item *item, struct err *err)
{
    if (group == NULL)
        return alone(store, worker, item, err);
    item->ret = 0;
    item->done = false;
    item->next = NULL;
    pthread_mutex_lock(&group->lock);
    *group->last = item;
    group->last = &item->next;
    while (!item->done && group->led)
        pthread_cond_wait(&group->changed, &group->lock);
    if (!item->done)
        lead(group, store, worker);
    pthread_mutex_unlock(&group->lock);
    if (item->ret < 0)
        *err = item->err;
    return item->ret;
}
