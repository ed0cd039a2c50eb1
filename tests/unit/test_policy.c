/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_policy.c - every type of rule, every limit. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "policy/amount.h"
#include "policy/policy.h"

/* The rules of the corpus's clauses, as their sources state them. */
#define SALARY                                                                 \
    "\"number\":\"1\",\"rule\":{\"type\":\"rate_with_cap\",\"base\":"          \
    "\"annual_salary\",\"threshold\":{\"field\":\"annual_salary\",\"op\":"     \
    "\">\",\"value\":400000,\"currency\":\"CNY\"},\"rate_min\":0.05,"          \
    "\"rate_max\":0.2,\"cap\":400000,\"currency\":\"CNY\",\"per\":\"person\"," \
    "\"period\":\"year\"}"
#define SALES                                                                  \
    "\"number\":\"2\",\"assumptions\":[\"rate_not_in_source\"],\"rule\":{"     \
    "\"type\":\"reference\",\"threshold\":{\"field\":\"annual_sales\",\"op\":" \
    "\">\",\"value\":20000000,\"currency\":\"CNY\"},\"years_max\":3}"
#define RD                                                                  \
    "\"number\":\"2\",\"rule\":{\"type\":\"rate_with_cap\",\"base\":"       \
    "\"rd_growth\",\"threshold\":{\"field\":\"rd_growth\",\"op\":\">=\","   \
    "\"value\":200000,\"currency\":\"CNY\"},\"rate\":0.06,\"cap\":3000000," \
    "\"currency\":\"CNY\",\"per\":\"enterprise\",\"period\":\"year\","      \
    "\"conditions\":[{\"en\":\"in two years running\",\"zh-Hans\":\"x\"}]}"
#define EQUIPMENT                                                              \
    "\"number\":\"11\",\"policy\":\"suzhou-2020-1\",\"assumptions\":["         \
    "\"base_unclear\",\"threshold_inclusive_by_reading\"],\"rule\":{\"type\":" \
    "\"tiered_rate_with_cap\",\"base\":\"equipment_investment\","              \
    "\"threshold\":{\"field\":\"equipment_investment\",\"op\":\">=\","         \
    "\"value\":20000000,\"currency\":\"CNY\"},\"tiers\":[{\"class\":"          \
    "\"leading\",\"rate\":0.12,\"cap\":10000000},{\"class\":\"high_tech\","    \
    "\"rate\":0.1,\"cap\":8000000},{\"class\":\"other\",\"rate\":0.06,"        \
    "\"cap\":6000000}],\"currency\":\"CNY\",\"per\":\"project\",\"period\":"   \
    "\"year\"}"
#define LAND                                                                  \
    "\"number\":\"13\",\"assumptions\":[\"whole_steps\"],\"rule\":{\"type\":" \
    "\"step_rate_with_cap\",\"base\":\"land_price\",\"measure\":"             \
    "\"plot_ratio\",\"threshold\":{\"field\":\"plot_ratio\",\"op\":\">\","    \
    "\"value\":1.5},\"start\":1.5,\"step\":0.1,\"rate_per_step\":0.04,"       \
    "\"up_to\":true,\"cap_rate\":0.4,\"currency\":\"CNY\",\"per\":"           \
    "\"project\"}"
#define LAND_LOW                                                         \
    "\"number\":\"13\",\"rule\":{\"type\":\"procedure\",\"threshold\":{" \
    "\"field\":\"plot_ratio\",\"op\":\"<\",\"value\":1.5}}"
#define GIANT                                                                 \
    "\"number\":\"10\",\"rule\":{\"type\":\"case_by_case\",\"threshold\":{"   \
    "\"field\":\"foreign_capital_arrived\",\"op\":\">\",\"value\":100000000," \
    "\"currency\":\"USD\"}}"
#define FRONTIER                                                              \
    "\"number\":\"10\",\"rule\":{\"type\":\"case_by_case\",\"threshold\":{"   \
    "\"field\":\"foreign_capital_arrived\",\"op\":\">=\",\"value\":30000000," \
    "\"currency\":\"USD\"}}"
#define QUALITY                                                         \
    "\"number\":\"4\",\"rule\":{\"type\":\"fixed\",\"amount\":3000000," \
    "\"currency\":\"CNY\",\"per\":\"enterprise\"}"
