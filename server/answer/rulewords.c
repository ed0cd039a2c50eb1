/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a clause says, composed from its rule and its names, so that it can be
 * said in every language without a text of its own. */
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

    phrase_name(&phrase, "name", clause);
    if (place != NULL)
        phrase_name(&phrase, "place", place);
    phrase_text(&phrase, "per",
                builder_label(answer, record_string(clause, "rule.per")));
    return phrase;
}

static const json_t *rule_member(const struct record *clause, const char *name)
{
    return json_object_get(record_get(clause, "rule"), name);
}

/* One row: a type of rule, the wording key, and the members it fills in. */
static const struct row {
    const char *type, *key;
    struct {
        const char *arg, *member;
        enum arg_type as;
    } args[4];
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
     "rule.bracket",
     {{"low", "rate_min", ARG_SHARE},
      {"high", "rate_max", ARG_SHARE},
      {"cap", "cap", ARG_MONEY},
      {"base", "base", ARG_KEY}}},
    {"step_rate_with_cap",
     "rule.step",
     {{"rate", "rate_per_step", ARG_SHARE},
      {"step", "step", ARG_NUMBER},
      {"cap", "cap_rate", ARG_SHARE},
      {"base", "base", ARG_KEY}}},
    {"fund", "rule.fund", {{"amount", "amount", ARG_MONEY}}},
    {"fund", "rule.fund_floor", {{"amount", "floor", ARG_MONEY}}},
    {"case_by_case", "rule.case_by_case", {{NULL, NULL, ARG_TEXT}}},
};

static bool row_fits(const struct row *row, const struct record *clause)
{
    const char *type = record_string(clause, "rule.type");

    if (type == NULL || strcmp(type, row->type) != 0)
        return false;
    for (size_t i = 0; i < 4 && row->args[i].arg != NULL; i++)
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
    struct phrase phrase = begin(answer, clause, "rule.tier");
    const char *class_ = json_string_value(json_object_get(tier, "class"));
    const char *key =
        arena_format(answer->ws->arena, "class.%s", class_ ? class_ : "");

    phrase_key(&phrase, "class", key);
    phrase_share(&phrase, "rate",
                 json_number_value(json_object_get(tier, "rate")));
    phrase_money(&phrase, "cap",
                 json_number_value(json_object_get(tier, "cap")),
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
        text =
            arena_format(answer->ws->arena, "%s%s%s", text, i != 0 ? " " : "",
                         rulewords_tier(answer, clause, tier));
    return text;
}

const char *rulewords_text(struct answer *answer, const struct record *clause)
{
    const char *type = record_string(clause, "rule.type");

    if (type == NULL)
        return "";
    if (strcmp(type, "time_limit") == 0)
        return time_text(answer, clause);
    if (strcmp(type, "tiered_rate_with_cap") == 0)
        return tiers_text(answer, clause);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct phrase phrase;

        if (!row_fits(&rows[i], clause))
            continue;
        phrase = begin(answer, clause, rows[i].key);
        for (size_t j = 0; j < 4 && rows[i].args[j].arg != NULL; j++)
            add_member(answer, clause, rows[i].args[j].arg,
                       rows[i].args[j].member, rows[i].args[j].as, &phrase);
        return wording_text(answer->wording, &phrase, answer->ws->arena);
    }
    return "";
}
