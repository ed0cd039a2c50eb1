/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "If we start on Monday, when is it done?" A start and what is started make
 * a deadline; what it depends on is asked, and remembered until the turn
 * after. */
#include <string.h>

#include "calendar/deadline.h"
#include "dialogue/moves.h"

enum { LOOKED_AT = 3, MEMORY_PLAIN_MAX = 160 };

/* What a conversation knows of the clock it runs. */
struct running {
    const struct record *clock;
    struct date start;
    json_t *answers; /* owned */
};

static struct running running_before(const struct turn *turn)
{
    const json_t *kept = turn->before.clock;
    const char *id = json_string_value(json_object_get(kept, "clock"));
    struct running out = {0};

    if (id != NULL)
        out.clock = snapshot_record(turn->ws->snapshot, id);
    day_read(json_string_value(json_object_get(kept, "start")), &out.start);
    out.answers = json_copy(json_object_get(kept, "answers"));
    return out;
}

static json_t *running_json(const struct running *running)
{
    char start[DAY_TEXT];

    day_write(running->start, start);
    return json_pack("{s:s,s:s,s:O}", "clock", running->clock->id, "start",
                     start, "answers", running->answers);
}

/* ---- what the message answers -------------------------------------------- */

/* Bytes of a phrase that the message holds; 0: it does not. */
static size_t phrase_held(const struct turn *turn, const json_t *phrase)
{
    const char *plain = NULL;

    if (!json_is_string(phrase))
        return 0;
    plain = analyser_plain(turn->ws->analyser, json_string_value(phrase),
                           json_string_length(phrase), turn->ws->arena);
    return strstr(turn->meaning.plain, plain) != NULL ? strlen(plain) : 0;
}

static size_t option_held(const struct turn *turn, const json_t *option)
{
    const char *lang = NULL;
    json_t *list = NULL, *name = NULL, *cue = NULL;
    size_t best = 0, i = 0;

    json_object_foreach(json_object_get(option, "names"), lang, name) {
        size_t held = phrase_held(turn, name);

        best = held > best ? held : best;
    }
    json_object_foreach(json_object_get(option, "cues"), lang, list) {
        json_array_foreach(list, i, cue) {
            size_t held = phrase_held(turn, cue);

            best = held > best ? held : best;
        }
    }
    return best;
}

/* Options that the message names; "without a new pipe" goes before the "new
 * pipe" within it. How many questions were answered. */
static size_t answers_read(const struct turn *turn, struct running *running)
{
    json_t *question = NULL, *option = NULL;
    size_t i = 0, j = 0, answered = 0;

    json_array_foreach((json_t *)record_get(running->clock, "questions"), i,
                       question) {
        const char *name = json_string_value(json_object_get(question, "name"));
        json_t *value = NULL;
        size_t best = 0;

        json_array_foreach(json_object_get(question, "options"), j, option) {
            size_t held = option_held(turn, option);

            if (held <= best)
                continue;
            best = held;
            value = json_object_get(option, "value");
        }
        if (value == NULL || name == NULL)
            continue;
        json_object_set(running->answers, name, value);
        answered++;
    }
    return answered;
}

/* The clock of what was found. */
static const struct record *clock_found(const struct turn *turn,
                                        const struct findings *findings)
{
    for (size_t i = 0; i < findings->count && i < LOOKED_AT; i++) {
        const struct record *clock =
            deadline_clock(turn->ws->snapshot, findings->items[i].record);

        if (clock != NULL)
            return clock;
    }
    return NULL;
}

/* The longest of a record's keywords in the message's language that the
 * message holds. */
static size_t keywords_held(const struct turn *turn,
                            const struct record *record, const char *member)
{
    const json_t *by_lang = record_get(record, member);
    json_t *list = json_object_get(by_lang, lang_code(turn->meaning.lang));
    json_t *keyword = NULL;
    size_t best = 0, i = 0;

    if (list == NULL && turn->meaning.lang == LANG_ZH_HANT)
        list = json_object_get(by_lang, lang_code(LANG_ZH_HANS));
    json_array_foreach(list, i, keyword) {
        size_t held = phrase_held(turn, keyword);

        best = held > best ? held : best;
    }
    return best;
}

static size_t clock_held(const struct turn *turn, const struct record *clock)
{
    const json_t *names = record_get(clock, "names");
    size_t best = keywords_held(turn, clock, "keywords"), i = 0;
    size_t held = phrase_held(
        turn, json_object_get(names, lang_code(turn->meaning.lang)));
    json_t *one = NULL;

    best = held > best ? held : best;
    json_array_foreach((json_t *)record_get(clock, "cases"), i, one) {
        const char *id = json_string_value(json_object_get(one, "clause"));
        const struct record *clause =
            id != NULL ? snapshot_record(turn->ws->snapshot, id) : NULL;

        held = clause != NULL ? keywords_held(turn, clause, "keywords") : 0;
        best = held > best ? held : best;
    }
    return best;
}

/* Is the message about other places than the clock's? */
static bool elsewhere(const struct turn *turn, const struct record *clock)
{
    const struct meaning *meaning = &turn->meaning;
    const struct record *place =
        snapshot_record(turn->ws->snapshot, record_string(clock, "place"));

    return meaning->outside.count != 0 || meaning->strange ||
           meaning->lands.count != 0 ||
           (meaning->cities.count != 0 && !ids_has(&meaning->cities, place));
}

/* The clock whose names and keywords the message holds: a start and its day
 * are much of it, and what is started may be little to search by. */
