/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a message does to an order that is being told. */
#include "dialogue/intake.h"

#include <string.h>

#include "dialogue/known.h"
#include "order/order.h"
#include "text/fold.h"

enum { SEEKS_MAX = 2000 }; /* characters, as the form */
enum { PHONE_DIGITS = 8 }; /* at least, with that of the country */

static const char *text_at(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void set(json_t *object, const char *name, const char *text)
{
    json_object_set_new(object, name,
                        text != NULL ? json_string(text) : json_null());
}

static bool is(const json_t *object, const char *name, const char *text)
{
    const char *has = text_at(object, name);

    return has != NULL && strcmp(has, text) == 0;
}

/* ---- the order so far ---------------------------------------------------- */

/* Is a field of the form one of this order? */
static bool of_order(const json_t *field, const char *kind)
{
    const json_t *kinds = json_object_get(field, "kinds");

    return !json_is_true(json_object_get(field, "contact")) &&
           (kinds == NULL || (kind != NULL && record_list_has(kinds, kind)));
}

json_t *intake_fields(struct turn *turn, const json_t *intake)
{
    json_auto_t *form =
        order_form(turn->ws->snapshot, turn->meaning.lang, NULL);
    json_t *out = json_array();
    size_t i = 0;
    const json_t *field = NULL;

    json_array_foreach(json_object_get(form, "fields"), i, field)
        if (of_order(field, text_at(intake, "kind")) &&
            json_array_size(out) < INTAKE_FIELDS_MAX)
            json_array_append(out, (json_t *)(uintptr_t)field);
    return out;
}

/* "50 million RMB, 60 mu", and what was said of it in other words. */
static const char *scale_of(struct turn *turn, const json_t *intake)
{
    const json_t *told = json_object_get(intake, "told");
    const char *parts[] = {text_at(told, "money"), text_at(told, "area"),
                           text_at(intake, "other")};
    const char *out = NULL;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] != NULL)
            out = out == NULL
                      ? arena_text(turn->ws->arena, parts[i])
                      : arena_format(turn->ws->arena, "%s, %s", out, parts[i]);
    return out;
}

const char *intake_value(struct turn *turn, const json_t *intake,
                         const char *field)
{
    const char *value = NULL;

    if (strcmp(field, "kind") == 0 || strcmp(field, "seeks") == 0)
        value = text_at(intake, field);
    else if (strcmp(field, "scale") == 0)
        return scale_of(turn, intake);
    else
        value = text_at(json_object_get(intake, "told"), field);
    return arena_text(turn->ws->arena, value);
}

/* Who buys goods or goes abroad has no city here to name; who visits is asked
 * with how many and when, instead of how much and by when. */
bool intake_asks(const json_t *intake, const json_t *field)
{
    static const char *const always[] = {"country", "city", "industry", "scale",
                                         "when"};
    const char *name = text_at(field, "name");

    if (strcmp(name, "city") == 0 &&
        (is(intake, "kind", "import") || is(intake, "kind", "outbound")))
        return false;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (strcmp(always[i], name) == 0)
            return !is(intake, "kind", "visit") || strcmp(name, "city") == 0;
    return json_is_true(json_object_get(field, "required")) ||
           json_is_true(json_object_get(field, "wanted"));
}

const json_t *intake_next(struct turn *turn, const json_t *intake,
                          const json_t *fields)
{
    const json_t *skipped = json_object_get(intake, "skipped");
    size_t i = 0;
    const json_t *field = NULL;

    json_array_foreach(fields, i, field) {
        const char *name = text_at(field, "name");

        if (intake_asks(intake, field) && !record_list_has(skipped, name) &&
            intake_value(turn, intake, name) == NULL)
            return field;
    }
    return NULL;
}

static const struct record *record_at(struct turn *turn, const json_t *intake,
                                      const char *field)
{
    const char *id = intake_value(turn, intake, field);

    return id != NULL ? snapshot_record(turn->ws->snapshot, id) : NULL;
}

