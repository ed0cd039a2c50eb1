/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow-ups: one thing changes, the rest stands. */
#include <string.h>

#include "dialogue/moves.h"
#include "search/search.h"
#include "understand/understand.h"

/* Bytes of "and in Nanjing?", of a topic that says nothing ("on that"), and
 * of "谁来审批？". */
enum { PLACE_ONLY_MAX = 40, TOPIC_NOTHING = 9, WHO_ONLY_MAX = 18 };
/* Bytes of a message that may lean wholly, and of what is remembered. */
enum { LEANS_MAX = 80, TOPIC_KEPT_MAX = 400 };

static const struct record *last_record(const struct turn *turn)
{
    return turn->before.records.count != 0 ? turn->before.records.items[0]
                                           : NULL;
}

/* The class of industry a message speaks of under a policy, or NULL. */
static const char *class_of(const struct turn *turn,
                            const struct record *clause)
{
    const struct ids *industries = &turn->meaning.industries;
    const char *named = turn->meaning.class_;
    const char *policy = record_string(clause, "policy");

    for (size_t i = 0; named == NULL && policy != NULL && i < industries->count;
         i++)
        named = json_string_value(json_object_get(
            record_get(industries->items[i], "classes"), policy));
    return named;
}

/* "the second one": what was ranked second. */
static int follow_ordinal(struct turn *turn, struct answer **out)
{
    const struct ids *matches = &turn->before.matches;
    int at = turn->meaning.ordinal;
    struct evidence one = {0};

    if (at == 0 || matches->count == 0)
        return 0;
    at = at < 0 ? (int)matches->count : at;
    if ((size_t)at > matches->count)
        return 0;
    one.record = matches->items[at - 1];
    turn->after.matches = *matches;
    return move_tell(turn, &one, 1, out);
}

/* A bare number may be of any unit, and money of any currency. */
static bool same_unit(const struct input *have, const struct input *now)
{
    bool money = strlen(have->unit) == 3 && strlen(now->unit) == 3;

    return *now->unit == '\0' || money || strcmp(have->unit, now->unit) == 0;
}

/* Put an amount where it belongs: its own field, or the one field of the
 * turn before that is counted in the same unit. */
static bool replace_input(struct profile *who, const struct input *now)
{
    for (size_t i = 0; i < who->input_count; i++) {
        struct input *have = &who->inputs[i];
        bool same = strcmp(have->field, now->field) == 0;

        if (!same && !(now->assumed && same_unit(have, now)))
            continue;
        have->low = now->low;
        have->high = now->high;
        if (*now->unit != '\0')
            memcpy(have->unit, now->unit, sizeof have->unit);
        return true;
    }
    return false;
}

/* Is the field one that the clause counts? */
static bool counted(const struct record *clause, const char *field)
{
    return record_is(clause, "rule.base", field) ||
           record_is(clause, "rule.measure", field) ||
           record_is(clause, "rule.threshold.field", field);
}

/* An amount of a field that was still asked for; one that names no field is
 * of the base. */
static bool add_input(struct profile *who, const struct record *clause,
                      const struct input *now)
{
    const char *base = record_string(clause, "rule.base");
    struct input *one = &who->inputs[who->input_count];

    if (who->input_count == MEMORY_INPUTS_MAX ||
        (now->assumed ? base == NULL : !counted(clause, now->field)))
        return false;
    *one = *now;
    if (now->assumed)
        one->field = base;
    who->input_count++;
    return true;
}

/* "and with 3.0?": a bare number, small as no money is, takes the place of
 * the one bare number there was. */
static bool replace_number(struct profile *who, const struct meaning *meaning)
{
    const struct quantity *now = meaning->quantities.items;

    if (meaning->quantities.count != 1 || now->type != QUANTITY_PLAIN ||
        now->high >= QUANTITY_LARGE)
        return false;
    for (size_t i = 0; i < who->input_count; i++) {
        struct input *have = &who->inputs[i];

        if (*have->unit != '\0' || have->high >= QUANTITY_LARGE)
            continue;
        have->low = now->low;
        have->high = now->high;
        return true;
    }
    return false;
}

