/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_policy.c - every type of rule, every limit, on the clauses of the
 * corpus; and on rules of our own where it has none of a kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "policy/amount.h"
#include "policy/policy.h"
#include "policy_rows.h"

enum { INPUTS_MAX = 4 };

static struct record *record_make(const char *text)
{
    struct record *out = NULL;
    struct err err = {0};

    if (record_parse(text, strlen(text), &out, &err) < 0)
        fail_msg("%s: %s", text, err.text);
    return out;
}

static struct record *clause_load(const char *id)
{
    char text[65536], path[256];
    FILE *file = NULL;
    size_t len = 0;

    snprintf(path, sizeof path, "corpus/clause/suzhou-2020-1.%s.json", id);
    file = fopen(path, "r");
    if (file == NULL)
        fail_msg("%s: run from the top folder", path);
    len = fread(text, 1, sizeof text - 1, file);
    text[len] = '\0';
    fclose(file);
    return record_make(text);
}

/* A clause of the corpus by its short id, or one made of a rule. */
static struct record *clause_get(const char *rule)
{
    char text[1024];

    if (rule[0] != '{')
        return clause_load(rule);
    snprintf(text, sizeof text, "{'id':'c','kind':'clause','rule':%s}", rule);
    for (char *at = text; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    return record_make(text);
}

static struct record *industry_make(const char *class_)
{
    char text[256];

    snprintf(text, sizeof text,
             "{\"id\":\"i\",\"kind\":\"industry\",\"classes\":{"
             "\"suzhou-2020-1\":\"%s\"}}",
             class_);
    return record_make(text);
}

static bool says(const struct phrase *list, size_t count, const char *key,
                 size_t len)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(list[i].key) == len && memcmp(list[i].key, key, len) == 0)
            return true;
    }
    return false;
}

static void says_check(size_t row, const struct ruling *got, const char *keys)
{
    while (*keys != '\0') {
        size_t len = strcspn(keys, " ");

        if (!says(got->steps, got->step_count, keys, len) &&
            !says(got->assumptions, got->assumption_count, keys, len))
            fail_msg("row %zu: does not say %.*s", row, (int)len, keys);
        keys += len + (keys[len] == ' ');
    }
}

static void missing_check(size_t row, const struct ruling *got,
                          const char *want)
{
    char have[256] = "";
    size_t at = 0;

    for (size_t i = 0; i < got->missing_count; i++)
        at += (size_t)snprintf(have + at, sizeof have - at, "%s%s",
                               i > 0 ? " " : "", got->missing[i]);
    if (strcmp(have, want) != 0)
        fail_msg("row %zu: missing \"%s\", not \"%s\"", row, have, want);
}

static void input_read(const char *text, size_t len, struct input *out)
{
    size_t name = strcspn(text, "=");
    static char names[8][40];
    static size_t turn;
    char *field = names[turn++ % 8], *end = NULL;

    snprintf(field, sizeof names[0], "%.*s", (int)name, text);
    *out = (struct input){.field = field};
    out->low = out->high = strtod(text + name + 1, &end);
    if (*end == '-')
        out->high = strtod(end + 1, &end);
    sscanf(end, " %15[A-Z]", out->unit);
    out->assumed = text[len - 1] == '?';
}

static size_t inputs_read(const char *text, struct input out[INPUTS_MAX])
{
    size_t count = 0;

    while (*text != '\0') {
        size_t len = strcspn(text, ";");

        assert_true(count < INPUTS_MAX);
        input_read(text, len, &out[count++]);
        text += len;
        text += strspn(text, "; ");
    }
    return count;
}

static const struct date today = {2026, 11, 21};

static void row_check(size_t i, const struct row *row, struct arena *arena)
{
    bool named = row->class_ != NULL && row->class_[0] == '=';
    bool known = row->class_ != NULL && !named;
    struct record *clause = clause_get(row->rule);
    struct record *industry = known ? industry_make(row->class_) : NULL;
    const struct record *industries[] = {industry};
    struct input inputs[INPUTS_MAX];
    struct profile who = {.inputs = inputs,
                          .input_count = inputs_read(row->inputs, inputs),
                          .industries = {industries, known},
                          .class_ = named ? row->class_ + 1 : NULL};
    struct ruling got;

    policy_judge(clause, &who, today, arena, &got);
    if (got.outcome != row->outcome)
        fail_msg("row %zu: outcome %d, not %d", i, got.outcome, row->outcome);
    if (got.low != row->low || got.high != row->high)
        fail_msg("row %zu: %.10f to %.10f, not %.10f to %.10f", i, got.low,
                 got.high, row->low, row->high);
    says_check(i, &got, row->says);
    missing_check(i, &got, row->missing);
    record_free(&clause);
    record_free(&industry);
}

static void test_rows(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        row_check(i, &rows[i], arena);
        arena_reset(arena);
    }
    arena_free(&arena);
}

static void test_tiers(void **state)
{
    static const struct {
        const char *class_;
        double amount;
    } want[] = {{"leading", 1e7}, {"high_tech", 8e6}, {"other", 5.4e6}};
    struct arena *arena = arena_new();
    struct record *clause = clause_get("m11-1");
    struct input input = {
        "equipment_investment", 9e7, 9e7, "CNY", false, false};
    struct profile who = {.inputs = &input, .input_count = 1};
    struct ruling got;

    (void)state;
    policy_judge(clause, &who, today, arena, &got);
    assert_int_equal(got.tier_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(got.tiers[i].class_, want[i].class_);
        assert_true(got.tiers[i].amount == want[i].amount);
    }
    assert_string_equal(got.currency, "CNY");
    record_free(&clause);
    arena_free(&arena);
}

