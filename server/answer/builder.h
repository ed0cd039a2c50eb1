/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builder.h - the inside of struct answer, for the files of answer/. */
#ifndef ANSWER_BUILDER_H
#define ANSWER_BUILDER_H

#include "answer/answer.h"
#include "answer/wording.h"

struct answer {
    struct workspace *ws;
    struct wording *wording;
    const char *intent;
    struct buf text; /* the plain answer */
    json_t *blocks, *citations, *matches, *calculation, *order, *prompts,
        *comparison, *ranking; /* ranking: members of the reply */
    size_t limit;              /* characters of the plain answer */
    bool abstained, person;
};

/* Number of the record's citation, from 1; made if it is new. NULL gives 0.
 */
int builder_cite(struct answer *answer, const struct record *record);
int builder_cite_evidence(struct answer *answer,
                          const struct evidence *evidence);
/* The same on a list of one's own. */
int citation_add(json_t *citations, const struct record *record,
                 enum lang lang);

/* Add to the plain answer, with a blank where the language has one. */
void builder_text(struct answer *answer, const char *text);
/* A paragraph block, and its text. cite 0: none. */
void builder_paragraph(struct answer *answer, const char *text, int cite);
/* A block of items {text, cites}; takes over items. */
void builder_list(struct answer *answer, json_t *items);
json_t *builder_item(const char *text, int cite);

/* What a record says, in the reader's language: its own words, else composed
 * from its rule, else that there is an entry. */
const char *builder_statement(struct answer *answer,
                              const struct record *record);
/* Invented, out of force, a target that has passed, or since when. */
void builder_validity(struct answer *answer, const struct record *record,
                      struct date today);
/* The calculation of a ruling; takes over steps and assumptions, lists of
 * texts. */
void builder_calculation(struct answer *answer, const struct ruling *ruling,
                         json_t *steps, json_t *assumptions, struct date today);

/* text and one more sentence, with a blank where the language has one; either
 * may be "". In the arena. */
const char *builder_sentence(const struct answer *answer, const char *text,
                             const char *sentence);
const char *builder_phrase(const struct answer *answer, const char *text,
                           const struct phrase *phrase);
/* A list of names, "" at first, with one more: "A, B" or "A、B". */
const char *builder_join(const struct answer *answer, const char *list,
                         const char *name);
/* The place a record is of; NULL if it names none. */
const struct record *builder_place(const struct answer *answer,
                                   const struct record *record);
/* What the reader calls a concept; the concept itself if no term has it. */
const char *builder_label(const struct answer *answer, const char *concept_);

/* What a clause of a document says, as far as it can be told in the reader's
 * language; its own wording is quoted, not retold. */
const char *document_text(struct answer *answer,
                          const struct evidence *evidence);

/* What a clause says, from its rule and names alone; "" if it has no rule
 * that can be worded. In the arena. */
const char *rulewords_text(struct answer *answer, const struct record *clause);
const char *rulewords_tier(struct answer *answer, const struct record *clause,
                           const json_t *tier);
/* The limit of the rule and whether it counts itself; "" if it has none. */
const char *rulewords_limit(struct answer *answer, const struct record *clause);
/* The currency a clause pays in. */
const char *rulewords_currency(const struct record *clause);

#endif