struct order_draft intake_draft(struct turn *turn, const json_t *intake)
{
    const struct record *industry = record_at(turn, intake, "industry");
    const char *kind = intake_value(turn, intake, "kind");
    struct order_draft draft = {
        .kind = kind != NULL ? kind : "investment",
        .country = record_at(turn, intake, "country"),
        .city = record_at(turn, intake, "city"),
        .text = intake_value(turn, intake, "seeks"),
    };

    if (industry != NULL)
        ids_add(&draft.industries, industry, turn->ws->arena);
    return draft;
}

/* ---- taking what is said ------------------------------------------------- */

static size_t characters(const char *text)
{
    return fold_length(text, strlen(text));
}

/* "+49 170 1234567": only so is a number no amount. */
static bool has_phone(const char *text)
{
    for (const char *at = strchr(text, '+'); at != NULL;
         at = strchr(at + 1, '+')) {
        size_t len = strspn(at + 1, " -()./0123456789"), digits = 0;

        for (size_t i = 1; i <= len; i++)
            digits += at[i] >= '0' && at[i] <= '9';
        if (digits >= PHONE_DIGITS && strchr("+ -()./", at[1]) == NULL)
            return true;
    }
    return false;
}

/* An address belongs into the form, behind its consents. */
static bool has_address(const char *text)
{
    const char *at = strchr(text, '@');

    return has_phone(text) || (at != NULL && at > text && at[-1] != ' ' &&
                               strchr(at, '.') != NULL);
}

static bool take_text(json_t *intake, const char *name, const char *text,
                      size_t most)
{
    if (has_address(text) || characters(text) > most)
        return false;
    set(intake, name, text);
    return true;
}

/* Words that are none of the options stand with what is sought. */
static bool take_words(struct turn *turn, json_t *intake)
{
    const char *seeks = intake_value(turn, intake, "seeks");
    const char *text = turn->meaning.text;

    if (seeks != NULL)
        text = arena_format(turn->ws->arena, "%s\n%s", seeks, text);
    return take_text(intake, "seeks", text, SEEKS_MAX);
}

static const char *plain_label(struct turn *turn, const json_t *option)
{
    const char *label = text_at(option, "label");

    return analyser_plain(turn->ws->analyser, label, strlen(label),
                          turn->ws->arena);
}

/* The option whose label the message says; NULL, also where it says two. */
static const char *option_said(struct turn *turn, const json_t *field)
{
    const json_t *options = json_object_get(field, "options");
    const json_t *option = NULL, *best = NULL;
    const char *words = "";
    bool two = false;
    size_t i = 0;

    json_array_foreach(options, i, option) {
        const char *plain = plain_label(turn, option);

        if (strstr(turn->meaning.plain, plain) == NULL ||
            strstr(words, plain) != NULL)
            continue;
        two = best != NULL && strstr(plain, words) == NULL;
        best = option;
        words = plain;
    }
    return best != NULL && !two ? text_at(best, "value") : NULL;
}

static const json_t *field_named(const json_t *fields, const char *name)
{
    size_t i = 0;
    const json_t *field = NULL;

    json_array_foreach(fields, i, field)
        if (name != NULL && is(field, "name", name))
            return field;
    return NULL;
}

static void skip(json_t *intake, const char *field)
{
    json_t *skipped = json_object_get(intake, "skipped");

    if (!record_list_has(skipped, field))
        json_array_append_new(skipped, json_string(field));
}

/* What the message tells by itself; is anything new? */
static bool hear(struct turn *turn, json_t *intake)
{
    const char *asked = text_at(intake, "asked");

    return known_hear(turn, asked != NULL ? asked : "",
                      json_object_get(intake, "told"));
}

/* ---- what is said to a question ------------------------------------------ */

