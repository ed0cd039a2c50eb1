/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kill -9 in the middle of placing and moving orders, 500 times: what was
 * acknowledged is there, nothing came twice, the ledger stands. A child
 * works at the store and says what was acknowledged through a pipe; the
 * parent kills it at a moment of chance, and the next child sends again what
 * was not acknowledged. */
#include "order_room.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "order/seal.h"
#include "store/ledger.h"
#include "store/sql.h"

enum { KILLS = 500, KNOWN = 200000, LINE = 64, PATIENCE_US = 150000 };

/* What the parent knows of request n: acknowledged as which order, moved. */
struct known {
    char reference[ORDER_REFERENCE_MAX];
    bool moved;
};

struct ledger_of {
    struct known *requests;
    int count; /* acknowledged are 0..count-1, in order */
    char part[LINE];
    size_t part_len;
};

static void say(int fd, const char *what, int number, const char *reference)
{
    char line[LINE];
    int len =
        snprintf(line, sizeof line, "%s %d %s\n", what, number, reference);

    if (write(fd, line, (size_t)len) != len)
        _exit(3);
}

/* Place request after request and move each on; a request sent before a kill
 * is sent again under its name. */
static void child_work(struct room *room, int from, int fd)
{
    for (int number = from;; number++) {
        struct order_owner who = {"", "", LANG_EN};
        struct order_step step = {
            .to = "assigned", .note = "ours", .actor = ORDER_STAFF, .who = "s"};
        struct order_refusal refusal = {0};
        struct err err = {0};
        char visitor[24], text[32];
        json_t *params = params_make(order_good), *out = NULL;
        int ret = 0;

        snprintf(visitor, sizeof visitor, "v%d", number);
        snprintf(text, sizeof text, "request %d", number);
        who.visitor = visitor;
        json_object_set_new(json_object_get(params, "fields"), "scale",
                            json_string(text));
        if (order_place(&room->ws, &who, params, &out, &refusal, &err) != 1)
            _exit(4);
        say(fd, "placed", number, text_of(out, "reference"));
        ret = order_move(&room->ws, text_of(out, "reference"), &step, NULL,
                         &refusal, &err);
        if (ret < 0 || (ret == 0 && refusal.code != ORDER_REFUSED_MOVE))
            _exit(5);
        say(fd, "moved", number, text_of(out, "reference"));
        json_decref(params);
        json_decref(out);
        arena_reset(room->ws.arena);
    }
}

static void line_take(struct ledger_of *of, const char *line)
{
    char what[16], reference[ORDER_REFERENCE_MAX];
    int number = 0;

    if (sscanf(line, "%15s %d %15s", what, &number, reference) != 3 ||
        number < 0 || number > of->count || number >= KNOWN)
        fail_msg("unheard of: %s", line);
    if (number == of->count)
        of->count++;
    else if (strcmp(of->requests[number].reference, reference) != 0)
        fail_msg("request %d is %s and %s", number, reference,
                 of->requests[number].reference);
    snprintf(of->requests[number].reference, ORDER_REFERENCE_MAX, "%s",
             reference);
    of->requests[number].moved |= strcmp(what, "moved") == 0;
}

/* All that was acknowledged before the kill; a line cut by it was not. */
static void lines_take(struct ledger_of *of, int fd)
{
    char bytes[4096];
    ssize_t got = 0;

    of->part_len = 0;
    while ((got = read(fd, bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < got; i++) {
            if (bytes[i] != '\n' && of->part_len + 1 < LINE) {
                of->part[of->part_len++] = bytes[i];
                continue;
            }
            of->part[of->part_len] = '\0';
            line_take(of, of->part);
            of->part_len = 0;
        }
    }
}

static void child_kill(pid_t child)
{
    struct timespec wait = {0, 1000L * (long)randombytes_uniform(PATIENCE_US)};
    int status = 0;

    nanosleep(&wait, NULL);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFSIGNALED(status))
        fail_msg("the child ended by itself: %d", WEXITSTATUS(status));
}

static void child_run(struct room *room, void **state, struct ledger_of *of)
{
    int ends[2];
    pid_t child = 0;

    assert_int_equal(pipe(ends), 0);
    /* the last one acknowledged may not be moved yet: it goes again */
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct err err = {0};

        close(ends[0]);
        if (store_open(test_dir(state), &room->ws.store, &err) < 0)
            _exit(2);
        child_work(room, of->count > 0 ? of->count - 1 : 0, ends[1]);
    }
    close(ends[1]);
    child_kill(child);
    lines_take(of, ends[0]);
    close(ends[0]);
}

static void order_check(struct store *store, int number,
                        const struct known *known)
{
    struct order_row row = {0};
    struct err err = {0};

    if (orders_get(store, known->reference, &row, &err) != 1)
        fail_msg("request %d: %s is lost", number, known->reference);
    if (known->moved && strcmp(row.state, "assigned") != 0)
        fail_msg("request %d: %s moved back", number, known->reference);
    order_row_fini(&row);
}

static void all_check(struct room *room, void **state, struct ledger_of *of,
                      int from)
{
    struct ledger_report report = {0};
    unsigned char key[SEAL_KEY];
    struct err err = {0};
    int64_t orders = 0;

    if (store_open(test_dir(state), &room->ws.store, &err) < 0)
        fail_msg("does not open again: %s", err.text);
    for (int i = from; i < of->count; i++)
        order_check(room->ws.store, i, &of->requests[i]);
    /* at most the one that was under way is more than was acknowledged */
    assert_int_equal(sql_number(room->ws.store, "SELECT COUNT(*) FROM orders",
                                SQL_NO_ARGS, &orders, &err),
                     1);
    if (orders < of->count || orders > of->count + 1)
        fail_msg("%lld orders, %d acknowledged", (long long)orders, of->count);
    if (from == 0) {
        seal_ledger_key(room_key, key);
        if (store_verify(room->ws.store, &err) != 1 ||
            ledger_verify(room->ws.store, key, NULL, &report, &err) != 1)
            fail_msg("the ledger is broken at %lld: %s",
                     (long long)report.broken, err.text);
    }
    store_close(&room->ws.store);
}

static void test_kill(void **state)
{
    struct ledger_of of = {.requests = calloc(KNOWN, sizeof(struct known))};
    struct room room;
    int before = 0;

    assert_non_null(of.requests);
    room_open(&room, state);
    store_close(&room.ws.store);
    for (int i = 0; i < KILLS; i++) {
        before = of.count > 0 ? of.count - 1 : 0;
        child_run(&room, state, &of);
        all_check(&room, state, &of, i % 100 == 99 ? 0 : before);
    }
    all_check(&room, state, &of, 0);
    print_message("%d kills, %d orders acknowledged\n", KILLS, of.count);
    assert_true(of.count > KILLS / 2);
    free(of.requests);
    room_close(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {DIR_TEST(test_kill)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
