/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_group.c - commits that are shared: each hears of its own. */
#include "test_dir.h"

#include <pthread.h>

#include "store/group.h"
#include "store/sql.h"

enum { THREADS = 4, EACH = 50 };

struct worker {
    pthread_t thread;
    struct store *store;
    struct group *group;
    int number, kept, failed;
};

struct item {
    struct group_item item;
    char key[32];
    bool fails;
};

static int item_put(struct group_item *item, void *worker, struct err *err)
{
    struct item *it = (struct item *)item;
    struct worker *by = worker;

    if (store_setting_put(by->store, it->key, "kept", err) < 0)
        return -1;
    return it->fails ? err_set(err, ERR_INPUT, "%s fails", it->key) : 1;
}

/* Every fifth fails, and says so in its own name. */
static void *work(void *argument)
{
    struct worker *worker = argument;

    for (int i = 0; i < EACH; i++) {
        struct item it = {.item = {.run = item_put}, .fails = i % 5 == 0};
        struct err err = {0};
        int ret = 0;

        snprintf(it.key, sizeof it.key, "k%d-%d", worker->number, i);
        ret = group_run(worker->group, worker->store, worker, &it.item, &err);
        worker->kept += ret == 1 && !it.fails;
        worker->failed +=
            ret == -1 && it.fails && strstr(err.text, it.key) != NULL;
    }
    return NULL;
}

static void look(struct store *store, int number)
{
    struct err err = {0};

    for (int i = 0; i < EACH; i++) {
        char key[32], *value = NULL;
        int ret = 0;

        snprintf(key, sizeof key, "k%d-%d", number, i);
        ret = store_setting(store, key, &value, &err);
        if (ret != (i % 5 != 0))
            fail_msg("%s: %d", key, ret);
        free(value);
    }
}

static void workers_run(void **state, struct group *group)
{
    struct worker workers[THREADS] = {0};
    struct err err = {0};

    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){.group = group, .number = i};
        assert_int_equal(store_open(test_dir(state), &workers[i].store, &err),
                         0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        assert_int_equal(workers[i].kept, EACH * 4 / 5);
        assert_int_equal(workers[i].failed, EACH / 5);
    }
    for (int i = 0; i < THREADS; i++) {
        look(workers[i].store, i);
        store_close(&workers[i].store);
    }
}

static void test_shared(void **state)
{
    struct group *group = group_new();

    workers_run(state, group);
    group_free(&group);
    assert_null(group);
}

static void test_alone(void **state)
{
    workers_run(state, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {DIR_TEST(test_shared),
                                       DIR_TEST(test_alone)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
