/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a clause says, composed from its rule and its names, so that it can be
 * said in every language without a text of its own. First what is paid or
 * set, then the limit and whether it counts itself, how often, which reading
 * was taken, and by when. */
#include <stdio.h>
#include <string.h>

#include "answer/builder.h"

const char *rulewords_currency(const struct record *clause)
{
    const char *currency = record_string(clause, "rule.currency");

    return currency != NULL ? currency : "CNY";
}

/* Name, place, what it is per: what every wording of a rule may use. */
static struct phrase begin(struct answer *answer, const struct record *clause,
                           const char *key)
{
    struct phrase phrase = phrase_of(key);
    const struct record *place = builder_place(answer, clause);
    const char *per = record_string(clause, "rule.per");

    phrase_name(&phrase, "name", clause);
    if (place != NULL)
        phrase_name(&phrase, "place", place);
    if (per != NULL)
        phrase_text(&phrase, "per", builder_label(answer, per));
    else
        phrase_key(&phrase, "per", "per.case");
    phrase.evidence = clause;
    return phrase;
}

static const json_t *rule_member(const struct record *clause, const char *name)
{
    return json_object_get(record_get(clause, "rule"), name);
}

/* One row: a type of rule, the wording key, and the members it fills in. The
 * first whose members are all there is said. */
static const struct row {
    const char *type, *key;
    struct {
        const char *arg, *member;
        enum arg_type as;
    } args[5];
} rows[] = {
    {"fixed", "rule.fixed", {{"amount", "amount", ARG_MONEY}}},
    {"cap_only", "rule.cap_only", {{"cap", "cap", ARG_MONEY}}},
    {"floor", "rule.floor", {{"floor", "floor", ARG_MONEY}}},
    {"rate_with_cap",
     "rule.rate",
     {{"rate", "rate", ARG_SHARE},
      {"cap", "cap", ARG_MONEY},
      {"base", "base", ARG_KEY}}},
    {"rate_with_cap",
     "rule.rate_open",
     {{"rate", "rate", ARG_SHARE}, {"base", "base", ARG_KEY}}},
    {"rate_with_cap",
     "rule.bracket",
     {{"low", "rate_min", ARG_SHARE},
      {"high", "rate_max", ARG_SHARE},
      {"cap", "cap", ARG_MONEY},
      {"base", "base", ARG_KEY}}},
    {"rate_with_cap",
     "rule.bracket_open",
     {{"low", "rate_min", ARG_SHARE},
      {"high", "rate_max", ARG_SHARE},
      {"base", "base", ARG_KEY}}},
    {"fund", "rule.fund", {{"amount", "amount", ARG_MONEY}}},
    {"fund", "rule.fund_floor", {{"amount", "floor", ARG_MONEY}}},
    {"case_by_case", "rule.case_by_case", {{NULL, NULL, ARG_TEXT}}},
    {"reference", "rule.reference", {{NULL, NULL, ARG_TEXT}}},
    {"period_extension", "rule.period_extension", {{NULL, NULL, ARG_TEXT}}},
    {"procedure", "rule.procedure", {{NULL, NULL, ARG_TEXT}}},
    {"unspecified", "rule.unspecified", {{NULL, NULL, ARG_TEXT}}},
};

/* Steps are told apart by whether the source says "up to". */
static const struct row steps[] = {
    {"step_rate_with_cap",
     "rule.step_each",
     {{"rate", "rate_per_step", ARG_SHARE},
      {"step", "step", ARG_NUMBER},
      {"start", "start", ARG_NUMBER},
      {"cap", "cap_rate", ARG_SHARE},
      {"base", "base", ARG_KEY}}},
    {"step_rate_with_cap",
     "rule.step",
     {{"rate", "rate_per_step", ARG_SHARE},
      {"step", "step", ARG_NUMBER},
      {"start", "start", ARG_NUMBER},
      {"cap", "cap_rate", ARG_SHARE},
      {"base", "base", ARG_KEY}}},
};

enum { ARGS = sizeof rows->args / sizeof *rows->args };

static bool row_fits(const struct row *row, const struct record *clause)
{
    if (!record_is(clause, "rule.type", row->type))
        return false;
    for (size_t i = 0; i < ARGS && row->args[i].arg != NULL; i++)
        if (rule_member(clause, row->args[i].member) == NULL)
            return false;
    return true;
}

