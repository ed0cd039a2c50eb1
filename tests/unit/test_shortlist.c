/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shortlists and comparisons as a visitor asks for them. */
#include "visitor_calls.h"

#include "store/shortlists.h"
#include "store/sql.h"

static json_t *items(size_t count)
{
    static const char *const ids[] = {
        "suxitong-park", "suzhou",   "nantong",  "kunshan",  "etdz-001",
        "etdz-002",      "etdz-003", "etdz-004", "etdz-005", "etdz-006",
        "etdz-007",      "etdz-008", "etdz-009", "etdz-010", "etdz-011",
        "etdz-012",      "etdz-013", "etdz-014", "etdz-015", "etdz-016",
        "etdz-017"};
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_string(ids[i]));
    return list;
}

static json_t *put_params(int number, size_t count)
{
    char cid[40];

    snprintf(cid, sizeof cid, "018f0000-0000-7000-8000-%012d", number);
    return json_pack("{s:s, s:s, s:o}", "cid", cid, "title", "Chips", "items",
                     items(count));
}

static json_t *get_params(const char *id, const char *secret)
{
    return json_pack("{s:s, s:s, s:s}", "id", id, "secret", secret, "lang",
                     "en");
}

static void greet(struct parlor_fixture *parlor, struct caller *who)
{
    json_decref(
        result_of(parlor, who, "hello", json_pack("{s:s}", "lang", "en")));
}

static void kept_and_opened(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller mine = {0}, theirs = {0};
    json_t *put = NULL, *again = NULL, *got = NULL;

    greet(parlor, &mine);
    greet(parlor, &theirs);
    put = result_of(parlor, &mine, "shortlist.put", put_params(1, 3));
    again = result_of(parlor, &mine, "shortlist.put", put_params(1, 3));
    assert_true(json_equal(put, again));
    assert_non_null(strstr(text_of(put, "url"), text_of(put, "secret")));
    /* whoever has the link opens it */
    got = result_of(parlor, &theirs, "shortlist.get",
                    get_params(text_of(put, "id"), text_of(put, "secret")));
    assert_string_equal(text_of(got, "title"), "Chips");
    assert_int_equal(json_array_size(json_object_get(got, "items")), 3);
    assert_int_equal(json_array_size(json_object_get(
                         json_object_get(got, "compare"), "columns")),
                     3);
    assert_int_equal(strncmp(text_of(got, "csv"), "\xEF\xBB\xBF\"Name\",", 10),
                     0);
    assert_non_null(strstr(text_of(got, "csv"), "\r\n"));
    json_decref(put);
    json_decref(again);
    json_decref(got);
}

static void changed_by_its_secret(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    json_t *put = NULL, *params = put_params(3, 1), *got = NULL;

    greet(parlor, &who);
    put = result_of(parlor, &who, "shortlist.put", put_params(2, 2));
    json_object_set(params, "id", json_object_get(put, "id"));
    json_object_set(params, "secret", json_object_get(put, "secret"));
    json_decref(result_of(parlor, &who, "shortlist.put", json_incref(params)));
    got = result_of(parlor, &who, "shortlist.get",
                    get_params(text_of(put, "id"), text_of(put, "secret")));
    assert_int_equal(json_array_size(json_object_get(got, "items")), 1);
    assert_null(json_object_get(got, "compare"));
    json_object_set_new(params, "secret", json_string("guessed"));
    assert_int_equal(code_of(parlor, &who, "shortlist.put", params),
                     RPC_NOT_FOUND);
    json_decref(put);
    json_decref(got);
}

/* A wrong secret is answered as an id that never was, word for word. */
static void guessing_tells_nothing(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    struct left wrong, never;
    json_t *put = NULL;

    greet(parlor, &who);
    put = result_of(parlor, &who, "shortlist.put", put_params(4, 2));
    wrong = call(parlor, &who, "shortlist.get",
                 get_params(text_of(put, "id"), "wrong"));
    never = call(parlor, &who, "shortlist.get",
                 get_params("L-2222222222", text_of(put, "secret")));
    assert_int_equal(wrong.ret, -1);
    assert_int_equal(never.ret, -1);
    assert_int_equal(wrong.error.code, RPC_NOT_FOUND);
    assert_int_equal(never.error.code, wrong.error.code);
    assert_string_equal(never.error.message, wrong.error.message);
    left_fini(&wrong);
    left_fini(&never);
    json_decref(put);
}