/* Does it ask something itself, instead of answering? */
static bool asks_else(const struct meaning *meaning, bool heard)
{
    bool marked = strchr(meaning->plain, '?') != NULL ||
                  strstr(meaning->plain, "؟") != NULL;

    return (meaning->asks || meaning->intent == INTENT_AMOUNT ||
            meaning->intent == INTENT_MATCH || meaning->intent == INTENT_HELP ||
            meaning->intent == INTENT_PERSON ||
            meaning->intent == INTENT_GREETING ||
            meaning->intent == INTENT_THANKS) &&
           (!heard || marked || meaning->asks);
}

/* A field that is written: is its text taken? */
static bool take_written(struct turn *turn, json_t *intake, const json_t *field)
{
    const char *name = text_at(field, "name");
    const char *text = turn->meaning.text;
    size_t most = (size_t)json_integer_value(json_object_get(field, "max"));

    if (strcmp(name, "scale") == 0)
        return take_text(intake, "other", text, most);
    if (strcmp(name, "seeks") == 0)
        return take_text(intake, "seeks", text, most);
    return take_text(json_object_get(intake, "told"), name, text, most);
}

/* What has to be said of an answer once it was taken; NULL for nothing. */
static const char *take_answer(struct turn *turn, json_t *intake,
                               const json_t *field)
{
    const char *name = text_at(field, "name");
    const char *option = option_said(turn, field);

    if (strcmp(name, "kind") == 0 && option == NULL)
        option =
            turn->meaning.for_city ? "city_order" : turn->meaning.order_kind;
    if (option != NULL && strcmp(name, "kind") == 0)
        set(intake, "kind", option);
    else if (option != NULL)
        set(json_object_get(intake, "told"), name, option);
    if (option != NULL || intake_value(turn, intake, name) != NULL)
        return NULL;
    if (is(field, "type", "text") || is(field, "type", "textarea"))
        return take_written(turn, intake, field) ? NULL : "intake.too_long";
    if (!take_words(turn, intake))
        return "intake.too_long";
    if (strcmp(name, "kind") == 0)
        set(intake, "kind", "investment");
    skip(intake, name);
    return "intake.own_words";
}

/* Go on: the next question, or the whole to be confirmed. */
static int go_on(struct turn *turn, json_t *intake, const struct phrase *before,
                 struct answer **out)
{
    json_auto_t *fields = intake_fields(turn, intake);
    const json_t *next = intake_next(turn, intake, fields);

    fits_hear(turn, intake);
    if (next != NULL)
        intake_ask(turn, intake, next, before, out);
    else
        intake_confirm(turn, intake, before, out);
    turn->after.intake = json_incref(intake);
    return 1;
}

static int call_off(struct turn *turn, struct answer **out)
{
    static const char *const prompts[] = {"prompt.order", "prompt.person"};
    struct phrase phrase = phrase_of("intake.cancelled");

    *out = answer_begin(turn->ws, turn->meaning.lang, "order");
    answer_say(*out, &phrase);
    answer_prompts(*out, prompts, sizeof prompts / sizeof *prompts);
    turn->after.intent = "order";
    turn->after.intake = json_null();
    return 1;
}

static int open_form(struct turn *turn, json_t *intake, struct answer **out)
{
    intake_offer(turn, intake, out);
    turn->after.intake = json_incref(intake);
    return 1;
}

/* Was something else told than what was asked? Then the question stands. */
static bool tells_else(struct turn *turn, const json_t *intake,
                       const json_t *field)
{
    const char *name = text_at(field, "name");
    bool chosen = json_object_get(field, "options") != NULL;

    if (intake_value(turn, intake, name) != NULL)
        return false;
    return chosen ? option_said(turn, field) == NULL
                  : strcmp(name, "scale") == 0 &&
                        turn->meaning.quantities.count == 0;
}

/* While one field is asked for. */
static int answer_field(struct turn *turn, json_t *intake, const json_t *fields,
                        struct answer **out)
{
    struct phrase said = phrase_of(NULL);
    struct phrase contact = phrase_of("intake.contact");
    const json_t *field = field_named(fields, text_at(intake, "asked"));
    bool heard = hear(turn, intake);

