/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intake.h - an order told in a conversation, one question at a time.
 *
 * Its state is an object that is printed and replayed with the rest:
 *   {"kind", "told": {as of known.h}, "seeks", "other", "asked": field,
 *    "stage": "ask" | "confirm" | "form", "skipped": [fields], "desk": id,
 *    "demand": whom it seeks, "shown": the demand that was ranked last}
 * The fields are those of the form (order_form()); what belongs to the
 * contact is never asked here: at the end the form opens, consents first.
 * Internal to dialogue/. */
#ifndef DIALOGUE_INTAKE_H
#define DIALOGUE_INTAKE_H

#include "dialogue/moves.h"

enum { INTAKE_FIELDS_MAX = 64 };

/* The fields of the form for an order of intake's kind, but for those of the
 * contact: a new array. */
json_t *intake_fields(struct turn *turn, const json_t *intake);
/* Is a field of this order asked for in conversation? The others are for the
 * form. */
bool intake_asks(const json_t *intake, const json_t *field);
/* What the order would say in a field, as the form takes it; NULL: nothing
 * yet. In the arena. */
const char *intake_value(struct turn *turn, const json_t *intake,
                         const char *field);
/* The next field to ask for; NULL if there is none: those that are required or
 * wanted, and those that every order is told by. */
const json_t *intake_next(struct turn *turn, const json_t *intake,
                          const json_t *fields);
/* The order so far; borrows from the arena and the snapshot. */
struct order_draft intake_draft(struct turn *turn, const json_t *intake);

/* Ask for a field, tell the whole to be confirmed, or offer the form: an
 * answer begun and filled. intake's stage and asked are set. */
void intake_ask(struct turn *turn, json_t *intake, const json_t *field,
                const struct phrase *before, struct answer **out);
void intake_confirm(struct turn *turn, json_t *intake,
                    const struct phrase *before, struct answer **out);
void intake_offer(struct turn *turn, json_t *intake, struct answer **out);
/* Who fits the order: what the message says of that is kept in intake's
 * `demand`; shown where enough is told and it differs from what was `shown`
 * (fits.c). */
void fits_hear(struct turn *turn, json_t *intake);
void fits_show(struct turn *turn, json_t *intake, struct answer *answer);

/* After another question was answered: the order still waits. */
void intake_remind(struct turn *turn, struct answer *answer);

#endif