static void add_member(struct answer *answer, const struct record *clause,
                       const char *name, const char *member, enum arg_type as,
                       struct phrase *phrase)
{
    const json_t *value = rule_member(clause, member);
    double number = json_number_value(value);

    switch (as) {
    case ARG_MONEY:
        phrase_money(phrase, name, number, rulewords_currency(clause));
        break;
    case ARG_SHARE:
        phrase_share(phrase, name, number);
        break;
    case ARG_KEY:
        phrase_text(phrase, name,
                    builder_label(answer, json_string_value(value)));
        break;
    default:
        phrase_number(phrase, name, number);
    }
}

static const char *row_text(struct answer *answer, const struct record *clause,
                            const struct row *row)
{
    struct phrase phrase = begin(answer, clause, row->key);

    for (size_t i = 0; i < ARGS && row->args[i].arg != NULL; i++)
        add_member(answer, clause, row->args[i].arg, row->args[i].member,
                   row->args[i].as, &phrase);
    return wording_text(answer->wording, &phrase, answer->ws->arena);
}

/* "rule.time.working_day" {max}, by the unit of the limit. */
static const char *time_text(struct answer *answer, const struct record *clause)
{
    const char *unit = record_string(clause, "rule.unit");
    const char *average =
        json_is_true(rule_member(clause, "average")) ? "average" : "time";
    const char *key = arena_format(answer->ws->arena, "rule.%s.%s", average,
                                   unit != NULL ? unit : "");
    struct phrase phrase = begin(answer, clause, key);

    phrase_count(&phrase, "max", record_number(clause, "rule.max", 0));
    return wording_text(answer->wording, &phrase, answer->ws->arena);
}

const char *rulewords_tier(struct answer *answer, const struct record *clause,
                           const json_t *tier)
{
    const json_t *cap = json_object_get(tier, "cap");
    struct phrase phrase = begin(
        answer, clause, json_is_number(cap) ? "rule.tier" : "rule.tier_open");
    const char *class_ = json_string_value(json_object_get(tier, "class"));
    const char *key =
        arena_format(answer->ws->arena, "class.%s", class_ ? class_ : "");

    phrase_key(&phrase, "class", key);
    phrase_share(&phrase, "rate",
                 json_number_value(json_object_get(tier, "rate")));
    if (json_is_number(cap))
        phrase_money(&phrase, "cap", json_number_value(cap),
                     rulewords_currency(clause));
    phrase_text(&phrase, "base",
                builder_label(answer, record_string(clause, "rule.base")));
    return wording_text(answer->wording, &phrase, answer->ws->arena);
}

static const char *tiers_text(struct answer *answer,
                              const struct record *clause)
{
    const json_t *tiers = rule_member(clause, "tiers");
    const char *text = "";
    size_t i = 0;
    const json_t *tier = NULL;

    json_array_foreach(tiers, i, tier)
        text = builder_sentence(answer, text,
                                rulewords_tier(answer, clause, tier));
    return text;
}

static const char *head_text(struct answer *answer, const struct record *clause)
{
    const struct row *stepped =
        &steps[json_is_true(rule_member(clause, "up_to")) ? 1 : 0];

    if (record_is(clause, "rule.type", "time_limit"))
        return time_text(answer, clause);
    if (record_is(clause, "rule.type", "tiered_rate_with_cap"))
        return tiers_text(answer, clause);
    if (row_fits(stepped, clause))
        return row_text(answer, clause, stepped);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (row_fits(&rows[i], clause))
            return row_text(answer, clause, &rows[i]);
    return "";
}

/* ---- the limit ----------------------------------------------------------- */

static const struct limit {
    const char *op, *key;
    const char *exactly; /* does the limit itself count? */
} limits[] = {
    {">=", "rule.limit_at_least", "assume.limit_counts"},
    {">", "rule.limit_above", "assume.limit_excluded"},
    {"<=", "rule.limit_at_most", "assume.limit_counts"},
    {"<", "rule.limit_below", "assume.limit_excluded"},
    {"=", "rule.limit_equal", NULL},
};

