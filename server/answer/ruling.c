/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A computed result: the figure first, then how it came about. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "answer/builder.h"

static struct phrase headline(struct answer *answer,
                              const struct ruling *ruling)
{
    static const char *const keys[] = {
        [OUTCOME_AMOUNT] = "ruling.amount",
        [OUTCOME_BRACKET] = "ruling.bracket",
        [OUTCOME_UP_TO] = "ruling.up_to",
        [OUTCOME_AT_LEAST] = "ruling.at_least",
        [OUTCOME_NOTHING] = "ruling.nothing",
        [OUTCOME_BY_CLASS] = "ruling.by_class",
        [OUTCOME_NEEDS] = "ruling.needs",
        [OUTCOME_DISCRETIONARY] = "ruling.discretionary",
        [OUTCOME_NO_FIGURE] = "ruling.no_figure",
        [OUTCOME_OUT_OF_FORCE] = "ruling.out_of_force",
    };
    struct phrase phrase = phrase_of(keys[ruling->outcome]);
    const struct record *place = builder_place(answer, ruling->clause);

    phrase_money(&phrase, "low", ruling->low, ruling->currency);
    phrase_money(&phrase, "high", ruling->high, ruling->currency);
    phrase_name(&phrase, "name", ruling->clause);
    if (place != NULL)
        phrase_name(&phrase, "place", place);
    phrase.evidence = ruling->clause;
    return phrase;
}

/* The field to ask for: the first, so that one is asked at a time. */
static void ask_field(struct answer *answer, const struct ruling *ruling,
                      struct phrase *head)
{
    const char *field = ruling->missing_count != 0 ? ruling->missing[0] : NULL;

    if (field != NULL && strcmp(field, "industry") == 0)
        phrase_key(head, "fields", "field.industry");
    else
        phrase_text(head, "fields", builder_label(answer, field));
}

static json_t *texts_of(struct answer *answer, const struct phrase *phrases,
                        size_t count)
{
    json_t *texts = json_array();

    for (size_t i = 0; i < count; i++) {
        const char *text =
            wording_text(answer->wording, &phrases[i], answer->ws->arena);

        if (*text != '\0')
            json_array_append_new(texts, json_string(text));
    }
    return texts;
}

static json_t *inputs_of(struct answer *answer, const struct ruling *ruling)
{
    json_t *inputs = json_array();

    for (size_t i = 0; i < ruling->used_count; i++) {
        const struct input *input = &ruling->used[i];
        struct phrase value = phrase_of("input.value");

        if (*input->unit != '\0')
            phrase_money(&value, "value", input->high, input->unit);
        else
            phrase_number(&value, "value", input->high);
        json_array_append_new(
            inputs,
            json_pack("{s:s,s:s,s:f,s:s}", "label",
                      builder_label(answer, input->field), "text",
                      wording_text(answer->wording, &value, answer->ws->arena),
                      "value", input->high, "field", input->field));
    }
    return inputs;
}

static json_t *number_of(double value)
{
    return value == floor(value) && fabs(value) < 9e15
               ? json_integer((json_int_t)value)
               : json_real(value);
}

static json_t *result_of(const struct ruling *ruling)
{
    switch (ruling->outcome) {
    case OUTCOME_AMOUNT:
    case OUTCOME_UP_TO:
        return number_of(ruling->high);
    case OUTCOME_AT_LEAST:
        return number_of(ruling->low);
    case OUTCOME_BRACKET:
        return json_pack("[o,o]", number_of(ruling->low),
                         number_of(ruling->high));
    case OUTCOME_NOTHING:
        return json_integer(0);
    default:
        return json_null();
    }
}

static bool has_figure(const struct ruling *ruling)
{
    return ruling->outcome <= OUTCOME_BY_CLASS;
}

void builder_calculation(struct answer *answer, const struct ruling *ruling,
                         json_t *steps, json_t *assumptions, struct date today)
{
    char day[32];
    json_t *calculation = json_object();

    snprintf(day, sizeof day, "%04d-%02d-%02d", today.year, today.month,
             today.day);
    json_object_set_new(calculation, "rule", json_string(ruling->clause->id));
    json_object_set_new(calculation, "inputs", inputs_of(answer, ruling));
    json_object_set_new(calculation, "steps", steps);
    json_object_set_new(calculation, "result", result_of(ruling));
    json_object_set_new(calculation, "currency",
                        ruling->currency != NULL ? json_string(ruling->currency)
                                                 : json_null());
    json_object_set_new(calculation, "assumptions", assumptions);
    json_object_set_new(calculation, "valid_on", json_string(day));
    json_object_set_new(calculation, "indicative", json_true());
    json_decref(answer->calculation);
    answer->calculation = calculation;
    json_array_append_new(answer->blocks,
                          json_pack("{s:s}", "type", "calculation"));
}

