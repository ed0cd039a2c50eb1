/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/judge.h"

#include <string.h>

#include "policy/amount.h"
#include "policy/convert.h"

/* Keys that say on which side of a limit a value lies. */
static const struct comparison {
    const char *op, *met, *missed;
} comparisons[] = {
    {">=", "step.at_least", "step.below"}, {">", "step.above", "step.at_most"},
    {"<=", "step.at_most", "step.above"},  {"<", "step.below", "step.at_least"},
    {"=", "step.equal", "step.not_equal"},
};

const char *judge_string(const struct judge *judge, const char *name)
{
    return json_string_value(json_object_get(judge->rule, name));
}

double judge_number(const struct judge *judge, const char *name,
                    double fallback)
{
    const json_t *at = json_object_get(judge->rule, name);

    return json_is_number(at) ? json_number_value(at) : fallback;
}

struct phrase *judge_step(struct judge *judge, const char *key)
{
    return phrases_add(&judge->steps, key, judge->clause);
}

struct phrase *judge_assume(struct judge *judge, const char *key)
{
    return phrases_add(&judge->assumptions, key, judge->clause);
}

bool judge_has_code(const struct judge *judge, const char *code)
{
    return record_list_has(record_get(judge->clause, "assumptions"), code);
}

const char *judge_term(struct judge *judge, const char *concept)
{
    return arena_format(judge->arena, "term.%s", concept);
}

void judge_missing(struct judge *judge, const char *field)
{
    struct ruling *out = judge->out;

    for (size_t i = 0; i < out->missing_count; i++) {
        if (strcmp(out->missing[i], field) == 0)
            return;
    }
    out->missing = arena_room(judge->arena, out->missing, out->missing_count,
                              &judge->missing_capacity, sizeof *out->missing);
    out->missing[out->missing_count++] = field;
}

/* ---- inputs ------------------------------------------------------------ */

static bool input_valid(const struct input *input)
{
    return amount_valid(input->low) && amount_valid(input->high) &&
           input->low <= input->high;
}

/* Noted once, however often it is asked for: true the first time. */
static bool used_add(struct judge *judge, const struct input *input)
{
    struct ruling *out = judge->out;

    for (size_t i = 0; i < out->used_count; i++) {
        if (strcmp(out->used[i].field, input->field) == 0)
            return false;
    }
    out->used = arena_room(judge->arena, out->used, out->used_count,
                           &judge->used_capacity, sizeof *out->used);
    out->used[out->used_count++] = *input;
    return true;
}

static void value_put(struct phrase *phrase, const char *name, double value,
                      const char *currency)
{
    if (currency != NULL)
        phrase_money(phrase, name, value, currency);
    else
        phrase_number(phrase, name, value);
}

static void value_note(struct judge *judge, const struct input *input,
                       const char *currency)
{
    bool exact = input->low == input->high;
    struct phrase *step = judge_step(judge, exact ? "step.base" : "step.range");

    phrase_key(step, "field", judge_term(judge, input->field));
    if (exact) {
        value_put(step, "amount", input->low, currency);
    } else {
        value_put(step, "low", input->low, currency);
        value_put(step, "high", input->high, currency);
    }
}

static void reading_note(struct judge *judge, const struct input *input,
                         const char *currency)
{
    struct phrase *assume = NULL;

    if (input->assumed) {
        assume = judge_assume(judge, "assume.input_is");
        value_put(assume, "amount", input->high, currency);
        phrase_key(assume, "field", judge_term(judge, input->field));
    }
    if (currency != NULL && input->unit[0] == '\0') {
        assume = judge_assume(judge, "assume.currency_is");
        phrase_text(assume, "currency", currency);
    }
}

static void currency_note(struct judge *judge, const struct input *input,
                          const char *currency)
{
    struct phrase *assume = judge_assume(judge, "assume.not_converted");

    phrase_money(assume, "amount", input->high, input->unit);
    phrase_text(assume, "currency", currency);
}

static int input_take(struct judge *judge, const struct input *input,
                      const char *currency, struct span *out)
{
    *out = (struct span){amount_settle(input->low), amount_settle(input->high)};
    if (used_add(judge, input)) {
        value_note(judge, input, currency);
        reading_note(judge, input, currency);
    }
    return 1;
}

