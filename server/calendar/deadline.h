/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deadline.h - by when something is done that was started on a day.
 *
 * A record of kind `clock` names the clauses that limit a procedure, each
 * for certain answers to its questions; the limit itself stands in the
 * clause's rule and nowhere else. Writes no text: what has to be said beside
 * a due day is left as phrases. Threads: any; values that borrow from a
 * snapshot. */
#ifndef CALENDAR_DEADLINE_H
#define CALENDAR_DEADLINE_H

#include "calendar/calendar.h"
#include "text/terms.h"

enum {
    DEADLINE_CASES_MAX = 8,
    DEADLINE_QUESTIONS_MAX = 4,
    DEADLINE_NOTES_MAX = 10
};

/* One limit that may hold. */
struct deadline_case {
    const struct record *clause;
    const json_t *when; /* {"question": "option"}, or NULL: always */
    double limit;       /* so many `unit`, as the clause's rule has it */
    const char *unit;   /* "working_day", "day", "month", "year" */
    bool average;       /* no limit for a single case */
    struct date due;
    struct phrase notes[DEADLINE_NOTES_MAX]; /* conditions, readings taken */
    size_t note_count;
};

struct deadline {
    const struct record *clock;
    struct date start;
    struct deadline_case cases[DEADLINE_CASES_MAX]; /* the answers leave */
    size_t case_count;
    const json_t *open[DEADLINE_QUESTIONS_MAX]; /* still to be asked */
    size_t open_count;
};

/* The clock that a clause belongs to; NULL if there is none. */
const struct record *deadline_clock(const struct snapshot *snapshot,
                                    const struct record *clause);

/* The question of a clock by name, and one of its options; NULL. */
const json_t *deadline_question(const struct record *clock, const char *name);
const json_t *deadline_option(const json_t *question, const char *value);

/* What follows from a start: 1; 0 if the start is no day, or the clock's
 * clauses give no limit in days. answers is {"question": "option"} (NULL:
 * none); what it holds besides is passed over. today tells which dates named
 * in a clause have passed. */
int deadline_run(const struct snapshot *snapshot, const struct record *clock,
                 struct date start, const json_t *answers, struct date today,
                 struct deadline *out);

/* ---- what people say ----------------------------------------------------- */

/* The day that a text names, in this language or by figures: "Monday",
 * "23 November", "下周一", "tomorrow", "2026-11-23". A date goes before a day
 * of the week, and of several the first. A day without a year is the one
 * nearest ahead, or up to half a year back; "next Monday" is that of the week
 * to come. plain is made by analyser_plain(). 1 and *out, or 0. */
int spoken_day(struct analyser *analyser, const char *plain, enum lang lang,
               struct date today, struct arena *arena, struct date *out);

/* The same for a day by which something is to be, of which a month or a year
 * may be all that is said (day or month 0): "June 2027", "2027年底", "Q2 2027",
 * "2028". A day goes before a month, and that before a year. */
int spoken_month(struct analyser *analyser, const char *plain, enum lang lang,
                 struct date today, struct arena *arena, struct date *out);

#endif
