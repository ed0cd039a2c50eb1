/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking things up again: events, and what a citation rests on. */
#include <string.h>

#include "answer/answer.h"
#include "session/calls.h"
#include "store/records.h"

int call_history(struct workspace *ws, struct caller *who, const json_t *params,
                 json_t **result, struct rpc_error *error)
{
    struct conversation mine;
    json_t *events = NULL;
    int64_t after = 0, limit = 0;
    int more = -1;

    if (rpc_integer(params, "after_seq", 0, INT64_MAX, 0, &after, error) < 0 ||
        rpc_integer(params, "limit", 1, CALLS_LIST_MAX, CALLS_LIST_MAX, &limit,
                    error) < 0)
        return -1;
    if (call_conversation(ws, who, who->conversation, &mine, error) == 0)
        more = call_events(ws, who->conversation, after, (int)limit, &events,
                           error);
    conversation_fini(&mine);
    if (more < 0)
        return -1;
    *result = json_pack("{s:o, s:b}", "events", events, "more", more);
    return 0;
}

/* Only what was published can be opened, whatever its number. */
static int published_revision(struct workspace *ws, const char *id,
                              int64_t revision, struct record **out,
                              struct rpc_error *error)
{
    struct err err = {0};
    int ret = revision > 0
                  ? records_revision(ws->store, id, revision, out, &err)
                  : records_get(ws->store, id, out, &err);
    const char *state = NULL;

    if (ret < 0)
        return call_failed("citation.open", &err, error);
    if (ret == 0)
        return rpc_not_found(error);
    state = record_string(*out, "state");
    if (!state || strcmp(state, "published") != 0) {
        record_free(out);
        return rpc_not_found(error);
    }
    return 0;
}

int call_citation(struct workspace *ws, struct caller *who,
                  const json_t *params, json_t **result,
                  struct rpc_error *error)
{
    const char *id = rpc_text(params, "id", RECORD_ID_MAX, error);
    struct record *record = NULL;
    enum lang lang = LANG_NONE;
    int64_t revision = 0, from = 0, to = 0;

    if (!id || call_lang(params, who->lang, &lang, error) < 0 ||
        rpc_integer(params, "revision", 0, INT64_MAX, 0, &revision, error) <
            0 ||
        rpc_integer(params, "from", 0, RECORD_BYTES_MAX, 0, &from, error) < 0 ||
        rpc_integer(params, "to", 0, RECORD_BYTES_MAX, 0, &to, error) < 0 ||
        published_revision(ws, id, revision, &record, error) < 0)
        return -1;
    *result = answer_citation_view(lang, record, (size_t)from, (size_t)to);
    record_free(&record);
    return 0;
}
