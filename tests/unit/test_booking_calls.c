/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rooms, events and routes on the wire: consent first, a link for whoever
 * booked, contact values for staff who are seen looking. */
#include "visitor_calls.h"

#include <stdlib.h>
#include <unistd.h>

#include "desk/desk.h"
#include "desk/notices.h"
#include "desk/users.h"
#include "order/order.h"
#include "store/people.h"

static const char *const room_id = "suzhou-parlor-vip-room";

static json_t *booking_params(int number, const char *more)
{
    char text[1024];
    json_t *params = NULL;

    snprintf(text, sizeof text,
             "{'cid':'018f0000-0000-7000-8000-%012d','people':3,'notice':'1',"
             "'consents':{'contact':true},'fields':{'purpose':'talks',"
             "'name':'canary-name','email':'canary@mail.example',"
             "'phone':'+49 30 12345'},%s}",
             number, more);
    for (char *at = text; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    params = json_loads(text, 0, NULL);
    if (params == NULL)
        fail_msg("%s", text);
    return params;
}

static json_t *room_params(int number, const char *from, const char *to)
{
    char more[200];

    snprintf(more, sizeof more, "'room':'%s','from':'%s','to':'%s'", room_id,
             from, to);
    return booking_params(number, more);
}

static json_t *link_params(const json_t *receipt)
{
    return json_pack("{s:s,s:s}", "reference", text_of(receipt, "reference"),
                     "secret", text_of(receipt, "secret"));
}

static bool says(const json_t *value, const char *canary)
{
    char *text = json_dumps(value, 0);
    bool found = strstr(text, canary) != NULL;

    free(text);
    return found;
}

static struct caller visitor(struct parlor_fixture *parlor)
{
    struct caller who = {0};

    json_decref(result_of(parlor, &who, "hello", json_object()));
    return who;
}

static void books_a_room(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = visitor(parlor), other = visitor(parlor);
    json_t *first =
        result_of(parlor, &who, "room.request",
                  room_params(1, "2026-12-01T09:00", "2026-12-01T10:00"));
    json_t *again =
        result_of(parlor, &who, "room.request",
                  room_params(1, "2026-12-01T09:00", "2026-12-01T10:00"));
    json_t *list = NULL, *wrong = NULL;

    assert_string_equal(text_of(first, "state"), "requested");
    assert_string_equal(text_of(first, "reference"),
                        text_of(again, "reference"));
    assert_string_equal(text_of(first, "secret"), text_of(again, "secret"));
    assert_true(strstr(text_of(first, "url"), "/booking/B-") != NULL);
    assert_false(says(first, "canary"));
    assert_int_equal(
        code_of(parlor, &other, "room.request",
                room_params(2, "2026-12-01T09:30", "2026-12-01T10:30")),
        RPC_NOT_LEGAL);
    list = result_of(parlor, &other, "room.list", json_object());
    assert_true(says(list, "2026-12-01T09:00"));
    assert_false(says(list, text_of(first, "reference")));
    wrong = link_params(first);
    json_object_set_new(wrong, "secret", json_string("x"));
    assert_int_equal(code_of(parlor, &who, "booking.get", wrong),
                     RPC_NOT_FOUND);
    json_decref(result_of(parlor, &who, "booking.get", link_params(first)));
    json_decref(result_of(parlor, &who, "booking.cancel", link_params(first)));
    assert_int_equal(
        code_of(parlor, &who, "booking.cancel", link_params(first)),
        RPC_NOT_LEGAL);
    json_decref(
        result_of(parlor, &other, "room.request",
                  room_params(3, "2026-12-01T09:30", "2026-12-01T10:30")));
    json_decref(first);
    json_decref(again);
    json_decref(list);
}

/* Nothing is taken without consent, the notice in force and good values. */
static void asks_first(void **state)
{
    static const struct {
        const char *member, *value;
        int code;
    } rows[] = {
        {"consents", "{}", RPC_CONSENT},
        {"consents", "{\"contact\":\"yes\"}", RPC_CONSENT},
        {"notice", "\"0\"", RPC_CONSENT},
        {"notice", "null", RPC_CONSENT},
        {"fields", "[]", RPC_PARAMS},
        {"fields", "{\"name\":\"x\"}", RPC_PARAMS},
        {"fields", "{\"name\":\"x\",\"email\":\"no\"}", RPC_PARAMS},
        {"fields", "{\"name\":\"\\u0007\",\"email\":\"a@b.cc\"}", RPC_PARAMS},
        {"fields", "{\"name\":\"x\",\"email\":\"a@b.cc\",\"z\":\"1\"}",
         RPC_PARAMS},
        {"fields", "{\"name\":7,\"email\":\"a@b.cc\"}", RPC_PARAMS},
        {"fields", "{\"name\":\"x\",\"email\":\"a@b.cc\",\"phone\":\"12\"}",
         RPC_PARAMS},
        {"people", "0", RPC_PARAMS},
        {"people", "\"3\"", RPC_PARAMS},
        {"cid", "\"nonsense\"", RPC_PARAMS},
        {"room", "\"no-room\"", RPC_NOT_FOUND},
        {"from", "\"tomorrow\"", RPC_PARAMS},
        {"to", "\"2026-12-01T09:05\"", RPC_PARAMS},
    };
    struct parlor_fixture *parlor = *state;
    struct caller who = visitor(parlor);
    json_t *list = NULL;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *params =
            room_params(20, "2026-12-01T09:00", "2026-12-01T10:00");
        int code = 0;

        json_object_set_new(params, rows[i].member,
                            json_loads(rows[i].value, JSON_DECODE_ANY, NULL));
        code = code_of(parlor, &who, "room.request", params);
        if (code != rows[i].code)
            fail_msg("row %zu: %s: %d", i, rows[i].member, code);
    }
    list = result_of(parlor, &who, "form.get",
                     json_pack("{s:s}", "form", "booking"));
    assert_string_equal(text_of(json_object_get(list, "notice"), "version"),
                        "1");
    json_decref(list);
}

