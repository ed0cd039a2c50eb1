/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said while an order is being told. */
#include <stdio.h>
#include <string.h>

#include "dialogue/intake.h"
#include "order/order.h"
#include "order/route.h"

static const char *text_at(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* Begin, and name the desk where it is new. */
static void begin(struct turn *turn, json_t *intake,
                  const struct phrase *before, struct order_desk *desk,
                  struct answer **out)
{
    struct order_draft draft = intake_draft(turn, intake);
    const char *was = text_at(intake, "desk");
    const char *is = NULL;

    *out = answer_begin(turn->ws, turn->meaning.lang, "order");
    turn->after.intent = "order";
    if (before != NULL)
        answer_say(*out, before);
    fits_show(turn, intake, *out);
    order_route_now(turn->ws, &draft, turn->meaning.lang, desk);
    is = desk->desk != NULL ? desk->desk->id : "";
    if (intake_value(turn, intake, "kind") == NULL)
        return; /* too early to say who would take it */
    if (was == NULL || strcmp(was, is) != 0)
        answer_desk(*out, desk);
    json_object_set_new(intake, "desk", json_string(is));
}

/* Names of fields that are still open. */
static json_t *lacking(struct turn *turn, const json_t *intake,
                       const json_t *fields)
{
    json_t *out = json_array();
    size_t i = 0;
    const json_t *field = NULL;

    while ((field = json_array_get(fields, i++)) != NULL)
        if (intake_asks(intake, field) &&
            intake_value(turn, intake, text_at(field, "name")) == NULL)
            json_array_append(out, json_object_get(field, "name"));
    return out;
}

/* May the value be chosen, where there is a choice? */
static bool offered(const json_t *field, const char *value)
{
    const json_t *options = json_object_get(field, "options");
    size_t i = 0;
    const json_t *option = NULL;

    json_array_foreach(options, i, option)
        if (strcmp(text_at(option, "value"), value) == 0)
            return true;
    return options == NULL;
}

static json_t *filled(struct turn *turn, const json_t *intake,
                      const json_t *fields)
{
    json_t *out = json_object();
    size_t i = 0;
    const json_t *field = NULL;

    json_array_foreach(fields, i, field) {
        const char *name = text_at(field, "name");
        const char *value = intake_value(turn, intake, name);

        if (value != NULL && strcmp(name, "kind") != 0 && offered(field, value))
            json_object_set_new(out, name, json_string(value));
    }
    /* a currency that the form has not: the amount stays in words */
    if (json_object_get(out, "currency") == NULL)
        json_object_del(out, "amount");
    return out;
}

static void carry(struct turn *turn, json_t *intake, const json_t *fields,
                  const struct order_desk *desk, struct answer *answer)
{
    struct order_draft draft = intake_draft(turn, intake);

    answer_intake(answer, draft.kind, desk, lacking(turn, intake, fields),
                  filled(turn, intake, fields), text_at(intake, "stage"),
                  text_at(intake, "asked"));
}

static const struct {
    const char *field, *key;
} questions[] = {
    {"kind", "intake.ask.kind"},         {"seeks", "intake.ask.seeks"},
    {"country", "intake.ask.country"},   {"city", "intake.ask.city"},
    {"industry", "intake.ask.industry"}, {"scale", "intake.ask.scale"},
    {"when", "intake.ask.when"},
};

/* A field that is newer than its question is asked for by its label. */
static struct phrase question_of(const json_t *field)
{
    const char *name = text_at(field, "name");
    struct phrase phrase = phrase_of("intake.ask.other");

    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (strcmp(questions[i].field, name) == 0)
            return phrase_of(questions[i].key);
    phrase_text(&phrase, "label", text_at(field, "label"));
    return phrase;
}

enum { CHOICES_MAX = 8 };

/* A few options can be chosen; a long list is better written. */
static void offer_options(const json_t *field, struct answer *answer)
{
    static const char *const ways[] = {"intake.skip", "intake.form"};
    const json_t *options = json_object_get(field, "options");
    bool required = json_is_true(json_object_get(field, "required"));
    size_t i = 0;
    const json_t *option = NULL;

    if (json_array_size(options) <= CHOICES_MAX)
        json_array_foreach(options, i, option)
            answer_prompt(answer, text_at(option, "label"));
    answer_prompts(answer, ways + (required ? 1 : 0), required ? 1 : 2);
}

void intake_ask(struct turn *turn, json_t *intake, const json_t *field,
                const struct phrase *before, struct answer **out)
{
    json_auto_t *fields = intake_fields(turn, intake);
    struct phrase question = question_of(field);
    struct order_desk desk = {0};

    json_object_set_new(intake, "stage", json_string("ask"));
    json_object_set(intake, "asked", json_object_get(field, "name"));
    begin(turn, intake, before, &desk, out);
    answer_say(*out, &question);
    offer_options(field, *out);
    carry(turn, intake, fields, &desk, *out);
}

/* The value as its reader knows it. */
static const char *shown(const json_t *field, const char *value)
{
    size_t i = 0;
    const json_t *option = NULL;

    json_array_foreach(json_object_get(field, "options"), i, option)
        if (strcmp(text_at(option, "value"), value) == 0)
            return text_at(option, "label");
    return value;
}

/* Some labels of the form are questions; here names are wanted. */
static void name_field(struct turn *turn, const json_t *field,
                       struct phrase *line)
{
    static const char *const named[][2] = {{"kind", "intake.label.kind"},
                                           {"seeks", "intake.label.seeks"},
                                           {"when", "intake.label.when"}};

    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (strcmp(named[i][0], text_at(field, "name")) == 0) {
            phrase_key(line, "label", named[i][1]);
            return;
        }
    phrase_text(line, "label",
                arena_text(turn->ws->arena, text_at(field, "label")));
}

static bool ended(const char *text)
{
    static const char *const marks[] = {".", "!", "?", "。", "！", "？", "؟"};
    size_t len = strlen(text);

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t mark = strlen(marks[i]);

        if (len >= mark && strcmp(text + len - mark, marks[i]) == 0)
            return true;
    }
    return false;
}

