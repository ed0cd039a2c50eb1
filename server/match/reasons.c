/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings become reasons: what speaks for it, what is unknown, what fails. */
#include "match/parts.h"

static void phrase_record(struct phrase *phrase, const char *name,
                          const struct record *record)
{
    if (name != NULL && record != NULL)
        phrase_name(phrase, name, record);
}

static struct phrase phrase_for(const struct finding *finding)
{
    const struct why *why = finding->why;
    struct phrase phrase = phrase_of(why->key);

    phrase_record(&phrase, why->first, finding->first);
    phrase_record(&phrase, why->second, finding->second);
    if (why->text != NULL && finding->text != NULL)
        phrase_key(&phrase, why->text, finding->text);
    if (why->number != NULL)
        phrase_arg(&phrase, why->number,
                   (struct arg){.type = why->type,
                                .number = finding->number,
                                .text = why->type == ARG_MONEY ? "CNY" : NULL,
                                .date = finding->date});
    if (finding->count > 0)
        phrase_number(&phrase, "count", finding->count);
    if (finding->dated && finding->date.year != 0)
        phrase_date(&phrase, "date", finding->date);
    else if (finding->dated)
        phrase_key(&phrase, "date", "match.no_date");
    phrase.evidence = finding->evidence;
    return phrase;
}

/* Failed hard demands before soft zeros; what pays most first; unknown last,
 * the heaviest first. */
static double strength(const struct reason *reason, bool fails)
{
    if (reason->value < 0)
        return reason->weight - 2;
    if (reason->value > 0)
        return reason->weight * reason->value;
    return reason->weight + (fails ? 2 : 0);
}

/* Insert by strength; of equals the one that came first stays first. */
static void reason_add(struct reason *list, size_t *count, double *strengths,
                       const struct reason *reason, double strong)
{
    size_t at = (*count)++;

    for (; at > 0 && strengths[at - 1] < strong; at--) {
        list[at] = list[at - 1];
        strengths[at] = strengths[at - 1];
    }
    list[at] = *reason;
    strengths[at] = strong;
}

void reasons_write(const struct run *run, const struct finding *findings,
                   struct candidate *out)
{
    double met[CRITERIA_MAX], failed[CRITERIA_MAX];
    size_t count = run->criterion_count;

    out->reasons = arena_zero(run->arena, (count + 1) * sizeof *out->reasons);
    out->failed = arena_zero(run->arena, (count + 1) * sizeof *out->failed);
    for (size_t i = 0; i < count; i++) {
        struct reason reason = {.criterion = run->criteria[i].id,
                                .weight = run->criteria[i].weight,
                                .value = findings[i].value};

        if (findings[i].why == NULL)
            continue;
        reason.why = phrase_for(&findings[i]);
        if (findings[i].value == 0)
            reason_add(out->failed, &out->failed_count, failed, &reason,
                       strength(&reason, findings[i].fails));
        else
            reason_add(out->reasons, &out->reason_count, met, &reason,
                       strength(&reason, false));
    }
}
