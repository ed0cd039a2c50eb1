/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answers.c - answers for tests/eval/run.py.
 *
 * Each line of input is a JSON array of turns, each line of output the last
 * reply, whose citations carry besides what they open at ("opened", as
 * citation.open shows it; null if it does not open). One process for all of
 * them; each array is a conversation of its own. Files and folders named as
 * arguments are imported besides the corpus. Judges nothing. Threads: one. */
#include <stdio.h>
#include <stdlib.h>

#include "answer/answer.h"
#include "store/records.h"
#include "tests/support/parlor.h"

/* What a citation opens at, for a reader of lang: a new object or null. */
static json_t *opened(struct workspace *ws, enum lang lang,
                      const json_t *citation)
{
    const char *id = json_string_value(json_object_get(citation, "id"));
    json_int_t revision =
        json_integer_value(json_object_get(citation, "revision"));
    json_int_t from = json_integer_value(json_object_get(citation, "from"));
    json_int_t to = json_integer_value(json_object_get(citation, "to"));
    struct record *record = NULL;
    struct err err = {0};
    json_t *view = NULL;

    if (id == NULL || from < 0 || to < 0)
        return json_null();
    if (records_revision(ws->store, id, revision, &record, &err) != 1)
        return json_null();
    view = answer_citation_view(lang, record, (size_t)from, (size_t)to);
    record_free(&record);
    return view;
}

static void open_citations(struct workspace *ws, json_t *reply)
{
    const char *name = json_string_value(json_object_get(reply, "lang"));
    enum lang lang = name ? lang_parse(name) : LANG_NONE;
    size_t i = 0;
    json_t *citation = NULL;

    if (lang == LANG_NONE)
        lang = LANG_EN;
    json_array_foreach(json_object_get(reply, "citations"), i, citation)
        json_object_set_new(citation, "opened", opened(ws, lang, citation));
}

/* The last reply to a list of turns; json null if there is none. */
static json_t *answer(struct parlor_fixture *parlor, const char *line)
{
    json_t *turns = json_loads(line, 0, NULL);
    json_t *reply = json_null();
    size_t i = 0;
    const json_t *turn = NULL;

    parlor_fixture_reset(parlor);
    json_array_foreach(turns, i, turn) {
        json_decref(reply);
        reply = parlor_fixture_ask(parlor, json_string_value(turn), LANG_NONE);
    }
    json_decref(turns);
    open_citations(parlor->ws, reply);
    return reply;
}

int main(int argc, char **argv)
{
    struct parlor_fixture parlor;
    char *line = NULL;
    size_t room = 0;

    parlor_fixture_open(&parlor);
    parlor_fixture_words(&parlor);
    for (int i = 1; i < argc; i++)
        parlor_fixture_import(&parlor, argv[i]);
    while (getline(&line, &room, stdin) > 0) {
        json_t *reply = answer(&parlor, line);

        json_dumpf(reply, stdout, JSON_COMPACT | JSON_ENCODE_ANY);
        putchar('\n');
        fflush(stdout);
        json_decref(reply);
    }
    free(line);
    parlor_fixture_close(&parlor);
    return 0;
}