/* Figures of the form that "50 million RMB, 60 mu" says already. */
static bool told_by_scale(const char *name)
{
    static const char *const names[] = {"amount", "currency", "area_from",
                                        "area_to", "area_unit"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static void tell_all(struct turn *turn, const json_t *intake,
                     const json_t *fields, struct answer *answer)
{
    struct phrase lines[INTAKE_FIELDS_MAX];
    size_t count = 0, i = 0;
    const json_t *field = NULL;

    json_array_foreach(fields, i, field) {
        const char *value = intake_value(turn, intake, text_at(field, "name"));
        struct phrase *line = &lines[count];

        if (value == NULL || told_by_scale(text_at(field, "name")))
            continue;
        value = arena_text(turn->ws->arena, shown(field, value));
        *line = phrase_of(ended(value) ? "intake.line_ended" : "intake.line");
        name_field(turn, field, line);
        phrase_text(line, "value", value);
        count++;
    }
    answer_phrases(answer, lines, count);
}

void intake_confirm(struct turn *turn, json_t *intake,
                    const struct phrase *before, struct answer **out)
{
    static const char *const ways[] = {"intake.yes", "intake.no",
                                       "intake.cancel"};
    json_auto_t *fields = intake_fields(turn, intake);
    struct phrase summary = phrase_of("intake.summary");
    struct phrase confirm = phrase_of("intake.confirm");
    struct order_desk desk = {0};

    json_object_set_new(intake, "stage", json_string("confirm"));
    json_object_del(intake, "asked");
    begin(turn, intake, before, &desk, out);
    answer_say(*out, &summary);
    tell_all(turn, intake, fields, *out);
    answer_say(*out, &confirm);
    answer_prompts(*out, ways, sizeof ways / sizeof *ways);
    carry(turn, intake, fields, &desk, *out);
}

void intake_offer(struct turn *turn, json_t *intake, struct answer **out)
{
    json_auto_t *fields = intake_fields(turn, intake);
    struct phrase form = phrase_of("order.form");
    struct order_desk desk = {0};

    json_object_set_new(intake, "stage", json_string("form"));
    json_object_del(intake, "asked");
    begin(turn, intake, NULL, &desk, out);
    answer_say(*out, &form);
    carry(turn, intake, fields, &desk, *out);
    answer_offer(*out);
}

void intake_remind(struct turn *turn, struct answer *answer)
{
    const json_t *intake = turn->before.intake;
    json_auto_t *fields = NULL;
    const char *stage = text_at(intake, "stage");
    const char *asked = text_at(intake, "asked");
    struct phrase phrase = phrase_of("intake.waiting");
    size_t i = 0;
    const json_t *field = NULL;

    if (stage == NULL || strcmp(stage, "form") == 0)
        return;
    answer_notice(answer, "info", &phrase);
    fields = intake_fields(turn, intake);
    json_array_foreach(fields, i, field)
        if (asked != NULL && strcmp(asked, text_at(field, "name")) == 0) {
            struct phrase question = question_of(field);

            answer_say(answer, &question);
        }
}