/* Money of another currency: converted, and said how the first time. */
static int input_convert(struct judge *judge, const struct input *input,
                         const char *currency, struct span *out)
{
    size_t used = judge->out->used_count, said = 0;
    struct span own;

    input_take(judge, input, input->unit, &own);
    said = judge->steps.count;
    *out = convert_span(judge, own, input->unit, currency);
    if (judge->out->used_count == used)
        judge->steps.count = said;
    return 1;
}

int judge_input(struct judge *judge, const char *field, const char *currency,
                struct span *out)
{
    const char *unit = currency != NULL ? currency : "";
    const struct input *bare = NULL, *other = NULL;

    for (size_t i = 0; i < judge->who->input_count; i++) {
        const struct input *input = &judge->who->inputs[i];

        if (strcmp(input->field, field) != 0 || !input_valid(input))
            continue;
        if (strcmp(input->unit, unit) == 0)
            return input_take(judge, input, currency, out);
        if (input->unit[0] == '\0' && bare == NULL)
            bare = input;
        else if (other == NULL)
            other = input;
    }
    if (bare != NULL)
        return input_take(judge, bare, currency, out);
    if (other != NULL && currency != NULL &&
        convert_can(judge, other->unit, currency))
        return input_convert(judge, other, currency, out);
    if (other != NULL && currency != NULL)
        currency_note(judge, other, currency);
    judge_missing(judge, field);
    return 0;
}

/* ---- the limit ----------------------------------------------------------- */

static const struct comparison *comparison_find(const char *op)
{
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        if (op != NULL && strcmp(comparisons[i].op, op) == 0)
            return &comparisons[i];
    }
    return &comparisons[0];
}

static bool limit_reached(const char *op, double value, double limit)
{
    if (op[0] == '=')
        return value == limit;
    if (value == limit)
        return op[1] == '=';
    return (value > limit) == (op[0] == '>');
}

/* Money if the limit names a currency or limits the rule's base. */
static const char *limit_currency(const struct judge *judge,
                                  const json_t *threshold, const char *field)
{
    const char *own = json_string_value(json_object_get(threshold, "currency"));
    const char *base = judge_string(judge, "base");
    const char *measure = judge_string(judge, "measure");

    if (own != NULL)
        return own;
    if (measure != NULL && strcmp(measure, field) == 0)
        return NULL;
    return base != NULL && strcmp(base, field) == 0 ? judge->currency : NULL;
}

static void limit_note(struct judge *judge, const struct comparison *by,
                       struct span value, double limit, const char *currency)
{
    struct phrase *assume = NULL;
    bool on_it = value.low == limit || value.high == limit;

    if (judge_has_code(judge, "threshold_inclusive_by_reading")) {
        assume = judge_assume(judge, "assume.threshold_inclusive_by_reading");
        value_put(assume, "limit", limit, currency);
    } else if (on_it && by->op[0] != '=') {
        assume =
            judge_assume(judge, by->op[1] == '=' ? "assume.limit_counts"
                                                 : "assume.limit_excluded");
        value_put(assume, "limit", limit, currency);
    }
}

static void comparison_note(struct judge *judge, const char *key,
                            const char *field, double limit,
                            const char *currency)
{
    struct phrase *step = judge_step(judge, key);

    phrase_key(step, "field", judge_term(judge, field));
    value_put(step, "limit", limit, currency);
}

enum met judge_threshold(struct judge *judge)
{
    const json_t *threshold = json_object_get(judge->rule, "threshold");
    const char *field = json_string_value(json_object_get(threshold, "field"));
    double limit = json_number_value(json_object_get(threshold, "value"));
    const struct comparison *by =
        comparison_find(json_string_value(json_object_get(threshold, "op")));
    const char *currency = NULL;
    struct span value;
    bool low = false, high = false;

    if (field == NULL)
        return MET_YES;
    currency = limit_currency(judge, threshold, field);
    if (judge_input(judge, field, currency, &value) == 0)
        return MET_UNKNOWN;
    low = limit_reached(by->op, value.low, limit);
    high = limit_reached(by->op, value.high, limit);
    if (low != high)
        comparison_note(judge, "step.partly", field, limit, currency);
    else
        comparison_note(judge, low ? by->met : by->missed, field, limit,
                        currency);
    limit_note(judge, by, value, limit, currency);
    return low != high ? MET_PARTLY : low ? MET_YES : MET_NO;
}
