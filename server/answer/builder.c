/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer/builder.h"

#include <string.h>

#include "text/fold.h"

enum { ANSWER_MAX = 900 };

struct answer *answer_begin(struct workspace *ws, enum lang lang,
                            const char *intent)
{
    struct answer *answer = arena_zero(ws->arena, sizeof *answer);

    answer->ws = ws;
    answer->wording =
        wording_open(ws->snapshot, workspace_locale(ws, lang), lang);
    answer->intent = intent;
    answer->limit = ANSWER_MAX;
    buf_init(&answer->text);
    answer->blocks = json_array();
    answer->citations = json_array();
    answer->matches = json_array();
    answer->prompts = json_array();
    return answer;
}

void answer_end(struct answer *answer, struct reply *out)
{
    json_t *body = json_object();

    if (json_array_size(answer->prompts) != 0)
        json_array_append_new(answer->blocks,
                              json_pack("{s:s,s:O}", "type", "prompts", "items",
                                        answer->prompts));
    json_object_set_new(body, "lang",
                        json_string(lang_code(wording_lang(answer->wording))));
    json_object_set_new(body, "intent", json_string(answer->intent));
    json_object_set_new(body, "answer",
                        json_stringn(answer->text.bytes, answer->text.len));
    json_object_set_new(body, "blocks", answer->blocks);
    json_object_set_new(body, "citations", answer->citations);
    json_object_set_new(body, "matches", answer->matches);
    if (answer->ranking != NULL)
        json_object_update(body, answer->ranking);
    json_decref(answer->ranking);
    if (answer->calculation != NULL)
        json_object_set_new(body, "calculation", answer->calculation);
    if (answer->comparison != NULL)
        json_object_set_new(body, "comparison", answer->comparison);
    if (answer->order != NULL)
        json_object_set_new(body, "order", answer->order);
    json_object_set_new(body, "abstained", json_boolean(answer->abstained));
    json_object_set_new(body, "person", json_boolean(answer->person));
    json_object_set_new(body, "prompts", answer->prompts);
    buf_fini(&answer->text);
    wording_close(&answer->wording);
    out->body = body;
}

void builder_text(struct answer *answer, const char *text)
{
    enum lang lang = wording_lang(answer->wording);
    size_t have = fold_length(answer->text.bytes, answer->text.len);

    if (text == NULL || *text == '\0')
        return;
    /* What is too much for the short answer still stands in its block. */
    if (have != 0 && have + 1 + fold_length(text, strlen(text)) > answer->limit)
        return;
    if (have != 0 && !lang_is_han(lang))
        buf_char(&answer->text, ' ');
    buf_text(&answer->text, text);
}

static json_t *cites_of(int cite)
{
    json_t *cites = json_array();

    if (cite > 0)
        json_array_append_new(cites, json_integer(cite));
    return cites;
}

void builder_paragraph(struct answer *answer, const char *text, int cite)
{
    if (text == NULL || *text == '\0')
        return;
    builder_text(answer, text);
    json_array_append_new(answer->blocks,
                          json_pack("{s:s,s:s,s:o}", "type", "paragraph",
                                    "text", text, "cites", cites_of(cite)));
}

json_t *builder_item(const char *text, int cite)
{
    return json_pack("{s:s,s:o}", "text", text, "cites", cites_of(cite));
}

void builder_list(struct answer *answer, json_t *items)
{
    if (json_array_size(items) == 0)
        json_decref(items);
    else
        json_array_append_new(
            answer->blocks,
            json_pack("{s:s,s:o}", "type", "list", "items", items));
}

void answer_say(struct answer *answer, const struct phrase *phrase)
{
    builder_paragraph(answer,
                      wording_text(answer->wording, phrase, answer->ws->arena),
                      builder_cite(answer, phrase->evidence));
}

void answer_notice(struct answer *answer, const char *tone,
                   const struct phrase *phrase)
{
    const char *text = wording_text(answer->wording, phrase, answer->ws->arena);

    if (*text == '\0')
        return;
    builder_text(answer, text);
    json_array_append_new(
        answer->blocks,
        json_pack("{s:s,s:s,s:s,s:o}", "type", "notice", "tone", tone, "text",
                  text, "cites",
                  cites_of(builder_cite(answer, phrase->evidence))));
}

void answer_phrases(struct answer *answer, const struct phrase *phrases,
                    size_t count)
{
    json_t *items = json_array();

    for (size_t i = 0; i < count; i++) {
        const char *text =
            wording_text(answer->wording, &phrases[i], answer->ws->arena);

        builder_text(answer, text);
        json_array_append_new(
            items,
            builder_item(text, builder_cite(answer, phrases[i].evidence)));
    }
    builder_list(answer, items);
}

void answer_prompt(struct answer *answer, const char *text)
{
    json_array_append_new(answer->prompts, json_string(text));
}

void answer_person(struct answer *answer)
{
    if (answer->person)
        return;
    answer->person = true;
    json_array_append_new(answer->blocks, json_pack("{s:s}", "type", "person"));
}

void answer_prompts(struct answer *answer, const char *const *keys,
                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = wording_plain(answer->wording, keys[i]);

        if (text != NULL)
            json_array_append_new(answer->prompts, json_string(text));
    }
}

const char *builder_sentence(const struct answer *answer, const char *text,
                             const char *sentence)
{
    bool blank = *text != '\0' && *sentence != '\0' &&
                 !lang_is_han(wording_lang(answer->wording));

    return arena_format(answer->ws->arena, "%s%s%s", text, blank ? " " : "",
                        sentence);
}

const char *builder_phrase(const struct answer *answer, const char *text,
                           const struct phrase *phrase)
{
    return builder_sentence(
        answer, text, wording_text(answer->wording, phrase, answer->ws->arena));
}

const char *builder_join(const struct answer *answer, const char *list,
                         const char *name)
{
    return wording_join(answer->wording, list, name, answer->ws->arena);
}

const struct record *builder_place(const struct answer *answer,
                                   const struct record *record)
{
    return snapshot_record(answer->ws->snapshot,
                           record_string(record, "place"));
}

const char *builder_label(const struct answer *answer, const char *concept_)
{
    const struct record *term =
        concept_ != NULL ? snapshot_term(answer->ws->snapshot, concept_) : NULL;

    return term != NULL ? record_name(term, wording_lang(answer->wording))
                        : concept_;
}