#define ONCE                                                           \
    "\"number\":\"7\",\"rule\":{\"type\":\"fixed\",\"amount\":500000," \
    "\"currency\":\"CNY\",\"per\":\"project\",\"period\":\"once\"}"
#define TEAM                                                             \
    "\"number\":\"3\",\"rule\":{\"type\":\"cap_only\",\"cap\":50000000," \
    "\"currency\":\"CNY\",\"per\":\"team\"}"
#define IMPORT                                                                \
    "\"number\":\"7\",\"assumptions\":[\"stacks_by_own_wording\"],\"rule\":{" \
    "\"type\":\"cap_only\",\"cap\":1000000,\"per\":\"enterprise\"}"
#define LISTING                                                        \
    "\"number\":\"5\",\"rule\":{\"type\":\"floor\",\"floor\":3000000," \
    "\"currency\":\"CNY\",\"per\":\"enterprise\"}"
#define SCOUTS                                                            \
    "\"number\":\"10\",\"rule\":{\"type\":\"fund\",\"amount\":200000000," \
    "\"currency\":\"CNY\",\"period\":\"year\"}"
#define FUNDS                                                              \
    "\"number\":\"15\",\"rule\":{\"type\":\"fund\",\"floor\":80000000000," \
    "\"currency\":\"CNY\",\"period\":\"P5Y\"}"
#define SERVICE                                                            \
    "\"number\":\"9\",\"rule\":{\"type\":\"unspecified\",\"depends_on\":{" \
    "\"en\":\"digital service exports\",\"zh-Hans\":\"x\"}}"
#define LICENCE                                                                \
    "\"number\":\"21\",\"rule\":{\"type\":\"time_limit\",\"max\":80,\"unit\":" \
    "\"working_day\",\"deadline\":\"2020-12-31\"}"
#define POWER                                                                 \
    "\"number\":\"22\",\"rule\":{\"type\":\"time_limit\",\"max\":7,\"unit\":" \
    "\"working_day\",\"average\":true}"
#define COURT                                                                 \
    "\"number\":\"20\",\"rule\":{\"type\":\"time_limit\",\"max\":6,\"unit\":" \
    "\"month\"}"
#define EXTENSION                                                         \
    "\"number\":\"2\",\"rule\":{\"type\":\"period_extension\",\"max\":3," \
    "\"unit\":\"year\"}"
#define TARGET                                                                \
    "\"number\":\"2\",\"figures\":[{\"value\":14000,\"unit\":\"enterprise\"," \
    "\"deadline\":\"2022-12-31\"},{\"value\":1,\"unit\":\"x\",\"deadline\":"  \
    "\"2021\"}]"

enum { INPUTS = 3 };

#define IS(field, value, unit)           \
    {                                    \
        field, value, value, unit, false \
    }
#define FROM(field, low, high, unit)  \
    {                                 \
        field, low, high, unit, false \
    }
#define READ(field, value, unit)        \
    {                                   \
        field, value, value, unit, true \
    }
#define NONE                    \
    {                           \
        NULL, 0, 0, NULL, false \
    }

