/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stages.c - processor time of a turn, and what each stage takes of it.
 *
 * Each line of input is a JSON array of turns; each line of output is of one
 * turn: microseconds in all, then of understand, search, policy, match and
 * answer, then those Xapian alone takes for the query of the text. The linker
 * puts the clock between dialogue and the stages (--wrap, see the Makefile),
 * so that what is measured is the program as it is. Files and folders named
 * as arguments are imported besides the corpus. Threads: one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "answer/answer.h"
#include "engine/reader.h"
#include "match/match.h"
#include "policy/policy.h"
#include "search/search.h"
#include "tests/support/parlor.h"
#include "understand/understand.h"

enum stage { UNDERSTAND, SEARCH, POLICY, MATCH, ANSWER, STAGES };
enum { RAW_ROUNDS = 3, TURNS_MAX = 16 };

static double taken[STAGES]; /* seconds of this turn */
static double since;
static int depth; /* a stage that calls itself counts once */

static double cpu(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void enter(void)
{
    if (depth++ == 0)
        since = cpu();
}

static void leave(enum stage stage)
{
    if (--depth == 0)
        taken[stage] += cpu() - since;
}

#define WRAP(stage, type, name, params, args) \
    type __real_##name params;                \
    type __wrap_##name params;                \
    type __wrap_##name params                 \
    {                                         \
        type result;                          \
                                              \
        enter();                              \
        result = __real_##name args;          \
        leave(stage);                         \
        return result;                        \
    }
#define WRAP_VOID(stage, name, params, args) \
    void __real_##name params;               \
    void __wrap_##name params;               \
    void __wrap_##name params                \
    {                                        \
        enter();                             \
        __real_##name args;                  \
        leave(stage);                        \
    }

WRAP_VOID(UNDERSTAND, understand_message,
          (struct workspace * ws, const struct message *message,
           struct meaning *out),
          (ws, message, out))
WRAP_VOID(UNDERSTAND, understand_profile,
          (struct workspace * ws, const struct meaning *meaning,
           struct profile *out),
          (ws, meaning, out))
WRAP(SEARCH, int, search_findings,
     (struct workspace * ws, const struct meaning *meaning,
      const struct search_context *context, struct findings *out,
      struct err *err),
     (ws, meaning, context, out, err))
WRAP(SEARCH, struct ids, search_rules,
     (struct workspace * ws, const struct meaning *meaning,
      const struct profile *who),
     (ws, meaning, who))
WRAP_VOID(POLICY, policy_judge,
          (const struct record *clause, const struct profile *who,
           struct date day, struct arena *arena, struct ruling *out),
          (clause, who, day, arena, out))
WRAP_VOID(MATCH, match_run,
          (const struct snapshot *snapshot, const struct demand *demand,
           struct arena *arena, struct proposal *out),
          (snapshot, demand, arena, out))
WRAP_VOID(MATCH, match_changes,
          (const struct snapshot *snapshot, const struct demand *demand,
           struct arena *arena, struct proposal *found),
          (snapshot, demand, arena, found))
WRAP(ANSWER, struct answer *, answer_begin,
     (struct workspace * ws, enum lang lang, const char *intent),
     (ws, lang, intent))
WRAP_VOID(ANSWER, answer_end, (struct answer * answer, struct reply *out),
          (answer, out))
WRAP_VOID(ANSWER, answer_say,
          (struct answer * answer, const struct phrase *phrase),
          (answer, phrase))
WRAP_VOID(ANSWER, answer_records,
          (struct answer * answer, const struct evidence *items, size_t count,
           struct date today),
          (answer, items, count, today))
WRAP_VOID(ANSWER, answer_responsible,
          (struct answer * answer, const struct record *record),
          (answer, record))
WRAP_VOID(ANSWER, answer_tier,
          (struct answer * answer, const struct record *clause,
           const char *class_),
          (answer, clause, class_))
WRAP_VOID(ANSWER, answer_ruling,
          (struct answer * answer, const struct ruling *ruling,
           struct date today),
          (answer, ruling, today))
WRAP_VOID(ANSWER, answer_matches,
          (struct answer * answer, const struct proposal *proposal,
           json_t *demand),
          (answer, proposal, demand))
WRAP_VOID(ANSWER, answer_abstain,
          (struct answer * answer, const struct ids *outside,
           const struct record *nearest, const struct record *elsewhere),
          (answer, outside, nearest, elsewhere))

static double raw_seconds(struct workspace *ws, const char *text)
{
    struct question question = {.text = text,
                                .len = strlen(text),
                                .limit = 10,
                                .lang =
                                    lang_guess(text, strlen(text), LANG_NONE)};
    struct err err = {0};

    return reader_query_seconds(ws->reader, ws->analyser, &question, RAW_ROUNDS,
                                ws->arena, &err);
}

static void measure(struct parlor_fixture *parlor, const char *text, bool told)
{
    double start = 0, all = 0, raw = 0;

    memset(taken, 0, sizeof taken);
    start = cpu();
    json_decref(parlor_fixture_ask(parlor, text, LANG_NONE));
    all = cpu() - start;
    if (!told)
        return;
    raw = raw_seconds(parlor->ws, text);
    printf("%.1f", 1e6 * all);
    for (int i = 0; i < STAGES; i++)
        printf(" %.1f", 1e6 * taken[i]);
    printf(" %.1f\n", 1e6 * raw);
}

/* Each conversation twice: what is read for the first time is not counted. */
static void talk(struct parlor_fixture *parlor, const json_t *turns)
{
    for (int told = 0; told < 2; told++) {
        size_t i = 0;
        const json_t *turn = NULL;

        parlor_fixture_reset(parlor);
        json_array_foreach(turns, i, turn)
            if (i < TURNS_MAX)
                measure(parlor, json_string_value(turn), told != 0);
    }
}

int main(int argc, char **argv)
{
    struct parlor_fixture parlor;
    char *line = NULL;
    size_t room = 0;

    parlor_fixture_open(&parlor);
    for (int i = 1; i < argc; i++)
        parlor_fixture_import(&parlor, argv[i]);
    while (getline(&line, &room, stdin) > 0) {
        json_t *turns = json_loads(line, 0, NULL);

        talk(&parlor, turns);
        json_decref(turns);
    }
    free(line);
    parlor_fixture_close(&parlor);
    return 0;
}
