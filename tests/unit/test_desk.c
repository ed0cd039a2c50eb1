/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_desk.c - who gets in, for how long, and what the desk does. */
#include "order_room.h"

#include "desk/calls.h"
#include "desk/users.h"

static const int64_t minute = 60 * 1000;
static const int64_t hour = 60 * 60 * 1000;

struct desk {
    struct room room;
    struct outgoing out;
    struct caller who;
};

static struct caller stranger(struct desk *desk)
{
    struct caller who = {.address = "203.0.113.0/24", .out = &desk->out};

    return who;
}

static void user_add(struct desk *desk, const char *name, const char *role)
{
    struct err err = {0};

    if (users_add(desk->room.ws.store, name, role, "correct horse", "test",
                  desk->room.ws.now, &err) < 0)
        fail_msg("%s: %s", name, err.text);
}

/* 0 and *out (or freed, if out is NULL), else the error's code. */
static int call(struct desk *desk, struct caller *who, const char *method,
                const char *params, json_t **out)
{
    json_t *given = params_make(params), *result = NULL;
    struct rpc_error error = {0};
    int ret = desk_call(&desk->room.ws, who, method, given, &result, &error);

    json_decref(given);
    json_decref(error.data);
    if (out != NULL)
        *out = result;
    else
        json_decref(result);
    assert_true((ret < 0) == (error.code != 0));
    return ret < 0 ? error.code : 0;
}

static void desk_open(struct desk *desk, void **state)
{
    *desk = (struct desk){0};
    room_open(&desk->room, state);
    user_add(desk, "li", "agent");
    desk->who = stranger(desk);
    assert_int_equal(call(desk, &desk->who, "desk.sign_in",
                          "{'name':'li','password':'correct horse'}", NULL),
                     0);
}

static void desk_shut(struct desk *desk)
{
    outgoing_fini(&desk->out);
    room_close(&desk->room);
}

/* Was this event left for somebody; all are taken away. */
static bool heard(struct desk *desk, enum outgoing_to to, const char *type)
{
    bool found = false;

    for (size_t i = 0; i < desk->out.count; i++) {
        const struct outgoing_event *event = &desk->out.items[i];

        found |=
            event->to == to && (type == NULL || strcmp(event->type, type) == 0);
    }
    return found;
}

/* ---- the gate ------------------------------------------------------------ */

/* Every method but the two that let in, whoever asks wrongly. */
static void test_gate(void **state)
{
    struct desk desk;

    desk_open(&desk, state);
    for (const struct desk_entry *entry = desk_methods(); entry->name != NULL;
         entry++) {
        struct caller nobody = stranger(&desk);
        struct caller liar = desk.who, thief = desk.who;
        int ret = call(&desk, &nobody, entry->name, "{}", NULL);

        snprintf(liar.staff_signin, sizeof liar.staff_signin, "made-up");
        snprintf(thief.staff, sizeof thief.staff, "somebody-else");
        if (entry->open) {
            assert_int_equal(ret, RPC_PARAMS);
            continue;
        }
        if (ret != RPC_NOT_ALLOWED ||
            call(&desk, &liar, entry->name, "{}", NULL) != RPC_NOT_ALLOWED ||
            call(&desk, &thief, entry->name, "{}", NULL) != RPC_NOT_ALLOWED)
            fail_msg("%s is open", entry->name);
    }
    assert_int_equal(call(&desk, &desk.who, "desk.nothing", "{}", NULL),
                     RPC_METHOD);
    desk_shut(&desk);
}

static void test_sign_in(void **state)
{
    static const struct {
        const char *params;
        int code;
    } rows[] = {
        {"{'name':'li','password':'correct horse'}", 0},
        {"{'name':'LI','password':'correct horse'}", 0},
        {"{'name':'li','password':'wrong horse'}", RPC_NOT_ALLOWED},
        {"{'name':'wang','password':'correct horse'}", RPC_NOT_ALLOWED},
        {"{'name':'gone','password':'correct horse'}", RPC_NOT_ALLOWED},
        {"{'name':'li'}", RPC_PARAMS},
        {"{'name':7,'password':'correct horse'}", RPC_PARAMS},
        {"{'name':'','password':''}", RPC_PARAMS},
    };
    struct err err = {0};
    struct desk desk;

    desk_open(&desk, state);
    user_add(&desk, "gone", "agent");
    assert_int_equal(users_disable(desk.room.ws.store, "gone", "test", 1, &err),
                     0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct caller who = stranger(&desk);
        int code = call(&desk, &who, "desk.sign_in", rows[i].params, NULL);

        if (code != rows[i].code)
            fail_msg("row %zu: %d", i, code);
        if ((who.staff[0] != '\0') != (code == 0))
            fail_msg("row %zu: staff \"%s\"", i, who.staff);
    }
    desk_shut(&desk);
}