static void limits_hold(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    char title[500] = "";
    json_t *params = NULL;

    greet(parlor, &who);
    assert_int_equal(code_of(parlor, &who, "shortlist.put", put_params(5, 21)),
                     RPC_PARAMS);
    assert_int_equal(code_of(parlor, &who, "shortlist.put", put_params(5, 0)),
                     RPC_PARAMS);
    assert_int_equal(code_of(parlor, &who, "shortlist.put", put_params(5, 20)),
                     0);
    for (int i = 0; i < 121; i++)
        strncat(title, "苏", sizeof title - strlen(title) - 1);
    params = put_params(6, 2);
    json_object_set_new(params, "title", json_string(title));
    assert_int_equal(
        code_of(parlor, &who, "shortlist.put", json_incref(params)),
        RPC_PARAMS);
    title[120 * 3] = '\0';
    json_object_set_new(params, "title", json_string(title));
    assert_int_equal(
        code_of(parlor, &who, "shortlist.put", json_incref(params)), 0);
    json_object_set_new(params, "title", json_string("two\nlines"));
    assert_int_equal(
        code_of(parlor, &who, "shortlist.put", json_incref(params)),
        RPC_PARAMS);
    json_object_set_new(params, "title", json_null());
    json_object_set_new(params, "items", json_pack("[s]", "no-such-record"));
    assert_int_equal(code_of(parlor, &who, "shortlist.put", params),
                     RPC_PARAMS);
}

static void so_many_of_a_visitor(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};

    greet(parlor, &who);
    for (int i = 0; i < 100; i++)
        assert_int_equal(
            code_of(parlor, &who, "shortlist.put", put_params(1000 + i, 1)), 0);
    assert_int_equal(
        code_of(parlor, &who, "shortlist.put", put_params(2000, 1)),
        RPC_TOO_MANY);
    /* one of them again is none more */
    assert_int_equal(
        code_of(parlor, &who, "shortlist.put", put_params(1000, 1)), 0);
}

static void forgotten_after_a_year(void **state)
{
    const int64_t year = 365LL * 24 * 60 * 60 * 1000;
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    struct err err = {0};
    int64_t now = parlor->now;
    json_t *put = NULL;

    greet(parlor, &who);
    put = result_of(parlor, &who, "shortlist.put", put_params(3000, 2));
    for (int late = 0; late < 2; late++) {
        workspace_begin(parlor->ws, parlor->now + year + late - 1,
                        parlor->today);
        assert_int_equal(session_sweep(parlor->ws, &err), 0);
        workspace_end(parlor->ws);
        if (late == 0)
            assert_int_equal(
                code_of(parlor, &who, "shortlist.get",
                        get_params(text_of(put, "id"), text_of(put, "secret"))),
                0);
        parlor->now += 1;
    }
    parlor->now = now + 10;
    assert_int_equal(
        code_of(parlor, &who, "shortlist.get",
                get_params(text_of(put, "id"), text_of(put, "secret"))),
        RPC_NOT_FOUND);
    json_decref(put);
}

/* The secret stands nowhere in the store. */
static void only_the_hash_is_kept(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    struct shortlist list = {0};
    struct err err = {0};
    json_t *put = NULL;
    unsigned char hash[SHORTLIST_HASH];

    greet(parlor, &who);
    put = result_of(parlor, &who, "shortlist.put", put_params(4000, 2));
    assert_int_equal(
        shortlists_get(parlor->ws->store, text_of(put, "id"), &list, &err), 1);
    assert_int_equal(
        shortlists_secret(parlor->ws->store, text_of(put, "id"), hash, &err),
        1);
    assert_int_not_equal(memcmp(hash, text_of(put, "secret"), 24), 0);
    shortlist_fini(&list);
    assert_int_equal(sql_script(parlor->ws->store,
                                "UPDATE shortlists SET items = '['", &err),
                     0);
    assert_int_equal(
        shortlists_get(parlor->ws->store, text_of(put, "id"), &list, &err), -1);
    assert_int_equal(err.code, ERR_CORRUPT);
    shortlist_fini(&list);
    json_decref(put);
}

static void compares(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    json_t *got = NULL;
    const json_t *rows = NULL;

    greet(parlor, &who);
    assert_int_equal(code_of(parlor, &who, "compare.get",
                             json_pack("{s:o}", "ids", items(1))),
                     RPC_PARAMS);
    assert_int_equal(code_of(parlor, &who, "compare.get",
                             json_pack("{s:o}", "ids", items(5))),
                     RPC_PARAMS);
    assert_int_equal(
        code_of(parlor, &who, "compare.get",
                json_pack("{s:[ss]}", "ids", "suzhou", "suzhou-2020-1.m15-2")),
        RPC_PARAMS);
    got = result_of(parlor, &who, "compare.get",
                    json_pack("{s:o, s:{s:[s]}, s:s}", "ids", items(2),
                              "demand", "near", "suzhou", "lang", "de"));
    rows = json_object_get(got, "rows");
    assert_true(
        json_is_true(json_object_get(json_array_get(rows, 0), "differs")));
    assert_true(json_is_real(json_object_get(
        json_array_get(json_object_get(got, "columns"), 0), "score")));
    assert_true(json_array_size(json_object_get(got, "citations")) > 0);
    json_decref(got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kept_and_opened),
        cmocka_unit_test(changed_by_its_secret),
        cmocka_unit_test(guessing_tells_nothing),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(so_many_of_a_visitor),
        cmocka_unit_test(forgotten_after_a_year),
        cmocka_unit_test(only_the_hash_is_kept),
        cmocka_unit_test(compares),
    };

    return cmocka_run_group_tests(tests, parlor_make, parlor_drop);
}
