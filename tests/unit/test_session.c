/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visitors' methods on a whole parlor, without a socket. */
#include "visitor_calls.h"

#include "store/transcripts.h"

static json_t *resume_params(const char *token, const char *conversation,
                             int after)
{
    return json_pack("{s:s, s:{s:s, s:s, s:i}}", "lang", "de", "resume",
                     "token", token, "conversation", conversation, "after_seq",
                     after);
}

static void arrives_and_comes_back(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller one = {0}, two = {0}, three = {0};
    json_t *first =
        result_of(parlor, &one, "hello", json_pack("{s:s}", "lang", "zh-TW"));
    json_t *again = NULL;

    assert_string_equal(text_of(first, "lang"), "zh-Hant");
    assert_string_equal(text_of(first, "visitor"), one.visitor);
    assert_string_equal(text_of(first, "conversation"), one.conversation);
    json_decref(result_of(parlor, &one, "ask", cid_params(1, "Hello")));
    again =
        result_of(parlor, &two, "hello",
                  resume_params(text_of(first, "token"), one.conversation, 1));
    assert_string_equal(two.visitor, one.visitor);
    assert_string_equal(two.conversation, one.conversation);
    assert_int_equal(json_array_size(json_object_get(again, "missed")), 1);
    assert_string_equal(
        text_of(json_array_get(json_object_get(again, "missed"), 0), "type"),
        "answer.done");
    assert_true(json_is_false(json_object_get(again, "gap")));
    json_decref(again);
    /* a seq that never was: begin from history */
    again =
        result_of(parlor, &three, "hello",
                  resume_params(text_of(first, "token"), one.conversation, 99));
    assert_true(json_is_true(json_object_get(again, "gap")));
    json_decref(again);
    json_decref(first);
}

static void does_not_cross_sites(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller here = {.portal = "pk_site_a"}, there = {0};
    json_t *first = result_of(parlor, &here, "hello", json_object());
    json_t *second =
        result_of(parlor, &there, "hello",
                  resume_params(text_of(first, "token"), here.conversation, 0));

    assert_string_equal(here.visitor, there.visitor);
    assert_string_not_equal(here.conversation, there.conversation);
    json_decref(first);
    json_decref(second);
}

static void asks_once(void **state)
{
    static const char *const told[] = {"message", "answer.start",
                                       "answer.done"};
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    struct left left;
    size_t next = 0;

    json_decref(result_of(parlor, &who, "hello", json_object()));
    left = call(parlor, &who, "ask", cid_params(1, "What is Suzhou?"));
    assert_int_equal(left.ret, 0);
    for (size_t i = 0; i < left.out.count; i++) {
        const struct outgoing_event *event = &left.out.items[i];

        assert_int_equal(event->to, OUTGOING_CONVERSATION);
        assert_string_equal(event->id, who.conversation);
        if (next < 3 && strcmp(event->type, told[next]) == 0)
            next++;
        else
            assert_string_equal(event->type, "answer.block");
    }
    assert_int_equal(next, 3);
    left_fini(&left);
    left = call(parlor, &who, "ask", cid_params(1, "What is Suzhou?"));
    assert_int_equal(json_integer_value(json_object_get(left.result, "seq")),
                     1);
    assert_int_equal(left.out.count, 0);
    left_fini(&left);
    left = call(parlor, &who, "ask", cid_params(2, "And Nanjing?"));
    assert_int_equal(json_integer_value(json_object_get(left.result, "turn")),
                     2);
    left_fini(&left);
}

static void keeps_to_its_own(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller mine = {0}, theirs = {0};

    assert_int_equal(code_of(parlor, &mine, "history.get", json_object()),
                     RPC_HELLO_FIRST);
    json_decref(result_of(parlor, &mine, "hello", json_object()));
    json_decref(result_of(parlor, &theirs, "hello", json_object()));
    json_decref(result_of(parlor, &theirs, "ask", cid_params(1, "Hello")));
    snprintf(mine.conversation, sizeof mine.conversation, "%s",
             theirs.conversation);
    assert_int_equal(code_of(parlor, &mine, "history.get", json_object()),
                     RPC_NOT_FOUND);
    assert_int_equal(code_of(parlor, &mine, "ask", cid_params(2, "Hello")),
                     RPC_NOT_FOUND);
    assert_int_equal(code_of(parlor, &mine, "person.request", json_object()),
                     RPC_NOT_FOUND);
    assert_int_equal(
        code_of(parlor, &mine, "feedback",
                json_pack("{s:i, s:s}", "turn", 1, "verdict", "right")),
        RPC_NOT_FOUND);
    assert_int_equal(code_of(parlor, &mine, "nonsense", json_object()),
                     RPC_METHOD);
    assert_int_equal(
        code_of(parlor, &theirs, "feedback",
                json_pack("{s:i, s:s}", "turn", 1, "verdict", "right")),
        0);
}