static int guess(struct desk *desk, const char *name, const char *address,
                 const char *password)
{
    struct caller who = stranger(desk);
    char params[128];

    snprintf(who.address, sizeof who.address, "%s", address);
    snprintf(params, sizeof params, "{'name':'%s','password':'%s'}", name,
             password);
    return call(desk, &who, "desk.sign_in", params, NULL);
}

static void test_guessing(void **state)
{
    struct desk desk;

    desk_open(&desk, state);
    for (int i = 0; i < 5; i++)
        assert_int_equal(guess(&desk, "li", "a", "wrong guess"),
                         RPC_NOT_ALLOWED);
    /* not even the right one now, from there; from elsewhere it is */
    assert_int_equal(guess(&desk, "Li", "a", "correct horse"), RPC_TOO_MANY);
    assert_int_equal(guess(&desk, "li", "b", "correct horse"), 0);
    desk.room.ws.now += 16 * minute;
    assert_int_equal(guess(&desk, "li", "a", "correct horse"), 0);
    for (int i = 0; i < 30; i++) {
        char name[16];

        snprintf(name, sizeof name, "n%d", i & 0xff);
        assert_int_equal(guess(&desk, name, "c", "wrong guess"),
                         RPC_NOT_ALLOWED);
    }
    assert_int_equal(guess(&desk, "li", "c", "correct horse"), RPC_TOO_MANY);
    desk_shut(&desk);
}

/* How long a sign-in holds, and what ends it. */
static void test_holds(void **state)
{
    static const struct {
        int64_t step; /* between two calls */
        int calls;    /* so many of them are answered */
    } rows[] = {
        {8 * 60 * 60 * 1000, 0},     /* idle */
        {8 * 60 * 60 * 1000 - 1, 3}, /* used in time, but a day is over */
        {60 * 60 * 1000, 23},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk desk;
        int calls = 0;

        if (i > 0)
            test_dir_remove(state), test_dir_make(state);
        desk_open(&desk, state);
        do
            desk.room.ws.now += rows[i].step;
        while (call(&desk, &desk.who, "desk.feedback", "{}", NULL) == 0 &&
               ++calls < 100);
        if (calls != rows[i].calls)
            fail_msg("row %zu: %d calls", i, calls);
        assert_true(heard(&desk, OUTGOING_END_STAFF, NULL));
        desk_shut(&desk);
    }
}

static void test_ended(void **state)
{
    struct err err = {0};
    struct desk desk;
    struct caller before;

    desk_open(&desk, state);
    before = desk.who;
    assert_int_equal(desk_holds(&desk.room.ws, &before, &err), 1);
    assert_int_equal(call(&desk, &desk.who, "desk.sign_out", "{}", NULL), 0);
    assert_string_equal(desk.who.staff, "");
    assert_int_equal(desk_holds(&desk.room.ws, &before, &err), 0);
    assert_int_equal(call(&desk, &before, "desk.inbox", "{}", NULL),
                     RPC_NOT_ALLOWED);
    assert_int_equal(call(&desk, &desk.who, "desk.sign_in",
                          "{'name':'li','password':'correct horse'}", NULL),
                     0);
    assert_int_equal(
        users_disable(desk.room.ws.store, "li", "test", desk.room.ws.now, &err),
        0);
    assert_int_equal(call(&desk, &desk.who, "desk.inbox", "{}", NULL),
                     RPC_NOT_ALLOWED);
    desk_shut(&desk);
}

/* A socket that only listens idles out all the same. */
static void test_listening(void **state)
{
    struct err err = {0};
    struct desk desk;

    desk_open(&desk, state);
    for (int i = 1; i <= 8; i++) {
        desk.room.ws.now += hour;
        if (desk_holds(&desk.room.ws, &desk.who, &err) != (i < 8))
            fail_msg("after %d hours", i);
    }
    desk_shut(&desk);
}

