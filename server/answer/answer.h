/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.h - findings become a reply in the reader's language.
 *
 * The answer comes first and is short; every statement of fact carries the
 * citation it rests on; source wording stands in citations only. Decides
 * nothing: what to say is dialogue's. Threads: one worker's workspace. */
#ifndef ANSWER_H
#define ANSWER_H

#include "publish/workspace.h"
#include "turn.h"

struct deadline; /* calendar/deadline.h */
struct visit;    /* calendar/visit.h */
struct answer;   /* a reply being made; lives in the workspace's arena */

/* intent: "fact", "policy.amount", "match", "order", "person" ... */
struct answer *answer_begin(struct workspace *ws, enum lang lang,
                            const char *intent);
/* Close it: out->body is the caller's; text holds at most 900 characters,
 * three times as many after answer_details(). */
void answer_end(struct answer *answer, struct reply *out);

/* A sentence of Parlor's own; its evidence is cited. */
void answer_say(struct answer *answer, const struct phrase *phrase);
/* A notice: tone "info" or "warn". */
void answer_notice(struct answer *answer, const char *tone,
                   const struct phrase *phrase);

/* What the records say: the first as a paragraph, more as a list. With dates
 * and, for targets whose time has passed, a notice. */
void answer_records(struct answer *answer, const struct evidence *items,
                    size_t count, struct date today);
/* Which offices are responsible; nothing if the record names none. */
void answer_responsible(struct answer *answer, const struct record *record);
/* One class of a tiered rule only. */
void answer_tier(struct answer *answer, const struct record *clause,
                 const char *class_);
/* A computed result with its steps, assumptions and date. */
void answer_ruling(struct answer *answer, const struct ruling *ruling,
                   struct date today);
/* Rulings of the same kind, each an amount: the highest, not the sum. */
void answer_higher(struct answer *answer, const struct ruling *rulings,
                   size_t count, struct date today);
/* That support of the same kind is not added up, if the policy, or that of
 * the clause, says so. */
void answer_stacking(struct answer *answer, const struct record *record);
/* Which text binds a zone, through which link, and what is not known. */
void answer_bindings(struct answer *answer, const struct bindings *bindings);
/* All there is to say of a record, for who asked for more. */
void answer_details(struct answer *answer, const struct record *record,
                    struct date today);
/* Ranked cards and what was excluded. demand, what they were ranked for, is
 * taken over. */
void answer_matches(struct answer *answer, const struct proposal *proposal,
                    json_t *demand);
/* Why one record is not the first: the first and it, or it alone among the
 * excluded. demand is taken over. */
void answer_why_not(struct answer *answer, const struct proposal *proposal,
                    json_t *demand);
/* A ranking within another answer: the best in a word, all else on the
 * cards. */
void answer_fits(struct answer *answer, const struct proposal *proposal,
                 json_t *demand);
/* Records side by side: a block of its own, what differs in words too. */
void answer_compared(struct answer *answer, const struct compare_table *table);
/* What an order placed from this answer begins with; offers nothing yet. */
void answer_draft(struct answer *answer, const struct order_draft *draft);
/* The desk an order would go to, and why. */
void answer_desk(struct answer *answer, const struct order_desk *desk);
/* Carry an order as far as it is told: stage "ask", "confirm" or "form", and
 * the field asked for, or NULL. missing, names of fields, and fields, values
 * by name, are taken over. */
void answer_intake(struct answer *answer, const char *kind,
                   const struct order_desk *desk, json_t *missing,
                   json_t *fields, const char *stage, const char *asked);
/* Offer the form, filled with what is carried. */
void answer_offer(struct answer *answer);
/* Lead to a form that is not an order's: "room" or "event", of a record if
 * one is named, for a day (year 0: none), or "profile". */
void answer_form(struct answer *answer, const char *form,
                 const struct record *record, struct date day);
/* Names of records in a row: "A, B". In the arena. */
const char *answer_names(const struct answer *answer,
                         const struct ids *records);
/* Sentences as a list. */
void answer_phrases(struct answer *answer, const struct phrase *phrases,
                    size_t count);
/* One thing to go on with, in the reader's words already. */
void answer_prompt(struct answer *answer, const char *text);
/* Nothing is known: says so and names the places that are outside the
 * corpus, the nearest record, and one that answers for another place; offers
 * a person. The records may be NULL. */
void answer_abstain(struct answer *answer, const struct ids *outside,
                    const struct record *nearest,
                    const struct record *elsewhere);
/* By when something is done, what that rests on, and what is still asked. */
void answer_clock(struct answer *answer, const struct deadline *deadline);
/* A route, day by day, and what it takes for granted. */
void answer_visit(struct answer *answer, const struct visit *visit);
/* Offer a person. */
void answer_person(struct answer *answer);
/* Questions to go on with; keys of the wording. */
void answer_prompts(struct answer *answer, const char *const *keys,
                    size_t count);

/* A ranking for match.run: a new object {matches, excluded, criteria, notes,
 * citations}. */
json_t *answer_ranking(struct workspace *ws, enum lang lang,
                       const struct proposal *proposal);
/* A comparison as {columns, rows}, for compare.get: a new object. citations,
 * an array, is added to. */
json_t *answer_compare_table(struct workspace *ws, enum lang lang,
                             const struct compare_table *table,
                             json_t *citations);
/* The items of a shortlist, ids of any records, as [{id, kind, name,
 * synthetic, note}]: a new array. */
json_t *answer_shortlist_items(struct workspace *ws, enum lang lang,
                               const json_t *ids);
/* The same as CSV with what a comparison of them says: a new text. No value
 * of it begins as a formula does. */
json_t *answer_shortlist_csv(struct workspace *ws, enum lang lang,
                             const struct compare_table *table);
/* A route for visit.compose: a new object {days, km, notes}. */
json_t *answer_visit_json(struct workspace *ws, enum lang lang,
                          const struct visit *visit);
/* A deadline for clock.run: a new object {id, name, start, due, text, cases,
 * questions}. citations, an array, is added to. */
json_t *answer_clock_json(struct workspace *ws, enum lang lang,
                          const struct deadline *deadline, json_t *citations);
/* What citation.open shows of a record, in lang: a new object. from and to
 * are bytes of its source wording. */
json_t *answer_citation_view(enum lang lang, const struct record *record,
                             size_t from, size_t to);

#endif
