/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers from what the corpus says, computed or as it stands. */
#include <string.h>

#include "dialogue/moves.h"
#include "policy/policy.h"
#include "search/search.h"
#include "understand/understand.h"

/* Which clause of its document it is, from 1; 0 for a whole record. */
static size_t clause_at(const struct evidence *evidence)
{
    const json_t *clauses = record_get(evidence->record, "clauses");
    size_t i = 0;
    const json_t *clause = NULL;

    json_array_foreach(clauses, i, clause)
        if (clause == evidence->clause)
            return i + 1;
    return 0;
}

/* Fill an answer begun with what records say, and remember them. */
static int move_fill(struct turn *turn, const struct evidence *items,
                     size_t count, struct answer *answer)
{
    for (size_t i = 0; i < count; i++)
        ids_add(&turn->after.records, items[i].record, turn->ws->arena);
    turn->after.clause = count != 0 ? clause_at(&items[0]) : 0;
    answer_records(answer, items, count, turn->ws->today);
    turn->after.intent = "fact";
    return 1;
}

int move_tell(struct turn *turn, const struct evidence *items, size_t count,
              struct answer **out)
{
    *out = answer_begin(turn->ws, turn->meaning.lang, "fact");
    return move_fill(turn, items, count, *out);
}

int move_tier(struct turn *turn, const struct record *clause,
              const char *class_, struct answer **out)
{
    if (class_ == NULL || record_get(clause, "rule.tiers") == NULL)
        return 0;
    *out = answer_begin(turn->ws, turn->meaning.lang, "fact");
    answer_tier(*out, clause, class_);
    turn->after.intent = "fact";
    ids_add(&turn->after.records, clause, turn->ws->arena);
    turn->after.class_ = class_;
    return 1;
}

/* Who is responsible, then for what. */
static int tell_who(struct turn *turn, const struct findings *findings,
                    struct answer **out)
{
    *out = answer_begin(turn->ws, turn->meaning.lang, "fact");
    answer_responsible(*out, findings->items[0].record);
    return move_fill(turn, findings->items, findings->count, *out);
}

/* Each place has its own, and none was named. */
static void ask_place(struct answer *answer)
{
    struct phrase phrase = phrase_of("ask.place");

    answer_say(answer, &phrase);
}

int move_fact(struct turn *turn, struct answer **out)
{
    struct findings findings = {0};
    int said = 0;

    if (turn->ws->reader == NULL)
        return 0;
    if (search_findings(turn->ws, &turn->meaning, NULL, &findings, turn->err) <
            0 ||
        move_parts(turn, &findings) < 0)
        return -1;
    if (findings.count == 0)
        return move_stacking(turn, &findings, out) == 1
                   ? 1
                   : move_abstain(turn, &findings, out);
    said = move_higher(turn, &findings, out);
    if (said == 0)
        said = move_found_details(turn, &findings, out);
    if (said != 0)
        return said;
    if (turn->meaning.asked == ASKED_WHO)
        return tell_who(turn, &findings, out);
    if (move_tier(turn, findings.items[0].record, turn->meaning.class_, out))
        return 1;
    move_tell(turn, findings.items, findings.count, out);
    if (findings.by_place)
        ask_place(*out);
    return 1;
}

int move_abstain(struct turn *turn, const struct findings *findings,
                 struct answer **out)
{
    static const struct findings none;

    if (findings == NULL)
        findings = &none;
    *out = answer_begin(turn->ws, turn->meaning.lang, "none");
    answer_abstain(*out, &turn->meaning.outside, findings->nearest.record,
                   findings->elsewhere.record);
    turn->after.intent = "none";
    if (turn->meaning.intent != INTENT_FACT)
        turn->after.topic = NULL;
    return 1;
}

/* How good it is to say a ruling: a figure first, then what would bring
 * one, then that there is none. */
static int rank(const struct ruling *ruling)
{
    switch (ruling->outcome) {
    case OUTCOME_AMOUNT:
    case OUTCOME_BRACKET:
    case OUTCOME_UP_TO:
    case OUTCOME_BY_CLASS:
        return 4;
    case OUTCOME_NOTHING:
    case OUTCOME_AT_LEAST:
        return 3;
    case OUTCOME_DISCRETIONARY:
        return 2;
    case OUTCOME_NEEDS:
        return 1;
    default:
        return 0;
    }
}

/* May an input be what a clause counts, though it was not said to be? An
 * amount that named no field may, and an investment may be in equipment; but
 * an amount is a growth only where something has grown. */
