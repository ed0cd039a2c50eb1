/* SPDX-License-Identifier: GPL-3.0-or-later */
/* introduce.h - an order and the other side, until both have agreed.
 *
 * Private to order/. States: proposed, agreed_orderer, agreed_partner,
 * introduced; declined and withdrawn end it before. Neither side is told why
 * it ended, nor by whom. Threads: one worker's workspace. */
#ifndef ORDER_INTRODUCE_H
#define ORDER_INTRODUCE_H

#include "order/order.h"
#include "order/seal.h"
#include "store/introductions.h"

enum introduce_side { SIDE_ORDERER, SIDE_PARTNER };

/* One who answers; what agreeing needs was asked for before (answer.c). */
struct introduce_answer {
    enum introduce_side side;
    bool agree;
    const char *reason, *words; /* NULL: none */
    enum lang lang;             /* of the words */
};

/* The state that follows an answer; NULL if it may not be given now. */
const char *introduce_next(const char *state, enum introduce_side side,
                           bool agree);
/* Neither made nor ended. */
bool introduce_open(const char *state);

/* Take an answer: *row follows, and the orders with it. In a transaction. 1,
 * 0 refused, -1. */
int introduce_take(struct workspace *ws, struct introduction_row *row,
                   const struct introduce_answer *answer,
                   struct order_refusal *refusal, struct err *err);

/* End all that are open of an order that has ended, or only those that it
 * agreed to and its consents no longer allow. In a transaction. 1 or -1. */
int introduce_end_all(struct workspace *ws, const struct order_row *row,
                      bool consent_only, struct err *err);

/* What *row says goes into the orders on both sides; answer NULL: staff's
 * step. In a transaction. 1, 0 or -1. */
int introduce_follow(struct workspace *ws, const struct introduction_row *row,
                     const char *actor, const char *who,
                     const struct introduce_answer *answer, struct err *err);

/* The secret of a link, as made from the key. */
void introduce_secret(const struct workspace *ws, const char *id,
                      char out[SEAL_SECRET_MAX]);

/* What one side sees (a new object in *out), and what staff do. 1 or -1. */
int introduction_side(struct workspace *ws, const struct introduction_row *row,
                      enum introduce_side side, enum lang lang, json_t **out,
                      struct err *err);
int introduction_staff(struct workspace *ws, const struct introduction_row *row,
                       enum lang lang, json_t **out, struct err *err);
/* All of an order as its own side sees them, or as staff do. A new array. */
int introductions_show(struct workspace *ws, const struct order_row *row,
                       enum lang lang, bool staff, json_t **out,
                       struct err *err);

#endif
