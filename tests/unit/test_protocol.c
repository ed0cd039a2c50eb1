/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text frames to requests, answers to text; handshakes; the queue to send. */
#include "test_dir.h"

#include "net/handshake.h"
#include "net/sendqueue.h"
#include "net/protocol.h"

#define HEAD "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\""

static void reads_frames(void **state)
{
    static const struct {
        const char *text;
        enum protocol_fault fault;
        int code;
        bool id; /* can be answered under its id */
    } rows[] = {
        {HEAD "}", PROTOCOL_FINE, 0, true},
        {HEAD ",\"params\":{}}", PROTOCOL_FINE, 0, true},
        {" \n" HEAD " } ", PROTOCOL_FINE, 0, true},
        {"{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"m\"}", PROTOCOL_FINE,
         0, true},
        {"", PROTOCOL_JSON, RPC_PARSE, false},
        {"{", PROTOCOL_JSON, RPC_PARSE, false},
        {HEAD "}}", PROTOCOL_JSON, RPC_PARSE, false},
        {"\"\\ud800\"", PROTOCOL_JSON, RPC_PARSE, false},
        {HEAD ",\"params\":{\"a\":\"\\u0000\"}}", PROTOCOL_JSON, RPC_PARSE,
         false},
        {HEAD ",\"params\":{\"\\u0000\":1}}", PROTOCOL_JSON, RPC_PARSE, false},
        {HEAD ",\"id\":1}", PROTOCOL_DUPLICATE, RPC_REQUEST, false},
        {HEAD ",\"params\":{\"a\":1,\"\\u0061\":1}}", PROTOCOL_DUPLICATE,
         RPC_REQUEST, false},
        {"[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", PROTOCOL_DEEP, RPC_REQUEST,
         false},
        {"[]", PROTOCOL_REQUEST, RPC_REQUEST, false},
        {"[" HEAD "}]", PROTOCOL_REQUEST, RPC_REQUEST, false},
        {HEAD ",\"params\":[]}", PROTOCOL_REQUEST, RPC_REQUEST, true},
        {HEAD ",\"params\":null}", PROTOCOL_REQUEST, RPC_REQUEST, true},
        {"{\"jsonrpc\":\"2.0\",\"id\":1}", PROTOCOL_REQUEST, RPC_REQUEST, true},
        {"{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"m\"}", PROTOCOL_REQUEST,
         RPC_REQUEST, false},
        {"{\"jsonrpc\":\"2.0\",\"id\":1.0,\"method\":\"m\"}", PROTOCOL_REQUEST,
         RPC_REQUEST, false},
        {"{\"jsonrpc\":2.0,\"id\":1,\"method\":\"m\"}", PROTOCOL_REQUEST,
         RPC_REQUEST, true},
        {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"}", PROTOCOL_REQUEST,
         RPC_REQUEST, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct request request;
        struct rpc_error error = {0};
        enum protocol_fault fault =
            protocol_read(rows[i].text, strlen(rows[i].text), &request, &error);

        if (fault != rows[i].fault || error.code != rows[i].code ||
            (request.id != NULL) != rows[i].id ||
            (fault == PROTOCOL_FINE) != (request.params != NULL))
            fail_msg("row %zu: %s: %s, code %d", i, rows[i].text,
                     protocol_fault_name(fault), error.code);
        request_fini(&request);
        request_fini(&request);
        json_decref(error.data);
    }
}

static void scans_before_parsing(void **state)
{
    static char many[2 * PROTOCOL_VALUES_MAX + 64];
    size_t len = 0;

    (void)state;
    assert_int_equal(protocol_scan("[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", 33), 1);
    assert_int_equal(protocol_scan("[[[[[[[[[[[[[[[[[", 17), 0);
    assert_int_equal(protocol_scan("\"[[[[[[[[[[[[[[[[[[[\"", 21), 1);
    assert_int_equal(protocol_scan("\"\\\"[[[[[[[[[[[[[[[[[[[", 21), 1);
    assert_int_equal(protocol_scan("\"\\", 2), 1);
    assert_int_equal(protocol_scan("[][][][][][][][][][][]", 22), 1);
    for (int i = 0; i <= PROTOCOL_VALUES_MAX; i++)
        many[len++] = ',';
    assert_int_equal(protocol_scan(many, len), 0);
    assert_int_equal(protocol_scan(many, len - 1), 1);
}

static void writes_frames(void **state)
{
    json_t *id = json_integer(7),
           *body = json_pack("{s:s}", "a", "\xE4\xBD\xA0");
    struct rpc_error error = {.code = RPC_BUSY, .message = "busy"};
    size_t len = 0;
    char *text = protocol_result(id, body, &len);

    (void)state;
    assert_string_equal(
        text,
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"a\":\"\xE4\xBD\xA0\"}}");
    assert_int_equal(len, strlen(text));
    free(text);
    text = protocol_error(NULL, &error, &len);
    assert_string_equal(text, "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":"
                              "{\"code\":-32000,\"message\":\"busy\"}}");
    free(text);
    rpc_bad_param(&error, "a.b", "is odd");
    text = protocol_error(id, &error, &len);
    assert_non_null(strstr(text, "\"data\":[{\"path\":\"a.b\",\"what\":\"is "
                                 "odd\"}]"));
    free(text);
    text = protocol_event("presence", body, &len);
    assert_string_equal(text, "{\"jsonrpc\":\"2.0\",\"method\":\"presence\","
                              "\"params\":{\"a\":\"\xE4\xBD\xA0\"}}");
    free(text);
    json_decref(error.data);
    json_decref(id);
    json_decref(body);
}

static void reads_params(void **state)
{
    json_t *params = json_pack("{s:s, s:i, s:n, s:s, s:f}", "text", "abc",
                               "number", 5, "null", "empty", "", "real", 1.5);
    struct rpc_error error = {0};
    int64_t number = 0;

    (void)state;
    assert_string_equal(rpc_text(params, "text", 3, &error), "abc");
    assert_null(rpc_text(params, "text", 2, &error));
    assert_int_equal(error.code, RPC_PARAMS);
    assert_null(rpc_text(params, "empty", 9, &error));
    assert_null(rpc_text(params, "none", 9, &error));
    assert_null(rpc_text(params, "number", 9, &error));
    json_decref(error.data);
    error = (struct rpc_error){0};
    assert_null(rpc_text_or(params, "none", 9, NULL, &error));
    assert_string_equal(rpc_text_or(params, "null", 9, "x", &error), "x");
    assert_int_equal(error.code, 0);
    assert_int_equal(rpc_integer(params, "none", 1, 9, 3, &number, &error), 0);
    assert_int_equal(number, 3);
    assert_int_equal(rpc_integer(params, "number", 1, 5, 3, &number, &error),
                     0);
    assert_int_equal(number, 5);
    assert_int_equal(rpc_integer(params, "number", 1, 4, 3, &number, &error),
                     -1);
    assert_int_equal(rpc_integer(params, "real", 1, 4, 3, &number, &error), -1);
    json_decref(error.data);
    json_decref(params);
}

static void judges_handshakes(void **state)
{
    static const char key[] = "dGhlIHNhbXBsZSBub25jZQ==";
    static const struct {
        struct handshake said;
        int status;
    } rows[] = {
        {{true, "/ws", "HTTP/1.1", "13", key, "parlor.v1", "http://a"}, 101},
        {{true, "/ws", "HTTP/1.1", "13", key, "x,parlor.v1", "http://a"}, 101},
        {{true, "/w", "HTTP/1.1", "13", key, "parlor.v1", "http://a"}, 404},
        {{false, "/ws", "HTTP/1.1", "13", key, "parlor.v1", "http://a"}, 405},
        {{true, "/ws", "HTTP/1.0", "13", key, "parlor.v1", "http://a"}, 505},
        {{true, "/ws", NULL, "13", key, "parlor.v1", "http://a"}, 505},
        {{true, "/ws", "HTTP/1.1", "8", key, "parlor.v1", "http://a"}, 426},
        {{true, "/ws", "HTTP/1.1", NULL, key, "parlor.v1", "http://a"}, 426},
        {{true, "/ws", "HTTP/1.1", "13", "x", "parlor.v1", "http://a"}, 400},
        {{true, "/ws", "HTTP/1.1", "13",
          "dGhlIHNhbXBsZSBub25jZR==", "parlor.v1", "http://a"},
         400},
        {{true, "/ws", "HTTP/1.1", "13",
          "dGhlIHNhbXBsZSBub25j!Q==", "parlor.v1", "http://a"},
         400},
        {{true, "/ws", "HTTP/1.1", "13", NULL, "parlor.v1", "http://a"}, 400},
        {{true, "/ws", "HTTP/1.1", "13", key, "parlor.v11", "http://a"}, 400},
        {{true, "/ws", "HTTP/1.1", "13", key, NULL, "http://a"}, 400},
        {{true, "/ws", "HTTP/1.1", "13", key, "parlor.v1", NULL}, 403},
        {{true, "/ws", "HTTP/1.1", "13", key, "parlor.v1", ""}, 403},
        {{true, "/ws", "HTTP/1.1", "13", key, "parlor.v1", "http://ab"}, 403},
    };
    struct origins own = {.items = {"http://a"}, .count = 1};
    struct portals none = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct verdict verdict = handshake_judge(&rows[i].said, &own, &none);

        if (verdict.status != rows[i].status)
            fail_msg("row %zu: %d, not %d", i, verdict.status, rows[i].status);
    }
}