static void registers(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = visitor(parlor);
    json_t *events = result_of(parlor, &who, "event.list",
                               json_pack("{s:s}", "theme", "theme_day"));
    json_t *receipt = result_of(parlor, &who, "event.register",
                                booking_params(30, "'event':'city-theme-day'"));

    assert_int_equal(json_array_size(json_object_get(events, "events")), 1);
    assert_string_equal(text_of(receipt, "state"), "requested");
    assert_int_equal(json_array_size(json_object_get(receipt, "notes")), 2);
    assert_int_equal(
        code_of(parlor, &who, "event.register",
                booking_params(31, "'event':'shandong-parlor-opening'")),
        RPC_PARAMS);
    json_decref(events);
    json_decref(receipt);
}

static void composes(void **state)
{
    static const struct {
        const char *params;
        int code;
    } rows[] = {
        {"{\"stops\":[\"suzhou\",\"kunshan\"]}", 0},
        {"{\"stops\":[\"suzhou\"],\"start\":\"2026-12-01\",\"hours\":4}", 0},
        {"{\"stops\":[]}", RPC_PARAMS},
        {"{\"stops\":\"suzhou\"}", RPC_PARAMS},
        {"{\"stops\":[\"nowhere-at-all\"]}", RPC_PARAMS},
        {"{\"stops\":[\"suzhou\",\"suzhou\"]}", RPC_PARAMS},
        {"{\"stops\":[7]}", RPC_PARAMS},
        {"{\"stops\":[\"industry\"]}", RPC_PARAMS},
        {"{\"stops\":[\"suzhou\"],\"start\":\"soon\"}", RPC_PARAMS},
        {"{\"stops\":[\"suzhou\"],\"hours\":40}", RPC_PARAMS},
    };
    static const struct {
        const char *params;
        int code;
    } clocks[] = {
        {"{\"start\":\"2026-11-23\"}", 0},
        {"{\"start\":\"2026-11-23\",\"clock\":\"clock-gas\"}", 0},
        {"{\"start\":\"2026-11-23\",\"clock\":\"clock-none\"}", RPC_NOT_FOUND},
        {"{\"start\":\"Monday\"}", RPC_PARAMS},
        {"{}", RPC_PARAMS},
        {"{\"start\":\"2026-11-23\",\"answers\":[]}", RPC_PARAMS},
        {"{\"start\":\"2026-11-23\",\"clock\":\"clock-gas\","
         "\"answers\":{\"new_pipe\":\"maybe\"}}",
         RPC_PARAMS},
    };
    struct parlor_fixture *parlor = *state;
    struct caller who = visitor(parlor);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (code_of(parlor, &who, "visit.compose",
                    json_loads(rows[i].params, 0, NULL)) != rows[i].code)
            fail_msg("row %zu: %s", i, rows[i].params);
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++)
        if (code_of(parlor, &who, "clock.run",
                    json_loads(clocks[i].params, 0, NULL)) != clocks[i].code)
            fail_msg("row %zu: %s", i, clocks[i].params);
}

