/* SPDX-License-Identifier: GPL-3.0-or-later */
/* More than the short answer, and what several clauses come to together. */
#include <ctype.h>
#include <string.h>

#include "dialogue/moves.h"
#include "policy/policy.h"
#include "text/terms.h"

enum { SAME_MAX = 4, ASKING_MAX = 80 /* bytes of a message that only asks */ };

static int tell_details(struct turn *turn, const struct record *record,
                        struct answer **out)
{
    *out = answer_begin(turn->ws, turn->meaning.lang, "fact");
    answer_details(*out, record, turn->ws->today);
    turn->after.intent = "fact";
    ids_add(&turn->after.records, record, turn->ws->arena);
    turn->after.class_ = turn->before.class_;
    turn->after.who = turn->before.who;
    return 1;
}

/* "Tell me more" alone is of what was talked about. */
int move_details(struct turn *turn, struct answer **out)
{
    const struct meaning *meaning = &turn->meaning;
    const struct ids *about = turn->before.records.count != 0
                                  ? &turn->before.records
                                  : &turn->before.matches;

    if (!meaning->more || about->count == 0 || meaning->ordinal != 0 ||
        strlen(meaning->plain) > ASKING_MAX || meaning->cities.count != 0 ||
        meaning->parks.count != 0 || meaning->quantities.count != 0)
        return 0;
    return tell_details(turn, about->items[0], out);
}

/* "More about the equipment award" names it. */
int move_found_details(struct turn *turn, const struct findings *findings,
                       struct answer **out)
{
    if (!turn->meaning.more || findings->count == 0 ||
        findings->items[0].clause != NULL)
        return 0;
    return tell_details(turn, findings->items[0].record, out);
}

/* ---- of the same kind ---------------------------------------------------- */

static bool same(const char *left, const char *right)
{
    return left != NULL && right != NULL && strcmp(left, right) == 0;
}

/* Two amounts that one measure gives to the same receiver, one by one or for
 * the same base: support of one kind, as the policy means it. */
static bool same_kind(const struct record *a, const struct record *b)
{
    const json_t *codes = record_get(b, "assumptions");

    if (a == b || record_list_has(codes, "stacks_by_own_wording") ||
        !same(record_string(a, "policy"), record_string(b, "policy")) ||
        !same(record_string(a, "rule.type"), record_string(b, "rule.type")))
        return false;
    if (record_get(a, "rule.base") != NULL)
        return same(record_string(a, "rule.base"),
                    record_string(b, "rule.base"));
    return same(record_string(a, "number"), record_string(b, "number")) &&
           (same(record_string(a, "rule.per"), record_string(b, "rule.per")) ||
            (record_get(a, "rule.per") == NULL &&
             record_get(b, "rule.per") == NULL));
}

static bool stacks(struct turn *turn, const struct record *clause)
{
    const struct record *policy =
        snapshot_record(turn->ws->snapshot, record_string(clause, "policy"));

    return policy == NULL || !record_is(policy, "stacking", "max");
}

/* What tells the name of one from that of the other: "national" of "Zones,
 * national level" beside "Zones, city level"; in the arena. */
static const char *own_part(struct turn *turn, const struct record *one,
                            const struct record *other)
{
    struct analyser *analyser = turn->ws->analyser;
    struct arena *arena = turn->ws->arena;
    const char *a = record_name(one, turn->meaning.lang);
    const char *b = record_name(other, turn->meaning.lang);
    size_t from = 0, la = 0, lb = 0;

    a = analyser_plain(analyser, a, strlen(a), arena);
    b = analyser_plain(analyser, b, strlen(b), arena);
    la = strlen(a);
    lb = strlen(b);
    while (from < la && from < lb && a[from] == b[from])
        from++;
    while (from > 0 && (a[from] & 0xC0) == 0x80)
        from--;
    while (la > from && lb > from && a[la - 1] == b[lb - 1]) {
        la--;
        lb--;
    }
    while ((a[la] & 0xC0) == 0x80)
        la++;
    return arena_text_n(arena, a + from, la - from);
}

static bool named(struct turn *turn, const struct record *one,
                  const struct record *other)
{
    const char *part = own_part(turn, one, other);

    return *part != '\0' && strstr(turn->meaning.plain, part) != NULL;
}

/* What was asked about of one kind with the first: what was found; where
 * that is one alone, its sister that is named, or the only one it has. */
static struct ids same_kinds(struct turn *turn, const struct findings *findings)
{
    const struct record *first = findings->items[0].record;
    struct ids clauses = snapshot_kind(turn->ws->snapshot, "clause");
    struct ids found = {0}, sisters = {0}, called = {0};

    ids_add(&found, first, turn->ws->arena);
    for (size_t i = 1; i < findings->count && found.count < 2; i++)
        if (same_kind(first, findings->items[i].record))
            ids_add(&found, findings->items[i].record, turn->ws->arena);
    for (size_t i = 0; found.count == 1 && i < clauses.count; i++) {
        if (!same_kind(first, clauses.items[i]))
            continue;
        ids_add(&sisters, clauses.items[i], turn->ws->arena);
        if (named(turn, clauses.items[i], first))
            ids_add(&called, clauses.items[i], turn->ws->arena);
    }
    if (called.count == 1)
        ids_add(&found, called.items[0], turn->ws->arena);
    else if (sisters.count == 1)
        ids_add(&found, sisters.items[0], turn->ws->arena);
    return found;
}

