/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines for whoever asks by hand. */
#include <string.h>

#include "answer/answer.h"
#include "calendar/deadline.h"
#include "session/calls.h"

enum { ANSWERS_MAX = 8 };

static int answers_check(const json_t *answers, struct rpc_error *error)
{
    const char *name = NULL;
    json_t *value = NULL;

    if (answers == NULL || json_is_null(answers))
        return 0;
    if (!json_is_object(answers) || json_object_size(answers) > ANSWERS_MAX)
        return rpc_bad_param(error, "answers",
                             "must be an object of at most 8 answers");
    json_object_foreach((json_t *)answers, name, value) {
        if (!json_is_string(value))
            return rpc_bad_param(error, "answers", "must hold texts");
    }
    return 0;
}

/* An answer that no option is: say so instead of asking again. */
static int options_check(const struct record *clock, const json_t *answers,
                         struct rpc_error *error)
{
    const char *name = NULL;
    json_t *value = NULL;

    json_object_foreach((json_t *)answers, name, value) {
        const json_t *question = deadline_question(clock, name);

        if (question == NULL)
            return rpc_bad_param(error, "answers",
                                 "holds a question that this clock has not");
        if (deadline_option(question, json_string_value(value)) == NULL)
            return rpc_bad_param(error, "answers", "is none of the options");
    }
    return 0;
}

static int clocks_wanted(const struct workspace *ws, const char *id,
                         struct ids *out, struct rpc_error *error)
{
    struct ids all = snapshot_kind(ws->snapshot, "clock");

    *out = all;
    if (id == NULL)
        return error->code != 0 ? -1 : 0;
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(all.items[i]->id, id) != 0)
            continue;
        *out = (struct ids){all.items + i, 1};
        return 0;
    }
    return rpc_not_found(error);
}

int call_clock(struct workspace *ws, struct caller *who, const json_t *params,
               json_t **result, struct rpc_error *error)
{
    const json_t *answers = json_object_get(params, "answers");
    const char *id = rpc_text_or(params, "clock", RECORD_ID_MAX, NULL, error);
    const char *from = rpc_text(params, "start", DAY_TEXT - 1, error);
    json_t *clocks = NULL, *citations = NULL;
    struct deadline *deadline = NULL;
    struct ids wanted;
    struct date start;
    enum lang lang = LANG_NONE;

    if (from == NULL || clocks_wanted(ws, id, &wanted, error) < 0 ||
        call_lang(params, who->lang, &lang, error) < 0 ||
        answers_check(answers, error) < 0)
        return -1;
    if (day_read(from, &start) == 0)
        return rpc_bad_param(error, "start", "is no day (2026-11-23)");
    if (id != NULL && options_check(wanted.items[0], answers, error) < 0)
        return -1;
    clocks = json_array();
    citations = json_array();
    deadline = arena_zero(ws->arena, sizeof *deadline);
    for (size_t i = 0; i < wanted.count; i++)
        if (deadline_run(ws->snapshot, wanted.items[i], start, answers,
                         ws->today, deadline) == 1)
            json_array_append_new(
                clocks, answer_clock_json(ws, lang, deadline, citations));
    *result = json_pack("{s:o, s:o}", "clocks", clocks, "citations", citations);
    return 0;
}
