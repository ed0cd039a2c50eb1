/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines and routes for whoever asks by hand. */
#include <string.h>

#include "answer/answer.h"
#include "calendar/deadline.h"
#include "calendar/visit.h"
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

/* ---- routes -------------------------------------------------------------- */

static bool stop_kind(const struct record *record)
{
    static const char *const kinds[] = {"city", "park",      "parlor",
                                        "room", "service",   "event",
                                        "site", "enterprise"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(record->kind, kinds[i]) == 0)
            return true;
    return false;
}

static int stops_read(const struct workspace *ws, const json_t *list,
                      struct visit_wish *out, struct rpc_error *error)
{
    size_t i = 0;
    json_t *id = NULL;

    if (!json_is_array(list) || json_array_size(list) == 0 ||
        json_array_size(list) > VISIT_STOPS_MAX)
        return rpc_bad_param(error, "stops", "must be 1 to 12 ids");
    out->stops = arena_zero(ws->arena, VISIT_STOPS_MAX * sizeof *out->stops);
    json_array_foreach((json_t *)list, i, id) {
        const struct record *record =
            json_is_string(id)
                ? snapshot_record(ws->snapshot, json_string_value(id))
                : NULL;

        if (record == NULL || !stop_kind(record))
            return rpc_bad_param(error, "stops",
                                 "names what is no place to visit");
        out->stops[out->count++] = record;
    }
    return 0;
}

static int wish_read(const struct workspace *ws, const json_t *params,
                     struct visit_wish *out, struct rpc_error *error)
{
    const char *start = rpc_text_or(params, "start", DAY_TEXT - 1, NULL, error);
    int64_t hours = 0, minutes = 0;

    *out = (struct visit_wish){.start = day_plus(ws->today, 1)};
    if (error->code != 0 ||
        stops_read(ws, json_object_get(params, "stops"), out, error) < 0 ||
        rpc_integer(params, "hours", 2, 14, VISIT_HOURS, &hours, error) < 0 ||
        rpc_integer(params, "minutes", 15, 480, VISIT_MINUTES, &minutes,
                    error) < 0)
        return -1;
    if (start != NULL && day_read(start, &out->start) == 0)
        return rpc_bad_param(error, "start", "is no day (2026-11-23)");
    out->hours = (int)hours;
    out->minutes = (int)minutes;
    out->in_order = json_is_true(json_object_get(params, "in_order"));
    return 0;
}

int call_visit(struct workspace *ws, struct caller *who, const json_t *params,
               json_t **result, struct rpc_error *error)
{
    struct visit *visit = arena_zero(ws->arena, sizeof *visit);
    struct visit_wish wish;
    const char *what = NULL;
    enum lang lang = LANG_NONE;

    if (call_lang(params, who->lang, &lang, error) < 0 ||
        wish_read(ws, params, &wish, error) < 0)
        return -1;
    if (visit_compose(ws->snapshot, &wish, visit, &what) == 0)
        return rpc_bad_param(error, "stops", what);
    *result = answer_visit_json(ws, lang, visit);
    return 0;
}
