/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits, the table of peers and rooms, and what is counted. */
#include "test_dir.h"

#include <sodium.h>

#include "net/limits.h"
#include "net/metrics.h"
#include "net/peers.h"

static void counts_what_is_open(void **state)
{
    struct limits *limits = limits_new();

    (void)state;
    assert_true(limits_enter(limits, "a", 2, 0));
    assert_true(limits_enter(limits, "a", 2, 0));
    assert_false(limits_enter(limits, "a", 2, 0));
    assert_true(limits_enter(limits, "b", 2, 0));
    assert_int_equal(limits_open(limits, "a"), 2);
    limits_leave(limits, "a");
    assert_true(limits_enter(limits, "a", 2, 0));
    limits_leave(limits, "a");
    limits_leave(limits, "a");
    limits_sweep(limits, 59999);
    assert_int_equal(limits_count(limits), 2);
    limits_sweep(limits, 60000);
    assert_int_equal(limits_count(limits), 1); /* b is open */
    assert_int_equal(limits_open(limits, "a"), 0);
    limits_free(&limits);
    limits_free(&limits);
}

static void counts_within_a_minute(void **state)
{
    static const struct {
        int64_t now;
        bool fine;
    } rows[] = {
        {1000, true},   {1000, true},   {1001, true},  {1002, false},
        {60999, false}, {61000, true},  {61000, true}, {61001, true},
        {61002, false}, {999999, true},
    };
    struct limits *limits = limits_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (limits_hit(limits, "v:x", 3, rows[i].now) != rows[i].fine)
            fail_msg("row %zu", i);
    assert_true(limits_hit(limits, "v:y", 3, 1002));
    limits_free(&limits);
}

static void knows_so_many_keys(void **state)
{
    struct limits *limits = limits_new();
    char key[24];

    (void)state;
    for (int i = 0; i < LIMITS_KEYS_MAX; i++) {
        snprintf(key, sizeof key, "k%d", i);
        assert_true(limits_hit(limits, key, 1, 0));
    }
    assert_false(limits_hit(limits, "one more", 1, 0));
    assert_false(limits_enter(limits, "one more", 1, 0));
    limits_sweep(limits, 60000);
    assert_true(limits_hit(limits, "one more", 1, 60000));
    limits_free(&limits);
}

static void finds_peers_by_generation(void **state)
{
    struct peers *peers = peers_new(2);
    struct peer *one = peers_add(peers, NULL, 1);
    struct peer *two = peers_add(peers, NULL, 2);
    struct peer_id first = one->id;

    (void)state;
    assert_null(peers_add(peers, NULL, 3));
    assert_ptr_equal(peers_find(peers, first), one);
    assert_ptr_equal(peers_first(peers), two);
    peers_drop(peers, one);
    assert_null(peers_find(peers, first));
    one = peers_add(peers, NULL, 4);
    assert_int_equal(one->id.slot, first.slot);
    assert_null(peers_find(peers, first));
    assert_ptr_equal(peers_find(peers, one->id), one);
    assert_null(peers_find(peers, (struct peer_id){0}));
    assert_null(peers_find(peers, (struct peer_id){9, 1}));
    assert_int_equal(peers_count(peers), 2);
    peers_set_staff(peers, one, true);
    peers_set_staff(peers, two, true);
    assert_ptr_equal(peers_staff(peers), two);
    peers_drop(peers, two);
    assert_ptr_equal(peers_staff(peers), one);
    assert_null(one->staff_next);
    peers_free(&peers);
}

static struct request request_of(const char *method)
{
    struct request request = {.id = json_integer(1), .params = json_object()};

    snprintf(request.method, sizeof request.method, "%s", method);
    return request;
}