static const struct record *clock_named(const struct turn *turn)
{
    struct ids clocks = snapshot_kind(turn->ws->snapshot, "clock");
    const struct record *found = NULL;
    size_t best = 0;

    for (size_t i = 0; i < clocks.count; i++) {
        size_t held = clock_held(turn, clocks.items[i]);

        if (held <= best)
            continue;
        best = held;
        found = clocks.items[i];
    }
    return found;
}

/* ---- the move ------------------------------------------------------------ */

static int clock_tell(struct turn *turn, struct running *running,
                      struct answer **out)
{
    struct deadline *deadline = arena_zero(turn->ws->arena, sizeof *deadline);

    if (deadline_run(turn->ws->snapshot, running->clock, running->start,
                     running->answers, turn->ws->today, deadline) == 0)
        return 0;
    *out = answer_begin(turn->ws, turn->meaning.lang, "clock");
    answer_clock(*out, deadline);
    turn->after.intent = "clock";
    turn->after.clock = running_json(running);
    for (size_t i = 0; i < deadline->case_count; i++)
        ids_add(&turn->after.records, deadline->cases[i].clause,
                turn->ws->arena);
    return 1;
}

static bool day_named(const struct turn *turn, struct date *out)
{
    return spoken_day(turn->ws->analyser, turn->meaning.plain,
                      turn->meaning.lang, turn->ws->today, turn->ws->arena,
                      out) == 1;
}

/* The turn before ran a clock, or told a clause that one has: a new start,
 * or an answer to what was asked. */
static int clock_again(struct turn *turn, struct answer **out)
{
    struct running running = running_before(turn);
    bool told = turn->before.clock != NULL && day_valid(running.start);
    struct date start = {0};
    size_t answered = 0;
    int said = 0;

    if (running.answers == NULL)
        running.answers = json_object();
    if (running.clock == NULL && turn->before.records.count != 0)
        running.clock =
            deadline_clock(turn->ws->snapshot, turn->before.records.items[0]);
    if (running.clock != NULL && !elsewhere(turn, running.clock) &&
        strlen(turn->meaning.plain) <= MEMORY_PLAIN_MAX) {
        answered = told ? answers_read(turn, &running) : 0;
        if (day_named(turn, &start))
            running.start = start;
        if (start.year != 0 || answered != 0)
            said = clock_tell(turn, &running, out);
    }
    json_decref(running.answers);
    return said;
}

static int clock_new(struct turn *turn, struct answer **out)
{
    struct running running = {0};
    struct findings findings = {0};
    int said = 0;

    if (turn->meaning.asked != ASKED_TIME || turn->ws->reader == NULL ||
        !day_named(turn, &running.start))
        return 0;
    running.clock = clock_named(turn);
    if (running.clock == NULL) {
        if (search_findings(turn->ws, &turn->meaning, NULL, &findings,
                            turn->err) < 0)
            return -1;
        running.clock = clock_found(turn, &findings);
    }
    if (running.clock == NULL || elsewhere(turn, running.clock))
        return 0;
    running.answers = json_object();
    answers_read(turn, &running);
    said = clock_tell(turn, &running, out);
    json_decref(running.answers);
    return said;
}

int move_clock(struct turn *turn, struct answer **out)
{
    int said = clock_new(turn, out);

    return said != 0 ? said : clock_again(turn, out);
}

/* ---- a case of the clause told --------------------------------------------
 */

/* What the case of a clause depends on: {"question": "option"}, borrowed. */
static const json_t *when_of(const struct record *clock,
                             const struct record *clause)
{
    size_t i = 0;
    json_t *one = NULL;

    json_array_foreach((json_t *)record_get(clock, "cases"), i, one) {
        const char *id = json_string_value(json_object_get(one, "clause"));

        if (id != NULL && strcmp(id, clause->id) == 0)
            return json_object_get(one, "when");
    }
    return NULL;
}

static bool holds(const json_t *when, const json_t *answers)
{
    const char *name = NULL;
    json_t *value = NULL;

    json_object_foreach((json_t *)when, name, value)
        if (!json_equal(value, json_object_get(answers, name)))
            return false;
    return true;
}

/* The clause of the case that the answers lead to; NULL. */
static const struct record *case_of(const struct turn *turn,
                                    const struct running *running)
{
    size_t i = 0;
    json_t *one = NULL;

    json_array_foreach((json_t *)record_get(running->clock, "cases"), i, one)
        if (holds(json_object_get(one, "when"), running->answers))
            return snapshot_record(
                turn->ws->snapshot,
                json_string_value(json_object_get(one, "clause")));
    return NULL;
}

int move_case(struct turn *turn, struct answer **out)
{
    const struct record *told =
        turn->before.records.count != 0 ? turn->before.records.items[0] : NULL;
    struct running running = {.clock =
                                  deadline_clock(turn->ws->snapshot, told)};
    struct evidence one = {.score = 1, .coverage = 1};
    struct turn before = *turn;

    if (running.clock == NULL || elsewhere(turn, running.clock))
        return 0;
    running.answers = json_deep_copy(when_of(running.clock, told));
    if (running.answers == NULL)
        return 0;
    before.meaning.plain = turn->before.topic != NULL ? turn->before.topic : "";
    answers_read(&before, &running);
    if (answers_read(turn, &running) != 0)
        one.record = case_of(turn, &running);
    json_decref(running.answers);
    return one.record != NULL && one.record != told
               ? move_tell(turn, &one, 1, out)
               : 0;
}