    if (field == NULL)
        return go_on(turn, intake, NULL, out);
    if (turn->meaning.said & SAID_SKIP) {
        skip(intake, text_at(field, "name"));
        return go_on(turn, intake, NULL, out);
    }
    if (asks_else(&turn->meaning, heard || option_said(turn, field) != NULL))
        return 0;
    if (has_address(turn->meaning.text))
        return go_on(turn, intake, &contact, out);
    if (heard && tells_else(turn, intake, field))
        return go_on(turn, intake, NULL, out);
    said.key = take_answer(turn, intake, field);
    return go_on(turn, intake, said.key != NULL ? &said : NULL, out);
}

/* Once the whole has been told. */
static int answer_whole(struct turn *turn, json_t *intake, struct answer **out)
{
    struct phrase change = phrase_of("intake.change");
    bool offered = is(intake, "stage", "form");
    bool heard = hear(turn, intake);

    if (!heard && !offered && (turn->meaning.said & SAID_YES))
        return open_form(turn, intake, out);
    if (asks_else(&turn->meaning, heard))
        return 0;
    if (heard)
        return go_on(turn, intake, NULL, out);
    if (!offered && (turn->meaning.said & SAID_NO))
        return go_on(turn, intake, &change, out);
    return 0;
}

/* An order told anew is another; while this one is asked about, only where
 * that is said. */
static bool told_anew(const struct turn *turn, bool asking)
{
    return turn->meaning.intent == INTENT_ORDER && !turn->meaning.leans &&
           (!asking || turn->meaning.orders || turn->meaning.asker != NULL);
}

/* "The second one", "compare the first two": of who was shown for it. */
static bool of_shown(const struct turn *turn)
{
    return turn->before.matches.count != 0 &&
           (turn->meaning.ordinal != 0 || turn->meaning.compares);
}

static int step(struct turn *turn, json_t *intake, struct answer **out)
{
    json_auto_t *fields = intake_fields(turn, intake);
    bool asking = is(intake, "stage", "ask");

    if (told_anew(turn, asking) || of_shown(turn))
        return 0;
    if (turn->meaning.said & SAID_CANCEL)
        return call_off(turn, out);
    if (turn->meaning.said & SAID_FORM)
        return open_form(turn, intake, out);
    return asking ? answer_field(turn, intake, fields, out)
                  : answer_whole(turn, intake, out);
}

int move_intake(struct turn *turn, struct answer **out)
{
    json_auto_t *intake = json_deep_copy(turn->before.intake);

    if (!json_is_object(intake) ||
        !json_is_object(json_object_get(intake, "told")) ||
        !json_is_array(json_object_get(intake, "skipped")))
        return 0;
    return step(turn, intake, out);
}

/* ---- beginning ----------------------------------------------------------- */

/* Only that there is to be an order: nothing yet of what or whom. */
static bool bare(const struct meaning *meaning)
{
    return !meaning->seeks && !meaning->for_city &&
           meaning->order_kind == NULL && meaning->countries.count == 0 &&
           meaning->cities.count == 0 && meaning->industries.count == 0 &&
           meaning->parks.count == 0 && meaning->parlors.count == 0 &&
           meaning->quantities.count == 0;
}

int move_order(struct turn *turn, struct answer **out)
{
    const struct meaning *meaning = &turn->meaning;
    json_auto_t *intake =
        json_pack("{s:{}, s:[], s:s}", "told", "skipped", "stage", "ask");

    hear(turn, intake);
    if (meaning->for_city)
        set(intake, "kind", "city_order");
    else if (!bare(meaning))
        set(intake, "kind",
            meaning->order_kind != NULL ? meaning->order_kind : "investment");
    if (!bare(meaning))
        take_text(intake, "seeks", meaning->text, SEEKS_MAX);
    if (json_is_object(turn->before.known))
        known_fill(json_object_get(intake, "told"), turn->before.known);
    return go_on(turn, intake, NULL, out);
}