static void test_resume(void **state)
{
    json_t *welcome = NULL, *again = NULL;
    struct caller other;
    char params[128];
    struct desk desk;

    desk_open(&desk, state);
    assert_int_equal(call(&desk, &desk.who, "desk.sign_in",
                          "{'name':'li','password':'correct horse'}", &welcome),
                     0);
    snprintf(params, sizeof params, "{'token':'%s'}",
             text_of(welcome, "token"));
    other = stranger(&desk);
    assert_int_equal(call(&desk, &other, "desk.resume", params, &again), 0);
    assert_string_equal(other.staff, desk.who.staff);
    assert_string_equal(text_of(json_object_get(again, "user"), "role"),
                        "agent");
    json_decref(again);
    params[12] = params[12] == 'x' ? 'y' : 'x';
    other = stranger(&desk);
    assert_int_equal(call(&desk, &other, "desk.resume", params, NULL),
                     RPC_NOT_ALLOWED);
    assert_string_equal(other.staff, "");
    json_decref(welcome);
    desk_shut(&desk);
}

/* ---- orders -------------------------------------------------------------- */

static int views_count(void *context, const struct audit *audit,
                       struct err *err)
{
    int *count = context;

    (void)err;
    *count += strcmp(audit->action, "contact.view") == 0;
    return 0;
}

static int views(struct desk *desk)
{
    struct err err = {0};
    int count = 0;

    assert_int_equal(
        audit_each(desk->room.ws.store, 1000, views_count, &count, &err), 0);
    return count;
}

static void test_orders(void **state)
{
    json_t *order = NULL, *inbox = NULL, *seen = NULL;
    const char *reference = NULL;
    char params[160];
    struct err err = {0};
    struct desk desk;

    desk_open(&desk, state);
    order = order_of(&desk.room, order_good);
    reference = text_of(order, "reference");
    assert_int_equal(call(&desk, &desk.who, "desk.inbox", "{}", &inbox), 0);
    assert_int_equal(json_array_size(json_object_get(inbox, "orders")), 1);
    assert_false(json_says(inbox, "canary"));
    assert_int_equal(views(&desk), 0);
    snprintf(params, sizeof params, "{'reference':'%s'}", reference);
    assert_int_equal(call(&desk, &desk.who, "desk.order", params, &seen), 0);
    assert_true(json_says(seen, "canary@mail.example"));
    assert_int_equal(views(&desk), 1);
    json_decref(seen);
    snprintf(params, sizeof params,
             "{'reference':'%s','to':'assigned','note':'ours'}", reference);
    assert_int_equal(call(&desk, &desk.who, "desk.move", params, &seen), 0);
    assert_string_equal(text_of(seen, "state"), "assigned");
    assert_true(heard(&desk, OUTGOING_STAFF, "desk.changed"));
    json_decref(seen);
    assert_int_equal(call(&desk, &desk.who, "desk.move", params, NULL),
                     RPC_NOT_LEGAL);
    snprintf(params, sizeof params, "{'reference':'%s','to':'declined'}",
             reference);
    assert_int_equal(call(&desk, &desk.who, "desk.move", params, NULL),
                     RPC_PARAMS);
    assert_int_equal(call(&desk, &desk.who, "desk.order",
                          "{'reference':'P-2611-22222'}", NULL),
                     RPC_NOT_FOUND);
    assert_int_equal(audit_intact(desk.room.ws.store, &err), 1);
    json_decref(order);
    json_decref(inbox);
    desk_shut(&desk);
}

/* ---- conversations ------------------------------------------------------- */

static void talk_make(struct desk *desk, const char *id)
{
    struct store *store = desk->room.ws.store;
    const unsigned char hash[TOKEN_HASH_BYTES] = {1};
    char handover[32];
    struct err err = {0};
    int ret = store_begin(store, &err);

    snprintf(handover, sizeof handover, "h-%s", id);
    if (ret == 0)
        ret = visitors_add(store, "visitor-1", hash, 1, &err);
    if (ret == 0)
        ret = conversations_add(store, id, "visitor-1", "", LANG_DE, 1, &err);
    if (ret == 0)
        ret = handovers_add(store, handover, id, "suzhou", "help", LANG_DE, 1,
                            &err);
    if (store_end(store, ret, &err) < 0)
        fail_msg("%s", err.text);
}