/* ---- staff --------------------------------------------------------------- */

static int desk_code(struct parlor_fixture *parlor, struct caller *who,
                     const char *method, json_t *params, json_t **out)
{
    struct outgoing left = {0};
    struct rpc_error error = {0};
    json_t *result = NULL;
    int ret = 0;

    workspace_begin(parlor->ws, ++parlor->now, parlor->today);
    parlor->ws->key = visitor_key;
    who->out = &left;
    ret = desk_call(parlor->ws, who, method, params, &result, &error);
    workspace_end(parlor->ws);
    json_decref(params);
    json_decref(error.data);
    outgoing_fini(&left);
    if (out != NULL)
        *out = json_incref(result);
    json_decref(result);
    return ret < 0 ? error.code : 0;
}

static struct caller staff(struct parlor_fixture *parlor, const char *name,
                           const char *role)
{
    struct caller who = {.address = "203.0.113.0/24"};
    struct err err = {0};

    users_add(parlor->ws->store, name, role, "correct horse", "test",
              parlor->now, &err);
    assert_int_equal(desk_code(parlor, &who, "desk.sign_in",
                               json_pack("{s:s,s:s}", "name", name, "password",
                                         "correct horse"),
                               NULL),
                     0);
    return who;
}

static void is_handled(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = visitor(parlor), agent = staff(parlor, "li", "agent"),
                  admin = staff(parlor, "wang", "admin");
    json_t *receipt =
        result_of(parlor, &who, "room.request",
                  room_params(40, "2026-12-08T09:00", "2026-12-08T10:00"));
    const char *reference = text_of(receipt, "reference");
    json_t *list = NULL, *one = NULL;

    assert_int_equal(
        desk_code(parlor, &agent, "desk.bookings", json_object(), &list), 0);
    assert_true(says(list, reference));
    assert_false(says(list, "canary"));
    assert_int_equal(desk_code(parlor, &agent, "desk.booking",
                               json_pack("{s:s}", "reference", reference),
                               &one),
                     0);
    assert_true(says(one, "canary@mail.example"));
    json_decref(one);
    assert_int_equal(desk_code(parlor, &agent, "desk.booking_move",
                               json_pack("{s:s,s:s}", "reference", reference,
                                         "to", "declined"),
                               NULL),
                     RPC_PARAMS);
    assert_int_equal(desk_code(parlor, &agent, "desk.booking_move",
                               json_pack("{s:s,s:s}", "reference", reference,
                                         "to", "approved"),
                               NULL),
                     0);
    assert_int_equal(desk_code(parlor, &agent, "desk.booking_move",
                               json_pack("{s:s,s:s}", "reference",
                                         "B-0000-ZZZZZ", "to", "approved"),
                               NULL),
                     RPC_NOT_FOUND);
    assert_int_equal(
        desk_code(parlor, &agent, "desk.event_set",
                  json_pack("{s:s,s:i}", "event", "import-expo", "places", 5),
                  NULL),
        RPC_NOT_ALLOWED);
    assert_int_equal(
        desk_code(parlor, &admin, "desk.event_set",
                  json_pack("{s:s,s:i}", "event", "import-expo", "places", 5),
                  NULL),
        0);
    assert_int_equal(
        desk_code(parlor, &admin, "desk.booking_hold",
                  json_pack("{s:s,s:s,s:s}", "room", room_id, "from",
                            "2026-12-08T09:30", "to", "2026-12-08T11:00"),
                  NULL),
        RPC_NOT_LEGAL);
    assert_int_equal(
        desk_code(parlor, &agent, "desk.follow_ups", json_object(), NULL), 0);
    one = result_of(parlor, &who, "booking.get", link_params(receipt));
    assert_string_equal(text_of(one, "state"), "approved");
    json_decref(one);
    json_decref(list);
    json_decref(receipt);
}

