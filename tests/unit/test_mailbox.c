/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mailbox: nothing is lost, order is kept, the loop is woken; and the
 * clock that comes with it. Run it under MODE=tsan too. */
#include "test_dir.h"

#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "work/clock.h"
#include "work/mailbox.h"

enum { POSTERS = 4, LETTERS_EACH = 1000 };

struct numbered {
    struct letter letter;
    int poster, number;
};

/* The loop: what it has got from each poster so far. */
struct desk {
    int next[POSTERS];
    int total, disorder;
};

static void numbered_deliver(struct letter *letter, void *loop)
{
    struct numbered *numbered = (struct numbered *)letter;
    struct desk *desk = loop;

    desk->disorder += desk->next[numbered->poster]++ != numbered->number;
    desk->total++;
    free(numbered);
}

static void desk_wake(void *context)
{
    sem_post(context);
}

struct poster {
    struct mailbox *mailbox;
    int number;
};

static void *post_all(void *context)
{
    struct poster *poster = context;

    for (int i = 0; i < LETTERS_EACH; i++) {
        struct numbered *numbered = calloc(1, sizeof *numbered);

        numbered->letter.deliver = numbered_deliver;
        numbered->poster = poster->number;
        numbered->number = i;
        mailbox_post(poster->mailbox, &numbered->letter);
    }
    return NULL;
}

static void delivers_all_in_order(void **state)
{
    sem_t bell;
    struct mailbox *mailbox = NULL;
    struct desk desk = {0};
    struct poster posters[POSTERS];
    pthread_t threads[POSTERS];

    (void)state;
    sem_init(&bell, 0, 0);
    mailbox = mailbox_new(desk_wake, &bell);
    for (int i = 0; i < POSTERS; i++) {
        posters[i] = (struct poster){mailbox, i};
        pthread_create(&threads[i], NULL, post_all, &posters[i]);
    }
    /* only ever look when woken: a wake that is missing hangs here */
    while (desk.total < POSTERS * LETTERS_EACH) {
        sem_wait(&bell);
        mailbox_deliver(mailbox, &desk);
    }
    for (int i = 0; i < POSTERS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(desk.disorder, 0);
    assert_int_equal(mailbox_deliver(mailbox, &desk), 0);
    mailbox_free(&mailbox);
    assert_null(mailbox);
    mailbox_free(&mailbox);
    sem_destroy(&bell);
}

static void repost(struct letter *letter, void *loop);

struct returning {
    struct letter letter;
    struct mailbox *mailbox;
    int times;
};

static void repost(struct letter *letter, void *loop)
{
    struct returning *returning = (struct returning *)letter;

    (void)loop;
    if (++returning->times < 3)
        mailbox_post(returning->mailbox, letter);
}

static void letter_may_be_posted_again(void **state)
{
    sem_t bell;
    struct returning returning = {.letter.deliver = repost};

    (void)state;
    sem_init(&bell, 0, 0);
    returning.mailbox = mailbox_new(desk_wake, &bell);
    mailbox_post(returning.mailbox, &returning.letter);
    for (int i = 0; i < 3; i++)
        assert_int_equal(mailbox_deliver(returning.mailbox, NULL), 1);
    assert_int_equal(returning.times, 3);
    mailbox_free(&returning.mailbox);
    sem_destroy(&bell);
}

static void clock_knows_days(void **state)
{
    static const struct {
        const char *zone;
        int64_t ms;
        struct date day;
    } rows[] = {
        {"UTC", 0, {1970, 1, 1}},
        {"UTC", -1, {1969, 12, 31}},
        {"Asia/Shanghai", 1767196799999, {2025, 12, 31}},
        {"Asia/Shanghai", 1767196800000, {2026, 1, 1}},
        {"UTC", 1767196800000, {2025, 12, 31}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct date day;

        setenv("TZ", rows[i].zone, 1);
        tzset();
        day = clock_day(rows[i].ms);
        if (day.year != rows[i].day.year || day.month != rows[i].day.month ||
            day.day != rows[i].day.day)
            fail_msg("row %zu: %d-%d-%d", i, day.year, day.month, day.day);
    }
}

static void clock_can_be_moved(void **state)
{
    int64_t now = 5;
    struct clock clock = clock_fixed(&now);

    (void)state;
    assert_int_equal(clock_wall(&clock), 5);
    now = 7;
    assert_int_equal(clock_span(&clock), 7);
    clock = clock_system();
    assert_true(clock_wall(&clock) > 1700000000000);
    assert_true(clock_span(&clock) <= clock_span(&clock));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delivers_all_in_order),
        cmocka_unit_test(letter_may_be_posted_again),
        cmocka_unit_test(clock_knows_days),
        cmocka_unit_test(clock_can_be_moved),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
