/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_order_staff.c - moving, showing, exporting, erasing, sealing. */
#include "order_room.h"

#include "order/moves.h"
#include "order/seal.h"

/* ---- moving -------------------------------------------------------------- */

static const char *const states[] = {"received", "assigned",   "in_contact",
                                     "proposal", "introduced", "closed",
                                     "declined", "withdrawn",  "expired"};

enum { STATES = sizeof states / sizeof *states };

/* From where to where staff may go with a note and all consents; one letter
 * a state, in the order above. */
static const char *const staff_moves[STATES] = {
    ".ai...d..", /* received */
    "r.i...d..", /* assigned */
    "...picd..", /* in_contact: proposal, introduced, closed, declined */
    "..i.ncd..", /* proposal */
    "..i..c...", /* introduced */
    ".........", ".........", ".........", "........."};

static void test_moves(void **state)
{
    (void)state;
    for (size_t from = 0; from < STATES; from++) {
        for (size_t to = 0; to < STATES; to++) {
            const struct move *move = move_find(states[from], states[to]);
            bool staff = move != NULL && move_allowed(move, ORDER_STAFF);
            bool visitor = move != NULL && move_allowed(move, ORDER_VISITOR);
            bool timer = move != NULL && move_allowed(move, ORDER_TIMER);

            if (staff != (staff_moves[from][to] != '.'))
                fail_msg("staff: %s to %s", states[from], states[to]);
            if (visitor != (from < 5 && to == 7))
                fail_msg("visitor: %s to %s", states[from], states[to]);
            if (timer) /* nothing ends by time alone */
                fail_msg("timer: %s to %s", states[from], states[to]);
        }
        if (state_ended(states[from]) != (from >= 5))
            fail_msg("ended: %s", states[from]);
        if ((strstr(states_ended(), states[from]) != NULL) != (from >= 5) ||
            (strstr(states_open(), states[from]) != NULL) != (from < 5))
            fail_msg("lists: %s", states[from]);
    }
}

static int move(struct room *room, const char *reference, const char *to,
                const char *reason, const char *note,
                struct order_refusal *refusal)
{
    struct order_change change;
    struct err err = {0};
    const struct order_step step = {.to = to,
                                    .reason = reason,
                                    .note = note,
                                    .actor = ORDER_STAFF,
                                    .who = "staff-1"};
    int ret = order_move(&room->ws, reference, &step, &change, refusal, &err);

    if (ret < 0)
        fail_msg("%s: %s", to, err.text);
    if (ret == 1) {
        assert_string_equal(change.conversation, "talk-1");
        assert_string_equal(text_of(change.event, "state"), to);
    }
    order_change_fini(&change);
    return ret;
}

static void test_move(void **state)
{
    static const struct {
        const char *to, *reason, *note;
        int ret;
        enum order_refusal_code code;
    } rows[] = {
        {"closed", "answered", "x", 0, ORDER_REFUSED_MOVE},
        {"nowhere", NULL, NULL, 0, ORDER_REFUSED_MOVE},
        {"withdrawn", NULL, NULL, 0, ORDER_REFUSED_MOVE},    /* not for staff */
        {"declined", "other", NULL, 0, ORDER_REFUSED_FIELD}, /* in words? */
        {"declined", "other", "", 0, ORDER_REFUSED_FIELD},
        {"declined", NULL, "x", 0, ORDER_REFUSED_FIELD},       /* why? */
        {"declined", "answered", "x", 0, ORDER_REFUSED_FIELD}, /* not here */
        {"declined", "nonsense", "x", 0, ORDER_REFUSED_FIELD},
        {"assigned", NULL, "a\ab", 0, ORDER_REFUSED_FIELD},
        {"assigned", "other", NULL, 0, ORDER_REFUSED_FIELD}, /* needs none */
        {"assigned", NULL, "ours", 1, 0},
        {"assigned", NULL, NULL, 0, ORDER_REFUSED_MOVE},
        {"in_contact", NULL, NULL, 1, 0},
        {"introduced", NULL, "by telephone", 0, ORDER_REFUSED_CONSENT},
        {"proposal", NULL, NULL, 1, 0},
        {"closed", NULL, "done", 0, ORDER_REFUSED_FIELD},
        {"declined", "no_partner", "nobody fits", 1, 0},
        {"assigned", NULL, NULL, 0, ORDER_REFUSED_MOVE},
    };
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *order = NULL;
    struct room room;

    room_open(&room, state);
    order = order_of(&room, order_good);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int ret = move(&room, text_of(order, "reference"), rows[i].to,
                       rows[i].reason, rows[i].note, &refusal);

        if (ret != rows[i].ret || (ret == 0 && refusal.code != rows[i].code))
            fail_msg("row %zu: %d, %d", i, ret, refusal.code);
    }
    assert_int_equal(move(&room, "P-9", "assigned", NULL, NULL, &refusal), 0);
    assert_int_equal(refusal.code, ORDER_REFUSED_UNKNOWN);
    assert_int_equal(
        orders_intact(room.ws.store, text_of(order, "reference"), &err), 1);
    json_decref(order);
    room_close(&room);
}