static const struct row {
    const char *rule;
    struct {
        const char *field;
        double low, high;
        const char *unit;
        bool assumed;
    } inputs[INPUTS];
    const char *class_; /* of the profile's industry; NULL: no industry */
    enum outcome outcome;
    double low, high;
    const char *says;    /* keys that must be there, parted by blanks */
    const char *missing; /* fields, in order, parted by blanks */
} rows[] = {
    /* 0: salary: more than 400,000, 5 to 20 %, at most 400,000 a year */
    {SALARY,
     {IS("annual_salary", 400000, "CNY")},
     NULL,
     OUTCOME_NOTHING,
     0,
     0,
     "step.base step.at_most step.nothing assume.limit_excluded",
     ""},
    {SALARY,
     {IS("annual_salary", 400001, "CNY")},
     NULL,
     OUTCOME_BRACKET,
     20000.05,
     80000.2,
     "step.above step.cap_not_reached step.per step.each_year",
     ""},
    {SALARY,
     {IS("annual_salary", 399999, "CNY")},
     NULL,
     OUTCOME_NOTHING,
     0,
     0,
     "step.at_most",
     ""},
    {SALARY,
     {IS("annual_salary", 1e6, "CNY")},
     NULL,
     OUTCOME_BRACKET,
     50000,
     200000,
     "step.rate",
     ""},
    {SALARY,
     {IS("annual_salary", 2e6, "CNY")},
     NULL,
     OUTCOME_BRACKET,
     100000,
     400000,
     "step.cap_not_reached",
     ""},
    {SALARY,
     {IS("annual_salary", 3e6, "CNY")},
     NULL,
     OUTCOME_BRACKET,
     150000,
     400000,
     "step.cap_reached",
     ""},
    {SALARY,
     {IS("annual_salary", 8e6, "CNY")},
     NULL,
     OUTCOME_AMOUNT,
     400000,
     400000,
     "step.cap_reached",
     ""},
    {SALARY,
     {FROM("annual_salary", 300000, 1e6, "CNY")},
     NULL,
     OUTCOME_BRACKET,
     0,
     200000,
     "step.range step.partly",
     ""},
    {SALARY,
     {FROM("annual_salary", 500000, 600000, "CNY")},
     NULL,
     OUTCOME_BRACKET,
     25000,
     120000,
     "step.range step.above",
     ""},
    {SALARY,
     {IS("annual_salary", 100000, "EUR")},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "assume.not_converted step.rule_rates step.rule_cap",
     "annual_salary"},
    /* 10 */
    {SALARY,
     {NONE},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "step.rule_rates step.rule_cap step.per",
     "annual_salary"},
    {SALARY,
     {READ("annual_salary", 1e6, "")},
     NULL,
     OUTCOME_BRACKET,
     50000,
     200000,
     "assume.input_is assume.currency_is",
     ""},
    {SALARY,
     {IS("equipment_investment", 1e6, "CNY")},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "",
     "annual_salary"},
    /* 13: growth of R&D: 200,000 counts, 6 %, at most 3,000,000 */
    {RD,
     {IS("rd_growth", 199999, "CNY")},
     NULL,
     OUTCOME_NOTHING,
     0,
     0,
     "step.below step.nothing assume.condition",
     ""},
    {RD,
     {IS("rd_growth", 200000, "CNY")},
     NULL,
     OUTCOME_AMOUNT,
     12000,
     12000,
     "step.at_least assume.limit_counts assume.condition",
     ""},
    {RD,
     {IS("rd_growth", 49999999, "CNY")},
     NULL,
     OUTCOME_AMOUNT,
     2999999.94,
     2999999.94,
     "step.cap_not_reached",
     ""},
    {RD,
     {IS("rd_growth", 5e7, "CNY")},
     NULL,
     OUTCOME_AMOUNT,
     3e6,
     3e6,
     "step.cap_not_reached",
     ""},
    {RD,
     {IS("rd_growth", 50000001, "CNY")},
     NULL,
     OUTCOME_AMOUNT,
     3e6,
     3e6,
     "step.cap_reached",
     ""},
    {RD,
     {IS("rd_growth", 1e15, "CNY")},
     NULL,
     OUTCOME_AMOUNT,
     3e6,
     3e6,
     "step.cap_reached",
     ""},
    {RD,
     {FROM("rd_growth", 1e6, 2e6, "CNY")},
     NULL,
     OUTCOME_BRACKET,
     60000,
     120000,
     "step.range",
     ""},
    /* 20: what is no amount was not told */
    {RD,
     {IS("rd_growth", -5, "CNY")},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "",
     "rd_growth"},
    {RD,
     {IS("rd_growth", NAN, "CNY")},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "",
     "rd_growth"},
    {RD,
     {IS("rd_growth", INFINITY, "CNY")},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "",
     "rd_growth"},
    {RD,
     {FROM("rd_growth", 9e6, 1e6, "CNY")},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "",
     "rd_growth"},
    {RD,
     {IS("rd_growth", 1e6, "USD"), IS("rd_growth", 2e6, "CNY")},
     NULL,
     OUTCOME_AMOUNT,
     120000,
     120000,
     "step.rate",
     ""},
    /* 25: equipment: 20,000,000 counts; 12, 10, 6 %; 10, 8, 6 million */
    {EQUIPMENT,
     {IS("equipment_investment", 19999999, "CNY")},
     "leading",
     OUTCOME_NOTHING,
     0,
     0,
     "step.below step.nothing assume.threshold_inclusive_by_reading",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 19999999, "CNY")},
     NULL,
     OUTCOME_NOTHING,
     0,
     0,
     "step.nothing",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 2e7, "CNY")},
     "leading",
     OUTCOME_AMOUNT,
     2400000,
     2400000,
     "step.class step.at_least step.rate step.cap_not_reached "
     "assume.threshold_inclusive_by_reading assume.base_unclear",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 6e7, "CNY")},
     "leading",
     OUTCOME_AMOUNT,
     7200000,
     7200000,
     "step.per step.each_year",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 83333333, "CNY")},
     "leading",
     OUTCOME_AMOUNT,
     9999999.96,
     9999999.96,
     "step.cap_not_reached",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 83333334, "CNY")},
     "leading",
     OUTCOME_AMOUNT,
     1e7,
     1e7,
     "step.cap_reached",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 2e8, "CNY")},
     "leading",
     OUTCOME_AMOUNT,
     1e7,
     1e7,
     "step.cap_reached",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 8e7, "CNY")},
     "high_tech",
     OUTCOME_AMOUNT,
     8e6,
     8e6,
     "step.cap_not_reached",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 80000010, "CNY")},
     "high_tech",
     OUTCOME_AMOUNT,
     8e6,
     8e6,
     "step.cap_reached",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 5e7, "CNY")},
     "high_tech",
     OUTCOME_AMOUNT,
     5e6,
     5e6,
     "",
     ""},
    /* 35 */
    {EQUIPMENT,
     {IS("equipment_investment", 1e8, "CNY")},
     "other",
     OUTCOME_AMOUNT,
     6e6,
     6e6,
     "step.cap_not_reached",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 100000017, "CNY")},
     "other",
     OUTCOME_AMOUNT,
     6e6,
     6e6,
     "step.cap_reached",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 2e7, "CNY")},
     "other",
     OUTCOME_AMOUNT,
     1200000,
     1200000,
     "",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 5e7, "CNY")},
     NULL,
     OUTCOME_BY_CLASS,
     3e6,
     6e6,
     "step.tier",
     "industry"},
    {EQUIPMENT,
     {IS("equipment_investment", 5e7, "CNY")},
     "unheard_of",
     OUTCOME_BY_CLASS,
     3e6,
     6e6,
     "step.tier",
     "industry"},
    {EQUIPMENT,
     {NONE},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "step.rule_tier",
     "equipment_investment industry"},
    {EQUIPMENT,
     {NONE},
     "other",
     OUTCOME_NEEDS,
     0,
     0,
     "step.class step.rule_rate step.rule_cap",
     "equipment_investment"},
    {EQUIPMENT,
     {FROM("equipment_investment", 1e7, 6e7, "CNY")},
     "leading",
     OUTCOME_BRACKET,
     0,
     7200000,
     "step.partly step.range",
     ""},
    {EQUIPMENT,
     {FROM("equipment_investment", 2e7, 6e7, "CNY")},
     "leading",
     OUTCOME_BRACKET,
     2400000,
     7200000,
     "step.range",
     ""},
    {EQUIPMENT,
     {FROM("equipment_investment", 9e7, 9.9e7, "CNY")},
     "leading",
     OUTCOME_AMOUNT,
     1e7,
     1e7,
     "step.range step.cap_reached",
     ""},
    /* 45 */
    {EQUIPMENT,
     {IS("equipment_investment", 1e7, "USD")},
     "leading",
     OUTCOME_NEEDS,
     0,
     0,
     "assume.not_converted",
     "equipment_investment"},
    {EQUIPMENT,
     {READ("equipment_investment", 6e7, "CNY")},
     "leading",
     OUTCOME_AMOUNT,
     7200000,
     7200000,
     "assume.input_is",
     ""},
    {EQUIPMENT,
     {IS("equipment_investment", 0.7 * 1e8, "CNY")},
     "leading",
     OUTCOME_AMOUNT,
     8400000,
     8400000,
     "",
     ""},
    /* 48: land: over 1.5, 4 % for each whole 0.1, at most 40 % */
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 1.5, "")},
     NULL,
     OUTCOME_NOTHING,
     0,
     0,
     "step.at_most step.nothing assume.limit_excluded assume.whole_steps",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 1.55, "")},
     NULL,
     OUTCOME_NOTHING,
     0,
     0,
     "step.above step.steps",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 1.6, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     2e6,
     "step.steps step.per_step step.up_to",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 1.7, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     4e6,
     "",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 1.8, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     6e6,
     "",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 2.0, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     1e7,
     "assume.whole_steps",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 2.49, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     1.8e7,
     "",
     ""},
    /* 55 */
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 2.5, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     2e7,
     "step.per_step",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 2.6, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     2e7,
     "step.cap_rate_reached",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 3.0, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     2e7,
     "step.cap_rate_reached",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY"), IS("plot_ratio", 1e14, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     2e7,
     "step.cap_rate_reached",
     ""},
    {LAND,
     {FROM("land_price", 4e7, 5e7, "CNY"), IS("plot_ratio", 2, "")},
     NULL,
     OUTCOME_UP_TO,
     0,
     1e7,
     "step.range",
     ""},
    {LAND,
     {IS("land_price", 5e7, "CNY")},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "step.rule_steps assume.whole_steps",
     "plot_ratio"},
    {LAND,
     {IS("plot_ratio", 2, "")},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "step.rule_steps step.above",
     "land_price"},
    {LAND,
     {IS("plot_ratio", 1.4, "")},
     NULL,
     OUTCOME_NOTHING,
     0,
     0,
     "step.at_most",
     ""},
    {LAND,
     {NONE},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "step.rule_steps",
     "plot_ratio land_price"},
    {LAND,
     {IS("land_price", 5e7, "USD"), IS("plot_ratio", 2, "")},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "assume.not_converted",
     "land_price"},
    /* 65: below 1.5 there is a procedure, at 1.5 neither */
    {LAND_LOW,
     {IS("plot_ratio", 1.49, "")},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "step.procedure step.below",
     ""},
    {LAND_LOW,
     {IS("plot_ratio", 1.5, "")},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "step.procedure step.at_least assume.limit_excluded",
     ""},
    /* discretion never yields a figure, whatever is brought */
    {GIANT,
     {IS("foreign_capital_arrived", 2e8, "USD")},
     NULL,
     OUTCOME_DISCRETIONARY,
     0,
     0,
     "step.case_by_case step.above",
     ""},
    {GIANT,
     {IS("foreign_capital_arrived", 1e8, "USD")},
     NULL,
     OUTCOME_DISCRETIONARY,
     0,
     0,
     "step.at_most assume.limit_excluded",
     ""},
    {FRONTIER,
     {IS("foreign_capital_arrived", 3e7, "USD")},
     NULL,
     OUTCOME_DISCRETIONARY,
     0,
     0,
     "step.at_least assume.limit_counts",
     ""},
    {FRONTIER,
     {IS("foreign_capital_arrived", 3e8, "CNY")},
     NULL,
     OUTCOME_DISCRETIONARY,
     0,
     0,
     "assume.not_converted",
     "foreign_capital_arrived"},
    {FRONTIER,
     {NONE},
     NULL,
     OUTCOME_DISCRETIONARY,
     0,
     0,
     "step.case_by_case",
     "foreign_capital_arrived"},
    /* 72: the rest */
    {QUALITY,
     {NONE},
     NULL,
     OUTCOME_AMOUNT,
     3e6,
     3e6,
     "step.fixed step.per",
     ""},
    {ONCE,
     {NONE},
     NULL,
     OUTCOME_AMOUNT,
     500000,
     500000,
     "step.fixed step.once",
     ""},
    {TEAM, {NONE}, NULL, OUTCOME_UP_TO, 0, 5e7, "step.cap_only step.per", ""},
    {IMPORT,
     {NONE},
     NULL,
     OUTCOME_UP_TO,
     0,
     1e6,
     "step.cap_only assume.stacks_by_own_wording",
     ""},
    {LISTING, {NONE}, NULL, OUTCOME_AT_LEAST, 3e6, 3e6, "step.floor", ""},
    {SCOUTS, {NONE}, NULL, OUTCOME_NO_FIGURE, 0, 0, "step.fund", ""},
    {FUNDS, {NONE}, NULL, OUTCOME_NO_FIGURE, 0, 0, "step.fund_floor", ""},
    {SERVICE,
     {NONE},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "step.unspecified assume.depends_on",
     ""},
    {LICENCE,
     {NONE},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "step.within_working_days assume.date_passed",
     ""},
    {POWER,
     {NONE},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "step.within_working_days step.on_average",
     ""},
    {COURT, {NONE}, NULL, OUTCOME_NO_FIGURE, 0, 0, "step.within_months", ""},
    {EXTENSION,
     {NONE},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "step.period_extension step.within_years",
     ""},
    {SALES,
     {IS("annual_sales", 2e7, "CNY")},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "step.reference step.at_most assume.rate_not_in_source",
     ""},
    {SALES,
     {IS("annual_sales", 20000001, "CNY")},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "step.above",
     ""},
    {TARGET, {NONE}, NULL, OUTCOME_NO_FIGURE, 0, 0, "", ""},
    /* a limit that is told, on a rule that needs nothing else */
    {"\"rule\":{\"type\":\"fixed\",\"amount\":5,\"threshold\":{\"field\":"
     "\"staff\",\"op\":\"=\",\"value\":7}}",
     {IS("staff", 7, "")},
     NULL,
     OUTCOME_AMOUNT,
     5,
     5,
     "step.equal",
     ""},
    {"\"rule\":{\"type\":\"fixed\",\"amount\":5,\"threshold\":{\"field\":"
     "\"staff\",\"op\":\"=\",\"value\":7}}",
     {IS("staff", 8, "")},
     NULL,
     OUTCOME_NOTHING,
     0,
     0,
     "step.not_equal",
     ""},
    {"\"rule\":{\"type\":\"cap_only\",\"cap\":5,\"threshold\":{\"field\":"
     "\"staff\",\"op\":\"<=\",\"value\":7}}",
     {NONE},
     NULL,
     OUTCOME_NEEDS,
     0,
     0,
     "step.cap_only",
     "staff"},
    /* 90: rules that lack what their type needs */
    {"\"rule\":{\"type\":\"rate_with_cap\",\"base\":\"x\"}",
     {NONE},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "",
     ""},
    {"\"rule\":{\"type\":\"rate_with_cap\",\"rate\":0.1}",
     {NONE},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "",
     ""},
    {"\"rule\":{\"type\":\"step_rate_with_cap\",\"base\":\"x\"}",
     {NONE},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "",
     ""},
    {"\"rule\":{\"type\":\"fixed\"}",
     {NONE},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "",
     ""},
    {"\"rule\":{\"type\":\"a_new_one\"}",
     {NONE},
     NULL,
     OUTCOME_NO_FIGURE,
     0,
     0,
     "step.unspecified",
     ""},
    {"\"rule\":{\"type\":\"rate_with_cap\",\"base\":\"x\",\"rate\":0.333333}",
     {IS("x", 3e6, "CNY")},
     NULL,
     OUTCOME_AMOUNT,
     999999,
     999999,
     "",
     ""},
};

