/* SPDX-License-Identifier: GPL-3.0-or-later */
/* More of a record than the short answer says: the rule in full, conditions,
 * what to know before relying on it, who is responsible, and whether it adds
 * to other support. */
#include <string.h>

#include "answer/builder.h"

enum { DETAILS_MAX = 2700 }; /* characters: asked for more, given more */

static void say_conditions(struct answer *answer, const struct record *record,
                           int cite)
{
    const json_t *conditions = record_get(record, "rule.conditions");
    json_t *items = json_array();
    size_t i = 0;
    const json_t *condition = NULL;

    json_array_foreach(conditions, i, condition) {
        struct phrase phrase = phrase_of("assume.condition");
        const char *text = NULL;

        phrase_langs(&phrase, "condition", condition);
        text = wording_text(answer->wording, &phrase, answer->ws->arena);
        builder_text(answer, text);
        json_array_append_new(items, builder_item(text, cite));
    }
    builder_list(answer, items);
}

/* A note in another language than the reader's is left to the source. */
static void say_notes(struct answer *answer, const struct record *record,
                      int cite)
{
    enum lang lang = wording_lang(answer->wording), used = lang;
    const char *text = record_text(record_get(record, "notes"), lang, &used);

    if (text != NULL && used == lang)
        builder_paragraph(answer, text, cite);
}

void answer_stacking(struct answer *answer, const struct record *record)
{
    const struct record *policy =
        strcmp(record->kind, "policy") == 0
            ? record
            : snapshot_record(answer->ws->snapshot,
                              record_string(record, "policy"));
    struct phrase phrase = phrase_of("higher.rule");

    if (policy == NULL || !record_is(policy, "stacking", "max"))
        return;
    phrase.evidence = policy;
    answer_say(answer, &phrase);
}

void answer_details(struct answer *answer, const struct record *record,
                    struct date today)
{
    int cite = builder_cite(answer, record);
    const char *rule = rulewords_text(answer, record);

    answer->limit = DETAILS_MAX;
    builder_paragraph(
        answer, *rule != '\0' ? rule : builder_statement(answer, record), cite);
    say_conditions(answer, record, cite);
    say_notes(answer, record, cite);
    answer_responsible(answer, record);
    if (record_get(record, "rule") != NULL &&
        !record_list_has(record_get(record, "assumptions"),
                         "stacks_by_own_wording"))
        answer_stacking(answer, record);
    builder_validity(answer, record, today);
}
