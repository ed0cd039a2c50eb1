/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was shown is counted without a person, and reported for every city. */
#include "visitor_calls.h"

#include <stdlib.h>

#include "desk/calls.h"
#include "desk/fairness.h"
#include "store/shown.h"

static json_t *report_of(struct parlor_fixture *parlor, const char *since)
{
    json_t *report = NULL;
    struct err err = {0};

    workspace_begin(parlor->ws, ++parlor->now, parlor->today);
    if (fairness_report(parlor->ws, since, LANG_EN, &report, &err) < 0)
        fail_msg("%s", err.text);
    workspace_end(parlor->ws);
    return report;
}

static const json_t *place_of(const json_t *report, const char *id)
{
    size_t i = 0;
    const json_t *place = NULL;

    json_array_foreach(json_object_get(report, "places"), i, place)
        if (strcmp(text_of(place, "id"), id) == 0)
            return place;
    return NULL;
}

static int number_at(const json_t *object, const char *name)
{
    return (int)json_integer_value(json_object_get(object, name));
}

/* Nothing was shown yet: assisted cities stand there, at zero. */
static void zero_is_listed(void **state)
{
    struct parlor_fixture *parlor = *state;
    json_t *report = report_of(parlor, "");

    for (size_t i = 0; i < 2; i++) {
        const json_t *place = place_of(report, i == 0 ? "longnan" : "anshun");

        assert_non_null(place);
        assert_true(json_is_true(json_object_get(place, "assisted")));
        assert_int_equal(number_at(place, "shown"), 0);
    }
    assert_true(
        json_is_false(json_object_get(place_of(report, "suzhou"), "assisted")));
    json_decref(report);
}

static void rankings_are_counted(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct caller who = {0};
    json_t *report = NULL;
    const json_t *place = NULL, *theme = NULL;

    json_decref(result_of(parlor, &who, "hello", json_object()));
    json_decref(result_of(
        parlor, &who, "ask",
        cid_params(1, "Find a park near Suzhou, north of the Yangtze, for "
                      "chip packaging")));
    json_decref(
        result_of(parlor, &who, "compare.get",
                  json_pack("{s:[ss]}", "ids", "suxitong-park", "longnan")));
    report = report_of(parlor, "");
    place = place_of(report, "suxitong-park");
    assert_non_null(place);
    assert_int_equal(number_at(place, "shown"), 2);
    assert_int_equal(number_at(place, "first"), 1);
    theme = json_array_get(json_object_get(place, "themes"), 1);
    assert_string_equal(text_of(theme, "theme"), "ic-packaging-testing");
    assert_int_equal(number_at(place_of(report, "longnan"), "shown"), 1);
    /* the same request again is no second showing */
    json_decref(result_of(
        parlor, &who, "ask",
        cid_params(1, "Find a park near Suzhou, north of the Yangtze, for "
                      "chip packaging")));
    json_decref(report);
    report = report_of(parlor, "");
    assert_int_equal(number_at(place_of(report, "suxitong-park"), "shown"), 2);
    json_decref(report);
    report = report_of(parlor, "2999-01-01");
    assert_int_equal(number_at(json_object_get(report, "total"), "shown"), 0);
    json_decref(report);
}

static void orders_are_counted(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct err err = {0};
    json_t *report = NULL;
    struct store *store = parlor->ws->store;

    assert_int_equal(store_begin(store, &err), 0);
    assert_int_equal(
        shown_ordered(store, parlor->now, "anshun", "investment", &err), 0);
    assert_int_equal(store_commit(store, &err), 0);
    report = report_of(parlor, "");
    assert_int_equal(number_at(place_of(report, "anshun"), "ordered"), 1);
    json_decref(report);
}

static void batches(void **state)
{
    struct parlor_fixture *parlor = *state;
    struct shown *shown = shown_new();
    struct err err = {0};
    json_t *report = NULL;

    assert_false(shown_due(shown, 0));
    shown_add(shown, 1000, "zibo", "fact", false);
    shown_add(shown, 2000, "zibo", "fact", true);
    assert_false(shown_due(shown, 30 * 1000));
    assert_true(shown_due(shown, 70 * 1000));
    for (int i = 0; i < 2000; i++) {
        char theme[16];

        snprintf(theme, sizeof theme, "t%d", i);
        shown_add(shown, 1000, "zibo", theme, false);
    }
    assert_true(shown_due(shown, 1001));
    assert_int_equal(shown_flush(parlor->ws->store, shown, &err), 0);
    assert_false(shown_due(shown, 1000000));
    assert_int_equal(shown_flush(parlor->ws->store, shown, &err), 0);
    report = report_of(parlor, "");
    assert_int_equal(number_at(place_of(report, "zibo"), "first"), 1);
    assert_true(number_at(place_of(report, "zibo"), "shown") > 500);
    json_decref(report);
    shown_free(&shown);
}

/* The report is the administrators'; others learn nothing of it. */
static void for_admins(void **state)
{
    static const struct {
        const char *role;
        int code;
    } rows[] = {
        {"agent", RPC_NOT_ALLOWED}, {"", RPC_NOT_ALLOWED}, {"admin", 0}};
    struct parlor_fixture *parlor = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_auto_t *params = json_pack("{s:s}", "report", "fairness");
        struct caller who = {.staff = "s1", .lang = LANG_EN};
        struct rpc_error error = {0};
        json_t *result = NULL;

        snprintf(who.staff_role, sizeof who.staff_role, "%s", rows[i].role);
        workspace_begin(parlor->ws, ++parlor->now, parlor->today);
        desk_report(parlor->ws, &who, params, &result, &error);
        workspace_end(parlor->ws);
        if (error.code != rows[i].code || (result != NULL) != !rows[i].code)
            fail_msg("row %zu: %d", i, error.code);
        json_decref(result);
        json_decref(error.data);
    }
}

static void as_csv(void **state)
{
    struct parlor_fixture *parlor = *state;
    json_t *report = report_of(parlor, "");
    char *csv = fairness_csv(report);

    assert_non_null(strstr(csv, "id,name,kind,assisted,month,theme,"));
    assert_non_null(strstr(csv, "\"longnan\",\"Longnan\",\"city\",1,"));
    assert_null(strstr(csv, "conversation"));
    free(csv);
    json_decref(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zero_is_listed),
        cmocka_unit_test(rankings_are_counted),
        cmocka_unit_test(orders_are_counted),
        cmocka_unit_test(batches),
        cmocka_unit_test(for_admins),
        cmocka_unit_test(as_csv),
    };

    return cmocka_run_group_tests(tests, parlor_make, parlor_drop);
}
