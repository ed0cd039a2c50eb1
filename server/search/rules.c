/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clauses to compute on: found by what their rule is computed from, not by
 * words; words only order them. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "search/anchor.h"
#include "search/search.h"
#include "search/topic.h"

enum { RULES_MAX = 16 };

static const double SPOKEN_OF = 0.3; /* share of the question's weight */

struct rated {
    const struct record *record;
    double weight;
};

static bool rule_uses(const struct record *clause, const char *field)
{
    static const char *const members[] = {"rule.base", "rule.threshold.field",
                                          "rule.measure"};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *has = record_string(clause, members[i]);

        if (has == NULL)
            continue;
        if (strcmp(has, field) == 0)
            return true;
        /* An investment of which no more was said may be in equipment, or
         * be foreign capital. */
        if (strcmp(field, "total_investment") == 0 &&
            (strcmp(has, "equipment_investment") == 0 ||
             strcmp(has, "foreign_capital_arrived") == 0))
            return true;
    }
    return false;
}

/* An amount that was not said to be of anything may be what the rule counts;
 * the words decide between the rules. */
static bool base_is_money(const struct record *clause)
{
    const char *base = record_string(clause, "rule.base");

    return base != NULL && strcmp(base, "plot_ratio") != 0;
}

/* Does the rule count something that was named by name? */
static bool named(const struct record *clause, const struct profile *who)
{
    for (size_t i = 0; i < who->input_count; i++)
        if (!who->inputs[i].assumed && rule_uses(clause, who->inputs[i].field))
            return true;
    return false;
}

static bool fits(const struct record *clause, const struct profile *who)
{
    for (size_t i = 0; i < who->input_count; i++)
        if (rule_uses(clause, who->inputs[i].field) ||
            (who->inputs[i].assumed && base_is_money(clause)))
            return true;
    return false;
}

/* Where nothing the rule counts was named, its words must be: an amount
 * somewhere in a message is no salary because a rule pays on salaries. */
static bool spoken_of(const struct cover *cover)
{
    return cover->weight > 0 && cover->share >= SPOKEN_OF;
}

static int by_weight(const void *a, const void *b)
{
    const struct rated *left = a, *right = b;

    if (left->weight != right->weight)
        return left->weight < right->weight ? 1 : -1;
    return strcmp(left->record->id, right->record->id);
}

struct ids search_rules(struct workspace *ws, const struct meaning *meaning,
                        const struct profile *who)
{
    struct ids clauses = snapshot_kind(ws->snapshot, "clause");
    struct rated rated[RULES_MAX];
    struct topic topic = {0};
    struct ids out = {0};
    struct err err = {0};
    size_t count = 0;

    if (ws->reader != NULL &&
        topic_make(ws, meaning, TOPIC_OF_RECORDS, &topic, &err) < 0) {
        log_warn("%s; ranking rules without the index", err.text);
        workspace_doubt(ws);
    }
    if (ws->reader == NULL)
        topic = (struct topic){.lang = meaning->lang};
    for (size_t i = 0; i < clauses.count && count < RULES_MAX; i++) {
        const struct record *clause = clauses.items[i];
        struct evidence evidence = {.record = clause};
        struct cover cover;

        if (!fits(clause, who) || anchor_share(ws, meaning, &evidence) <= 0)
            continue;
        topic_cover(ws, &topic, &evidence, &cover);
        if (ws->reader != NULL && !named(clause, who) && !spoken_of(&cover))
            continue;
        rated[count++] =
            (struct rated){clause, cover.share + (named(clause, who) ? 1 : 0)};
    }
    qsort(rated, count, sizeof *rated, by_weight);
    for (size_t i = 0; i < count; i++)
        ids_add(&out, rated[i].record, ws->arena);
    return out;
}