/* "if it were 200 million?", "and for other industries?" after a result; what
 * was asked for, after a question back. */
static int follow_amount(struct turn *turn, struct answer **out)
{
    struct profile now, who = turn->before.who;
    const struct record *clause = last_record(turn);
    struct ids one = {&clause, 1};
    const char *class_ = NULL;
    bool changed = false;

    if (clause == NULL || who.input_count == 0)
        return 0;
    understand_profile(turn->ws, &turn->meaning, &now);
    for (size_t i = 0; i < now.input_count; i++)
        changed = replace_input(&who, &now.inputs[i]) ||
                  add_input(&who, clause, &now.inputs[i]) || changed;
    if (now.input_count == 0)
        changed = replace_number(&who, &turn->meaning);
    class_ = class_of(turn, clause);
    if (class_ != NULL) {
        who.class_ = class_;
        changed = true;
    } else if (turn->meaning.industries.count != 0 &&
               record_get(clause, "rule.tiers") != NULL) {
        /* An industry whose class is not known: which one is it? */
        who.class_ = NULL;
        who.industries = turn->meaning.industries;
        changed = true;
    }
    return changed ? move_judge(turn, &one, &who, out) : 0;
}

/* "and for other industries?" after a clause with classes. */
static int follow_class(struct turn *turn, struct answer **out)
{
    const struct record *clause = last_record(turn);
    const char *class_ = clause != NULL ? class_of(turn, clause) : NULL;

    return clause != NULL ? move_tier(turn, clause, class_, out) : 0;
}

/* After a clause without classes, an amount alone is computed on it. */
static int follow_new_amount(struct turn *turn, struct answer **out)
{
    const struct record *clause = last_record(turn);
    struct ids one = {&clause, 1};
    struct profile who;

    if (clause == NULL || record_get(clause, "rule.base") == NULL)
        return 0;
    understand_profile(turn->ws, &turn->meaning, &who);
    if (who.input_count == 0)
        return 0;
    for (size_t i = 0; i < who.input_count; i++)
        if (who.inputs[i].assumed)
            who.inputs[i].field = record_string(clause, "rule.base");
    who.class_ = class_of(turn, clause);
    if (who.class_ == NULL)
        who.class_ = turn->before.class_;
    return move_judge(turn, &one, &who, out);
}

/* "And those of 1 billion?" of a record that counts things of several sizes:
 * told again, it has them all. */
static int follow_figure(struct turn *turn, struct answer **out)
{
    const struct record *record = last_record(turn);
    const struct quantities *said = &turn->meaning.quantities;
    const json_t *figures =
        record != NULL ? record_get(record, "figures") : NULL;
    struct evidence one = {.record = record, .score = 1, .coverage = 1};
    size_t i = 0;
    const json_t *figure = NULL;

    if (said->count != 1 || search_names_place(&turn->meaning))
        return 0;
    json_array_foreach(figures, i, figure)
        if (json_number_value(json_object_get(figure, "size")) ==
                said->items[0].low &&
            said->items[0].low != 0)
            return move_tell(turn, &one, 1, out);
    return 0;
}

/* "And for a nomination?", "10kV는요?" */
static int follow_sister(struct turn *turn, struct answer **out)
{
    const struct record *record = last_record(turn);

    return record != NULL && strcmp(record->kind, "clause") == 0 &&
                   turn->meaning.cities.count == 0
               ? move_sister(turn, record, out)
               : 0;
}

/* "And who decides on that?" */
static int follow_who(struct turn *turn, struct answer **out)
{
    const struct record *record = last_record(turn);

    if (turn->meaning.asked != ASKED_WHO || record == NULL ||
        json_array_size(record_get(record, "agencies")) == 0)
        return 0;
    *out = answer_begin(turn->ws, turn->meaning.lang, "fact");
    answer_responsible(*out, record);
    turn->after.intent = "fact";
    ids_add(&turn->after.records, record, turn->ws->arena);
    return 1;
}

