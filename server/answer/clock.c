/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By when something is done: for a conversation, and for the wire. */
#include <string.h>

#include "answer/builder.h"
#include "calendar/deadline.h"

/* "Within 2 working days.", resting on the clause. */
static struct phrase limit_phrase(const struct deadline_case *one)
{
    static const struct {
        const char *unit, *key;
    } rows[] = {{"working_day", "step.within_working_days"},
                {"day", "step.within_days"},
                {"month", "step.within_months"},
                {"year", "step.within_years"}};
    struct phrase phrase = phrase_of("step.within_days");

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(one->unit, rows[i].unit) == 0)
            phrase.key = rows[i].key;
    phrase_count(&phrase, "count", one->limit);
    phrase.evidence = one->clause;
    return phrase;
}

static struct phrase head_phrase(struct workspace *ws,
                                 const struct deadline *deadline)
{
    struct phrase phrase =
        phrase_of(deadline->case_count == 1 ? "clock.due" : "clock.depends");
    const char *id = record_string(deadline->clock, "place");
    const struct record *place = snapshot_record(ws->snapshot, id);

    phrase_name(&phrase, "name", deadline->clock);
    if (place != NULL)
        phrase_name(&phrase, "place", place);
    else
        phrase_text(&phrase, "place", id);
    phrase_day(&phrase, "start", deadline->start);
    if (deadline->case_count == 1) {
        phrase_day(&phrase, "due", deadline->cases[0].due);
        phrase.evidence = deadline->cases[0].clause;
    }
    return phrase;
}

static struct phrase item_phrase(const struct deadline_case *one)
{
    struct phrase phrase = phrase_of("clock.item");

    phrase_name(&phrase, "name", one->clause);
    phrase_day(&phrase, "due", one->due);
    phrase.evidence = one->clause;
    return phrase;
}

/* Does a note hold of all the cases that are left? */
static bool note_shared(const struct deadline *deadline,
                        const struct phrase *note)
{
    for (size_t i = 0; i < deadline->case_count; i++) {
        const struct deadline_case *one = &deadline->cases[i];
        bool found = false;

        for (size_t j = 0; j < one->note_count; j++)
            found = found || strcmp(one->notes[j].key, note->key) == 0;
        if (!found)
            return false;
    }
    return true;
}

/* ---- a conversation ------------------------------------------------------ */

static void say_one(struct answer *answer, const struct deadline *deadline)
{
    struct phrase head = head_phrase(answer->ws, deadline);
    struct phrase limit = limit_phrase(&deadline->cases[0]);
    const char *text = builder_phrase(answer, "", &head);

    builder_paragraph(answer, builder_phrase(answer, text, &limit),
                      builder_cite(answer, head.evidence));
}

/* What has to be said of this case alone. */
static const char *say_own(struct answer *answer,
                           const struct deadline *deadline,
                           const struct deadline_case *one, const char *text)
{
    for (size_t i = 0; i < one->note_count; i++)
        if (!note_shared(deadline, &one->notes[i]))
            text = builder_phrase(answer, text, &one->notes[i]);
    return text;
}

static void say_several(struct answer *answer, const struct deadline *deadline)
{
    struct phrase head = head_phrase(answer->ws, deadline);
    json_t *items = json_array();

    answer_say(answer, &head);
    for (size_t i = 0; i < deadline->case_count; i++) {
        struct phrase item = item_phrase(&deadline->cases[i]);
        struct phrase limit = limit_phrase(&deadline->cases[i]);
        const char *text = builder_phrase(answer, "", &item);

        text = builder_phrase(answer, text, &limit);
        text = say_own(answer, deadline, &deadline->cases[i], text);
        builder_text(answer, text);
        json_array_append_new(
            items, builder_item(text, builder_cite(answer, item.evidence)));
    }
    builder_list(answer, items);
}