/* The mail goes to who booked, in their language, and to nobody else. */
static void is_written(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = visitor(parlor);
    json_t *receipt =
        result_of(parlor, &who, "room.request",
                  room_params(50, "2026-12-09T09:00", "2026-12-09T10:00"));
    struct outbox_row row = {
        .kind = "booking",
        .receiver = "visitor",
        .payload =
            json_pack("{s:s,s:s}", "state", "requested", "record", room_id)};
    struct notify_words words = {0};
    struct err err = {0};

    snprintf(row.subject, sizeof row.subject, "%s",
             text_of(receipt, "reference"));
    assert_int_equal(notices_word(parlor->ws, &row, "de", false, &words, &err),
                     1);
    assert_string_equal(words.to, "canary@mail.example");
    assert_non_null(strstr(words.subject, row.subject));
    assert_non_null(strstr(words.body, "Angefragt"));
    notify_words_fini(&words);
    snprintf(row.subject, sizeof row.subject, "B-0000-AAAAA");
    assert_int_equal(notices_word(parlor->ws, &row, "de", false, &words, &err),
                     0);
    notify_words_fini(&words);
    outbox_row_fini(&row);
    json_decref(receipt);
}

/* ---- erasing ------------------------------------------------------------- */

/* Is a text anywhere in the files of the data directory? */
static bool on_disk(const struct parlor_fixture *parlor, const char *text)
{
    static const char *const files[] = {"parlor.db", "parlor.db-wal"};
    bool found = false;

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[128];
        struct buf bytes;

        snprintf(path, sizeof path, "%s/%s", parlor->directory, files[i]);
        buf_init(&bytes);
        if (access(path, R_OK) == 0)
            file_load(path, &bytes);
        found = found || (bytes.len != 0 && memmem(bytes.bytes, bytes.len, text,
                                                   strlen(text)) != NULL);
        buf_fini(&bytes);
    }
    return found;
}

static void is_erased(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = visitor(parlor);
    json_t *params = room_params(60, "2026-12-10T09:00", "2026-12-10T10:00");
    json_t *receipt = NULL, *kept = NULL;
    struct err err = {0};

    json_object_set_new(params, "fields",
                        json_pack("{s:s,s:s,s:s}", "purpose", "canary-purpose",
                                  "name", "canary-erased", "email",
                                  "gone@mail.example"));
    receipt = result_of(parlor, &who, "room.request", params);
    assert_true(on_disk(parlor, "canary-purpose"));
    assert_false(on_disk(parlor, "canary-erased"));
    assert_false(on_disk(parlor, "gone@mail.example"));
    workspace_begin(parlor->ws, ++parlor->now, parlor->today);
    assert_int_equal(
        person_export(parlor->ws, "gone@mail.example", &kept, &err), 0);
    assert_true(says(kept, "canary-erased"));
    json_decref(kept);
    assert_int_equal(person_erase(parlor->ws, "GONE@mail.example", &err), 1);
    workspace_end(parlor->ws);
    assert_false(on_disk(parlor, "canary-purpose"));
    assert_int_equal(code_of(parlor, &who, "booking.get", link_params(receipt)),
                     RPC_NOT_FOUND);
    json_decref(receipt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(books_a_room), cmocka_unit_test(asks_first),
        cmocka_unit_test(registers),    cmocka_unit_test(composes),
        cmocka_unit_test(is_handled),   cmocka_unit_test(is_written),
        cmocka_unit_test(is_erased),
    };

    return cmocka_run_group_tests(tests, parlor_make, parlor_drop);
}