static void say_tiers(struct answer *answer, const struct ruling *ruling)
{
    json_t *items = json_array();

    for (size_t i = 0; i < ruling->tier_count; i++) {
        struct phrase phrase = phrase_of("ruling.tier");
        const char *key = arena_format(answer->ws->arena, "class.%s",
                                       ruling->tiers[i].class_);
        const char *text = NULL;

        phrase_key(&phrase, "class", key);
        phrase_money(&phrase, "amount", ruling->tiers[i].amount,
                     ruling->currency);
        text = wording_text(answer->wording, &phrase, answer->ws->arena);
        builder_text(answer, text);
        json_array_append_new(
            items, builder_item(text, builder_cite(answer, ruling->clause)));
    }
    builder_list(answer, items);
}

/* Steps that carry the figure; the card shows the others too. */
static bool carries(const struct phrase *step)
{
    static const char *const keys[] = {
        "step.below",  "step.at_most",  "step.class",    "step.rate",
        "step.cap_",   "step.steps",    "step.per_step", "step.up_to",
        "step.partly", "step.cap_only", "step.floor"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strncmp(step->key, keys[i], strlen(keys[i])) == 0)
            return true;
    return false;
}

/* At which rates money was converted: each rests on a record of its own. */
static void say_rates(struct answer *answer, const struct ruling *ruling)
{
    for (size_t i = 0; i < ruling->step_count; i++)
        if (strncmp(ruling->steps[i].key, "step.converted", 14) == 0)
            answer_say(answer, &ruling->steps[i]);
}

/* Steps and readings, in the plain answer too: who reads only that must see
 * how the figure came about. */
static void say_how(struct answer *answer, const struct ruling *ruling)
{
    say_rates(answer, ruling);
    for (size_t i = 0; i < ruling->step_count; i++)
        if (carries(&ruling->steps[i]))
            builder_text(answer,
                         wording_text(answer->wording, &ruling->steps[i],
                                      answer->ws->arena));
    for (size_t i = 0; i < ruling->assumption_count; i++)
        if (strcmp(ruling->assumptions[i].key, "assume.condition") != 0)
            builder_text(answer,
                         wording_text(answer->wording, &ruling->assumptions[i],
                                      answer->ws->arena));
}

/* Without an input the rule can be told, and why an amount did not count. */
static void say_needs(struct answer *answer, const struct ruling *ruling)
{
    static const char *const told[] = {"step.steps", "step.per_step",
                                       "step.cap_rate_reached", "step.rule_",
                                       "step.converted"};

    for (size_t i = 0; i < ruling->step_count; i++)
        for (size_t j = 0; j < sizeof told / sizeof *told; j++)
            if (strncmp(ruling->steps[i].key, told[j], strlen(told[j])) == 0)
                answer_say(answer, &ruling->steps[i]);
    for (size_t i = 0; i < ruling->assumption_count; i++)
        if (strcmp(ruling->assumptions[i].key, "assume.not_converted") == 0) {
            answer_say(answer, &ruling->assumptions[i]);
            break; /* once, though limit and base both lack it */
        }
}

void answer_ruling(struct answer *answer, const struct ruling *ruling,
                   struct date today)
{
    struct phrase head = headline(answer, ruling);
    struct phrase valid = phrase_of("note.indicative");

    if (ruling->outcome == OUTCOME_NEEDS)
        ask_field(answer, ruling, &head);
    answer_say(answer, &head);
    if (ruling->outcome == OUTCOME_NEEDS)
        say_needs(answer, ruling);
    if (ruling->outcome == OUTCOME_BY_CLASS)
        say_tiers(answer, ruling);
    if (has_figure(ruling)) {
        say_how(answer, ruling);
        builder_calculation(
            answer, ruling, texts_of(answer, ruling->steps, ruling->step_count),
            texts_of(answer, ruling->assumptions, ruling->assumption_count),
            today);
        phrase_date(&valid, "date", today);
        valid.evidence = ruling->clause;
        answer_notice(answer, "info", &valid);
    }
    if (ruling->outcome == OUTCOME_DISCRETIONARY) {
        answer_responsible(answer, ruling->clause);
        answer_person(answer);
    }
}