/* A place that the message names and the record does not belong to. */
static bool other_place(const struct turn *turn, const struct record *record)
{
    const struct meaning *meaning = &turn->meaning;
    const char *place = record_string(record, "place");

    if (place == NULL || meaning->quantities.count != 0 ||
        strlen(meaning->plain) > PLACE_ONLY_MAX)
        return false;
    for (size_t i = 0; i < meaning->cities.count; i++)
        if (strcmp(meaning->cities.items[i]->id, place) != 0)
            return true;
    return meaning->outside.count != 0;
}

/* "And in Nanjing?" after what a clause of Suzhou gives: no other city's
 * policy, and no portrait of the city, answers that. */
static int follow_elsewhere(struct turn *turn, struct answer **out)
{
    const struct record *record = last_record(turn);
    struct ids clauses = snapshot_kind(turn->ws->snapshot, "clause");
    struct findings none = {0};

    if (record == NULL || strcmp(record->kind, "clause") != 0 ||
        !other_place(turn, record))
        return 0;
    for (size_t i = 0; i < clauses.count; i++)
        for (size_t j = 0; j < turn->meaning.cities.count; j++)
            if (record_is(clauses.items[i], "place",
                          turn->meaning.cities.items[j]->id))
                return 0;
    for (size_t j = 0; j < turn->meaning.cities.count; j++)
        ids_add(&turn->meaning.outside, turn->meaning.cities.items[j],
                turn->ws->arena);
    none.elsewhere.record = record;
    return move_abstain(turn, &none, out);
}

static bool names_place(const struct meaning *meaning)
{
    return meaning->parlors.count != 0 || search_names_place(meaning);
}

/* The message, asking what the turn before asked, and where, if it says
 * nothing else. */
static struct meaning asked_on(const struct turn *turn)
{
    struct meaning out = turn->meaning;

    if (!out.asks)
        out.asked = turn->before.asked;
    if (!names_place(&out))
        memory_return_places(turn->ws, &turn->before.places, &out);
    return out;
}

/* "Who decides on that?" names nothing: it is of what was told. */
static bool bare_who(const struct meaning *meaning)
{
    size_t left = 0;

    for (const char *at = meaning->topic; at != NULL && *at != '\0'; at++)
        left += *at != ' ' && *at != '?';
    if (meaning->asked != ASKED_WHO ||
        meaning->cities.count + meaning->parks.count + meaning->parlors.count !=
            0)
        return false;
    return (lang_is_han(meaning->lang) &&
            strlen(meaning->plain) <= WHO_ONLY_MAX) ||
           (left <= TOPIC_NOTHING && meaning->terms.count == 0);
}

/* "And for others?" alone says too little to be asked by itself; and a few
 * words after a question about a land are about that land. */
static bool leans_wholly(const struct turn *turn)
{
    const struct meaning *meaning = &turn->meaning;

    return (meaning->leans || bare_who(meaning) ||
            (meaning->follow_up && turn->before.places.count != 0)) &&
           !names_place(meaning) && meaning->quantities.count == 0 &&
           strlen(meaning->plain) <= LEANS_MAX;
}

static int tell_follow(struct turn *turn, const struct meaning *asked,
                       const struct findings *findings, struct answer **out)
{
    if (strlen(turn->before.topic) < TOPIC_KEPT_MAX)
        turn->after.topic = arena_format(
            turn->ws->arena, "%s\n%s", turn->meaning.topic, turn->before.topic);
    turn->after.asked = asked->asked;
    turn->after.places = (struct ids){0};
    memory_places(turn->ws, asked, &turn->after.places);
    return move_tell(turn, findings->items, findings->count, out);
}

/* A question on what a document said stays in it, and one after a question
 * that nothing answered asks the same of something else. */
