/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Support of one kind that several clauses give: the higher one, not the sum
 * (就高不重复), with what each of them pays. */
#include <string.h>

#include "answer/builder.h"

static const struct ruling *highest(const struct ruling *rulings, size_t count)
{
    const struct ruling *best = &rulings[0];

    for (size_t i = 1; i < count; i++)
        if (rulings[i].high > best->high)
            best = &rulings[i];
    return best;
}

static void say_highest(struct answer *answer, const struct ruling *best)
{
    const struct record *place = builder_place(answer, best->clause);
    struct phrase phrase = phrase_of("higher.amount");

    phrase_money(&phrase, "high", best->high, best->currency);
    phrase_name(&phrase, "name", best->clause);
    if (place != NULL)
        phrase_name(&phrase, "place", place);
    phrase.evidence = best->clause;
    answer_say(answer, &phrase);
}

/* What each pays by itself, as sentences and as steps: a new array. */
static json_t *say_each(struct answer *answer, const struct ruling *rulings,
                        size_t count)
{
    json_t *items = json_array(), *steps = json_array();

    for (size_t i = 0; i < count; i++) {
        struct phrase phrase = phrase_of("higher.each");
        const char *text = NULL;

        phrase_name(&phrase, "name", rulings[i].clause);
        phrase_money(&phrase, "amount", rulings[i].high, rulings[i].currency);
        text = wording_text(answer->wording, &phrase, answer->ws->arena);
        builder_text(answer, text);
        json_array_append_new(steps, json_string(text));
        json_array_append_new(
            items, builder_item(text, builder_cite(answer, rulings[i].clause)));
    }
    builder_list(answer, items);
    return steps;
}

void answer_higher(struct answer *answer, const struct ruling *rulings,
                   size_t count, struct date today)
{
    const struct ruling *best = highest(rulings, count);
    struct phrase reading = phrase_of("higher.reading");
    json_t *steps = NULL;

    say_highest(answer, best);
    steps = say_each(answer, rulings, count);
    answer_stacking(answer, best->clause);
    reading.evidence = best->clause;
    answer_say(answer, &reading);
    builder_calculation(answer, best, steps,
                        json_pack("[s]", wording_text(answer->wording, &reading,
                                                      answer->ws->arena)),
                        today);
    builder_validity(answer, best->clause, today);
}