static void test_talk(void **state)
{
    static const char reply[] =
        "{'conversation':'talk-1','cid':'0190-1','text':'Guten Tag'}";
    json_t *first = NULL, *again = NULL, *talk = NULL, *inbox = NULL;
    struct caller admin;
    struct desk desk;

    desk_open(&desk, state);
    talk_make(&desk, "talk-1");
    assert_int_equal(call(&desk, &desk.who, "desk.inbox", "{}", &inbox), 0);
    assert_int_equal(json_array_size(json_object_get(inbox, "handovers")), 1);
    assert_int_equal(call(&desk, &desk.who, "desk.reply", reply, NULL),
                     RPC_NOT_LEGAL); /* not taken yet */
    assert_int_equal(
        call(&desk, &desk.who, "desk.take", "{'id':'h-talk-1'}", NULL), 0);
    assert_true(heard(&desk, OUTGOING_CONVERSATION, "presence"));
    assert_int_equal(
        call(&desk, &desk.who, "desk.take", "{'id':'h-talk-1'}", NULL),
        RPC_NOT_LEGAL);
    assert_int_equal(call(&desk, &desk.who, "desk.reply", reply, &first), 0);
    assert_int_equal(call(&desk, &desk.who, "desk.reply", reply, &again), 0);
    assert_true(json_equal(first, again));
    assert_true(heard(&desk, OUTGOING_CONVERSATION, "message"));
    assert_int_equal(call(&desk, &desk.who, "desk.conversation",
                          "{'conversation':'talk-1'}", &talk),
                     0);
    assert_string_equal(text_of(talk, "lang"), "de");
    assert_int_equal(json_array_size(json_object_get(talk, "events")), 2);
    assert_true(json_says(talk, "Guten Tag"));
    /* another agent may not answer here, an admin may */
    for (int i = 0; i < 2; i++) {
        admin = stranger(&desk);
        user_add(&desk, i == 0 ? "wang" : "boss", i == 0 ? "agent" : "admin");
        assert_int_equal(
            call(&desk, &admin, "desk.sign_in",
                 i == 0 ? "{'name':'wang','password':'correct horse'}"
                        : "{'name':'boss','password':'correct horse'}",
                 NULL),
            0);
        assert_int_equal(
            call(&desk, &admin, "desk.reply",
                 "{'conversation':'talk-1','cid':'0190-2','text':'Hallo'}",
                 NULL),
            i == 0 ? RPC_NOT_ALLOWED : 0);
    }
    assert_int_equal(
        call(&desk, &desk.who, "desk.close", "{'id':'h-talk-1'}", NULL), 0);
    assert_int_equal(call(&desk, &desk.who, "desk.reply", reply, NULL),
                     RPC_NOT_FOUND);
    assert_int_equal(call(&desk, &desk.who, "desk.close", "{'id':'h-9'}", NULL),
                     RPC_NOT_FOUND);
    assert_int_equal(call(&desk, &desk.who, "desk.conversation",
                          "{'conversation':'talk-9'}", NULL),
                     RPC_NOT_FOUND);
    json_decref(first);
    json_decref(again);
    json_decref(talk);
    json_decref(inbox);
    desk_shut(&desk);
}

static void test_sweep(void **state)
{
    struct err err = {0};
    struct desk desk;

    desk_open(&desk, state);
    assert_int_equal(desk_sweep(&desk.room.ws, &err), 0);
    assert_int_equal(desk_holds(&desk.room.ws, &desk.who, &err), 1);
    desk.room.ws.now += 9 * hour;
    assert_int_equal(desk_sweep(&desk.room.ws, &err), 0);
    desk.room.ws.now -= 9 * hour; /* it is gone, not only too old */
    assert_int_equal(desk_holds(&desk.room.ws, &desk.who, &err), 0);
    desk_shut(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_gate),      DIR_TEST(test_sign_in),
        DIR_TEST(test_guessing),  DIR_TEST(test_holds),
        DIR_TEST(test_ended),     DIR_TEST(test_resume),
        DIR_TEST(test_listening), DIR_TEST(test_orders),
        DIR_TEST(test_talk),      DIR_TEST(test_sweep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