static bool may_stand_for(const struct meaning *meaning,
                          const struct input *input, const char *base)
{
    bool investment = strcmp(input->field, "total_investment") == 0;

    if (base == NULL)
        return false;
    if (strcmp(base, "foreign_capital_arrived") == 0)
        return investment && strcmp(input->unit, "CNY") != 0;
    if (strcmp(base, "rd_growth") == 0)
        return input->assumed && meaning->grown;
    return input->assumed ||
           (investment && strcmp(base, "equipment_investment") == 0);
}

static struct profile for_clause(struct turn *turn, const struct profile *who,
                                 const struct record *clause)
{
    struct profile own = *who;

    own.rates = snapshot_kind(turn->ws->snapshot, "rate");
    own.inputs = arena_zero(turn->ws->arena,
                            (who->input_count + 1) * sizeof *own.inputs);
    for (size_t i = 0; i < who->input_count; i++) {
        own.inputs[i] = who->inputs[i];
        if (may_stand_for(&turn->meaning, &own.inputs[i],
                          policy_base(clause))) {
            own.inputs[i].field = policy_base(clause);
            own.inputs[i].assumed = true;
        }
    }
    return own;
}

/* Which class of industry it is could not be told: ask, with the classes to
 * choose from. */
static void ask_class(const struct profile *who, struct answer *answer)
{
    static const char *const classes[] = {"class.leading", "class.high_tech",
                                          "class.other"};
    struct phrase phrase = phrase_of("ask.class");

    if (who->industries.count == 1) {
        phrase = phrase_of("ask.class_unknown");
        phrase_name(&phrase, "industry", who->industries.items[0]);
    }
    answer_say(answer, &phrase);
    answer_prompts(answer, classes, sizeof classes / sizeof *classes);
}

/* From here on a ruling answers, and no further clause is looked at. */
enum { RANK_SAYS = 2 };

int move_judge(struct turn *turn, const struct ids *clauses,
               const struct profile *who, struct answer **out)
{
    struct ruling best = {0};
    int best_rank = 0;

    for (size_t i = 0; i < clauses->count; i++) {
        struct profile own = for_clause(turn, who, clauses->items[i]);
        struct ruling ruling;

        policy_judge(clauses->items[i], &own, turn->ws->today, turn->ws->arena,
                     &ruling);
        if (rank(&ruling) > best_rank) {
            best = ruling;
            best_rank = rank(&ruling);
            turn->after.who = own;
        }
        if (best_rank >= RANK_SAYS)
            break; /* the clauses come in order of their words */
    }
    if (best_rank == 0)
        return 0;
    *out = answer_begin(turn->ws, turn->meaning.lang, "policy.amount");
    answer_ruling(*out, &best, turn->ws->today);
    if (best.outcome == OUTCOME_BY_CLASS)
        ask_class(who, *out);
    turn->after.intent = "policy.amount";
    ids_add(&turn->after.records, best.clause, turn->ws->arena);
    turn->after.class_ = best.class_;
    return 1;
}

/* "Above 1.5, what is paid for each 0.1?" asks for the rule: a ratio alone is
 * computed on only where it leads to something. */
static bool asks_rule(struct turn *turn, const struct ids *clauses,
                      const struct profile *who)
{
    for (size_t i = 0; i < who->input_count; i++)
        if (strcmp(who->inputs[i].field, "plot_ratio") != 0)
            return false;
    for (size_t i = 0; i < clauses->count; i++) {
        struct ruling ruling;

        policy_judge(clauses->items[i], who, turn->ws->today, turn->ws->arena,
                     &ruling);
        if (ruling.outcome == OUTCOME_NEEDS)
            return false;
    }
    return true;
}

/* "For a salary above 400,000": the clause's own limit, told again. */
static bool restates_limit(const struct record *clause,
                           const struct profile *who)
{
    double limit =
        json_number_value(record_get(clause, "rule.threshold.value"));

    return who->input_count == 1 && who->inputs[0].beyond && limit != 0 &&
           who->inputs[0].low == limit && who->inputs[0].high == limit;
}

int move_amount(struct turn *turn, struct answer **out)
{
    struct profile who;
    struct evidence rule = {.score = 1, .coverage = 1};
    struct ids clauses;

    understand_profile(turn->ws, &turn->meaning, &who);
    who.class_ = turn->meaning.class_;
    clauses = search_rules(turn->ws, &turn->meaning, &who);
    if (clauses.count == 0 || asks_rule(turn, &clauses, &who))
        return 0;
    rule.record = clauses.items[0];
    if (restates_limit(rule.record, &who))
        return move_tell(turn, &rule, 1, out);
    return move_judge(turn, &clauses, &who, out);
}
