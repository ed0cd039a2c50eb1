/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "policy/policy.h"

static struct record *made(const char *text)
{
    struct record *record = NULL;
    struct err err = {0};

    if (record_parse(text, strlen(text), &record, &err) < 0)
        fail_msg("%s: %s", text, err.text);
    return record;
}

enum { RATES = 6 };

static struct record *rates[RATES];

static struct record *rate(const char *base, double units, double price,
                           const char *as_of, bool invented)
{
    static int count;
    char text[512];

    snprintf(text, sizeof text,
             "{\"id\":\"r%d\",\"kind\":\"rate\",\"base\":\"%s\","
             "\"currency\":\"CNY\",\"units\":%g,\"value\":%g,"
             "\"as_of\":\"%s\",\"synthetic\":%s}",
             count++, base, units, price, as_of, invented ? "true" : "false");
    return made(text);
}

static int rates_open(void **state)
{
    (void)state;
    rates[0] = rate("EUR", 1, 8, "2026-01-01", true);
    rates[1] = rate("JPY", 100, 5, "2026-01-01", true);
    rates[2] = rate("USD", 1, 6, "2026-10-01", true);
    rates[3] = rate("USD", 1, 7, "2026-02-01", false);
    rates[4] = rate("USD", 1, 7.5, "2026-03-01", false);
    rates[5] = rate("KRW", 1000, 0, "2026-01-01", false);
    return 0;
}

static int rates_close(void **state)
{
    (void)state;
    for (size_t i = 0; i < RATES; i++)
        record_free(&rates[i]);
    return 0;
}

static const char *const award =
    "{\"id\":\"c\",\"kind\":\"clause\",\"rule\":{\"type\":\"rate_with_cap\","
    "\"base\":\"b\",\"rate\":0.1,\"cap\":1000000,\"currency\":\"%s\","
    "\"threshold\":{\"field\":\"b\",\"op\":\">=\",\"value\":1000,"
    "\"currency\":\"%s\"}}}";

static size_t steps_of(const struct ruling *ruling, const char *key)
{
    size_t count = 0;

    for (size_t i = 0; i < ruling->step_count; i++)
        count += strcmp(ruling->steps[i].key, key) == 0;
    return count;
}

/* The rate taken, the figure, and that each conversion is told once, though
 * limit and base both ask for it. */
static void test_rows(void **state)
{
    static const struct {
        const char *rule, *unit;
        double low, high;
        enum outcome outcome;
        double pays_low, pays_high;
        size_t told, demo;
    } rows[] = {
        {"CNY", "EUR", 1000, 1000, OUTCOME_AMOUNT, 800, 800, 0, 1},
        {"CNY", "EUR", 125, 125, OUTCOME_AMOUNT, 100, 100, 0, 1},
        {"CNY", "EUR", 124.99, 124.99, OUTCOME_NOTHING, 0, 0, 0, 1},
        {"CNY", "JPY", 100000, 100000, OUTCOME_AMOUNT, 500, 500, 0, 1},
        {"CNY", "JPY", 5e9, 5e9, OUTCOME_AMOUNT, 1e6, 1e6, 0, 1},
        {"CNY", "USD", 1000, 1000, OUTCOME_AMOUNT, 750, 750, 1, 0},
        {"CNY", "USD", 1000, 2000, OUTCOME_BRACKET, 750, 1500, 2, 0},
        {"USD", "EUR", 15000, 15000, OUTCOME_AMOUNT, 1600, 1600, 1, 1},
        {"USD", "CNY", 15000, 15000, OUTCOME_AMOUNT, 200, 200, 1, 0},
        {"USD", "USD", 15000, 15000, OUTCOME_AMOUNT, 1500, 1500, 0, 0},
        {"CNY", "KRW", 15000, 15000, OUTCOME_NEEDS, 0, 0, 0, 0},
        {"CNY", "ISK", 15000, 15000, OUTCOME_NEEDS, 0, 0, 0, 0},
        {"KRW", "EUR", 15000, 15000, OUTCOME_NEEDS, 0, 0, 0, 0},
    };
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        struct record *clause = NULL;
        struct input input = {"b", rows[i].low, rows[i].high, "", false, false};
        struct profile who = {.inputs = &input, .input_count = 1};
        struct ruling got;

        snprintf(text, sizeof text, award, rows[i].rule, rows[i].rule);
        clause = made(text);
        snprintf(input.unit, sizeof input.unit, "%s", rows[i].unit);
        who.rates.items = (const struct record **)rates;
        who.rates.count = RATES;
        policy_judge(clause, &who, (struct date){2026, 11, 21}, arena, &got);
        if (got.outcome != rows[i].outcome)
            fail_msg("row %zu: outcome %d", i, got.outcome);
        if (got.low != rows[i].pays_low || got.high != rows[i].pays_high)
            fail_msg("row %zu: %f to %f", i, got.low, got.high);
        if (steps_of(&got, "step.converted") != rows[i].told ||
            steps_of(&got, "step.converted_demo") != rows[i].demo)
            fail_msg("row %zu: tells of other rates", i);
        record_free(&clause);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

    return cmocka_run_group_tests(tests, rates_open, rates_close);
}
