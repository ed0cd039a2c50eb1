/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/rules.h"

#include <string.h>

#include "policy/amount.h"

void rule_pays(struct judge *judge, double low, double high)
{
    struct ruling *out = judge->out;

    out->low = low;
    out->high = high;
    out->outcome = high == 0     ? OUTCOME_NOTHING
                   : low == high ? OUTCOME_AMOUNT
                                 : OUTCOME_BRACKET;
}

bool rule_limit(struct judge *judge, enum met *met)
{
    *met = judge_threshold(judge);
    if (*met == MET_NO) {
        judge_step(judge, "step.nothing");
        judge->out->outcome = OUTCOME_NOTHING;
        judge->out->missing_count = 0;
        return true;
    }
    return false;
}

/* Rules that need nothing but their limit: true if the limit stands in the
 * way. */
static bool limit_blocks(struct judge *judge, enum met *met)
{
    if (rule_limit(judge, met))
        return true;
    if (*met == MET_UNKNOWN)
        judge->out->outcome = OUTCOME_NEEDS;
    return *met == MET_UNKNOWN;
}

static void money_note(struct judge *judge, const char *key, double amount)
{
    phrase_money(judge_step(judge, key), "amount", amount, judge->currency);
}

static void rule_fixed(struct judge *judge)
{
    double amount = judge_number(judge, "amount", -1);
    enum met met = MET_YES;

    if (!amount_valid(amount))
        return;
    money_note(judge, "step.fixed", amount);
    if (!limit_blocks(judge, &met))
        rule_pays(judge, met == MET_PARTLY ? 0 : amount, amount);
}

static void rule_cap(struct judge *judge)
{
    double cap = judge_number(judge, "cap", -1);
    enum met met = MET_YES;

    if (!amount_valid(cap))
        return;
    money_note(judge, "step.cap_only", cap);
    if (limit_blocks(judge, &met))
        return;
    judge->out->outcome = OUTCOME_UP_TO;
    judge->out->high = cap;
}

static void rule_floor(struct judge *judge)
{
    double floor_ = judge_number(judge, "floor", -1);
    enum met met = MET_YES;

    if (!amount_valid(floor_))
        return;
    money_note(judge, "step.floor", floor_);
    if (limit_blocks(judge, &met))
        return;
    judge->out->outcome = OUTCOME_AT_LEAST;
    judge->out->low = judge->out->high = floor_;
}

/* The size of a fund is no promise to anybody: noted, never paid. */
static void rule_fund(struct judge *judge)
{
    double amount = judge_number(judge, "amount", -1);
    double floor_ = judge_number(judge, "floor", -1);

    if (amount_valid(amount))
        money_note(judge, "step.fund", amount);
    else if (amount_valid(floor_))
        money_note(judge, "step.fund_floor", floor_);
}

static const struct span_key {
    const char *unit, *key;
} span_keys[] = {
    {"working_day", "step.within_working_days"},
    {"day", "step.within_days"},
    {"hour", "step.within_hours"},
    {"month", "step.within_months"},
    {"year", "step.within_years"},
};

static const char *span_key(const char *unit)
{
    for (size_t i = 0; i < sizeof span_keys / sizeof *span_keys; i++) {
        if (unit != NULL && strcmp(span_keys[i].unit, unit) == 0)
            return span_keys[i].key;
    }
    return NULL;
}

static void rule_time(struct judge *judge)
{
    const char *key = span_key(judge_string(judge, "unit"));
    double max = judge_number(judge, "max", -1);

    if (key == NULL || !amount_valid(max))
        return;
    phrase_count(judge_step(judge, key), "count", max);
    if (json_is_true(json_object_get(judge->rule, "average")))
        judge_step(judge, "step.on_average");
}

/* The limit is compared and told, but no figure follows from it. */
static void rule_discretion(struct judge *judge)
{
    judge_step(judge, "step.case_by_case");
    judge_threshold(judge);
    judge->out->outcome = OUTCOME_DISCRETIONARY;
}

static void rule_reference(struct judge *judge)
{
    judge_step(judge, "step.reference");
    judge_threshold(judge);
}

static void rule_extension(struct judge *judge)
{
    const char *key = span_key(judge_string(judge, "unit"));
    double max = judge_number(judge, "max", -1);

    judge_step(judge, "step.period_extension");
    if (key != NULL && amount_valid(max))
        phrase_count(judge_step(judge, key), "count", max);
}

static void rule_procedure(struct judge *judge)
{
    judge_step(judge, "step.procedure");
    judge_threshold(judge);
}

static void rule_unspecified(struct judge *judge)
{
    judge_step(judge, "step.unspecified");
}

static const struct rule_type {
    const char *name;
    rule_fn *judge;
} rule_types[] = {
    {"fixed", rule_fixed},
    {"cap_only", rule_cap},
    {"floor", rule_floor},
    {"rate_with_cap", rule_rate},
    {"tiered_rate_with_cap", rule_tiered},
    {"step_rate_with_cap", rule_stepped},
    {"fund", rule_fund},
    {"time_limit", rule_time},
    {"case_by_case", rule_discretion},
    {"reference", rule_reference},
    {"period_extension", rule_extension},
    {"procedure", rule_procedure},
    {"unspecified", rule_unspecified},
};

rule_fn *rule_find(const char *type)
{
    for (size_t i = 0; i < sizeof rule_types / sizeof *rule_types; i++) {
        if (type != NULL && strcmp(rule_types[i].name, type) == 0)
            return rule_types[i].judge;
    }
    return rule_unspecified;
}