static int follow_document(struct turn *turn, struct answer **out)
{
    const struct record *record = last_record(turn);
    struct meaning asked = asked_on(turn);
    struct search_context context = {.topic = turn->before.topic,
                                     .record = record,
                                     .clause = turn->before.clause,
                                     .places = names_place(&turn->meaning)};
    struct findings found = {0};

    if (turn->ws->reader == NULL || context.topic == NULL ||
        (record != NULL ? strcmp(record->kind, "document") != 0
                        : strcmp(turn->before.intent, "none") != 0) ||
        search_names_document(turn->ws, &turn->meaning, record))
        return 0;
    if (search_follow(turn->ws, &asked, &context, &found, turn->err) < 0)
        return -1;
    if (found.count == 0 && asked.asked != turn->meaning.asked &&
        !context.places) {
        asked.asked = turn->meaning.asked;
        if (search_follow(turn->ws, &asked, &context, &found, turn->err) < 0)
            return -1;
    }
    if (found.count != 0)
        return tell_follow(turn, &asked, &found, out);
    if (!leans_wholly(turn))
        return 0;
    turn->after.records = turn->before.records;
    turn->after.clause = turn->before.clause;
    return move_abstain(turn, &found, out);
}

/* Anything else: search again with what the talk was about. */
static int follow_search(struct turn *turn, struct answer **out)
{
    struct search_context context = {.topic = turn->before.topic,
                                     .record = last_record(turn),
                                     .asked = turn->before.asked};
    struct findings findings = {0};

    if (turn->ws->reader == NULL || context.topic == NULL ||
        (context.record == NULL && strcmp(turn->before.intent, "none") == 0))
        return 0;
    /* An amount asked for after a ranking stands by itself. */
    if (context.record == NULL && turn->meaning.intent == INTENT_AMOUNT)
        return 0;
    if (search_findings(turn->ws, &turn->meaning, &context, &findings,
                        turn->err) < 0)
        return -1;
    if (findings.count == 0 && findings.elsewhere.record != NULL)
        return move_abstain(turn, &findings, out);
    if (findings.count == 0)
        return 0;
    return move_tell(turn, findings.items, findings.count, out);
}

/* Somebody who speaks a language is wanted, and nothing is asked. */
static bool wants_speaker(const struct turn *turn)
{
    const struct meaning *meaning = &turn->meaning;

    return meaning->intent == INTENT_FACT && meaning->speaker &&
           !meaning->asks && meaning->seeks;
}

/* A wish for such a person, where no ranking is to be changed by it. */
int move_speaker(struct turn *turn, struct answer **out)
{
    if (!wants_speaker(turn))
        return 0;
    turn->meaning.intent = INTENT_PERSON;
    return move_courtesy(turn, out);
}

int move_follow_up(struct turn *turn, struct answer **out)
{
    int (*const ways[])(struct turn *, struct answer **) = {
        follow_ordinal,    move_details, move_revise,   follow_who,
        follow_elsewhere,  move_case,    follow_figure, follow_amount,
        follow_new_amount, follow_class, follow_sister, follow_document,
        follow_search};
    int said = 0;

    if (turn->before.intent == NULL || turn->meaning.intent == INTENT_ORDER)
        return 0;
    if (turn->meaning.intent == INTENT_PERSON ? turn->meaning.leans
                                              : wants_speaker(turn))
        return move_revise(turn, out);
    if (turn->meaning.intent == INTENT_PERSON)
        return 0;
    said = move_weigh(turn, out);
    if (said != 0)
        return said;
    if (turn->meaning.intent == INTENT_MATCH && turn->before.demand == NULL)
        return 0;
    if (!turn->meaning.follow_up && !turn->meaning.more &&
        turn->meaning.ordinal == 0 && turn->meaning.step == 0 &&
        !bare_who(&turn->meaning))
        return 0;
    for (size_t i = 0; said == 0 && i < sizeof ways / sizeof *ways; i++)
        said = ways[i](turn, out);
    return said;
}