static const struct record *highest(const struct ruling *rulings, size_t count)
{
    const struct ruling *best = &rulings[0];

    for (size_t i = 1; i < count; i++)
        if (rulings[i].high > best->high)
            best = &rulings[i];
    return best->clause;
}

int move_higher(struct turn *turn, const struct findings *findings,
                struct answer **out)
{
    static const struct profile nobody;
    struct ruling rulings[SAME_MAX];
    struct ids same = {0};
    size_t count = 0;

    if (!turn->meaning.sum || findings->count == 0 ||
        stacks(turn, findings->items[0].record))
        return 0;
    same = same_kinds(turn, findings);
    for (size_t i = 0; i < same.count && count < SAME_MAX; i++) {
        policy_judge(same.items[i], &nobody, turn->ws->today, turn->ws->arena,
                     &rulings[count]);
        count += rulings[count].outcome == OUTCOME_AMOUNT;
    }
    if (count < 2)
        return 0;
    *out = answer_begin(turn->ws, turn->meaning.lang, "policy.amount");
    answer_higher(*out, rulings, count, turn->ws->today);
    turn->after.intent = "policy.amount";
    ids_add(&turn->after.records, highest(rulings, count), turn->ws->arena);
    for (size_t i = 0; i < count; i++)
        ids_add(&turn->after.records, rulings[i].clause, turn->ws->arena);
    return 1;
}

/* "How long in total?" does not ask whether support adds up. */
static bool of_support(const struct meaning *meaning)
{
    return meaning->support || meaning->asked == ASKED_MONEY ||
           meaning->asked == ASKED_ANY;
}

/* "Do we get both?" where nothing more is found: what the policy says of it. */
int move_stacking(struct turn *turn, const struct findings *findings,
                  struct answer **out)
{
    const struct record *nearest = findings->nearest.record;
    bool policy = nearest != NULL && record_is(nearest, "stacking", "max");

    if (!turn->meaning.sum || nearest == NULL || !of_support(&turn->meaning) ||
        turn->meaning.outside.count != 0 || turn->meaning.strange ||
        (!policy && stacks(turn, nearest)))
        return 0;
    *out = answer_begin(turn->ws, turn->meaning.lang, "fact");
    answer_stacking(*out, nearest);
    turn->after.intent = "fact";
    ids_add(&turn->after.records, nearest, turn->ws->arena);
    return 1;
}

/* ---- a sister of the clause told ----------------------------------------- */

/* Words of a plain text as they follow one another; of Han two characters. */
static const char *next_word(const char *at, size_t *len)
{
    while (*at != '\0' && (unsigned char)*at < 0x80 &&
           !isalnum((unsigned char)*at))
        at++;
    *len = 0;
    if ((unsigned char)*at < 0x80) {
        while (isalnum((unsigned char)at[*len]))
            (*len)++;
        return at;
    }
    for (int runes = 0; (unsigned char)at[*len] >= 0x80 && runes < 2; runes++)
        do
            (*len)++;
        while ((at[*len] & 0xC0) == 0x80);
    return at;
}

static size_t step_over(const char *at, size_t len)
{
    size_t one = 1;

    if ((unsigned char)*at < 0x80)
        return len;
    while ((at[one] & 0xC0) == 0x80)
        one++;
    return one;
}

static bool stands_in(const char *text, const char *word, size_t len)
{
    for (const char *at = text; *at != '\0'; at++)
        if (strncmp(at, word, len) == 0)
            return true;
    return false;
}

/* Bytes of a sister's name that the message says and the first's does not. */
static size_t said_of(struct turn *turn, const struct record *sister,
                      const struct record *first)
{
    struct analyser *analyser = turn->ws->analyser;
    struct arena *arena = turn->ws->arena;
    const char *name = record_name(sister, turn->meaning.lang);
    const char *other = record_name(first, turn->meaning.lang);
    size_t said = 0, len = 0;

    name = analyser_plain(analyser, name, strlen(name), arena);
    other = analyser_plain(analyser, other, strlen(other), arena);
    for (const char *at = next_word(name, &len); len != 0;
         at = next_word(at + step_over(at, len), &len))
        if (!terms_stop(turn->meaning.lang, at, len) &&
            stands_in(turn->meaning.plain, at, len) &&
            !stands_in(other, at, len))
            said += len;
    return said;
}

int move_sister(struct turn *turn, const struct record *first,
                struct answer **out)
{
    struct ids clauses = snapshot_kind(turn->ws->snapshot, "clause");
    struct evidence best = {0};
    size_t best_said = 1;
    bool tied = false;

    for (size_t i = 0; i < clauses.count; i++) {
        const struct record *one = clauses.items[i];
        size_t said = same_kind(first, one) ? said_of(turn, one, first) : 0;

        tied = said == best_said ? true : said > best_said ? false : tied;
        if (said > best_said) {
            best.record = one;
            best_said = said;
        }
    }
    return best.record != NULL && !tied ? move_tell(turn, &best, 1, out) : 0;
}
