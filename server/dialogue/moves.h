/* SPDX-License-Identifier: GPL-3.0-or-later */
/* moves.h - what a turn may do, each move one answer begun and filled.
 * Internal to dialogue/. */
#ifndef DIALOGUE_MOVES_H
#define DIALOGUE_MOVES_H

#include "answer/answer.h"
#include "base/err.h"
#include "dialogue/memory.h"
#include "search/search.h"

struct turn {
    struct workspace *ws;
    struct meaning meaning;
    struct memory before; /* as the turn found it */
    struct memory after;  /* as it leaves it */
    struct err *err;
};

/* Each gives 1 and *out begun and filled, 0 if it has nothing to say, -1. */
int move_follow_up(struct turn *turn, struct answer **out);
int move_fact(struct turn *turn, struct answer **out);
int move_amount(struct turn *turn, struct answer **out);
int move_match(struct turn *turn, struct answer **out);
int move_order(struct turn *turn, struct answer **out);
/* Go on with an order that is being told. */
int move_intake(struct turn *turn, struct answer **out);
/* What binds a zone, and through which link. */
int move_zone(struct turn *turn, struct answer **out);
/* Records named, or of the last ranking, side by side. */
int move_compare(struct turn *turn, struct answer **out);
/* Why what is named was not ranked first, or not at all. */
int move_why_not(struct turn *turn, struct answer **out);
int move_revise(struct turn *turn, struct answer **out);
int move_courtesy(struct turn *turn, struct answer **out);
/* A person is offered to who wants one that speaks a language. */
int move_speaker(struct turn *turn, struct answer **out);
/* By when something is done that is started on the day the message names; or
 * the same again with what was asked back. */
int move_clock(struct turn *turn, struct answer **out);
/* The way to a form of another kind than an order's, for who wants one. */
int move_book(struct turn *turn, struct answer **out);
/* Of what was told, which depends on something, the case that is named now:
 * "and if approval is needed?" */
int move_case(struct turn *turn, struct answer **out);
/* A route through the places named, for who wants to visit them. */
int move_visit(struct turn *turn, struct answer **out);
/* Always has something to say. findings, which fell short, may be NULL. */
int move_abstain(struct turn *turn, const struct findings *findings,
                 struct answer **out);

/* Who fits a demand, and what would change it; both are remembered. The key
 * of what says that more was looked at than was asked for; or NULL. */
const char *move_propose(struct turn *turn, struct demand *demand,
                         struct proposal *out);
/* Rank for a demand; it is remembered to be revised. */
int move_rank(struct turn *turn, struct demand *demand, struct answer **out);
/* Rank with what the message says of weights ("logistics matter most"),
 * which is told besides. */
int weigh_rank(struct turn *turn, struct demand *demand, struct answer **out);
/* The same after a ranking, if the message says such a thing. */
int move_weigh(struct turn *turn, struct answer **out);
/* The country that this turn's message seeks something from; or NULL. */
const struct record *move_country(struct turn *turn);

/* More of what was told last, or of what is named now. */
int move_details(struct turn *turn, struct answer **out);
int move_found_details(struct turn *turn, const struct findings *findings,
                       struct answer **out);
/* Amounts of the same kind that are asked for together: the higher one. */
int move_higher(struct turn *turn, const struct findings *findings,
                struct answer **out);
/* After a clause, the other of its kind that the message names: "and for a
 * nomination?". */
int move_sister(struct turn *turn, const struct record *first,
                struct answer **out);
/* Whether support adds up, where nothing else was found. */
int move_stacking(struct turn *turn, const struct findings *findings,
                  struct answer **out);

/* Add what answers the message's further questions to what was found: 0 or
 * -1 with turn's err. */
int move_parts(struct turn *turn, struct findings *findings);

/* Facts or clauses as the answer, remembered for what may follow. */
int move_tell(struct turn *turn, const struct evidence *items, size_t count,
              struct answer **out);
/* Of a tiered clause what one class gets; 0 without tiers or class. */
int move_tier(struct turn *turn, const struct record *clause,
              const char *class_, struct answer **out);
/* The best ruling of clauses for who, computed and said; 0 if none says a
 * figure or what is missing. */
int move_judge(struct turn *turn, const struct ids *clauses,
               const struct profile *who, struct answer **out);

#endif
