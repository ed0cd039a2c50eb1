/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/policy.h"

#include <stdio.h>
#include <string.h>

#include "policy/rules.h"

/* ---- dates --------------------------------------------------------------- */

static bool text_passed(const char *text, struct date day, struct date *out)
{
    return date_parse(text, out) && date_passed(*out, day);
}

/* The latest deadline of the figures and the rule that has passed. */
static bool stale_since(const struct record *clause, struct date day,
                        struct date *out)
{
    const json_t *figures = record_get(clause, "figures");
    const char *own = record_string(clause, "rule.deadline");
    bool stale = text_passed(own, day, out);
    size_t i = 0;
    json_t *figure = NULL;

    json_array_foreach((json_t *)figures, i, figure) {
        struct date one;

        if (!text_passed(json_string_value(json_object_get(figure, "deadline")),
                         day, &one))
            continue;
        if (!stale || date_order(one, true) > date_order(*out, true))
            *out = one;
        stale = true;
    }
    return stale;
}

int policy_in_force(const struct record *clause, struct date day, bool *stale)
{
    struct date date;

    if (stale != NULL)
        *stale = stale_since(clause, day, &date);
    if (text_passed(record_string(clause, "in_force.to"), day, &date))
        return 0;
    return !date_parse(record_string(clause, "in_force.from"), &date) ||
           date_order(date, false) <= date_order(day, true);
}

/* ---- what is said whatever the type -------------------------------------- */

static void out_of_force_note(struct judge *judge, struct date day)
{
    struct date date;

    if (text_passed(record_string(judge->clause, "in_force.to"), day, &date))
        phrase_date(judge_step(judge, "step.ended"), "date", date);
    else if (date_parse(record_string(judge->clause, "in_force.from"), &date))
        phrase_date(judge_step(judge, "step.not_yet"), "date", date);
    judge->out->outcome = OUTCOME_OUT_OF_FORCE;
}

static bool paying(const struct judge *judge)
{
    switch (judge->out->outcome) {
    case OUTCOME_AMOUNT:
    case OUTCOME_BRACKET:
    case OUTCOME_UP_TO:
    case OUTCOME_AT_LEAST:
    case OUTCOME_BY_CLASS:
    case OUTCOME_NEEDS:
        return true;
    default:
        return false;
    }
}

/* "P5Y". */
static bool years_read(const char *period, int *out)
{
    int end = 0;

    return sscanf(period, "P%2dY%n", out, &end) == 1 && end > 0;
}

/* For whom and how often: "per project", "a year", "for at most 3 years". */
static void scope_note(struct judge *judge)
{
    const char *per = judge_string(judge, "per");
    const char *period = judge_string(judge, "period");
    double years = judge_number(judge, "years_max", 0);
    int span = 0;

    if (per != NULL)
        phrase_key(judge_step(judge, "step.per"), "per",
                   judge_term(judge, per));
    if (period != NULL && strcmp(period, "year") == 0)
        judge_step(judge, "step.each_year");
    else if (period != NULL && strcmp(period, "once") == 0)
        judge_step(judge, "step.once");
    else if (period != NULL && years_read(period, &span))
        phrase_count(judge_step(judge, "step.in_years"), "count", span);
    if (years > 0)
        phrase_count(judge_step(judge, "step.years_max"), "count", years);
}

static const struct code {
    const char *code, *key;
    const char *rule_has; /* told only if the rule has this member */
} codes[] = {
    {"base_unclear", "assume.base_unclear", "base"},
    {"whole_steps", "assume.whole_steps", "step"},
    {"stacks_by_own_wording", "assume.stacks_by_own_wording", NULL},
    {"rate_not_in_source", "assume.rate_not_in_source", NULL},
};

/* The clause's own codes; that of the limit is told where it is compared. */
static void codes_note(struct judge *judge)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct phrase *assume = NULL;

        if (!judge_has_code(judge, codes[i].code))
            continue;
        if (codes[i].rule_has != NULL &&
            json_object_get(judge->rule, codes[i].rule_has) == NULL)
            continue;
        assume = judge_assume(judge, codes[i].key);
        if (strcmp(codes[i].code, "base_unclear") == 0)
            phrase_key(assume, "base",
                       judge_term(judge, judge_string(judge, "base")));
        else if (strcmp(codes[i].code, "whole_steps") == 0)
            phrase_number(assume, "step", judge_number(judge, "step", 0));
    }
}

static void conditions_note(struct judge *judge)
{
    const json_t *list = json_object_get(judge->rule, "conditions");
    const json_t *depends = json_object_get(judge->rule, "depends_on");
    size_t i = 0;
    json_t *item = NULL;

    json_array_foreach((json_t *)list, i, item)
        phrase_langs(judge_assume(judge, "assume.condition"), "condition",
                     item);
    if (json_is_object(depends))
        phrase_langs(judge_assume(judge, "assume.depends_on"), "what", depends);
}

static void stale_note(struct judge *judge, struct date day)
{
    struct date date;

    if (stale_since(judge->clause, day, &date))
        phrase_date(judge_assume(judge, "assume.date_passed"), "date", date);
}

static void judge_open(struct judge *judge, const struct record *clause,
                       const struct profile *who, struct arena *arena,
                       struct ruling *out)
{
    *judge = (struct judge){.clause = clause,
                            .rule = record_get(clause, "rule"),
                            .who = who,
                            .arena = arena,
                            .out = out};
    judge->currency = judge_string(judge, "currency");
    if (judge->currency == NULL)
        judge->currency = "CNY";
    judge->steps.arena = judge->assumptions.arena = arena;
    *out = (struct ruling){.clause = clause,
                           .outcome = OUTCOME_NO_FIGURE,
                           .currency = judge->currency};
}

static void judge_close(struct judge *judge)
{
    judge->out->steps = judge->steps.items;
    judge->out->step_count = judge->steps.count;
    judge->out->assumptions = judge->assumptions.items;
    judge->out->assumption_count = judge->assumptions.count;
}

void policy_judge(const struct record *clause, const struct profile *who,
                  struct date day, struct arena *arena, struct ruling *out)
{
    struct judge judge;

    judge_open(&judge, clause, who, arena, out);
    if (policy_in_force(clause, day, NULL) == 0) {
        out_of_force_note(&judge, day);
    } else if (json_is_object(judge.rule)) {
        rule_find(judge_string(&judge, "type"))(&judge);
        if (paying(&judge))
            scope_note(&judge);
        codes_note(&judge);
        conditions_note(&judge);
        stale_note(&judge, day);
    }
    judge_close(&judge);
}

const char *policy_base(const struct record *clause)
{
    return record_string(clause, "rule.base");
}