/* ---- staff, export, erase ------------------------------------------------ */

static void test_show(void **state)
{
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *order = NULL, *seen = NULL, *inbox = NULL, *list = NULL;
    struct room room;

    room_open(&room, state);
    order = order_of(&room, order_good);
    assert_int_equal(order_show(&room.ws, text_of(order, "reference"), LANG_EN,
                                &seen, &refusal, &err),
                     1);
    assert_true(
        json_says(json_object_get(seen, "contact"), "canary@mail.example"));
    assert_false(json_says(json_object_get(seen, "fields"), "canary"));
    assert_int_equal(json_array_size(json_object_get(seen, "moves")), 3);
    assert_int_equal(order_inbox(&room.ws, LANG_EN, &inbox, &err), 1);
    assert_int_equal(json_array_size(inbox), 1);
    assert_false(json_says(inbox, "canary"));
    assert_int_equal(order_list(&room.ws, "visitor-1", LANG_EN, &list, &err),
                     1);
    assert_int_equal(json_array_size(json_object_get(list, "orders")), 1);
    json_decref(list);
    assert_int_equal(
        order_show(&room.ws, "P-9", LANG_EN, &list, &refusal, &err), 0);
    json_decref(order);
    json_decref(seen);
    json_decref(inbox);
    room_close(&room);
}

static bool file_has(const char *path, const char *suffix, const char *canary)
{
    char name[512], *bytes = NULL;
    FILE *file = NULL;
    size_t len = 0;
    bool found = false;

    snprintf(name, sizeof name, "%s%s", path, suffix);
    file = fopen(name, "rb");
    if (file == NULL)
        return false;
    bytes = malloc(16 << 20);
    len = fread(bytes, 1, 16 << 20, file);
    fclose(file);
    found = memmem(bytes, len, canary, strlen(canary)) != NULL;
    free(bytes);
    return found;
}

/* The orders of what a person is given: 0 or -1. */
static int orders_export(struct room *room, const char *contact, json_t **out)
{
    struct err err = {0};
    json_t *whole = NULL;
    int ret = person_export(&room->ws, contact, &whole, &err);

    *out = json_incref(json_object_get(whole, "orders"));
    json_decref(whole);
    return ret;
}

/* Contact values stand in no file of the store, sealed or erased; what else
 * was written goes with erasing. */
static void test_erase(void **state)
{
    static const char *const ways[] = {"Canary@Mail.Example ",
                                       "+49 30 12345678", "0049-30-12345678",
                                       "493012345678"};
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *order = NULL, *list = NULL;
    const char *path = NULL;
    struct room room;

    room_open(&room, state);
    order = order_of(&room, order_good);
    path = store_path(room.ws.store);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(orders_export(&room, ways[i], &list), 0);
        if (json_array_size(list) != 1 || !json_says(list, "canary-name"))
            fail_msg("way %zu finds %zu", i, json_array_size(list));
        json_decref(list);
    }
    assert_int_equal(orders_export(&room, "a@b.c", &list), 0);
    assert_int_equal(json_array_size(list), 0);
    json_decref(list);
    assert_false(file_has(path, "", "canary"));
    assert_false(file_has(path, "-wal", "canary"));
    assert_false(file_has(path, "-wal", text_of(order, "secret")));
    assert_true(file_has(path, "", "frozen") ||
                file_has(path, "-wal", "frozen"));
    assert_int_equal(
        order_erase(&room.ws, text_of(order, "reference"), &refusal, &err), 1);
    assert_false(file_has(path, "", "frozen"));
    assert_false(file_has(path, "-wal", "frozen"));
    assert_int_equal(orders_export(&room, ways[0], &list), 0);
    assert_int_equal(json_array_size(list), 0);
    json_decref(list);
    assert_int_equal(order_get(&room.ws, text_of(order, "reference"),
                               text_of(order, "secret"), LANG_EN, &list,
                               &refusal, &err),
                     0);
    assert_int_equal(
        order_erase(&room.ws, text_of(order, "reference"), &refusal, &err), 0);
    json_decref(order);
    room_close(&room);
}

