/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order.h - orders from both sides: intake, routing, legal moves.
 *
 * Works on drafts and on orders of the store; knows no socket. Words its
 * labels from the snapshot, writes no sentences. Contact fields are taken
 * only after consent and are sealed with ws->key before they reach the
 * store; they are in no log, index or error text.
 * Threads: any, with that thread's store. */
#ifndef ORDER_H
#define ORDER_H

#include "base/arena.h"
#include "base/err.h"
#include "publish/snapshot.h"
#include "publish/workspace.h"
#include "turn.h"

/* Who takes it: the parlor of the named country, if it is open; else the
 * parlor of the city, else the city's own desk. out->desk is never NULL if
 * the snapshot has any city. */
void order_route(const struct snapshot *snapshot,
                 const struct order_draft *draft, struct order_desk *out);

/* Field names a draft still lacks, most important first: "seeks",
 * "country", "industry", "city". The array lives in arena. */
size_t order_missing(const struct order_draft *draft, struct arena *arena,
                     const char ***out);

/* ---- the form ------------------------------------------------------------ */

/* What form.get answers, worded in lang: fields, notice, consents. Options
 * come from the snapshot. responsible is borrowed ({"name", "contact"}, may
 * be NULL). A new object. */
json_t *order_form(const struct snapshot *snapshot, enum lang lang,
                   const json_t *responsible);

/* Version of the notice that is agreed to; borrowed from the snapshot. */
const char *order_notice(const struct snapshot *snapshot);

/* ---- orders -------------------------------------------------------------- */

enum order_refusal_code {
    ORDER_REFUSED_FIELD = 1, /* path and what say why: RPC_PARAMS */
    ORDER_REFUSED_CONSENT,   /* a consent is needed first: RPC_CONSENT */
    ORDER_REFUSED_MOVE,      /* no legal move from here: RPC_NOT_LEGAL */
    ORDER_REFUSED_MANY,      /* too many orders in a day: RPC_TOO_MANY */
    ORDER_REFUSED_UNKNOWN    /* none, or not theirs: RPC_NOT_FOUND */
};

/* Why not: for the person who asked, never with a value of theirs. */
struct order_refusal {
    enum order_refusal_code code;
    char path[64]; /* "fields.email"; "" if it is about the whole */
    char what[160];
};

enum order_actor { ORDER_VISITOR, ORDER_STAFF, ORDER_TIMER };

/* Who places an order, and from where. */
struct order_owner {
    const char *visitor;      /* id, 1 to 64 bytes */
    const char *conversation; /* hears of its changes; "" if none */
    enum lang lang;
};

/* All of these need ws->key. They answer 1 and *out (a new object, as in
 * clients/PROTOCOL.md), 0 refused with *refusal, or -1. They run in
 * transactions of their own: what is answered is kept. */

/* order.place: params `{cid, kind, fields, consents, notice, lang?}`. The
 * same cid of the same visitor gives the same answer and no second order. */
int order_place(struct workspace *ws, const struct order_owner *owner,
                const json_t *params, json_t **out,
                struct order_refusal *refusal, struct err *err);

/* order.get and order.withdraw, by reference and secret. */
int order_get(struct workspace *ws, const char *reference, const char *secret,
              enum lang lang, json_t **out, struct order_refusal *refusal,
              struct err *err);
int order_withdraw(struct workspace *ws, const char *reference,
                   const char *secret, const char *why, enum lang lang,
                   json_t **out, struct order_refusal *refusal,
                   struct err *err);

/* order.list: those of a visitor, at most 100. */
int order_list(struct workspace *ws, const char *visitor, enum lang lang,
               json_t **out, struct err *err);

/* ms since 1970 as a new text "2026-11-21T08:00:00.000Z". */
json_t *order_time(int64_t at);

/* ---- for staff and timers ------------------------------------------------ */

/* Whom to tell of a change: conversation "" if nobody, state in their
 * language. */
struct order_change {
    char conversation[65];
    json_t *event; /* owned: {reference, state, state_label} */
};
void order_change_fini(struct order_change *change); /* twice is fine */

/* desk.inbox's orders: an array, newest change first, at most 500. */
int order_inbox(struct workspace *ws, enum lang lang, json_t **out,
                struct err *err);

/* desk.order: with contact values if they were agreed to. The caller has
 * the look logged first (people_audit). */
int order_show(struct workspace *ws, const char *reference, enum lang lang,
               json_t **out, struct order_refusal *refusal, struct err *err);

/* Move an order. note may be NULL; declining needs one. The orderer sees
 * notes. *change (may be NULL) says whom to tell. 1, 0 refused, -1. */
int order_move(struct workspace *ws, const char *reference, const char *to,
               enum order_actor actor, const char *who, const char *note,
               struct order_change *change, struct order_refusal *refusal,
               struct err *err);

/* Everything kept of the orders with this e-mail address or telephone
 * number: an array, for the person it is about. 0 or -1. */
int order_export(struct workspace *ws, const char *contact, json_t **out,
                 struct err *err);
/* Erase what is personal in an order, in the log of the store too. 1 done,
 * 0 refused, -1. */
int order_erase(struct workspace *ws, const char *reference,
                struct order_refusal *refusal, struct err *err);

enum {
    ORDER_IDLE_DAYS = 180, /* open orders expire ... */
    ORDER_KEEP_DAYS = 365  /* ... and ended ones are erased */
};
/* Let time do its work: expire and erase, at most 100 at a call. How many
 * orders changed, or -1. */
int order_sweep(struct workspace *ws, struct err *err);

#endif