static void ask_open(struct answer *answer, const json_t *question)
{
    struct phrase phrase = phrase_of("clock.ask");
    size_t i = 0;
    json_t *option = NULL;

    phrase_langs(&phrase, "question", json_object_get(question, "names"));
    answer_say(answer, &phrase);
    json_array_foreach(json_object_get(question, "options"), i, option) {
        json_array_append_new(
            answer->prompts,
            json_string(record_text(json_object_get(option, "names"),
                                    wording_lang(answer->wording), NULL)));
    }
}

void answer_clock(struct answer *answer, const struct deadline *deadline)
{
    const struct deadline_case *first = &deadline->cases[0];

    if (deadline->case_count == 1)
        say_one(answer, deadline);
    else
        say_several(answer, deadline);
    if (deadline->open_count != 0)
        ask_open(answer, deadline->open[0]);
    for (size_t i = 0; i < first->note_count; i++)
        if (note_shared(deadline, &first->notes[i]))
            answer_notice(answer, "info", &first->notes[i]);
}

/* ---- the wire ------------------------------------------------------------ */

struct telling {
    struct workspace *ws;
    struct wording *wording;
    json_t *citations;
};

static const char *told(const struct telling *to, const struct phrase *phrase)
{
    return wording_text(to->wording, phrase, to->ws->arena);
}

static json_t *case_json(const struct telling *to,
                         const struct deadline_case *one)
{
    struct phrase item = item_phrase(one), limit = limit_phrase(one);
    json_t *notes = json_array();

    for (size_t i = 0; i < one->note_count; i++)
        json_array_append_new(notes, json_string(told(to, &one->notes[i])));
    return json_pack(
        "{s:s,s:s,s:o,s:f,s:s,s:b,s:s,s:s,s:o,s:O?,s:i}", "clause",
        one->clause->id, "name",
        record_name(one->clause, wording_lang(to->wording)), "due",
        day_json(one->due), "limit", one->limit, "unit", one->unit, "average",
        one->average, "limit_text", told(to, &limit), "text", told(to, &item),
        "notes", notes, "when", one->when, "citation",
        citation_add(to->citations, one->clause, wording_lang(to->wording)));
}

static json_t *question_json(const struct telling *to, const json_t *question)
{
    enum lang lang = wording_lang(to->wording);
    json_t *options = json_array(), *option = NULL;
    size_t i = 0;

    json_array_foreach(json_object_get(question, "options"), i, option) {
        json_array_append_new(
            options,
            json_pack(
                "{s:O,s:s}", "value", json_object_get(option, "value"), "label",
                record_text(json_object_get(option, "names"), lang, NULL)));
    }
    return json_pack(
        "{s:O,s:s,s:o}", "name", json_object_get(question, "name"), "label",
        record_text(json_object_get(question, "names"), lang, NULL), "options",
        options);
}

json_t *answer_clock_json(struct workspace *ws, enum lang lang,
                          const struct deadline *deadline, json_t *citations)
{
    struct telling to = {
        ws, wording_open(ws->snapshot, workspace_locale(ws, lang), lang),
        citations};
    struct phrase head = head_phrase(ws, deadline);
    json_t *cases = json_array(), *questions = json_array(), *out = NULL;

    for (size_t i = 0; i < deadline->case_count; i++)
        json_array_append_new(cases, case_json(&to, &deadline->cases[i]));
    for (size_t i = 0; i < deadline->open_count; i++)
        json_array_append_new(questions, question_json(&to, deadline->open[i]));
    out = json_pack("{s:s,s:s,s:o,s:o,s:s,s:o,s:o}", "id", deadline->clock->id,
                    "name", record_name(deadline->clock, lang), "start",
                    day_json(deadline->start), "due",
                    deadline->case_count == 1 ? day_json(deadline->cases[0].due)
                                              : json_null(),
                    "text", told(&to, &head), "cases", cases, "questions",
                    questions);
    wording_close(&to.wording);
    return out;
}
