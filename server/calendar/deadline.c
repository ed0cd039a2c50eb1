/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar/deadline.h"

#include <string.h>

/* ---- records ------------------------------------------------------------- */

const struct record *deadline_clock(const struct snapshot *snapshot,
                                    const struct record *clause)
{
    struct ids clocks = snapshot_kind(snapshot, "clock");

    for (size_t i = 0; clause != NULL && i < clocks.count; i++) {
        size_t at = 0;
        json_t *one = NULL;

        json_array_foreach((json_t *)record_get(clocks.items[i], "cases"), at,
                           one) {
            const char *id = json_string_value(json_object_get(one, "clause"));

            if (id != NULL && strcmp(id, clause->id) == 0)
                return clocks.items[i];
        }
    }
    return NULL;
}

static const json_t *named(const json_t *list, const char *member,
                           const char *name)
{
    size_t i = 0;
    json_t *one = NULL;

    json_array_foreach((json_t *)list, i, one) {
        const char *own = json_string_value(json_object_get(one, member));

        if (name != NULL && own != NULL && strcmp(own, name) == 0)
            return one;
    }
    return NULL;
}

const json_t *deadline_question(const struct record *clock, const char *name)
{
    return named(record_get(clock, "questions"), "name", name);
}

const json_t *deadline_option(const json_t *question, const char *value)
{
    return named(json_object_get(question, "options"), "value", value);
}

/* ---- which cases --------------------------------------------------------- */

/* An answer that is one of the question's options; else NULL. */
static const char *answer_of(const struct record *clock, const json_t *answers,
                             const char *question)
{
    const char *value = json_string_value(json_object_get(answers, question));

    return deadline_option(deadline_question(clock, question), value) != NULL
               ? value
               : NULL;
}

static bool case_holds(const struct record *clock, const json_t *when,
                       const json_t *answers)
{
    const char *question = NULL;
    json_t *value = NULL;

    json_object_foreach((json_t *)when, question, value) {
        const char *answer = answer_of(clock, answers, question);

        if (answer != NULL && strcmp(answer, json_string_value(value)) != 0)
            return false;
    }
    return true;
}

/* Does a question still tell the cases apart? */
static bool question_open(const struct deadline *out, const json_t *answers,
                          const char *name)
{
    if (out->case_count < 2 || answer_of(out->clock, answers, name) != NULL)
        return false;
    for (size_t i = 0; i < out->case_count; i++)
        if (json_object_get(out->cases[i].when, name) != NULL)
            return true;
    return false;
}

static void questions_open(const json_t *answers, struct deadline *out)
{
    size_t i = 0;
    json_t *question = NULL;

    json_array_foreach((json_t *)record_get(out->clock, "questions"), i,
                       question) {
        const char *name = json_string_value(json_object_get(question, "name"));

        if (out->open_count < DEADLINE_QUESTIONS_MAX && name != NULL &&
            question_open(out, answers, name))
            out->open[out->open_count++] = question;
    }
}

/* ---- one case ------------------------------------------------------------ */

static struct phrase *note_add(struct deadline_case *one, const char *key)
{
    struct phrase *note = &one->notes[one->note_count];

    *note = phrase_of(key);
    if (one->note_count < DEADLINE_NOTES_MAX - 1)
        one->note_count++;
    return note;
}

static struct date months_plus(struct date day, int months)
{
    int month = day.month - 1 + months;
    struct date out = {day.year + month / 12, month % 12 + 1, day.day};

    while (out.day > 28 && !day_valid(out))
        out.day--; /* the month's last day */
    return out;
}

/* 1 and one->due, 0 if the unit is none of days. */
static int due_find(const struct calendar *calendar, struct date start,
                    struct deadline_case *one)
{
    int n = 0;