static void limit_arg(struct phrase *phrase, const struct record *clause)
{
    double value = record_number(clause, "rule.threshold.value", 0);
    const char *currency = record_string(clause, "rule.threshold.currency");
    const char *base = record_string(clause, "rule.base");

    if (currency == NULL && base != NULL &&
        record_is(clause, "rule.threshold.field", base))
        currency = rulewords_currency(clause);
    if (currency != NULL)
        phrase_money(phrase, "limit", value, currency);
    else
        phrase_number(phrase, "limit", value);
}

static bool assumes(const struct record *clause, const char *code)
{
    return record_list_has(record_get(clause, "assumptions"), code);
}

const char *rulewords_limit(struct answer *answer, const struct record *clause)
{
    const char *field = record_string(clause, "rule.threshold.field");
    const char *text = "";

    for (size_t i = 0; field != NULL && i < sizeof limits / sizeof *limits;
         i++) {
        struct phrase limit = phrase_of(limits[i].key);
        struct phrase exactly = phrase_of(limits[i].exactly);

        if (!record_is(clause, "rule.threshold.op", limits[i].op))
            continue;
        phrase_text(&limit, "field", builder_label(answer, field));
        limit_arg(&limit, clause);
        text = builder_phrase(answer, text, &limit);
        if (assumes(clause, "threshold_inclusive_by_reading"))
            exactly.key = "assume.threshold_inclusive_by_reading";
        limit_arg(&exactly, clause);
        if (exactly.key != NULL)
            text = builder_phrase(answer, text, &exactly);
    }
    return text;
}

/* ---- how often, by which reading, by when -------------------------------- */

static const char *period_text(struct answer *answer,
                               const struct record *clause, const char *text)
{
    const char *period = record_string(clause, "rule.period");
    double most = record_number(clause, "rule.years_max", 0);
    struct phrase each = phrase_of("step.each_year");
    struct phrase years = phrase_of("step.years_max");
    int span = 0;

    if (period != NULL && strcmp(period, "once") == 0)
        each.key = "step.once";
    if (period != NULL && sscanf(period, "P%2dY", &span) == 1) {
        each.key = "step.in_years";
        phrase_count(&each, "count", span);
    }
    if (period != NULL)
        text = builder_phrase(answer, text, &each);
    phrase_count(&years, "count", most);
    return most > 0 ? builder_phrase(answer, text, &years) : text;
}

static const char *reading_text(struct answer *answer,
                                const struct record *clause, const char *text)
{
    struct phrase base = phrase_of("assume.base_unclear");
    struct phrase whole = phrase_of("assume.whole_steps");
    struct phrase stacks = phrase_of("assume.stacks_by_own_wording");
    struct phrase rate = phrase_of("assume.rate_not_in_source");
    const char *named = record_string(clause, "rule.base");
    double step = record_number(clause, "rule.step", 0);

    phrase_text(&base, "base", builder_label(answer, named));
    phrase_number(&whole, "step", step);
    if (named != NULL && assumes(clause, "base_unclear"))
        text = builder_phrase(answer, text, &base);
    if (step > 0 && assumes(clause, "whole_steps"))
        text = builder_phrase(answer, text, &whole);
    if (assumes(clause, "stacks_by_own_wording"))
        text = builder_phrase(answer, text, &stacks);
    if (assumes(clause, "rate_not_in_source"))
        text = builder_phrase(answer, text, &rate);
    return text;
}

static const char *date_text(struct answer *answer, const struct record *clause,
                             const char *member, const char *key,
                             const char *text)
{
    struct phrase phrase = phrase_of(key);
    struct date date;

    if (!date_parse(json_string_value(rule_member(clause, member)), &date))
        return text;
    phrase_date(&phrase, "date", date);
    return builder_phrase(answer, text, &phrase);
}

const char *rulewords_text(struct answer *answer, const struct record *clause)
{
    const json_t *depends = rule_member(clause, "depends_on");
    struct phrase phrase = phrase_of("assume.depends_on");
    const char *text = head_text(answer, clause);

    if (*text == '\0')
        return text;
    text = builder_sentence(answer, text, rulewords_limit(answer, clause));
    text = period_text(answer, clause, text);
    text = reading_text(answer, clause, text);
    phrase_langs(&phrase, "what", depends);
    if (json_is_object(depends))
        text = builder_phrase(answer, text, &phrase);
    text = date_text(answer, clause, "start_date", "rule.start_date", text);
    return date_text(answer, clause, "deadline", "rule.deadline", text);
}
