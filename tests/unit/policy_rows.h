/* SPDX-License-Identifier: GPL-3.0-or-later */
/* policy_rows.h - the cases of test_policy.c. */
#ifndef POLICY_ROWS_H
#define POLICY_ROWS_H

#include <stddef.h>

#include "turn.h"

#define STAFF                                                           \
    "{'type':'fixed','amount':5,'threshold':{'field':'staff','op':'='," \
    "'value':7}}"
#define STAFF_MOST                                                       \
    "{'type':'cap_only','cap':5,'threshold':{'field':'staff','op':'<='," \
    "'value':7}}"

#define AMOUNT        OUTCOME_AMOUNT
#define BRACKET       OUTCOME_BRACKET
#define UP_TO         OUTCOME_UP_TO
#define AT_LEAST      OUTCOME_AT_LEAST
#define NOTHING       OUTCOME_NOTHING
#define BY_CLASS      OUTCOME_BY_CLASS
#define NEEDS         OUTCOME_NEEDS
#define DISCRETIONARY OUTCOME_DISCRETIONARY
#define NO_FIGURE     OUTCOME_NO_FIGURE

/* clang-format off */
static const struct row {
    const char *rule;    /* clause of Suzhou's measures, or a rule with ' */
    const char *inputs;  /* "FIELD=LOW[-HIGH][ UNIT][?]; ...", ?: assumed */
    const char *class_;  /* of the industry; "=CLASS": named; NULL: neither */
    enum outcome outcome;
    double low, high;
    const char *says;    /* keys that must be there, parted by blanks */
    const char *missing; /* fields in order, parted by blanks */
} rows[] = {
    /* salary: more than 400,000, 5 to 20 %, at most 400,000 a year */
    {"m01-2", "annual_salary=400000 CNY", NULL, NOTHING, 0, 0,
     "step.base step.at_most step.nothing assume.limit_excluded", ""},
    {"m01-2", "annual_salary=400001 CNY", NULL, BRACKET, 20000.05, 80000.2,
     "step.above step.cap_not_reached step.per step.each_year", ""},
    {"m01-2", "annual_salary=399999 CNY", NULL, NOTHING, 0, 0,
     "step.at_most", ""},
    {"m01-2", "annual_salary=1000000 CNY", NULL, BRACKET, 50000, 200000,
     "step.rate", ""},
    {"m01-2", "annual_salary=2000000 CNY", NULL, BRACKET, 100000, 400000,
     "step.cap_not_reached", ""},
    {"m01-2", "annual_salary=3000000 CNY", NULL, BRACKET, 150000, 400000,
     "step.cap_reached", ""},
    {"m01-2", "annual_salary=8000000 CNY", NULL, AMOUNT, 400000, 400000,
     "step.cap_reached", ""},
    {"m01-2", "annual_salary=300000-1000000 CNY", NULL, BRACKET, 0, 200000,
     "step.range step.partly", ""},
    {"m01-2", "annual_salary=500000-600000 CNY", NULL, BRACKET, 25000, 120000,
     "step.range step.above", ""},
    {"m01-2", "annual_salary=100000 EUR", NULL, NEEDS, 0, 0,
     "assume.not_converted step.rule_rates step.rule_cap", "annual_salary"},
    {"m01-2", "", NULL, NEEDS, 0, 0,
     "step.rule_rates step.rule_cap step.per", "annual_salary"},
    {"m01-2", "annual_salary=1000000?", NULL, BRACKET, 50000, 200000,
     "assume.input_is assume.currency_is", ""},
    {"m01-2", "equipment_investment=1000000 CNY", NULL, NEEDS, 0, 0,
     "", "annual_salary"},
    /* growth of R&D: 200,000 counts, 6 %, at most 3,000,000 */
    {"m02-4", "rd_growth=199999 CNY", NULL, NOTHING, 0, 0,
     "step.below step.nothing assume.condition", ""},
    {"m02-4", "rd_growth=200000 CNY", NULL, AMOUNT, 12000, 12000,
     "step.at_least assume.limit_counts assume.condition", ""},
    {"m02-4", "rd_growth=49999999 CNY", NULL, AMOUNT, 2999999.94, 2999999.94,
     "step.cap_not_reached", ""},
    {"m02-4", "rd_growth=50000000 CNY", NULL, AMOUNT, 3e6, 3e6,
     "step.cap_not_reached", ""},
    {"m02-4", "rd_growth=50000001 CNY", NULL, AMOUNT, 3e6, 3e6,
     "step.cap_reached", ""},
    {"m02-4", "rd_growth=1000000000000000 CNY", NULL, AMOUNT, 3e6, 3e6,
     "step.cap_reached", ""},
    {"m02-4", "rd_growth=1000000-2000000 CNY", NULL, BRACKET, 60000, 120000,
     "step.range", ""},
    /* what is no amount was not told */
    {"m02-4", "rd_growth=-5 CNY", NULL, NEEDS, 0, 0, "", "rd_growth"},
    {"m02-4", "rd_growth=nan CNY", NULL, NEEDS, 0, 0, "", "rd_growth"},
    {"m02-4", "rd_growth=inf CNY", NULL, NEEDS, 0, 0, "", "rd_growth"},
    {"m02-4", "rd_growth=9000000-1000000 CNY", NULL, NEEDS, 0, 0,
     "", "rd_growth"},
    {"m02-4", "rd_growth=1000000 USD; rd_growth=2000000 CNY", NULL,
     AMOUNT, 120000, 120000, "step.rate", ""},
    /* equipment: 20,000,000 counts; 12, 10, 6 %; 10, 8, 6 million */
    {"m11-1", "equipment_investment=19999999 CNY", "leading", NOTHING, 0, 0,
     "step.below step.nothing assume.threshold_inclusive_by_reading", ""},
    {"m11-1", "equipment_investment=19999999 CNY", NULL, NOTHING, 0, 0,
     "step.nothing", ""},
    {"m11-1", "equipment_investment=20000000 CNY", "leading",
     AMOUNT, 2400000, 2400000,
     "step.class step.at_least step.rate step.cap_not_reached "
     "assume.threshold_inclusive_by_reading assume.base_unclear", ""},
    {"m11-1", "equipment_investment=60000000 CNY", "leading",
     AMOUNT, 7200000, 7200000, "step.per step.each_year", ""},
    {"m11-1", "equipment_investment=83333333 CNY", "leading",
     AMOUNT, 9999999.96, 9999999.96, "step.cap_not_reached", ""},
    {"m11-1", "equipment_investment=83333334 CNY", "leading", AMOUNT, 1e7, 1e7,
     "step.cap_reached", ""},
    {"m11-1", "equipment_investment=200000000 CNY", "leading", AMOUNT, 1e7, 1e7,
     "step.cap_reached", ""},
    {"m11-1", "equipment_investment=80000000 CNY", "high_tech",
     AMOUNT, 8e6, 8e6, "step.cap_not_reached", ""},
    {"m11-1", "equipment_investment=80000010 CNY", "high_tech",
     AMOUNT, 8e6, 8e6, "step.cap_reached", ""},
    {"m11-1", "equipment_investment=50000000 CNY", "high_tech",
     AMOUNT, 5e6, 5e6, "", ""},
    {"m11-1", "equipment_investment=100000000 CNY", "other", AMOUNT, 6e6, 6e6,
     "step.cap_not_reached", ""},
    {"m11-1", "equipment_investment=100000017 CNY", "other", AMOUNT, 6e6, 6e6,
     "step.cap_reached", ""},
    {"m11-1", "equipment_investment=20000000 CNY", "other",
     AMOUNT, 1200000, 1200000, "", ""},
    {"m11-1", "equipment_investment=50000000 CNY", NULL, BY_CLASS, 3e6, 6e6,
     "step.tier", "industry"},
    {"m11-1", "equipment_investment=50000000 CNY", "unheard_of",
     BY_CLASS, 3e6, 6e6, "step.tier", "industry"},
    {"m11-1", "", NULL, NEEDS, 0, 0,
     "step.rule_tier", "equipment_investment industry"},
    {"m11-1", "", "other", NEEDS, 0, 0,
     "step.class step.rule_rate step.rule_cap", "equipment_investment"},
    {"m11-1", "equipment_investment=10000000-60000000 CNY", "leading",
     BRACKET, 0, 7200000, "step.partly step.range", ""},
    {"m11-1", "equipment_investment=20000000-60000000 CNY", "leading",
     BRACKET, 2400000, 7200000, "step.range", ""},
    {"m11-1", "equipment_investment=90000000-99000000 CNY", "leading",
     AMOUNT, 1e7, 1e7, "step.range step.cap_reached", ""},
    {"m11-1", "equipment_investment=10000000 USD", "leading", NEEDS, 0, 0,
     "assume.not_converted", "equipment_investment"},
    {"m11-1", "equipment_investment=60000000 CNY?", "leading",
     AMOUNT, 7200000, 7200000, "assume.input_is", ""},
    {"m11-1", "equipment_investment=70000000.00000001 CNY", "leading",
     AMOUNT, 8400000, 8400000, "", ""},
    /* a class named, not found by an industry */
    {"m11-1", "", "=other", NEEDS, 0, 0,
     "step.rule_rate step.rule_cap", "equipment_investment"},
    {"m11-1", "equipment_investment=50000000 CNY", "=high_tech", AMOUNT, 5e6,
     5e6, "step.rate", ""},
    /* land: over 1.5, 4 % for each whole 0.1, at most 40 % */
    {"m13-5", "land_price=50000000 CNY; plot_ratio=1.5", NULL, NOTHING, 0, 0,
     "step.at_most step.nothing assume.limit_excluded assume.whole_steps", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=1.55", NULL, NOTHING, 0, 0,
     "step.above step.steps", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=1.6", NULL, UP_TO, 0, 2e6,
     "step.steps step.per_step step.up_to", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=1.7", NULL, UP_TO, 0, 4e6,
     "", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=1.8", NULL, UP_TO, 0, 6e6,
     "", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=2", NULL, UP_TO, 0, 1e7,
     "assume.whole_steps", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=2.49", NULL, UP_TO, 0, 1.8e7,
     "", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=2.5", NULL, UP_TO, 0, 2e7,
     "step.per_step", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=2.6", NULL, UP_TO, 0, 2e7,
     "step.cap_rate_reached", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=3", NULL, UP_TO, 0, 2e7,
     "step.cap_rate_reached", ""},
    {"m13-5", "land_price=50000000 CNY; plot_ratio=100000000000000", NULL,
     UP_TO, 0, 2e7, "step.cap_rate_reached", ""},
    {"m13-5", "land_price=40000000-50000000 CNY; plot_ratio=2", NULL,
     UP_TO, 0, 1e7, "step.range", ""},
    {"m13-5", "land_price=50000000 CNY", NULL, NEEDS, 0, 0,
     "step.rule_steps assume.whole_steps", "plot_ratio"},
    {"m13-5", "plot_ratio=2", NULL, NEEDS, 0, 0,
     "step.rule_steps step.above", "land_price"},
    {"m13-5", "plot_ratio=1.4", NULL, NOTHING, 0, 0, "step.at_most", ""},
    {"m13-5", "", NULL, NEEDS, 0, 0, "step.rule_steps",
     "plot_ratio land_price"},
    {"m13-5", "land_price=50000000 USD; plot_ratio=2", NULL, NEEDS, 0, 0,
     "assume.not_converted", "land_price"},
    /* below 1.5 there is a procedure, at 1.5 neither */
    {"m13-4", "plot_ratio=1.49", NULL, NO_FIGURE, 0, 0,
     "step.procedure step.below", ""},
    {"m13-4", "plot_ratio=1.5", NULL, NO_FIGURE, 0, 0,
     "step.procedure step.at_least assume.limit_excluded", ""},
    /* discretion never yields a figure, whatever is brought */
    {"m10-3", "foreign_capital_arrived=200000000 USD", NULL,
     DISCRETIONARY, 0, 0, "step.case_by_case step.above", ""},
    {"m10-3", "foreign_capital_arrived=100000000 USD", NULL,
     DISCRETIONARY, 0, 0, "step.at_most assume.limit_excluded", ""},
    {"m10-4", "foreign_capital_arrived=30000000 USD", NULL, DISCRETIONARY, 0, 0,
     "step.at_least assume.limit_counts", ""},
    {"m10-4", "foreign_capital_arrived=300000000 CNY", NULL,
     DISCRETIONARY, 0, 0, "assume.not_converted", "foreign_capital_arrived"},
    {"m10-4", "", NULL, DISCRETIONARY, 0, 0,
     "step.case_by_case", "foreign_capital_arrived"},
    /* the rest */
    {"m04-1", "", NULL, AMOUNT, 3e6, 3e6, "step.fixed step.per", ""},
    {"m07-3", "", NULL, AMOUNT, 500000, 500000, "step.fixed step.once", ""},
    {"m03-4", "", NULL, UP_TO, 0, 5e7, "step.cap_only step.per", ""},
    {"m07-4", "", NULL, UP_TO, 0, 1e6,
     "step.cap_only assume.stacks_by_own_wording", ""},
    {"m05-1", "", NULL, AT_LEAST, 3e6, 3e6, "step.floor", ""},
    {"m10-1", "", NULL, NO_FIGURE, 0, 0, "step.fund", ""},
    {"m15-1", "", NULL, NO_FIGURE, 0, 0, "step.fund_floor", ""},
    {"m09-4", "", NULL, NO_FIGURE, 0, 0,
     "step.unspecified assume.depends_on", ""},
    {"m21-3", "", NULL, NO_FIGURE, 0, 0,
     "step.within_working_days assume.date_passed", ""},
    {"m22-4", "", NULL, NO_FIGURE, 0, 0,
     "step.within_working_days step.on_average", ""},
    {"m20-4", "", NULL, NO_FIGURE, 0, 0, "step.within_months", ""},
    {"m02-3", "", NULL, NO_FIGURE, 0, 0,
     "step.period_extension assume.rate_not_in_source", ""},
    {"m02-2", "annual_sales=20000000 CNY", NULL, NO_FIGURE, 0, 0,
     "step.reference step.at_most assume.rate_not_in_source", ""},
    {"m02-2", "annual_sales=20000001 CNY", NULL, NO_FIGURE, 0, 0,
     "step.above", ""},
    {"m02-1", "", NULL, NO_FIGURE, 0, 0, "", ""},
    /* a limit that is told, on a rule that needs nothing else */
    {STAFF, "staff=7", NULL,
     AMOUNT, 5, 5, "step.equal", ""},
    {STAFF, "staff=8", NULL,
     NOTHING, 0, 0, "step.not_equal", ""},
    {STAFF_MOST, "", NULL,
     NEEDS, 0, 0, "step.cap_only", "staff"},
    /* rules that lack what their type needs */
    {"{'type':'rate_with_cap','base':'x'}", "", NULL, NO_FIGURE, 0, 0, "", ""},
    {"{'type':'rate_with_cap','rate':0.1}", "", NULL, NO_FIGURE, 0, 0, "", ""},
    {"{'type':'step_rate_with_cap','base':'x'}", "", NULL, NO_FIGURE, 0, 0,
     "", ""},
    {"{'type':'fixed'}", "", NULL, NO_FIGURE, 0, 0, "", ""},
    {"{'type':'a_new_one'}", "", NULL, NO_FIGURE, 0, 0, "step.unspecified", ""},
    {"{'type':'rate_with_cap','base':'x','rate':0.333333}", "x=3000000 CNY",
     NULL, AMOUNT, 999999, 999999, "", ""},
};
/* clang-format on */

#endif
