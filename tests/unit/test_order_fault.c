/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every nth write, sync or truncate is made to fail while an order is placed
 * and moved: what was acknowledged is there afterwards, a request that is
 * sent again makes no second order, and a timeline is whole. */
#include "order_room.h"

#include "faulty_vfs.h"

enum { ROUNDS_MAX = 400 };

struct told {
    bool placed, moved; /* acknowledged */
    char reference[ORDER_REFERENCE_MAX], secret[64];
};

static void try_move(struct room *room, struct told *told)
{
    struct order_refusal refusal;
    struct err err = {0};
    const struct order_step step = {
        .to = "assigned", .note = "note", .actor = ORDER_STAFF, .who = "s"};
    int ret =
        order_move(&room->ws, told->reference, &step, NULL, &refusal, &err);

    if (ret < 0 && err.text[0] == '\0')
        fail_msg("failed without a word");
    told->moved |= ret == 1;
}

/* Place, and if that was acknowledged move. */
static void try_order(struct room *room, struct told *told)
{
    json_t *params = params_make(order_good), *out = NULL;
    struct order_refusal refusal;
    struct err err = {0};
    int ret = order_place(&room->ws, &owner, params, &out, &refusal, &err);

    json_decref(params);
    assert_int_not_equal(ret, 0);
    if (ret < 0 && err.text[0] == '\0')
        fail_msg("failed without a word");
    if (ret < 0)
        return;
    told->placed = true;
    snprintf(told->reference, sizeof told->reference, "%s",
             text_of(out, "reference"));
    snprintf(told->secret, sizeof told->secret, "%s", text_of(out, "secret"));
    json_decref(out);
    try_move(room, told);
}

static void store_again(struct room *room, void **state)
{
    struct err err = {0};

    store_close(&room->ws.store);
    if (store_open(test_dir(state), &room->ws.store, &err) < 0)
        fail_msg("does not open again: %s", err.text);
}

/* The fault is gone: does all stand that was told, and only once. */
static void look(struct room *room, long round, const struct told *told)
{
    json_t *again = order_of(room, order_good), *seen = NULL;
    const char *reference = text_of(again, "reference");
    struct order_refusal refusal;
    struct err err = {0};

    if (store_verify(room->ws.store, &err) != 1)
        fail_msg("round %ld: %s", round, err.text);
    if (orders_count(room->ws.store, "visitor-1", 0, &err) != 1)
        fail_msg("round %ld: not one order", round);
    if (orders_intact(room->ws.store, reference, &err) != 1)
        fail_msg("round %ld: the timeline is broken", round);
    if (told->placed && (strcmp(told->reference, reference) != 0 ||
                         strcmp(told->secret, text_of(again, "secret")) != 0))
        fail_msg("round %ld: acknowledged and lost", round);
    if (order_get(&room->ws, reference, text_of(again, "secret"), LANG_EN,
                  &seen, &refusal, &err) != 1)
        fail_msg("round %ld: %s", round, err.text);
    if (told->moved && strcmp(text_of(seen, "state"), "assigned") != 0)
        fail_msg("round %ld: moved and moved back", round);
    json_decref(again);
    json_decref(seen);
}

static void sweep(void **state, int code, bool for_good)
{
    long failed = 0, n = 1;
    bool reached = true;

    for (; reached && n < ROUNDS_MAX; n++) {
        struct told told = {0};
        struct room room;

        room_open(&room, state);
        fault.code = code;
        fault.calls = 0;
        fault.fail_from = n;
        fault.fail_to = for_good ? 1000000 : n;
        try_order(&room, &told);
        reached = fault.calls >= n;
        fault.fail_from = 0;
        failed += !told.placed || !told.moved;
        store_again(&room, state);
        look(&room, n, &told);
        room_close(&room);
        test_dir_remove(state);
        assert_int_equal(test_dir_make(state), 0);
    }
    assert_true(n < ROUNDS_MAX);
    assert_true(failed > 5);
}

static void test_write_fails_once(void **state)
{
    sweep(state, SQLITE_IOERR_WRITE, false);
}

static void test_write_fails_for_good(void **state)
{
    sweep(state, SQLITE_IOERR_WRITE, true);
}

static void test_disk_is_full(void **state)
{
    sweep(state, SQLITE_FULL, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_write_fails_once),
        DIR_TEST(test_write_fails_for_good),
        DIR_TEST(test_disk_is_full),
    };

    return cmocka_run_group_tests(tests, faulty_install, NULL);
}