    if (one->limit < 0 || one->limit > CALENDAR_DAYS_MAX || one->unit == NULL)
        return 0;
    n = (int)one->limit;
    if (one->limit != (double)n)
        return 0;
    if (strcmp(one->unit, "working_day") == 0)
        return calendar_add_working_days(calendar, start, n, &one->due);
    if (strcmp(one->unit, "day") == 0)
        one->due = day_plus(start, n);
    else if (strcmp(one->unit, "month") == 0)
        one->due = months_plus(start, n);
    else if (strcmp(one->unit, "year") == 0)
        one->due = months_plus(start, n * 12);
    else
        return 0;
    return day_valid(one->due);
}

static void note_conditions(struct deadline_case *one)
{
    size_t i = 0;
    json_t *condition = NULL;

    json_array_foreach((json_t *)record_get(one->clause, "rule.conditions"), i,
                       condition) {
        phrase_langs(note_add(one, "assume.condition"), "condition", condition);
    }
}

static void note_force(struct deadline_case *one, struct date start)
{
    struct date date;

    if (date_parse(record_string(one->clause, "in_force.from"), &date) &&
        date_order(start, false) < date_order(date, false))
        phrase_date(note_add(one, "step.not_yet"), "date", date);
    if (date_parse(record_string(one->clause, "in_force.to"), &date) &&
        date_passed(date, start))
        phrase_date(note_add(one, "step.ended"), "date", date);
}

/* What was taken for granted, in the order of its weight. */
static void notes_make(const struct calendar *calendar, struct date start,
                       struct date today, struct deadline_case *one)
{
    struct phrase gaps[CALENDAR_GAPS_MAX];
    struct date date;
    size_t count = 0;

    if (one->average)
        note_add(one, "step.on_average");
    note_conditions(one);
    note_force(one, start);
    if (date_parse(record_string(one->clause, "rule.deadline"), &date) &&
        date_passed(date, today))
        phrase_date(note_add(one, "assume.date_passed"), "date", date);
    note_add(one, "clock.assume.start");
    if (strcmp(one->unit, "working_day") != 0)
        return;
    calendar_name(calendar, note_add(one, "clock.assume.working_days"));
    count = calendar_gaps(calendar, start, one->due, gaps);
    for (size_t i = 0; i < count; i++)
        *note_add(one, gaps[i].key) = gaps[i];
}

static void case_add(const struct snapshot *snapshot, const json_t *entry,
                     const json_t *answers, struct date today,
                     struct deadline *out)
{
    struct deadline_case *one = &out->cases[out->case_count];
    const struct record *clause = NULL, *place = NULL;
    const char *id = json_string_value(json_object_get(entry, "clause"));
    const json_t *when = json_object_get(entry, "when");
    struct calendar calendar;

    clause = id != NULL ? snapshot_record(snapshot, id) : NULL;
    if (clause == NULL || out->case_count == DEADLINE_CASES_MAX ||
        !case_holds(out->clock, when, answers))
        return;
    *one = (struct deadline_case){
        .clause = clause,
        .when = when,
        .limit = record_number(clause, "rule.max", -1),
        .unit = record_string(clause, "rule.unit"),
        .average = json_is_true(record_get(clause, "rule.average"))};
    if (record_string(clause, "place") != NULL)
        place = snapshot_record(snapshot, record_string(clause, "place"));
    calendar_at(snapshot, place, &calendar);
    if (due_find(&calendar, out->start, one) == 0)
        return;
    notes_make(&calendar, out->start, today, one);
    out->case_count++;
}

int deadline_run(const struct snapshot *snapshot, const struct record *clock,
                 struct date start, const json_t *answers, struct date today,
                 struct deadline *out)
{
    size_t i = 0;
    json_t *entry = NULL;

    *out = (struct deadline){.clock = clock, .start = start};
    if (!day_valid(start))
        return 0;
    json_array_foreach((json_t *)record_get(clock, "cases"), i, entry) {
        case_add(snapshot, entry, answers, today, out);
    }
    questions_open(answers, out);
    return out->case_count != 0;
}