static struct record *clause_make(const char *rest, const char *in_force)
{
    static const char form[] =
        "{\"id\":\"c\",\"kind\":\"clause\",\"in_force\":%s,%s}";
    struct record *out = NULL;
    struct err err = {0};
    char text[4096];

    snprintf(text, sizeof text, form, in_force, rest);
    if (record_parse(text, strlen(text), &out, &err) < 0)
        fail_msg("%s: %s", text, err.text);
    return out;
}

static struct record *industry_make(const char *class_)
{
    struct record *out = NULL;
    struct err err = {0};
    char text[256];

    snprintf(text, sizeof text,
             "{\"id\":\"i\",\"kind\":\"industry\",\"classes\":{"
             "\"suzhou-2020-1\":\"%s\"}}",
             class_);
    assert_int_equal(record_parse(text, strlen(text), &out, &err), 0);
    return out;
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

static size_t inputs_make(const struct row *row, struct input *out)
{
    size_t count = 0;

    for (; count < INPUTS && row->inputs[count].field != NULL; count++) {
        out[count] = (struct input){.field = row->inputs[count].field,
                                    .low = row->inputs[count].low,
                                    .high = row->inputs[count].high,
                                    .assumed = row->inputs[count].assumed};
        snprintf(out[count].unit, sizeof out[count].unit, "%s",
                 row->inputs[count].unit);
    }
    return count;
}

static void row_check(size_t i, const struct row *row, struct arena *arena)
{
    struct record *clause =
        clause_make(row->rule, "{\"from\":\"2020-01-01\",\"to\":null}");
    struct record *industry =
        row->class_ != NULL ? industry_make(row->class_) : NULL;
    const struct record *industries[] = {industry};
    struct input inputs[INPUTS];
    struct profile who = {
        inputs, inputs_make(row, inputs), {industries, industry != NULL}};
    struct ruling got;

    policy_judge(clause, &who, (struct date){2026, 11, 21}, arena, &got);
    if (got.outcome != row->outcome)
        fail_msg("row %zu: outcome %d, not %d", i, got.outcome, row->outcome);
    if (got.low != row->low || got.high != row->high)
        fail_msg("row %zu: %.10f..%.10f, not %.10f..%.10f", i, got.low,
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
    struct arena *arena = arena_new();
    struct record *clause =
        clause_make(EQUIPMENT, "{\"from\":null,\"to\":null}");
    struct input input = {"equipment_investment", 9e7, 9e7, "CNY", false};
    struct profile who = {&input, 1, {NULL, 0}};
    static const struct {
        const char *class_;
        double amount;
    } want[] = {{"leading", 1e7}, {"high_tech", 8e6}, {"other", 5.4e6}};
    struct ruling got;

    (void)state;
    policy_judge(clause, &who, (struct date){2026, 11, 21}, arena, &got);
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
 * not. */
static void test_classes(void **state)
{
    static const struct {
        const char *first, *second, *used;
    } want[] = {
        {"leading", "leading", "leading"},
        {"leading", "other", NULL},
        {"other", NULL, "other"},
    };
    struct arena *arena = arena_new();
    struct record *clause =
        clause_make(EQUIPMENT, "{\"from\":null,\"to\":null}");
    struct input input = {"equipment_investment", 9e7, 9e7, "CNY", false};

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct record *first = industry_make(want[i].first);
        struct record *second =
            want[i].second != NULL ? industry_make(want[i].second) : clause;
        const struct record *both[] = {second, first};
        struct profile who = {&input, 1, {both, 2}};
        struct ruling got;

        policy_judge(clause, &who, (struct date){2026, 11, 21}, arena, &got);
        if (want[i].used == NULL
                ? got.class_ != NULL
                : got.class_ == NULL || strcmp(got.class_, want[i].used) != 0)
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
        struct record *clause = clause_make(QUALITY, want[i].in_force);
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
        const char *rest;
        struct date day;
        bool stale;
    } want[] = {
        {TARGET, {2022, 12, 31}, true}, /* 2021 of the second figure */
        {TARGET, {2021, 12, 31}, false},  {TARGET, {2026, 11, 21}, true},
        {LICENCE, {2020, 12, 31}, false}, {LICENCE, {2021, 1, 1}, true},
        {POWER, {2026, 11, 21}, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct record *clause = clause_make(want[i].rest, "{}");
        bool stale = !want[i].stale;

        assert_int_equal(policy_in_force(clause, want[i].day, &stale), 1);
        if (stale != want[i].stale)
            fail_msg("row %zu", i);
        record_free(&clause);
    }
}

static void test_base(void **state)
{
    struct record *with = clause_make(EQUIPMENT, "{}");
    struct record *without = clause_make(TARGET, "{}");

    (void)state;
    assert_string_equal(policy_base(with), "equipment_investment");
    assert_null(policy_base(without));
    record_free(&with);
    record_free(&without);
}

static void test_steps(void **state)
{
    static const struct {
        double value, start, step;
        long want;
    } want[] = {
        {2.0, 1.5, 0.1, 5},        {1.6, 1.5, 0.1, 1},  {1.8, 1.5, 0.1, 3},
        {1.59, 1.5, 0.1, 0},       {1.5, 1.5, 0.1, 0},  {1.0, 1.5, 0.1, 0},
        {2.2, 1.5, 0.1, 7},        {2.3, 1.5, 0.1, 8},  {2.4, 1.5, 0.1, 9},
        {2.5, 1.5, 0.1, 10},       {3.0, 1.5, 0.1, 15}, {3.0, 1.5, 0, 0},
        {1e15, 1.5, 0.1, 1000000},
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        if (amount_steps(want[i].value, want[i].start, want[i].step) !=
            want[i].want)
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