static void waits_for_a_person(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    struct handover open = {0};
    struct err err = {0};
    struct left left;

    json_decref(result_of(parlor, &who, "hello", json_object()));
    left = call(parlor, &who, "person.request",
                json_pack("{s:s}", "text", "please"));
    assert_string_equal(text_of(left.result, "state"), "waiting");
    assert_int_equal(left.out.count, 2);
    left_fini(&left);
    assert_int_equal(
        handovers_open(parlor->ws->store, who.conversation, &open, &err), 1);
    assert_string_equal(open.text, "please");
    /* while nobody has come, Parlor goes on answering, and staff hears */
    left = call(parlor, &who, "ask", cid_params(1, "Hello"));
    assert_string_equal(left.out.items[1].type, "desk.changed");
    assert_int_equal(json_integer_value(json_object_get(left.result, "turn")),
                     1);
    left_fini(&left);
    assert_int_equal(handovers_take(parlor->ws->store, open.id, "s1", 1, &err),
                     1);
    left = call(parlor, &who, "ask", cid_params(2, "Anybody?"));
    assert_true(json_is_null(json_object_get(left.result, "turn")));
    assert_int_equal(left.out.count, 2);
    left_fini(&left);
    left = call(parlor, &who, "person.request", json_object());
    assert_string_equal(text_of(left.result, "state"), "person");
    assert_int_equal(left.out.count, 0);
    left_fini(&left);
    handover_fini(&open);
}

/* desk/ puts events of its own into a conversation. */
static void takes_events_of_staff(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller visitor = {0};
    struct outgoing out = {0};
    struct caller staff = {.staff = "s1", .out = &out};
    struct rpc_error error = {0};
    int64_t seq = 0, again = 0;

    json_decref(result_of(parlor, &visitor, "hello", json_object()));
    for (int i = 0; i < 2; i++) {
        json_t *params = cid_params(5, "Good day");

        workspace_begin(parlor->ws, parlor->now, parlor->today);
        assert_int_equal(session_event(parlor->ws, &staff, visitor.conversation,
                                       "message", params,
                                       i == 0 ? &seq : &again, &error),
                         0);
        workspace_end(parlor->ws);
    }
    assert_int_equal(seq, 1);
    assert_int_equal(again, 1);
    assert_int_equal(out.count, 1);
    assert_int_equal(session_event(parlor->ws, &staff, "cnone", "message",
                                   json_object(), &seq, &error),
                     -1);
    assert_int_equal(error.code, RPC_NOT_FOUND);
    outgoing_fini(&out);
}

/* A list for the wire is cut where a socket could not hold it. */
static void cuts_long_lists(void **state)
{
    enum { EVENTS = 40 };
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    struct outgoing out = {0};
    struct rpc_error error = {0};
    char text[8001];
    json_t *got = NULL;
    size_t seen = 0;

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    json_decref(result_of(parlor, &who, "hello", json_object()));
    who.out = &out;
    for (int i = 0; i < EVENTS; i++)
        assert_int_equal(
            session_event(parlor->ws, &who, who.conversation, "message",
                          json_pack("{s:s}", "text", text), NULL, &error),
            0);
    for (int page = 0; page < 9; page++) {
        got = result_of(parlor, &who, "history.get",
                        json_pack("{s:i}", "after_seq", (int)seen));
        seen += json_array_size(json_object_get(got, "events"));
        assert_true(json_dumpb(got, NULL, 0, 0) < 140 * 1024);
        if (!json_is_true(json_object_get(got, "more")))
            break;
        json_decref(got);
        got = NULL;
    }
    assert_int_equal(seen, EVENTS);
    json_decref(got);
    outgoing_fini(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrives_and_comes_back),
        cmocka_unit_test(does_not_cross_sites),
        cmocka_unit_test(asks_once),
        cmocka_unit_test(keeps_to_its_own),
        cmocka_unit_test(waits_for_a_person),
        cmocka_unit_test(takes_events_of_staff),
        cmocka_unit_test(cuts_long_lists),
    };

    return cmocka_run_group_tests(tests, parlor_make, parlor_drop);
}