static void keeps_rooms(void **state)
{
    struct peers *peers = peers_new(8);
    struct peer *one = peers_add(peers, NULL, 1);
    struct peer *two = peers_add(peers, NULL, 1);
    struct peer *three = peers_add(peers, NULL, 1);
    struct request ask = request_of("ask"), ping = request_of("ping");
    struct room *room = NULL;

    (void)state;
    peers_join(peers, one, "c1");
    peers_join(peers, two, "c1");
    peers_join(peers, three, "c1");
    peers_join(peers, three, "c1");
    room = peers_room(peers, "c1");
    assert_ptr_equal(room->peers, three);
    assert_null(peers_room(peers, "c2"));
    room->asks = 2;
    room->running = true;
    assert_true(peer_wait(two, &ask));
    assert_true(peer_wait(two, &ping));
    assert_string_equal(peer_next_method(two), "ask");
    room_wait(room, two);
    room_wait(room, three);
    peers_drop(peers, two); /* its question is no longer counted */
    assert_int_equal(room->asks, 1);
    assert_ptr_equal(room_next(room), three);
    assert_null(room_next(room));
    peers_drop(peers, one);
    peers_join(peers, three, "c2");
    assert_ptr_equal(peers_room(peers, "c1"), room); /* a turn is running */
    room->running = false;
    peers_tidy(peers, room);
    assert_null(peers_room(peers, "c1"));
    peers_free(&peers);
}

static void lets_requests_wait(void **state)
{
    struct peers *peers = peers_new(1);
    struct peer *peer = peers_add(peers, NULL, 1);
    struct request request;
    char method[16];

    (void)state;
    assert_null(peer_next_method(peer));
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < PEER_WAITING_MAX; i++) {
            snprintf(method, sizeof method, "m%d", i);
            request = request_of(method);
            assert_true(peer_wait(peer, &request));
        }
        request = request_of("more");
        assert_false(peer_wait(peer, &request));
        request_fini(&request);
        for (int i = 0; i < PEER_WAITING_MAX - round; i++) {
            snprintf(method, sizeof method, "m%d", i);
            assert_true(peer_next(peer, &request));
            assert_string_equal(request.method, method);
            request_fini(&request);
        }
        while (peer_next(peer, &request))
            request_fini(&request);
    }
    peers_free(&peers);
}

static void prints_metrics(void **state)
{
    struct metrics metrics = {0};
    struct buf out;

    (void)state;
    buf_init(&out);
    metrics_add(&metrics, METRIC_SESSIONS);
    metrics_add(&metrics, METRIC_SESSIONS);
    metrics_drop(&metrics, METRIC_SESSIONS);
    metrics_set(&metrics, METRIC_SEQUENCE, 42);
    metrics_add(&metrics, METRIC_REFUSED_ORIGIN);
    metrics_turn(&metrics, 0.0015);
    metrics_turn(&metrics, 0.3);
    metrics_turn(&metrics, 60);
    metrics_print(&metrics, 7, &out);
    static const char *const lines[] = {
        "\nparlor_sessions 1\n",
        "\nparlor_sequence 42\n",
        "\nparlor_refused_total{why=\"origin\"} 1\n",
        "\n# TYPE parlor_refused_total counter\n",
        "\nparlor_turn_seconds_bucket{le=\"0.001\"} 0\n",
        "\nparlor_turn_seconds_bucket{le=\"0.002\"} 1\n",
        "\nparlor_turn_seconds_bucket{le=\"5\"} 2\n",
        "\nparlor_turn_seconds_bucket{le=\"+Inf\"} 3\n",
        "\nparlor_turn_seconds_count 3\n",
        "\nparlor_uptime_seconds 7\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!strstr(out.bytes, lines[i]))
            fail_msg("row %zu: %s", i, lines[i]);
    buf_fini(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_what_is_open),
        cmocka_unit_test(counts_within_a_minute),
        cmocka_unit_test(knows_so_many_keys),
        cmocka_unit_test(finds_peers_by_generation),
        cmocka_unit_test(keeps_rooms),
        cmocka_unit_test(lets_requests_wait),
        cmocka_unit_test(prints_metrics),
    };

    return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