static struct frame *frame_of(size_t len)
{
    char *text = malloc(len);

    memset(text, 'x', len);
    return frame_new(text, len);
}

static void holds_frames_back(void **state)
{
    struct sendqueue one = {0}, two = {0};
    struct frame *half = frame_of(SENDQUEUE_MAX / 2);
    struct frame *little = frame_of(3);
    const char *bytes = NULL;
    bool first = false, last = false;

    (void)state;
    assert_int_equal(sendqueue_peek(&one, 9, &bytes, &first, &last), 0);
    assert_true(sendqueue_add(&one, half));
    assert_true(sendqueue_add(&two, half));
    assert_true(sendqueue_add(&one, half));
    assert_false(sendqueue_add(&one, little));
    assert_true(sendqueue_add(&two, little));
    frame_drop(&half);
    frame_drop(&little);
    frame_drop(&little);
    assert_int_equal(sendqueue_peek(&two, 1000, &bytes, &first, &last), 1000);
    assert_true(first && !last);
    sendqueue_take(&two, 1000);
    assert_int_equal(sendqueue_peek(&two, SENDQUEUE_MAX, &bytes, &first, &last),
                     SENDQUEUE_MAX / 2 - 1000);
    assert_true(!first && last);
    sendqueue_take(&two, SENDQUEUE_MAX / 2 - 1000);
    assert_int_equal(sendqueue_peek(&two, 1000, &bytes, &first, &last), 3);
    assert_true(first && last);
    assert_int_equal(two.bytes, 3);
    sendqueue_clear(&two);
    sendqueue_clear(&one);
    assert_int_equal(one.bytes, 0);
    assert_null(two.first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_frames),
        cmocka_unit_test(scans_before_parsing),
        cmocka_unit_test(writes_frames),
        cmocka_unit_test(reads_params),
        cmocka_unit_test(judges_handshakes),
        cmocka_unit_test(holds_frames_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