/* Another key opens nothing, a damaged seal says so. */
static void test_seal(void **state)
{
    static const unsigned char other[32] = {9};
    struct order_row row = {.reference = "P-1"};
    json_t *contact = json_pack("{s:s}", "name", "canary"), *out = NULL;
    struct err err = {0};

    (void)state;
    assert_true(sodium_init() >= 0);
    assert_int_equal(seal_open(room_key, &row, &out, &err), 0);
    seal_contact(room_key, contact, &row);
    assert_int_equal(seal_open(room_key, &row, &out, &err), 1);
    assert_true(json_equal(contact, out));
    json_decref(out);
    assert_int_equal(seal_open(other, &row, &out, &err), -1);
    assert_null(strstr(err.text, "canary"));
    row.reference[2] = '2'; /* another order's */
    assert_int_equal(seal_open(room_key, &row, &out, &err), -1);
    row.reference[2] = '1';
    for (size_t i = 0; i < row.sealed_len; i++) {
        row.sealed[i] ^= 1;
        if (seal_open(room_key, &row, &out, &err) != -1)
            fail_msg("byte %zu may be changed", i);
        row.sealed[i] ^= 1;
    }
    for (size_t len = 0; len < row.sealed_len; len++) {
        struct order_row cut = row;

        cut.sealed_len = len;
        assert_int_equal(seal_open(room_key, &cut, &out, &err), -1);
    }
    json_decref(contact);
    order_row_fini(&row);
}

static void test_sweep(void **state)
{
    const int64_t day = 24LL * 60 * 60 * 1000;
    struct order_refusal refusal = {0};
    struct err err = {0};
    struct order_row row;
    json_t *order = NULL;
    struct room room;

    room_open(&room, state);
    order = order_of(&room, order_good);
    room.ws.now += 3 * ORDER_KEEP_DAYS * day;
    assert_int_equal(order_sweep(&room.ws, &err), 0); /* nothing expires */
    assert_int_equal(move(&room, text_of(order, "reference"), "declined",
                          "other", "too late", &refusal),
                     1);
    room.ws.now += ORDER_KEEP_DAYS * day;
    assert_int_equal(order_sweep(&room.ws, &err), 0);
    room.ws.now += 1;
    assert_int_equal(order_sweep(&room.ws, &err), 1);
    assert_int_equal(order_sweep(&room.ws, &err), 0);
    assert_int_equal(
        orders_get(room.ws.store, text_of(order, "reference"), &row, &err), 1);
    assert_string_equal(row.state, "declined");
    assert_null(row.sealed);
    order_row_fini(&row);
    json_decref(order);
    room_close(&room);
}

/* What is agreed to after the end is written down and prolongs nothing. */
static void test_sweep_consent(void **state)
{
    const int64_t day = 24LL * 60 * 60 * 1000;
    json_auto_t *consents = json_pack("{s:b}", "partner", 1);
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *order = NULL, *view = NULL;
    struct room room;

    room_open(&room, state);
    order = order_of(&room, order_good);
    assert_int_equal(move(&room, text_of(order, "reference"), "declined",
                          "other", "too late", &refusal),
                     1);
    room.ws.now += ORDER_KEEP_DAYS * day;
    assert_int_equal(order_consent(&room.ws, text_of(order, "reference"),
                                   text_of(order, "secret"), consents, LANG_EN,
                                   &view, &refusal, &err),
                     1);
    room.ws.now += 1;
    assert_int_equal(order_sweep(&room.ws, &err), 1);
    json_decref(view);
    json_decref(order);
    room_close(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_moves),         DIR_TEST(test_move), DIR_TEST(test_show),
        DIR_TEST(test_erase),         DIR_TEST(test_seal), DIR_TEST(test_sweep),
        DIR_TEST(test_sweep_consent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