/* Industries that differ in class leave it open; one without a class does
 * not; a class that was named counts before them all. */
static void test_classes(void **state)
{
    static const struct {
        const char *first, *second, *named, *used;
    } want[] = {
        {"leading", "leading", NULL, "leading"},
        {"leading", "other", NULL, ""},
        {"other", NULL, NULL, "other"},
        {"leading", "other", "high_tech", "high_tech"},
        {"leading", "leading", "unheard_of", ""},
    };
    struct arena *arena = arena_new();
    struct record *clause = clause_get("m11-1");
    struct input input = {
        "equipment_investment", 9e7, 9e7, "CNY", false, false};

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct record *first = industry_make(want[i].first);
        struct record *second =
            want[i].second != NULL ? industry_make(want[i].second) : clause;
        const struct record *both[] = {second, first};
        struct profile who = {.inputs = &input,
                              .input_count = 1,
                              .industries = {both, 2},
                              .class_ = want[i].named};
        struct ruling got;

        policy_judge(clause, &who, today, arena, &got);
        if (strcmp(got.class_ != NULL ? got.class_ : "", want[i].used) != 0)
            fail_msg("row %zu: class %s", i, got.class_);
        record_free(&first);
        if (second != clause)
            record_free(&second);
    }
    record_free(&clause);
    arena_free(&arena);
}

static void test_in_force(void **state)
{
    static const struct {
        const char *in_force;
        struct date day;
        int in_force_on;
    } want[] = {
        {"{\"from\":\"2020-01-01\",\"to\":null}", {2019, 12, 31}, 0},
        {"{\"from\":\"2020-01-01\",\"to\":null}", {2020, 1, 1}, 1},
        {"{\"from\":\"2020-10\",\"to\":null}", {2020, 9, 30}, 0},
        {"{\"from\":\"2020-10\",\"to\":null}", {2020, 10, 1}, 1},
        {"{\"from\":\"2020\",\"to\":\"2022\"}", {2022, 12, 31}, 1},
        {"{\"from\":\"2020\",\"to\":\"2022\"}", {2023, 1, 1}, 0},
        {"{\"from\":null,\"to\":\"2022-06-30\"}", {2022, 6, 30}, 1},
        {"{\"from\":null,\"to\":\"2022-06-30\"}", {2022, 7, 1}, 0},
        {"{\"from\":null,\"to\":null}", {2026, 11, 21}, 1},
        {"{}", {2026, 11, 21}, 1},
        {"{\"from\":\"soon\",\"to\":\"\"}", {2026, 11, 21}, 1},
    };
    struct arena *arena = arena_new();
    struct profile who = {0};

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct record *clause = record_make(
            arena_format(arena,
                         "{\"id\":\"c\",\"kind\":\"clause\",\"in_force\":%s,"
                         "\"rule\":{\"type\":\"fixed\",\"amount\":1}}",
                         want[i].in_force));
        struct ruling got;

        if (policy_in_force(clause, want[i].day, NULL) != want[i].in_force_on)
            fail_msg("row %zu", i);
        policy_judge(clause, &who, want[i].day, arena, &got);
        if ((got.outcome == OUTCOME_OUT_OF_FORCE) == (want[i].in_force_on == 1))
            fail_msg("row %zu: outcome %d", i, got.outcome);
        record_free(&clause);
    }
    arena_free(&arena);
}

static void test_stale(void **state)
{
    static const struct {
        const char *clause;
        struct date day;
        bool stale;
    } want[] = {
        {"m02-1", {2022, 12, 31}, false}, {"m02-1", {2023, 1, 1}, true},
        {"m21-3", {2020, 12, 31}, false}, {"m21-3", {2021, 1, 1}, true},
        {"m22-4", {2026, 11, 21}, false}, {"m11-1", {2026, 11, 21}, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct record *clause = clause_get(want[i].clause);
        bool stale = !want[i].stale;

        assert_int_equal(policy_in_force(clause, want[i].day, &stale), 1);
        if (stale != want[i].stale)
            fail_msg("row %zu", i);
        record_free(&clause);
    }
}

static void test_base(void **state)
{
    struct record *with = clause_get("m11-1");
    struct record *without = clause_get("m02-1");

    (void)state;
    assert_string_equal(policy_base(with), "equipment_investment");
    assert_null(policy_base(without));
    record_free(&with);
    record_free(&without);
}

static void test_steps(void **state)
{
    static const struct {
        double value, step;
        long want;
    } want[] = {
        {2.0, 0.1, 5},        {1.6, 0.1, 1},  {1.8, 0.1, 3},  {1.59, 0.1, 0},
        {1.5, 0.1, 0},        {1.0, 0.1, 0},  {2.2, 0.1, 7},  {2.3, 0.1, 8},
        {2.4, 0.1, 9},        {2.5, 0.1, 10}, {3.0, 0.1, 15}, {3.0, 0, 0},
        {1e15, 0.1, 1000000},
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        if (amount_steps(want[i].value, 1.5, want[i].step) != want[i].want)
            fail_msg("row %zu", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),    cmocka_unit_test(test_tiers),
        cmocka_unit_test(test_classes), cmocka_unit_test(test_in_force),
        cmocka_unit_test(test_stale),   cmocka_unit_test(test_base),
        cmocka_unit_test(test_steps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
